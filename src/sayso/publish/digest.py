"""What a reading holds, in words and in the order in which a reader wants it.

The page for the terminal and the page for the browser both print a digest, so that
they never say different things.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.publish.wording import (
    CERTAINTIES,
    EVENT_STATUSES,
    POLARITIES,
    SOURCE_KINDS,
    STYLES,
    say_count,
    say_day,
    say_list,
    say_penalty,
    say_provision,
    say_relation,
    say_time,
    say_word,
)
from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
from sayso.records.entity import Entity, EntityType, RelationType
from sayso.records.event import Case, Event, ParticipantRole
from sayso.records.reading import Reading
from sayso.records.selector import Selector, Span

_DOUBTFUL = 0.5  # confidence under which a claim is wrong as often as right
_KIN = frozenset(
    {
        RelationType.SPOUSE,
        RelationType.PARENT,
        RelationType.CHILD,
        RelationType.SIBLING,
        RelationType.RELATIVE,
    }
)
_RELATIONS_OF_KIND: Mapping[SourceKind, frozenset[RelationType]] = {
    SourceKind.RELATIVE: _KIN,
    SourceKind.LAWYER: frozenset({RelationType.LAWYER_OF}),
}
_HEADLINE_LENGTH = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One source of a statement's chain.

    Attributes:
        name: Its name in the report.
        what: What it is here: "wife of Yuri Degtyarev", "channel".
        entity: Its entity id, or ``None``.
    """

    name: str
    what: str
    entity: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement, in words.

    Attributes:
        number: Counted from 1, in text order.
        claim: The finding itself.
        steps: From the origin to the step nearest to the report (the way the word came).
        marks: What to know before believing it: "alleged", "denial", "at second hand".
        style: "quoted", "paraphrased", ...
        content: The words stated, pieces set apart by an ellipsis.
        cue: The words that attribute, or ``None``.
        said: When it was said, in words, or ``None`` where the report does not say.
    """

    number: int
    claim: Claim
    steps: tuple[Step, ...]
    marks: tuple[str, ...]
    style: str
    content: str
    cue: str | None
    said: str | None

    @property
    def own(self) -> bool:
        """Whether the report says it in its own voice."""
        return self.claim.style is Style.OWN

    @property
    def origin(self) -> str:
        """On whose word it rests, in words."""
        return self.steps[0].name if self.steps else "the report itself" if self.own else "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that the reading lists: a source, a person, a place, a check.

    Attributes:
        id: Its id in the reading; of a source that is no entity, one made up from its place.
        title: What it is called.
        tag: What it is, in a word or two, or ``None``.
        facts: What is known of it, and what is not, one phrase each.
        statements: Numbers of the statements that speak of it or rest on it.
    """

    id: str
    title: str
    tag: str | None
    facts: tuple[str, ...]
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """One step of a case.

    Attributes:
        id: The event's id.
        what: The type of event, in words.
        when: In words; "date not given" where it is not known.
        status: ``None`` for a step that is told as done, else "denied", "intended, not done", ...
        facts: Place, actors, the report's words.
        statements: Numbers of the statements that tell it.
    """

    id: str
    what: str
    when: str
    status: str | None
    facts: tuple[str, ...]
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """One case as a short timeline, oldest step first."""

    entry: Entry
    steps: tuple[CaseStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """What a report rests on, counted.

    Attributes:
        statements: All statements.
        own: Those in the report's own voice.
        sources: How many origins the others rest on, each counted once.
        second_hand: Statements that came to the report through somebody else.
    """

    statements: int
    own: int
    sources: int
    second_hand: int


class Lookup:
    """A reading's findings by id, and which statements speak of each."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.entities = {entity.id: entity for entity in reading.entities}
        self.times = {time.id: time for time in reading.times}
        self.events = {event.id: event for event in reading.events}
        self.provisions = {provision.id: provision for provision in reading.provisions}
        self.penalties = {penalty.id: penalty for penalty in reading.penalties}
        self.numbers = {claim.id: i for i, claim in enumerate(reading.claims, start=1)}
        self._about = self._collect()

    def name(self, entity: str) -> str:
        """Return an entity's name; an id that the reading lacks stands for itself."""
        found = self.entities.get(entity)
        return entity if found is None else found.name

    def statements_about(self, *ids: str) -> tuple[int, ...]:
        """Return the numbers of the statements that speak of any of these findings."""
        return tuple(sorted({number for id_ in ids for number in self._about.get(id_, ())}))

    def quote(self, selector: Selector) -> str:
        """Return a passage's words on one line, with an ellipsis between its pieces."""
        text = self.reading.report.text
        return " … ".join(" ".join(text[begin:end].split()) for begin, end in selector.spans)

    def say_when(self, time: str | None) -> str | None:
        """Return a time in words: what it can mean, or the report's words where unresolved."""
        found = None if time is None else self.times.get(time)
        if found is None:
            return None
        return say_time(found) or f"“{found.text}”, not resolved"

    def say_where(self, place: str) -> str:
        """Return "in Luhansk", "at the military base": by what kind of place it is."""
        entity = self.entities.get(place)
        features = {found.entity: found.feature for found in self.reading.places}
        if features.get(place) in {"continent", "country", "region", "district", "settlement"}:
            return f"in {self.name(place)}"
        article = "" if entity is None or not entity.name[:1].islower() else "the "
        return f"at {article}{self.name(place)}"

    def _collect(self) -> dict[str, set[int]]:
        reading, numbers = self.reading, self.numbers
        about = {claim.id: {numbers[claim.id]} for claim in reading.claims}
        for entity in reading.entities:
            about[entity.id] = self._statements_at(entity.mentions)
        spans = {time.id: time.span for time in reading.times}
        spans |= {quantity.id: quantity.span for quantity in reading.quantities}
        spans |= {provision.id: provision.span for provision in reading.provisions}
        spans |= {penalty.id: penalty.span for penalty in reading.penalties}
        about |= {id_: self._statements_at([span]) for id_, span in spans.items()}
        told = {event.id: event.claims for event in reading.events}
        told |= {case.id: case.claims for case in reading.cases}
        for id_, claims in told.items():
            about[id_] = {numbers[claim] for claim in claims if claim in numbers}
        for claim in reading.claims:
            named = [link.entity for link in claim.chain if link.entity is not None]
            for id_ in [*named, claim.said] if claim.said is not None else named:
                about.setdefault(id_, set()).add(numbers[claim.id])
        return about

    def _statements_at(self, spans: Iterable[Span]) -> set[int]:
        wanted = list(spans)
        return {
            self.numbers[claim.id]
            for claim in self.reading.claims
            if any(
                begin < wide.end and wide.begin < end
                for begin, end in wanted
                for part in (claim.source, claim.content)
                if part is not None
                for wide in part.spans
            )
        }


def say_headline(reading: Reading) -> str:
    """Return the report's title, or its first words where it has none."""
    report = reading.report
    if report.title is not None and report.title.strip():
        return " ".join(report.title.split())
    first = report.text.lstrip().partition("\n")[0]
    if len(first) <= _HEADLINE_LENGTH:
        return first or "(an empty report)"
    return first[:_HEADLINE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def say_byline(reading: Reading) -> str:
    """Return who published the report and when, both said to be unknown where they are.

    Who wrote it, and whose post it passes on, are told where it says so.
    """
    report = reading.report
    published = say_day(report.published)
    facts = [
        report.publisher or "Publisher not known",
        None if report.author is None else f"by {report.author}",
        None if report.forwarded_from is None else f"forwarded from {report.forwarded_from}",
        f"published {published}" if published is not None else "publication date not known",
    ]
    return " · ".join(fact for fact in facts if fact is not None)


def count_rests(reading: Reading) -> Rests:
    """Count what the report rests on."""
    chains = [claim.chain for claim in reading.claims if claim.chain]
    return Rests(
        statements=len(reading.claims),
        own=sum(claim.style is Style.OWN for claim in reading.claims),
        sources=len({_source_key(chain[-1]) for chain in chains}),
        second_hand=sum(len(chain) > 1 for chain in chains),
    )


def say_rests(rests: Rests) -> str:
    """Return the count in words: "17 statements, 9 original sources, 11 at second hand, ..."."""
    if rests.statements == 0:
        return "No statement was found in this report."
    parts = [
        say_count(rests.statements, "statement"),
        say_count(rests.sources, "original source"),
        f"{rests.second_hand} at second hand",
        f"{rests.own} in the report’s own voice",
    ]
    return ", ".join(parts)


def say_scope(reading: Reading) -> str | None:
    """Say what was not looked for, or not read at all, or ``None`` where all was."""
    unread = [passage for passage in reading.languages if not passage.read]
    if unread:
        codes = ", ".join(sorted({passage.language for passage in unread}))
        return (
            f"Not read: {say_count(len(unread), 'passage')} in a language that sayso does not "
            f"read ({codes}). What is listed here is of the rest alone."
        )
    if not reading.claims_only:
        return None
    return (
        "Claims only: people, places, times, figures, law, events and cases are not read in "
        "this report’s language yet."
    )


def list_statements(lookup: Lookup) -> tuple[Statement, ...]:
    """List every statement in text order."""
    return tuple(
        Statement(
            number=number,
            claim=claim,
            steps=tuple(_say_step(link, lookup) for link in reversed(claim.chain)),
            marks=_say_marks(claim),
            style=STYLES[claim.style],
            content=lookup.quote(claim.content),
            cue=None if claim.cue is None else lookup.quote(claim.cue),
            said=lookup.say_when(claim.said),
        )
        for number, claim in enumerate(lookup.reading.claims, start=1)
    )


def list_cases(lookup: Lookup) -> tuple[CaseEntry, ...]:
    """List the cases, each with its steps."""
    return tuple(
        CaseEntry(entry=_say_case(case, lookup), steps=tuple(_say_steps(case, lookup)))
        for case in lookup.reading.cases
    )


def _say_step(link: Link, lookup: Lookup) -> Step:
    entity = None if link.entity is None else lookup.entities.get(link.entity)
    what = SOURCE_KINDS.get(link.kind, say_word(link.kind))
    if entity is not None:
        if link.kind is SourceKind.PERSON and entity.roles:
            what = entity.roles[0]
        wanted = _RELATIONS_OF_KIND.get(link.kind, frozenset())
        near = next((one for one in entity.relations if one.type in wanted), None)
        if near is not None:
            what = f"{say_relation(near.type, entity.gender)} of {lookup.name(near.to)}"
    return Step(name=link.name, what=what, entity=link.entity)


def _say_marks(claim: Claim) -> tuple[str, ...]:
    marks = []
    if claim.polarity is Polarity.NEGATIVE:
        marks.append(POLARITIES[claim.polarity])
    if claim.certainty is not Certainty.STATED:
        marks.append(CERTAINTIES[claim.certainty])
    if len(claim.chain) > 1:
        marks.append("at second hand")
    if claim.confidence < _DOUBTFUL:
        marks.append("doubtful reading")
    return tuple(marks)


def _source_key(link: Link) -> tuple[str, str]:
    return (link.entity, "") if link.entity is not None else (link.name, link.kind)


def _say_case(case: Case, lookup: Lookup) -> Entry:
    names = [lookup.name(subject) for subject in case.subjects]
    facts = ["stage not known" if case.stage is None else f"stands at: {say_word(case.stage)}"]
    law = [lookup.provisions[id_] for id_ in case.provisions if id_ in lookup.provisions]
    facts += [f"under {say_provision(provision)}" for provision in law]
    threats = [lookup.penalties[id_] for id_ in case.penalties if id_ in lookup.penalties]
    facts += [f"{say_word(penalty.status)}: {say_penalty(penalty)}" for penalty in threats]
    return Entry(
        id=case.id,
        title=say_list(names) or "Nobody named",
        tag=say_word(case.kind),
        facts=tuple(facts),
        statements=lookup.statements_about(case.id, *case.events),
    )


def _say_steps(case: Case, lookup: Lookup) -> Iterable[CaseStep]:
    for id_ in case.events:
        event = lookup.events.get(id_)
        if event is None:
            continue
        yield CaseStep(
            id=event.id,
            what=say_word(event.type),
            when=lookup.say_when(event.time) or "date not given",
            status=EVENT_STATUSES[event.status],
            facts=tuple(_say_event_facts(event, lookup)),
            statements=lookup.statements_about(event.id),
        )


def _say_event_facts(event: Event, lookup: Lookup) -> Iterable[str]:
    if event.place is not None:
        yield lookup.say_where(event.place)
    actors = [p.entity for p in event.participants if p.role is ParticipantRole.ACTOR]
    if actors:
        yield f"by {say_list([lookup.name(actor) for actor in actors])}"
    yield f"“{lookup.quote(event.trigger)}”"


def describe_entity(entity: Entity, lookup: Lookup) -> tuple[str, ...]:
    """Return what the report says of an entity, one phrase a fact."""
    facts = list(entity.roles)
    if entity.age is not None:
        facts.append(f"aged {entity.age}")
    if entity.count is not None:
        facts.append(say_count(entity.count, "person", "people"))
    facts += [
        f"{say_relation(one.type, entity.gender)} of {lookup.name(one.to)}"
        for one in entity.relations
    ]
    if entity.anonymous and entity.type is EntityType.PERSON:
        facts.append("not named in the report")
    return tuple(facts)
