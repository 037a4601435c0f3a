"""A reading as `sayso read --format json` prints it, its spans as words of the gold's text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from benchmarks.scoring.fields import Fields, Number
from benchmarks.scoring.gold import Days
from benchmarks.scoring.text import NO_WORDS, ScoringError, Words, WordText

# What stands before a capital letter that is there for the place, not for a name.
_SENTENCE_BEGINS = re.compile(r"(?:\A|[.!?:…]|\n)[\s\"'“”‘’«»„—-]*\Z")
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenEntity:
    """An entity; ``proper`` is whether any mention holds a name, not only a description."""

    id: str
    type: str | None
    name: str
    age: Number | None
    count: Number | None
    mentions: tuple[Words, ...]
    proper: bool
    relations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPassage:
    """What stands at a place in the text."""

    id: str
    words: Words
    text: str | None

    def __str__(self) -> str:
        return f"{self.text!r} ({self.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTime(GivenPassage):
    """A time, and the first and last day it can mean."""

    type: str | None
    value: str | None
    days: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPlace:
    """Where an entity of type place lies."""

    entity: str
    country: str | None
    within: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenQuantity(GivenPassage):
    """A quantity."""

    value: Number | None
    min: Number | None
    max: Number | None
    approx: bool
    unit: str | None
    of: str | None
    currency: str | None
    equivalent: tuple[Number | None, str | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLink:
    """One step of a chain; ``words`` are empty where no span is given."""

    entity: str | None
    name: str | None
    kind: str | None
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenClaim:
    """A claim.

    Attributes:
        content: Its words; ``surplus`` counts those that the gold's text does not have.
        source: Words that name the source, or ``None``.
    """

    id: str
    content: Words
    surplus: int
    source: Words | None
    source_text: str | None
    chain: tuple[GivenLink, ...]
    certainty: str | None
    polarity: str

    @property
    def attributed(self) -> bool:
        """Whether it is given as anybody's word but the report's."""
        return bool(self.chain) or self.source is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPenalty(GivenPassage):
    """A penalty."""

    kind: str | None
    min: Number | None
    max: Number | None
    unit: str | None
    currency: str | None
    status: str | None
    entity: str | None
    alternative_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenEvent(GivenPassage):
    """An event; ``participants`` are roles and entity ids, ``claims`` ids."""

    type: str | None
    status: str | None
    participants: tuple[tuple[str, str], ...]
    time: str | None
    place: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCase:
    """A case: entity ids, and event ids oldest first."""

    id: str
    kind: str | None
    stage: str | None
    subjects: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCheck:
    """A check, and the ids that it is about."""

    kind: str | None
    about: tuple[str, ...]
    message: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A whole reading; ``coverage`` is the share of the gold's words that its text has."""

    coverage: float
    entities: tuple[GivenEntity, ...]
    times: tuple[GivenTime, ...]
    places: tuple[GivenPlace, ...]
    quantities: tuple[GivenQuantity, ...]
    claims: tuple[GivenClaim, ...]
    penalties: tuple[GivenPenalty, ...]
    events: tuple[GivenEvent, ...]
    cases: tuple[GivenCase, ...]
    checks: tuple[GivenCheck, ...]


def make_given(data: Any, text: WordText) -> Given:
    """Read a reading's JSON against the gold's text; raises `ScoringError`.

    An empty object is an empty reading.
    """
    fields = Fields(data, "reading")
    report = fields.find_object("report")
    if report is None and any(
        fields.get_list(key) for key in Given.__dataclass_fields__ if key in fields
    ):
        raise ScoringError("reading: without report.text its spans mean nothing")
    reader = _Reader(WordText("" if report is None else report.get_text("text")), text)
    return Given(
        coverage=reader.coverage,
        entities=tuple(reader.read_entity(it) for it in fields.get_objects("entities")),
        times=tuple(reader.read_time(it) for it in fields.get_objects("times")),
        places=tuple(_read_place(it) for it in fields.get_objects("places")),
        quantities=tuple(reader.read_quantity(it) for it in fields.get_objects("quantities")),
        claims=tuple(reader.read_claim(it) for it in fields.get_objects("claims")),
        penalties=tuple(reader.read_penalty(it) for it in fields.get_objects("penalties")),
        events=tuple(reader.read_event(it) for it in fields.get_objects("events")),
        cases=tuple(_read_case(it) for it in fields.get_objects("cases")),
        checks=tuple(_read_check(it) for it in fields.get_objects("checks")),
    )


def _align(given: WordText, gold: WordText) -> Mapping[int, int]:
    """Return which word of the gold's text each word of the reading's text is."""
    ours = [word.folded for word in given.words]
    theirs = [word.folded for word in gold.words]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return {a + step: b + step for a, b, size in blocks for step in range(size)}


