"""Names are found whole, and what they name is told by the words around them."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shuffling import shuffle

from sayso.lang.language import Language
from sayso.read.names import find_names
from sayso.records.entity import EntityType
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]

PERSON, BODY, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE
OUTLET, CHANNEL, DOCUMENT = EntityType.OUTLET, EntityType.CHANNEL, EntityType.DOCUMENT


def read(text: str, parse: Analyse, english: Language) -> list[tuple[str, EntityType]]:
    parsed = parse(text)
    return [
        (parsed.words(run.first, run.last), run.type) for run in find_names(parsed, english, ())
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("His lawyer, Viktar Matskevich, appealed.", "Viktar Matskevich", PERSON),
        ("Oleg Bazhenov, a sociologist, disagreed.", "Oleg Bazhenov", PERSON),
        ("One of the lawyers, Vera Antipova, appealed.", "Vera Antipova", PERSON),
        ("Kulagin's brother wrote to the court.", "Kulagin", PERSON),
        ("They detained lieutenant Danylo Marchuk.", "Danylo Marchuk", PERSON),
        ("The Supreme Court freed him.", "The Supreme Court", BODY),
        ("The Ministry of Defense denied it.", "The Ministry of Defense", BODY),
        ("The rights group Dapamoha wrote to the court.", "Dapamoha", BODY),
        ("They wrote to the FSB.", "FSB", BODY),
        ("The Volga Chronicle reported it.", "The Volga Chronicle", OUTLET),
        ("The news site Ufa Segodnya reported it.", "Ufa Segodnya", OUTLET),
        ("Radio Sumapaz reported it.", "Radio Sumapaz", OUTLET),
        ("The Astra Telegram channel reported it.", "The Astra", CHANNEL),
        ("The Telegram channel Astra reported it.", "Astra", CHANNEL),
        ('He wrote the handbook "Tell Them No" in prison.', "Tell Them No", DOCUMENT),
        ("They applied the Criminal Code.", "Criminal Code", DOCUMENT),
        ("The Tbilisi-based group helped him.", "Tbilisi", PLACE),
    ],
)
def test_a_name_is_what_stands_beside_it(
    text: str, name: str, kind: EntityType, parse: Analyse, english: Language
) -> None:
    assert read(text, parse, english) == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "She wrote on Telegram.",
        "He was charged under Article 337.",
        "It happened on Monday, March 4.",
        "The Jehovah's Witness refused.",
    ],
)
def test_platforms_articles_days_and_beliefs_are_no_names(
    text: str, parse: Analyse, english: Language
) -> None:
    assert read(text, parse, english) == []


def test_a_dateline_names_a_place_and_an_agency(parse: Analyse, english: Language) -> None:
    text = "KYIV, Ukraine (Volga News) - The man fled."

    assert read(text, parse, english) == [
        ("KYIV", PLACE),
        ("Ukraine", PLACE),
        ("Volga News", OUTLET),
    ]


def test_a_surname_alone_is_the_persons(parse: Analyse, english: Language) -> None:
    text = "Anna Petrova appealed in May. Later Petrova complained to the board."

    assert read(text, parse, english) == [("Anna Petrova", PERSON), ("Petrova", PERSON)]


def test_the_words_that_explain_a_name_once_explain_it_throughout(
    parse: Analyse, english: Language
) -> None:
    text = "The Telegram channel Astra reported it. The men had written to Astra."

    assert read(text, parse, english) == [("Astra", CHANNEL), ("Astra", CHANNEL)]


def test_places_are_taken_as_they_are(parse: Analyse, english: Language) -> None:
    parsed = parse("He fled from Norte de Santander.")
    (run,) = find_names(parsed, english, ((3, 5),))

    assert (run.first, run.last, run.type) == (3, 5, PLACE)


def test_a_place_that_opens_a_bodys_name_is_part_of_it(parse: Analyse, english: Language) -> None:
    parsed = parse("The Ufa Garrison Military Court freed him.")
    (run,) = find_names(parsed, english, ((1, 1),))

    assert parsed.words(run.first, run.last).endswith("Ufa Garrison Military Court")
    assert run.type is BODY


def test_titles_stand_before_a_name_not_in_it(parse: Analyse, english: Language) -> None:
    parsed = parse("They detained Mr. Danylo Marchuk.")
    (run,) = find_names(parsed, english, ())

    assert (parsed.words(run.first, run.last), run.titles) == ("Danylo Marchuk", ("mr.",))


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_names_never_overlap(seed: int, parse: Analyse, english: Language) -> None:
    taken: set[int] = set()
    for run in find_names(parse(shuffle(seed)), english, ()):
        words = set(range(run.first, run.last + 1))
        assert words
        assert not words & taken
        taken |= words
