"""What one report tells about its people and groups, as far as reports can be compared in it."""

from collections.abc import Iterator

from sayso.records.casefile import Deed, Profile, Ref
from sayso.records.entity import Entity, EntityType
from sayso.records.event import Event
from sayso.records.reading import Reading
from sayso.records.whereabouts import get_days, list_place_keys

_KINDS = (EntityType.PERSON, EntityType.GROUP)


def list_profiles(reading: Reading) -> tuple[Profile, ...]:
    """Return a profile of each person that is named, and of whoever is the subject of a case."""
    matters = {
        entity: tuple(case.id for case in reading.cases if entity in case.subjects)
        for case in reading.cases
        for entity in case.subjects
    }
    names = {entity.id: entity.name for entity in reading.entities}
    people = [entity for entity in reading.entities if entity.type in _KINDS]
    named = [it for it in people if it.type is EntityType.PERSON and not it.anonymous]
    made = []
    for entity in people:
        if entity not in named and entity.id not in matters:
            continue
        deeds = tuple(_list_deeds(reading, entity))
        made.append(
            Profile(
                at=Ref(report=reading.report.sha256, id=entity.id),
                type=entity.type,
                name=entity.name,
                spellings=_list_spellings(reading, entity),
                language=reading.report.language,
                published=reading.report.published,
                gender=entity.gender,
                age=entity.age,
                anonymous=entity.anonymous,
                count=entity.count,
                roles=entity.roles,
                relations=tuple((it.type, names[it.to]) for it in entity.relations),
                company=tuple(it.name for it in named if it is not entity),
                places=tuple(dict.fromkeys(key for deed in deeds for key in deed.places)),
                deeds=deeds,
                matters=matters.get(entity.id, ()),
            )
        )
    return tuple(made)


def _list_deeds(reading: Reading, entity: Entity) -> Iterator[Deed]:
    for event in reading.events:
        for participant in event.participants:
            if participant.entity == entity.id:
                begin, end = get_days(reading, event.time)
                yield Deed(
                    event=event.id,
                    type=event.type,
                    role=participant.role,
                    status=event.status,
                    begin=begin,
                    end=end,
                    places=list_place_keys(reading, event.place),
                    provision=_get_provision(reading, event),
                )


def _get_provision(reading: Reading, event: Event) -> str | None:
    found = next((it for it in reading.provisions if it.id == event.provision), None)
    if found is None or found.article is None:
        return None
    part = "" if found.part is None else f".{found.part}"
    return f"{found.code or '?'} {found.article}{part}"


def _list_spellings(reading: Reading, entity: Entity) -> tuple[str, ...]:
    if entity.anonymous:
        return (entity.name,)
    text = reading.report.text
    # A mention by description ("his wife") has no capital at its beginning.
    words = (text[begin:end] for begin, end in entity.mentions)
    return tuple(dict.fromkeys([entity.name, *(it for it in words if it[:1].isupper())]))
