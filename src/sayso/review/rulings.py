"""What people decided across reports, in the form in which the stages take it."""

from collections.abc import Iterable

from sayso.records.casefile import Pair, Ref, Ruling, Rulings, make_pair
from sayso.records.decision import SubjectKind
from sayso.review.effective import DecidedLink, EffectiveReading, LinkEnd

_KINDS = {
    "same_person": "people",
    "same_event": "events",
    "same_place": "places",
    "belongs_to_case": "cases",
}


def make_rulings(readings: Iterable[EffectiveReading]) -> Rulings:
    """Return the decisions in force on findings of several reports.

    Args:
        readings: The reports, with what was decided of each.
    """
    found: dict[str, dict[Pair, Ruling]] = {name: {} for name in _KINDS.values()}
    origins: dict[Ref, tuple[str | None, str]] = {}
    for reading in readings:
        for link in reading.links:
            pair = _make_pair(link)
            if pair is not None and link.judgement is not None:
                found[_KINDS[link.type]][pair] = Ruling(
                    judgement=link.judgement, decision=link.decision
                )
        for finding in reading.list_kind(SubjectKind.CLAIM):
            if "origin" in finding.decided:
                at = Ref(report=reading.sha256, id=finding.id)
                origins[at] = (finding.origin, finding.decided["origin"])
    return Rulings(**found, origins=origins)


def _make_pair(link: DecidedLink) -> Pair | None:
    one, other = _make_ref(link.one), _make_ref(link.other)
    if one is None or other is None:
        return None
    return (one, other) if link.type == "belongs_to_case" else make_pair(one, other)


def _make_ref(end: LinkEnd) -> Ref | None:
    return None if end.id is None else Ref(report=end.report, id=end.id)
