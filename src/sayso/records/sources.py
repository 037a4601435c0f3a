"""Sources as all reports together cite them; figures, and nothing that adds them up to a score."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sayso.records.casefile import CitingWay, Ref
from sayso.records.claim import SourceKind


class Figure(StrEnum):
    """What is counted of a source in the cases.

    ``FIRST``: of the reports here that tell a step, its was the earliest. ``CONFIRMED``: a step
    told on its word was told later on the word of another one that is surely independent.
    ``CONTRADICTED``: what it says cannot be right together with what others say.
    ``CORRECTED``: it gave another value itself.
    """

    FIRST = "first"
    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClaim:
    """A statement of a source in one report.

    Attributes:
        id: Its id there.
        words: The beginning of it.
        own: Whether it is given on the source's word; else the source passes on what others say.
    """

    id: str
    words: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSource:
    """What one report has from one source that it names, or says itself.

    Attributes:
        name: The source's name.
        kind: What it is.
        claims: Its statements, in text order.
    """

    name: str
    kind: SourceKind
    claims: tuple[ToldClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureItem:
    """One of the things that a figure counts.

    Attributes:
        figure: Which figure.
        about: A step's type, or what a contradiction is about.
        day: Of the step, or ``None``.
        claims: The statements that show it.
        others: Who else told it, or says otherwise.
    """

    figure: Figure
    about: str
    day: str | None
    claims: tuple[Ref, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSource:
    """What one case tells of one source.

    Attributes:
        name: The name that the case gives it.
        kind: What it is.
        spellings: Its other names there.
        items: What is counted.
    """

    name: str
    kind: SourceKind
    spellings: tuple[str, ...] = ()
    items: tuple[FigureItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFigures:
    """One source, and what is counted of it in this casebook.

    Attributes:
        name: What most reports call it.
        kind: What it is for most of them.
        says: Statements given on its own word.
        passes: Statements of others that it passes on.
        reports: Reports that have something from it, its own included.
        cases: Cases that these are of.
        first, confirmed, contradicted, corrected: As `Figure` says.
        cites: How many others it cites, copies or forwards in the cases.
        cited: How many others cite it there.
    """

    name: str
    kind: SourceKind
    says: int = 0
    passes: int = 0
    reports: int = 0
    cases: int = 0
    first: int = 0
    confirmed: int = 0
    contradicted: int = 0
    corrected: int = 0
    cites: int = 0
    cited: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingPair:
    """Who has how many statements from whom, in all cases.

    Attributes:
        by, of: Names.
        how: The way.
        claims: How many statements show it.
        cases: In how many cases.
    """

    by: str
    of: str
    how: CitingWay
    claims: int
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """One report that has something from a source: its SHA-256, and what."""

    report: str
    claims: tuple[ToldClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceItem:
    """One thing that a figure counts, and the case that it is of."""

    case: str
    item: FigureItem


def make_source_key(name: str) -> str:
    """Return what spellings of one name share: letter case and blanks do not matter."""
    plain = " ".join(name.casefold().split())
    return f"s{sha256(plain.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
