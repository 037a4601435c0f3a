"""A chain runs from what is nearest to the report to who said so."""

from collections.abc import Callable

import pytest
from telling import list_chains, read_small

from sayso.capture.file import capture_text
from sayso.capture.options import CaptureOptions
from sayso.lang.language import Language
from sayso.records.claim import Style
from sayso.records.parse import Parse
from sayso.workbench.reading import Workbench

Analyse = Callable[[str], Parse]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        pytest.param(
            "Oleg Zimin told Radio Sever that guards had beaten him.",
            [("Radio Sever", "outlet"), ("Oleg Zimin", "subject")],
            id="told an outlet",
        ),
        pytest.param(
            "Oleg Zimin told The Volga Herald that guards had beaten him.",
            [("Oleg Zimin", "subject")],
            id="the report's own publisher heard it itself",
        ),
        pytest.param(
            "“He was beaten,” Daria Orlova said through the association Free Conscience.",
            [("Free Conscience", "organization"), ("Daria Orlova", "person")],
            id="through an association",
        ),
        pytest.param(
            "Two soldiers had fled, Radio Sever reported, citing a court document.",
            [("Radio Sever", "outlet"), ("court document", "document")],
            id="citing a paper",
        ),
        pytest.param(
            "Radio Sever reported that lawyer Anna Petrenko said he had fled.",
            [("Radio Sever", "outlet"), ("Anna Petrenko", "lawyer")],
            id="a medium that carries somebody's words",
        ),
        pytest.param(
            "In an interview with Radio Sever, Zimin told Radio Sever that he was ill.",
            [("Radio Sever", "outlet"), ("Zimin", "person")],
            id="each source once",
        ),
        pytest.param("“I refused,” he said.", [("he", "person")], id="who is known only as he"),
    ],
)
def test_a_chain_leads_from_the_nearest_source_to_the_origin(
    text: str, chain: list[tuple[str, str]], parse: Analyse, english: Language
) -> None:
    assert list_chains(read_small(parse(text), english)) == [chain]


def test_claims_are_numbered_in_the_order_of_the_text(parse: Analyse, english: Language) -> None:
    claims = read_small(
        parse("Zimin fled on Monday. “I was ill,” he said. His lawyer said that he would appeal."),
        english,
    )

    assert [claim.id for claim in claims] == ["c1", "c2", "c3"]
    assert [claim.content.begin for claim in claims] == sorted(c.content.begin for c in claims)


def test_a_statement_carries_the_time_at_which_it_was_made(
    parse: Analyse, english: Language
) -> None:
    (claim,) = read_small(parse("Zimin had been beaten, his lawyer said on Monday."), english)

    assert claim.said is not None


def test_the_report_itself_cites_nobody(parse: Analyse, english: Language) -> None:
    (claim,) = read_small(parse("Oleg Zimin was detained on Monday."), english)

    assert (claim.style, claim.chain, claim.source, claim.cue) == (Style.OWN, (), None, None)


def test_the_publisher_is_no_link_whatever_its_name_was_taken_for(workbench: Workbench) -> None:
    text = "Ivan Petrov was detained on Monday. “He hit me,” Petrov told Campus Voice."
    report = capture_text(text, CaptureOptions(language="en", publisher="Campus Voice"))

    claims = workbench.read(report).claims

    assert [link.name for claim in claims for link in claim.chain] == ["Ivan Petrov"]
