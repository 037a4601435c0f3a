"""An invented report with everything in it, and its reading made by hand."""

from collections.abc import Iterable
from dataclasses import replace

from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
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
    Check,
    CheckKind,
    Event,
    EventStatus,
    Participant,
    ParticipantRole,
)
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.records.selector import Selector, Span
from sayso.records.value import (
    Interval,
    Penalty,
    PenaltyKind,
    PenaltyStatus,
    Provision,
    Quantity,
    TimeExpression,
    TimeType,
    Unit,
)

TEXT = """\
Reservist held after refusing to fight, wife says
A reservist from Verrin was detained last week after he refused to go to the front, his wife told \
Harbor News.
“They came for him at night,” Mira Tessaly said. “Nobody,” she added, “has told us where he is.”
Ilan Tessaly, 31, could face up to three years in prison or a fine of 40,000 crowns ($1,900) under \
Article 212 of the Criminal Code if convicted, according to his lawyer.
Around 200 conscripts are being held in a cellar in the village of Orsk in the Dalen region, the \
Lantern channel reported on Sunday, citing relatives.
The Defense Ministry denied that anyone was being held against his will.
Prosecutors intend to reopen a case against a 24-year-old man that was dropped in May, the lawyer \
said the ministry had confirmed.
"""


def make_report(text: str = TEXT) -> Report:
    return Report(
        id="harbor-1",
        title="Reservist held after refusing to fight, wife says",
        publisher="The Coast Gazette",
        url="https://gazette.example/reservist",
        published="2031-03-12",
        captured=None,
        language="en",
        sha256="ab" * 32,
        text=text.strip(),
    )


