"""The table of steps and the pack agree."""

from sayso.cases.procedure import NEXT, can_follow
from sayso.packs.pack import get_pack


def test_every_step_of_the_pack_has_a_row() -> None:
    steps = {name for name, kind in get_pack("military-refusal").types.items() if kind.step}

    assert set(NEXT) == steps


def test_rows_hold_only_steps() -> None:
    assert all(row <= set(NEXT) for row in NEXT.values())


def test_every_step_can_be_reached_from_the_opening() -> None:
    reached, todo = {"case_opened"}, ["case_opened"]
    while todo:
        new = NEXT[todo.pop()] - reached
        reached |= new
        todo += new

    assert reached == set(NEXT)


def test_a_charge_does_not_follow_a_sentence() -> None:
    assert not can_follow("sentence", "charge")
    assert can_follow("charge", "sentence")
    assert can_follow("sentence", "detention")
