"""Named people of a group: "five soldiers are held; among them Ivan Petrov and Pavel Orlov".

The words alone do not show whose members they are; what is told of a group does. So this is
decided once the events are read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sayso.lang.language import Language
from sayso.records.entity import Entity, EntityType, Relation, RelationType
from sayso.records.finding import Resolution, Telling
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

# Sentences back in which the group must have been told of.
_REACH = 3


def add_named_members(
    resolution: Resolution, tellings: tuple[Telling, ...], parse: Parse, language: Language
) -> Resolution:
    """Return a resolution in which those whom a list names belong to the group before it.

    The group is the one that stands in the list's own sentence or, at most three back, the
    nearest one of which an event is told.
    """
    entities = {entity.id: entity for entity in resolution.entities}
    told = {
        resolution.entity_of[word]
        for telling in tellings
        for word in telling.subjects
        if word in resolution.entity_of
    }
    groups = {key for key in told if entities[key].type is EntityType.GROUP}
    changed = dict(entities)
    for first, last in _find_lists(parse, language):
        group = _find_group(first, resolution.entity_of, groups, parse)
        if group is not None:
            for person in _list_people(last + 1, resolution.entity_of, entities, parse):
                changed[person] = _relate(changed[person], group)
    return replace(resolution, entities=tuple(changed[it.id] for it in resolution.entities))


def _find_lists(parse: Parse, language: Language) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of what announces names."""
    for match in language.pattern("coreference", "among_them").finditer(parse.text):
        words = parse.tokens_in(*match.span())
        if words:
            yield words[0].i, words[-1].i


def _find_group(
    first: int, entity_of: Mapping[int, str], groups: set[str], parse: Parse
) -> str | None:
    """Return the nearest group before a word of which something is told."""
    sentence = parse.tokens[first].sentence
    for i in range(first - 1, -1, -1):
        if sentence - parse.tokens[i].sentence > _REACH:
            return None
        if entity_of.get(i) in groups:
            return entity_of[i]
    return None


def _list_people(
    begin: int, entity_of: Mapping[int, str], entities: Mapping[str, Entity], parse: Parse
) -> Iterator[str]:
    """Yield whom a list names: every person named in the sentence until it tells something."""
    for token in _rest_of_sentence(begin, parse):
        if token.pos in {"VERB", "AUX", "SCONJ"}:
            return
        entity = entities.get(entity_of.get(token.i, ""))
        if entity is None or entity.type is not EntityType.PERSON or entity.anonymous:
            continue
        # "Это муж Анны Беловой" names no member.
        if token.pos != "PRON" and get_morph(token.tag).case in {"Nom", "", None}:
            yield entity.id


def _rest_of_sentence(begin: int, parse: Parse) -> Iterator[Token]:
    for token in parse.tokens[begin:]:
        if token.sentence != parse.tokens[begin - 1].sentence:
            return
        yield token


def _relate(person: Entity, group: str) -> Entity:
    known = Relation(type=RelationType.MEMBER_OF, to=group)
    if known in person.relations:
        return person
    return replace(person, relations=(*person.relations, known))
