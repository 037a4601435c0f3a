"""Courts name people surname first, with the patronymic, in whatever case."""

import pytest
from resolved import find, resolve


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        (
            "ru",
            "Суд приговорил Носкова Александра Сергеевича и рядового Дениса Носкова.",
            "Носков Александр Сергеевич",
        ),
        ("ru", "Носкову Александру Сергеевичу дали срок.", "Носков Александр Сергеевич"),
        ("uk", "Суд засудив Лиса Івана Петровича.", "Лис Іван Петрович"),
    ],
)
def test_a_surname_before_given_name_and_patronymic_is_of_one_name(
    code: str, text: str, name: str
) -> None:
    assert len(find(resolve(code, text), name).mentions) == 1


def test_a_lawyers_own_name_behind_her_clients_surname_is_hers() -> None:
    found = resolve("ru", "Адвокат Белова Анна Игоревна обжаловала приговор.")

    assert find(found, "Анна Игоревна").gender == "female"


def test_who_tells_that_he_was_held_is_not_the_lawyer_named_before() -> None:
    text = "Жалобу подал адвокат Игорь Лемешев. Орлов рассказал, что его держали в яме."
    found = resolve("ru", text, {"его держали в яме": "Орлов"})

    assert "его" in [text[it.begin : it.end] for it in find(found, "Орлов").mentions]
