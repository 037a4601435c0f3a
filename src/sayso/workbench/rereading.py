"""Reading the reports of a casebook, and reading them again with a newer reader."""

import traceback
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

import sayso
from sayso.capture.file import capture_bytes
from sayso.capture.http_answer import split_type
from sayso.capture.options import CaptureOptions
from sayso.capture.piece import find_name
from sayso.errors import SaysoError, StoreError
from sayso.records.casebook import ReadingState, ReportSummary, StoredReport
from sayso.records.entries import make_extraction_draft
from sayso.records.reading import MadeBy, Reading
from sayso.records.report import Report
from sayso.records.subjects import make_text_digest
from sayso.workbench.facts import get_present_report, list_decided_facts
from sayso.workbench.holdings import Holdings, ReportReader

_AT_ONCE = 16
_LONGEST_WAIT = 1.0  # seconds for which a finished reading waits to be kept with others

# What a defect in our own code raises: it costs one report its reading, not the others theirs.
_DEFECTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What became of one report that was to be read again.

    Attributes:
        report: The report.
        changed: Whether its findings are others than before.
        problem: Why it could not be read, or ``None``; then its findings stay as they were.
        skipped: Whether the same reader had read it already.
    """

    report: ReportSummary
    changed: bool
    problem: str | None
    skipped: bool = False


@dataclass(slots=True, eq=False)
class _Done:
    """What came of reading a report as it was when the reading began."""

    sha256: str
    report: Report
    reading: Reading | None
    problem: str | None


def read_waiting(
    holdings: Holdings, sha256s: Iterable[str], get_reader: Callable[[], ReportReader]
) -> Iterator[tuple[str, str | None]]:
    """Read reports and keep what was found; yield each report's SHA-256 and its problem.

    Each report's findings are kept whole or not at all, several in one transaction. What
    another process removes or corrects meanwhile costs the others nothing.
    """
    done: list[_Done] = []
    since = monotonic()
    for sha256 in sha256s:
        stored = holdings.store.get_report(sha256)
        if stored.report is None:  # removed meanwhile
            yield sha256, stored.summary.problem
            continue
        done.append(_read(holdings, stored, get_reader))
        if len(done) == _AT_ONCE or monotonic() - since > _LONGEST_WAIT:
            yield from _keep(holdings, done, get_reader)
            done, since = [], monotonic()
    yield from _keep(holdings, done, get_reader)


def reread_reports(
    holdings: Holdings,
    get_reader: Callable[[], ReportReader],
    *,
    names: Collection[str] = (),
    extract: bool = False,
) -> Iterator[Reread]:
    """Read reports anew, and yield what became of each.

    Decisions stay as they are. Where no report is named, those are skipped that the same
    reader read already, so that one that was interrupted goes on where it stopped.

    Args:
        holdings: The casebook.
        get_reader: Gives the reader.
        names: Reports by name; all where there is none.
        extract: Whether their texts are made anew from the captured bytes first.

    Raises:
        StoreError: There is no report of one of these names.
    """
    current: dict[str, MadeBy] = {}
    for summary in list(_choose(holdings, names)):
        problem = _extract_anew(holdings, summary.sha256) if extract else None
        stored = holdings.store.get_report(summary.sha256)
        if stored.report is None:  # removed meanwhile
            continue
        report = get_present_report(holdings, stored)
        if problem is not None or not report.text:
            problem = problem or stored.summary.problem
            yield Reread(report=summary, changed=False, problem=problem)
            continue
        before = holdings.store.get_reading(summary.sha256)
        if (
            not names
            and before is not None
            and before.report == report
            and before.made_by == current.get(report.language)
        ):
            yield Reread(report=summary, changed=False, problem=None, skipped=True)
            continue
        reading, problem = _try_to_read(get_reader(), report)
        if reading is not None:
            current[report.language] = reading.made_by
        is_kept = summary.state is ReadingState.READ and summary.problem is None
        if reading is None or reading != before or not is_kept:
            done = _Done(summary.sha256, report, reading, problem)
            problem = dict(_keep(holdings, [done], get_reader))[summary.sha256]
        yield Reread(report=summary, changed=reading != before, problem=problem)


def _choose(holdings: Holdings, names: Collection[str]) -> Iterator[ReportSummary]:
    if not names:
        states = (ReadingState.WAITING, ReadingState.READ, ReadingState.FAILED)
        yield from holdings.store.list_reports(states=states)
        return
    for name in names:
        summary = holdings.store.get_report(name).summary
        if summary.state is ReadingState.REMOVED:
            raise StoreError(
                f"The report {summary.id} was removed: {summary.problem}",
                remedy="What was removed cannot be read.",
            )
        yield summary


def _extract_anew(holdings: Holdings, sha256: str) -> str | None:
    """Make a report's text anew from its bytes, and return why that cannot be done.

    A text that comes out the same is left alone, and so is one that does not come out at all.
    """
    stored = holdings.store.get_report(sha256)
    old = stored.report
    if old is None:
        return None
    given = CaptureOptions(
        id=old.id,
        title=old.title,
        publisher=old.publisher,
        author=old.author,
        forwarded_from=old.forwarded_from,
        url=old.url,
        published=old.published,
        captured=old.captured,
        language=old.language,
    )
    capture = next(iter(holdings.store.list_captures(sha256)), None)
    name = None
    if capture is not None:
        name = find_name(capture.file_name, capture.mime)
        headers = {key.lower(): value for key, value in capture.headers or ()}
        given = replace(given, charset=split_type(headers.get("content-type"))[1])
    try:
        new = capture_bytes(holdings.evidence.get(sha256), given, name=name)
    except SaysoError as exc:
        return str(exc)
    if new.text == old.text:
        return None
    with holdings.store.writing() as writer:
        draft = make_extraction_draft(
            new,
            time=holdings.now(),
            actor=holdings.analyst,
            previous=_get_sha256(holdings, stored.summary.previous),
        )
        writer.append(draft)
        writer.replace_text(new)
    return None


def _get_sha256(holdings: Holdings, name: str | None) -> str | None:
    found = None if name is None else holdings.store.find_report(name)
    return None if found is None else found.sha256


def _try_to_read(reader: ReportReader, report: Report) -> tuple[Reading | None, str | None]:
    try:
        return reader.read(report), None
    except SaysoError as exc:
        return None, str(exc)
    except _DEFECTS as exc:
        return None, describe_defect(exc)


def describe_defect(exc: BaseException) -> str:
    """Return one sentence on a defect of sayso's own, with the place to look at."""
    home = str(Path(sayso.__file__).parent)
    frames = traceback.extract_tb(exc.__traceback__)
    where = next((it for it in reversed(frames) if it.filename.startswith(home)), frames[-1])
    return (
        f"A defect in sayso {sayso.__version__} stopped this reading: {type(exc).__name__} in "
        f"{Path(where.filename).name}, line {where.lineno} ({str(exc)[:200]}). "
        "The fault is not the report's. Please open an issue in sayso's repository with this "
        "line; take out what it may quote of a report that must stay private."
    )


