"""People whom nobody knows, told of again at the same place: "the soldiers were released"."""

from collections.abc import Iterator, Mapping
from datetime import date

from sayso.cases.across.days import measure_gap
from sayso.cases.across.matters import Matter
from sayso.cases.across.places import Spot, list_spots
from sayso.cases.across.tellings import Telling
from sayso.records.entity import EntityType
from sayso.records.event import ParticipantRole
from sayso.records.reading import Reading

_TOLD_ON = 60  # days for which it is told on


def list_nameless(reading: Reading, told: Mapping[str, Telling]) -> Iterator[tuple[Telling, Spot]]:
    """Yield the events that befell people whom nobody knows, with where they were.

    Only a report that makes no case of its own is asked.
    """
    if reading.cases or not reading.events:
        return
    people = {it.id for it in reading.entities if it.type is EntityType.GROUP}
    settled = [it for it in list_spots(reading).values() if it.settled and it.codes | it.maybe]
    only = settled[0] if len({it.codes or it.names for it in settled}) == 1 else None
    for event in reading.events:
        subjects = {it.entity for it in event.participants if it.role is ParticipantRole.SUBJECT}
        telling = told.get(event.id)
        if telling is None or telling.people or not subjects or not subjects <= people:
            continue
        spot = telling.spot if telling.spot is not None and telling.spot.settled else only
        if spot is not None:
            yield telling, spot


def list_place_keys(spot: Spot | None) -> frozenset[str]:
    """Return what two tellings of one place share at least one of."""
    return frozenset() if spot is None or not spot.settled else spot.codes | spot.maybe | spot.names


def is_told_on(telling: Telling, published: str | None) -> bool:
    """Return whether a report may still tell of what another one of that day did."""
    if telling.published is None or published is None:
        return False
    return measure_gap((published,) * 2, (telling.published,) * 2) <= _TOLD_ON


def list_nameless_seeks(reading: Reading, told: Mapping[str, Telling]) -> frozenset[str]:
    """Return the keys under which such events look for the case of people without names."""
    return frozenset(
        f"nameless|{key}|{_find_span(telling.published)}"
        for telling, spot in list_nameless(reading, told)
        if telling.published is not None
        for key in list_place_keys(spot)
    )


def list_nameless_offers(matter: Matter) -> frozenset[str]:
    """Return the keys under which a matter of people without names is found by such events."""
    if not matter.is_anonymous or matter.published is None:
        return frozenset()
    span = _find_span(matter.published)
    return frozenset(
        f"nameless|{key}|{span + away}"
        for telling in matter.tellings
        for key in list_place_keys(telling.spot)
        for away in (-1, 0, 1)
    )


def _find_span(day: str) -> int:
    """Return the number of the stretch of days in which a day lies."""
    return date.fromisoformat(day[:10]).toordinal() // (_TOLD_ON + 1)
