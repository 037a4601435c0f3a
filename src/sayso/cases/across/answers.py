"""What a report answers to the cases of others without naming in full whose they are: denials."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sayso.cases.across.days import measure_gap
from sayso.cases.across.initials import is_initial, list_initials
from sayso.cases.across.matters import Joined, Joining, Key, Matter, is_named
from sayso.cases.across.places import list_spots
from sayso.cases.across.tellings import Telling
from sayso.cases.history import DONE
from sayso.records.casefile import Reason
from sayso.records.entity import Entity, EntityType
from sayso.records.event import EventStatus, ParticipantRole
from sayso.records.reading import Reading

# What is told is answered for so many days, and meets what was told in so many months around it.
_ANSWERED = 60
_MONTHS = (-2, -1, 0, 1, 2)
_MOST_PLACES = 8
# Two accounts of one thing give days that lie so near one another, or not so far.
_NEAR, _FAR = 3, 10
_ANSWERS = (*DONE, EventStatus.DENIED)


def list_answers(reading: Reading, told: Mapping[str, Telling]) -> Iterator[Telling]:
    """Yield the events that may answer a case, of a report that makes no case of its own.

    They are those of people known by less than a full name, and the denied ones of people who
    are not known at all.
    """
    if not reading.cases:
        yield from _list_loose(reading, told)


def list_denied(reading: Reading, told: Mapping[str, Telling]) -> Iterator[Telling]:
    """Yield what a report denies of nobody in particular, beside the cases that it makes."""
    of_cases = {name for case in reading.cases for name in case.events}
    for it in _list_loose(reading, told) if reading.cases else ():
        if it.status is EventStatus.DENIED and it.at.id not in of_cases:
            yield it


def _list_loose(reading: Reading, told: Mapping[str, Telling]) -> Iterator[Telling]:
    entities = {it.id: it for it in reading.entities}
    for event in reading.events:
        subjects = [
            entities[it.entity]
            for it in event.participants
            if it.role is ParticipantRole.SUBJECT and it.entity in entities
        ]
        telling = told.get(event.id)
        if telling is None or telling.status not in _ANSWERS or any(map(_is_full, subjects)):
            continue
        if any(map(_is_known, subjects)) or telling.status is EventStatus.DENIED:
            yield telling


def list_settings(reading: Reading) -> frozenset[str]:
    """Return codes and names of the settlements that a report names."""
    settled = [it for it in list_spots(reading).values() if it.settled][:_MOST_PLACES]
    return frozenset(key for it in settled for key in it.codes | it.maybe | it.names)


def list_offers(reading: Reading, matter: Matter) -> frozenset[str]:
    """Return the keys under which a matter is found by what may answer it."""
    return frozenset(
        key
        for telling in matter.tellings
        for key in _list_keys(reading, telling, _list_words(reading, matter), near=False)
    )


def list_answering(reading: Reading, told: Mapping[str, Telling]) -> tuple[str, ...]:
    """Return the entities, known by a part of their name, whom a report's answers are about."""
    found = (
        it.id for telling in list_answers(reading, told) for it in _get_known(reading, telling)
    )
    return tuple(dict.fromkeys(found))


def list_seeks(reading: Reading, told: Mapping[str, Telling]) -> frozenset[str]:
    """Return the keys under which a report without a case looks for those that it answers."""
    return frozenset(
        key
        for telling in list_answers(reading, told)
        for key in _list_keys(reading, telling, _list_known(reading, telling), near=True)
    )


def list_hints(reading: Reading, matter: Matter) -> frozenset[str]:
    """Return the keys under which a matter of somebody known by initials looks for his case."""
    return frozenset(
        key
        for telling, known in _list_hinting(reading, matter)
        for key in _list_keys(reading, telling, known, near=True)
    )


def _list_hinting(reading: Reading, matter: Matter) -> Iterator[tuple[Telling, frozenset[str]]]:
    """Yield the events of a matter all of whose people have nothing but initials, with these."""
    if all(is_initial(it.name) for it in matter.people):
        for telling in matter.tellings:
            if telling.status in _ANSWERS and (known := _list_known(reading, telling)):
                yield telling, known


def join_by_initials(
    joining: Joining, matters: Sequence[Matter], readings: Mapping[str, Reading]
) -> None:
    """Join what an office tells of "Citizen L." to the one case of such a man at that place.

    Both tell a thing of one type, in reports of the months around that name one settlement.
    """
    ordered = sorted(matters, key=lambda it: it.key)
    hinting = [(it, list(_list_hinting(readings[it.at.report], it))) for it in ordered]
    if not any(told for _, told in hinting):
        return
    index: defaultdict[str, list[Matter]] = defaultdict(list)
    for matter in ordered:
        if not matter.is_anonymous:
            for key in list_offers(readings[matter.at.report], matter):
                index[key].append(matter)
    for matter, told in hinting:
        reading = readings[matter.at.report]
        fits: defaultdict[Key, list[tuple[Matter, Telling]]] = defaultdict(list)
        for telling, known in told:
            for key in sorted(frozenset(_list_keys(reading, telling, known, near=True))):
                for other in index.get(key, ()):
                    if _is_answered(other.published, matter.published) and (
                        known <= _list_words(readings[other.at.report], other)
                    ):
                        fits[joining.find(other)].append((other, telling))
        if len(fits) == 1 and _agree(*fits.values()):
            other, telling = next(iter(fits.values()))[0]
            what = telling.type.replace("_", " ")
            words = f"both tell of the {what} of {matter.people[0].name} at one place"
            joining.join(other, matter, Reason(kind="event", weight=0.7, words=words))


