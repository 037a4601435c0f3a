"""Whoever tells a charge is no witness of the deed that it is for."""

from dataclasses import replace

import pytest
from several import PACK, assemble, report, told

from sayso.cases.across.accusations import list_accused
from sayso.records.reading import Reading
from sayso.records.selector import Selector, Span


def _read(text: str, *words: tuple[str, str]) -> Reading:
    """Return a report in which words tell events of types: of Orlov, all in one claim."""
    made = report("2024-03-10", *(told(type_, "Orlov") for type_, _ in words))
    events = tuple(
        replace(
            event,
            trigger=Selector(spans=(Span(at := text.index(word), at + len(word)),), text=word),
            claims=("c1",),
        )
        for event, (_, word) in zip(made.events, words, strict=True)
    )
    return replace(made, report=replace(made.report, text=text), events=events)


@pytest.mark.parametrize(
    ("text", "step", "deed", "accused"),
    [
        ("Orlov has been charged with refusing an order.", "charged", "refusing", True),
        ("Орлова обвинили в отказе идти в атаку.", "обвинили", "отказе", True),
        ("Орлову повідомили про підозру за відмову.", "підозру", "відмову", True),
        ("Orlov was charged after he refused to go.", "charged", "refused", False),
        ("Orlov refused to go and was charged.", "charged", "refused", False),
        ("Orlov was charged. For weeks he refused to go.", "charged", "refused", False),
    ],
)
def test_a_deed_is_the_accusers_word_where_it_is_what_the_charge_is_for(
    text: str, step: str, deed: str, accused: bool
) -> None:
    reading = _read(text, ("charge", step), ("refusal", deed))

    assert bool(list_accused(reading, PACK)) is accused


def test_who_tells_the_charge_is_no_second_witness_of_the_deed() -> None:
    text = "Orlov has been charged with refusing an order."
    charge = _read(text, ("charge", "charged"), ("refusal", "refusing"))
    own = report("2024-03-01", told("refusal", "Orlov", on="2024-02-28"))

    (alone,) = assemble(charge)
    (case,) = assemble(own, charge)

    deeds = [next(s for s in it.history if s.type == "refusal") for it in (alone, case)]
    assert [{at.report for at in it.claims} for it in deeds] == [
        {charge.report.sha256},
        {own.report.sha256},
    ]
    assert [it.report for it in deeds[1].accused] == [charge.report.sha256]
