"""A source is, in each statement, what its words and the story say it is."""

from collections.abc import Callable

import pytest
from telling import list_chains, read_small

from sayso.lang.language import Language
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zimin was beaten. His mother, Olga Zimina, said that he was ill.", "relative"),
        ("His mother said that he was ill.", "relative"),
        ("Oleg Zimin was beaten. “I refused to shoot,” Zimin said.", "subject"),
        ("Zimin's lawyer said that he would appeal.", "lawyer"),
        ("The governor, Pyotr Sokol, said that the man had fled.", "official"),
        ("Police said that he had fled.", "official"),
        ("The interior ministry said that he had fled.", "official"),
        ("The defense ministry said that he had fled.", "official"),
        ("An army spokesperson said that the man had fled.", "military"),
        ("The court said that he had fled.", "court"),
        ("Judge Ivan Sorokin ruled that he had deserted.", "court"),
        ("An expert, Marta Lind, said that the law was clear.", "expert"),
        ("A villager said that the road was closed.", "eyewitness"),
        ("A colonel said that the road was closed.", "military"),
        ("The rights group Free Conscience said that he was ill.", "organization"),
        ("Radio Sever said that he was ill.", "outlet"),
        ("The document said that he was ill.", "document"),
        ("The video shows two soldiers.", "footage"),
        ("Daria Orlova said that he was ill.", "person"),
    ],
)
def test_the_words_for_a_source_tell_its_kind(
    text: str, kind: str, parse: Analyse, english: Language
) -> None:
    chains = list_chains(read_small(parse(text), english))

    assert [link[1] for chain in chains for link in chain] == [kind]
