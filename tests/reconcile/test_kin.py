"""Who is whose kin, lawyer, commander, or one of whom."""

from collections.abc import Callable

import pytest
from who import list_mentions, list_relations, resolve

from sayso.lang.language import Language
from sayso.reconcile.kinship import INVERSE, Surnames
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]


@pytest.mark.parametrize(
    ("text", "one", "relation", "other"),
    [
        (
            "Oleg Zimin fled with his wife, Daria Zimina.",
            "Daria Zimina",
            "spouse",
            "Oleg Zimin",
        ),
        (
            "Ruslan Orlov was detained in May. “My husband was beaten,” said Elvira Orlova.",
            "Ruslan Orlov",
            "spouse",
            "Elvira Orlova",
        ),
        (
            "Oleg Zimin was jailed. Zimin's brother was fined, said Nikita Zimin.",
            "Nikita Zimin",
            "sibling",
            "Oleg Zimin",
        ),
        (
            "The brothers Anton and Kirill Zimin were detained.",
            "Anton",
            "sibling",
            "Kirill Zimin",
        ),
        (
            "Oleg Zimin said that his brothers Anton and Kirill Zimin had fled.",
            "Kirill Zimin",
            "sibling",
            "Oleg Zimin",
        ),
        (
            "Oleg Zimin's lawyer, Timur Galeev, wrote a letter.",
            "Timur Galeev",
            "lawyer_of",
            "Oleg Zimin",
        ),
        ("Two soldiers fled. Their commander lied.", "commander", "commander_of", "soldiers"),
        ("One of the soldiers, Oleg Zimin, was beaten.", "Oleg Zimin", "member_of", "soldiers"),
        (
            "The video shows two soldiers. Oleg Zimin was seen in the video.",
            "Oleg Zimin",
            "member_of",
            "soldiers",
        ),
        ("The father of Roman Pak was fined.", "father", "parent", "Roman Pak"),
    ],
)
def test_words_tell_what_one_is_to_another(
    text: str, one: str, relation: str, other: str, parse: Analyse, english: Language
) -> None:
    relations = list_relations(resolve(parse(text), english))

    assert (one, relation, other) in relations


def test_kin_stand_to_one_another_in_both_directions(parse: Analyse, english: Language) -> None:
    text = "Oleg Zimin was jailed. His mother, Olga Zimina, was fined."
    relations = list_relations(resolve(parse(text), english))

    assert relations == {
        ("Olga Zimina", "parent", "Oleg Zimin"),
        ("Oleg Zimin", "child", "Olga Zimina"),
    }
    assert all(INVERSE[INVERSE[relation]] is relation for relation in INVERSE)


def test_a_brother_who_can_be_two_is_neither(parse: Analyse, english: Language) -> None:
    parsed = parse(
        "Oleg Zimin was jailed. Zimin's brother was fined, said Nikita Zimin. "
        "Anton Zimin wrote a letter."
    )

    assert "brother" in list_mentions(parsed, resolve(parsed, english))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Galimov", "Galimova", True),
        ("Degtyarev", "Degtyareva", True),
        ("Ilyin", "Ilyina", True),
        ("Bely", "Belaya", True),
        ("Zelinskiy", "Zelinskaya", True),
        ("Kravetskyi", "Kravetska", True),
        ("Petrenko", "Petrenko", True),
        ("Galimov", "Galeev", False),
        ("Belov", "Belaya", False),
        ("Ocampo", "Campo", False),
    ],
)
def test_a_family_bears_one_surname_in_two_forms(
    one: str, other: str, same: bool, english: Language
) -> None:
    surnames = Surnames(english)

    assert surnames.are_one(one, other) is surnames.are_one(other, one) is same


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "Darya Orekhova reached the school where her son was held. She heard his voice. "
            "A guard said that Semyon Orekhov would stay there. "
            "Orekhov refused to go back, according to his mother.",
            "Semyon Orekhov",
            "son",
        ),
        (
            "Olga Zimina does not admit guilt, her lawyer has said.\n"
            "Ruslan Akhmetov said that his client was detained on March 18.",
            "Olga Zimina",
            "client",
        ),
        (
            "Olga Zimina does not admit guilt, her lawyer has said.\n"
            "Ruslan Akhmetov said that his client was detained on March 18.",
            "Ruslan Akhmetov",
            "lawyer",
        ),
        (
            "The wife of an army officer has been charged.\nOlga Zimina was detained on Monday. "
            "She lied about her husband, Anton Zimin, to his commander.",
            "Olga Zimina",
            "wife",
        ),
        (
            "The wife of an army officer has been charged.\nOlga Zimina was detained on Monday. "
            "She lied about her husband, Anton Zimin, to his commander.",
            "Anton Zimin",
            "army officer",
        ),
        (
            "The family of a man detained at the border has said that he was sent to a camp.\n"
            "Magomed Alibekov, a 27-year-old welder, called home on Monday.",
            "Magomed Alibekov",
            "man",
        ),
    ],
)
def test_unnamed_kin_and_clients_are_those_whom_the_report_names(
    text: str, name: str, words: str, parse: Analyse, english: Language
) -> None:
    parsed = parse(text)

    assert words in list_mentions(parsed, resolve(parsed, english))[name]


def test_they_are_not_the_family_that_is_quoted(parse: Analyse, english: Language) -> None:
    parsed = parse(
        "The family of Magomed Alibekov has written a letter. "
        "“They detained him at night,” his sister, Patimat Alibekova, said."
    )

    assert list_mentions(parsed, resolve(parsed, english))["family"] == ["family"]


def test_nobody_is_his_own_lawyer(parse: Analyse, english: Language) -> None:
    parsed = parse(
        "A court upheld the sentence of Denis Sorokin, a contract soldier from Kasimov who was "
        "jailed in May, his lawyer Inna Morozova told Oka Dispatch."
    )
    found = list_mentions(parsed, resolve(parsed, english))

    assert "lawyer" in found["Inna Morozova"]
    assert "lawyer" not in found["Denis Sorokin"]
