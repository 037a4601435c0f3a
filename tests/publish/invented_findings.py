"""What there is to find in the invented report, beside its statements."""

from collections.abc import Iterable
from dataclasses import replace

from invented_report import Finder

from sayso.records.entity import (
    Approximation,
    Entity,
    EntityType,
    Gender,
    Place,
    PlaceCandidate,
    Relation,
    RelationType,
)
from sayso.records.event import (
    Case,
    CaseKind,
    Event,
    EventStatus,
    Participant,
    ParticipantRole,
)
from sayso.records.selector import Span
from sayso.records.value import (
    Interval,
    Penalty,
    PenaltyKind,
    PenaltyStatus,
    TimeExpression,
    TimeType,
)


def make_entities(find: Finder) -> Iterable[Entity]:
    def make(id_: str, type_: EntityType, name: str, *mentions: Span, **more: object) -> Entity:
        plain = Entity(id=id_, type=type_, name=name, mentions=mentions)
        return replace(plain, **more)  # type: ignore[arg-type]

    yield make(
        "e1",
        EntityType.PERSON,
        "Ilan Tessaly",
        find.span("Reservist"),
        find.span("A reservist"),
        find.span("Ilan Tessaly"),
        roles=("reservist",),
        age=31,
        gender=Gender.MALE,
        relations=(Relation(type=RelationType.SPOUSE, to="e2"),),
    )
    yield make(
        "e2",
        EntityType.PERSON,
        "Mira Tessaly",
        find.span("his wife"),
        find.span("Mira Tessaly"),
        find.span("she", after="Nobody"),
        gender=Gender.FEMALE,
        relations=(Relation(type=RelationType.SPOUSE, to="e1"),),
    )
    yield make("e3", EntityType.PLACE, "Verrin", find.span("Verrin"))
    yield make("e4", EntityType.OUTLET, "Harbor News", find.span("Harbor News"))
    yield make(
        "e5",
        EntityType.PERSON,
        "lawyer",
        find.span("his lawyer"),
        find.span("the lawyer"),
        anonymous=True,
        relations=(Relation(type=RelationType.LAWYER_OF, to="e1"),),
    )
    yield make("e6", EntityType.GROUP, "conscripts", find.span("Around 200 conscripts"), count=200)
    yield make("e7", EntityType.PLACE, "Orsk", find.span("Orsk"))
    yield make("e8", EntityType.PLACE, "Dalen region", find.span("Dalen region"))
    yield make("e9", EntityType.CHANNEL, "Lantern", find.span("Lantern"))
    yield make("e10", EntityType.GROUP, "relatives", find.span("relatives"), anonymous=True)
    yield make(
        "e11",
        EntityType.ORGANIZATION,
        "Defense Ministry",
        find.span("Defense Ministry"),
        find.span("the ministry"),
    )
    yield make(
        "e12",
        EntityType.PERSON,
        "24-year-old man",
        find.span("a 24-year-old man"),
        age=24,
        anonymous=True,
    )


def make_times(find: Finder) -> Iterable[TimeExpression]:
    yield TimeExpression(
        id="t1",
        span=find.span("last week"),
        text="last week",
        type=TimeType.DATE,
        value="2031-W10",
        begin="2031-03-03",
        end="2031-03-09",
        anchor="published",
        alternatives=(Interval(value="2031-W11", begin="2031-03-05", end="2031-03-11"),),
    )
    yield TimeExpression(
        id="t2",
        span=find.span("up to three years"),
        text="up to three years",
        type=TimeType.DURATION,
        value="P3Y",
        mod="EQUAL_OR_LESS",
    )
    yield TimeExpression(
        id="t3",
        span=find.span("Sunday"),
        text="Sunday",
        type=TimeType.DATE,
        value="2031-03-09",
        begin="2031-03-09",
        end="2031-03-09",
        anchor="published",
    )
    yield TimeExpression(
        id="t4", span=find.span("May"), text="May", type=TimeType.DATE, value="XXXX-05"
    )


def make_places() -> Iterable[Place]:
    orsks = tuple(
        PlaceCandidate(
            name="Orsk",
            feature="settlement",
            country="UA",
            admin1=admin1,
            lat=None,
            lon=None,
            geonames=None,
            katottg=code,
        )
        for admin1, code in (("Dalen", "UA01"), ("Verr", "UA02"))
    )
    yield Place(
        entity="e3",
        feature="settlement",
        lat=48.5,
        lon=39.25,
        approx=None,
        country="UA",
        admin1="Verr",
        geonames=123,
        katottg=None,
        candidates=(),
        within=None,
    )
    yield Place(
        entity="e7",
        feature="settlement",
        lat=None,
        lon=None,
        approx=Approximation(lat=49.0, lon=38.0, radius_km=35.0),
        country="UA",
        admin1="Dalen",
        geonames=None,
        katottg="UA01",
        candidates=orsks,
        within="e8",
    )


def make_penalties(find: Finder) -> Iterable[Penalty]:
    yield Penalty(
        id="p1",
        span=find.span("up to three years in prison"),
        text="up to three years in prison",
        kind=PenaltyKind.IMPRISONMENT,
        max=3.0,
        unit="year",
        entity="e1",
    )
    yield Penalty(
        id="p2",
        span=find.span("a fine of 40,000 crowns ($1,900)"),
        text="a fine of 40,000 crowns ($1,900)",
        kind=PenaltyKind.FINE,
        min=40000.0,
        max=40000.0,
        unit="money",
        currency="CZK",
        alternative_of="p1",
        entity="e1",
        status=PenaltyStatus.FACED,
    )


def make_events(find: Finder) -> Iterable[Event]:
    subject = Participant(role=ParticipantRole.SUBJECT, entity="e1")
    actor = Participant(role=ParticipantRole.ACTOR, entity="e11")
    yield Event(
        id="v1",
        type="detention",
        trigger=find.select("detained"),
        participants=(subject,),
        time="t1",
        place="e3",
        claims=("c1", "c2"),
    )
    yield Event(
        id="v2",
        type="refusal",
        trigger=find.select("refused"),
        participants=(subject,),
        claims=("c2",),
    )
    yield Event(
        id="v3",
        type="confinement",
        trigger=find.select("held", after="Around 200"),
        participants=(Participant(role=ParticipantRole.SUBJECT, entity="e6"), actor),
        place="e7",
        claims=("c6",),
        status=EventStatus.ALLEGED,
    )
    yield Event(
        id="v4",
        type="charges_dropped",
        trigger=find.select("dropped"),
        participants=(Participant(role=ParticipantRole.SUBJECT, entity="e12"),),
        time="t4",
        claims=("c9",),
    )
    yield Event(
        id="v5",
        type="reopening",
        trigger=find.select("reopen"),
        participants=(Participant(role=ParticipantRole.SUBJECT, entity="e12"),),
        claims=("c8", "c9"),
        status=EventStatus.INTENDED,
    )


def make_cases() -> Iterable[Case]:
    yield Case(
        id="k1",
        subjects=("e1",),
        kind=CaseKind.PROSECUTION,
        stage="detention",
        events=("v2", "v1"),
        provisions=("r1",),
        penalties=("p1", "p2"),
        claims=("c1", "c2", "c5"),
    )
    yield Case(
        id="k2",
        subjects=("e6",),
        kind=CaseKind.INCIDENT,
        stage="confinement",
        events=("v3",),
        claims=("c6",),
    )
    yield Case(
        id="k3",
        subjects=("e12",),
        kind=CaseKind.PROSECUTION,
        stage="charges_dropped",
        events=("v4", "v5"),
        claims=("c8", "c9"),
    )
