"""Claims that tell a step only in saying that something was not so."""

from collections.abc import Iterator, Mapping

from sayso.records.casefile import CaseFile, Ref
from sayso.records.denying import Findings
from sayso.records.event import EventStatus
from sayso.records.reading import Reading


def list_denials(case: CaseFile, readings: Mapping[str, Reading]) -> Iterator[tuple[Ref, str]]:
    """Yield the claims that take a step for granted and say that something was not so.

    They are no second word for the step. Where all that tells it is of that kind, none is
    yielded: then the step rests on that.

    Args:
        case: The case.
        readings: Those of its reports, by SHA-256.

    Yields:
        The claim, and the id of the step.
    """
    found = {it: Findings(readings[it]) for it in case.reports if it in readings}
    for step in case.history:
        told = [it for it in step.events if it.report in found]
        denials = [it for it in told if found[it.report].is_told_in_denial(it.id)]
        if step.status is EventStatus.DENIED or len(denials) == len(told):
            continue
        for ref in denials:
            for claim in found[ref.report].events[ref.id].claims:
                yield Ref(report=ref.report, id=claim), step.id
