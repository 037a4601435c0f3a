"""Every field of the reading format can be decided, or says for itself which finding it is of."""

from dataclasses import fields, replace
from typing import Any

import pytest
from invented import make_reading

from sayso.records.decision import Decision, SubjectKind, Value, get_question_name
from sayso.records.entries import list_decided
from sayso.records.plain import make_plain
from sayso.records.reading import Reading
from sayso.review.assemble import make_effective_reading
from sayso.review.effective import EffectiveReading
from sayso.review.fields import FIELDS, RECORDS, REFERENCES, check_value
from sayso.review.home import Home
from sayso.review.question_text import QuestionError, parse_question
from sayso.workbench.asking import Given, Page, Typed, ask

FOUND_BY = {"id", "span", "text", "mentions", "trigger", "source", "cue", "content"}
NO_FACT = {"confidence"}
OF_REPORT = {"id", "sha256", "text", "origin"}
READING = make_reading()
REPORT = READING.report


def hold(reading: Reading = READING, *decisions: Decision) -> EffectiveReading:
    facts = {name: getattr(reading.report, name) for name in FIELDS[SubjectKind.REPORT]}
    homes = {REPORT.sha256: Home("r", reading.report, reading)}
    return make_effective_reading("r", facts, decisions, homes, sha256=REPORT.sha256)


PAGE = Page(report=REPORT, effective=hold())


def decide(question: str, value: Any) -> Decision:
    asked = ask(parse_question(question), Given(value=value), lambda _: PAGE)
    keys, reports = list_decided(asked.question)
    return Decision(
        id="d" * 32,
        type=get_question_name(asked.question),
        question=asked.question,
        judgement=asked.judgement,
        value=asked.value,
        analyst="Vera",
        time="2031-03-14T09:26:53Z",
        reason="So.",
        keys=keys,
        reports=reports,
        finding=asked.finding,
    )


@pytest.mark.parametrize("kind", RECORDS)
def test_no_field_of_a_finding_is_forgotten(kind: SubjectKind) -> None:
    names = {field.name for field in fields(RECORDS[kind])}
    beside = OF_REPORT if kind is SubjectKind.REPORT else FOUND_BY | NO_FACT
    beside = beside | ({"entity"} if kind is SubjectKind.PLACE else set())

    assert set(FIELDS[kind]) == names - beside
    assert {field for of, field in REFERENCES if of is kind} <= names


CASES = [
    (finding.id, field, finding.values[field])
    for finding in PAGE.effective.findings
    for field in FIELDS[finding.kind]
    if finding.subject is not None
]


@pytest.mark.parametrize(("name", "field", "value"), CASES)
def test_what_a_field_holds_can_be_decided_to_be_so(name: str, field: str, value: Any) -> None:
    made = decide(f"value:r/{name}.{field}", value)

    assert isinstance(made.question, Value)
    effective = hold(READING, made)
    finding = effective.find(name, (made.question.of.kind,))
    assert finding is not None
    if field == "chain":  # where its words stand is no part of what was decided
        value = [{**link, "span": None} for link in value]
    assert finding.values[field] == value
    assert finding.decided == {field: made.id}


def test_a_reading_of_which_nothing_was_decided_holds_as_it_is() -> None:
    effective = hold()

    assert effective.reading is READING
    assert [it.values for it in effective.claims] == [make_plain(it) for it in READING.claims]


def test_decided_values_are_in_the_records_too() -> None:
    reading = hold(
        READING, decide("value:r/q1.value", 150), decide("value:r.title", "Held")
    ).reading

    assert reading is not None
    assert reading.quantities == (replace(READING.quantities[0], value=150.0),)
    assert reading.report == replace(REPORT, title="Held")


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (SubjectKind.REPORT, "published", "12.03.2031"),
        (SubjectKind.REPORT, "published", "2031-03-12T10:00"),
        (SubjectKind.REPORT, "language", "English"),
        (SubjectKind.REPORT, "language", None),
        (SubjectKind.TIME, "begin", "March"),
        (SubjectKind.TIME, "type", "date"),
        (SubjectKind.PLACE, "lat", 91),
        (SubjectKind.PLACE, "country", "Ukraine"),
        (SubjectKind.QUANTITY, "currency", "rubles"),
        (SubjectKind.QUANTITY, "value", "many"),
        (SubjectKind.QUANTITY, "value", True),
        (SubjectKind.QUANTITY, "value", float("inf")),
        (SubjectKind.QUANTITY, "equivalent", {"value": 3}),
        (SubjectKind.ENTITY, "name", " "),
        (SubjectKind.ENTITY, "roles", "guard"),
        (SubjectKind.ENTITY, "relations", [{"type": "wife", "to": "e1"}]),
        (SubjectKind.CLAIM, "confidence", 1.0),
        (SubjectKind.PASSAGE, "text", "No."),
    ],
)
def test_what_fits_no_field_is_refused(kind: SubjectKind, field: str, value: Any) -> None:
    with pytest.raises(QuestionError) as caught:
        check_value(kind, field, value)

    assert caught.value.remedy


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        ("value:r/e1.age", "31", 31),
        ("value:r/e1.age", "null", None),
        ("value:r/r1.article", "352.10", "352.10"),
        ("value:r/r1.article", "null", None),
        ("value:r/r1.article", '"null"', "null"),
        ("value:r/e1.roles", '["guard"]', ["guard"]),
        ("value:r/e1.name", "Ilan", "Ilan"),
        ("origin:r/c1", "1984", "1984"),
        ("origin:r/c1", "null", None),
    ],
)
def test_what_is_typed_means_what_fits(question: str, typed: str, value: Any) -> None:
    made = decide(question, Typed(typed))

    assert made.value == value
    assert type(made.value) is type(value)


def test_what_is_typed_and_fits_in_no_way_is_refused() -> None:
    with pytest.raises(QuestionError, match="does not fit"):
        decide("value:r/e1.age", Typed("old"))
