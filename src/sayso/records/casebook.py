"""What a casebook shows of what it keeps."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.records.claim import Certainty, Polarity, Style
from sayso.records.report import Report


class ReadingState(StrEnum):
    """Where a report stands: captured only, read, not readable, or lawfully removed."""

    WAITING = "waiting"
    READ = "read"
    FAILED = "failed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSummary:
    """One report of a casebook, without its text.

    Attributes:
        n: Its number in the casebook's database, from 1; another casebook has other numbers.
        id: Its name in this casebook: the id that was given, else the first 16 hex digits of
            ``sha256``; no two reports share one.
        sha256: Hex digest of the bytes as captured.
        title, publisher, url: As in `Report`; ``None`` when not known or lawfully removed.
        published: When it was published: as decided, else as captured; ``None`` if unknown.
        language: BCP 47 primary subtag.
        state: Where it stands.
        problem: Why it could not be read, or why it was removed; else ``None``.
        previous: Id of the report that this one is a changed version of, or ``None``.
        claims: How many claims were read in it.
        text_sha256: Hex digest of its text in UTF-8.
        begins: Of one without a title, the first words of its text, where it was read and what
            lists it asked for them; else ``None``.
        file_name: Of one without a title that was not read, the name that its file came with.
    """

    n: int
    id: str
    sha256: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    language: str
    state: ReadingState
    problem: str | None
    previous: str | None
    claims: int
    text_sha256: str
    begins: str | None = None
    file_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """One report with its text; ``report`` is ``None`` once it was lawfully removed.

    Attributes:
        summary: The report as lists show it; what was decided is in it.
        report: The evidence, as it was captured; what was decided is not in it.
    """

    summary: ReportSummary
    report: Report | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list or a search is narrowed to; ``None`` narrows nothing.

    Attributes:
        person, place: A name as some report writes it, in any case; of a person, a part of
            the name's words is enough ("Degtyarev").
        source: The publisher, or a source named in a chain.
        since, until: First and last day of publication, ISO dates, both inclusive; reports
            without a date fall outside.
    """

    person: str | None = None
    place: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that a search found.

    Attributes:
        report: The report.
        snippet: Words around the first place that matches, one line.
        marks: Where in ``snippet`` the sought words stand, half-open pairs of offsets.
        claims: Ids of the report's claims whose content holds a sought word, the first few.
    """

    report: ReportSummary
    snippet: str
    marks: tuple[tuple[int, int], ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HitPage:
    """One page of a search, the newest first, those without a date last.

    Attributes:
        hits: The reports found.
        more: Whether there are further ones.
        next: What to give as ``after`` to go on, or ``None``.
        ranked: Whether the page is ordered by how well the words fit, within the newest
            few hundred, instead of by date.
    """

    hits: tuple[Hit, ...]
    more: bool
    next: int | None = None
    ranked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim of a casebook, as lists show it.

    Attributes:
        report: Id of its report.
        id: Its id in that report's reading ("c3").
        key: Its content key.
        sources: Names along its chain, nearest to the report first; empty of ``own``.
        content: The statement.
        published: Day of the report, or ``None``.
    """

    report: str
    id: str
    key: str
    style: Style
    certainty: Certainty
    polarity: Polarity
    sources: tuple[str, ...]
    content: str
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceObject:
    """Bytes that the casebook keeps, or kept until their lawful removal."""

    sha256: str
    size: int
    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a casebook holds: numbers of records, and bytes of evidence."""

    reports: int
    waiting: int
    failed: int
    removed: int
    captures: int
    objects: int
    evidence_bytes: int
    claims: int
    decisions: int
    entries: int
