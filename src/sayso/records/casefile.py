"""What many reports together say: who is who, which case, on whose word, where accounts conflict.

All of it is findings: made anew from readings and decisions at will, the same whatever the order
in which the reports came in.
"""

from dataclasses import dataclass
from enum import StrEnum

from sayso.records.claim import SourceKind
from sayso.records.entity import EntityType, Gender, RelationType
from sayso.records.event import CaseKind, EventStatus, ParticipantRole
from sayso.records.value import Penalty, Provision


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Ref:
    """One finding of one report.

    Attributes:
        report: SHA-256 of the report's bytes.
        id: The finding's id in that report's reading ("e3", "c12", "v2", "k1").
    """

    report: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What one report tells that somebody did, or that befell them.

    Attributes:
        event: Id of the event in its reading.
        type: A type of the domain pack.
        role: How they took part.
        status: Whether it is told as done.
        begin, end: First and last day that it can mean, ISO dates, or ``None`` where unknown.
        places: Keys of its place, the most precise first, then of what that lies in, as
            `sayso.records.whereabouts.list_place_keys` gives them; empty where unknown.
        provision: Code and article of the law it falls under ("RU-CC 337.5"), or ``None``.
    """

    event: str
    type: str
    role: ParticipantRole
    status: EventStatus
    begin: str | None = None
    end: str | None = None
    places: tuple[str, ...] = ()
    provision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one report tells about one person or group, as far as others can be compared with it.

    Attributes:
        at: The entity.
        type: ``person`` or ``group``.
        name: As the reading gives it: the fullest form, or the head description if ``anonymous``.
        spellings: Every distinct way in which the report writes the name, ``name`` first;
            of an anonymous one nothing but ``name``.
        language: Of the report.
        published: Day of the report, or ``None``.
        gender, age, anonymous, count, roles: As in `Entity`.
        relations: What they are to whom, by the other's name ("spouse", "Irina Sorokina").
        company: Names of the other people whom the report names, in text order.
        places: Keys of the places that the report ties them to (of their deeds, of their roles).
        deeds: What they did and what befell them.
        matters: Ids of the report's cases whose subject they are; of all others empty.
        related: What others are to them, by the other's name: ("lawyer_of", "Marina Lebedeva")
            reads that she is their lawyer.
        homes: Keys of the settlements that they are said to be from.
        settlements: Keys of the settlements among ``places`` and of those named in one sentence
            with them.
        place_names: What the report calls the settlements of these keys, by key.
        bodies: Courts, units and other bodies that one sentence names with them.
        provisions: Code and article of the laws of their matters ("RU-CC 337").
        penalties: What their matters impose ("imprisonment 29 month").
        publisher: Of the report, or ``None``.
        counsel: Names of the lawyers whom the report names.
        cited: Names of the media on whose word the report tells what befell them.
        fellows: Names of the other people to whom the report says that something was done, or who
            are of a group to whom it was.
        headline: Whether only the report's first line speaks of them.
        scene: What the report tells as done, whoever it befell, by type and day or settlement
            ("detention@2023-03-12", "detention@kamiSin").
        report_places, report_bodies: Where the report makes a case of nobody else by name: keys of
            all settlements that it names, and all bodies; else empty.
    """

    at: Ref
    type: EntityType
    name: str
    spellings: tuple[str, ...]
    language: str
    published: str | None = None
    gender: Gender | None = None
    age: int | None = None
    anonymous: bool = False
    count: int | None = None
    roles: tuple[str, ...] = ()
    relations: tuple[tuple[RelationType, str], ...] = ()
    company: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()
    matters: tuple[str, ...] = ()
    related: tuple[tuple[RelationType, str], ...] = ()
    homes: tuple[str, ...] = ()
    settlements: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    penalties: tuple[str, ...] = ()
    publisher: str | None = None
    counsel: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    fellows: tuple[str, ...] = ()
    headline: bool = False
    scene: tuple[str, ...] = ()
    place_names: tuple[tuple[str, str], ...] = ()
    report_places: tuple[str, ...] = ()
    report_bodies: tuple[str, ...] = ()


