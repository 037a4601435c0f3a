"""Those whom a list names are members of the group that was told of before it."""

import pytest

from sayso.capture.file import capture_text
from sayso.capture.options import CaptureOptions
from sayso.records.entity import RelationType
from sayso.workbench.reading import Workbench

HELD = "Пятерых контрактников держат в подвале с 28 ноября."


@pytest.mark.parametrize(
    ("code", "text", "members"),
    [
        (
            "en",
            "Five contract soldiers have been detained. Among them are Ivan Belov and Oleg Safin.",
            {"Ivan Belov", "Oleg Safin"},
        ),
        ("en", "Three students were arrested, including Pavel Orlov.", {"Pavel Orlov"}),
        ("en", "Five soldiers have been detained. Ivan Belov wrote about it.", set()),
        ("ru", f"{HELD} Это Иван Белов, Рустам Сафин и ещё двое.", {"Иван Белов", "Рустам Сафин"}),
        ("ru", f"{HELD} Среди них 33-летний Сергей Мальцев.", {"Сергей Мальцев"}),
        ("ru", f"{HELD} Это муж Анны Беловой и его друзья.", set()),
        ("ru", f"{HELD} Это подтвердил Иван Белов.", set()),
        ("uk", "П'ятьох солдатів затримали. Серед них Петро Савчук.", {"Петро Савчук"}),
    ],
)
def test_a_list_of_names_says_who_is_of_the_group(
    code: str, text: str, members: set[str], workbench: Workbench
) -> None:
    reading = workbench.read(capture_text(text, CaptureOptions(language=code)))

    found = {
        entity.name
        for entity in reading.entities
        for relation in entity.relations
        if relation.type is RelationType.MEMBER_OF
    }
    assert found == members
    assert {e.id for e in reading.entities if e.name in members} <= {
        subject for case in reading.cases for subject in case.subjects
    }
