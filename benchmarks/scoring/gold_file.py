"""Golds read from their files: quotations become words of the text."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from benchmarks.scoring.fields import Fields
from benchmarks.scoring.gold import (
    Days,
    Gold,
    GoldCase,
    GoldChain,
    GoldContradiction,
    GoldEntity,
    GoldEvent,
    GoldMention,
    GoldPenalty,
    GoldPlace,
    GoldQuantity,
    GoldRelation,
    GoldStatement,
    GoldTime,
    Term,
)
from benchmarks.scoring.text import NO_WORDS, ScoringError, Words, WordText, collapse, locate

METADATA = ("title", "publisher", "published", "url", "language")
ROLES = ("subject", "actor", "who")


def read_gold(path: Path) -> Gold:
    """Read a gold and the report that it is of; raises `ScoringError`."""
    fields = Fields(read_json(path), path.name)
    report = path.parent / fields.get_text("text")
    text = WordText(collapse(_read_text(report)))
    quotes = _Quotes(text)
    entities = tuple(_make_entity(entry) for entry in fields.get_objects("entities"))
    return Gold(
        name=path.stem,
        path=path,
        report=report,
        metadata={key: fields.find_text(key) for key in METADATA},
        text=text,
        entities={entity.id: entity for entity in entities},
        mentions=tuple(
            mention
            for entry in fields.get_objects("entities")
            for mention in _make_mentions(entry, quotes)
        ),
        relations=tuple(_make_relation(entry) for entry in fields.get_objects("relations")),
        times=tuple(_make_time(entry, quotes) for entry in fields.get_objects("times")),
        places=tuple(_make_place(entry) for entry in fields.get_objects("places")),
        quantities=tuple(_make_quantity(it, quotes) for it in fields.get_objects("quantities")),
        statements=tuple(_make_statement(it, quotes) for it in fields.get_objects("attributions")),
        penalties=tuple(_make_penalty(entry, quotes) for entry in fields.get_objects("penalties")),
        events=tuple(_make_event(entry, quotes) for entry in fields.get_objects("events")),
        cases=tuple(_make_case(entry) for entry in fields.get_objects("cases")),
        contradictions=tuple(
            GoldContradiction(about=it.get_texts("about"), optional=it.get_flag("optional"))
            for it in fields.get_objects("contradictions")
        ),
    )


def read_json(path: Path) -> Any:
    """Read a JSON file; raises `ScoringError`."""
    try:
        return json.loads(_read_text(path))
    except ValueError as exc:
        raise ScoringError(f"{path.name} is no JSON: {exc}") from exc


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as exc:
        raise ScoringError(f"{path.name} cannot be read: {exc}") from exc


class _Item(TypedDict):
    id: str
    optional: bool


class _Passage(_Item):
    at: tuple[Words, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class _Quotes:
    """Finds quotations in the text."""

    text: WordText

    def find(self, quote: str) -> Words:
        words = frozenset(self.text.cover(*locate(self.text.text, quote)))
        if not words:
            raise ScoringError(f"no words in the quotation {quote!r}")
        return words

    def find_all(self, entry: Fields, key: str) -> Words:
        return NO_WORDS.union(*(self.find(quote) for quote in entry.get_texts(key)))

    def make_passage(self, entry: Fields, key: str) -> _Passage:
        quotes = entry.get_texts(key)
        if not quotes:
            raise ScoringError(f"{entry.where}: {key} quotes nothing")
        return {
            **_make_item(entry),
            "at": tuple(self.find(quote) for quote in quotes),
            "quote": quotes[0],
        }


def _make_item(entry: Fields) -> _Item:
    return {"id": entry.get_id(), "optional": entry.get_flag("optional")}


def _make_entity(entry: Fields) -> GoldEntity:
    return GoldEntity(
        **_make_item(entry),
        types=entry.get_texts("type"),
        names=entry.get_texts("name"),
        age=entry.find_number("age"),
        count=entry.find_number("count"),
        country=entry.find_text("country"),
    )


def _make_mentions(entry: Fields, quotes: _Quotes) -> Iterator[GoldMention]:
    for key in ("mentions", "also"):
        for quote in entry.get_texts(key):
            yield GoldMention(entry.get_id(), quotes.find(quote), listed=key == "mentions")


def _make_relation(entry: Fields) -> GoldRelation:
    return GoldRelation(
        type=entry.get_text("type"),
        holder=entry.get_text("from"),
        to=entry.get_text("to"),
        optional=entry.get_flag("optional"),
    )


def _make_time(entry: Fields, quotes: _Quotes) -> GoldTime:
    return GoldTime(
        **quotes.make_passage(entry, "at"),
        types=entry.get_texts("type"),
        values=entry.get_texts("value"),
        days=tuple(_make_days(pair, entry) for pair in entry.get_list("begin_end")),
    )


def _make_days(pair: Any, entry: Fields) -> Days:
    match pair:
        case [str() | None as begin, str() | None as end]:
            return begin, end
    raise ScoringError(f"{entry.where}: {pair!r} is no first and last day")


def _make_place(entry: Fields) -> GoldPlace:
    return GoldPlace(
        entity=entry.get_text("place"),
        within=entry.get_texts("within"),
        within_may=entry.get_texts("may"),
    )


def _make_quantity(entry: Fields, quotes: _Quotes) -> GoldQuantity:
    same = entry.find_object("equivalent")
    return GoldQuantity(
        **quotes.make_passage(entry, "at"),
        value=entry.find_number("value"),
        min=entry.find_number("min"),
        max=entry.find_number("max"),
        approx=entry.get_flag("approx"),
        unit=entry.find_text("unit"),
        of=entry.find_text("of_has"),
        currency=entry.find_text("currency"),
        equivalent=None
        if same is None
        else (same.find_number("value"), same.find_text("currency")),
    )


def _make_statement(entry: Fields, quotes: _Quotes) -> GoldStatement:
    return GoldStatement(
        **quotes.make_passage(entry, "has"),
        content=quotes.find_all(entry, "content"),
        tolerated=quotes.find_all(entry, "may"),
        cue=quotes.find_all(entry, "cue"),
        group=entry.find_text("group") or entry.get_id(),
        own=entry.get_flag("own"),
        sources=frozenset(entry.get_list("source_is")),
        chains=tuple(_make_chains(entry)),
        certainties=entry.get_texts("certainty"),
        polarities=entry.get_texts("polarity"),
    )


def _make_chains(entry: Fields) -> Iterator[GoldChain]:
    chains, kinds = entry.get_text_lists("chain"), entry.get_list("chain_kinds")
    if len(chains) != len(kinds):
        raise ScoringError(f"{entry.where}: chain and chain_kinds differ in length")
    for entities, accepted in zip(chains, kinds, strict=True):
        steps = Fields({"chain_kinds": accepted}, entry.where).get_text_lists("chain_kinds")
        if len(entities) != len(steps):
            raise ScoringError(f"{entry.where}: a chain and its kinds differ in length")
        yield GoldChain(entities=entities, kinds=steps)


def _make_penalty(entry: Fields, quotes: _Quotes) -> GoldPenalty:
    return GoldPenalty(
        **quotes.make_passage(entry, "at"),
        kinds=entry.get_texts("kind"),
        value=_make_term(entry, "value"),
        min=_make_term(entry, "min"),
        max=_make_term(entry, "max"),
        currency=entry.find_text("currency"),
        statuses=entry.get_texts("status"),
        entities=entry.get_texts("entity"),
        entities_may=entry.get_texts("entity_may"),
        alternative_of=entry.find_text("alternative_of"),
    )


def _make_term(entry: Fields, key: str) -> Term | None:
    match entry.get_list(key):
        case []:
            return None
        case [int() | float() as number]:
            return Term(number=number, unit=None)
        case [int() | float() as number, str() as unit]:
            return Term(number=number, unit=unit)
    raise ScoringError(f"{entry.where}: {key} is no number with its unit")


def _make_event(entry: Fields, quotes: _Quotes) -> GoldEvent:
    return GoldEvent(
        **quotes.make_passage(entry, "trigger"),
        types=entry.get_texts("type"),
        statuses=entry.get_texts("status"),
        roles={role: entry.get_texts(role) for role in ROLES},
        roles_may={role: entry.get_texts(f"{role}_may") for role in ROLES},
        times=entry.get_texts("time"),
        times_may=entry.get_texts("time_may"),
        places=entry.get_texts("place"),
        places_may=entry.get_texts("place_may"),
    )


def _make_case(entry: Fields) -> GoldCase:
    return GoldCase(
        **_make_item(entry),
        kinds=entry.get_texts("kind"),
        subjects=frozenset(entry.get_texts("subjects")),
        subjects_may=frozenset(entry.get_texts("subjects_may")),
        stages=entry.get_texts("stage"),
        history=entry.get_text_lists("history"),
        history_may=frozenset(entry.get_texts("history_may")),
    )
