"""Of a name that very many bear the same is kept, whatever order its bearers came in."""

import random
from pathlib import Path

import pytest
from deeds import add, create
from test_reconciling import Deeds, list_kept, list_made

from sayso.workbench.casebook import Casebook

NAMES = ("Mira Tessaly", "Mira Tessaly", "M. Tessaly", "Tessaly Mira", "Nina Tessaly", "Tessaly")
REPORTS = 10


@pytest.fixture(params=[(2, 300), (3, 2)], ids=["bearers", "names"])
def _few_are_many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what holds of hundreds hold of a handful."""
    bearers, names = request.param
    monkeypatch.setattr("sayso.reconcile.people.pairing._MOST", bearers)
    monkeypatch.setattr("sayso.reconcile.people.pairing._MOST_NAMES", names)
    monkeypatch.setattr("sayso.reconcile.people.pairing._NEAREST", 1)
    monkeypatch.setattr("sayso.reconcile.people.pairing._NEAREST_NAMES", 1)


def write(number: int) -> str:
    """Return an invented report of one of the name, and of somebody beside."""
    chance = random.Random(number)
    one = chance.choice(NAMES)
    other = chance.choice(("Ilan Orsk", "Pavel Dalen", "Nina Orsk"))
    return f"{other} said that {one} was detained. Number {number}. {one} was detained again."


def put(casebook: Casebook, number: int) -> str:
    return add(casebook, write(number), published=f"2031-03-{10 + number % 5}").sha256


@pytest.mark.usefixtures("_few_are_many")
def test_the_order_of_many_bearers_changes_nothing(tmp_path: Path) -> None:
    found = []
    for seed in range(3):
        order = list(range(REPORTS))
        random.Random(seed).shuffle(order)
        with create(tmp_path / f"{seed}") as casebook:
            for number in order:
                put(casebook, number)
                if seed:  # once all at the end, else each as it comes
                    list(casebook.reconcile())
            found.append(list_kept(casebook))
            assert found[-1] == list_made(casebook)

    assert all(it == found[0] for it in found)
    assert any(len(it.members) > 1 for it in found[0][1].values())


@pytest.mark.usefixtures("_few_are_many")
def test_many_bearers_fewer_and_more_again_are_who_they_were(tmp_path: Path) -> None:
    chance = random.Random(7)
    with create(tmp_path / "casebook") as casebook:
        names = [put(casebook, number) for number in range(REPORTS)]
        list(casebook.reconcile())

        for number, name in enumerate(chance.sample(names, 4)):
            casebook.remove(name, because="A court ordered it.")
            if number % 2:
                list(casebook.reconcile())
            put(casebook, 100 + number)
            assert list_kept(casebook) == list_made(casebook)


@pytest.mark.usefixtures("_few_are_many")
def test_step_by_step_gives_what_all_at_once_gives_of_many_bearers(tmp_path: Path) -> None:
    deeds = Deeds(tmp_path, random.Random(11))
    deeds.add()

    with deeds.casebook as casebook:
        for step in range(24):
            deeds.do()
            if step % 2 == 0:
                assert list_kept(casebook) == list_made(casebook)
                assert list(casebook.reconcile()) == []
