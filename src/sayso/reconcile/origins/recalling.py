"""Whether an outlet told before, or cited others for, what it tells again in its own voice."""

from collections.abc import Iterable, Mapping

from sayso.reconcile.origins.claims import NO_STEP, CaseClaims
from sayso.records.casefile import Ref
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.records.value import Penalty

_Terms = frozenset[tuple[str, float | None, float | None]]


def is_recalled(claim: Ref, step: str, claims: CaseClaims, readings: Mapping[str, Reading]) -> bool:
    """Tell whether an earlier report of the same medium tells a step, or what is corrected here.

    Another term than the earlier report's is news of its own, unless the report gives the
    earlier one too: it corrects it. Of what has no day nobody knows which was earlier.

    Args:
        claim: What tells the step.
        step: Its id.
        claims: Those of the case.
        readings: By SHA-256 of the report.
    """
    medium = claims.media.of_report(claim.report)
    if step == NO_STEP:
        return False
    mine = readings[claim.report]
    given = _list_terms([claim], claims, mine)
    for other in claims.media.list_reports(medium):
        if other not in readings or not _is_earlier(readings[other].report, mine.report):
            continue
        # A corrected day can make it another step of the same type.
        there = claims.of_step(other, step) or claims.of_type(other, step)
        known = _list_terms(there, claims, readings[other])
        named = frozenset(map(_tell, mine.penalties))
        if there and (not known or not given or known & named):
            return True
    return False


def _list_terms(told: Iterable[Ref], claims: CaseClaims, reading: Reading) -> _Terms:
    """Return the terms that statements of a report give."""
    spans = [span for ref in told for span in claims.get_spans(ref)]
    return frozenset(
        _tell(it)
        for it in reading.penalties
        if it.unit is not None
        and any(begin <= it.span.begin and it.span.end <= end for begin, end in spans)
    )


def _tell(penalty: Penalty) -> tuple[str, float | None, float | None]:
    return (penalty.unit or "", penalty.min, penalty.max)


def _is_earlier(one: Report, other: Report) -> bool:
    first, second = one.published or "", other.published or ""
    length = min(len(first), len(second))
    return first[:length] < second[:length]
