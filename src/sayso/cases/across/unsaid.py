"""What a report about one person tells without saying again whom it befell."""

from collections.abc import Iterator, Mapping

from sayso.cases.across.tellings import Telling
from sayso.cases.history import DONE
from sayso.records.entity import EntityType
from sayso.records.event import ParticipantRole
from sayso.records.reading import Reading


def find_only_person(reading: Reading) -> str | None:
    """Return the one person by name whom a report's events befell, if nobody else is told of.

    A group to whom anything was done, or another with or without a name, leaves it open.
    """
    kinds = {it.id: it for it in reading.entities}
    befallen = {
        it.entity
        for event in reading.events
        for it in event.participants
        if it.role is ParticipantRole.SUBJECT and it.entity in kinds
    } | {name for case in reading.cases for name in case.subjects if name in kinds}
    if len(befallen) != 1:
        return None
    (only,) = befallen
    named = kinds[only].type is EntityType.PERSON and not kinds[only].anonymous
    return only if named else None


def list_unsaid(reading: Reading, told: Mapping[str, Telling], only: str) -> Iterator[Telling]:
    """Yield what is told as done to nobody in particular, and not by the only one himself."""
    of_cases = {name for case in reading.cases for name in case.events}
    for event in reading.events:
        telling = told.get(event.id)
        if telling is None or event.id in of_cases or telling.status not in DONE:
            continue
        roles = {it.role for it in event.participants}
        if ParticipantRole.SUBJECT not in roles and only not in telling.actors:
            yield telling
