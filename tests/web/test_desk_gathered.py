"""Figures of places and sources are the same, kept in step or made anew at once."""

import random
from pathlib import Path

import pytest
from place_reader import PlaceReader

from sayso.capture.options import CaptureOptions
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook

_PEOPLE = ("Anna Orlova", "Ivan Petrov", "Vera Dudina", "Lev Lisin", "Coastal Post")
_PLACES = ("Dubrova", "Дуброва", "Ukraine", "the Luhansk region")
_OUTLETS = ("Coastal Post", "Hill Gazette", "River News")


def add(casebook: Casebook, chance: random.Random, number: int) -> None:
    one, other = chance.sample(_PEOPLE, 2)
    text = f"{one} said that {other} was detained in {chance.choice(_PLACES)}. Number {number}."
    options = CaptureOptions(
        language="en",
        publisher=chance.choice(_OUTLETS),
        published=f"2031-04-{chance.randint(1, 28):02}",
    )
    for _ in casebook.add([Addition(name="report", source=text.encode(), options=options)]):
        pass


def decide(casebook: Casebook, chance: random.Random) -> None:
    """Join or part two places, choose one of several, or take a decision back."""
    places = casebook.places().places
    place = casebook.place(chance.choice(places).known.id)
    seen = chance.choice(place.seen)
    at = f"{seen.report.id}/{seen.seen.told.id}"
    decided = list(casebook.holdings.store.list_decisions())
    deed = chance.randrange(4)
    if deed == 0 and place.candidates:
        for question, value in casebook.ask_place(place.known.id, (at,), place.candidates[-1].key):
            casebook.decide(question, value=value, because="So.")
    elif deed == 1 and place.known.reports > 1:
        question = casebook.ask_same_place(at, place.known.id)
        casebook.decide(question, judgement="no", because="So.")
    elif deed == 2 and len(places) > 1:
        other = chance.choice([it for it in places if it.known.id != place.known.id])
        question = casebook.ask_same_place(at, other.known.id)
        casebook.decide(question, judgement="yes", because="So.")
    elif decided and decided[-1].undoes is None:
        casebook.undo(decided[-1].id, because="No.")


def list_all(casebook: Casebook) -> tuple[object, ...]:
    """Return everything that pages show, once all is put together."""
    for _ in casebook.reconcile():
        pass
    gathered = casebook.holdings.store.across.gathered
    places = gathered.list_places(words=None, open_only=False, after=None, limit=99)
    sources = gathered.list_sources(words=None, after=None, limit=99)
    return (
        {it.id: it for it in places},
        {it.id: gathered.list_place_reports(it.id, after=None, limit=99) for it in places},
        {it.name: it for it in sources},
        {it.name: set(gathered.list_citing(it.name, limit=99)) for it in sources},
    )


@pytest.mark.parametrize("seed", range(2))
def test_kept_in_step_or_made_anew_they_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    with Casebook.create(tmp_path / "c", analyst="Vera", reader=PlaceReader()) as casebook:
        for number in range(10):
            add(casebook, chance, number)
            list_all(casebook)
            if number > 2:
                decide(casebook, chance)
        in_step = list_all(casebook)
        monkeypatch.setattr("sayso.workbench.reconciling.VERSION", 10_000 + seed)

        assert list_all(casebook) == in_step
