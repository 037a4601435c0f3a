"""The parts of the scorer keep their word on any input."""

import itertools
import re
from pathlib import Path

import pytest
from benchmarks.scoring.cases import _find_longest_run
from benchmarks.scoring.floors import ALL, SLACK, raise_floors, read_floors, write_floors
from benchmarks.scoring.golden import get_pipeline
from benchmarks.scoring.matching import is_near, pair_up
from benchmarks.scoring.tally import Count
from benchmarks.scoring.text import ScoringError, WordText, get_likeness, is_name, locate
from hypothesis import given
from hypothesis import strategies as st

texts = st.text(alphabet="as'’ .é—ё\n1", max_size=40)
names = st.text(alphabet="abcdefg-", min_size=1, max_size=6).filter(lambda name: name != ALL)
scores = st.dictionaries(names, st.floats(min_value=0, max_value=1), min_size=1, max_size=5)


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_covers_just_the_words_that_it_holds_or_cuts(
    text: str, one: int, other: int
) -> None:
    subject, (begin, end) = WordText(text), sorted([one, other])

    covered = {
        number for number, word in enumerate(subject.words) if word.begin < end and word.end > begin
    }

    assert set(subject.cover(begin, end)) == covered


@given(texts)
def test_every_word_but_the_s_of_a_possessive_is_a_word(text: str) -> None:
    words = {text[word.begin : word.end] for word in WordText(text).words}

    assert set(re.findall(r"\w+", text)) - words <= {"s"}


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("cat sat", "cat sat"),
        ("the [cat] sat", "cat"),
        ("The … cat sat", "The dog and the cat sat"),
        ("[and]", "and"),
    ],
)
def test_quotations_are_found_in_all_their_forms(quote: str, found: str) -> None:
    text = "The dog and the cat sat on the mat."
    begin, end = locate(text, quote)

    assert text[begin:end] == found


@pytest.mark.parametrize("quote", ["", "bird", "the", "the [mat] sat", "mat … The", "[]"])
def test_a_quotation_that_is_not_there_just_once_is_refused(quote: str) -> None:
    with pytest.raises(ScoringError):
        locate("The dog and the cat sat on the mat.", quote)


@pytest.mark.parametrize(
    ("name", "accepted", "right"),
    [
        ("The Insider", "insider", True),
        ("Colonel Ivan Petrov", "Ivan Petrov", True),
        ("Petrov", "Ivan Petrov", False),
        ("32-year-old man", "~man", True),
        ("Woman’s Voice", "Woman's Voice", True),
        ("", "a", False),
    ],
)
def test_names_are_compared_without_articles_titles_and_case(
    name: str, accepted: str, right: bool
) -> None:
    assert is_name(name, (accepted,)) is right


@given(st.frozensets(st.integers(0, 9)), st.frozensets(st.integers(0, 9)))
def test_likeness_is_one_for_equal_words_none_for_others_and_the_same_both_ways(
    one: frozenset[int], other: frozenset[int]
) -> None:
    assert get_likeness(one, other) == get_likeness(other, one)
    assert (get_likeness(one, other) == 1) == (one == other != frozenset())
    assert (get_likeness(one, other) == 0) == (not one & other)


@pytest.mark.parametrize(
    ("first", "last", "near", "near_as_part"),
    [
        pytest.param(0, 13, True, True, id="the same"),
        pytest.param(0, 7, True, True, id="half of it and more"),
        pytest.param(0, 6, False, True, id="less than half"),
        pytest.param(0, 3, False, False, id="less than a quarter"),
        pytest.param(-12, 13, True, True, id="a dozen words more"),
        pytest.param(-6, 7, True, True, id="over half shifted"),
        pytest.param(-7, 6, False, False, id="under half shifted"),
        pytest.param(13, 14, False, False, id="beside it"),
    ],
)
def test_words_stand_for_others_if_they_hold_most_of_them_and_not_much_else(
    first: int, last: int, near: bool, near_as_part: bool
) -> None:
    given, wanted = frozenset(range(first, last)), frozenset(range(13))

    assert is_near(given, wanted) is near
    assert is_near(given, wanted, part_will_do=True) is near_as_part


