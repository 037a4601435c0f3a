"""sayso turns reports into sourced case files: who says so, on whose word.

>>> import sayso
>>> reading = sayso.read("...", published="2022-11-21", publisher="The Moscow Times")
>>> [(claim.chain[-1].name, claim.content.text) for claim in reading.claims if claim.chain]

Importing this package loads no model; the first reading does. Every failure that sayso
foresees is a `SaysoError` with a ``problem`` and a ``remedy``.
"""

import sys
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from os import PathLike

    from sayso.capture.options import CaptureOptions
    from sayso.errors import (
        CaptureError,
        DataError,
        EvidenceError,
        GatheringError,
        LanguageError,
        ModelError,
        OlderError,
        PassphraseError,
        SaysoError,
        StoreError,
    )
    from sayso.records.claim import (
        Certainty,
        Claim,
        Link,
        Polarity,
        SourceKind,
        Style,
    )
    from sayso.records.entity import (
        Approximation,
        Coordinates,
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
    from sayso.records.reading import (
        MadeBy,
        Maker,
        Passage,
        Reading,
    )
    from sayso.records.report import (
        Report,
    )
    from sayso.records.selector import (
        Selector,
        Span,
    )
    from sayso.records.value import (
        Interval,
        Money,
        Penalty,
        PenaltyKind,
        PenaltyStatus,
        Provision,
        Quantity,
        TimeExpression,
        TimeType,
        Unit,
    )
    from sayso.workbench.casebook import Casebook
    from sayso.workbench.reading import Workbench

__version__ = "0.1.0"

__all__ = [
    "Approximation",
    "CaptureError",
    "Case",
    "CaseKind",
    "Casebook",
    "Certainty",
    "Check",
    "CheckKind",
    "Claim",
    "Coordinates",
    "DataError",
    "Entity",
    "EntityType",
    "Event",
    "EventStatus",
    "EvidenceError",
    "GatheringError",
    "Gender",
    "Interval",
    "LanguageError",
    "Link",
    "MadeBy",
    "Maker",
    "ModelError",
    "Money",
    "OlderError",
    "Participant",
    "ParticipantRole",
    "Passage",
    "PassphraseError",
    "Penalty",
    "PenaltyKind",
    "PenaltyStatus",
    "Place",
    "PlaceCandidate",
    "Polarity",
    "Provision",
    "Quantity",
    "Reading",
    "Relation",
    "RelationType",
    "Report",
    "SaysoError",
    "Selector",
    "SourceKind",
    "Span",
    "StoreError",
    "Style",
    "TimeExpression",
    "TimeType",
    "Unit",
    "read",
    "read_file",
    "to_json",
]

_HOMES = (
    "sayso.errors",
    "sayso.records.claim",
    "sayso.records.entity",
    "sayso.records.event",
    "sayso.records.reading",
    "sayso.records.report",
    "sayso.records.selector",
    "sayso.records.value",
)
_CASEBOOK = "sayso.workbench.casebook"


def read(
    text: str,
    *,
    id: str | None = None,  # noqa: A002 - the name it has in the format
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
    max_bytes: int | None = None,
) -> "Reading":
    """Return everything that a report says, given its text.

    The text may be hard-wrapped; lines are joined as they are in files. What is not
    given stays ``None``; the language is then told from the text.

    Args:
        text: The report as plain text, paragraphs apart. Markup is not interpreted:
            for a page or a PDF use `read_file`.
        id: The report's id; made from the text's bytes in UTF-8 when not given.
        published: Day or moment of first publication, ISO 8601. Without it "last week"
            stays unresolved.
        publisher: Who published it. Its own name in the text ("told The Moscow Times")
            is then no link in a chain of sources.
        title: Its headline.
        url: Where it was published.
        language: BCP 47 primary subtag ("en").
        max_bytes: The longest text that is read, in bytes of UTF-8; 2,000,000 if not given.

    Raises:
        CaptureError: The text is empty or too long, or ``published`` is no ISO 8601 day.
        LanguageError: It is in a language that sayso does not read, or in none that it can tell.
        ModelError: The language's pipeline is missing, or not the one that was pinned.
        StoreError: A file that came with sayso is missing or damaged.
    """
    bench = _get_workbench()
    options = _make_options(
        max_bytes,
        id=id,
        published=published,
        publisher=publisher,
        title=title,
        url=url,
        language=language,
    )
    return bench.read(bench.capture_text(text, options))


def read_file(
    path: "str | PathLike[str]",
    *,
    id: str | None = None,  # noqa: A002 - the name it has in the format
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
    max_bytes: int | None = None,
) -> "Reading":
    """Return everything that a file says: text, a web page, or a PDF with text.

    What is given here goes before what the document says of itself. Arguments and
    errors are those of `read`; a file that cannot be opened is a `CaptureError` too.
    """
    from pathlib import Path

    bench = _get_workbench()
    options = _make_options(
        max_bytes,
        id=id,
        published=published,
        publisher=publisher,
        title=title,
        url=url,
        language=language,
    )
    return bench.read(bench.capture_file(Path(path), options))


def to_json(reading: "Reading", *, indent: int | None = None) -> str:
    """Return a reading as `sayso read --format json` prints it, without a line end."""
    from sayso.publish import reading_json

    return reading_json.to_json(reading, indent=indent)


@cache
def _get_workbench() -> "Workbench":
    from sayso.workbench.reading import Workbench

    return Workbench()


def _make_options(max_bytes: int | None, **given: str | None) -> "CaptureOptions":
    """Treat what a caller gives as the command treats what its user gives."""
    from sayso.capture.options import MAX_BYTES, CaptureOptions, parse_published

    published, language = given.pop("published"), given.pop("language")
    return CaptureOptions(
        max_bytes=MAX_BYTES if max_bytes is None else max_bytes,
        published=parse_published(published) if published is not None else None,
        language=language.strip().lower() or None if language is not None else None,
        **{name: value or None for name, value in given.items()},
    )


def __getattr__(name: str) -> Any:
    """Load a record, an error or the casebook when it is first asked for."""
    if name in __all__:
        for home in (_CASEBOOK,) if name == "Casebook" else _HOMES:
            found = getattr(import_module(home), name, None)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Front(ModuleType):
    """The package, whose function `read` and whose room `sayso.read` share a name.

    Importing a room sets it as an attribute of the package, which would hide the function.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name != "read" or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Front
