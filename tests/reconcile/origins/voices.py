"""Short readings of several reports on one case, for the rules about whose word it rests on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from sayso.records.casefile import CaseFile, Identity, Ref, Step
from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
from sayso.records.entity import Entity, EntityType, Gender, Relation, RelationType
from sayso.records.event import Case, CaseKind, Event, EventStatus
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.records.selector import Selector, Span

SUBJECT = "Timur Salakhov"
_MEDIA = {SourceKind.OUTLET: EntityType.OUTLET, SourceKind.CHANNEL: EntityType.CHANNEL}
_KIN = {"wife": RelationType.SPOUSE, "mother": RelationType.PARENT, "sister": RelationType.SIBLING}


@dataclass(frozen=True, kw_only=True)
class Voice:
    """Somebody at one place of a chain: "relative", "Irina Sorokina", perhaps the "wife"."""

    kind: SourceKind
    name: str
    is_a: str | None = None


@dataclass(frozen=True, kw_only=True)
class Saying:
    """A statement of a report: what it tells, and whom it cites, nearest to it first."""

    steps: tuple[str, ...]
    chain: tuple[Voice, ...] = ()
    cue: str | None = None
    words: str | None = None


def voice(kind: str, name: str, is_a: str | None = None) -> Voice:
    """Return somebody cited."""
    return Voice(kind=SourceKind(kind), name=name, is_a=is_a)


def says(
    *steps: str, by: Sequence[Voice] = (), cue: str | None = None, words: str | None = None
) -> Saying:
    """Return a statement that tells steps; without a chain in the report's own voice."""
    return Saying(steps=steps, chain=tuple(by), cue=cue, words=words)


def report(
    publisher: str | None,
    published: str | None,
    *sayings: Saying,
    url: str | None = None,
    language: str = "en",
) -> Reading:
    """Return the reading of a report whose only case is that of `SUBJECT`."""
    lines = [
        it.words or f"Line {number} tells {', '.join(it.steps)}."
        for number, it in enumerate(sayings)
    ]
    text = "\n".join(lines)
    entities = {SUBJECT: Entity(id="e1", type=EntityType.PERSON, name=SUBJECT, mentions=())}
    for saying in sayings:
        for it in saying.chain:
            entities.setdefault(it.name, _make_entity(len(entities) + 1, it))
    made = Report(
        id="r",
        title=None,
        publisher=publisher,
        url=url,
        published=published,
        captured=None,
        language=language,
        sha256=sha256(repr((publisher, published, sayings)).encode()).hexdigest(),
        text=text,
    )
    claims, starts = [], []
    for number, (line, saying) in enumerate(zip(lines, sayings, strict=True), start=1):
        begin = sum(len(it) + 1 for it in lines[: number - 1])
        starts.append(begin)
        claims.append(
            Claim(
                id=f"c{number}",
                source=None,
                cue=None
                if saying.cue is None
                else Selector(spans=(Span(0, len(saying.cue)),), text=saying.cue),
                content=made.select((begin, begin + len(line))),
                style=Style.INDIRECT if saying.chain else Style.OWN,
                chain=tuple(
                    Link(entity=entities[it.name].id, name=it.name, kind=it.kind, span=None)
                    for it in saying.chain
                ),
                certainty=Certainty.STATED,
                polarity=Polarity.POSITIVE,
                said=None,
                confidence=0.9,
            )
        )
    told: dict[str, list[str]] = defaultdict(list)
    for claim, saying in zip(claims, sayings, strict=True):
        for step in saying.steps:
            told[step].append(claim.id)
    events = tuple(
        Event(
            id=f"v{number}",
            type=step,
            trigger=made.select((0, 4)),
            claims=tuple(ids),
        )
        for number, (step, ids) in enumerate(told.items(), start=1)
    )
    return Reading(
        made_by=MadeBy(reader=Maker(name="sayso", version="0"), models=(), languages=(), packs=()),
        report=made,
        entities=tuple(entities.values()),
        times=(),
        places=(),
        quantities=(),
        claims=tuple(claims),
        provisions=(),
        penalties=(),
        events=events,
        cases=(
            Case(
                id="k1",
                subjects=("e1",),
                kind=CaseKind.INCIDENT,
                stage=None,
                events=tuple(it.id for it in events),
                claims=tuple(it.id for it in claims),
            ),
        ),
        checks=(),
    )


def make_case(
    readings: Sequence[Reading], *, status: Mapping[str, EventStatus] | None = None
) -> CaseFile:
    """Return the case that the readings are about: one step for each type of event."""
    ordered = sorted(readings, key=lambda it: (it.report.published or "9999", it.report.sha256))
    types = dict.fromkeys(event.type for it in ordered for event in it.events)
    history = []
    for number, type_ in enumerate(types, start=1):
        events = [(it, event) for it in ordered for event in it.events if event.type == type_]
        history.append(
            Step(
                id=f"s{number}",
                type=type_,
                status=(status or {}).get(type_, EventStatus.HAPPENED),
                begin=None,
                end=None,
                place=None,
                events=tuple(Ref(report=it.report.sha256, id=e.id) for it, e in events),
                claims=tuple(
                    Ref(report=it.report.sha256, id=claim) for it, e in events for claim in e.claims
                ),
                reports=tuple(dict.fromkeys(it.report.sha256 for it, _ in events)),
            )
        )
    members = tuple(Ref(report=it.report.sha256, id="e1") for it in ordered)
    subject = Identity(
        id="p1", type=EntityType.PERSON, name=SUBJECT, spellings=(SUBJECT,), members=members
    )
    return CaseFile(
        id="k1",
        kind=CaseKind.INCIDENT,
        stage=None,
        subjects=(subject,),
        matters=tuple(Ref(report=it.report.sha256, id="k1") for it in ordered),
        history=tuple(history),
        reports=tuple(it.report.sha256 for it in ordered),
    )


def index(readings: Sequence[Reading]) -> dict[str, Reading]:
    """Return readings by the SHA-256 of their reports."""
    return {it.report.sha256: it for it in readings}


def _make_entity(number: int, it: Voice) -> Entity:
    anonymous = it.name == it.name.lower()
    kind = _MEDIA.get(it.kind, EntityType.PERSON)
    if it.kind in {SourceKind.COURT, SourceKind.OFFICIAL, SourceKind.ORGANIZATION}:
        kind = EntityType.ORGANIZATION
    kin = it.is_a or it.name
    relations = (Relation(type=_KIN[kin], to="e1"),) if kin in _KIN else ()
    if it.kind is SourceKind.LAWYER:
        relations = (Relation(type=RelationType.LAWYER_OF, to="e1"),)
    return Entity(
        id=f"e{number}",
        type=EntityType.GROUP if it.name == "relatives" else kind,
        name=it.name,
        mentions=(Span(0, 4),),
        gender=Gender.FEMALE if kin in _KIN else None,
        anonymous=anonymous,
        relations=relations,
    )


def add_event(reading: Reading, type_: str, at: int) -> Reading:
    """Return a reading with an event more that no statement tells, told at a character."""
    made = Event(id="v99", type=type_, trigger=reading.report.select((at, at + 4)), claims=())
    return replace(reading, events=(*reading.events, made))


def retell(reading: Reading, publisher: str | None, published: str) -> Reading:
    """Return a reading of the same text as another medium published it."""
    key = sha256(repr((publisher, published, reading.report.text)).encode()).hexdigest()
    changed = replace(
        reading.report, publisher=publisher, published=published, sha256=key, url=None
    )
    return replace(reading, report=changed)