class Finder:
    """Finds words in a report, so that no test counts offsets by hand."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def span(self, words: str, *, after: str = "") -> Span:
        begin = self.report.text.index(words, self.report.text.index(after) if after else 0)
        return Span(begin, begin + len(words))

    def select(self, *words: str, after: str = "") -> Selector:
        return self.report.select(*(self.span(one, after=after) for one in words))


def make_reading(report: Report | None = None) -> Reading:
    report = make_report() if report is None else report
    find = Finder(report)
    return Reading(
        made_by=MadeBy(
            reader=Maker(name="sayso", version="0.1.0"),
            models=(Maker(name="a_model", version="1.0", sha256="cd" * 32),),
            languages=(Maker(name="en", version="1"),),
            packs=(Maker(name="military-refusal", version="1"),),
        ),
        report=report,
        entities=tuple(_make_entities(find)),
        times=tuple(_make_times(find)),
        places=tuple(_make_places()),
        quantities=(
            Quantity(
                id="q1",
                span=find.span("Around 200 conscripts"),
                text="Around 200 conscripts",
                value=200.0,
                approx=True,
                unit=Unit.PERSON,
                of="conscripts",
            ),
        ),
        claims=tuple(_make_claims(find)),
        provisions=(
            Provision(
                id="r1",
                span=find.span("Article 212 of the Criminal Code"),
                text="Article 212 of the Criminal Code",
                article="212",
            ),
        ),
        penalties=tuple(_make_penalties(find)),
        events=tuple(_make_events(find)),
        cases=tuple(_make_cases()),
        checks=(
            Check(
                kind=CheckKind.SINGLE_SOURCE,
                about=("c2", "c3"),
                message="Only Mira Tessaly says that Ilan Tessaly was detained.",
            ),
            Check(
                kind=CheckKind.CONTRADICTION,
                about=("c6", "c7"),
                message="Lantern reports 200 held; the Defense Ministry denies it.",
            ),
        ),
    )


def _make_entities(find: Finder) -> Iterable[Entity]:
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


def _make_times(find: Finder) -> Iterable[TimeExpression]:
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


def _make_places() -> Iterable[Place]:
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


def _make_claims(find: Finder) -> Iterable[Claim]:
    def link(entity: str, name: str, kind: SourceKind, span: Span | None = None) -> Link:
        return Link(entity=entity, name=name, kind=kind, span=span)

    def make(id_: str, content: Selector, style: Style, *chain: Link, **more: object) -> Claim:
        plain = Claim(
            id=id_,
            source=None,
            cue=None,
            content=content,
            style=style,
            chain=chain,
            certainty=Certainty.STATED,
            polarity=Polarity.POSITIVE,
            said=None,
            confidence=0.9,
        )
        return replace(plain, **more)  # type: ignore[arg-type]

    wife = link("e2", "Mira Tessaly", SourceKind.RELATIVE, find.span("his wife"))
    lawyer = link("e5", "lawyer", SourceKind.LAWYER, find.span("his lawyer"))
    yield make(
        "c1",
        find.select("Reservist held after refusing to fight"),
        Style.INDIRECT,
        wife,
        source=find.select("wife"),
        cue=find.select("says"),
    )
    yield make(
        "c2",
        find.select(
            "A reservist from Verrin was detained last week after he refused to go to the front"
        ),
        Style.INDIRECT,
        link("e4", "Harbor News", SourceKind.OUTLET, find.span("Harbor News")),
        wife,
        source=find.select("his wife"),
        cue=find.select("told"),
    )
    yield make(
        "c3",
        find.select("“They came for him at night,”"),
        Style.DIRECT,
        wife,
        source=find.select("Mira Tessaly"),
        cue=find.select("said"),
    )
    yield make(
        "c4",
        find.select("“Nobody,”", "“has told us where he is.”"),
        Style.DIRECT,
        wife,
        source=find.select("she", after="Nobody"),
        cue=find.select("added"),
    )
    yield make(
        "c5",
        find.select(
            "Ilan Tessaly, 31, could face up to three years in prison or a fine of 40,000 crowns "
            "($1,900) under Article 212 of the Criminal Code if convicted"
        ),
        Style.INDIRECT,
        lawyer,
        source=find.select("his lawyer"),
        cue=find.select("according to"),
        certainty=Certainty.CONDITIONAL,
    )
    yield make(
        "c6",
        find.select(
            "Around 200 conscripts are being held in a cellar in the village of Orsk in the "
            "Dalen region"
        ),
        Style.INDIRECT,
        link("e9", "Lantern", SourceKind.CHANNEL, find.span("Lantern")),
        link("e10", "relatives", SourceKind.RELATIVE, find.span("relatives")),
        source=find.select("the Lantern channel"),
        cue=find.select("reported", "citing", after="Lantern"),
        said="t3",
    )
    yield make(
        "c7",
        find.select("that anyone was being held against his will"),
        Style.INDIRECT,
        link("e11", "Defense Ministry", SourceKind.OFFICIAL, find.span("Defense Ministry")),
        source=find.select("The Defense Ministry"),
        cue=find.select("denied"),
        polarity=Polarity.NEGATIVE,
    )
    yield make(
        "c8",
        find.select(
            "Prosecutors intend to reopen a case against a 24-year-old man that was dropped in May",
            "the ministry had confirmed",
        ),
        Style.INDIRECT,
        lawyer,
        source=find.select("the lawyer"),
        cue=find.select("said", after="the lawyer"),
    )
    yield make(
        "c9",
        find.select(
            "Prosecutors intend to reopen a case against a 24-year-old man that was dropped in May"
        ),
        Style.INDIRECT,
        lawyer,
        link("e11", "Defense Ministry", SourceKind.OFFICIAL, find.span("the ministry")),
        source=find.select("the ministry"),
        cue=find.select("confirmed"),
        certainty=Certainty.EXPECTED,
    )
    yield make("c10", find.select("a case against a 24-year-old man"), Style.OWN)


def _make_penalties(find: Finder) -> Iterable[Penalty]:
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


def _make_events(find: Finder) -> Iterable[Event]:
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


def _make_cases() -> Iterable[Case]:
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


def make_bare_reading(text: str = "Nothing is known.", *, title: str | None = None) -> Reading:
    """Return a reading of a report of which nothing but its text is known."""
    report = replace(make_report(text), text=text, title=title, publisher=None, url=None)
    return Reading(
        made_by=MadeBy(
            reader=Maker(name="sayso", version="0.1.0"), models=(), languages=(), packs=()
        ),
        report=replace(report, published=None),
        entities=(),
        times=(),
        places=(),
        quantities=(),
        claims=(),
        provisions=(),
        penalties=(),
        events=(),
        cases=(),
        checks=(),
    )
