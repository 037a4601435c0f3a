"""Readings made by hand, for the rules about cases and checks."""

from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
from sayso.records.entity import Entity, EntityType, Relation, RelationType
from sayso.records.event import Event, EventStatus, Participant, ParticipantRole
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.records.selector import Selector, Span
from sayso.records.value import Quantity, TimeExpression, TimeType, Unit

TEXT = "x" * 5000


def person(number: int, name: str, *, anonymous: bool = False, member_of: str = "") -> Entity:
    relations = (Relation(type=RelationType.MEMBER_OF, to=member_of),) if member_of else ()
    return Entity(
        id=f"e{number}",
        type=EntityType.PERSON,
        name=name,
        mentions=(Span(number, number + 1),),
        anonymous=anonymous,
        relations=relations,
    )


def group(number: int, name: str, *, count: int | None = None) -> Entity:
    return Entity(
        id=f"e{number}",
        type=EntityType.GROUP,
        name=name,
        mentions=(Span(number, number + 1),),
        anonymous=True,
        count=count,
    )


def event(
    number: int,
    type_: str,
    *subjects: str,
    time: str | None = None,
    status: EventStatus = EventStatus.HAPPENED,
    claims: tuple[str, ...] = (),
) -> Event:
    return Event(
        id=f"v{number}",
        type=type_,
        trigger=Selector(spans=(Span(number * 10, number * 10 + 5),), text=type_),
        participants=tuple(
            Participant(role=ParticipantRole.SUBJECT, entity=subject) for subject in subjects
        ),
        time=time,
        status=status,
        claims=claims,
    )


def day(number: int, begin: str | None, *, text: str = "Monday") -> TimeExpression:
    return TimeExpression(
        id=f"t{number}",
        span=Span(number, number + 1),
        text=text,
        type=TimeType.DATE,
        value=begin or "XXXX-WXX-1",
        begin=begin,
        end=begin,
    )


def claim(number: int, *chain: Entity) -> Claim:
    return Claim(
        id=f"c{number}",
        source=None,
        cue=None,
        content=Selector(spans=(Span(number * 100, number * 100 + 50),), text="x"),
        style=Style.INDIRECT if chain else Style.OWN,
        chain=tuple(
            Link(entity=source.id, name=source.name, kind=SourceKind.PERSON, span=None)
            for source in chain
        ),
        certainty=Certainty.STATED,
        polarity=Polarity.POSITIVE,
        said=None,
        confidence=1.0,
    )


def figure(
    number: int,
    at: int,
    value: float,
    of: str,
    *,
    unit: Unit = Unit.PERSON,
    approx: bool = False,
) -> Quantity:
    return Quantity(
        id=f"q{number}",
        span=Span(at, at + 2),
        text=f"{value:g}",
        value=value,
        approx=approx,
        unit=unit,
        of=of,
    )


def reading(
    *,
    entities: tuple[Entity, ...] = (),
    events: tuple[Event, ...] = (),
    times: tuple[TimeExpression, ...] = (),
    claims: tuple[Claim, ...] = (),
    quantities: tuple[Quantity, ...] = (),
    published: str | None = "2023-02-01",
) -> Reading:
    return Reading(
        made_by=MadeBy(reader=Maker(name="sayso", version="0"), models=(), languages=(), packs=()),
        report=Report(
            id="r",
            title=None,
            publisher=None,
            url=None,
            published=published,
            captured=None,
            language="en",
            sha256="0" * 64,
            text=TEXT,
        ),
        entities=entities,
        times=times,
        places=(),
        quantities=quantities,
        claims=claims,
        provisions=(),
        penalties=(),
        events=events,
        cases=(),
        checks=(),
    )
