"""Who the soldiers of a report's first paragraph are.

A report's lead tells its news of "soldiers" and counts them only afterwards. Words alone
do not show that they are the same; what is told of them does.
"""

from collections.abc import Mapping
from dataclasses import replace

from sayso.reconcile.renumbering import renumber
from sayso.records.entity import Entity, EntityType
from sayso.records.finding import Resolution, Telling
from sayso.records.parse import Parse

# The lead's people are introduced anew within so many paragraphs.
_INTRODUCTION = 3


def join_leads(resolution: Resolution, tellings: tuple[Telling, ...], parse: Parse) -> Resolution:
    """Return a resolution in which the lead's group is the one that is counted next.

    It must be of the same kind, and the same type of event must be told of both.
    (Unnamed persons are `delayed_names`' business.)
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
        if _stands_in_lead(lead, parse) and lead.type is EntityType.GROUP:
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
        if (
            other.count is not None
            and lead.name.split()[-1] == other.name.split()[-1]
            and told[lead.id].keys() & told[other_id].keys()
        ):
            return other
    return None


def _merged(resolution: Resolution, same: Mapping[str, str]) -> Resolution:
    """Return a resolution without the entities that are others', numbered anew."""
    kept: dict[str, Entity] = {e.id: e for e in resolution.entities if e.id not in same}
    for entity in resolution.entities:
        if entity.id in same:
            target = same[entity.id]
            kept[target] = _absorb(kept[target], entity)
    return renumber(tuple(kept.values()), resolution.entity_of, same)


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
