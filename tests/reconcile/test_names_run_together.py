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
        ("ru", "Об этом рассказала тётя Петра Зотова Вера.", {"Вера", "Петр Зотов"}),
        ("uk", "Про це розповіла тітка Петра Савицького Віра.", {"Віра", "Петро Савицький"}),
        ("ru", "Солдата Марину Ткачук задержали.", {"Марина Ткачук"}),
        ("ru", "Мобилизованных Олега Пестрякова держат в подвале.", {"Олег Пестряков"}),
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


@pytest.mark.parametrize(
    ("code", "text", "sign"),
    [
        ("ru", "Антон Ткачук пропал. Сослуживец Ткачука с позывным «Пчела» молчит.", "Пчела"),
        ("uk", "Антон Ткачук зник. Побратим Ткачука на позивний «Бджола» мовчить.", "Бджола"),
    ],
)
def test_a_call_sign_behind_whose_comrade_somebody_is_is_the_comrades(
    code: str, text: str, sign: str
) -> None:
    found = resolve(code, text)

    his = find(found, "Антон Ткачук")
    assert sign not in {text[begin:end] for begin, end in his.mentions}
    assert any(
        entity is not his and sign in {text[begin:end] for begin, end in entity.mentions}
        for entity in found.entities
    )


@pytest.mark.parametrize(
    ("code", "text", "woman"),
    [
        ("ru", "Мужчину задержали. Об этом рассказала правозащитница Елена Волк.", "Елена Волк"),
        ("uk", "Чоловіка затримали. Про це розповіла правозахисниця Олена Вовк.", "Олена Вовк"),
    ],
)
def test_a_given_name_tells_whose_a_surname_is(code: str, text: str, woman: str) -> None:
    found = find(resolve(code, text), woman)

    assert found.gender == "female"
    assert len(found.roles) == 1


_TWO = {
    "ru": "Задержали Нину Волкову и Андрея Волкова. {}",
    "uk": "Затримали Ніну Волкову й Андрія Волкова. {}",
}


@pytest.mark.parametrize(
    ("code", "sentence", "name"),
    [
        ("ru", "Волкову грозит десять лет колонии.", "Андрей Волков"),
        ("ru", "Волкову оштрафовали.", "Нина Волкова"),
        ("uk", "Волкову загрожує десять років колонії.", "Андрій Волков"),
        ("uk", "Волкову оштрафували.", "Ніна Волкова"),
    ],
)
def test_the_verb_tells_whether_a_form_is_his_dative_or_her_accusative(
    code: str, sentence: str, name: str
) -> None:
    text = _TWO[code].format(sentence)

    meant = find(resolve(code, text), name)

    assert text.rindex("Волкову") in {begin for begin, _ in meant.mentions}


@pytest.mark.parametrize(
    ("code", "text"),
    [("ru", "Задержан свидетель Иеговы."), ("uk", "Це свідок Єгови.")],
)
def test_a_faith_names_nobody(code: str, text: str) -> None:
    assert [e.name for e in resolve(code, text).entities if e.name[0].isupper()] == []


def test_a_surname_beside_anothers_name_is_no_town() -> None:
    text = "Солдаты Иванов и Петренко избили офицера Сомова."

    found = resolve("ru", text, places=((1, 1),))

    assert find(found, "Иванов").type.value == "person"
    assert [e.name for e in found.entities if e.type.value == "place"] == []


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("ru", "Анна и Сергей Ковалёвы уехали.", {"Анна Ковалёва", "Сергей Ковалёв"}),
        (
            "uk",
            "Подружжя Ігор та Марія Кравченки поїхали.",
            {"Ігор Кравченко", "Марія Кравченко"},
        ),
    ],
)
def test_each_of_a_couple_bears_the_surname_that_both_share(
    code: str, text: str, names: set[str]
) -> None:
    assert {e.name for e in resolve(code, text).entities if e.type.value == "person"} == names
