"""Whose a penalty is, where the verb is left out or the parser is led astray."""

from collections.abc import Callable

import pytest

from sayso.lang.language import Language
from sayso.read.bearers import list_bearers
from sayso.read.law import read_penalties
from sayso.read.mentions import read_mentions
from sayso.read.quantities import read_quantities
from sayso.records.entity import EntityType
from sayso.records.finding import PenaltyFinding
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]


def _read(parsed: Parse, english: Language) -> tuple[PenaltyFinding, ...]:
    return read_penalties(parsed, english, read_quantities(parsed, english, ()))


@pytest.mark.parametrize(
    ("text", "bearers"),
    [
        (
            "Ivan Orlov got five years, his cousin a fine of 800 euros, a court said.",
            ["Orlov", "cousin"],
        ),
        ("Anna Reka was sentenced to nine years, and her sons to seven years.", ["Reka", "sons"]),
        ("The court fined a retired miner 45,000 rubles.", ["miner"]),
        ("The court upheld the six-month term that Orlov had received in 2021.", ["Orlov"]),
        ("The judge gave ten years to each of the five defendants.", ["defendants"]),
        ("The nurse was struck off and handed 150 hours of unpaid work.", ["nurse"]),
        (
            "Ivan Orlov and Pavel Reka were jailed for four and six years respectively.",
            ["Orlov", "Reka"],
        ),
        ("The court upheld a fine of 1,000 euros for a prison warder, Jonas Lind.", ["Lind"]),
        ("The court reduced the arrest of Ilya Rostov from 12 days to ten days.", ["Rostov"] * 2),
        (
            "It upheld a 26-month prison sentence and a fine of 2,000 euros for Anna Reka.",
            ["Reka", "Reka"],
        ),
        (
            "A jury convicted Pavel Reka of hitting Orlov. He faces up to five years in jail.",
            ["Reka"],
        ),
        (
            "Anna Reka was found guilty. She was put on probation for a year, although the "
            "prosecution had demanded seven years behind bars.",
            ["Reka", "Reka"],
        ),
        ("Among those jailed for life was Pavel Reka.", ["Reka"]),
        ("Violent disorder carries up to five years in prison.", [None]),
    ],
)
def test_a_penalty_is_of_him_beside_whom_it_is_told(
    text: str, bearers: list[str | None], parse: Analyse, english: Language
) -> None:
    parsed = parse(text)

    found = [finding.bearer for finding in _read(parsed, english)]

    assert [None if i is None else parsed.tokens[i].text for i in found] == bearers


@pytest.mark.parametrize("text", ["A gatecrasher in Omsk was jailed for ten years."])
def test_whoever_was_jailed_is_a_person_whatever_the_noun(
    text: str, parse: Analyse, english: Language
) -> None:
    parsed = parse(text)
    bearers = list_bearers(_read(parsed, english))

    mentions = read_mentions(parsed, english, (), bearers=bearers)

    assert EntityType.PERSON in {it.type for it in mentions if it.head in bearers.people}


def test_two_terms_joined_are_never_added_up(parse: Analyse, english: Language) -> None:
    parsed = parse("The court imposed terms of nine and six years.")

    assert [(it.penalty.min, it.penalty.max) for it in _read(parsed, english)] == [(9, 9), (6, 6)]


def test_days_in_a_cell_before_a_verdict_are_no_penalty(parse: Analyse, english: Language) -> None:
    parsed = parse('"I have spent 340 days in a cell," he told the court.')

    assert _read(parsed, english) == ()
