"""Groups: the lead says "soldiers", and the next paragraph says "two soldiers".

A report's lead tells its news of "soldiers" and counts them only afterwards. Words alone
do not show that they are the same; what is told of both does. So this is decided once
the events are read. (Persons are given a name instead of a number: `delayed_names`.)
"""

from collections.abc import Mapping
from dataclasses import replace

from sayso.lang.language import Language
from sayso.reconcile.renumbering import renumber
from sayso.records.entity import Entity, EntityType
from sayso.records.finding import Resolution, Telling
from sayso.records.parse import Parse

# The lead's people are introduced anew within so many paragraphs.
_INTRODUCTION = 3


def join_told_groups(
    resolution: Resolution, tellings: tuple[Telling, ...], language: Language
) -> Resolution:
    """Return a resolution in which "the detainees" are those whose detention was told before.

    One group alone may have been told of so.
    """
    entities = {entity.id: entity for entity in resolution.entities}
    told = _list_told(resolution, tellings)
    types = language.values("coreference", "told_group")
    same: dict[str, str] = {}
    for later in resolution.entities:
        wanted = str(types.get(later.name.lower().split()[-1], "")) if later.name else ""
        if later.type is not EntityType.GROUP or not later.anonymous or not wanted:
            continue
        found = [
            entities[key]
            for key in told
            if entities[key].type is EntityType.GROUP
            and wanted in told[key]
            and key != later.id
            and key not in same
            and entities[key].mentions[0] < later.mentions[0]
        ]
        if len(found) == 1 and later.count in {None, found[0].count}:
            same[later.id] = found[0].id
    return _merge(resolution, same) if same else resolution


def join_lead_groups(
    resolution: Resolution, tellings: tuple[Telling, ...], parse: Parse
) -> Resolution:
    """Return a resolution in which the lead's group is the one that is counted next.

    It must be of the same kind or of the same number, and the same type of event must be told
    of both.
    """
    entities = {entity.id: entity for entity in resolution.entities}
    told = _list_told(resolution, tellings)
    groups = {key: told[key] for key in told if entities[key].type is EntityType.GROUP}
    same: dict[str, str] = {}
    for key in groups:
        lead = entities[key]
        if lead.mentions[0].begin < parse.paragraphs[0].end:
            found = _find_counted(lead, groups, entities, parse)
            if found is not None and found.id not in same.values():
                same[lead.id] = found.id
    return _merge(resolution, same) if same else resolution


def _list_told(resolution: Resolution, tellings: tuple[Telling, ...]) -> dict[str, set[str]]:
    """Return the types of the events that befell each entity, by the entity's id."""
    told: dict[str, set[str]] = {}
    for telling in tellings:
        for word in telling.subjects:
            if word in resolution.entity_of:
                told.setdefault(resolution.entity_of[word], set()).add(telling.type)
    return told


def _find_counted(
    lead: Entity,
    groups: Mapping[str, set[str]],
    entities: Mapping[str, Entity],
    parse: Parse,
) -> Entity | None:
    """Return the group that the lead's words stand for."""
    last = parse.paragraphs[min(_INTRODUCTION, len(parse.paragraphs) - 1)].end
    for other in sorted((entities[key] for key in groups), key=lambda group: group.mentions[0]):
        if other.mentions[0] <= lead.mentions[0]:
            continue
        if other.mentions[0].begin >= last:
            return None
        if other.count is not None and groups[lead.id] & groups[other.id]:
            one_kind = lead.name.split()[-1] == other.name.split()[-1]
            # "Five refusers are held": the "five contract soldiers" of the next paragraph.
            if one_kind if lead.count is None else lead.count == other.count:
                return other
    return None


def _merge(resolution: Resolution, same: Mapping[str, str]) -> Resolution:
    """Return a resolution without the entities that are others', numbered anew.

    What is another's that is a third's is the third's.
    """
    same = {key: _follow(same, key) for key in same}
    kept = {entity.id: entity for entity in resolution.entities if entity.id not in same}
    for entity in resolution.entities:
        if entity.id in same:
            target = same[entity.id]
            kept[target] = _absorb(kept[target], entity)
    return renumber(tuple(kept.values()), resolution.entity_of, same)


def _follow(same: Mapping[str, str], key: str) -> str:
    while key in same:
        key = same[key]
    return key


def _absorb(entity: Entity, lead: Entity) -> Entity:
    roles = (lead.name.lower(), *lead.roles) if lead.anonymous else lead.roles
    return replace(
        entity,
        mentions=tuple(sorted({*entity.mentions, *lead.mentions})),
        roles=tuple(dict.fromkeys((*roles, *entity.roles))),
        age=lead.age if entity.age is None else entity.age,
        relations=(*entity.relations, *lead.relations),
    )
