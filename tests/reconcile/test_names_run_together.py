"""Names of several people that stand side by side stay several people's."""

import pytest
from resolved import find, list_relations, resolve


@pytest.mark.parametrize(
    ("code", "text", "wife", "husband"),
    [
        ("ru", "По словам жены Пестрякова Марины, мужа избили.", "Марина", "Пестряков"),
        ("ru", "По словам жены Лосева Ольги, мужа избили.", "Ольга", "Лосев"),
        ("uk", "За словами дружини Пестрякова Марини, чоловіка побили.", "Марина", "Пестряков"),
        ("uk", "За словами дружини Савицького Олени, чоловіка побили.", "Олена", "Савицький"),
    ],
)
def test_a_husbands_surname_before_his_wifes_name_is_his(
    code: str, text: str, wife: str, husband: str
) -> None:
    found = resolve(code, text)

    assert (find(found, wife).gender, find(found, husband).gender) == ("female", "male")
    assert list_relations(found) == {(wife, "spouse", husband), (husband, "spouse", wife)}


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("ru", "Об этом рассказала тётя Зотова Вера.", {"Вера", "Зотов"}),
        ("uk", "Про це розповіла тітка Савицького Віра.", {"Віра", "Савицький"}),
        ("uk", "Про це розповіла тітка Петра Савицького Віра.", {"Віра", "Петро Савицький"}),
        ("ru", "Солдата Марину Ткачук задержали.", {"Марина Ткачук"}),
        ("uk", "Суд допитав Марину Ткачук.", {"Марина Ткачук"}),
    ],
)
def test_a_name_ends_where_its_words_cannot_be_one_persons(
    code: str, text: str, names: set[str]
) -> None:
    people = {e.name for e in resolve(code, text).entities if e.type.value == "person"}

    assert people == names


@pytest.mark.parametrize(
    ("code", "text", "victim"),
    [
        ("ru", "Солдаты Петренко и Иванов молчали. Петренко избили офицера Сомова.", "Сомов"),
        ("uk", "Рядові Дацюк та Бондаренко побили Павла Лося.", "Павло Лось"),
        ("uk", "Солдати Іванов і Петренко побили офіцера Сомова.", "Сомов"),
    ],
)
def test_no_name_has_a_verb_in_it(code: str, text: str, victim: str) -> None:
    found = resolve(code, text)

    assert find(found, victim)
    assert not any(verb in e.name for e in found.entities for verb in ("избили", "побили"))
