"""What looks like an imposed penalty and is none, and what was changed into what."""

from collections.abc import Callable

import pytest

from sayso.lang.language import Language
from sayso.read.law import read_penalties
from sayso.read.quantities import read_quantities
from sayso.records.parse import Parse
from sayso.records.value import Penalty

Read = Callable[[str], list[Penalty]]


@pytest.fixture(scope="module")
def read(parse: Callable[[str], Parse], english: Language) -> Read:
    def read_text(text: str) -> list[Penalty]:
        parsed = parse(text)
        found = read_penalties(parsed, english, read_quantities(parsed, english, ()))
        return [finding.penalty for finding in found]

    return read_text


@pytest.mark.parametrize(
    "text",
    [
        "Petrov was not sentenced to five years.",
        "Nobody got five years in prison.",
        "The judge refused to sentence Petrov to five years in prison.",
        "Instead of five years in prison, Petrov got a warning from the court.",
        "The court ordered Orlov held for two months in detention until trial.",
        "A court placed Anna Reka under house arrest for two months pending trial.",
        "The judge gave prosecutors 30 days to respond to the appeal.",
        "The court gave him two months to leave the country.",
    ],
)
def test_what_no_court_imposed_is_no_penalty(text: str, read: Read) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Petrov was not fined but jailed for two years.",
        "Orlov was jailed for two years after two months in detention before trial.",
        "He got two years to serve in a penal colony.",
        "The court refused to suspend the sentence and jailed Orlov for two years.",
    ],
)
def test_a_penalty_beside_what_was_denied_is_kept(text: str, read: Read) -> None:
    found = [(it.min, it.unit, it.status.value) for it in read(text)]

    assert (2.0, "year", "imposed") in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The court cut his fine from 500,000 pounds to 100,000 pounds.",
            [("fine", 500000.0, "imposed"), ("fine", 100000.0, "reduced")],
        ),
        (
            "The court reduced the administrative arrest of Rostov from 12 days to ten days.",
            [("arrest", 12.0, "imposed"), ("arrest", 10.0, "reduced")],
        ),
        (
            "The court reduced his sentence by two years to five years.",
            [("imprisonment", 5.0, "reduced")],
        ),
        (
            "A court upheld a sentence of two years of forced labor for Pavel Reka.",
            [("forced_labour", 2.0, "upheld")],
        ),
        (
            "He received 10 years in prison and five years of police probation.",
            [("imprisonment", 10.0, "imposed"), ("restriction", 5.0, "imposed")],
        ),
        (
            "Leading a gang is punishable by death or life in prison.",
            [("death", None, "faced"), ("imprisonment", None, "faced")],
        ),
    ],
)
def test_a_penalty_is_of_the_kind_and_standing_that_is_told(
    text: str, expected: list[tuple[str, float | None, str]], read: Read
) -> None:
    assert [(it.kind.value, it.max, it.status.value) for it in read(text)] == expected


@pytest.mark.parametrize("day", ["Feb. 9", "Jan. 12", "May 5", "March 3"])
def test_the_day_of_a_sentence_is_no_part_of_its_term(day: str, read: Read) -> None:
    [penalty] = read(f"Selin Oz was sentenced on {day} to 18 months in prison.")

    assert (penalty.min, penalty.max, penalty.unit) == (18.0, 18.0, "month")
