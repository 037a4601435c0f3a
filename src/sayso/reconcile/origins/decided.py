"""Whom people mean who decide on whose word a claim rests: whom the case knows, or a new one."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from sayso.reconcile.names.bodies import LIKELY_BODY, compare_bodies
from sayso.reconcile.names.compare import LIKELY, compare_names
from sayso.reconcile.origins.alike import Match, can_be_one_name, compare_witnesses
from sayso.reconcile.origins.claims import CaseClaims
from sayso.reconcile.origins.media import order_report
from sayso.reconcile.origins.witnesses import Witness, forget_decision
from sayso.records.claim import Link, SourceKind
from sayso.records.entity import EntityType
from sayso.records.reading import Reading

_KINDS = {
    EntityType.PERSON: SourceKind.PERSON,
    EntityType.GROUP: SourceKind.PERSON,
    EntityType.ORGANIZATION: SourceKind.ORGANIZATION,
    EntityType.OUTLET: SourceKind.OUTLET,
    EntityType.CHANNEL: SourceKind.CHANNEL,
}


class _Known(NamedTuple):
    """Somebody whom a report cites or names."""

    witness: Witness
    names: frozenset[str]
    report: str


class Naming:
    """Finds whom a decided name means among those whom the reports of a case cite or name.

    To take the name of an origin that is there for a third one's would count one word twice:
    so a name in another spelling, script or case is whoever bears it.

    Args:
        claims: The case's claims.
        readings: Those of its reports, by SHA-256.
    """

    def __init__(self, claims: CaseClaims, readings: Mapping[str, Reading]) -> None:
        self._claims, self._readings = claims, readings
        self._spelled: dict[str, Witness | None] = {}

    def find(self, name: str | None, report: str) -> Witness:
        """Return whom a name means that was decided of a claim of a report.

        It is one of those whom the reports know, as they tell of him, else somebody new
        (``decided`` is his name then, and empty where nobody knows who it is).

        Args:
            name: The decided name; ``None`` where nobody knows.
            report: SHA-256 of the claim's report: who is called so there goes first.
        """
        cast = self._claims.cast
        if name is None:
            return cast.make_decided(None)
        name = " ".join(name.split())
        called = [it for it in self._known if name.casefold() in it.names]
        if called:
            return min(called, key=lambda it: it.report != report).witness
        medium = cast.media.of_link(Link(entity=None, name=name, kind=SourceKind.OUTLET, span=None))
        if medium is not None:
            return cast.make_medium(medium)
        if name not in self._spelled:
            self._spelled[name] = self._find_spelled(name)
        return self._spelled[name] or cast.make_decided(name)

    def _find_spelled(self, name: str) -> Witness | None:
        """Return who bears a name in another spelling: of several whose is the most like it."""
        best, found = 0.0, None
        for witness in {it.witness.name: it.witness for it in reversed(self._known)}.values():
            alike = _measure(name, witness)
            if alike and alike >= best:  # of equal ones who is known first, who comes last here
                best, found = alike, witness
        return found

    @cached_property
    def _known(self) -> tuple[_Known, ...]:
        """Those whom the reports cite, then those whom they only name, the earliest first."""
        return (*self._list_cited(), *self._list_named())

    def _list_cited(self) -> Iterator[_Known]:
        cast, seen = self._claims.cast, set[tuple[str, str | None, str]]()
        for ref in self._claims.refs:
            for link in reversed(self._claims.get_chain(ref)):
                if (key := (ref.report, link.entity, link.name)) not in seen:
                    seen.add(key)
                    witness = cast.make(self._readings[ref.report], link)
                    yield _make_known(witness, link.name, ref.report)

    def _list_named(self) -> Iterator[_Known]:
        cast = self._claims.cast
        readings = self._readings.values()
        for reading in sorted(readings, key=lambda it: order_report(it.report)):
            for it in reading.entities:
                if it.type in _KINDS and not it.anonymous:
                    link = Link(entity=it.id, name=it.name, kind=_KINDS[it.type], span=None)
                    witness = cast.make(reading, cast.correct(reading, link))
                    yield _make_known(witness, it.name, reading.report.sha256)


def can_be(decided: Witness, other: Witness) -> bool:
    """Tell whether a new name that people decided may be that of another source after all."""
    told = forget_decision(decided)
    return (
        any(can_be_one_name(decided.name, it) for it in other.names)
        or compare_witnesses(told, forget_decision(other)).match >= Match.MAYBE
    )


def _make_known(witness: Witness, name: str, report: str) -> _Known:
    names = (name, witness.shown, *witness.names)
    return _Known(witness, frozenset(it.casefold() for it in names), report)


def _measure(name: str, known: Witness) -> float:
    """Return how surely a name is somebody's in another spelling, 0 where it is not sure."""
    if known.nameless or known.medium is not None:
        return 0.0  # media are found by their own rules
    alike = compare_names(name, known.name) if known.person else compare_bodies(name, known.name)
    return alike if alike >= (LIKELY if known.person else LIKELY_BODY) else 0.0