@pytest.mark.parametrize(("more", "near"), [(12, True), (13, False)])
def test_one_word_may_stand_in_a_dozen_others(more: int, near: bool) -> None:
    assert is_near(frozenset(range(1 + more)), frozenset([0])) is near


@given(st.lists(st.lists(st.none() | st.integers(0, 5), min_size=3, max_size=3), max_size=5))
def test_pairs_are_one_to_one_and_no_pair_is_left_that_would_rather_be_one(
    rates: list[list[int | None]],
) -> None:
    pairs = pair_up(lambda i, j: rates[i][j], len(rates), 3)

    assert len(set(pairs.values())) == len(pairs)
    back = {j: i for i, j in pairs.items()}
    for i, j in itertools.product(range(len(rates)), range(3)):
        rate = rates[i][j]
        kept = [rates[i][pairs[i]]] if i in pairs else []
        kept += [rates[back[j]][j]] if j in back else []
        assert rate is None or any(other is not None and other >= rate for other in kept)


@given(st.lists(st.integers(0, 4), max_size=8))
def test_the_longest_run_never_falls_and_none_is_longer(ranks: list[int]) -> None:
    run = _find_longest_run(ranks)
    longest = max(
        len(picked)
        for size in range(len(ranks) + 1)
        for picked in itertools.combinations(ranks, size)
        if list(picked) == sorted(picked)
    )

    assert run == sorted(set(run))
    assert [ranks[place] for place in run] == sorted(ranks[place] for place in run)
    assert len(run) == longest


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_f1_lies_between_precision_and_recall(
    found: int, missed: int, right: int, wrong: int
) -> None:
    count = Count(wanted=found + missed, found=found, given=right + wrong, right=right)
    low, high = sorted([count.precision, count.recall])

    assert low - 1e-9 <= count.f1 <= high + 1e-9 or low == 0 == count.f1


@given(scores, scores)
def test_floors_are_only_ever_raised(first: dict[str, float], second: dict[str, float]) -> None:
    before = raise_floors({"other": {"x": 1.0}}, "pipeline", first)
    after = raise_floors(before, "pipeline", second)

    assert after["other"] == {"x": 1.0}
    assert after["pipeline"].keys() == second.keys()
    for name, score in second.items():
        floor = after["pipeline"][name]
        assert floor >= before["pipeline"].get(name, 0.0)
        assert floor >= 100 * score - SLACK - 0.1 - 1e-9


def test_the_floor_of_all_is_set_anew_when_there_are_other_reports() -> None:
    before = raise_floors({}, "pipeline", {"a": 0.9, ALL: 0.9})

    same = raise_floors(before, "pipeline", {"a": 0.8, ALL: 0.8})
    more = raise_floors(before, "pipeline", {"a": 0.9, "b": 0.5, ALL: 0.7})

    assert same["pipeline"] == {"a": 88.0, ALL: 88.0}
    assert more["pipeline"] == {"a": 88.0, "b": 48.0, ALL: 68.0}


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    floors = {"b": {"x-y": 71.3, ALL: 70.0}, "a": {ALL: 0.0}}
    path = tmp_path / "floors.toml"

    assert read_floors(path) == {}
    write_floors(path, floors)
    assert read_floors(path) == floors


@pytest.mark.parametrize("text", ["all = 3", "[a\n"])
def test_a_broken_file_of_floors_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text)

    with pytest.raises(ScoringError):
        read_floors(path)


@pytest.mark.parametrize(
    ("language", "trained", "pipeline"),
    [
        ("en", ["en_core_web_sm", "claims"], "en_core_web_sm+claims"),
        ("ru", ["names", "claims"], "ru+names+claims"),
        ("uk", ["names", "claims"], "uk+names+claims"),
    ],
)
def test_languages_read_with_the_same_weights_have_floors_of_their_own(
    language: str, trained: list[str], pipeline: str
) -> None:
    models = [{"name": name, "sha256": "0"} for name in trained]
    untrained = {"name": "a library", "sha256": None}
    reading = {"report": {"language": language}, "made_by": {"models": [untrained, *models]}}

    assert get_pipeline(reading) == pipeline
