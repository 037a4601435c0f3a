"""The procedure is the pack's table."""

from pathlib import Path

import pytest

from sayso.cases.procedure import can_follow
from sayso.errors import DataError
from sayso.packs.pack import find_packs, get_pack

PACK = get_pack("military-refusal")


@pytest.mark.parametrize("name", find_packs())
def test_every_step_of_a_shipped_pack_has_a_row_and_nothing_else_has(name: str) -> None:
    for kind in get_pack(name).types.values():
        assert (kind.follows is not None) == kind.step


@pytest.mark.parametrize(
    ("name", "opening"), [("military-refusal", "case_opened"), ("us-federal-cases", "charge")]
)
def test_every_step_can_be_reached_from_the_opening(name: str, opening: str) -> None:
    pack = get_pack(name)
    steps = {name for name, kind in pack.types.items() if kind.step}
    reached = {opening}
    while new := {it for it in steps for at in reached if can_follow(at, it, pack)} - reached:
        reached |= new

    assert reached == steps


def test_a_charge_does_not_follow_a_sentence() -> None:
    assert not can_follow("sentence", "charge", PACK)
    assert can_follow("charge", "sentence", PACK)
    assert can_follow("sentence", "detention", PACK)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("[types.ring]\nstep = true\nfollows = ['toll']", "names 'toll', which is no step"),
        ("[types.ring]\nfollows = []", "is no step"),
        ("[types.ring]\nstep = true\nfollows = 'ring'", "is no list"),
        ("[types.ring]\ntold_for = ['toll']", "names 'toll', which is no type"),
        ("[types.ring]\nrepeats = 'often'", "neither true nor false"),
        ("[types.toll]\n[types.ring]\nstep = true\nfollows = ['toll']", "no step"),
    ],
)
def test_a_table_that_does_not_hold_together_is_refused(
    tmp_path: Path, rows: str, why: str
) -> None:
    (tmp_path / "pack.toml").write_text(f"name = 'bells'\n{rows}\n", encoding="utf-8")

    with pytest.raises(DataError, match=why):
        get_pack(tmp_path)


def test_what_a_pack_does_not_say_may_follow_anything(tmp_path: Path) -> None:
    rows = "name = 'bells'\n[types.ring]\nstep = true\n[types.toll]\nstep = true\n"
    (tmp_path / "pack.toml").write_text(rows, encoding="utf-8")
    pack = get_pack(tmp_path)

    assert can_follow("toll", "ring", pack)
