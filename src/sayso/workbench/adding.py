"""Adding reports: bytes become evidence first, then they are read."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from sayso import __version__
from sayso.capture.file import capture_bytes, read_file_bytes, read_stream_bytes, refuse_unfit
from sayso.capture.options import CaptureOptions
from sayso.errors import CaptureError, LanguageError, StoreError
from sayso.records.capture import Capture
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.entries import make_capture_draft, make_extraction_draft
from sayso.records.report import Report
from sayso.store.store import Writer
from sayso.workbench.holdings import Holdings, ReportReader
from sayso.workbench.rereading import read_waiting

UNKNOWN_LANGUAGE = "und"
"""BCP 47's subtag for a language that cannot be told."""

_AT_ONCE, _BYTES_AT_ONCE = 16, 8_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """One file or stream to add, and what is known of how it was obtained.

    Attributes:
        name: What messages call it.
        source: A file's path, an open stream, or the bytes themselves.
        options: What is known of the report.
        facts: Fields of `Capture` that the user knows ("fetched", "operator", "note", ...).
        version_of: Name of the report that it is a changed version of, or ``None``: then the
            newest report of the same address is.
        again: Whether bytes may come in that were lawfully removed before.
    """

    name: str
    source: Path | BinaryIO | bytes
    options: CaptureOptions = field(default_factory=CaptureOptions)
    facts: Mapping[str, Any] = field(default_factory=dict)
    version_of: str | None = None
    again: bool = False


