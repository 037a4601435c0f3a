"""Pronouns and descriptions stand for whom a reader of the whole report takes them for."""

import pytest
from resolved import find, list_relations, resolve

from sayso.records.finding import Resolution


def _words_of(resolution: Resolution, code_text: str, name: str) -> list[str]:
    return [code_text[begin:end] for begin, end in _spans(resolution, name)]


def _spans(resolution: Resolution, name: str) -> list[tuple[int, int]]:
    return [(mention.begin, mention.end) for mention in find(resolution, name).mentions]


def test_whoever_tells_is_not_whose_kin_he_is() -> None:
    text = "Суд судив Артема Бойка. Сестра Бойка Дарина Сом розповіла, що його тримали в ямі."
    found = resolve("uk", text, {"його тримали в ямі": "Сестра Бойка Дарина Сом"})

    assert "його" in _words_of(found, text, "Артем Бойко")


@pytest.mark.parametrize(
    "words",
    [
        "Командир порвал рапорт у него на глазах.",
        "Командир порвал рапорт, а вечером его избили.",
    ],
)
def test_whom_it_befalls_is_not_the_commander_named_beside(words: str) -> None:
    text = f"Павел Белов написал рапорт об отказе. {words}"
    found = resolve("ru", text)

    assert {"него", "его"} & set(_words_of(found, text, "Павел Белов"))


def test_who_is_told_of_alone_may_be_a_commander() -> None:
    text = "Командир роты уехал в город. Там его задержали."
    found = resolve("ru", text)

    assert "его" in _words_of(found, text, "командир")


def test_a_nameless_wifes_husband_is_he_whose_wife_she_is() -> None:
    text = "Жена Павла Белова рассказала, что её мужа избили."
    found = resolve("ru", text, {"её мужа избили": "Жена Павла Белова"})

    assert "мужа" in _words_of(found, text, "Павел Белов")


def test_who_is_said_to_be_somebody_is_he() -> None:
    text = (
        "Солдат, который рассказал о яме, — 31-летний Артём Шевцов. Об этом сообщила его сестра "
        "Дарья Комова."
    )
    found = resolve("ru", text)

    assert "Солдат" in _words_of(found, text, "Артём Шевцов")
    assert ("Дарья Комова", "sibling", "Артём Шевцов") in list_relations(found)
    assert find(found, "Артём Шевцов").roles == ("солдат",)


def test_who_is_one_of_those_told_of_is_not_all_of_them() -> None:
    text = "Солдаты сбежали, среди них — Артём Шевцов."

    assert "Солдаты" not in _words_of(resolve("ru", text), text, "Артём Шевцов")


def test_of_two_whom_a_lead_may_announce_neither_is_joined_for_being_named_later() -> None:
    text = (
        "Водителя избили в военкомате. Сержанта отстранили.\n\n"
        "Водителя Павла Белова лечат.\n\n"
        "В соседнем районе избили 30-летнего Андрея Сомова."
    )
    found = resolve("ru", text)

    assert "Сержанта" not in _words_of(found, text, "Андрей Сомов")


def test_who_breaks_a_finger_in_one_breath_with_a_blow_breaks_not_his_own() -> None:
    text = "Павел Белов молчал. Конвоир ударил его и сломал ему палец."
    found = resolve("ru", text)

    assert _words_of(found, text, "Павел Белов")[1:] == ["его", "ему"]


def test_a_mans_surname_in_the_genitive_is_his_beside_others_too() -> None:
    text = "Артём Шевелёв служит. Писали, что Шевелёва и ещё семерых военных держали в яме."

    assert "Шевелёва" in _words_of(resolve("ru", text), text, "Артём Шевелёв")
