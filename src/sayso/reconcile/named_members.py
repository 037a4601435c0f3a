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

# Words behind "the names that" within which a colon must stand.
_LEAD_IN = 9
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
    # "Two of them were beaten": a list is of them all.
    groups -= {key for key in groups if _is_part(entities[key], parse)}
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
            yield words[0].i, _find_colon(words[-1], parse)


def _find_colon(word: Token, parse: Parse) -> int:
    """Return the colon that soon follows what announces names, or the word itself."""
    following = parse.tokens[word.i + 1 : word.i + _LEAD_IN]
    colons = (it.i for it in following if it.text == ":" and it.sentence == word.sentence)
    return next(colons, word.i)


def _is_part(group: Entity, parse: Parse) -> bool:
    """Tell whether a group is only some of another: "two of us", "two of the soldiers"."""
    first = parse.token_at(group.mentions[0].begin)
    if first is None or first.pos != "NUM" or first.i + 1 >= len(parse.tokens):
        return False
    if any(relation.type is RelationType.PART_OF for relation in group.relations):
        return True
    return any(
        noun.pos == "PRON"
        for link in parse.children(first.i, "prep")
        for noun in parse.children(link.i, "pobj")
    )


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
