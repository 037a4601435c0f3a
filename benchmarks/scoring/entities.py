"""Entities, their mentions, and how they stand to one another."""

from collections.abc import Iterator

from benchmarks.scoring.given import Given, GivenEntity
from benchmarks.scoring.gold import Gold, GoldEntity
from benchmarks.scoring.matching import EntityMatch, Hit
from benchmarks.scoring.tally import Section, Tally
from benchmarks.scoring.text import is_name

_SYMMETRIC = frozenset(["spouse", "sibling", "relative"])
_TURNED = {"child": "parent"}

RelationKey = tuple[str, str, str]


def score_entities(gold: Gold, given: Given, match: EntityMatch, tally: Tally) -> None:
    """Count entities: right in every respect that the gold names."""
    right: set[str] = set()
    for number, entity in enumerate(given.entities):
        hits, gold_id = match.hits[number], match.pairs.get(number)
        if gold_id is None:
            if _is_wrong_unlisted(entity, hits, gold):
                tally.give(Section.ENTITIES, False, f"{entity.name!r} is none, or given before")
        elif gold.is_demanded(gold_id):
            faults = [
                *_find_faults(entity, gold.entities[gold_id]),
                *_find_mention_faults(gold_id, hits, gold),
            ]
            tally.give(Section.ENTITIES, not faults, f"{gold_id}: {'; '.join(faults)}")
            if not faults:
                right.add(gold_id)
    for gold_id in filter(gold.is_demanded, gold.entities):
        tally.want(Section.ENTITIES, gold_id in right, gold_id)


def score_mentions(gold: Gold, given: Given, match: EntityMatch, tally: Tally) -> None:
    """Count mentions: each belongs to the right entity; unlisted ones do not count."""
    found: set[int] = set()
    for number in range(len(given.entities)):
        named = match.pairs.get(number)
        for place in dict.fromkeys(_list_counted(match.hits[number], named, gold)):
            entity = gold.mentions[place].entity
            words = gold.text.quote(gold.mentions[place].words)
            tally.give(Section.MENTIONS, named == entity, f"{words!r} is {entity}, not {named}")
            if named == entity:
                found.add(place)
    for number, mention in enumerate(gold.mentions):
        if mention.listed and gold.is_demanded(mention.entity):
            words = gold.text.quote(mention.words)
            tally.want(Section.MENTIONS, number in found, f"{mention.entity} {words!r}")


def score_relations(gold: Gold, given: Given, match: EntityMatch, tally: Tally) -> None:
    """Count relations between the right entities, whichever way round they are put."""
    wanted = {_make_key(it.type, it.holder, it.to): it.optional for it in gold.relations}
    found = dict.fromkeys(_list_relations(given, match))
    for key, optional in wanted.items():
        if not optional:
            tally.want(Section.RELATIONS, key in found, " ".join(key))
    for key in found:
        if not wanted.get(key, False):
            tally.give(Section.RELATIONS, key in wanted, " ".join(key))


def _is_wrong_unlisted(entity: GivenEntity, hits: tuple[Hit, ...], gold: Gold) -> bool:
    """Tell whether an entity that is none of the gold's is held against the reading.

    A description that the gold does not list is not, unless it is given as a person.
    """
    if hits:
        mentions = (gold.mentions[hit.mention] for hit in hits)
        return any(mention.listed and gold.is_demanded(mention.entity) for mention in mentions)
    return entity.type == "person" or not entity.mentions or entity.proper


def _find_faults(entity: GivenEntity, wanted: GoldEntity) -> Iterator[str]:
    if entity.type not in wanted.types:
        yield f"type {entity.type}"
    if not is_name(entity.name, wanted.names):
        yield f"name {entity.name!r}, not {wanted.names[0]!r}"
    if wanted.age is not None and entity.age != wanted.age:
        yield f"age {entity.age}, not {wanted.age}"
    if wanted.count is not None and entity.count != wanted.count:
        yield f"count {entity.count}, not {wanted.count}"


def _find_mention_faults(gold_id: str, hits: tuple[Hit, ...], gold: Gold) -> Iterator[str]:
    """Yield faults: fewer than half of the mentions, or over a third as many of others."""
    listed = {n for n, it in enumerate(gold.mentions) if it.entity == gold_id and it.listed}
    own = {
        number
        for hit in hits
        if gold.mentions[hit.mention].entity == gold_id
        for number in hit.inside & listed
    }
    others = [gold.mentions[hit.mention] for hit in hits]
    alien = sum(mention.listed and mention.entity != gold_id for mention in others)
    if 2 * len(own) < len(listed):
        yield f"{len(own)} of {len(listed)} mentions"
    if 3 * alien > len(own):
        yield f"{alien} mentions belong to others"


def _list_counted(hits: tuple[Hit, ...], named: str | None, gold: Gold) -> Iterator[int]:
    """Yield the gold's mentions for which an entity's hits count."""
    for hit in hits:
        mention = gold.mentions[hit.mention]
        if mention.listed and gold.is_demanded(mention.entity):
            yield from sorted(number for number in hit.inside if gold.mentions[number].listed)
        elif named is not None and named != mention.entity and gold.is_demanded(named):
            yield hit.mention


def _list_relations(given: Given, match: EntityMatch) -> Iterator[RelationKey]:
    for entity in given.entities:
        for kind, to in entity.relations:
            holder, other = match.find(entity.id), match.find(to)
            if holder is None or other is None:
                yield f"{kind} of unlisted", entity.name, to
            else:
                yield _make_key(kind, holder, other)


def _make_key(kind: str, holder: str, to: str) -> RelationKey:
    if kind in _TURNED:
        kind, holder, to = _TURNED[kind], to, holder
    if kind in _SYMMETRIC:
        holder, to = sorted([holder, to])
    return kind, holder, to
