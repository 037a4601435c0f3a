"""Adding reports: bytes become evidence first, then they are read."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from sayso import __version__
from sayso.capture.file import capture_bytes, read_file_bytes, read_stream_bytes, refuse_unfit
from sayso.capture.options import CaptureOptions
from sayso.errors import CaptureError, LanguageError, StoreError
from sayso.records.capture import Capture
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.entries import make_capture_draft, make_extraction_draft
from sayso.records.report import Report
from sayso.store.evidence import EvidenceChange
from sayso.store.store import Writer
from sayso.workbench.adding_many import (
    MOST_BYTES,
    UNKNOWN_LANGUAGE,
    Closing,
    KeptMedium,
    Source,
    Taken,
    came_with,
    describe_holder,
    describe_medium,
    is_whole,
    list_taken,
    make_empty_report,
    open_source,
    read_medium,
)
from sayso.workbench.additions import Added, Addition, Outcome
from sayso.workbench.holdings import Holdings, ReportReader
from sayso.workbench.rereading import read_waiting

__all__ = ["UNKNOWN_LANGUAGE", "Added", "Addition", "Outcome", "add_reports", "extract_report"]

_AT_ONCE, _BYTES_AT_ONCE = 16, 8_000_000
_POSTS_AT_ONCE = 100
"""Posts are short, and many of them are known already."""

_Item = Taken | Added | Closing


def add_reports(
    holdings: Holdings,
    additions: Iterable[Addition],
    get_reader: Callable[[], ReportReader] | None,
) -> Iterator[Added]:
    """Keep and read reports, and yield what became of each, in their order.

    The bytes of a few reports are made evidence at once, before any is read: what stops a
    reading costs no evidence, and what was not read is read by `reread`. The same bytes are
    kept once, with a record of each capture. Memory does not grow with the number. A file that
    holds many reports (an export, a feed, an archive) gives all of them; adding it again goes
    on where it was interrupted.

    Args:
        holdings: The casebook.
        additions: What to add.
        get_reader: Gives the reader, when the first report is to be read; ``None`` leaves them
            to be read later.
    """
    for batch in _gather(additions):
        taken = [item for item in batch if isinstance(item, Taken)]
        closing = [item.source for item in batch if isinstance(item, Closing)]
        if taken or closing:
            _keep(holdings, taken, closing)
        problems: dict[str, str | None] = {}
        if get_reader is None:
            problems = {item.report.sha256: None for item in taken}
        else:
            new = [item.report.sha256 for item in taken if _is_new(item)]
            reading = read_waiting(holdings, new, get_reader)
        for item in batch:
            if isinstance(item, Added):
                yield item
            if not isinstance(item, Taken):
                continue
            while _is_new(item) and item.report.sha256 not in problems:
                sha256, problem = next(reading)
                problems[sha256] = problem
            yield _tell(holdings, item, problems.get(item.report.sha256))


def _is_new(item: Taken) -> bool:
    """Return whether the report is to be read."""
    return item.unread or item.outcome in {Outcome.ADDED, Outcome.VERSION}


def _tell(holdings: Holdings, item: Taken, unread: str | None) -> Added:
    within = None if item.source is None else item.source.addition.name
    problem = item.problem or (unread if _is_new(item) else None)
    refused = item.outcome is Outcome.REFUSED
    bare = item.bare and not refused
    return Added(
        name=item.addition.name,
        outcome=item.outcome if problem is None or refused or bare else Outcome.UNREAD,
        report=None if refused or bare else holdings.store.find_report(item.report.sha256),
        problem=problem,
        within=within,
        missing=item.missing,
    )


def _gather(additions: Iterable[Addition]) -> Iterator[list[_Item]]:
    """Yield additions some at a time, their bytes read and their text extracted."""
    batch: list[_Item] = []
    size, weight = 0, 0.0
    for addition in additions:
        for item in _take(addition):
            batch.append(item)
            size += len(item.data) if isinstance(item, Taken) else 0
            piece = isinstance(item, Taken) and item.source is not None
            weight += 1 / _POSTS_AT_ONCE if piece else 1 / _AT_ONCE
            # That a file was opened is told at once: to look through it may have taken long. At
            # its end it is kept itself, for which it must be open still.
            opened = isinstance(item, Added) and item.outcome is Outcome.OPENED
            if weight >= 1 or size > _BYTES_AT_ONCE or opened or isinstance(item, Closing):
                yield batch
                batch, size, weight = [], 0, 0.0
    if batch:
        yield batch


def _take(addition: Addition) -> Iterator[_Item]:
    source, options = addition.source, addition.options
    name = _get_file_name(addition)
    try:
        if not isinstance(source, Path | bytes):
            source = read_stream_bytes(source, options)
        many = open_source(addition, source, addition.file_name)
        if many is not None:
            yield from _explain(addition, list_taken(many))
            return
        data = read_file_bytes(source, options) if isinstance(source, Path) else source
        refuse_unfit(data, options)
    except CaptureError as exc:
        yield Added(name=addition.name, outcome=Outcome.REFUSED, report=None, problem=str(exc))
        return
    report, problem = extract_report(data, options, name=name)
    yield Taken(addition=addition, data=data, report=report, problem=problem)


def _explain(addition: Addition, items: Iterator[_Item]) -> Iterator[_Item]:
    """Say of a file that went bad after it was looked through that the rest is missing."""
    try:
        yield from items
    except CaptureError as exc:
        yield Added(
            name=addition.name,
            outcome=Outcome.REFUSED,
            report=None,
            problem=str(exc),
            within=addition.name,
        )


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
        return make_empty_report(data, options), str(exc)


def _keep(holdings: Holdings, batch: list[Taken], closing: list[Source]) -> None:
    """Make the bytes of a batch evidence: all of them, or none if this process is stopped."""
    # The bytes are durable before the log tells of them, and the log before the manifest does.
    keeps = holdings.store.has_object
    with holdings.evidence.changing(keeps) as change, holdings.store.writing() as writer:
        for item in batch:
            with _refusing(item):
                _refuse_removed(holdings, item)
        wanted = [item for item in batch if item.outcome is not Outcome.REFUSED]
        change.put_all(item.data for item in wanted)
        change.put_all(_read_media(holdings, wanted))
        for item in wanted:
            if item.outcome is not Outcome.REFUSED:
                with _refusing(item):
                    _keep_one(holdings, writer, item)
        for source in closing:
            _keep_holder(holdings, change, writer, source)


@contextmanager
def _refusing(item: Taken) -> Iterator[None]:
    """Refuse an item that cannot be kept, and go on with the others."""
    try:
        yield
    except (StoreError, CaptureError) as exc:
        item.outcome, item.problem = Outcome.REFUSED, str(exc)


def _refuse_removed(holdings: Holdings, item: Taken) -> None:
    known = holdings.store.find_report(item.report.sha256)
    if known is not None and known.state is ReadingState.REMOVED and not item.addition.again:
        if item.source is not None:
            item.source.removed = True
        raise StoreError(
            f"These bytes were removed from the casebook as {known.id}: {known.problem}",
            remedy="If they may come in again, say so with --again.",
        )


def _keep_one(holdings: Holdings, writer: Writer, item: Taken) -> None:
    store, report = holdings.store, item.report
    known = store.find_report(report.sha256)
    if known is not None and known.state is not ReadingState.REMOVED:
        _keep_again(holdings, writer, item)
        item.outcome = Outcome.AGAIN
        if known.state is not ReadingState.FAILED:
            item.problem = None
            # A file that is added again goes on where it was interrupted.
            item.unread = item.source is not None and known.state is ReadingState.WAITING
        elif not _keep_better_text(holdings, writer, item, known):
            item.problem = known.problem
        return
    if item.bare:
        item.outcome = Outcome.AGAIN if store.has_object(report.sha256) else Outcome.KEPT
        _keep_again(holdings, writer, item)
        return
    previous = _find_previous(holdings, item)
    capture = _describe(holdings, item)
    writer.append(make_capture_draft(capture, report, previous=previous, actor=holdings.analyst))
    writer.add_report(report, previous=previous)
    _log_media(holdings, writer, item.media, capture)
    if item.problem is not None:
        writer.put_failure(report.sha256, item.problem)
        item.outcome = Outcome.UNREAD
    elif previous is not None:
        item.outcome = Outcome.VERSION


def _keep_again(holdings: Holdings, writer: Writer, item: Taken) -> None:
    """Log a capture that gives no report, unless it is one of a file that was added before."""
    if item.source is not None:
        source = item.source
        captures = _list_captures(holdings, item)
        before = next((capture for capture in captures if came_with(capture, source)), None)
        if before is not None:
            new = [it for it in item.media if not holdings.store.has_object(it.sha256)]
            _log_media(holdings, writer, new, before)
            return
    elif any(it.id == item.addition.capture for it in _list_captures(holdings, item)):
        return
    capture = _describe(holdings, item)
    writer.append(make_capture_draft(capture, None, actor=holdings.analyst))
    _log_media(holdings, writer, item.media, capture)


def _list_captures(holdings: Holdings, item: Taken) -> Iterator[Capture]:
    return holdings.store.list_captures(item.report.sha256)


def _read_media(holdings: Holdings, items: Iterable[Taken]) -> Iterator[bytes]:
    """Yield what came with posts and is not kept yet; a post whose file changed is refused."""
    for item in items:
        with _refusing(item):
            for medium in item.media:
                if not holdings.store.has_object(medium.sha256):
                    yield read_medium(medium)


def _log_media(
    holdings: Holdings, writer: Writer, media: Iterable[KeptMedium], post: Capture
) -> None:
    for medium in media:
        capture = describe_medium(holdings, medium, post)
        writer.append(make_capture_draft(capture, None, actor=holdings.analyst))


def _keep_holder(
    holdings: Holdings, change: EvidenceChange, writer: Writer, source: Source
) -> None:
    """Keep a file beside its posts, once, if nothing speaks against it."""
    holder = source.many.holder
    kept = holdings.store.has_object(holder.sha256)
    if kept or source.removed or not is_whole(source) or holder.size > MOST_BYTES:
        return
    with holder.open() as stream:
        data = stream.read(holder.size + 1)
    if change.put(data) == holder.sha256:  # else it changed meanwhile
        capture = describe_holder(holdings, source)
        writer.append(make_capture_draft(capture, None, actor=holdings.analyst))


def _keep_better_text(
    holdings: Holdings, writer: Writer, item: Taken, known: ReportSummary
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


def _find_previous(holdings: Holdings, item: Taken) -> str | None:
    if (name := item.addition.version_of) is not None:
        return holdings.store.get_report(name).summary.sha256
    for address in (item.report.url, item.address):
        older = None if address is None else holdings.store.find_newest(address)
        if older is not None:
            return older.sha256
    return None


def _describe(holdings: Holdings, item: Taken) -> Capture:
    """Return the collection record: what the user said, else what is seen here, else nothing."""
    source = item.addition.source
    seen: dict[str, Any] = {"operator": holdings.analyst}
    name = _get_file_name(item.addition)
    if item.source is None:  # else the file tells of each piece what is known
        seen |= {
            "method": "file" if isinstance(source, Path) else "stream",
            "url": item.addition.options.url,
            "file_name": _make_encodable(name) if name else None,
        }
    given = {key: value for key, value in item.addition.facts.items() if value is not None}
    return Capture(
        id=item.addition.capture or uuid4().hex,
        sha256=item.report.sha256,
        size=len(item.data),
        added=holdings.now(),
        clock="system",
        tool="sayso",
        tool_version=__version__,
        **{**seen, **given},
    )


def _get_file_name(addition: Addition) -> str | None:
    source = addition.source
    if addition.file_name is not None:
        return addition.file_name
    return source.name if isinstance(source, Path) else None


def _make_encodable(name: str) -> str:
    """Names of files may hold bytes that are no text."""
    return name.encode("utf-8", "replace").decode()
