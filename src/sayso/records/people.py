"""How people are listed and looked for: what kinds of them there are, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.records.casefile import Identity, Level, Likeness
from sayso.records.entity import EntityType


class PeopleKind(StrEnum):
    """What somebody is, for a list."""

    NAMED = "named"
    NAMELESS = "nameless"
    GROUP = "group"


class PeopleOrder(StrEnum):
    """Who comes first: of whom most reports tell, or whom the newest report tells of."""

    TOLD = "told"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWanted:
    """Which people a list is to show.

    Attributes:
        kind: Only such, or ``None`` for all.
        asked: Whether only those of whom a suggestion waits for a person.
        order: Who comes first.
        after: The id of the last one seen, or ``None``.
    """

    kind: PeopleKind | None = None
    asked: bool = False
    order: PeopleOrder = PeopleOrder.TOLD
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleCounts:
    """How many people are known: of each kind, and those of whom a suggestion waits."""

    kinds: Mapping[str, int]
    asked: int


def get_kind(identity: Identity) -> PeopleKind:
    """Return what somebody is, for a list."""
    if identity.type is not EntityType.PERSON:
        return PeopleKind.GROUP
    return PeopleKind.NAMELESS if identity.anonymous else PeopleKind.NAMED


def list_weak(identity: Identity) -> tuple[Likeness, ...]:
    """Return the suggestions that are not asked about, too little speaks for them, nor decided."""
    return tuple(
        it for it in identity.suggested if it.level is not Level.LIKELY and it.decision is None
    )


def list_asked(identity: Identity) -> tuple[Likeness, ...]:
    """Return the suggestions that wait for a person: likely ones that nobody decided."""
    return tuple(
        it for it in identity.suggested if it.level is Level.LIKELY and it.decision is None
    )
