"""Descriptions mean those who were told of before, if anybody."""

from collections.abc import Callable

import pytest
from who import list_mentions, resolve

from sayso.lang.language import Language
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]

JAILED = "Oleg Zimin was jailed on Monday. "


@pytest.mark.parametrize(
    ("text", "words", "whose"),
    [
        (JAILED + "The man was taken to a base.", "man", "Oleg Zimin"),
        (JAILED + "The soldier refused to fight.", "soldier", "Oleg Zimin"),
        (
            JAILED + "The governor, Pyotr Sokol, called it a lie. The man was freed.",
            "man",
            "Oleg Zimin",
        ),
        (
            JAILED + "His lawyer, Anna Petrenko, wrote a letter. The lawyer will appeal.",
            "lawyer",
            "Anna Petrenko",
        ),
        (
            "Oleg Zimin was jailed, said Anna Petrenko, his lawyer. Her client will appeal, "
            "she said.",
            "client",
            "Oleg Zimin",
        ),
        (JAILED + "The defendant pleaded guilty.", "defendant", "Oleg Zimin"),
        ("Oleg Zimin was not killed. The defendant wept.", "defendant", "Oleg Zimin"),
        ("Oleg Zimin could have died. The suspect was held.", "suspect", "Oleg Zimin"),
        (
            "Anna Petrenko, who is Oleg Zimin's lawyer, wrote a letter. Her client refused "
            "to fight, she said.",
            "client",
            "Oleg Zimin",
        ),
        (
            "Daria Zimina said that her husband, Oleg Zimin, was beaten. Her husband fled.",
            "husband",
            "Oleg Zimin",
        ),
        ("Prosecutors charged Zimin. The prosecutors will appeal.", "prosecutors", "Prosecutors"),
        ("Two soldiers were freed. The two men went home.", "men", "soldiers"),
        (
            "The rights group Free Conscience said so. The group will appeal.",
            "group",
            "Free Conscience",
        ),
        (
            "The newspaper Volga Herald wrote about it. The newspaper has a photo.",
            "newspaper",
            "Volga Herald",
        ),
        ("They wrote an open letter. The letter was published.", "letter", "open letter"),
    ],
)
def test_a_description_means_whom_it_suits(
    text: str, words: str, whose: str, parse: Analyse, english: Language
) -> None:
    parsed = parse(text)
    mentions = list_mentions(parsed, resolve(parsed, english))

    assert words in mentions[whose]
    assert words not in mentions or words == whose


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (JAILED + "Another soldier was freed.", "soldier"),
        (JAILED + "Another soldier was freed. The second soldier fled.", "second soldier"),
        ("Oleg Zimin, 22, was jailed. The 40-year-old man was freed.", "40-year-old man"),
        ("Daria Zimina was jailed. The man was freed.", "man"),
        ("Two soldiers fled. Those soldiers who refuse are jailed.", "soldiers"),
        (JAILED + "“The young man fled,” Oleg Zimin said.", "young man"),
        # Nobody who is dead is on trial.
        ("Oleg Zimin's body was found in May. The defendant pleaded guilty.", "defendant"),
        ("Oleg Zimin died in a barracks. The accused was fined.", "accused"),
        ("Oleg Zimin, 22, was killed. It rained. The suspect was held.", "suspect"),
        ("The murder of Oleg Zimin was filmed. The defendant pleaded guilty.", "defendant"),
    ],
)
def test_a_description_that_suits_nobody_is_somebody_else(
    text: str, words: str, parse: Analyse, english: Language
) -> None:
    entities = resolve(parse(text), english).entities

    begin = text.rindex(words)
    assert any(entity.mentions[0] == (begin, begin + len(words)) for entity in entities)


@pytest.mark.parametrize(
    ("lead", "joined"),
    [
        ("Oleg Zimin was jailed in May.", True),
        ("Lawyer Oleg Zimin said that the court had erred.", False),
        ("Oleg Zimin, an activist, wrote about it.", False),
        ("His brother Oleg Zimin was jailed in May.", False),
        ("Oleg Zimin, 22, was jailed in May.", False),
        ("It rained.\nIt snowed.\nOleg Zimin was jailed in May.", False),
    ],
)
def test_a_lead_means_the_one_named_next_if_it_happened_to_him(
    lead: str, joined: bool, parse: Analyse, english: Language
) -> None:
    parsed = parse("A 40-year-old reservist was fined on Monday.\n" + lead)
    mentions = list_mentions(parsed, resolve(parsed, english))

    assert ("40-year-old reservist" in mentions["Oleg Zimin"]) is joined


def test_one_name_is_announced_by_one_description(parse: Analyse, english: Language) -> None:
    parsed = parse("A reservist was fined. A student was freed.\nOleg Zimin was fined in May.")
    mentions = list_mentions(parsed, resolve(parsed, english))

    assert mentions == {"Oleg Zimin": ["reservist", "Oleg Zimin"], "student": ["student"]}
