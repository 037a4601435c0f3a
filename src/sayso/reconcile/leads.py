"""Who the unnamed person or group of a report's first paragraph is.

A report's lead tells its news of "a reservist" or of "soldiers" and names or counts them
only afterwards. Words alone do not show that they are the same; what is told of them does.
"""

from collections.abc import Mapping
from dataclasses import replace

from sayso.records.entity import Entity, EntityType, Relation
from sayso.records.finding import Resolution, Telling
from sayso.records.parse import Parse

# The lead's people are introduced anew within so many paragraphs.
_INTRODUCTION = 3


def join_leads(resolution: Resolution, tellings: tuple[Telling, ...], parse: Parse) -> Resolution:
    """Return a resolution in which the lead's unnamed people are those named or counted next.

    An unnamed person of the first paragraph is the first named one whom an event befell
    or who did one, unless age or gender speaks against it. A group is the next counted
    one of the same kind of whom the same type of event is told.
    """
    entities = {entity.id: entity for entity in resolution.entities}
    told: dict[str, dict[str, int]] = {}
    for telling in tellings:
        for word in telling.subjects:
            entity = resolution.entity_of.get(word)
            if entity in entities:
                told.setdefault(str(entity), {}).setdefault(telling.type, telling.anchor)
    same: dict[str, str] = {}
    for entity_id in told:
        lead = entities[entity_id]
        if _stands_in_lead(lead, parse) and lead.anonymous:
            found = _introduced(lead, told, entities, parse)
            if found is not None and found.id not in same.values():
                same[lead.id] = found.id
    return _merged(resolution, same) if same else resolution


def _stands_in_lead(entity: Entity, parse: Parse) -> bool:
    return bool(entity.mentions) and entity.mentions[0].begin < parse.paragraphs[0].end


def _introduced(
    lead: Entity,
    told: Mapping[str, Mapping[str, int]],
    entities: Mapping[str, Entity],
    parse: Parse,
) -> Entity | None:
    """Return the entity that the lead's words stand for."""
    if lead.count is not None and lead.type is EntityType.GROUP:
        return None
    last = parse.paragraphs[min(_INTRODUCTION, len(parse.paragraphs) - 1)].end
    for other_id in sorted(told, key=lambda key: entities[key].mentions[0]):
        other = entities[other_id]
        if other.type is not lead.type or other.mentions[0] <= lead.mentions[0]:
            continue
        if other.mentions[0].begin >= last:
            return None
        if lead.type is EntityType.PERSON:
            if not other.anonymous and not _stands_in_lead(other, parse):
                return other if _may_be_one(lead, other) else None
        elif (
            other.count is not None
            and lead.name.split()[-1] == other.name.split()[-1]
            and told[lead.id].keys() & told[other_id].keys()
        ):
            return other
    return None


def _may_be_one(one: Entity, other: Entity) -> bool:
    ages = one.age is None or other.age is None or one.age == other.age
    genders = one.gender is None or other.gender is None or one.gender is other.gender
    related = {r.to for r in one.relations} | {r.to for r in other.relations}
    return ages and genders and not related & {one.id, other.id}


def _merged(resolution: Resolution, same: Mapping[str, str]) -> Resolution:
    """Return a resolution without the entities that are others', numbered anew."""
    kept: dict[str, Entity] = {e.id: e for e in resolution.entities if e.id not in same}
    for entity in resolution.entities:
        if entity.id in same:
            target = same[entity.id]
            kept[target] = _absorb(kept[target], entity)
    ordered = sorted(kept.values(), key=lambda entity: entity.mentions[0])
    number = {entity.id: f"e{at}" for at, entity in enumerate(ordered, start=1)}
    number |= {old: number[new] for old, new in same.items()}
    return Resolution(
        entities=tuple(_renumbered(entity, number) for entity in ordered),
        entity_of={word: number[old] for word, old in resolution.entity_of.items()},
    )


def _absorb(entity: Entity, lead: Entity) -> Entity:
    roles = (lead.name.lower(), *lead.roles) if lead.anonymous else lead.roles
    return replace(
        entity,
        mentions=tuple(sorted({*entity.mentions, *lead.mentions})),
        roles=tuple(dict.fromkeys((*roles, *entity.roles))),
        age=lead.age if entity.age is None else entity.age,
        gender=lead.gender if entity.gender is None else entity.gender,
        relations=(*entity.relations, *lead.relations),
    )


def _renumbered(entity: Entity, number: Mapping[str, str]) -> Entity:
    own = number[entity.id]
    relations = dict.fromkeys(
        Relation(type=relation.type, to=number.get(relation.to, relation.to))
        for relation in entity.relations
    )
    return replace(
        entity, id=own, relations=tuple(relation for relation in relations if relation.to != own)
    )
