"""What people decided of how reports stand to one another: the decisions in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sayso.records.casefile import Ref
from sayso.records.decision import Judgement

Pair = tuple[Ref, Ref]
"""Two findings, the lesser first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What people decided of two findings: the answer in force, and the decision's id."""

    judgement: Judgement
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """The decisions in force that say how reports stand to one another; no finding overrides one.

    Attributes:
        people, events, places: Whether two entities, events or places are one.
        cases: Whether a finding (first of the pair, not ordered) belongs to a case of a report.
        origins: On whose word a claim rests, and the decision's id; a name of ``None`` says
            that nobody knows.
    """

    people: Mapping[Pair, Ruling] = field(default_factory=lambda: MappingProxyType({}))
    events: Mapping[Pair, Ruling] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[Pair, Ruling] = field(default_factory=lambda: MappingProxyType({}))
    cases: Mapping[Pair, Ruling] = field(default_factory=lambda: MappingProxyType({}))
    origins: Mapping[Ref, tuple[str | None, str]] = field(
        default_factory=lambda: MappingProxyType({})
    )


NO_RULINGS = Rulings()


def make_pair(one: Ref, other: Ref) -> Pair:
    """Return two findings in the order in which `Rulings` has them."""
    return (one, other) if one <= other else (other, one)
