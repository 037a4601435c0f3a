"""Everything that one report says: what `sayso read` gives."""

from dataclasses import dataclass

from sayso.records.claim import Claim
from sayso.records.entity import Entity, Place
from sayso.records.event import Case, Check, Event
from sayso.records.report import Report
from sayso.records.selector import Span
from sayso.records.value import Penalty, Provision, Quantity, TimeExpression

SCHEMA = "sayso/reading/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """A part that had a hand in a reading: what it is called, its version, its hash.

    Attributes:
        name: "sayso", "en_core_web_sm", "military-refusal", ...
        version: Its version.
        sha256: Hex digest of the model's weights, or of what a table of facts was built from;
            ``None`` of what has neither.
    """

    name: str
    version: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """What made a reading: the same makers and bytes give the same reading.

    Attributes:
        data: The tables of facts that were looked up: the gazetteer.
    """

    reader: Maker
    models: tuple[Maker, ...]
    languages: tuple[Maker, ...]
    packs: tuple[Maker, ...]
    data: tuple[Maker, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a report's paragraphs that are in one language.

    Attributes:
        span: Where it stands.
        language: BCP 47 primary subtag.
        read: Whether it was read; what is in a language that sayso does not read never is.
    """

    span: Span
    language: str
    read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report and all findings in it (`docs/reference/reading-format.md`).

    Every list is in text order; every id is unique within the reading.

    Attributes:
        claims_only: Whether nothing but claims was looked for, as older versions did in
            Russian and Ukrainian: then the other lists are empty for that reason.
        languages: The passages of a report that is in more than one language, in text order;
            empty where all of it is in ``report.language``.
    """

    made_by: MadeBy
    report: Report
    entities: tuple[Entity, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[Place, ...]
    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]
    provisions: tuple[Provision, ...]
    penalties: tuple[Penalty, ...]
    events: tuple[Event, ...]
    cases: tuple[Case, ...]
    checks: tuple[Check, ...]
    claims_only: bool = False
    languages: tuple[Passage, ...] = ()
