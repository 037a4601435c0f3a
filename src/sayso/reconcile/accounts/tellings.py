"""What each account says of each field, and who says it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.reconcile.accounts.values import Value
from sayso.records.casefile import CaseFile, Ref, Step
from sayso.records.claim import Claim
from sayso.records.denying import Findings
from sayso.records.entity import Entity, Place
from sayso.records.event import Event
from sayso.records.reading import Reading
from sayso.records.selector import Span
from sayso.records.value import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing of which accounts can say something.

    Attributes:
        field: As in `Contradiction`.
        step: Id of the step it is about, or ``None`` of the case as a whole.
        type: Type of the step's event, or empty.
        about: In a few words ("date of the sentence").
    """

    field: str
    step: str | None
    type: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one report says of one thing, on whose word.

    Attributes:
        topic: What it is said of.
        value: What is said.
        words: In the report's own words, the shortest first.
        at: The event or the entity that it is said of.
        claims: The claims that say it.
        origins: Ids of the origins that they rest on.
        voices: Whose word it is: the origins; where those are not known, the sources as the
            report names them.
        behind: Ids of all origins that its report rests on.
        published: Day of the report, or "9999" where unknown.
        publisher: Of the report, in lower case, or empty.
        medium: Its name as it is written.
        checked: Whether the report itself sets it against another value.
    """

    topic: Topic
    value: Value
    words: tuple[str, ...]
    at: Ref
    claims: tuple[Ref, ...]
    origins: tuple[str, ...]
    voices: tuple[str, ...]
    behind: tuple[str, ...]
    published: str
    publisher: str
    medium: str
    checked: bool = False


class Account:
    """One report of a case, with its findings at hand by id."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.sha256 = reading.report.sha256
        self.text = reading.report.text
        self.published = reading.report.published or "9999"
        self.publisher = (reading.report.publisher or "").casefold().strip()
        self.events: Mapping[str, Event] = {it.id: it for it in reading.events}
        self.times: Mapping[str, TimeExpression] = {it.id: it for it in reading.times}
        self.entities: Mapping[str, Entity] = {it.id: it for it in reading.entities}
        self.places: Mapping[str, Place] = {it.entity: it for it in reading.places}
        self.claims: Mapping[str, Claim] = {it.id: it for it in reading.claims}
        self.findings = Findings(reading)

    def ref(self, finding: str) -> Ref:
        """Return the reference to a finding of this report."""
        return Ref(report=self.sha256, id=finding)

    def list_gazetteer_names(self, entity: str) -> tuple[str, ...]:
        """Return what the gazetteer calls a place, none where it does not know it."""
        place = self.places.get(entity)
        return () if place is None else tuple(it.name for it in place.candidates[:1])

    def list_voices(self, claims: Iterable[Ref]) -> tuple[str, ...]:
        """Return the last sources of claims, as this report names them; its own is one too."""
        chains = (self.claims[it.id].chain for it in claims if it.id in self.claims)
        last = (f"{it[-1].entity or ''} {it[-1].name}" if it else self.sha256 for it in chains)
        return tuple(dict.fromkeys(last))

    def find_claims(self, span: Span, among: Iterable[str] = ()) -> tuple[Ref, ...]:
        """Return the claims that say what stands at a span: the innermost, one or more.

        Args:
            span: Where it stands.
            among: The claims that tell the event it belongs to; they go first, and are
                the answer where none covers the span.
        """
        told = [self.claims[it] for it in among if it in self.claims]
        for claims in (told, self.reading.claims):
            covering = [it for it in claims if _covers(it, span)]
            if covering:
                shortest = min(len(it.content.text) for it in covering)
                return tuple(self.ref(it.id) for it in covering if len(it.content.text) == shortest)
        return tuple(self.ref(it.id) for it in told)


def _covers(claim: Claim, span: Span) -> bool:
    return any(it.begin <= span.begin and span.end <= it.end for it in claim.content.spans)


