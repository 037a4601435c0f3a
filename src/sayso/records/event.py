"""What happened, to whom, and the matters that events make up."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.records.selector import Selector


class EventStatus(StrEnum):
    """Whether an event is told as done; only ``happened`` is."""

    HAPPENED = "happened"
    ALLEGED = "alleged"
    INTENDED = "intended"
    EXPECTED = "expected"
    CONDITIONAL = "conditional"
    DENIED = "denied"


class ParticipantRole(StrEnum):
    """How somebody took part."""

    SUBJECT = "subject"
    ACTOR = "actor"
    PLACE_OF_SERVICE = "place_of_service"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who took part (entity id), and how."""

    role: ParticipantRole
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, or is said, meant or denied to.

    Attributes:
        id: "v1", "v2", ... in the order of first telling.
        type: A type of the domain pack ("detention").
        trigger: The words that tell it, in as many pieces as tell it.
        participants: Who took part.
        time: Id of its time, or ``None``.
        place: Entity id of its place, or ``None``.
        status: Whether it is told as done.
        claims: Ids of the claims that tell it.
        provision: Id of the article of law it falls under, or ``None``.
    """

    id: str
    type: str
    trigger: Selector
    participants: tuple[Participant, ...] = ()
    time: str | None = None
    place: str | None = None
    status: EventStatus = EventStatus.HAPPENED
    claims: tuple[str, ...] = ()
    provision: str | None = None


class CaseKind(StrEnum):
    """Whether a case has a procedural step."""

    PROSECUTION = "prosecution"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One person's, or one group's, matter.

    Attributes:
        id: "k1", "k2", ...
        subjects: Entity ids of those whose matter it is.
        kind: Prosecution or incident.
        stage: Type of the latest procedural event that happened (of an incident: of
            its latest event), or ``None``.
        events: Event ids, oldest first.
        provisions, penalties, claims: Ids of what belongs to it.
    """

    id: str
    subjects: tuple[str, ...]
    kind: CaseKind
    stage: str | None
    events: tuple[str, ...]
    provisions: tuple[str, ...] = ()
    penalties: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class CheckKind(StrEnum):
    """What a careful editor would ask about."""

    SINGLE_SOURCE = "single_source"
    ANONYMOUS_SOURCE = "anonymous_source"
    SECOND_HAND = "second_hand"
    UNRESOLVED_TIME = "unresolved_time"
    PLACE_MISMATCH = "place_mismatch"
    PENALTY_MISMATCH = "penalty_mismatch"
    CURRENCY_MISMATCH = "currency_mismatch"
    CONTRADICTION = "contradiction"
    ORDER_CONFLICT = "order_conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something in the material that an editor should look at.

    Attributes:
        kind: Which rule asks.
        about: Ids of what it is about.
        message: One sentence that says what, with the report's own names and figures.
    """

    kind: CheckKind
    about: tuple[str, ...]
    message: str
