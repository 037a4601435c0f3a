"""Accounts of one invented case, made by hand: one report, one source, one event each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.records.casefile import CaseFile, Identity, Origin, Ref, Step
from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
from sayso.records.entity import Entity, EntityType, Place
from sayso.records.event import (
    Case,
    CaseKind,
    Event,
    EventStatus,
    Participant,
    ParticipantRole,
)
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.records.selector import Selector, Span
from sayso.records.value import (
    Penalty,
    PenaltyKind,
    PenaltyStatus,
    Provision,
    Quantity,
    TimeExpression,
    TimeType,
    Unit,
)

_WHOLE = "s1"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one report tells of one step.

    Attributes:
        number: Of the report; its SHA-256 is made of it.
        source: Who says so; the report itself where ``None``.
        days: First and last day of the step; ``written``: whether its words are figures.
        term: Months; ``count``: of soldiers; ``article``: article and part.
        text: The report's words, where they matter; the values' words stand in them.
    """

    number: int
    source: str | None = None
    publisher: str | None = None
    published: str | None = "2024-03-20"
    type: str = "sentence"
    status: EventStatus = EventStatus.HAPPENED
    days: tuple[str, str] | None = None
    written: bool = True
    place: Place | None = None
    place_name: str = "Zaitseve"
    count: Quantity | None = None
    term: float | None = None
    term_words: str = "a term"
    penalty: PenaltyStatus = PenaltyStatus.IMPOSED
    suspended: bool = False
    article: tuple[str, str | None] | None = None
    age: int | None = None
    name: str = "Oleg Gorelov"
    text: str = ""
    language: str = "en"


def figure(
    value: float | None = None,
    *,
    low: float | None = None,
    high: float | None = None,
    approx: bool = False,
) -> Quantity:
    """Return a count of soldiers."""
    return Quantity(
        id="q1",
        span=Span(begin=0, end=1),
        text=f"{value or low or high:g}",
        value=value,
        min=low,
        max=high,
        approx=approx,
        unit=Unit.PERSON,
        of="soldiers",
    )


def village(name: str, *, code: str, admin1: str = "Luhansk") -> Place:
    """Return a settlement that the gazetteer knows."""
    return Place(
        entity="e2",
        feature="settlement",
        lat=None,
        lon=None,
        approx=None,
        country="UA",
        admin1=admin1,
        geonames=None,
        katottg=code,
        candidates=(),
        within=None,
    )


def region(admin1: str) -> Place:
    """Return a region."""
    return replace(village(admin1, code=""), feature="region", katottg=None, admin1=admin1)


def read(told: Told) -> Reading:
    """Return the reading of a report that tells no more than that."""
    text = told.text or "x" * 200
    everything = Span(begin=0, end=len(text))
    claim = Claim(
        id="c1",
        source=None,
        cue=None,
        content=Selector(spans=(everything,), text=text),
        style=Style.OWN if told.source is None else Style.INDIRECT,
        chain=()
        if told.source is None
        else (Link(entity=None, name=told.source, kind=SourceKind.PERSON, span=None),),
        certainty=Certainty.STATED,
        polarity=Polarity.POSITIVE,
        said=None,
        confidence=1.0,
    )
    subject = "e1" if told.count is None else "e3"
    event = Event(
        id="v1",
        type=told.type,
        trigger=Selector(spans=(Span(begin=10, end=15),), text="telling"[:5]),
        participants=(Participant(role=ParticipantRole.SUBJECT, entity=subject),),
        time=None if told.days is None else "t1",
        place=None if told.place is None else "e2",
        status=told.status,
        claims=("c1",),
        provision=None if told.article is None else "r1",
    )
    return Reading(
        made_by=MadeBy(reader=Maker(name="sayso", version="0"), models=(), languages=(), packs=()),
        report=Report(
            id=f"r{told.number}",
            title=None,
            publisher=told.publisher or f"Outlet {told.number}",
            url=None,
            published=told.published,
            captured=None,
            language=told.language,
            sha256=f"{told.number:064x}",
            text=text,
        ),
        entities=_list_entities(told),
        times=_list_times(told),
        places=() if told.place is None else (told.place,),
        quantities=() if told.count is None else (told.count,),
        claims=(claim,),
        provisions=_list_provisions(told),
        penalties=_list_penalties(told),
        events=(event,),
        cases=(
            Case(
                id="k1",
                subjects=("e1",),
                kind=CaseKind.PROSECUTION,
                stage=told.type,
                events=("v1",),
                provisions=() if told.article is None else ("r1",),
                penalties=() if told.term is None else ("p1",),
            ),
        ),
        checks=(),
    )


