"""Ids in the order of first mention, after entities were joined or dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.records.entity import Entity, Relation
from sayso.records.finding import Resolution


def renumber(
    entities: Sequence[Entity], entity_of: Mapping[int, str], same: Mapping[str, str]
) -> Resolution:
    """Return a resolution of these entities alone, numbered anew.

    Args:
        entities: Those that stay; relations to others are dropped.
        entity_of: Entity id by word, with the old ids.
        same: Old ids of joined entities, each with the old id of the one that it is now.
    """
    ordered = sorted(entities, key=lambda entity: entity.mentions[0])
    number = {entity.id: f"e{at}" for at, entity in enumerate(ordered, start=1)}
    number |= {old: number[new] for old, new in same.items()}
    return Resolution(
        entities=tuple(_renumbered(entity, number) for entity in ordered),
        entity_of={word: number[old] for word, old in entity_of.items() if old in number},
    )


def _renumbered(entity: Entity, number: Mapping[str, str]) -> Entity:
    own = number[entity.id]
    relations = dict.fromkeys(
        Relation(type=relation.type, to=number[relation.to])
        for relation in entity.relations
        if relation.to in number
    )
    return replace(
        entity, id=own, relations=tuple(relation for relation in relations if relation.to != own)
    )
