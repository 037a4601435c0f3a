"""Pronouns stand for whom the report means, or for nobody."""

from collections.abc import Callable

import pytest
from who import resolve

from sayso.lang.language import Language
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]
LAWYER = "Oleg Zimin was beaten. His lawyer, Igor Belov, "


def find_meant(text: str, word: str, parse: Analyse, english: Language) -> str | None:
    """Return the name of whom the last such word of a text stands for."""
    parsed = parse(text)
    resolution = resolve(parsed, english)
    names = {entity.id: entity.name for entity in resolution.entities}
    last = [token.i for token in parsed.tokens if token.lower == word][-1]
    found = resolution.entity_of.get(last)
    return None if found is None else names[found]


@pytest.mark.parametrize(
    ("text", "word", "whom"),
    [
        ("Oleg Zimin was detained. He refused to fight.", "he", "Oleg Zimin"),
        # Unnamed officials and witnesses are there for what happened to somebody else.
        ("A judge ordered the release of Oleg Zimin. His wife wept.", "his", "Oleg Zimin"),
        ("The commander sent Oleg Zimin to the front. He refused.", "he", "Oleg Zimin"),
        ("Police came for Oleg Zimin. An officer told his mother so.", "his", "Oleg Zimin"),
        ("Oleg Zimin was held. A neighbor said he had been beaten.", "he", "Oleg Zimin"),
        ("Recruits and their relatives wept.", "their", "Recruits"),
        ("Oleg Zimin met Daria Orlova. She fled.", "she", "Daria Orlova"),
        # Who gives his own name writes of himself.
        ("My name is Oleg Zimin. In May they took me.", "me", "Oleg Zimin"),
        ("A reporter met Oleg Zimin. They took me, too.", "me", None),
        ("Oleg Zimin met Pavel Belov. He gave him a letter.", "he", "Oleg Zimin"),
        ("Oleg Zimin met Pavel Belov. He gave him a letter.", "him", "Pavel Belov"),
        ("Oleg Zimin met Pavel Belov. He shot himself.", "himself", "Oleg Zimin"),
        ("Oleg Zimin met Pavel Belov. Belov himself refused.", "himself", "Pavel Belov"),
        (
            "Daria Zimina was beaten, Nina Kuzina said. She recalled that Zimina had called.",
            "she",
            "Nina Kuzina",
        ),
        (
            "Oleg Zimin said that Pavel Belov was ill. He added that Belov had fled.",
            "he",
            "Oleg Zimin",
        ),
        (
            "He fled, the newspaper Volga Herald reported. It added that he had been beaten.",
            "it",
            "Volga Herald",
        ),
        # Nor is a lawyer who has only told, named behind what he is.
        (
            "A case was opened against Pavel Orlov, his lawyer Igor Belov told the newspaper. "
            "He is being held at a guardhouse.",
            "he",
            "Pavel Orlov",
        ),
        # Kin, friends and neighbors tell what befell theirs; what they did themselves is theirs.
        ("Oleg Zimin fled. His brother Pavel said he was beaten.", "he", "Oleg Zimin"),
        ("Oleg Zimin fled. His neighbor Ivan Kos said he was detained.", "he", "Oleg Zimin"),
        ("A neighbor of Oleg Zimin, Ivan Kos, said they took him away.", "him", "Oleg Zimin"),
        ("“They beat him to death,” Zimin said. His son Ivan Zimin fled.", "him", None),
        ("Soldiers fled. Relatives say they were threatened.", "they", "Relatives"),
        ("Oleg Zimin fled. His father said he had seen him.", "he", "father"),
        # Whoever judges or speaks for a court is not tried there.
        ("Oleg Zimin was fined. Judge Igor Belov spoke. He faces prison.", "he", "Oleg Zimin"),
        ("Oleg Zimin was fined. His lawyer Ivan Kos said so. He fled.", "he", "Oleg Zimin"),
        ("Oleg Zimin was fined. Judge Igor Belov spoke. He read the law.", "he", "Igor Belov"),
        # Who has only told is seldom whom something is done to.
        (
            "Oleg Zimin was detained, lawyer Igor Belov said. On Sunday they charged him.",
            "him",
            "Oleg Zimin",
        ),
        (
            "Oleg Zimin went home and did not go back, Pavel Zimin said. Agents detained him.",
            "him",
            "Oleg Zimin",
        ),
        # Who speaks for somebody speaks of him, but for what lawyers do and whom they name.
        (LAWYER + "denied that he had fled.", "he", "Oleg Zimin"),
        (LAWYER + "said he had been beaten.", "he", "Oleg Zimin"),
        (LAWYER + "said he would appeal.", "he", "Igor Belov"),
        (LAWYER + "said he had driven Zimin home.", "he", "Igor Belov"),
        ("Oleg Zimin met Pavel Belov. Belov had not meant to hit him.", "him", "Oleg Zimin"),
        # Nobody denies what he says himself; whom one asks is whom one asks about.
        (
            "Anna Belova said that Daria Zimina had been told what to say, which she denied.",
            "she",
            "Daria Zimina",
        ),
        ("Anna Belova asked Daria Zimina whether she had lied.", "she", "Daria Zimina"),
        ("“I was beaten,” Oleg Zimin said.", "i", "Oleg Zimin"),
        ("“He was beaten,” Oleg Zimin said.", "he", None),
        ("“We were beaten,” Oleg Zimin said.", "we", None),
        ("The newspaper Volga Herald burned. It was a hot day.", "it", None),
        ("Two soldiers fled. They were detained.", "they", "soldiers"),
        ("Oleg Zimin, who refused to fight, was jailed.", "who", "Oleg Zimin"),
        ("Oleg Zimin fled. It rained. It snowed. It froze. It thawed. He was ill.", "he", None),
    ],
)
def test_a_pronoun_stands_for_whom_it_can(
    text: str, word: str, whom: str | None, parse: Analyse, english: Language
) -> None:
    assert find_meant(text, word, parse, english) == whom


def test_a_first_spanish_surname_alone_is_its_bearers(parse: Analyse, english: Language) -> None:
    text = (
        "Camilo Restrepo Vargas refused. Two men left after a judge ordered it. "
        "Restrepo is still being held, his mother said."
    )

    assert find_meant(text, "his", parse, english) == "Camilo Restrepo Vargas"
