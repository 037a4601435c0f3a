"""What counts as right, and what as wrong: the rules of `tests/golden/README.md`."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import pytest
from benchmarks.scoring.gold_file import read_gold
from benchmarks.scoring.score import score
from benchmarks.scoring.tally import Count, Section, Tally
from benchmarks.scoring.text import ScoringError
from tiny import FINED, TEXT, TOLD, Data, find, make_gold, make_reading, write_gold


@pytest.fixture
def judge(tmp_path: Path) -> Callable[[Data], Tally]:
    gold = read_gold(write_gold(tmp_path, make_gold()))
    return lambda reading: score(gold, reading)


Judge = Callable[[Data], Tally]


def list_imperfect(tally: Tally) -> set[StrEnum]:
    """Return the sections in which something was missed or wrong."""
    return {
        section
        for section, count in tally.sections.items()
        if (count.found, count.right) != (count.wanted, count.given)
    }


def test_a_reading_without_a_fault_scores_one(judge: Judge) -> None:
    tally = judge(make_reading())

    assert list_imperfect(tally) == set()
    assert tally.total.f1 == 1.0
    assert tally.faults == []


def test_an_empty_reading_scores_nothing_and_misses_everything(judge: Judge) -> None:
    tally = judge({})

    assert tally.total.f1 == 0.0
    assert tally.total.given == 0
    assert tally.total.wanted == judge(make_reading()).total.wanted


def test_case_and_line_breaks_do_not_matter(judge: Judge) -> None:
    reading = make_reading()
    reading["report"]["text"] = TEXT.upper().replace(" ", "\n")

    # The spans still fit; only whether a name is a name is told by the letters.
    assert list_imperfect(judge(reading)) == set()


def with_claim(content: str) -> Data:
    reading = make_reading()
    reading["claims"][0]["content"]["spans"] = [find(content)]
    return reading


@pytest.mark.parametrize(
    ("content", "detected"),
    [
        pytest.param(TOLD, True, id="as it is"),
        pytest.param("2022 that " + TOLD, True, id="two words more"),
        pytest.param("3, 2022 that " + TOLD, False, id="three words more"),
        pytest.param("police had detained her brother in", True, id="three quarters of it"),
        pytest.param("police had detained her brother", False, id="too little of it"),
        pytest.param("police had detained", False, id="the head alone"),
        pytest.param("her brother in Riga", False, id="without its head"),
        pytest.param("told The Herald on May 3, 2022 that " + TOLD, False, id="with its cue"),
        pytest.param(TOLD + ". " + FINED, False, id="with the next statement"),
    ],
)
def test_a_claim_gives_a_statement_if_it_holds_its_head_and_most_of_it_but_little_else(
    content: str, detected: bool, judge: Judge
) -> None:
    count = judge(with_claim(content)).sections[Section.DETECTED]

    # The report's own statement is found beside it, unless the claim runs into it.
    assert count.found == 1 + detected


def test_a_statement_may_be_given_in_parts(judge: Judge) -> None:
    reading = make_reading()
    whole = reading["claims"][0]
    parts = ["police had", "detained her brother", "in Riga"]
    reading["claims"][:1] = [
        whole | {"id": part, "content": {"spans": [find(part)]}} for part in parts
    ]

    assert list_imperfect(judge(reading)) == set()


def test_saying_a_statement_twice_is_wrong_the_second_time(judge: Judge) -> None:
    reading = make_reading()
    reading["claims"].append(reading["claims"][0] | {"id": "c3"})

    assert judge(reading).sections[Section.DETECTED] == Count(2, 2, 3, 2)


def swap_chain(reading: Data) -> None:
    reading["claims"][0]["chain"].reverse()


def attribute_to_nobody(reading: Data) -> None:
    reading["claims"][0] |= {"source": None, "chain": []}


def mistake_kind(reading: Data) -> None:
    reading["claims"][0]["chain"][1]["kind"] = "lawyer"


def misplace_source(reading: Data) -> None:
    reading["claims"][0]["source"]["spans"] = [find("police")]


def deny(reading: Data) -> None:
    reading["claims"][0]["polarity"] = "negative"


def doubt(reading: Data) -> None:
    reading["claims"][0]["certainty"] = "alleged"


def annex(reading: Data) -> None:
    reading["entities"][0]["mentions"].append(find("Riga"))


def misdate(reading: Data) -> None:
    reading["times"][0]["end"] = "2022-05-04"


def misname(reading: Data) -> None:
    reading["entities"][0]["name"] = "Lee"


def misplace(reading: Data) -> None:
    reading["places"][0]["country"] = "LT"


def misrelate(reading: Data) -> None:
    reading["entities"][3]["relations"][0]["type"] = "spouse"


def miscount(reading: Data) -> None:
    reading["quantities"][0]["value"] = 201


def soften(reading: Data) -> None:
    reading["quantities"][0]["approx"] = True


def mitigate(reading: Data) -> None:
    reading["penalties"][0]["min"] = None
    reading["penalties"][0]["max"] = 100


def intend(reading: Data) -> None:
    reading["events"][0]["status"] = "intended"


def turn_roles(reading: Data) -> None:
    for participant in reading["events"][0]["participants"]:
        participant["role"] = {"subject": "actor", "actor": "subject"}[participant["role"]]


def misplace_event(reading: Data) -> None:
    reading["events"][0]["place"] = "e4"


def blame(reading: Data) -> None:
    reading["cases"][0]["subjects"].append("e1")


def turn_history(reading: Data) -> None:
    reading["cases"][0]["events"].reverse()


def invent(reading: Data) -> None:
    about = ["q1", "c1"]
    reading["checks"].append({"kind": "contradiction", "about": about, "message": "?"})


@pytest.mark.parametrize(
    ("spoil", "sections"),
    [
        (swap_chain, {Section.CHAIN, Section.CHAIN_KIND}),
        (attribute_to_nobody, {Section.SOURCE, Section.CHAIN, Section.CHAIN_KIND}),
        (mistake_kind, {Section.CHAIN_KIND}),
        (misplace_source, {Section.SOURCE}),
        (deny, {Section.POLARITY}),
        (doubt, {Section.CERTAINTY}),
        (annex, {Section.ENTITIES, Section.MENTIONS}),
        (misdate, {Section.TIMES}),
        (misname, {Section.ENTITIES}),
        (misplace, {Section.COUNTRY}),
        (misrelate, {Section.RELATIONS}),
        (miscount, {Section.QUANTITIES}),
        (soften, {Section.QUANTITIES}),
        (mitigate, {Section.PENALTIES}),
        (intend, {Section.STATUS}),
        (turn_roles, {Section.PARTICIPANTS}),
        (misplace_event, {Section.TIME_AND_PLACE}),
        (blame, {Section.CASES}),
        (turn_history, {Section.STAGES}),
        (invent, {Section.CONTRADICTIONS}),
    ],
)
def test_a_fault_counts_in_its_own_sections_alone(
    spoil: Callable[[Data], None], sections: set[Section], judge: Judge
) -> None:
    reading = make_reading()
    spoil(reading)

    tally = judge(reading)

    assert list_imperfect(tally) == sections
    assert {fault.section for fault in tally.faults} == sections


def test_an_event_is_paired_by_its_subject_where_words_leave_it_open(tmp_path: Path) -> None:
    gold = make_gold()
    gold["events"].insert(0, gold["events"][0] | {"id": "v0", "subject": ["ann"], "actor": []})

    tally = score(read_gold(write_gold(tmp_path, gold)), make_reading())

    assert tally.sections[Section.PARTICIPANTS] == Count(4, 3, 3, 3)


@pytest.mark.parametrize(
    ("words", "given"),
    [
        pytest.param("police had detained", 1, id="most of its words"),
        pytest.param("police had", 2, id="too few of them"),
    ],
)
def test_a_claim_that_gives_an_optional_statement_is_not_counted(
    words: str, given: int, tmp_path: Path
) -> None:
    gold = make_gold()
    gold["attributions"][0]["optional"] = True

    tally = score(read_gold(write_gold(tmp_path, gold)), with_claim(words))

    assert tally.sections[Section.DETECTED] == Count(1, 1, given, 1)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("her brother in Riga. A court fined him 200 euros", True),
        ("detained her brother in Riga. A court fined him 200 euros", False),
    ],
)
def test_a_penalty_may_stand_in_a_longer_stretch_but_not_in_any(
    words: str, found: bool, judge: Judge
) -> None:
    reading = make_reading()
    reading["penalties"][0]["span"] = find(words)

    assert (Section.PENALTIES not in list_imperfect(judge(reading))) is found


def test_in_anns_brother_it_is_the_brother_who_is_mentioned(tmp_path: Path) -> None:
    text = "Ann’s brother left."
    gold: Data = {"report": "tiny", "text": "tiny.txt"}
    gold["entities"] = [
        {"id": "ann", "type": ["person"], "name": ["Ann"], "mentions": ["Ann"]},
        {"id": "bro", "type": ["person"], "name": ["~brother"], "mentions": ["brother"]},
    ]
    reading = {
        "report": {"text": text},
        "entities": [
            {"id": "e1", "type": "person", "name": "Ann", "mentions": [[0, 3]]},
            {"id": "e2", "type": "person", "name": "brother", "mentions": [[0, 13]]},
        ],
    }

    tally = score(read_gold(write_gold(tmp_path, gold, text=text)), reading)

    assert tally.total.f1 == 1.0


def test_three_years_are_thirty_six_months(tmp_path: Path) -> None:
    gold = make_gold()
    gold["penalties"][0] |= {"kind": ["imprisonment"], "value": [3, "year"]}
    del gold["penalties"][0]["currency"]
    reading = make_reading()
    reading["penalties"][0] |= {"kind": "imprisonment", "min": 36, "max": 36, "unit": "month"}

    tally = score(read_gold(write_gold(tmp_path, gold)), reading)

    assert Section.PENALTIES not in list_imperfect(tally)


def test_what_is_optional_is_neither_demanded_nor_held_against_a_reading(tmp_path: Path) -> None:
    gold = make_gold()
    for section in ("times", "quantities", "penalties", "attributions"):
        for entry in gold[section]:
            entry["optional"] = True
    given = score(read_gold(write_gold(tmp_path, gold)), make_reading())
    withheld = make_reading() | {"times": [], "quantities": [], "penalties": [], "claims": []}

    assert list_imperfect(given) == set()
    assert list_imperfect(score(read_gold(write_gold(tmp_path, gold)), withheld)) == set()


def test_a_description_that_the_gold_does_not_list_is_no_fault_but_a_name_is(
    judge: Judge,
) -> None:
    described, named = make_reading(), make_reading()
    entity = {"type": "group", "name": "?"}
    described["entities"].append(entity | {"id": "e9", "mentions": [find("euros")]})
    named["entities"].append(entity | {"id": "e9", "mentions": [find("May")]})

    assert list_imperfect(judge(described)) == set()
    assert list_imperfect(judge(named)) == {Section.ENTITIES}


@pytest.mark.parametrize(
    "reading",
    [
        [],
        {"entities": [{"id": "e1"}]},
        {"report": {"text": "x"}, "entities": [{"id": "e1", "mentions": [[0, 2]]}]},
        {"report": {"text": "x"}, "entities": [{"id": "e1", "mentions": [[1, 0]]}]},
        {"report": {"text": "x"}, "claims": [{"content": None}]},
        {"report": {"text": "x"}, "claims": {}},
        {"report": {"text": "x"}, "quantities": [{"id": "q1", "value": "300"}]},
    ],
)
def test_what_is_not_of_the_format_is_refused(reading: Data, judge: Judge) -> None:
    with pytest.raises(ScoringError):
        judge(reading)
