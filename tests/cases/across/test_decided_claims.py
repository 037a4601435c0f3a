"""Claims that people put into a case, or took out of it, are in it or are not."""

from dataclasses import replace

import pytest
from several import assemble, report, told

from sayso.reconcile.origins.tracing import trace_origins
from sayso.records.casefile import Ref
from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
from sayso.records.decision import Judgement
from sayso.records.reading import Reading
from sayso.records.ruling import Ruling, Rulings

JUDGES = (Judgement.YES, Judgement.NO)


def _cite(reading: Reading, number: str, name: str) -> Reading:
    """Return a reading with one claim more, for which somebody is cited."""
    claim = Claim(
        id=number,
        source=None,
        cue=None,
        content=reading.report.select((100, 105)),
        style=Style.INDIRECT,
        chain=(Link(entity=None, name=name, kind=SourceKind.EXPERT, span=None),),
        certainty=Certainty.STATED,
        polarity=Polarity.POSITIVE,
        said=None,
        confidence=0.9,
    )
    return replace(reading, claims=(*reading.claims, claim))


@pytest.mark.parametrize("judgement", JUDGES)
def test_a_claim_that_people_decided_of_is_in_the_case_or_not(judgement: Judgement) -> None:
    own = _cite(
        report("2024-03-01", told("detention", "Orlov", on="2024-02-28")), "c1", "Vera Holm"
    )
    other = _cite(report("2024-03-09", told("protest", "Lomov")), "c7", "Karl Brandt")
    readings = {it.report.sha256: it for it in (own, other)}
    matter = Ref(report=own.report.sha256, id="k1")
    claim = Ref(report=other.report.sha256, id="c7")
    told_there = Ref(report=own.report.sha256, id="c1")
    rulings = Rulings(
        cases={
            (claim, matter): Ruling(judgement=judgement, decision="d1"),
            (told_there, matter): Ruling(judgement=judgement, decision="d2"),
        }
    )

    cases = assemble(own, other, rulings=rulings)

    case = next(it for it in cases if matter in it.matters)
    found = {ref for it in trace_origins(case, readings, ()) for ref in it.claims}
    yes = judgement is Judgement.YES
    assert (claim in found, told_there in found) == (yes, yes)
    assert (claim.report in case.reports) is yes
    assert bool(case.history) is yes
