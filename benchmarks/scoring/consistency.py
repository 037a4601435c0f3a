"""Is a gold consistent: with its text, with itself, and with the words that sayso has?"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import chain, combinations
from pathlib import Path

from benchmarks.scoring.fields import Fields
from benchmarks.scoring.gold import Days, Gold, GoldStatement
from benchmarks.scoring.gold_file import read_gold, read_json
from benchmarks.scoring.text import NO_WORDS, ScoringError, WordText, collapse, locate, strip_name
from sayso.packs.pack import get_pack
from sayso.records.claim import Certainty, Polarity, SourceKind
from sayso.records.entity import EntityType, RelationType
from sayso.records.event import CaseKind, EventStatus
from sayso.records.value import PenaltyKind, PenaltyStatus, TimeType, Unit

_PACK = "military-refusal"
_QUOTING: Mapping[str, tuple[str, ...]] = {
    "entities": ("mentions", "also"),
    "times": ("at",),
    "quantities": ("at",),
    "penalties": ("at",),
    "events": ("trigger",),
    "attributions": ("content", "has", "may", "cue"),
}
_SENTENCE_ENDS = re.compile(r"[.!?]['’\"”»)]*\s+(?=[\W_]*[^\W\d_a-zа-яёіїєґ])")
_SHORT = 3  # words of a sentence that need state nothing: a byline, a place


def find_inconsistencies(path: Path) -> list[str]:
    """Return what is wrong with a gold, one line a fault; nothing if it is consistent."""
    try:
        faults = list(_find_bad_quotes(path))
        if not faults:
            gold = read_gold(path)
            faults = [fault for check in _CHECKS for fault in check(gold)]
    except ScoringError as exc:
        faults = [str(exc)]
    return [f"{path.stem}: {fault}" for fault in faults]


def _find_bad_quotes(path: Path) -> Iterator[str]:
    fields = Fields(read_json(path), path.stem)
    report = path.parent / fields.get_text("text")
    if not report.is_file():
        yield f"there is no report {report.name}"
        return
    text = collapse(report.read_text(encoding="utf-8"))
    for section, keys in _QUOTING.items():
        for entry in fields.get_objects(section):
            for quote in chain.from_iterable(entry.get_texts(key) for key in keys):
                try:
                    locate(text, quote)
                except ScoringError as exc:
                    yield f"{entry.get_id()}: {exc}"


def _check_ids(gold: Gold) -> Iterator[str]:
    """Ids are unique within their section, and those that are referred to exist."""
    sections = (gold.times, gold.quantities, gold.statements, gold.penalties, gold.events)
    for section in (*sections, gold.cases):
        counted = Counter(entry.id for entry in section)
        yield from (f"{id_} stands {times} times" for id_, times in counted.items() if times > 1)
    entities, times = set(gold.entities), {time.id for time in gold.times}
    events = {event.id for event in gold.events}
    penalties = {penalty.id for penalty in gold.penalties}
    disputed = {entry.id for entry in (*gold.quantities, *gold.statements)}
    for relation in gold.relations:
        yield from _find_unknown("relation", [relation.holder, relation.to], entities)
    for place in gold.places:
        named = [place.entity, *place.within, *place.within_may]
        yield from _find_unknown("place", named, entities)
    for statement in gold.statements:
        chained = chain.from_iterable(it.entities for it in statement.chains)
        named = [*filter(None, statement.sources), *chained]
        yield from _find_unknown(statement.id, named, entities)
    for penalty in gold.penalties:
        named = [*penalty.entities, *penalty.entities_may]
        yield from _find_unknown(penalty.id, named, entities)
        yield from _find_unknown(penalty.id, filter(None, [penalty.alternative_of]), penalties)
    for event in gold.events:
        roles = chain(event.roles.values(), event.roles_may.values())
        named = [*chain.from_iterable(roles), *event.places, *event.places_may]
        yield from _find_unknown(event.id, named, entities)
        yield from _find_unknown(event.id, [*event.times, *event.times_may], times)
    for case in gold.cases:
        yield from _find_unknown(case.id, case.subjects | case.subjects_may, entities)
        yield from _find_unknown(case.id, [*case.steps, *case.history_may], events)
    for contradiction in gold.contradictions:
        yield from _find_unknown("contradiction", contradiction.about, disputed)


def _check_vocabulary(gold: Gold) -> Iterator[str]:
    """Kinds, types and the like are words that sayso has."""
    types = get_pack(_PACK).types
    for entity in gold.entities.values():
        yield from _find_unknown(entity.id, entity.types, EntityType)
    for relation in gold.relations:
        yield from _find_unknown("relation", [relation.type], RelationType)
    for time in gold.times:
        yield from _find_unknown(time.id, time.types, TimeType)
    for quantity in gold.quantities:
        yield from _find_unknown(quantity.id, filter(None, [quantity.unit]), Unit)
    for statement in gold.statements:
        kinds = chain.from_iterable(step for it in statement.chains for step in it.kinds)
        yield from _find_unknown(statement.id, kinds, SourceKind)
        yield from _find_unknown(statement.id, statement.certainties, Certainty)
        yield from _find_unknown(statement.id, statement.polarities, Polarity)
    for penalty in gold.penalties:
        # Further kinds may be accepted beside one that sayso can give.
        if set(PenaltyKind).isdisjoint(penalty.kinds):
            yield f"{penalty.id}: {penalty.kinds} are unknown"
        yield from _find_unknown(penalty.id, penalty.statuses, PenaltyStatus)
    for event in gold.events:
        yield from _find_unknown(event.id, event.types, types)
        yield from _find_unknown(event.id, event.statuses, EventStatus)
    for case in gold.cases:
        yield from _find_unknown(case.id, case.kinds, CaseKind)
        yield from _find_unknown(case.id, case.stages, types)


def _check_entities(gold: Gold) -> Iterator[str]:
    """Every entity is mentioned, by a name in the text, in words that name nobody else."""
    text = strip_name(gold.text.text)
    mentioned = {mention.entity for mention in gold.mentions if mention.listed}
    for entity in gold.entities.values():
        if not entity.optional and entity.id not in mentioned:
            yield f"{entity.id}: no mention is demanded"
        if not any(strip_name(name.removeprefix("~")) in text for name in entity.names):
            yield f"{entity.id}: none of its names is in the text"
    for one, other in combinations(gold.mentions, 2):
        if one.words == other.words:
            yield f"{one.entity} and {other.entity}: both are {gold.text.quote(one.words)!r}"


def _check_values(gold: Gold) -> Iterator[str]:
    """Days are days, and whatever is demanded can be checked."""
    for time in gold.times:
        yield from (f"{time.id}: {days} are no days" for days in time.days if not _are_days(days))
        if not time.optional and not time.days and not time.values:
            yield f"{time.id}: nothing to check"
    for quantity in gold.quantities:
        figures = (quantity.value, quantity.min, quantity.max)
        if not quantity.optional and all(figure is None for figure in figures):
            yield f"{quantity.id}: nothing to check"


def _check_statements(gold: Gold) -> Iterator[str]:
    """Statements hold their heads and no cue, do not overlap, and name whose word they are."""
    for statement in gold.statements:
        yield from (f"{statement.id}: {fault}" for fault in _find_statement_faults(statement))
    for one, other in combinations(gold.demanded, 2):
        if one.content & other.content:
            yield f"{one.id} and {other.id} overlap"


def _find_statement_faults(statement: GoldStatement) -> Iterator[str]:
    if not all(head <= statement.content for head in statement.at):
        yield "a head lies outside the content"
    if statement.cue & statement.content:
        yield "the cue lies inside the content"
    if not statement.chains or not statement.sources:
        yield "no chain or no source is accepted"
    if statement.own:
        return
    if statement.sources == {None} or all(not it.entities for it in statement.chains):
        yield "it is attributed, but to nobody"
    if not statement.cue and statement.group == statement.id and not statement.optional:
        yield "it is attributed without a cue"


def _check_completeness(gold: Gold) -> Iterator[str]:
    """Every sentence states something."""
    said = NO_WORDS.union(*(it.content | it.tolerated | it.cue for it in gold.statements))
    for begin, end in _split_sentences(gold.text):
        words = gold.text.cover(begin, end)
        if len(words) > _SHORT and said.isdisjoint(words):
            yield f"no statement in {gold.text.text[begin:end].strip()[:80]!r}"


_CHECKS: tuple[Callable[[Gold], Iterator[str]], ...] = (
    _check_ids,
    _check_vocabulary,
    _check_entities,
    _check_values,
    _check_statements,
    _check_completeness,
)


def _find_unknown(
    where: str, named: Iterable[str], known: Iterable[str] | type[StrEnum]
) -> Iterator[str]:
    missing = dict.fromkeys(named).keys() - set(known)
    yield from (f"{where}: {name!r} is unknown" for name in sorted(missing))


def _are_days(days: Days) -> bool:
    known = [day for day in days if day is not None]
    try:
        moments = [date.fromisoformat(day) for day in known]
    except ValueError:
        return False
    return moments == sorted(moments) and all(len(day) == len("2022-11-21") for day in known)


def _split_sentences(text: WordText) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _SENTENCE_ENDS.finditer(text.text):
        yield begin, match.end()
        begin = match.end()
    yield begin, len(text.text)
