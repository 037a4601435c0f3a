"""Short readings of several reports, for the rules about cases across reports.

A report is a list of rows "type who [days] [at place] [status]": "detention Orlov 2024-03-02".
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from sayso.cases.across.assembling import assemble_cases
from sayso.cases.assemble import make_cases
from sayso.packs.pack import get_pack
from sayso.records.casefile import CaseFile, Identity, Ref, Step
from sayso.records.entity import Entity, EntityType, Place
from sayso.records.event import Event, EventStatus, Participant, ParticipantRole
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.records.ruling import NO_RULINGS, Rulings
from sayso.records.selector import Selector, Span
from sayso.records.value import Penalty, Provision, TimeExpression, TimeType

PACK = get_pack("military-refusal")


@dataclass(frozen=True, kw_only=True)
class Told:
    """One event of a report in short: whom it befell is by name; a group is "12 soldiers"."""

    type: str
    who: tuple[str, ...]
    days: tuple[str, str] | None = None
    at: str | None = None
    status: EventStatus = EventStatus.HAPPENED
    article: str | None = None


def told(
    type_: str,
    *who: str,
    on: str | None = None,
    to: str | None = None,
    at: str | None = None,
    status: str = "happened",
    article: str | None = None,
) -> Told:
    """Return an event: ``on`` the first day, ``to`` the last where it is another."""
    days = None if on is None else (on, to or on)
    return Told(type=type_, who=who, days=days, at=at, status=EventStatus(status), article=article)


def report(
    published: str | None,
    *events: Told,
    publisher: str | None = None,
    penalties: Sequence[Penalty] = (),
) -> Reading:
    """Return the reading of a report that tells of some events, with its cases."""
    people = list(dict.fromkeys(name for it in events for name in it.who))
    places = list(dict.fromkeys(it.at for it in events if it.at is not None))
    entities = tuple(
        _make_entity(number, name, place=name in places)
        for number, name in enumerate([*people, *places], start=1)
    )
    id_of = {it.name if it.count is None else f"{it.count} {it.name}": it.id for it in entities}
    text = repr((published, publisher, events))
    provisions = tuple(
        Provision(
            id=f"r{number}",
            span=Span(100 * number, 100 * number + 5),
            text=it.article,
            code="RU-CC",
            article=it.article,
        )
        for number, it in enumerate(events, start=1)
        if it.article is not None
    )
    reading = Reading(
        made_by=MadeBy(reader=Maker(name="sayso", version="0"), models=(), languages=(), packs=()),
        report=Report(
            id="r",
            title=None,
            publisher=publisher,
            url=None,
            published=published,
            captured=None,
            language="en",
            sha256=sha256(text.encode()).hexdigest(),
            text="x" * 5000,
        ),
        entities=entities,
        times=tuple(
            TimeExpression(
                id=f"t{number}",
                span=Span(100 * number, 100 * number + 5),
                text="then",
                type=TimeType.DATE,
                value="",
                begin=it.days[0],
                end=it.days[1],
            )
            for number, it in enumerate(events, start=1)
            if it.days is not None
        ),
        places=tuple(
            Place(
                entity=id_of[name],
                feature="settlement",
                lat=None,
                lon=None,
                approx=None,
                country=None,
                admin1=None,
                geonames=None,
                katottg=None,
                candidates=(),
                within=None,
            )
            for name in places
        ),
        quantities=(),
        claims=(),
        provisions=provisions,
        penalties=tuple(penalties),
        events=tuple(
            Event(
                id=f"v{number}",
                type=it.type,
                trigger=Selector(spans=(Span(100 * number, 100 * number + 5),), text=it.type),
                participants=tuple(
                    Participant(role=ParticipantRole.SUBJECT, entity=id_of[name]) for name in it.who
                ),
                time=None if it.days is None else f"t{number}",
                place=None if it.at is None else id_of[it.at],
                status=it.status,
                claims=(f"c{number}",),
                provision=None if it.article is None else f"r{number}",
            )
            for number, it in enumerate(events, start=1)
        ),
        cases=(),
        checks=(),
    )
    return replace(reading, cases=make_cases(reading, PACK))


def _make_entity(number: int, name: str, *, place: bool) -> Entity:
    figure, _, rest = name.partition(" ")
    counted = figure.isdecimal()
    kind = EntityType.GROUP if counted or name.islower() else EntityType.PERSON
    return Entity(
        id=f"e{number}",
        type=EntityType.PLACE if place else kind,
        name=rest if counted else name,
        mentions=(Span(number, number + 1),),
        anonymous=not place and (counted or name.islower()),
        count=int(figure) if counted else None,
    )


def identify(readings: Sequence[Reading]) -> tuple[Identity, ...]:
    """Return who is who, by name alone: every Orlov is one; whoever has no name is himself."""
    members: defaultdict[str, list[Ref]] = defaultdict(list)
    entities: dict[str, Entity] = {}
    for reading in sorted(readings, key=lambda it: (it.report.published or "", it.report.sha256)):
        for it in reading.entities:
            subject = any(it.id in case.subjects for case in reading.cases)
            if it.type is EntityType.PERSON or (it.type is EntityType.GROUP and subject):
                at = Ref(report=reading.report.sha256, id=it.id)
                key = f"{at}" if it.anonymous else it.name
                members[key].append(at)
                entities.setdefault(key, it)
    return tuple(
        Identity(
            id="p" + sha256(key.encode()).hexdigest()[:10],
            type=entities[key].type,
            name=entities[key].name,
            spellings=(entities[key].name,),
            members=tuple(ats),
            anonymous=entities[key].anonymous,
            count=entities[key].count,
        )
        for key, ats in members.items()
    )


def assemble(*readings: Reading, rulings: Rulings = NO_RULINGS) -> tuple[CaseFile, ...]:
    """Return the cases of some reports."""
    by_report = {it.report.sha256: it for it in readings}
    return assemble_cases(by_report, identify(readings), PACK, rulings)


def list_history(case: CaseFile) -> list[tuple[str, str, str | None, int]]:
    """Return a case's steps in short: type, status, first day, how many reports tell it."""
    return [_say(it) for it in case.history]


def _say(step: Step) -> tuple[str, str, str | None, int]:
    return (step.type, step.status.value, step.begin, len(step.reports))


def refer(reading: Reading, finding: str) -> Ref:
    """Return a finding of a reading as what decisions and records call it."""
    return Ref(report=reading.report.sha256, id=finding)