class _Reader:
    """Turns the entries of one reading into records."""

    def __init__(self, given: WordText, gold: WordText) -> None:
        self._text = given
        self._numbers = _align(given, gold)
        self.coverage = len(self._numbers) / len(gold.words) if gold.words else 1.0

    def read_entity(self, entry: Fields) -> GivenEntity:
        spans = entry.get_list("mentions")
        return GivenEntity(
            id=entry.get_id(),
            type=entry.find_text("type"),
            name=entry.find_text("name") or "",
            age=entry.find_number("age"),
            count=entry.find_number("count"),
            mentions=tuple(self._find([span], entry)[0] for span in spans),
            proper=any(self._is_proper(span) for span in spans),
            relations=tuple(
                (relation.get_text("type"), relation.get_text("to"))
                for relation in entry.get_objects("relations")
            ),
        )

    def read_time(self, entry: Fields) -> GivenTime:
        return GivenTime(
            id=entry.get_id(),
            words=self._find_span(entry),
            text=entry.find_text("text"),
            type=entry.find_text("type"),
            value=entry.find_text("value"),
            days=(_get_day(entry, "begin"), _get_day(entry, "end")),
        )

    def read_quantity(self, entry: Fields) -> GivenQuantity:
        same = entry.find_object("equivalent")
        return GivenQuantity(
            id=entry.get_id(),
            words=self._find_span(entry),
            text=entry.find_text("text"),
            value=entry.find_number("value"),
            min=entry.find_number("min"),
            max=entry.find_number("max"),
            approx=entry.get_flag("approx"),
            unit=entry.find_text("unit"),
            of=entry.find_text("of"),
            currency=entry.find_text("currency"),
            equivalent=None
            if same is None
            else (same.find_number("value"), same.find_text("currency")),
        )

    def read_claim(self, entry: Fields) -> GivenClaim:
        content, surplus = self._find_part(entry, "content")
        source = entry.find_object("source")
        return GivenClaim(
            id=entry.get_id(),
            content=content,
            surplus=surplus,
            source=None if source is None else self._find_part(entry, "source")[0],
            source_text=None if source is None else source.find_text("text"),
            chain=tuple(
                GivenLink(
                    entity=link.find_text("entity"),
                    name=link.find_text("name"),
                    kind=link.find_text("kind"),
                    words=self._find_span(link),
                )
                for link in entry.get_objects("chain")
            ),
            certainty=entry.find_text("certainty"),
            polarity=entry.find_text("polarity") or "positive",
        )

    def read_penalty(self, entry: Fields) -> GivenPenalty:
        return GivenPenalty(
            id=entry.get_id(),
            words=self._find_span(entry),
            text=entry.find_text("text"),
            kind=entry.find_text("kind"),
            min=entry.find_number("min"),
            max=entry.find_number("max"),
            unit=entry.find_text("unit"),
            currency=entry.find_text("currency"),
            status=entry.find_text("status"),
            entity=entry.find_text("entity"),
            alternative_of=entry.find_text("alternative_of"),
        )

    def read_event(self, entry: Fields) -> GivenEvent:
        trigger = entry.find_object("trigger")
        return GivenEvent(
            id=entry.get_id(),
            words=self._find_part(entry, "trigger")[0],
            text=None if trigger is None else trigger.find_text("text"),
            type=entry.find_text("type"),
            status=entry.find_text("status"),
            participants=tuple(
                (participant.get_text("role"), participant.get_text("entity"))
                for participant in entry.get_objects("participants")
            ),
            time=entry.find_text("time"),
            place=entry.find_text("place"),
            claims=entry.get_texts("claims"),
        )

    def _find_span(self, entry: Fields) -> Words:
        span = entry.get_list("span")
        return self._find([span], entry)[0] if span else NO_WORDS

    def _find_part(self, entry: Fields, key: str) -> tuple[Words, int]:
        part = entry.find_object(key)
        return (NO_WORDS, 0) if part is None else self._find(part.get_list("spans"), part)

    def _find(self, spans: list[Any], entry: Fields) -> tuple[Words, int]:
        """Return the gold's words in the spans, and how many words the gold has not."""
        covered = [
            number for span in spans for number in self._text.cover(*self._check(span, entry))
        ]
        words = frozenset(self._numbers[n] for n in covered if n in self._numbers)
        return words, sum(n not in self._numbers for n in covered)

    def _check(self, span: Any, entry: Fields) -> tuple[int, int]:
        match span:
            case [int() as begin, int() as end] if 0 <= begin <= end <= len(self._text.text):
                return begin, end
        raise ScoringError(f"{entry.where}: {span!r} is no span of report.text")

    def _is_proper(self, span: list[int]) -> bool:
        text = self._text.text
        begins = (self._text.words[number].begin for number in self._text.cover(*span))
        return any(
            text[begin].isupper()
            and not _SENTENCE_BEGINS.search(text[:begin], max(begin - _LOOK_BACK, 0))
            for begin in begins
        )


def _read_place(entry: Fields) -> GivenPlace:
    return GivenPlace(
        entity=entry.get_text("entity"),
        country=entry.find_text("country"),
        within=entry.find_text("within"),
    )


def _read_case(entry: Fields) -> GivenCase:
    return GivenCase(
        id=entry.get_id(),
        kind=entry.find_text("kind"),
        stage=entry.find_text("stage"),
        subjects=entry.get_texts("subjects"),
        events=entry.get_texts("events"),
    )


def _read_check(entry: Fields) -> GivenCheck:
    return GivenCheck(
        kind=entry.find_text("kind"),
        about=entry.get_texts("about"),
        message=entry.find_text("message"),
    )


def _get_day(entry: Fields, key: str) -> str | None:
    moment = entry.find_text(key)
    return None if moment is None else moment[:10]
