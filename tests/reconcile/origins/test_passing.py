"""Who only names a deed in telling what came of it is no second word for it."""

from collections.abc import Sequence
from dataclasses import replace

from voices import index, make_case, report, says, voice

from sayso.reconcile.origins.tracing import trace_origins
from sayso.records.casefile import Origin
from sayso.records.event import EventStatus
from sayso.records.reading import Reading

PROCEDURE = frozenset({"sentence", "appeal"})
MOTHER = voice("relative", "Vera Salakhova", "mother")
LAWYER = voice("lawyer", "Marina Belova")
COURT = voice("court", "court")


def trace(
    readings: Sequence[Reading], status: dict[str, EventStatus] | None = None
) -> dict[str, Origin]:
    case = make_case(readings, status=status)
    found = trace_origins(case, index(readings), (), procedure=PROCEDURE)
    types = {step.id: step.type for step in case.history}
    assert {it for origin in found for it in origin.steps} == set(types)
    return {f"{types[step]}: {it.name}": it for it in found for step in it.steps}


def test_a_court_that_sentences_for_a_deed_is_no_second_word_for_it() -> None:
    told = report("Northern Ledger", "2024-03-01", says("refusal", by=[MOTHER]))
    verdict = report("Volga Times", "2024-05-01", says("refusal", "sentence", by=[COURT]))

    found = trace([told, verdict])

    assert set(found) == {"refusal: Vera Salakhova", "sentence: court"}
    assert "names in telling what followed" in " ".join(found["sentence: court"].because)


def test_a_deed_that_only_verdicts_name_stands_on_the_first_who_names_it() -> None:
    verdict = report("Volga Times", "2024-05-01", says("refusal", "sentence", by=[COURT]))
    appeal = report("Coastal Post", "2024-07-01", says("refusal", "appeal", by=[LAWYER]))

    found = trace([verdict, appeal])

    assert set(found) == {"refusal: court", "sentence: court", "appeal: Marina Belova"}


def test_who_tells_a_deed_besides_the_verdict_is_counted_for_it() -> None:
    told = report("Northern Ledger", "2024-03-01", says("refusal", by=[MOTHER]))
    verdict = report(
        "Volga Times",
        "2024-05-01",
        says("refusal", "sentence", by=[COURT]),
        says("refusal", by=[COURT]),
    )

    assert "refusal: court" in trace([told, verdict])


def test_what_a_report_is_guessed_to_have_from_the_mother_is_no_second_word() -> None:
    plan = report("Volga Times", "2024-05-01", says("appeal", by=[LAWYER]))
    later = report("Coastal Post", "2024-05-09", says("appeal"), says("refusal", by=[MOTHER]))

    found = trace([plan, later], status={"appeal": EventStatus.EXPECTED})

    assert set(found) == {"appeal: Marina Belova", "refusal: Vera Salakhova"}


def test_what_others_told_weeks_before_is_no_second_word_of_a_medium() -> None:
    told = report("Northern Ledger", "2024-03-01", says("sentence", by=[COURT]))
    soon = report("Volga Times", "2024-03-05", says("sentence"))
    late = report("Coastal Post", "2024-03-25", says("sentence"))

    found = trace([told, soon, late])

    assert {it.name for it in found.values() if it.sure} == {"court", "Volga Times"}


def test_a_sentence_of_a_month_before_is_only_named_by_who_tells_the_appeal() -> None:
    told = report("Northern Ledger", "2024-03-01", says("sentence", by=[COURT]))
    later = report("Volga Times", "2024-04-20", says("sentence", "appeal", by=[LAWYER]))
    case = make_case([told, later])
    days = {"sentence": "2024-03-01", "appeal": "2024-04-19"}
    history = tuple(replace(it, begin=days[it.type], end=days[it.type]) for it in case.history)

    found = trace_origins(
        replace(case, history=history), index([told, later]), (), procedure=PROCEDURE
    )

    assert [(it.name, len(it.steps)) for it in found] == [("court", 1), ("Marina Belova", 1)]
