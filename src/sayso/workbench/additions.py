"""What is to be added to a casebook, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from sayso.capture.many import Selection
from sayso.capture.options import CaptureOptions
from sayso.records.casebook import ReportSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """One file or stream to add, and what is known of how it was obtained.

    Attributes:
        name: What messages call it.
        source: A file's path, an export's folder, an open stream, or the bytes themselves.
        options: What is known of the report.
        facts: Fields of `Capture` that the user knows ("fetched", "operator", "note", ...).
        version_of: Name of the report that it is a changed version of, or ``None``: then the
            newest report of the same address is.
        again: Whether bytes may come in that were lawfully removed before.
        selection: What is wanted of a file that holds many reports.
        file_name: Under which name it came, where that is not the source's own; "" for none.
        capture: Id of its capture, where adding it again is not to be a second one; else each
            time makes a new one. The pieces of a file that holds many need none.
    """

    name: str
    source: Path | BinaryIO | bytes
    options: CaptureOptions = field(default_factory=CaptureOptions)
    facts: Mapping[str, Any] = field(default_factory=dict)
    version_of: str | None = None
    again: bool = False
    selection: Selection = field(default_factory=Selection)
    file_name: str | None = None
    capture: str | None = None


class Outcome(StrEnum):
    """What became of an addition."""

    ADDED = "added"
    VERSION = "version"
    AGAIN = "again"
    UNREAD = "unread"
    KEPT = "kept"
    REFUSED = "refused"
    OPENED = "opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file that holds many reports, when it was looked through and before any is added.

    Attributes:
        what: What it is, for people.
        sha256: Of the file.
        count: How many reports follow.
        passed_over: What else it holds, in words in the plural, and how many.
        warnings: Sentences on what is not as it should be.
    """

    what: str
    sha256: str
    count: int
    passed_over: Mapping[str, int]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one addition; it is kept for good when this is given.

    A file that holds many reports gives one of `OPENED` first, then one for each report.

    Attributes:
        name: The addition's; of a piece of a file, the file's and its own.
        outcome: A new report; a changed version of one; the same bytes again (one capture
            more, unless it was this very file that they came in); kept but not readable; kept
            as evidence without any text to read; not kept; a file that holds many was opened.
        report: The report as kept, or ``None`` where there is none.
        problem: Why it was refused or could not be read, or ``None``.
        within: Name of the addition that it is a piece of, or ``None``.
        missing: Sentences on files that should have come with it, and are not there.
        opened: What was opened, or ``None``.
    """

    name: str
    outcome: Outcome
    report: ReportSummary | None
    problem: str | None = None
    within: str | None = None
    missing: tuple[str, ...] = ()
    opened: Opened | None = None
