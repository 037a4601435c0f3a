"""Attributed statements are counted as by hand, and what must hold for every count holds."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from benchmarks.claims.corpus import (
    Article,
    Attribution,
    Span,
    load_articles,
    parse_notes,
    pick_articles,
)
from benchmarks.claims.scoring import (
    MEASURES,
    RULES,
    STRICT,
    Score,
    add_up,
    get_interval,
    get_kind,
    main,
    read_predictions,
    score_article,
    score_articles,
    score_people,
)
from benchmarks.scoring.text import ScoringError
from claim_mutations import shuffle_sources
from hypothesis import given
from hypothesis import strategies as st

TEXT = (
    'Ann said the bridge was closed. "We will not pay," Bob told us. It was said that ten men left.'
)


def find(words: str, text: str = TEXT) -> list[Span]:
    """Return the span of words in a text, or none for no words."""
    return [(text.index(words), text.index(words) + len(words))] if words else []


def attribute(source: str, cue: str, content: str) -> Attribution:
    return {"source": find(source), "cue": find(cue), "content": find(content)}


CLOSED = attribute("Ann", "said", "the bridge was closed")
PAY = attribute("Bob", "told", '"We will not pay,"')
LEFT = attribute("", "was said", "that ten men left")
GOLD = (CLOSED, PAY, LEFT)
SHORT = attribute("Ann", "said", "the bridge")
SAID_AGAIN = [(TEXT.rindex("said"), TEXT.rindex("said") + 4)]
INVENTED = {"source": find("It"), "cue": SAID_AGAIN, "content": find("that ten men left")}


@pytest.fixture(scope="module")
def half_right() -> Score:
    """Of three attributions one is cut in half, one missed, and one has an invented source."""
    return score_article(TEXT, GOLD, [SHORT, INVENTED])


@pytest.mark.parametrize(
    ("measure", "right", "given", "found", "wanted"),
    [
        ("token source", 1, 2, 1, 2),
        ("token cue", 2, 2, 2, 4),
        ("token content", 6, 6, 6, 12),
        ("span exact source", 1, 2, 1, 2),
        ("span exact cue", 1, 2, 1, 3),
        ("span exact content", 1, 2, 1, 3),
        ("span half source", 1, 2, 1, 2),
        ("span half cue", 2, 2, 2, 3),
        ("span half content", 2, 2, 2, 3),
        ("span overlap source", 1, 2, 1, 2),
        ("span overlap cue", 2, 2, 2, 3),
        ("span overlap content", 2, 2, 2, 3),
        ("attribution content only", 2, 2, 2, 3),
        ("attribution strict", 1, 2, 1, 3),
        ("attribution lenient", 2, 2, 2, 3),
        ("attribution full", 1, 2, 1, 3),
    ],
)
def test_facts_are_counted_as_by_hand(
    half_right: Score, measure: str, right: int, given: int, found: int, wanted: int
) -> None:
    count = half_right.measures[measure]

    assert (count.right, count.given) == (right, given)
    assert (count.found, count.wanted) == (found, wanted)


def test_strict_shares_are_as_by_hand(half_right: Score) -> None:
    count = half_right.measures[STRICT]

    assert count.precision == pytest.approx(1 / 2)
    assert count.recall == pytest.approx(1 / 3)
    assert count.f1 == pytest.approx(2 / 5)


def test_recall_is_told_by_kind(half_right: Score) -> None:
    kinds = {name: (count.found, count.wanted) for name, count in half_right.kinds.items()}

    assert kinds == {
        "direct": (0, 1),
        "mixed": (0, 0),
        "indirect": (1, 2),
        "has source": (1, 2),
        "no source": (0, 1),
    }


def test_a_word_less_than_half_is_not_enough() -> None:
    score = score_article(TEXT, GOLD, [attribute("Ann", "said", "the")])

    assert score.measures["attribution content only"].right == 0
    assert score.measures["span overlap content"].right == 1


def test_full_wants_the_cue_too_where_it_is_a_word() -> None:
    colon: Attribution = {"source": [], "cue": find('"'), "content": find("that ten men left")}

    assert score_article(TEXT, [CLOSED], [{**CLOSED, "cue": []}]).measures[
        "attribution full"
    ].right == 0  # fmt: skip
    assert score_article(TEXT, [colon], [LEFT]).measures["attribution full"].right == 1


def test_punctuation_decides_nothing() -> None:
    bare = attribute("Bob", "told", "We will not pay")

    score = score_article(TEXT, [PAY], [bare])

    assert all(count.f1 == 1 for count in score.measures.values())


def test_a_stretch_that_cuts_a_word_holds_it() -> None:
    begin, end = find("the bridge was closed")[0]
    cut: Attribution = {**CLOSED, "content": [(begin + 1, end - 2)]}

    assert score_article(TEXT, [CLOSED], [cut]).measures["span exact content"].f1 == 1


@pytest.mark.parametrize("stretch", [(5, 5), (9, 4), (-9, -1), (5000, 6000)])
def test_a_stretch_that_holds_nothing_is_not_there(stretch: Span) -> None:
    score = score_article(TEXT, GOLD, [{"content": [stretch]}])

    assert all(count.given == 0 for count in score.measures.values())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("that ten men left", "indirect"),
        ("“We will not pay,”", "direct"),
        ('"We will not pay"', "direct"),
        ("``We will not pay,''", "direct"),
        ("that he will “not pay”", "mixed"),
        ("“We” will not “pay”", "mixed"),
        ("“We will not pay for it", "mixed"),
    ],
)
def test_contents_are_told_apart_by_their_quotation_marks(content: str, kind: str) -> None:
    assert get_kind(content, [(0, len(content))]) == kind


LETTERS = " ".join("abcdefghijklmnopqrstuvwxyzabcd")


def spans(least: int) -> st.SearchStrategy[list[Span]]:
    """Draw stretches of whole words."""
    edges = st.tuples(st.integers(0, 29), st.integers(0, 9))
    stretch = edges.map(lambda pair: (2 * pair[0], 2 * min(pair[0] + pair[1], 29) + 1))
    return st.lists(stretch, min_size=least, max_size=2)


attributions: st.SearchStrategy[list[Attribution]] = st.lists(
    st.fixed_dictionaries({"source": spans(0), "cue": spans(1), "content": spans(1)}),
    min_size=1,
    max_size=6,
)


@given(attributions)
def test_gold_against_gold_is_all_right(gold: list[Attribution]) -> None:
    score = score_article(LETTERS, gold, gold)

    assert all(count.f1 == 1 for count in score.measures.values() if not count.empty)
    assert all(count.recall == 1 for count in score.kinds.values() if count.wanted)


@given(attributions)
def test_nothing_found_is_nothing_right(gold: list[Attribution]) -> None:
    score = score_article(LETTERS, gold, [])

    assert all(count.f1 == 0 == count.given for count in score.measures.values())


@given(attributions)
def test_everything_said_twice_halves_precision_alone(gold: list[Attribution]) -> None:
    score = score_article(LETTERS, gold, [*gold, *gold])

    assert all(score.measures[name].precision == 1 / 2 for name in RULES)
    assert all(score.measures[name].recall == 1 for name in RULES)
    assert all(score.measures[f"span exact {role}"].f1 == 1 for role in ("cue", "content"))


@given(attributions, st.randoms(use_true_random=False))
def test_sources_that_change_hands_are_seen_by_attributions_alone(
    gold: list[Attribution], random: Any
) -> None:
    found = shuffle_sources(gold, random)

    score = score_article(LETTERS, gold, found)

    others = [name for name in MEASURES if name not in RULES and not score.measures[name].empty]
    assert all(score.measures[name].f1 == 1 for name in others)
    assert score.measures["attribution content only"].f1 == 1


def test_exchanged_sources_make_both_attributions_wrong() -> None:
    found = [{**CLOSED, "source": PAY["source"]}, {**PAY, "source": CLOSED["source"]}, LEFT]

    score = score_article(TEXT, GOLD, found)

    assert score.measures[STRICT].right == 1
    assert score.measures["attribution content only"].right == 3


@given(attributions, attributions)
def test_every_stricter_rule_counts_no_more(
    gold: list[Attribution], found: list[Attribution]
) -> None:
    right = {
        name: count.right for name, count in score_article(LETTERS, gold, found).measures.items()
    }

    assert (
        right["span exact content"] <= right["span half content"] <= right["span overlap content"]
    )


def make_article(name: str, *readings: Sequence[Attribution]) -> Article:
    people = {f"person{number}": tuple(one) for number, one in enumerate(readings)}
    return Article(name=name, text=TEXT, readings=people)


def test_articles_are_added_up_and_a_missing_prediction_is_an_empty_one() -> None:
    articles = [make_article("one", GOLD), make_article("two", GOLD)]

    count = add_up(score_articles(articles, {"one": GOLD, "three": GOLD})).measures[STRICT]

    assert (count.wanted, count.found, count.given) == (6, 3, 3)


def test_the_interval_is_the_same_every_time_and_holds_the_score() -> None:
    articles = [make_article(str(number), GOLD) for number in range(20)]
    scores = score_articles(articles, {str(number): GOLD for number in range(10)})

    low, high = get_interval(scores)

    assert (low, high) == get_interval(scores)
    assert 0 < low < add_up(scores).measures[STRICT].f1 < high < 1


def test_articles_that_are_all_alike_leave_no_interval() -> None:
    scores = score_articles([make_article("one", GOLD)] * 5, {"one": [CLOSED]})

    assert get_interval(scores) == pytest.approx((1 / 2, 1 / 2))


def test_people_are_scored_against_each_other_in_pairs() -> None:
    alone = make_article("alone", GOLD)
    together = make_article("together", GOLD, GOLD, [CLOSED])

    scores, pairs = score_people([alone, together])

    assert (len(scores), pairs) == (1, 3)
    count = scores[0].measures[STRICT]
    assert (count.wanted, count.given, count.right) == (3 + 3 + 3, 3 + 1 + 1, 3 + 1 + 1)


NOTES = """\
T1\tSource 0 3\tAnn
T2\tCue 4 8\tsaid
T3\tContent 9 19;20 30\tthe bridge was closed
T4\tAttribution 4 8\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3 Content2:T1
T5\tDiscard 0 3\tAnn
E2\tDiscard:T5
"""


def test_notes_become_attributions_with_all_their_pieces() -> None:
    assert parse_notes(NOTES) == (
        {"source": [(0, 3)], "cue": [(4, 8)], "content": [(9, 19), (20, 30), (0, 3)]},
    )


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A part of one article that two people read, and of one that nobody did."""
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    for name in ("a_b", "unread"):
        (tmp_path / "text" / f"{name}.txt").write_bytes(f"{TEXT}\r\nEnd.".encode())
    (tmp_path / "attributions" / "a_b_zoe.ann").write_text("", encoding="utf-8")
    (tmp_path / "attributions" / "a_b_adam.ann").write_text(NOTES, encoding="utf-8")
    return tmp_path


