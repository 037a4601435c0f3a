"""A report in several languages: what was read of each part, put together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sayso.records.claim import Claim
from sayso.records.entity import Entity, Place
from sayso.records.event import Event
from sayso.records.reading import MadeBy, Passage, Reading
from sayso.records.report import Report
from sayso.records.value import Penalty, TimeExpression

_Ids = Mapping[str, str]
_LISTS = (
    ("times", "t", lambda it: it.span),
    ("quantities", "q", lambda it: it.span),
    ("claims", "c", lambda it: (it.content.begin, -len(it.content.text))),
    ("provisions", "r", lambda it: it.span),
    ("penalties", "p", lambda it: it.span),
    ("events", "v", lambda it: it.trigger.begin),
)
"""Lists of a reading, how their ids begin, and where an entry stands in the text."""


def join_readings(
    report: Report, readings: Sequence[Reading], passages: tuple[Passage, ...]
) -> Reading:
    """Return one reading of a report whose parts were read apart, without cases and checks.

    Entities of two parts are one where they are the same place of the gazetteer, or bear the
    same name letter by letter with nothing in gender or type against it. Others stay apart:
    a name in another script is no proof.
    """
    parts = [_mark(reading, number) for number, reading in enumerate(readings)]
    same = _find_same(parts)
    entities = _join_entities(parts, same)
    ids: dict[str, str] = {e.id: f"e{n}" for n, e in enumerate(entities, start=1)}
    ids |= {old: ids[new] for old, new in same.items()}
    ordered: dict[str, tuple[Any, ...]] = {}
    for name, letter, place in _LISTS:
        found = sorted((it for part in parts for it in getattr(part, name)), key=place)
        ids |= {it.id: f"{letter}{n}" for n, it in enumerate(found, start=1)}
        ordered[name] = tuple(found)
    joined: Reading = replace(
        parts[0],
        made_by=_join_makers([part.made_by for part in parts]),
        report=report,
        entities=tuple(entities),
        places=_join_places(parts, same),
        cases=(),
        checks=(),
        languages=passages,
        **ordered,  # type: ignore[arg-type]  # lists of their own kinds, by name
    )
    return _rename(joined, lambda old: ids[old])


def _mark(reading: Reading, number: int) -> Reading:
    """Return a reading whose ids no other part has."""
    return _rename(reading, lambda old: f"{number}.{old}")


def _rename(reading: Reading, name: Callable[[str], str]) -> Reading:
    def maybe(old: str | None) -> str | None:
        return None if old is None else name(old)

    def rename_time(it: TimeExpression) -> TimeExpression:
        anchor = it.anchor if it.anchor in (None, "published") else name(it.anchor)
        return replace(it, id=name(it.id), anchor=anchor)

    def rename_entity(it: Entity) -> Entity:
        kept = tuple(replace(relation, to=name(relation.to)) for relation in it.relations)
        return replace(it, id=name(it.id), relations=kept)

    def rename_place(it: Place) -> Place:
        return replace(it, entity=name(it.entity), within=maybe(it.within))

    def rename_claim(it: Claim) -> Claim:
        chain = tuple(replace(link, entity=maybe(link.entity)) for link in it.chain)
        return replace(it, id=name(it.id), chain=chain, said=maybe(it.said))

    def rename_penalty(it: Penalty) -> Penalty:
        return replace(
            it,
            id=name(it.id),
            alternative_of=maybe(it.alternative_of),
            entity=maybe(it.entity),
            event=maybe(it.event),
        )

    def rename_event(it: Event) -> Event:
        return replace(
            it,
            id=name(it.id),
            participants=tuple(replace(p, entity=name(p.entity)) for p in it.participants),
            time=maybe(it.time),
            place=maybe(it.place),
            claims=tuple(map(name, it.claims)),
            provision=maybe(it.provision),
        )

    return replace(
        reading,
        entities=tuple(map(rename_entity, reading.entities)),
        times=tuple(map(rename_time, reading.times)),
        places=tuple(map(rename_place, reading.places)),
        quantities=tuple(replace(it, id=name(it.id)) for it in reading.quantities),
        claims=tuple(map(rename_claim, reading.claims)),
        provisions=tuple(replace(it, id=name(it.id)) for it in reading.provisions),
        penalties=tuple(map(rename_penalty, reading.penalties)),
        events=tuple(map(rename_event, reading.events)),
    )


def _find_same(parts: Sequence[Reading]) -> dict[str, str]:
    """Return the ids of entities that a part before has too, each with the id there."""
    known: dict[object, Entity] = {}
    same: dict[str, str] = {}
    for part in parts:
        located = {place.entity: place for place in part.places}
        own: dict[object, Entity] = {}
        for entity in part.entities:
            keys = tuple(_list_keys(entity, located.get(entity.id)))
            others = (known[key] for key in keys if key in known)
            first = next((other for other in others if _agree(entity, other)), None)
            if first is not None:
                same[entity.id] = first.id
            for key in keys:
                own.setdefault(key, first or entity)
        known = own | known
    return same


def _list_keys(entity: Entity, place: Place | None) -> Iterable[object]:
    if place is not None and place.geonames is not None:
        yield ("geonames", place.geonames)
    if place is not None and place.katottg is not None:
        yield ("katottg", place.katottg)
    if not entity.anonymous:
        yield (entity.type, entity.name.casefold())


def _agree(one: Entity, other: Entity) -> bool:
    return one.type is other.type and (
        None in (one.gender, other.gender) or one.gender is other.gender
    )


def _join_entities(parts: Sequence[Reading], same: _Ids) -> list[Entity]:
    """Return every entity once, in the order of first mention."""
    kept: dict[str, Entity] = {}
    for entity in (it for part in parts for it in part.entities):
        relations = tuple(
            replace(relation, to=same.get(relation.to, relation.to))
            for relation in entity.relations
        )
        entity = replace(entity, relations=relations)
        first = kept.get(same.get(entity.id, entity.id))
        kept[first.id if first else entity.id] = entity if first is None else _add(first, entity)
    return sorted(kept.values(), key=lambda it: it.mentions)


def _add(first: Entity, other: Entity) -> Entity:
    return replace(
        first,
        mentions=tuple(sorted({*first.mentions, *other.mentions})),
        roles=tuple(dict.fromkeys((*first.roles, *other.roles))),
        age=first.age if first.age is not None else other.age,
        gender=first.gender or other.gender,
        count=first.count if first.count is not None else other.count,
        relations=tuple(dict.fromkeys((*first.relations, *other.relations))),
    )


def _join_places(parts: Sequence[Reading], same: _Ids) -> tuple[Place, ...]:
    kept: dict[str, Place] = {}
    for place in (it for part in parts for it in part.places):
        within = None if place.within is None else same.get(place.within, place.within)
        known = kept.get(same.get(place.entity, place.entity))
        if known is None:
            kept[place.entity] = replace(place, within=within)
        elif known.within is None and within != known.entity:
            kept[known.entity] = replace(known, within=within)
    return tuple(kept.values())


def _join_makers(makers: Sequence[MadeBy]) -> MadeBy:
    def join(name: str) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(it for maker in makers for it in getattr(maker, name)))

    return replace(
        makers[0],
        models=join("models"),
        languages=join("languages"),
        packs=join("packs"),
        data=join("data"),
    )