class Outcome(StrEnum):
    """What became of an addition."""

    ADDED = "added"
    VERSION = "version"
    AGAIN = "again"
    UNREAD = "unread"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one addition; it is kept for good when this is given.

    Attributes:
        name: The addition's.
        outcome: A new report; a changed version of one; the same bytes again (one capture
            more); kept but not readable; not kept.
        report: The report as kept, or ``None`` where it was refused.
        problem: Why it was refused or could not be read, or ``None``.
    """

    name: str
    outcome: Outcome
    report: ReportSummary | None
    problem: str | None = None


@dataclass(slots=True)
class _Taken:
    """An addition whose bytes are in memory."""

    addition: Addition
    data: bytes
    report: Report
    outcome: Outcome = Outcome.ADDED
    problem: str | None = None
    unread: bool = False  # whether a report that was there has a text to read now


def add_reports(
    holdings: Holdings,
    additions: Iterable[Addition],
    get_reader: Callable[[], ReportReader],
) -> Iterator[Added]:
    """Keep and read reports, and yield what became of each, in their order.

    The bytes of a few reports are made evidence at once, before any is read: what stops a
    reading costs no evidence, and what was not read is read by `reread`. The same bytes are
    kept once, with a record of each capture. Memory does not grow with the number.

    Args:
        holdings: The casebook.
        additions: What to add.
        get_reader: Gives the reader, when the first report is to be read.
    """
    for batch in _gather(additions):
        taken = [item for item in batch if isinstance(item, _Taken)]
        if taken:
            _keep(holdings, taken)
        new = [item.report.sha256 for item in taken if _is_new(item)]
        reading = read_waiting(holdings, new, get_reader)
        problems: dict[str, str | None] = {}
        for item in batch:
            if isinstance(item, Added):
                yield item
                continue
            while _is_new(item) and item.report.sha256 not in problems:
                sha256, problem = next(reading)
                problems[sha256] = problem
            yield _tell(holdings, item, problems.get(item.report.sha256))


def _is_new(item: _Taken) -> bool:
    """Return whether the report is to be read."""
    return item.unread or item.outcome in {Outcome.ADDED, Outcome.VERSION}


def _tell(holdings: Holdings, item: _Taken, unread: str | None) -> Added:
    name = item.addition.name
    if item.outcome is Outcome.REFUSED:
        return Added(name=name, outcome=item.outcome, report=None, problem=item.problem)
    problem = item.problem or (unread if _is_new(item) else None)
    return Added(
        name=name,
        outcome=item.outcome if problem is None else Outcome.UNREAD,
        report=holdings.store.find_report(item.report.sha256),
        problem=problem,
    )


def _gather(additions: Iterable[Addition]) -> Iterator[list["_Taken | Added"]]:
    """Yield additions a few at a time, their bytes read and their text extracted."""
    batch: list[_Taken | Added] = []
    size = 0
    for addition in additions:
        item = _take(addition)
        batch.append(item)
        size += len(item.data) if isinstance(item, _Taken) else 0
        if len(batch) == _AT_ONCE or size > _BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _take(addition: Addition) -> "_Taken | Added":
    source, options = addition.source, addition.options
    name = source.name if isinstance(source, Path) else None
    try:
        if isinstance(source, Path):
            data = read_file_bytes(source, options)
        else:
            data = source if isinstance(source, bytes) else read_stream_bytes(source, options)
        refuse_unfit(data, options)
    except CaptureError as exc:
        return Added(name=addition.name, outcome=Outcome.REFUSED, report=None, problem=str(exc))
    report, problem = extract_report(data, options, name=name)
    return _Taken(addition=addition, data=data, report=report, problem=problem)


def extract_report(
    data: bytes, options: CaptureOptions, *, name: str | None
) -> tuple[Report, str | None]:
    """Return the report that bytes hold, and why it cannot be read, if that is so.

    Of bytes of which nothing can be made the report has no text and no known language: they
    are evidence all the same.
    """
    try:
        return capture_bytes(data, options, name=name), None
    except LanguageError:
        # The text is there; that its language is not read is for the reader to say.
        return capture_bytes(data, replace(options, language=UNKNOWN_LANGUAGE), name=name), None
    except CaptureError as exc:
        sha256 = hashlib.sha256(data).hexdigest()
        report = Report(
            id=options.id or sha256[:16],
            title=options.title,
            publisher=options.publisher,
            author=options.author,
            forwarded_from=options.forwarded_from,
            url=options.url,
            published=options.published,
            captured=options.captured,
            language=options.language or UNKNOWN_LANGUAGE,
            sha256=sha256,
            text="",
        )
        return report, str(exc)


def _keep(holdings: Holdings, batch: list[_Taken]) -> None:
    """Make the bytes of a batch evidence: all of them, or none if this process is stopped."""
    # The bytes are durable before the log tells of them, and the log before the manifest does.
    keeps = holdings.store.has_object
    with holdings.evidence.changing(keeps) as change, holdings.store.writing() as writer:
        for item in batch:
            with _refusing(item):
                _refuse_removed(holdings, item)
        wanted = [item for item in batch if item.outcome is not Outcome.REFUSED]
        change.put_all(item.data for item in wanted)
        for item in wanted:
            with _refusing(item):
                _keep_one(holdings, writer, item)


@contextmanager
def _refusing(item: _Taken) -> Iterator[None]:
    """Refuse an item that cannot be kept, and go on with the others."""
    try:
        yield
    except StoreError as exc:
        item.outcome, item.problem = Outcome.REFUSED, str(exc)


def _refuse_removed(holdings: Holdings, item: _Taken) -> None:
    known = holdings.store.find_report(item.report.sha256)
    if known is not None and known.state is ReadingState.REMOVED and not item.addition.again:
        raise StoreError(
            f"These bytes were removed from the casebook as {known.id}: {known.problem}",
            remedy="If they may come in again, say so with --again.",
        )


def _keep_one(holdings: Holdings, writer: Writer, item: _Taken) -> None:
    store, report = holdings.store, item.report
    known = store.find_report(report.sha256)
    if known is not None and known.state is not ReadingState.REMOVED:
        writer.append(make_capture_draft(_describe(holdings, item), None, actor=holdings.analyst))
        item.outcome = Outcome.AGAIN
        if known.state is not ReadingState.FAILED:
            item.problem = None
        elif not _keep_better_text(holdings, writer, item, known):
            item.problem = known.problem
        return
    previous = _find_previous(holdings, item)
    draft = make_capture_draft(
        _describe(holdings, item), report, previous=previous, actor=holdings.analyst
    )
    writer.append(draft)
    writer.add_report(report, previous=previous)
    if item.problem is not None:
        writer.put_failure(report.sha256, item.problem)
        item.outcome = Outcome.UNREAD
    elif previous is not None:
        item.outcome = Outcome.VERSION


def _keep_better_text(
    holdings: Holdings, writer: Writer, item: _Taken, known: ReportSummary
) -> bool:
    """Keep the text of bytes that gave none before, and return whether there is one now.

    A file that was named as what it is not gives its text under another name.
    """
    old = holdings.store.get_report(known.sha256).report
    if item.problem is not None or old is None or old.text:
        return False
    new = replace(
        item.report,
        id=known.id,
        title=old.title or item.report.title,
        publisher=old.publisher or item.report.publisher,
        author=old.author or item.report.author,
        forwarded_from=old.forwarded_from or item.report.forwarded_from,
        url=old.url or item.report.url,
        published=old.published or item.report.published,
        captured=old.captured or item.report.captured,
    )
    older = None if known.previous is None else holdings.store.find_report(known.previous)
    draft = make_extraction_draft(
        new,
        time=holdings.now(),
        actor=holdings.analyst,
        previous=None if older is None else older.sha256,
    )
    writer.append(draft)
    writer.replace_text(new)
    item.unread = True
    return True


def _find_previous(holdings: Holdings, item: _Taken) -> str | None:
    if (name := item.addition.version_of) is not None:
        return holdings.store.get_report(name).summary.sha256
    if item.report.url is None:
        return None
    older = holdings.store.find_newest(item.report.url)
    return None if older is None else older.sha256


def _describe(holdings: Holdings, item: _Taken) -> Capture:
    """Return the collection record: what the user said, else what is seen here, else nothing."""
    source = item.addition.source
    seen: dict[str, Any] = {
        "method": "file" if isinstance(source, Path) else "stream",
        "operator": holdings.analyst,
        "url": item.addition.options.url,
        "file_name": _make_encodable(source.name) if isinstance(source, Path) else None,
    }
    given = {key: value for key, value in item.addition.facts.items() if value is not None}
    return Capture(
        id=uuid4().hex,
        sha256=item.report.sha256,
        size=len(item.data),
        added=holdings.now(),
        clock="system",
        tool="sayso",
        tool_version=__version__,
        **{**seen, **given},
    )


def _make_encodable(name: str) -> str:
    """Names of files may hold bytes that are no text."""
    return name.encode("utf-8", "replace").decode()
