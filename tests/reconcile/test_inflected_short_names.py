"""Who is called by a short name, by kin, or by two descriptions, is one person."""

import pytest
from resolved import find, list_relations, resolve


@pytest.mark.parametrize(
    ("code", "text", "said", "name"),
    [
        ("ru", "Артём Шевцов отказался. Тёма ранен, сказала она.", "Тёма", "Артём Шевцов"),
        ("ru", "Павла Белова увезли. Паша не звонит.", "Паша", "Павел Белов"),
        ("uk", "Дмитра Козака засудили. «Діма спокійний».", "Діма", "Дмитро Козак"),
    ],
)
def test_a_short_name_is_his_whose_name_it_is_short_for(
    code: str, text: str, said: str, name: str
) -> None:
    found = resolve(code, text)

    assert said in [text[it.begin : it.end] for it in find(found, name).mentions]


def test_a_short_name_is_nobodys_where_two_bear_the_name() -> None:
    found = resolve("ru", "Павел Белов и Павел Орлов отказались. Паша не звонит.")

    assert len([it for it in found.entities if it.name in ("Павел Белов", "Павел Орлов")]) == 2
    assert find(found, "Паша").mentions


def test_the_only_given_name_in_a_wifes_account_is_her_husbands() -> None:
    text = "Анна Комова говорила с мужем в мае. На следующий день Сергей отказался стрелять."
    found = resolve("ru", text)

    assert ("Анна Комова", "spouse", "Сергей") in list_relations(found)


@pytest.mark.parametrize(
    ("code", "text", "mother"),
    [
        ("uk", "Мати засудженого Гульнара Сайфулліна каже, що син хворий.", "Гульнара Сайфулліна"),
        ("ru", "Мать осуждённого Анна Комова обратилась в суд.", "Анна Комова"),
    ],
)
def test_the_name_behind_whose_mother_she_is_can_be_hers(code: str, text: str, mother: str) -> None:
    found = resolve(code, text)

    assert find(found, mother).gender == "female"


def test_who_tells_that_he_and_others_are_held_is_one_of_them() -> None:
    text = (
        "Мобилизованный рассказал, что он и ещё пятеро сослуживцев сидят в яме. Об этом сказал "
        "31-летний мужчина."
    )
    found = resolve("ru", text, {"он и ещё пятеро": "Мобилизованный"})

    words = {text[it.begin : it.end] for it in find(found, "31-летний мужчина").mentions}
    assert {"Мобилизованный", "он"} <= words


def test_a_soldier_of_whom_a_relative_clause_tells_is_one() -> None:
    text = "Солдат, которого нашли в сарае, — пехотинец Руслан Ткач."
    found = resolve("ru", text)

    assert {it.type for it in found.entities if it.name != "сарай"} == {"person"}


def test_whose_wife_speaks_behind_a_quotation_does_not_speak_himself() -> None:
    text = (
        "Держат Павла Белова и третьего мужчину. «Павла остановили у школы. Ему сломали палец», "
        "— говорит жена Белова Ольга."
    )
    found = resolve(
        "ru", text, {"Павла остановили у школы. Ему сломали палец": "жена Белова Ольга"}
    )

    assert "Ему" in [text[it.begin : it.end] for it in find(found, "Павел Белов").mentions]
