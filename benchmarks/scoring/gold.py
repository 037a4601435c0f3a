"""A gold: what a report says, as a person read it; every quotation found in the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.scoring.fields import Number
from benchmarks.scoring.text import Words, WordText, get_likeness

Days = tuple[str | None, str | None]
"""First and last day, ISO dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldItem:
    """What all entries have.

    Attributes:
        id: Its id in the gold.
        optional: Whether it is neither demanded nor held against a reading.
    """

    id: str
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity(GoldItem):
    """An entity; ``None`` where the gold does not say. ``names`` as for `is_name`."""

    types: tuple[str, ...]
    names: tuple[str, ...]
    age: Number | None
    count: Number | None
    country: str | None


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Words that name an entity; ``listed`` ones are demanded, others tolerated."""

    entity: str
    words: Words
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A relation between two entities (ids)."""

    type: str
    holder: str
    to: str
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPassage(GoldItem):
    """What stands at a place in the text.

    Attributes:
        at: The places; any will do.
        quote: The first, as quoted; names the entry in messages.
    """

    at: tuple[Words, ...]
    quote: str

    def get_likeness(self, words: Words) -> float | None:
        """Return how like the likest place the words are; ``None`` if they touch none."""
        return max((get_likeness(words, at) for at in self.at if words & at), default=None)

    def __str__(self) -> str:
        return f"{self.id} {self.quote!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime(GoldPassage):
    """A time; each field lists what is accepted, empty where the gold does not say."""

    types: tuple[str, ...]
    values: tuple[str, ...]
    days: tuple[Days, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPlace:
    """Where the report says that a place lies (entity ids)."""

    entity: str
    within: tuple[str, ...]
    within_may: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuantity(GoldPassage):
    """A quantity; ``None`` where the gold does not say."""

    value: Number | None
    min: Number | None
    max: Number | None
    approx: bool
    unit: str | None
    of: str | None
    currency: str | None
    equivalent: tuple[Number | None, str | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldChain:
    """An accepted chain: entity ids, and the kinds accepted of each."""

    entities: tuple[str, ...]
    kinds: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement(GoldPassage):
    """A statement and whose word it is.

    Attributes:
        content: All its words.
        tolerated: Words that a claim may hold besides.
        cue: Words that attribute it.
        group: Statements of one group may be given as one.
        own: Whether it is the report's own.
        sources: Accepted entities; ``None`` for nobody.
        chains, certainties, polarities: What is accepted.
    """

    content: Words
    tolerated: Words
    cue: Words
    group: str
    own: bool
    sources: frozenset[str | None]
    chains: tuple[GoldChain, ...]
    certainties: tuple[str, ...]
    polarities: tuple[str, ...]

    def is_covered(self, words: Words) -> bool:
        """Tell whether the words hold the statement's heads and three quarters of it."""
        return self.has_heads_in(words) and len(words & self.content) >= 0.75 * len(self.content)

    def has_heads_in(self, words: Words) -> bool:
        """Tell whether the words hold the statement's heads."""
        return all(head <= words for head in self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term or sum: a number, and the unit of a term."""

    number: Number
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPenalty(GoldPassage):
    """A penalty; ``None`` or empty where the gold does not say."""

    kinds: tuple[str, ...]
    value: Term | None
    min: Term | None
    max: Term | None
    currency: str | None
    statuses: tuple[str, ...]
    entities: tuple[str, ...]
    entities_may: tuple[str, ...]
    alternative_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent(GoldPassage):
    """An event.

    Attributes:
        types, statuses: What is accepted.
        roles: Entity ids by role; whoever is under ``who`` may have either role.
        roles_may: The same, of those that are tolerated.
        times, places: Accepted; empty where none is demanded.
        times_may, places_may: Tolerated.
    """

    types: tuple[str, ...]
    statuses: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]]
    roles_may: Mapping[str, tuple[str, ...]]
    times: tuple[str, ...]
    times_may: tuple[str, ...]
    places: tuple[str, ...]
    places_may: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCase(GoldItem):
    """A case; ``history`` gives event ids in order, those of one step together."""

    kinds: tuple[str, ...]
    subjects: frozenset[str]
    subjects_may: frozenset[str]
    stages: tuple[str, ...]
    history: tuple[tuple[str, ...], ...]
    history_may: frozenset[str]

    @property
    def steps(self) -> dict[str, int]:
        """The events of the history, each with the number of its step."""
        return {event: step for step, events in enumerate(self.history) for event in events}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldContradiction:
    """Statements and quantities (ids) of which at least two disagree."""

    about: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A whole gold, and what its report's capture does not say of itself."""

    name: str
    path: Path
    report: Path
    metadata: Mapping[str, str | None]
    text: WordText
    entities: Mapping[str, GoldEntity]
    mentions: tuple[GoldMention, ...]
    relations: tuple[GoldRelation, ...]
    times: tuple[GoldTime, ...]
    places: tuple[GoldPlace, ...]
    quantities: tuple[GoldQuantity, ...]
    statements: tuple[GoldStatement, ...]
    penalties: tuple[GoldPenalty, ...]
    events: tuple[GoldEvent, ...]
    cases: tuple[GoldCase, ...]
    contradictions: tuple[GoldContradiction, ...]
    demanded: tuple[GoldStatement, ...] = field(init=False)

    def __post_init__(self) -> None:
        demanded = tuple(statement for statement in self.statements if not statement.optional)
        object.__setattr__(self, "demanded", demanded)

    def is_demanded(self, entity: str) -> bool:
        """Tell whether an entity (id) is one that the gold demands."""
        return not self.entities[entity].optional
