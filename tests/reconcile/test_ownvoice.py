"""What the report says itself is cut where its subject changes, and loses no clause."""

from collections.abc import Callable

import pytest
from telling import read_small

from sayso.lang.language import Language
from sayso.records.claim import Style
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        pytest.param(
            "Zimin was detained in May, and his wife fled to Georgia.",
            ["Zimin was detained in May", "his wife fled to Georgia."],
            id="a clause with a subject of its own",
        ),
        pytest.param(
            "Zimin was detained in May and fled in June.",
            ["Zimin was detained in May and fled in June."],
            id="two verbs of one subject",
        ),
        pytest.param(
            "Court jails Zimin, but conviction stands",
            ["Court jails Zimin, but conviction stands"],
            id="what is too short to be cut off stays",
        ),
        pytest.param(
            "His wife said that he was ill, but police detained him on Monday.",
            ["police detained him on Monday."],
            id="a clause beside an attribution",
        ),
        pytest.param(
            "His sentence was upheld, he was not released and he did not appeal.",
            ["His sentence was upheld", "he was not released", "he did not appeal."],
            id="a denial behind what a comma affirms",
        ),
        pytest.param("His wife said that he was ill.", [], id="nothing beside an attribution"),
        pytest.param("The court declined to comment.", [], id="who declined to comment"),
        pytest.param("The ministry has not replied.", [], id="who has not replied"),
    ],
)
def test_own_statements_are_whole_clauses_that_nobody_is_cited_for(
    text: str, statements: list[str], parse: Analyse, english: Language
) -> None:
    claims = read_small(parse(text), english)

    assert [c.content.text for c in claims if c.style is Style.OWN] == statements