class Accounts:
    """A case's accounts: who is its subject, and on whose word each claim rests."""

    def __init__(self, case: CaseFile, readings: Mapping[str, Reading]) -> None:
        self.case = case
        self.reports = [Account(readings[it]) for it in case.reports if it in readings]
        self.by_report = {it.sha256: it for it in self.reports}
        self.subjects = {at for it in case.subjects for at in it.members}
        self._origins: defaultdict[Ref, list[str]] = defaultdict(list)
        self._behind: defaultdict[str, list[str]] = defaultdict(list)
        self._tells = {origin.id: frozenset(origin.steps) for origin in case.origins}
        for origin in case.origins:
            for claim in origin.claims:
                self._origins[claim].append(origin.id)
            for report in origin.reports:
                self._behind[report].append(origin.id)

    def list_origins(self, claims: Iterable[Ref], step: str | None = None) -> tuple[str, ...]:
        """Return the ids of the origins that claims rest on, each once.

        A claim that tells no step of the case (a denial alone) rests on the origin of what the
        same source says of the steps in the same report.

        Args:
            claims: The claims.
            step: Id of the step that they tell, or ``None``: a claim that tells several can
                rest on another origin for each.
        """
        found = (
            it
            for claim in claims
            for it in self._choose(self._origins.get(claim, ()), step)
            or self._sources.get(self._find_source(claim), ())
        )
        return tuple(dict.fromkeys(found))

    def _choose(self, origins: Sequence[str], step: str | None) -> Sequence[str]:
        """Return those of a claim's origins that tell a step, all where none is known to."""
        return [it for it in origins if step in self._tells[it]] or origins

    def _find_source(self, ref: Ref) -> Ref | None:
        """Return the last source of a claim as an entity of its report, ``None`` of no claim."""
        account = self.by_report.get(ref.report)
        claim = None if account is None else account.claims.get(ref.id)
        if claim is None or not claim.chain or claim.chain[-1].entity is None:
            return None
        return replace(ref, id=claim.chain[-1].entity)

    @cached_property
    def _sources(self) -> Mapping[Ref | None, tuple[str, ...]]:
        """The origins that the sources of each report are, by entity, where there is one."""
        found: defaultdict[Ref, set[str]] = defaultdict(set)
        for claim, origins in self._origins.items():
            source = self._find_source(claim)
            if source is not None:
                found[source].update(origins)
        return {source: tuple(ids) for source, ids in found.items() if len(ids) == 1}

    def list_events(self, step: Step) -> list[tuple[Account, Event]]:
        """Return the events of the reports that are a step."""
        found = ((self.by_report.get(it.report), it.id) for it in step.events)
        return [
            (account, account.events[name])
            for account, name in found
            if account is not None and name in account.events
        ]

    @cached_property
    def steps(self) -> tuple[tuple[Step, list[tuple[Account, Event]]], ...]:
        """The steps of the history, each with its events."""
        return tuple((step, self.list_events(step)) for step in self.case.history)

    @cached_property
    def step_of(self) -> Mapping[Ref, Step]:
        """The step that an event of a report is part of."""
        return {at: step for step in self.case.history for at in step.events}

    @cached_property
    def matters(self) -> Mapping[str, frozenset[str]]:
        """The ids of the reading's cases, by report, that are of this case."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for matter in self.case.matters:
            found[matter.report].add(matter.id)
        return {report: frozenset(ids) for report, ids in found.items()}

    @cached_property
    def told_in(self) -> Mapping[Ref, Step]:
        """The first step of the history that a claim tells."""
        found: dict[Ref, Step] = {}
        for step in self.case.history:
            for claim in step.claims:
                found.setdefault(claim, step)
        return found

    def tell(
        self,
        topic: Topic,
        value: Value,
        *,
        words: Iterable[str],
        at: Ref,
        claims: tuple[Ref, ...],
    ) -> Telling:
        """Return a telling with all that follows from the claims that say it."""
        account = self.by_report[at.report]
        said = (" ".join(it.split()) for it in words)
        return Telling(
            topic=topic,
            value=value,
            words=tuple(dict.fromkeys(it for it in said if it)),
            at=at,
            claims=claims,
            origins=(origins := self.list_origins(claims, topic.step)),
            voices=origins or account.list_voices(claims) or (at.report,),
            behind=tuple(self._behind.get(at.report, ())),
            published=account.published,
            publisher=account.publisher,
            medium=account.reading.report.publisher or "The report",
        )
