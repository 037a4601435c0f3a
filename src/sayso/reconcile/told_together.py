"""Of whom "they" tells who were several with others: "he and five more refused; they are held"."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sayso.records.entity import Entity, EntityType
from sayso.records.finding import Resolution, Telling
from sayso.records.parse import Parse

_PRONOUNS = ("PRON", "DET")


def add_company(
    tellings: tuple[Telling, ...], parse: Parse, resolution: Resolution
) -> Iterator[Telling]:
    """Yield tellings, with the man before the five wherever a pronoun means the five.

    A pronoun stands for the group, which does not count him; what befell them befell him who was
    told as one with them. Who is told of by himself in between is not meant less for it.
    """
    entities = {it.id: it for it in resolution.entities}
    company: dict[str, tuple[int, ...]] = {}
    for telling in tellings:
        people = [it for it in telling.subjects if _is(it, EntityType.PERSON, resolution, entities)]
        groups = [it for it in telling.subjects if _is(it, EntityType.GROUP, resolution, entities)]
        if people and len(groups) == 1 and parse.tokens[groups[0]].pos not in _PRONOUNS:
            company.setdefault(resolution.entity_of[groups[0]], tuple(people))
        elif len(telling.subjects) == len(groups) == 1 and parse.tokens[groups[0]].pos in _PRONOUNS:
            beside = company.get(resolution.entity_of[groups[0]], ())
            telling = replace(telling, subjects=(*beside, *telling.subjects))
        yield telling


def _is(
    word: int, kind: EntityType, resolution: Resolution, entities: Mapping[str, Entity]
) -> bool:
    found = entities.get(resolution.entity_of.get(word, ""))
    return found is not None and found.type is kind