class Level(StrEnum):
    """How sure it is that two are one."""

    SAME = "same"
    LIKELY = "likely"
    POSSIBLE = "possible"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One piece of evidence.

    Attributes:
        kind: "name", "gender", "age", "place", "event", "relation", "company", "role", "copy",
            "decision", ...
        weight: What it adds to the score; negative where it speaks against.
        words: It in a few words with the reports' own values: "both are 32".
    """

    kind: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two people of different reports are.

    Attributes:
        one, other: The two entities, the lesser first.
        score: 0 to 1.
        level: Those that are ``same`` are joined; ``likely`` and ``possible`` wait for a person.
        reasons: The evidence, the weightiest first.
        decision: Id of the decision that settled it, or ``None``.
    """

    one: Ref
    other: Ref
    score: float
    level: Level
    reasons: tuple[Reason, ...]
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One real person or group across reports.

    Attributes:
        id: "p" and hex digits, made from ``members``' earliest one, so that it stays while
            later reports come in.
        type: ``person`` or ``group``.
        name: The fullest form that any report gives.
        spellings: Every way in which reports write the name, in every script; as long as no
            report names them, the descriptions. Not the forms in which it is declined.
        gender, anonymous, count: As far as the reports agree; else ``None`` (of the flag: all).
        ages: Every age that a report gives, rising.
        roles: Every description, in lower case.
        members: The entities that are this one.
        joined: What joined them: a tree of likenesses that are ``same``.
        suggested: Likenesses to entities of other identities, the best first, at most ten.
        comprises: Of a group, the people of other reports (or its own) who are of it: likenesses
            of an entity of its ``members`` to theirs, the best first.
    """

    id: str
    type: EntityType
    name: str
    spellings: tuple[str, ...]
    members: tuple[Ref, ...]
    gender: Gender | None = None
    ages: tuple[int, ...] = ()
    anonymous: bool = False
    count: int | None = None
    roles: tuple[str, ...] = ()
    joined: tuple[Likeness, ...] = ()
    suggested: tuple[Likeness, ...] = ()
    comprises: tuple[Likeness, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One event of a case, however many reports tell it.

    Attributes:
        id: "s1", "s2", ... in the order of the history.
        type: A type of the domain pack.
        status: Whether it happened; the firmest word that any account gives of it.
        begin, end: First and last day that it can mean, ISO dates, or ``None``: as precise as the
            accounts that agree make it.
        place: Its name, or ``None``.
        events: The events of the reports that are it.
        claims: The claims that tell it.
        reports: The reports that tell it, the earliest first.
        origins: Ids of the origins that tell it.
        flags: What does not fit in the procedure, one sentence each.
        reasons: Why the events are one.
        foretold: Those of its events that reports told before it came to pass: nobody's word that
            it did, so that neither their claims nor their reports are among the step's.
        accused: Those of its events that are told only as what somebody is accused of, where other
            accounts tell it themselves: their claims are not among the step's.
    """

    id: str
    type: str
    status: EventStatus
    begin: str | None
    end: str | None
    place: str | None
    events: tuple[Ref, ...]
    claims: tuple[Ref, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    foretold: tuple[Ref, ...] = ()
    accused: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One independent source of a case, and all that rests on it.

    Attributes:
        id: "o1", "o2", ... in the order of first telling.
        name: What the reports call it.
        kind: What it is.
        claims: The claims that rest on it.
        reports: The reports that rest on it.
        via: Through whom, names of outlets, channels and people, nearest to the origin first.
        because: The evidence for the grouping, one sentence each.
        sure: Whether it is certainly another one than the rest; those that are not sure may be
            the same as another, and are not counted as independent.
        spellings: Every name that the reports give it, ``name`` first.
        steps: Ids of the steps that are told on its word; a claim can tell one step on the word
            of one origin and another on that of another.
    """

    id: str
    name: str
    kind: SourceKind
    claims: tuple[Ref, ...]
    reports: tuple[str, ...]
    via: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    sure: bool = True
    spellings: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """One report repeats another.

    Attributes:
        of: SHA-256 of the report that is repeated.
        report: SHA-256 of the one that repeats it.
        share: The part of its sentences that it repeats, 0 to 1.
        way: "words", "translation", "forward" or "version" (the same publisher's changed text).
        because: The evidence, one sentence each.
        pairs: Sentences that answer one another: begin and end in ``of``, then in ``report``.
    """

    of: str
    report: str
    share: float
    way: str
    because: tuple[str, ...] = ()
    pairs: tuple[tuple[int, int, int, int], ...] = ()


class CitingWay(StrEnum):
    """How one report or medium comes by what another says."""

    CITES = "cites"
    COPIES = "copies"
    TRANSLATES = "translates"
    FORWARDS = "forwards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Who has it from whom: one arrow of the graph of a case's sources.

    Attributes:
        by: Who cites: a publisher, or a medium or person whom a report cites.
        of: Whom: another of these, or an origin; by the name that the origin is shown under.
        how: How it comes by it.
        claims: The claims that show it, the earliest report's first.
    """

    by: str
    of: str
    how: CitingWay
    claims: tuple[Ref, ...] = ()


class Severity(StrEnum):
    """How much hangs on a contradiction."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Agreement(StrEnum):
    """How two accounts of one event stand to one another, in one field."""

    SAME = "same"
    COMPATIBLE = "compatible"
    CONTRADICTS = "contradicts"
    REPEATS = "repeats"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountValue:
    """What some accounts say of one field.

    Attributes:
        value: In words, as a report gives it ("2 years 5 months").
        claims, reports: Which say so.
        origins: Ids of the origins on whose word it rests.
        forms: It in the reports' own words, and in plain forms ("2024-03-12").
    """

    value: str
    claims: tuple[Ref, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Accounts of one thing that cannot all be right; every side stays.

    Attributes:
        about: What, in a few words ("term of the sentence").
        field: "date", "place", "count", "term", "kind" (of the punishment), "amount", "article",
            "name", "age", "status" (what an appeal made of a sentence), "polarity".
        step: Id of the step it is about, or ``None`` of what is about the case as a whole.
        severity: How much hangs on it.
        values: The sides, the one with the most origins first.
        corrected: Whether one source only corrected itself later.
        note: One sentence for a reader.
    """

    about: str
    field: str
    step: str | None
    severity: Severity
    values: tuple[AccountValue, ...]
    corrected: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How the accounts of two origins (or reports) of one step stand to one another.

    Attributes:
        step: The step's id.
        field: As in `Contradiction`.
        one, other: The claims or events compared.
        agreement: How they stand.
    """

    step: str
    field: str
    one: Ref
    other: Ref
    agreement: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPenalty:
    """A penalty that one or more reports give for a case."""

    penalty: Penalty
    reports: tuple[str, ...]
    given: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedProvision:
    """An article of law that one or more reports give for a case."""

    provision: Provision
    reports: tuple[str, ...]
    given: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One case across reports.

    Attributes:
        id: "k" and hex digits, made from the earliest of ``matters``, so that it stays while later
            reports come in.
        kind, stage: As in `Case`.
        subjects: Whose case it is.
        matters: The cases of single reports that it is made of.
        history: The steps, oldest first; those not told as done stand among them with their
            status.
        reports: The reports that speak of it, the earliest first.
        origins: Each independent origin once.
        contradictions: The gravest first.
        copies: Which of its reports repeat which.
        comparisons: How accounts stand to one another, step by step.
        penalties, provisions: Merged, each with the reports that give it.
        problems: What does not add up, one sentence each.
        reasons: Why the matters are one case.
        citations: Who has it from whom, by name.
        put_in, taken_out: Claims of which people decided that they belong to it, or do not.
    """

    id: str
    kind: CaseKind
    stage: str | None
    subjects: tuple[Identity, ...]
    matters: tuple[Ref, ...]
    history: tuple[Step, ...]
    reports: tuple[str, ...]
    origins: tuple[Origin, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    copies: tuple[Copying, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    penalties: tuple[SharedPenalty, ...] = ()
    provisions: tuple[SharedProvision, ...] = ()
    problems: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    citations: tuple[Citation, ...] = ()
    put_in: tuple[Ref, ...] = ()
    taken_out: tuple[Ref, ...] = ()
