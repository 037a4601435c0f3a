"""A case as a board shows it: so little of it that a page of many is made at once."""

from dataclasses import dataclass

from sayso.records.casefile import CaseFile, Contradiction, Severity, Step
from sayso.records.entity import EntityType
from sayso.records.event import CaseKind, EventStatus

GRAVITY = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
"""Severities, the gravest first."""

_MOST_SUBJECTS = 12
_MOST_WORDS = 200  # by which a case is found, the first ones


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSubject:
    """Whose case it is.

    Attributes:
        id: The identity.
        name, type, anonymous, count: As in `Identity`.
    """

    id: str
    name: str
    type: EntityType
    anonymous: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCard:
    """One case of a board.

    Attributes:
        id, kind, stage: As in `CaseFile`.
        subjects: Whose it is, the first twelve.
        others: How many more there are.
        last: Type of the last dated step that is told as done, or ``None``.
        begin, end: First and last day that it can mean, or ``None``.
        contested: Whether another account denies that step.
        stage_contested: Whether another account denies the step on which the stage rests.
        reports: How many reports speak of it.
        origins: On how many origins a step of it rests that is not denied.
        sure: How many of these are surely independent.
        conflicts: How many contradictions of each severity, the gravest first; those that a
            source only corrected are not among them.
        corrected: How many those are.
    """

    id: str
    kind: CaseKind
    stage: str | None
    subjects: tuple[CardSubject, ...]
    others: int = 0
    last: str | None = None
    begin: str | None = None
    end: str | None = None
    reports: int = 0
    origins: int = 0
    sure: int = 0
    conflicts: tuple[int, int, int] = (0, 0, 0)
    corrected: int = 0
    contested: bool = False
    stage_contested: bool = False


def make_card(case: CaseFile) -> CaseCard:
    """Return what a board shows of a case."""
    last = find_last(case)
    contested = list_contested(case)
    bearing = list_bearing(case)
    rest = [it for it in case.origins if it.id in bearing]
    open_ = [it.severity for it in case.contradictions if not it.corrected]
    high, medium, low = (open_.count(it) for it in GRAVITY)
    return CaseCard(
        id=case.id,
        kind=case.kind,
        stage=case.stage,
        subjects=tuple(
            CardSubject(
                id=it.id, name=it.name, type=it.type, anonymous=it.anonymous, count=it.count
            )
            for it in case.subjects[:_MOST_SUBJECTS]
        ),
        others=max(len(case.subjects) - _MOST_SUBJECTS, 0),
        last=None if last is None else last.type,
        begin=None if last is None else last.begin,
        end=None if last is None else last.end,
        reports=len(case.reports),
        origins=len(rest),
        sure=sum(it.sure for it in rest),
        conflicts=(high, medium, low),
        corrected=len(case.contradictions) - len(open_),
        contested=last is not None and last.id in contested,
        stage_contested=is_stage_contested(case),
    )


def find_last(case: CaseFile) -> Step | None:
    """Return the last dated step that is told as done, or ``None``."""
    done = [it for it in case.history if it.end is not None and it.status is EventStatus.HAPPENED]
    return max(done, key=lambda it: (it.end or "", it.begin or "", it.id), default=None)


_TOLD = frozenset({EventStatus.HAPPENED, EventStatus.ALLEGED})


def list_contested(case: CaseFile) -> frozenset[str]:
    """Return the ids of the steps told as done that another account denies."""
    done = {it.id for it in case.history if it.status is EventStatus.HAPPENED}
    return _list_denied(case) & done


def is_stage_contested(case: CaseFile) -> bool:
    """Tell whether another account denies the step on which the stage of a case rests."""
    # A stage may rest on what is only alleged; then its denial counts all the more.
    told = [it.id for it in case.history if it.type == case.stage and it.status in _TOLD]
    return bool(told) and told[-1] in _list_denied(case)


def _list_denied(case: CaseFile) -> frozenset[str]:
    """Return the ids of the steps that another account denies, and nobody has corrected."""
    return frozenset(
        it.step
        for it in case.contradictions
        if it.field == "polarity" and not it.corrected and it.step is not None
    )


def list_bearing(case: CaseFile) -> frozenset[str]:
    """Return the ids of the origins on whose word a step rests that is not denied."""
    told = (it for it in case.history if it.status is not EventStatus.DENIED)
    return frozenset(origin for step in told for origin in step.origins)


def find_gravity(case: CaseFile) -> int | None:
    """Return the place in `GRAVITY` of the gravest contradiction that nobody corrected."""
    found = [get_gravity(it) for it in case.contradictions if not it.corrected]
    return min(found, default=None)


def get_gravity(contradiction: Contradiction) -> int:
    """Return a number by which the gravest come first."""
    return GRAVITY.index(contradiction.severity)


def list_sought(case: CaseFile) -> tuple[str, ...]:
    """Return what a case is found by: names of people, places, outlets and origins."""
    found: dict[str, None] = {}
    for subject in case.subjects:
        found |= dict.fromkeys((*subject.spellings, *subject.roles))
    found |= dict.fromkeys(step.place for step in case.history if step.place is not None)
    for origin in case.origins:
        found |= dict.fromkeys((*origin.spellings, origin.name, *origin.via))
    return tuple(found)[:_MOST_WORDS]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFilters:
    """What a board is narrowed to; ``None`` narrows nothing.

    Attributes:
        words: All of them are in the names of the case: of people, places, outlets, origins.
        ids: Cases, of which one it must be.
        since, until: First and last day on which its newest report may have come out.
        conflicting: Only cases with a contradiction that no source only corrected.
    """

    words: str | None = None
    ids: tuple[str, ...] | None = None
    since: str | None = None
    until: str | None = None
    conflicting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCard:
    """A card of a board.

    Attributes:
        card: The case.
        day: Of its newest report; ``None`` where none is known.
        arrived: Numbers of its reports in this casebook that came in last, the last one first.
    """

    card: CaseCard
    day: str | None
    arrived: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedConflict:
    """A contradiction of a list: the case that it is of, and its number there, from 1."""

    case: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictFilters:
    """What a list of contradictions is narrowed to.

    Attributes:
        severity: How grave, or ``None`` for any.
        field: What differs ("term"), or ``None`` for anything.
        corrected: Whether those are meant that one source only corrected, or the others.
    """

    severity: Severity | None = None
    field: str | None = None
    corrected: bool = False