def _list_entities(told: Told) -> tuple[Entity, ...]:
    at = (Span(begin=0, end=2),)
    return (
        Entity(id="e1", type=EntityType.PERSON, name=told.name, mentions=at, age=told.age),
        *(
            ()
            if told.place is None
            else (Entity(id="e2", type=EntityType.PLACE, name=told.place_name, mentions=at),)
        ),
        *(
            ()
            if told.count is None
            else (Entity(id="e3", type=EntityType.GROUP, name="soldiers", mentions=at),)
        ),
    )


def _list_times(told: Told) -> tuple[TimeExpression, ...]:
    if told.days is None:
        return ()
    begin, end = told.days
    return (
        TimeExpression(
            id="t1",
            span=Span(begin=5, end=9),
            text=begin if told.written else "on a weekday",
            type=TimeType.DATE,
            value=begin,
            begin=begin,
            end=end,
        ),
    )


def _list_provisions(told: Told) -> tuple[Provision, ...]:
    if told.article is None:
        return ()
    article, part = told.article
    words = f"Article {article}"
    return (
        Provision(id="r1", span=Span(begin=20, end=30), text=words, article=article, part=part),
    )


def _list_penalties(told: Told) -> tuple[Penalty, ...]:
    if told.term is None:
        return ()
    return (
        Penalty(
            id="p1",
            span=Span(begin=30, end=40),
            text=told.term_words,
            kind=PenaltyKind.IMPRISONMENT,
            min=told.term,
            max=told.term,
            unit="month",
            entity="e1",
            event="v1",
            status=told.penalty,
            suspended=told.suspended,
        ),
    )


def make_case(readings: Iterable[Reading]) -> CaseFile:
    """Return the case of which all the readings tell: one step for each type and status."""
    readings = list(readings)
    steps: dict[tuple[str, bool], list[Ref]] = {}
    sources: dict[str, list[Ref]] = {}
    for reading in readings:
        key = reading.report.sha256
        (event,), (claim,) = reading.events, reading.claims
        denied = event.status is EventStatus.DENIED
        steps.setdefault((event.type, denied), []).append(Ref(report=key, id=event.id))
        name = claim.chain[-1].name if claim.chain else str(reading.report.publisher)
        sources.setdefault(name, []).append(Ref(report=key, id=claim.id))
    return CaseFile(
        id="k0",
        kind=CaseKind.PROSECUTION,
        stage=None,
        subjects=(
            Identity(
                id="p0",
                type=EntityType.PERSON,
                name="Oleg Gorelov",
                spellings=("Oleg Gorelov",),
                members=tuple(Ref(report=it.report.sha256, id="e1") for it in readings),
            ),
        ),
        matters=tuple(Ref(report=it.report.sha256, id="k1") for it in readings),
        history=tuple(
            Step(
                id=f"s{number}",
                type=type_,
                status=EventStatus.DENIED if denied else EventStatus.HAPPENED,
                begin=None,
                end=None,
                place=None,
                events=tuple(events),
                claims=tuple(replace(it, id="c1") for it in events),
                reports=tuple(it.report for it in events),
            )
            for number, ((type_, denied), events) in enumerate(sorted(steps.items()), start=1)
        ),
        reports=tuple(it.report.sha256 for it in readings),
        origins=tuple(
            Origin(
                id=f"o{name}",
                name=name,
                kind=SourceKind.PERSON,
                claims=tuple(claims),
                reports=tuple(it.report for it in claims),
            )
            for name, claims in sorted(sources.items())
        ),
    )
