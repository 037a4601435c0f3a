"""Who belongs to a group: those whom its report lists right behind it."""

import pytest

import sayso
from sayso.records.members import list_members


@pytest.mark.parametrize(
    ("text", "names", "everybody"),
    [
        ("Two soldiers, Gleb Rumin and Timur Azin, were detained in Engels.", 2, True),
        ("Five soldiers, among them Gleb Rumin, were detained in Engels.", 1, False),
        ("Two soldiers were detained. Gleb Rumin said so.", 0, False),
    ],
)
def test_the_names_right_behind_a_group_are_its_members(
    text: str, names: int, everybody: bool
) -> None:
    found = list(list_members(sayso.read(text, language="en")).values())

    assert [(len(it.names), it.all) for it in found] == ([(names, everybody)] if names else [])
