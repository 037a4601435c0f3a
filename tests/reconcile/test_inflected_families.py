"""A surname in the plural is each one's of those whose given names share it."""

import pytest
from resolved import list_relations, resolve


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("ru", "Мария и Сергей Беловы пропали.", {"Мария Белова", "Сергей Белов"}),
        ("ru", "Анну и Сергея Ковалёвых увезли в отдел.", {"Анна Ковалёва", "Сергей Ковалёв"}),
        ("uk", "Затримали Петра та Івана Савчуків.", {"Петро Савчук", "Іван Савчук"}),
    ],
)
def test_two_given_names_share_a_surname(code: str, text: str, names: set[str]) -> None:
    found = resolve(code, text)

    assert {one.name for one in found.entities if one.type == "person"} == names
    assert not list_relations(found)


def test_a_familys_surname_alone_is_no_one_persons() -> None:
    found = resolve("ru", "Анну и Сергея Ковалёвых увезли. Ковалёвы молчат.")

    assert len([one for one in found.entities if one.type == "person"]) == 2
