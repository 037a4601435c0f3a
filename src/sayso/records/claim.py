"""Statements and whose word they are."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.records.selector import Selector, Span


class Style(StrEnum):
    """How a report gives a statement."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    OWN = "own"


class Certainty(StrEnum):
    """How firmly a statement is put (after FactBank)."""

    STATED = "stated"
    ALLEGED = "alleged"
    POSSIBLE = "possible"
    EXPECTED = "expected"
    CONDITIONAL = "conditional"


class Polarity(StrEnum):
    """Whether a statement affirms or denies."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class SourceKind(StrEnum):
    """What a source is in one statement."""

    EYEWITNESS = "eyewitness"
    SUBJECT = "subject"
    RELATIVE = "relative"
    LAWYER = "lawyer"
    OFFICIAL = "official"
    MILITARY = "military"
    COURT = "court"
    ORGANIZATION = "organization"
    EXPERT = "expert"
    OUTLET = "outlet"
    CHANNEL = "channel"
    FOOTAGE = "footage"
    DOCUMENT = "document"
    PUBLIC = "public"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One step of a source chain.

    Attributes:
        entity: The source's entity id, or ``None`` where it is no entity.
        name: Its name there.
        kind: What it is in this statement.
        span: The words that name it here; ``None`` where the chain was carried over
            from an earlier statement of the same speaker.
    """

    entity: str | None
    name: str
    kind: SourceKind
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An attribution relation (PARC 3, PolNeAR), or the report's own statement.

    Attributes:
        id: "c1", "c2", ... in text order.
        source: The words that name the source, or ``None``.
        cue: The words that attribute ("said", "according to"), or ``None``.
        content: The whole of what is attributed, quotation marks included.
        style: How it is given.
        chain: From nearest to the report to the origin; empty for ``own``.
        certainty: How firmly it is put.
        polarity: Affirmed or denied.
        said: Id of the time at which it was said, or ``None``.
        confidence: How sure the reader is that the claim is right, 0 to 1.
    """

    id: str
    source: Selector | None
    cue: Selector | None
    content: Selector
    style: Style
    chain: tuple[Link, ...]
    certainty: Certainty
    polarity: Polarity
    said: str | None
    confidence: float