def test_a_part_is_loaded_with_its_line_ends_and_all_its_people(part: Path) -> None:
    (article,) = load_articles(part)

    assert article.name == "a_b"
    assert article.text.endswith("\r\nEnd.")
    assert list(article.readings) == ["adam", "zoe"]
    assert article.gold == parse_notes(NOTES)


def test_articles_are_picked_from_all_over() -> None:
    articles = [make_article(str(number), GOLD) for number in range(10)]

    assert [one.name for one in pick_articles(articles, 4)] == ["0", "2", "5", "7"]
    assert len(pick_articles(articles, None)) == len(pick_articles(articles, 99)) == 10


def write_predictions(path: Path, found: Mapping[str, Sequence[Attribution]]) -> str:
    lines = (json.dumps({"doc": name, "attributions": them}) for name, them in found.items())
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_predictions_are_scored_by_the_command(
    part: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_predictions(tmp_path / "found.jsonl", {"a_b.txt": parse_notes(NOTES)})

    assert main([str(part), file]) == 0
    assert "attribution strict          100.0  100.0  100.0" in capsys.readouterr().out


def test_people_are_scored_by_the_command(part: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(part), "--people"]) == 0
    assert "1 articles that several people annotated, 1 pairs" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"doc": "x.txt", "attributions": []}', "is about no article"),
        ('{"doc": "a_b.txt"}', "line 1, is no prediction"),
        ('{"doc": "a_b.txt", "attributions": [{"cue": [4]}]}', "line 1, is no prediction"),
        ("[]", "line 1, is no prediction"),
        ("?", "line 1, is no prediction"),
    ],
)
def test_what_is_no_prediction_is_told(
    part: Path, tmp_path: Path, line: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "found.jsonl").write_text(line, encoding="utf-8")

    assert main([str(part), str(tmp_path / "found.jsonl")]) == 2
    assert problem in capsys.readouterr().err


def test_a_missing_file_is_told(part: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(part), str(part / "none.jsonl")]) == 2
    assert "none.jsonl cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("broken", ["text", "attributions"])
def test_a_folder_that_is_no_part_is_told(part: Path, broken: str) -> None:
    (part / broken).rename(part / "elsewhere")

    with pytest.raises(ScoringError, match=f"There is no folder .*{broken}"):
        load_articles(part)


def test_a_prediction_may_leave_roles_out(tmp_path: Path) -> None:
    file = write_predictions(tmp_path / "found.jsonl", {"a/b.txt": [{"content": [(0, 3)]}]})

    assert read_predictions(Path(file)) == {"b": [{"source": [], "cue": [], "content": [(0, 3)]}]}
