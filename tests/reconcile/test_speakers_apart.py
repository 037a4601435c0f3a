"""Who speaks, judges or defends is kept apart from the one to whom something happened."""

from collections.abc import Callable

import pytest
from who import list_mentions, list_relations, resolve

from sayso.lang.language import Language
from sayso.records.entity import EntityType
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        pytest.param(
            "Judge Zimin sentenced Oleg Zimin. Zimin refused to fight.",
            "Oleg Zimin",
            ["Oleg Zimin", "Zimin"],
            id="a judge is not the man of his surname whom he sentences",
        ),
        pytest.param(
            "Judge Pavel Zimin sentenced soldier Oleg Zimin. Zimin fled.",
            "Oleg Zimin",
            ["Oleg Zimin", "Zimin"],
            id="a bare surname is the soldier's, not the judge's",
        ),
        pytest.param(
            "Lawyer Pavel Zimin represents Oleg Zimin. Zimin was beaten.",
            "Oleg Zimin",
            ["Oleg Zimin", "Zimin"],
            id="a bare surname is the client's, not the lawyer's",
        ),
        pytest.param(
            "Judge Pavel Zimin spoke. Judge Zimin read out the verdict.",
            "Pavel Zimin",
            ["Pavel Zimin", "Zimin"],
            id="a judge named again by the surname is one judge",
        ),
        pytest.param(
            "A contract soldier from Perm, Oleg Zimin, 31, told reporters he fled.",
            "Oleg Zimin",
            ["contract soldier", "Oleg Zimin", "he"],
            id="a soldier is who is named between commas",
        ),
        pytest.param(
            "A lawyer from Perm, Pavel Belov, and Oleg Zimin went to court.",
            "Pavel Belov",
            ["Pavel Belov"],
            id="those who are listed are not named beside one another",
        ),
        pytest.param(
            "The wife of a soldier from Perm, Anna Zimina, said he was detained.",
            "Anna Zimina",
            ["wife", "Anna Zimina"],
            id="it is the wife who is named, not whose wife she is",
        ),
        pytest.param(
            "The commander of the unit, Pavel Belov, denied it.",
            "Pavel Belov",
            ["commander", "Pavel Belov"],
            id="it is the commander who is named, not the unit",
        ),
        pytest.param(
            "Private Zimin left his unit. His brother Ivan Zimin died.",
            "Ivan Zimin",
            ["brother", "Ivan Zimin"],
            id="a brother named later is not whose brother he is",
        ),
        pytest.param(
            "A spokesman for the district, Colonel Oleg Renko, denied it.",
            "Oleg Renko",
            ["spokesman", "Oleg Renko"],
            id="a rank may part who somebody is from his name",
        ),
        pytest.param(
            "Their mother Tsyren Dambaeva wept.",
            "Tsyren Dambaeva",
            ["mother", "Tsyren Dambaeva"],
            id="a mother may bear a given name of men",
        ),
        pytest.param(
            "Zimin was detained. Zimin's father wept. The investigator, Captain Ivan Zimin, spoke.",
            "Ivan Zimin",
            ["investigator", "Ivan Zimin"],
            id="an investigator of one surname is no relation",
        ),
        pytest.param(
            "The father of a conscript who died says he wept. Oleg Zimin was told by an officer "
            "that his son Yegor had shot himself.",
            "Yegor",
            ["conscript", "who", "son", "Yegor", "himself"],
            id="a conscript is his father's son, not his father",
        ),
        pytest.param(
            "Soldier Oleg Zimin fled. Zimin was found.",
            "Oleg Zimin",
            ["Oleg Zimin", "Zimin"],
            id="what a soldier is stands in no name",
        ),
        pytest.param(
            "Wife: soldier held in pit\n\nOleg Zimin is held in a pit. His wife Anna Zimina wept.",
            "Anna Zimina",
            ["Wife", "wife", "Anna Zimina"],
            id="a wife who opens a headline is not called so",
        ),
    ],
)
def test_who_acts_is_not_whom_it_befell(
    text: str, name: str, mentions: list[str], parse: Analyse, english: Language
) -> None:
    parsed = parse(text)

    assert list_mentions(parsed, resolve(parsed, english))[name] == mentions


@pytest.mark.parametrize(
    ("text", "kin"),
    [
        (
            "Anna Zueva lost touch with her husband, her lawyer Nina Orlova said. "
            "Her husband was detained.",
            ("Anna Zueva", "spouse", "husband"),
        ),
        (
            "Oleg Zimin was beaten, said Anna Zimina, wife of Oleg Zimin. Her lawyer Nina Orlova "
            "wrote to the court. Her husband is in a pit.",
            ("Anna Zimina", "spouse", "Oleg Zimin"),
        ),
    ],
)
def test_kin_are_those_of_whom_a_report_tells_not_the_lawyers(
    text: str, kin: tuple[str, str, str], parse: Analyse, english: Language
) -> None:
    relations = list_relations(resolve(parse(text), english))

    assert kin in relations
    assert not any("Nina Orlova" in found and "spouse" in found for found in relations)


@pytest.mark.parametrize(
    ("text", "commander_of"),
    [
        ("Oleg Zimin fled. Sergeant Pavel Belov, his commander, spoke.", "Oleg Zimin"),
        ("Sergeant Pavel Belov, his commander, spoke.", None),
    ],
)
def test_nobody_is_his_own_commander(
    text: str, commander_of: str | None, parse: Analyse, english: Language
) -> None:
    relations = list_relations(resolve(parse(text), english))

    found = [whom for who, relation, whom in relations if relation == "commander_of"]
    assert found == ([commander_of] if commander_of else [])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "I. Zimin was fined. Ivan Zimin refused to fight.",
            {"Ivan Zimin": ["I. Zimin", "Ivan Zimin"]},
        ),
        (
            "P. Zimin was fined. Ivan Zimin refused to fight.",
            {"P. Zimin": ["P. Zimin"], "Ivan Zimin": ["Ivan Zimin"]},
        ),
        (
            "Ivan Popoff was fined. Popov refused to fight.",
            {"Ivan Popoff": ["Ivan Popoff", "Popov"]},
        ),
        (
            "Sergeant Oleg Somov beat Private Somov. Sergeant Somov denied it.",
            {"Oleg Somov": ["Oleg Somov", "Somov"], "Somov": ["Somov"]},
        ),
        ("A court sentenced Kuznetsov to two years in prison.", {"Kuznetsov": ["Kuznetsov"]}),
    ],
)
def test_names_are_one_mans_where_nothing_parts_them(
    text: str, people: dict[str, list[str]], parse: Analyse, english: Language
) -> None:
    parsed = parse(text)
    resolution = resolve(parsed, english)
    persons = {it.name for it in resolution.entities if it.type is EntityType.PERSON}

    assert {
        name: mentions
        for name, mentions in list_mentions(parsed, resolution).items()
        if name in persons
    } == people


def test_a_court_is_called_by_a_town(parse: Analyse, english: Language) -> None:
    parsed = parse("The Rostov court sentenced Petrov to six years in prison.")

    persons = [it.name for it in resolve(parsed, english).entities if it.type is EntityType.PERSON]
    assert "Rostov" not in persons
