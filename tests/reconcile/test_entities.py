"""Mentions of one person, place or body become one entity, and of two never."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from who import list_mentions, resolve

from sayso.lang.engines.engine import Engine
from sayso.lang.language import Language
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Oleg Zimin was detained with his wife, Daria Zimina. Zimin was beaten. "
            "Zimina was freed.",
            {
                "Oleg Zimin": ["Oleg Zimin", "his", "Zimin"],
                "Daria Zimina": ["wife", "Daria Zimina", "Zimina"],
            },
            id="the surname's ending tells husband from wife",
        ),
        pytest.param(
            "Artur Belov and Pavel Belov were detained. Pavel Belov refused to fight. "
            "Artur Belov was freed.",
            {
                "Artur Belov": ["Artur Belov", "Artur Belov"],
                "Pavel Belov": ["Pavel Belov", "Pavel Belov"],
            },
            id="siblings of one surname stay two",
        ),
        pytest.param(
            "Artur Belov and Pavel Belov were detained. Belov refused to fight. Belov was freed.",
            {
                "Artur Belov": ["Artur Belov"],
                "Pavel Belov": ["Pavel Belov"],
                "Belov": ["Belov", "Belov"],
            },
            id="a surname that two bear alike is neither's",
        ),
        pytest.param(
            "Novik was beaten, Anna Novik said. Novik was freed.",
            {"Novik": ["Novik", "Novik"], "Anna Novik": ["Anna Novik"]},
            id="a surname is not the speaker's in whose words it stands",
        ),
        pytest.param(
            "Pavel Novik was jailed. Anna Novik, his sister, said that Novik was ill.",
            {
                "Pavel Novik": ["Pavel Novik", "his", "Novik"],
                "Anna Novik": ["Anna Novik", "sister"],
            },
            id="a surname is his of whom the report tells, not the speaker's",
        ),
        pytest.param(
            'Anna Novik said: "They beat my brother." Pavel Novik was jailed in May. '
            "Novik was freed in June.",
            {
                "Anna Novik": ["Anna Novik", "my"],
                "Pavel Novik": ["brother", "Pavel Novik"],
                "Novik": ["Novik"],
            },
            id="who only spoke so far has no better claim to a surname",
        ),
        pytest.param(
            "Pavel Novik was jailed in May. Anna Novik wept. Novik was freed in June.",
            {"Pavel Novik": ["Pavel Novik", "Novik"], "Anna Novik": ["Anna Novik"]},
            id="a surname is his who was told of first",
        ),
        pytest.param(
            "Zhargal Tsyrenov was detained in May. Jargal Tsyrenov was fined in June.",
            {"Zhargal Tsyrenov": ["Zhargal Tsyrenov", "Jargal Tsyrenov"]},
            id="two spellings of one name are one",
        ),
        pytest.param(
            "Roman Kuzin was fined on Monday. Roman refused to pay.",
            {"Roman Kuzin": ["Roman Kuzin", "Roman"]},
            id="the given name alone",
        ),
        pytest.param(
            "A passenger who gave only his first name, Vasyl, was detained.",
            {"Vasyl": ["passenger", "who", "his", "Vasyl"]},
            id="who gave only a first name",
        ),
        pytest.param(
            "The mayor, Hernando Campo, was threatened. The mayor fled.",
            {"Hernando Campo": ["mayor", "Hernando Campo", "mayor"]},
            id="a name beside a description",
        ),
        pytest.param(
            "A man named Oleg Zimin was detained.",
            {"Oleg Zimin": ["man", "Oleg Zimin"]},
            id="a man named so",
        ),
        pytest.param(
            "Oleg Zimin fled, his lawyer said. The lawyer, Olha Petrenko, will appeal.",
            {
                "Oleg Zimin": ["Oleg Zimin", "his"],
                "Olha Petrenko": ["lawyer", "lawyer", "Olha Petrenko"],
            },
            id="a lawyer named only later",
        ),
        pytest.param(
            "Oleg Zimin is a driver. The driver was fined.",
            {"Oleg Zimin": ["Oleg Zimin", "driver", "driver"]},
            id="a predicate noun describes its subject",
        ),
        pytest.param(
            "“My son is not a deserter,” said Olga Zimina.",
            {"Olga Zimina": ["My", "Olga Zimina"], "son": ["son"]},
            id="what somebody is not is nobody",
        ),
        pytest.param(
            "Man fined over refusal\nOleg Zimin, a man of 30, was fined on Monday.",
            {"Oleg Zimin": ["Man", "Oleg Zimin", "man"]},
            id="a headline announces the first of its kind",
        ),
    ],
)
def test_mentions_of_one_are_joined_and_of_two_are_not(
    text: str, expected: dict[str, list[str]], parse: Analyse, english: Language
) -> None:
    parsed = parse(text)

    assert list_mentions(parsed, resolve(parsed, english)) == expected


SENTENCES = (
    "Oleg Zimin was detained with his wife, Daria Zimina.",
    "The man refused to fight, his lawyer said.",
    "“My husband was beaten,” she said.",
    "One of the soldiers, Pavel Belov, met him.",
    "The group Free Conscience wrote to the court.",
    "It added that they had fled.",
    "Zimin's brothers Anton and Kirill were fined.",
    "Belov himself was not a deserter.",
    "Two men who refused were freed.",
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=st.lists(st.sampled_from(SENTENCES), max_size=6), broken=st.booleans())
def test_whatever_the_text_every_word_has_one_entity_and_ids_follow_the_text(
    chosen: list[str], broken: bool, engine: Engine, english: Language
) -> None:
    parsed = engine.parse(("\n" if broken else " ").join(chosen))
    resolution = resolve(parsed, english)

    ids = [entity.id for entity in resolution.entities]
    assert ids == [f"e{number}" for number in range(1, len(ids) + 1)]
    firsts = [min(entity.mentions) for entity in resolution.entities]
    assert firsts == sorted(firsts)
    spans = [span for entity in resolution.entities for span in entity.mentions]
    assert len(spans) == len(set(spans))
    assert set(resolution.entity_of.values()) <= set(ids)
    assert all(
        relation.to in ids and relation.to != entity.id
        for entity in resolution.entities
        for relation in entity.relations
    )
    assert resolve(parsed, english) == resolution