def _read(
    holdings: Holdings, stored: StoredReport, get_reader: Callable[[], ReportReader]
) -> _Done:
    report = get_present_report(holdings, stored)
    return _Done(stored.summary.sha256, report, *_try_to_read(get_reader(), report))


def _keep(
    holdings: Holdings, done: list[_Done], get_reader: Callable[[], ReportReader]
) -> Iterator[tuple[str, str | None]]:
    """Keep readings; one whose report another process changed meanwhile is made again."""
    while done:
        stale: list[_Done] = []
        with holdings.store.writing() as writer:
            for item in done:
                summary = holdings.store.find_report(item.sha256)
                if summary is None or summary.state is ReadingState.REMOVED:
                    item.problem = None if summary is None else summary.problem
                elif not _is_present(holdings, summary, item.report):
                    stale.append(item)
                elif item.reading is not None:
                    writer.put_reading(item.reading)
                else:
                    writer.put_failure(item.sha256, item.problem or "")
        for item in done:
            if item not in stale:
                yield item.sha256, item.problem
        done = [
            _read(holdings, stored, get_reader)
            for stored in (holdings.store.get_report(item.sha256) for item in stale)
            if stored.report is not None
        ]


def _is_present(holdings: Holdings, summary: ReportSummary, report: Report) -> bool:
    """Return whether a report still has the text, the date and the language it was read with."""
    facts = list_decided_facts(holdings.store.list_decisions([summary.sha256]))
    return (
        summary.text_sha256 == make_text_digest(report.text)
        and summary.published == report.published
        and facts.get("language", report.language) == report.language
    )
