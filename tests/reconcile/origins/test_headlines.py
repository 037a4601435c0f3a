"""A headline rests on what the report below it rests on."""

from dataclasses import replace

from voices import index, make_case, report, says, voice

from sayso.reconcile.origins.tracing import trace_origins
from sayso.records.reading import Reading
from sayso.records.selector import Span
from sayso.records.value import TimeExpression, TimeType

LAWYER = voice("lawyer", "Marta Belova")
SISTER = voice("relative", "Olga Salakhova", "sister")


def add_term(reading: Reading, words: str, value: str) -> Reading:
    """Return a reading in which a duration is found wherever the words stand."""
    text, times, at = reading.report.text, list(reading.times), -1
    while (at := text.find(words, at + 1)) >= 0:
        times.append(
            TimeExpression(
                id=f"t{len(times) + 1}",
                span=Span(at, at + len(words)),
                text=words,
                type=TimeType.DURATION,
                value=value,
                begin=None,
                end=None,
            )
        )
    return replace(reading, times=tuple(times))


def test_what_the_report_tells_in_its_own_voice_its_headline_does_not_tell_on_anothers_word() -> (
    None
):
    readings = [
        report(
            "Ford Daily",
            "2024-03-02",
            says("detention", words="Soldier held at the ford"),
            says("detention", words="The soldier was held on Friday."),
            says("charge", by=[LAWYER], words="He has been charged, his lawyer said."),
        )
    ]

    found = trace_origins(make_case(readings), index(readings), ())

    assert {it.name: it.steps for it in found} == {
        "Ford Daily": ("s1",),
        "Marta Belova": ("s2",),
    }


def test_a_headline_over_a_report_that_cites_somebody_for_it_is_his_word() -> None:
    readings = [
        report(
            "Ford Daily",
            "2024-03-02",
            says("detention", words="Soldier held at the ford"),
            says("detention", by=[LAWYER], words="He was held on Friday, his lawyer said."),
        )
    ]

    (found,) = trace_origins(make_case(readings), index(readings), ())

    assert (found.name, len(found.claims)) == ("Marta Belova", 2)


def test_a_term_that_only_the_headline_gives_is_not_the_word_of_who_told_of_something_else() -> (
    None
):
    told = report(
        "Ford Daily",
        "2024-03-02",
        says("sentence", "refusal", words="Six years for refusing to fight"),
        says("refusal", by=[SISTER], words="He refused an order, his sister said."),
    )
    readings = [add_term(told, "Six years", "P6Y")]

    found = trace_origins(make_case(readings), index(readings), ())

    assert {it.name: it.steps for it in found} == {
        "Ford Daily": ("s1",),
        "Olga Salakhova": ("s2",),
    }


def test_a_term_that_the_body_lays_to_somebody_is_his_word_in_the_headline_too() -> None:
    told = report(
        "Ford Daily",
        "2024-03-02",
        says("sentence", "refusal", words="Six years for refusing to fight"),
        says("refusal", by=[LAWYER], words="For refusing he got Six years, his lawyer said."),
    )
    readings = [add_term(told, "Six years", "P6Y")]

    (found,) = trace_origins(make_case(readings), index(readings), ())

    assert (found.name, found.steps) == ("Marta Belova", ("s1", "s2"))
