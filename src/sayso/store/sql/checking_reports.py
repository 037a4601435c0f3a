"""Whether reports, their texts and their readings are what the logs tell."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, not_, select

from sayso.errors import StoreError
from sayso.records.casebook import ReadingState
from sayso.records.entries import ReportFacts, read_capture, read_extraction
from sayso.records.log import EntryKind, LogEntry
from sayso.records.subjects import make_text_digest
from sayso.store.addresses import make_url_key
from sayso.store.sql import tables
from sayso.store.sql.packing import unpack
from sayso.store.sql.paging import PAGE
from sayso.store.sql.rows import make_entry_record, make_report, select_entries
from sayso.store.sql.writer import LEAST_DIGITS, OWN

_log, _capture, _extraction = tables.log, tables.capture, tables.extraction
_report, _text, _reading = tables.report, tables.report_text, tables.reading
_about = tables.decision_report
_older = _report.alias("older")
_FACTS = (
    *("title", "publisher", "author", "forwarded_from", "url"),
    *("published", "captured", "language"),
)


class _Told:
    """What the logs tell of a report: by the last entry of the own log that tells of its text.

    Where the own log has none (it came by a merge), the last one of any other will do.
    """

    def __init__(self) -> None:
        self._last: dict[int, tuple[int, str, ReportFacts]] = {}

    def add(self, number: int, n: int, text_sha256: str, facts: ReportFacts) -> None:
        if number not in self._last or self._last[number][0] < n:
            self._last[number] = (n, text_sha256, facts)

    def list_all(self) -> list[tuple[str, ReportFacts]]:
        last = [self._last[OWN]] if OWN in self._last else list(self._last.values())
        return [(text_sha256, facts) for _, text_sha256, facts in last]


def check_reports(connection: Connection) -> Iterator[str]:
    """Yield where reports, texts and readings are altered, missing or inserted."""
    yield from _check_days(connection)
    known = exists(select(_report.c.n).where(_report.c.sha256 == _capture.c.sha256))
    lost = select(_capture.c.sha256).where(_capture.c.gives_text == 1, not_(known)).distinct()
    for sha256 in connection.execute(lost).scalars().all():
        yield f"The report of the bytes {sha256} is missing."
    query: Select[Any] = (
        select(
            *_report.c,
            _older.c.sha256.label("previous_sha256"),
            _text.c.text,
            _text.c.origin,
            _reading.c.findings,
        )
        .join_from(_report, _older, _older.c.n == _report.c.previous, isouter=True)
        .join(_text, _text.c.report == _report.c.n, isouter=True)
        .join(_reading, _reading.c.report == _report.c.n, isouter=True)
        .order_by(_report.c.n)
        .limit(PAGE)
    )
    rows = connection.execute(query).all()
    while rows:
        told, broken = _load_told(connection, [row.sha256 for row in rows])
        yield from broken
        for row in rows:
            yield from _check_row(row, told.get(row.sha256, _Told()).list_all())
        rows = connection.execute(query.where(_report.c.n > rows[-1].n)).all()


def _check_days(connection: Connection) -> Iterator[str]:
    """Compare days with dates of publication; decided ones are for whoever knows decisions."""
    decided = exists(select(_about.c.sha256).where(_about.c.sha256 == _report.c.sha256))
    query = (
        select(_report.c.id, _report.c.sha256)
        .where(_report.c.day.is_distinct_from(_report.c.published), not_(decided))
        .where(_report.c.state != ReadingState.REMOVED)
        .order_by(_report.c.n)
    )
    for id_, sha256 in connection.execute(query).all():
        yield f"The day of report {id_} ({sha256}) is altered: it is found by another date."


def _load_told(connection: Connection, sha256s: list[str]) -> tuple[dict[str, _Told], list[str]]:
    told: dict[str, _Told] = {}
    broken: list[str] = []
    for beside, where in (
        (_capture, _capture.c.kept == 1),
        (_extraction, _log.c.sealed.is_not(None)),
    ):
        query = (
            select_entries()
            .add_columns(_log.c.chain.label("number"))
            .join(beside, (beside.c.chain == _log.c.chain) & (beside.c.n == _log.c.n))
            .where(beside.c.sha256.in_(sha256s), where)
        )
        for row in connection.execute(query):
            try:
                found = _read(make_entry_record(row))
            except StoreError as exc:
                broken.append(exc.problem)
            except ValueError as exc:
                broken.append(f"A report cannot be compared with the log: {exc}.")
            else:
                if found is not None:
                    sha256, text_sha256, facts = found
                    told.setdefault(sha256, _Told()).add(row.number, row.n, text_sha256, facts)
    return told, broken


def _read(entry: LogEntry) -> tuple[str, str, ReportFacts] | None:
    """Return bytes, text and facts of a report that an entry tells of."""
    it = read_capture(entry) if entry.kind is EntryKind.CAPTURE else read_extraction(entry)
    if it.report is None or it.text_sha256 is None:
        return None
    return it.sha256, it.text_sha256, it.report


def _check_row(row: Row[Any], told: list[tuple[str, ReportFacts]]) -> Iterator[str]:
    name = f"report {row.id} ({row.sha256})"
    if row.state not in list(ReadingState):
        yield f"The state of {name} is altered."
    if (row.state == ReadingState.REMOVED) != (not told):
        yield (
            f"The {name} was inserted: no log tells of it."
            if not told
            else f"The {name} is shown as removed, which no log tells."
        )
        return
    if row.state == ReadingState.REMOVED:
        yield from _check_removed(row, name)
        return
    wrong = [_list_differences(row, text_sha256, facts) for text_sha256, facts in told]
    if all(wrong):
        yield f"The {', '.join(wrong[0])} of {name} is not what the log tells."
    text = None
    try:
        text = None if row.text is None else make_report(row).text
    except StoreError as exc:
        yield exc.problem
    else:
        yield from _check_text(row, name, text)
    yield from _check_reading(row, name, text)


def _list_differences(row: Row[Any], text_sha256: str, facts: ReportFacts) -> list[str]:
    """Return the names of what differs from what one entry tells."""
    wrong = [name for name in _FACTS if getattr(row, name) != getattr(facts, name)]
    if row.id != facts.id and not _is_made_id(row):
        wrong.append("id")
    if row.url_key != (None if facts.url is None else make_url_key(facts.url)):
        wrong.append("key of the address")
    if row.previous_sha256 != facts.previous:
        wrong.append("version before")
    if row.text_sha256 != text_sha256:
        wrong.append("hash of the text")
    return wrong


def _is_made_id(row: Row[Any]) -> bool:
    return len(row.id) >= LEAST_DIGITS and row.sha256.startswith(row.id)


def _check_removed(row: Row[Any], name: str) -> Iterator[str]:
    left = [fact for fact in (*_FACTS[:-1], "url_key", "text", "findings") if row._mapping[fact]]
    if left or not _is_made_id(row):
        yield f"Of the removed {name} there is still: {', '.join(left) or 'its id'}."


def _check_text(row: Row[Any], name: str, text: str | None) -> Iterator[str]:
    if text is None:
        yield f"The text of {name} is missing."
    elif make_text_digest(text) != row.text_sha256:
        yield f"The text of {name} is altered: its SHA-256 is not the one that the log tells."


def _check_reading(row: Row[Any], name: str, text: str | None) -> Iterator[str]:
    if (row.findings is not None) != (row.state == ReadingState.READ):
        what = "missing" if row.findings is None else "inserted"
        yield f"What was read in {name} is {what}."
    elif row.findings is not None:
        try:
            reading = json.loads(unpack(row.findings))
            claims, sha256 = len(reading["claims"]), reading["report"]["sha256"]
        except (ValueError, KeyError, TypeError, RecursionError):
            yield f"What was read in {name} is damaged: it does not unpack."
            return
        if claims != row.claims:
            yield f"The number of claims of {name} is altered."
        if sha256 != row.sha256:
            yield f"What was read in {name} is altered: it was read in another report."
        elif text is not None and not _quotes(reading, text):
            yield f"What was read in {name} is altered: it quotes words that are not there."
    elif row.claims != 0:
        yield f"The number of claims of {name} is altered."


def _quotes(reading: Any, text: str) -> bool:
    """Return whether all that a reading quotes stands in the text where it says.

    Records are not made of it, which would take ten times as long.
    """
    queue = [reading]
    while queue:
        value = queue.pop()
        if isinstance(value, dict):
            queue.extend(value.values())
            if "text" in value and ("spans" in value or "span" in value):
                spans = value["spans"] if "spans" in value else [value["span"]]
                try:
                    quoted = " ".join(text[begin:end] for begin, end in spans)
                except (TypeError, ValueError):
                    return False
                if quoted != value["text"]:
                    return False
        elif isinstance(value, list):
            queue.extend(value)
    return True
