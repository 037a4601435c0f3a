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
        (
            "en",
            "Six soldiers were arrested on Monday. The channel named two of the soldiers as "
            "Ivan Belov and Oleg Safin.",
            {"Ivan Belov", "Oleg Safin"},
        ),
        (
            "en",
            "Five soldiers were beaten. The names that he gave us: Ivan Belov and Oleg Safin.",
            {"Ivan Belov", "Oleg Safin"},
        ),
        (
            "en",
            "Oleg Safin was put into a pit with other soldiers. Two of the soldiers were beaten.",
            {"Oleg Safin"},
        ),
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


@pytest.mark.parametrize(
    ("code", "text", "hurt"),
    [
        (
            "en",
            "Police arrested 45 men. One of the detainees, student Daulet Iskakov, was beaten.",
            ["Daulet Iskakov"],
        ),
        ("en", "Police arrested 45 men. The detainees were beaten.", ["men"]),
        ("ru", "Полиция задержала 12 студентов. Задержанных били.", ["студенты"]),
    ],
)
def test_those_called_by_what_befell_them_are_whom_it_befell(
    code: str, text: str, hurt: list[str], workbench: Workbench
) -> None:
    reading = workbench.read(capture_text(text, CaptureOptions(language=code)))

    names = {entity.id: entity.name for entity in reading.entities}
    (event,) = (it for it in reading.events if it.type == "ill_treatment")
    assert [names[it.entity] for it in event.participants if it.role == "subject"] == hurt


def test_those_counted_out_of_a_group_have_no_case_of_their_own(workbench: Workbench) -> None:
    text = "Sixteen soldiers were detained on 3 May. Two of them were beaten with shovels."

    reading = workbench.read(capture_text(text, CaptureOptions(language="en")))

    (case,) = reading.cases
    names = {entity.id: entity.name for entity in reading.entities}
    assert [names[subject] for subject in case.subjects] == ["soldiers"]
    types = {event.id: event.type for event in reading.events}
    assert {types[event] for event in case.events} == {"detention", "ill_treatment"}
