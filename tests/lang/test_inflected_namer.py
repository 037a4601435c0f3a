"""Names come back to the nominative, of the same person."""

import sys
from dataclasses import dataclass

import pytest
from declined_names import decline_all
from hypothesis import given
from hypothesis import strategies as st

from sayso.lang.engines.inflected.namer import load_namer
from sayso.records.entity import Gender
from sayso.records.naming import NamedPerson

FEMALE, MALE = Gender.FEMALE, Gender.MALE
SHARE = 0.96
"""Of full names in all cases whose nominative is right, with nothing told but the words."""


def name(language: str, words: str, tag: str = "", gender: Gender | None = None) -> NamedPerson:
    parts = words.split()
    return load_namer(language).name_person(parts, [tag] * len(parts), gender=gender)


@dataclass(frozen=True)
class Share:
    names: float
    genders: float
    wrong_genders: float


def measure(language: str) -> Share:
    total = named = gendered = wrong = 0
    for declined in decline_all(language):
        found = name(language, " ".join(declined.written))
        total += 1
        named += found.name == " ".join(declined.name)
        gendered += found.gender is not None and found.gender.value == declined.gender
        wrong += found.gender is not None and found.gender.value != declined.gender
    return Share(named / total, gendered / total, wrong / total)


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_names_in_every_case_come_back_to_the_nominative(language: str) -> None:
    share = measure(language)

    sys.stdout.write(
        f"{language}: {share.names:.1%} of names, {share.genders:.1%} of genders right, "
        f"{share.wrong_genders:.1%} wrong\n"
    )
    assert share.names >= SHARE
    assert share.wrong_genders <= 0.02


@pytest.mark.parametrize(
    ("language", "words", "wanted", "gender"),
    [
        ("ru", "Юрия Дегтярёва", "Юрий Дегтярёв", MALE),
        ("ru", "Дегтяревой", "Дегтярева", FEMALE),
        ("uk", "Олена Вовк", "Олена Вовк", FEMALE),
        ("uk", "Олени Вовк", "Олена Вовк", FEMALE),
        ("ru", "Елены Волк", "Елена Волк", FEMALE),
        ("uk", "Вовк", "Вовк", MALE),
        ("ru", "Гребенюк", "Гребенюк", None),
        ("ru", "Гребенюка", "Гребенюк", MALE),
        ("ru", "Марии Гребенюк", "Мария Гребенюк", FEMALE),
        ("ru", "Иваном Ивановичем Ковалюком", "Иван Иванович Ковалюк", MALE),
        ("ru", "Д . Ковалёву", "Д. Ковалёв", MALE),
        ("ru", "Ковалёвой Д . А .", "Ковалёва Д. А.", FEMALE),
        ("ru", "Салтыковой-Зайцевой", "Салтыкова-Зайцева", FEMALE),
        ("ru", "John Smith", "John Smith", None),
        ("ru", "Анны Чёрной", "Анна Чёрная", FEMALE),
        ("uk", "Юрія Дегтярьова", "Юрій Дегтярьов", MALE),
        ("uk", "Дегтярьової", "Дегтярьова", FEMALE),
        ("uk", "Марії Іванівни Гребенюк", "Марія Іванівна Гребенюк", FEMALE),
        ("uk", "Олександру Коваленкові", "Олександр Коваленко", MALE),
        ("uk", "Петренка", "Петренко", MALE),
        ("uk", "Надії Савченко", "Надія Савченко", FEMALE),
        ("uk", "Д . Ковальову", "Д. Ковальов", MALE),
        ("uk", "Гая Карлтона", "Гай Карлтон", MALE),
    ],
)
def test_a_name_keeps_its_gender(
    language: str, words: str, wanted: str, gender: Gender | None
) -> None:
    found = name(language, words)

    assert (found.name, found.gender) == (wanted, gender)


def test_the_words_beside_a_name_decide_whom_a_form_names() -> None:
    alone = name("ru", "Петрова")
    of_him = name("ru", "Петрова", "Case=Gen|Gender=Masc|Number=Sing")

    assert (alone.name, [other.name for other in alone.others]) == ("Петрова", ["Петров"])
    assert (of_him.name, of_him.gender) == ("Петров", MALE)
    assert name("ru", "Петрова", gender=MALE).name == "Петров"
    assert name("ru", "Петрова", gender=FEMALE).name == "Петрова"


def test_the_parts_of_a_name_are_told_apart() -> None:
    found = name("ru", "Ковалёва Ивана Петровича")

    assert (found.surname, found.given, found.patronymic) == ("Ковалёв", "Иван", "Петрович")


@pytest.mark.parametrize("words", ["Лейсан Галимова", "Галимова Лейсан"])
def test_a_given_name_that_no_list_knows_leaves_the_surname_its_own(words: str) -> None:
    found = name("ru", words, "Case=Nom|Gender=Fem|Number=Sing")

    assert (found.given, found.surname, found.gender) == ("Лейсан", "Галимова", FEMALE)


def test_a_mans_known_given_name_weighs_more_than_tags_that_take_him_for_a_woman() -> None:
    found = name("uk", "Назар Лесів", "Case=Gen|Gender=Fem|NameType=Sur|Number=Sing")

    assert (found.given, found.surname, found.gender) == ("Назар", "Лесів", MALE)


@pytest.mark.parametrize(
    ("language", "words", "wanted"),
    [
        ("ru", "Ростовской области", "Ростовская область"),
        ("ru", "Записках ветерана", "Записки ветерана"),
        ("ru", "двух солдат", "два солдата"),
        ("ru", "Следственном комитете России", "Следственный комитет России"),
        ("ru", "Донецкой Народной Республики", "Донецкая Народная Республика"),
        ("ru", "СИЗО", "СИЗО"),
        ("uk", "Луганської області", "Луганська область"),
        ("uk", "Шевченківському районному суді", "Шевченківський районний суд"),
        ("uk", "Збройних силах України", "Збройні сили України"),
        ("uk", "Харкові", "Харків"),
    ],
)
def test_a_thing_is_called_by_its_nominative(language: str, words: str, wanted: str) -> None:
    parts = words.split()

    assert load_namer(language).name_thing(parts, [""] * len(parts)) == wanted


@given(
    words=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=7),
    language=st.sampled_from(["ru", "uk"]),
)
def test_any_words_get_some_name(words: list[str], language: str) -> None:
    assert load_namer(language).name_person(words, [""] * len(words)).name
    load_namer(language).name_thing(words, [""] * len(words))


def test_a_name_is_given_without_stress_and_in_one_alphabet() -> None:
    namer = load_namer("ru")

    assert namer.name_person(["Ковале\u0301ва"], ["Case=Gen|Gender=Masc|Number=Sing"]).name == (
        "Ковалев"
    )
    assert namer.name_thing(["Сaмаре"], ["Case=Loc|Gender=Fem|Number=Sing"]) == "Самара"


def test_a_surname_that_no_list_knows_is_a_man_s_surname_not_his_given_name() -> None:
    found = load_namer("ru").name_person(["Кирсанова"], [""])

    assert {(one.given, one.surname) for one in (found, *found.others)} == {
        ("", "Кирсанова"),
        ("", "Кирсанов"),
    }
