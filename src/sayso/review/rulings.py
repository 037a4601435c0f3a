"""What people decided across reports, in the form in which the stages take it."""

from collections.abc import Iterable, Iterator

from sayso.records.casefile import Ref
from sayso.records.decision import SubjectKind
from sayso.records.ruling import Pair, Ruling, Rulings, make_pair
from sayso.records.told import ToldRuling
from sayso.review.effective import DecidedLink, EffectiveReading, LinkEnd

_KINDS = {
    "same_person": "people",
    "same_event": "events",
    "same_place": "places",
    "belongs_to_case": "cases",
}
_ORIGINS = "origins"


def make_rulings(readings: Iterable[EffectiveReading]) -> Rulings:
    """Return the decisions in force on findings of several reports.

    Args:
        readings: The reports, with what was decided of each.
    """
    return gather_rulings(it for reading in readings for it in list_rulings(reading))


def list_rulings(reading: EffectiveReading) -> Iterator[ToldRuling]:
    """Yield the decisions in force that concern a report and say how reports stand together."""
    for link in reading.links:
        pair = _make_pair(link)
        if pair is not None and link.judgement is not None:
            yield ToldRuling(
                kind=_KINDS[link.type],
                one=pair[0],
                other=pair[1],
                judgement=link.judgement,
                decision=link.decision,
            )
    for finding in reading.list_kind(SubjectKind.CLAIM):
        if "origin" in finding.decided:
            yield ToldRuling(
                kind=_ORIGINS,
                one=Ref(report=reading.sha256, id=finding.id),
                name=finding.origin,
                decision=finding.decided["origin"],
            )


def gather_rulings(told: Iterable[ToldRuling]) -> Rulings:
    """Return what reports tell of decisions in force; the same whatever their order."""
    found: dict[str, dict[Pair, Ruling]] = {name: {} for name in _KINDS.values()}
    origins: dict[Ref, tuple[str | None, str]] = {}
    for ruling in sorted(told, key=lambda it: (it.kind, it.one, it.decision)):
        if ruling.other is not None and ruling.judgement is not None:
            found[ruling.kind][ruling.one, ruling.other] = Ruling(
                judgement=ruling.judgement, decision=ruling.decision
            )
        elif ruling.kind == _ORIGINS:
            origins[ruling.one] = (ruling.name, ruling.decision)
    return Rulings(**found, origins=origins)


def _make_pair(link: DecidedLink) -> Pair | None:
    one, other = _make_ref(link.one), _make_ref(link.other)
    if one is None or other is None:
        return None
    return (one, other) if link.type == "belongs_to_case" else make_pair(one, other)


def _make_ref(end: LinkEnd) -> Ref | None:
    return None if end.id is None else Ref(report=end.report, id=end.id)
