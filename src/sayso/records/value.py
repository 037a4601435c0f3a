"""Values that a report states: times, quantities, provisions, penalties."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.records.selector import Span


class TimeType(StrEnum):
    """The four TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Another defensible reading of a time.

    Attributes:
        value: TIMEX3 value.
        begin, end: First and last day, ISO dates, or ``None``.
    """

    value: str
    begin: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A stretch that says when, how long or how often (TimeML TIMEX3).

    Attributes:
        id: "t1", "t2", ... in text order.
        span, text: Where it stands, and its words.
        type, value, mod: As in TIMEX3; ``mod`` is ``None`` when nothing softens it.
        begin, end: First and last day it can mean, ISO dates, both inclusive;
            ``None`` for durations and sets, and when it needs a publication date
            that is not known.
        anchor: "published", the id of the time it is counted from, or ``None``.
        alternatives: Other defensible readings, likelier first.
    """

    id: str
    span: Span
    text: str
    type: TimeType
    value: str
    begin: str | None = None
    end: str | None = None
    mod: str | None = None
    anchor: str | None = None
    alternatives: tuple[Interval, ...] = ()


class Unit(StrEnum):
    """What a quantity counts."""

    PERSON = "person"
    MONEY = "money"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    PERCENT = "percent"
    SHARE = "share"
    TIMES = "times"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A sum: ``value`` in units of ``currency`` (ISO 4217)."""

    value: float
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many or how much.

    Attributes:
        id: "q1", "q2", ... in text order.
        span, text: Where it stands; words that soften it ("around") belong to it.
        value: The number said, or ``None`` where only bounds are said.
        min, max: The bounds said ("at least 12", "between 15 and 20"), or ``None``.
        approx: Whether the words soften it.
        unit: What it counts, or ``None``. A share is a part of one ("two-thirds" is 0.667),
            times are a multiple ("three times as many").
        of: The words of what is counted ("mobilized soldiers"), or ``None``.
        currency: ISO 4217, of sums alone; ``None`` where the report does not tell which of
            several with that name is meant.
        equivalent: The same sum in another currency, as the report gives it.
    """

    id: str
    span: Span
    text: str
    value: float | None = None
    min: float | None = None
    max: float | None = None
    approx: bool = False
    unit: Unit | None = None
    of: str | None = None
    currency: str | None = None
    equivalent: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """An article of a law.

    Attributes:
        id: "r1", "r2", ... in text order.
        span, text: Where it stands.
        code: "RU-CC" and so on, or ``None`` where the report does not say which law.
        article, part, paragraph: As written ("352.1", "2"), or ``None``.
        jurisdiction: ISO 3166-1 alpha-2, or ``None``.
        offence: The offence in the report's or the pack's words, or ``None``.
    """

    id: str
    span: Span
    text: str
    code: str | None = None
    article: str | None = None
    part: str | None = None
    paragraph: str | None = None
    jurisdiction: str | None = None
    offence: str | None = None


class PenaltyKind(StrEnum):
    """What a law threatens or a court imposes."""

    IMPRISONMENT = "imprisonment"
    FINE = "fine"
    FORCED_LABOUR = "forced_labour"
    ARREST = "arrest"
    DISCIPLINARY_UNIT = "disciplinary_unit"
    RESTRICTION = "restriction"
    COMMUNITY_SERVICE = "community_service"
    HOUSE_ARREST = "house_arrest"
    DEATH = "death"
    OTHER = "other"


class PenaltyStatus(StrEnum):
    """Where a penalty stands: threatened, asked for, or decided."""

    FACED = "faced"
    SOUGHT = "sought"
    IMPOSED = "imposed"
    UPHELD = "upheld"
    REDUCED = "reduced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """A punishment that is threatened, sought or imposed.

    Attributes:
        id: "p1", "p2", ... in text order.
        span, text: Where it stands.
        kind: What it is.
        min, max: The term or sum; equal where one figure is said, ``min`` is ``None``
            for "up to"; both ``None`` where none is said.
        unit: "year", "month", "day", "hour" or "money", or ``None``.
        currency: ISO 4217, of fines alone.
        alternative_of: Id of the penalty that this one can stand in place of.
        entity: Whom it threatens or befell (entity id), or ``None``.
        event: The event that imposed it (event id), or ``None``.
        status: Where it stands.
        suspended: Whether it is a suspended term.
    """

    id: str
    span: Span
    text: str
    kind: PenaltyKind
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    currency: str | None = None
    alternative_of: str | None = None
    entity: str | None = None
    event: str | None = None
    status: PenaltyStatus = PenaltyStatus.FACED
    suspended: bool = False
