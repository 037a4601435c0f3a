"""The cases format, `sayso/cases/1`: what a casebook's reports together say, for programs.

The records of this module are the format: a field's name is its name in the JSON. Findings of a
report are named "REPORT/c3", by the report's id in its casebook (`docs/reference/cases-format.md`).
"""

from dataclasses import dataclass

from sayso.records.entity import Gender
from sayso.records.event import CaseKind, EventStatus
from sayso.records.reading import Maker
from sayso.records.value import PenaltyKind, PenaltyStatus

SCHEMA = "sayso/cases/1"
PEOPLE_SCHEMA = "sayso/people/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry:
    """One report that is spoken of.

    Attributes:
        id: Its id in the casebook.
        file: The name of the file that it came in, or ``None``.
        title, url, publisher, published, language: As people decided them, else as captured.
        sha256: Hex digest of the bytes as captured.
    """

    id: str
    file: str | None
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    language: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LikenessEntry:
    """How alike two people of different reports are.

    Attributes:
        entity: Id of the other's identity, where it is one of those that are given; else ``None``.
        name: The other's name.
        one, other: The two, as findings of reports.
        score: 0 to 1.
        level: "same", "likely", "possible".
        reasons: The evidence, one sentence each, the weightiest first.
        question: What to answer with `sayso decide` to settle it.
        decision: Id of the decision that settled it, or ``None``.
    """

    entity: str | None
    name: str | None
    one: str
    other: str
    score: float
    level: str
    reasons: tuple[str, ...]
    question: str
    decision: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectEntry:
    """One person or group across reports.

    Attributes:
        entity: Id of the identity ("p" and hex digits).
        name: The fullest form that any report gives.
        spellings: Every form met, in every script.
        count: How many it comprises, or ``None`` where unknown or of one person.
        type: "person" or "group".
        gender, anonymous: As far as the reports agree.
        ages: Every age that a report gives.
        roles: Every description.
        members: The entities of reports that are this one.
        joined: What joined them.
        suggested: Who else it may be; a person decides.
    """

    entity: str
    name: str
    spellings: tuple[str, ...]
    count: int | None
    type: str
    gender: Gender | None
    anonymous: bool
    ages: tuple[int, ...]
    roles: tuple[str, ...]
    members: tuple[str, ...]
    joined: tuple[LikenessEntry, ...]
    suggested: tuple[LikenessEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEntry:
    """One step of a case, however many reports tell it.

    Attributes:
        id: Within the case.
        type, status: As in the reading's events.
        begin, end: First and last day that it can mean, ISO dates, ``None`` where unknown.
        place: Its name, or ``None``.
        claims, events: The findings that tell it.
        reports: The reports that tell it.
        origins: Ids of the origins that tell it.
        independent: How many of these are surely independent; when unsure fewer.
        flags: What does not fit in the procedure.
        reasons: Why the events are one step.
    """

    id: str
    type: str
    status: EventStatus
    begin: str | None
    end: str | None
    place: str | None
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    independent: int
    events: tuple[str, ...]
    flags: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginEntry:
    """One independent origin, and what rests on it.

    Attributes:
        id: Within the case.
        name, kind: What it is called, and what it is.
        reports: The reports that rest on it.
        via: Through whom, nearest to the origin first.
        because: The evidence for the grouping.
        claims: The claims that rest on it.
        sure: Whether it is surely another one than the rest.
        spellings: Every name that the reports give it.
    """

    id: str
    name: str
    kind: str
    reports: tuple[str, ...]
    via: tuple[str, ...]
    because: tuple[str, ...]
    claims: tuple[str, ...]
    sure: bool
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueEntry:
    """One side of a contradiction.

    Attributes:
        value: What is said.
        claims, reports, origins: Who says so.
        forms: It in the reports' own words, and in plain forms.
    """

    value: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionEntry:
    """Accounts of one thing that cannot all be right.

    Attributes:
        about: What, in a few words.
        severity: "high", "medium" or "low".
        values: The sides.
        field: The field that differs.
        step: Id of the step, or ``None``.
        corrected: Whether one source only corrected itself.
        note: One sentence.
    """

    about: str
    severity: str
    values: tuple[ValueEntry, ...]
    field: str
    step: str | None
    corrected: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyEntry:
    """One report repeats another.

    Attributes:
        of, report: The one repeated, and the one that repeats it.
        share: The part of its sentences that it repeats, 0 to 1.
        way: "words", "translation", "forward", "version".
        because: The evidence.
    """

    of: str
    report: str
    share: float
    way: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationEntry:
    """Who cites, copies or forwards whom.

    Attributes:
        by: Who takes it: a publisher, or a source that cites another.
        of: From whom.
        how: "cites", "copies", "translates", "forwards".
        reports: The reports in which it shows.
        claims: The claims that show it.
    """

    by: str
    of: str
    how: str
    reports: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyEntry:
    """A penalty, merged over the reports that give it; fields as in a reading.

    Attributes:
        id: Within the case.
        text: The words of the report that gives it first.
        kind, min, max, unit, currency, status, suspended: As in a reading.
        alternative_of: Id within the case of the penalty that it can stand in place of.
        entity, event: Whom and what it is for, as findings of a report.
        reports: The reports that give it.
        given: The penalties of the reports.
    """

    id: str
    text: str
    kind: PenaltyKind
    min: float | None
    max: float | None
    unit: str | None
    currency: str | None
    alternative_of: str | None
    entity: str | None
    event: str | None
    status: PenaltyStatus
    suspended: bool | None
    reports: tuple[str, ...]
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionEntry:
    """An article of law, merged over the reports that give it; fields as in a reading.

    Attributes:
        id: Within the case.
        text: The words of the report that gives it first.
        code, article, part, paragraph, jurisdiction, offence: As in a reading.
        reports: The reports that give it.
        given: The provisions of the reports.
    """

    id: str
    text: str
    code: str | None
    article: str | None
    part: str | None
    paragraph: str | None
    jurisdiction: str | None
    offence: str | None
    reports: tuple[str, ...]
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """One case across reports.

    Attributes:
        id: "k" and hex digits.
        kind, stage: As in a reading's cases.
        subjects: Whose case it is.
        history: The steps, oldest first.
        reports: Ids of all reports that speak of it.
        origins: Each independent origin once.
        contradictions: The gravest first.
        copies: Which reports repeat which.
        citations: Who cites whom.
        penalties, provisions: Merged, each with the reports that give it.
        matters: The cases of single reports that it is made of.
        problems: What does not add up.
        reasons: Why the matters are one case.
    """

    id: str
    kind: CaseKind
    stage: str | None
    subjects: tuple[SubjectEntry, ...]
    history: tuple[StepEntry, ...]
    reports: tuple[str, ...]
    origins: tuple[OriginEntry, ...]
    contradictions: tuple[ContradictionEntry, ...]
    copies: tuple[CopyEntry, ...]
    citations: tuple[CitationEntry, ...]
    penalties: tuple[PenaltyEntry, ...]
    provisions: tuple[ProvisionEntry, ...]
    matters: tuple[str, ...]
    problems: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesMadeBy:
    """What made the cases.

    Attributes:
        reader: sayso, with its version.
        packs: The field's pack.
    """

    reader: Maker
    packs: tuple[Maker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesDocument:
    """The cases that were asked for, and the reports that they speak of."""

    made_by: CasesMadeBy
    reports: tuple[ReportEntry, ...]
    cases: tuple[CaseEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """One person across reports, and the cases that are theirs.

    Attributes:
        person: Who it is.
        cases: Ids of the cases whose subject they are.
        reports: Ids of the reports that speak of them.
    """

    person: SubjectEntry
    cases: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleDocument:
    """Everybody who may bear the name that was asked for."""

    made_by: CasesMadeBy
    reports: tuple[ReportEntry, ...]
    people: tuple[PersonEntry, ...]