def _agree(found: Sequence[tuple[Matter, Telling]]) -> bool:
    """Tell whether more than a letter and a place agree: two things told, or the day of one.

    A city has many a man of one initial.
    """
    gaps = [
        measure_gap(mine.days, it.days)
        for other, mine in found
        for it in other.tellings
        if it.type == mine.type and mine.days is not None and it.days is not None
    ]
    if gaps and min(gaps) > _FAR:
        return False
    return len({it.type for _, it in found}) > 1 or (bool(gaps) and min(gaps) <= _NEAR)


def _list_keys(
    reading: Reading, telling: Telling, words: Iterable[str], *, near: bool
) -> Iterator[str]:
    """Yield a key for each settlement, with a name and the month, and with the day."""
    if telling.published is None:
        return
    number = 12 * int(telling.published[:4]) + int(telling.published[5:7]) - 1
    for place in list_settings(reading):
        for step in _MONTHS if near else (0,):
            for word in words:
                yield f"answer|{telling.type}|{place}|{number + step}|{word}"
        if telling.days is not None:
            yield f"answer|{telling.type}|{place}|{telling.days}"


class Answering:
    """Which case it is that an event answers.

    Args:
        readings: By SHA-256 of the report.
        cases: The cases.
    """

    def __init__(self, readings: Mapping[str, Reading], cases: Sequence[Joined]) -> None:
        self._readings = readings
        self._cases = cases
        self._matters: defaultdict[str, list[tuple[int, Matter]]] = defaultdict(list)
        for number, case in enumerate(cases):
            for matter in case.matters:
                for key in list_offers(readings[matter.at.report], matter):
                    self._matters[key].append((number, matter))

    def find(self, telling: Telling) -> int | None:
        """Return the number of the one case that an event answers, ``None`` of none or several.

        It is of one type and at one settlement with what it answers, in a report of the months
        around; and it names one of the case's people by a part of the name, or tells the day.
        """
        reading = self._readings[telling.at.report]
        known = _list_known(reading, telling)
        near = [
            it
            for key in _list_keys(reading, telling, known, near=True)
            for it in self._matters.get(key, ())
        ]
        fits = {
            number
            for number, matter in near
            if _is_answered(matter.published, telling.published)
            and known <= _list_words(self._readings[matter.at.report], matter)
            and not _is_of_other_sex(_get_known(reading, telling), matter)
        }
        return fits.pop() if len(fits) == 1 else None


def _is_of_other_sex(people: Sequence[Entity], matter: Matter) -> bool:
    """Tell whether an answer by surname is of a woman where the matter's people are men."""
    known = {it.gender for it in matter.people if is_named(it)}
    return (
        bool(known) and None not in known and any(it.gender not in {None, *known} for it in people)
    )


def _list_known(reading: Reading, telling: Telling) -> frozenset[str]:
    """Return the names of an event's people, as far as they have one."""
    names = (it.name for it in _get_known(reading, telling))
    return frozenset(word for it in names for word in list_initials(it) or (it.casefold(),))


def _get_known(reading: Reading, telling: Telling) -> list[Entity]:
    event = next(it for it in reading.events if it.id == telling.at.id)
    subjects = {it.entity for it in event.participants if it.role is ParticipantRole.SUBJECT}
    return [it for it in reading.entities if it.id in subjects and _is_known(it)]


def _list_words(reading: Reading, matter: Matter) -> frozenset[str]:
    """Return the words of the names that a matter's own report gives its people, and initials."""
    people = (at for it in matter.people if is_named(it) for at in it.members)
    mine = {it.id for it in people if it.report == matter.at.report}
    found = (it for it in reading.entities if it.id in mine and _is_known(it))
    words = {word.casefold() for it in found for word in it.name.split()}
    return frozenset(words | {f"{it[0]}." for it in words})


def _is_known(entity: Entity) -> bool:
    known = not entity.anonymous or is_initial(entity.name)
    return entity.type is EntityType.PERSON and known


def _is_full(entity: Entity) -> bool:
    return _is_known(entity) and len(entity.name.split()) > 1 and not is_initial(entity.name)


def _is_answered(told: str | None, answered: str | None) -> bool:
    if told is None or answered is None:
        return False
    try:
        apart = (date.fromisoformat(answered) - date.fromisoformat(told)).days
    except ValueError:
        return False
    return abs(apart) <= _ANSWERED
