"""Descriptions of people that no statement and no event needs."""

from collections.abc import Sequence, Set

from sayso.reconcile.renumbering import renumber
from sayso.records.entity import EntityType
from sayso.records.finding import Attribution, Resolution, Telling


def drop_unused(
    resolution: Resolution,
    attributions: Sequence[Attribution],
    tellings: Sequence[Telling],
    bearers: Set[int] = frozenset(),
) -> Resolution:
    """Return a resolution without unnamed persons who say, do and suffer nothing.

    "addressed to the chief of staff", "asked for a doctor": words for a person, but
    nobody of whom the report tells. Who speaks, takes part in an event, bears a penalty
    (``bearers``: head words), is mentioned again or is somebody's kin or lawyer stays.
    """
    heads = {i for found in attributions for part in (*found.outer, found) for i in _sources(part)}
    heads |= bearers
    for telling in tellings:
        heads.update(telling.subjects, telling.actors, telling.others)
    used = {resolution.entity_of[i] for i in heads if i in resolution.entity_of}
    related = {r.to for entity in resolution.entities for r in entity.relations}
    kept = [
        entity
        for entity in resolution.entities
        if entity.type is not EntityType.PERSON
        or not entity.anonymous
        or entity.id in used | related
        or entity.relations
        or entity.age is not None
        or len(entity.mentions) > 1
    ]
    return renumber(kept, resolution.entity_of, {})


def _sources(part: Attribution) -> tuple[int, ...]:
    speaker = () if part.speaker is None else (part.speaker,)
    return (*speaker, *part.source, *part.behind, *part.through)
