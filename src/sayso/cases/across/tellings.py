"""What one report tells of one event, as far as other reports can be compared with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.cases.across.days import Interval
from sayso.cases.across.initials import is_initial
from sayso.cases.across.places import Spot, list_spots
from sayso.cases.across.scenes import find_scenes
from sayso.cases.history import DONE
from sayso.packs.pack import Pack
from sayso.records.casefile import Identity, Ref
from sayso.records.entity import EntityType
from sayso.records.event import Event, EventStatus, ParticipantRole
from sayso.records.members import expand_groups, list_members
from sayso.records.reading import Reading
from sayso.records.value import TimeExpression

UNDATED = "9999-12-31"
"""The day of a report that does not say when it was published, where reports are sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event of one report.

    Attributes:
        at: The event.
        type, status: As in `Event`.
        people: Ids of the identities whom it befell.
        named: Those of them that are persons with a name.
        actors: Ids of the entities who did it.
        days: First and last day that it can mean, or ``None`` where either is not known.
        others: Other days that its words can mean.
        scene: Days of the scene in which it is told, where it has none of its own.
        borrowed: Whether its days may be those of another event that is told nearer to them.
        spot: Where, or ``None``.
        article: Number of the article of law it falls under, or ``None``.
        published: Day of the report, or ``None``.
        voice: Who published it: what one publisher tells twice counts once.
        claims: The claims that tell it.
        decided: Whether a court or another body did it: an appeal is decided, or only made.
        place_in_text: Its number among the report's events.
    """

    at: Ref
    type: str
    status: EventStatus
    people: frozenset[str]
    named: frozenset[str]
    actors: frozenset[str]
    days: Interval | None
    others: tuple[Interval, ...]
    borrowed: bool
    spot: Spot | None
    article: str | None
    published: str | None
    voice: str
    claims: tuple[Ref, ...]
    decided: bool
    place_in_text: int
    scene: Interval | None = None

    @property
    def order(self) -> tuple[str, str, int]:
        """Where it stands among all tellings: by its report's day, then by its text."""
        return (self.published or UNDATED, self.at.report, self.place_in_text)


def list_tellings(
    reading: Reading, identity_of: Mapping[Ref, Identity], pack: Pack
) -> dict[str, Telling]:
    """Return what a report tells of events, by event; conditional ones are none."""
    teller = _Teller(reading, identity_of, pack)
    return {
        event.id: teller.tell(event, number)
        for number, event in enumerate(reading.events)
        if event.status is not EventStatus.CONDITIONAL
    }


class _Teller:
    def __init__(self, reading: Reading, identity_of: Mapping[Ref, Identity], pack: Pack) -> None:
        self._reading = reading
        self._report = reading.report.sha256
        self._identity_of = identity_of
        self._times = {time.id: time for time in reading.times}
        self._spots = list_spots(reading)
        self._articles = {it.id: it.article for it in reading.provisions}
        self._bodies = {it.id for it in reading.entities if it.type is EntityType.ORGANIZATION}
        self._members = list_members(reading)
        self._scenes = find_scenes(reading, pack)
        self._owners = _find_owners(reading, self._times)

    def tell(self, event: Event, number: int) -> Telling:
        people = [it for it in self._list_people(event) if it is not None]
        time = self._times.get(event.time or "")
        report = self._reading.report
        return Telling(
            at=Ref(report=self._report, id=event.id),
            type=event.type,
            status=self._find_status(event, time),
            people=frozenset(it.id for it in people),
            named=frozenset(
                it.id
                for it in people
                if it.type is EntityType.PERSON and not it.anonymous and not is_initial(it.name)
            ),
            actors=list_actors(event),
            days=_get_interval(time),
            others=() if time is None else tuple(_list_others(time)),
            borrowed=time is not None and self._owners[time.id] != event.id,
            spot=self._spots.get(event.place or ""),
            article=self._articles.get(event.provision or ""),
            published=report.published[:10] if report.published else None,
            voice=(report.publisher or self._report).casefold(),
            claims=tuple(Ref(report=self._report, id=claim) for claim in event.claims),
            decided=any(
                it.role is ParticipantRole.ACTOR and it.entity in self._bodies
                for it in event.participants
            ),
            place_in_text=number,
            scene=self._scenes.get(event.id),
        )

    def _find_status(self, event: Event, time: TimeExpression | None) -> EventStatus:
        """Return whether it is told as done: what is dated after the report is still to come."""
        published = self._reading.report.published
        days = _get_interval(time)
        late = days is not None and published is not None and days[0] > published[:10]
        return EventStatus.EXPECTED if late and event.status in DONE else event.status

    def _list_people(self, event: Event) -> Iterator[Identity | None]:
        subjects = [it.entity for it in event.participants if it.role is ParticipantRole.SUBJECT]
        for name in expand_groups(subjects, self._members):
            yield self._identity_of.get(Ref(report=self._report, id=name))


def list_actors(event: Event) -> frozenset[str]:
    """Return the entities that did something to others."""
    return frozenset(it.entity for it in event.participants if it.role is ParticipantRole.ACTOR)


def _find_owners(reading: Reading, times: Mapping[str, TimeExpression]) -> dict[str, str]:
    """Return, by time, the event that is told nearest to it."""
    found: dict[str, tuple[int, str]] = {}
    for event in reading.events:
        time = times.get(event.time or "")
        if time is not None:
            far = min(
                (max(begin - time.span.end, time.span.begin - end, 0))
                for begin, end in event.trigger.spans
            )
            if time.id not in found or far < found[time.id][0]:
                found[time.id] = (far, event.id)
    return {time: event for time, (_, event) in found.items()}


def _get_interval(time: TimeExpression | None) -> Interval | None:
    if time is None or time.begin is None or time.end is None:
        return None
    return (time.begin, time.end)


def _list_others(time: TimeExpression) -> Iterator[Interval]:
    for it in time.alternatives:
        if it.begin is not None and it.end is not None:
            yield (it.begin, it.end)
