"""A word that is a woman's name or a man's genitive: the noun and the verb decide."""

import pytest
from resolved import find, list_mentions, list_relations, resolve

_RU = "Игорь Ковалёв пропал. Его жена Марина Ковалёва ждёт. "
_UK = "Ігор Ковальов зник. Його дружина Марина Ковальова чекає. "


@pytest.mark.parametrize(
    ("code", "text", "man", "woman", "relation"),
    [
        (
            "ru",
            f"{_RU}Адвокат Ковалёва сообщил, что жалобу отклонили.",
            "Игорь Ковалёв",
            "Марина Ковалёва",
            ("адвокат", "lawyer_of"),
        ),
        (
            "ru",
            f"{_RU}Командир Ковалёва отказался говорить.",
            "Игорь Ковалёв",
            "Марина Ковалёва",
            ("командир", "commander_of"),
        ),
        (
            "ru",
            f"{_RU}Об этом сказал брат Ковалёва.",
            "Игорь Ковалёв",
            "Марина Ковалёва",
            ("брат", "sibling"),
        ),
        (
            "uk",
            f"{_UK}Адвокат Ковальова повідомив, що скаргу відхилили.",
            "Ігор Ковальов",
            "Марина Ковальова",
            ("адвокат", "lawyer_of"),
        ),
        (
            "uk",
            f"{_UK}Командир Ковальова відмовився говорити.",
            "Ігор Ковальов",
            "Марина Ковальова",
            ("командир", "commander_of"),
        ),
        (
            "uk",
            f"{_UK}Брат Ковальова сказав, що його забрали.",
            "Ігор Ковальов",
            "Марина Ковальова",
            ("брат", "sibling"),
        ),
    ],
)
def test_a_mans_verb_makes_the_surname_behind_a_mans_noun_a_mans(
    code: str, text: str, man: str, woman: str, relation: tuple[str, str]
) -> None:
    found = resolve(code, text)

    assert find(found, woman).roles == ()
    assert (*relation, man) in list_relations(found)


@pytest.mark.parametrize(
    ("code", "text", "name", "role"),
    [
        ("ru", "Судья Смирнова отправила его в СИЗО.", "Смирнова", "судья"),
        ("ru", "Следователь Белова сообщила об этом.", "Белова", "следователь"),
        ("uk", "Слідчий Бойко повідомив про це.", "Бойко", "слідчий"),
        ("uk", "Суддя Смирнова відправила його до СІЗО.", "Смирнова", "суддя"),
    ],
)
def test_who_agrees_with_the_verb_keeps_the_role(
    code: str, text: str, name: str, role: str
) -> None:
    found = resolve(code, text)

    assert role in find(found, name).roles
    assert name in list_mentions(text, find(found, name))


@pytest.mark.parametrize(
    "text",
    [
        "Роману дали четыре года, рассказала Анна Дятлова.",
        "Суд приговорил 31-летнего контрактника Романа Вельтищева к трём годам колонии.",
    ],
)
def test_a_given_name_that_is_a_surname_or_a_womans_as_well_is_one_mans(text: str) -> None:
    found = resolve("ru", text)

    (man,) = [one for one in found.entities if one.name.startswith("Роман")]
    assert man.gender == "male"
    assert not [one for one in found.entities if one.name == "Вельтищев"]
