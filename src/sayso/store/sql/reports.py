"""Reading reports and what was read in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import KW_ONLY, dataclass
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, and_, bindparam, func, or_, select

from sayso.errors import StoreError
from sayso.records.casebook import Counts, Filters, ReadingState, ReportSummary, StoredReport
from sayso.records.reading import Reading as Findings
from sayso.store.addresses import make_url_key
from sayso.store.sql import search, tables
from sayso.store.sql.logbook import is_kept
from sayso.store.sql.packing import unpack_reading
from sayso.store.sql.paging import PAGE, Reading, list_rows
from sayso.store.sql.rows import DAMAGED, make_report, make_summary, select_reports

_DIGITS = re.compile(r"[0-9a-f]{4,63}")
_report, _text = tables.report, tables.report_text
_NAMED = or_(_report.c.id == bindparam("name"), _report.c.sha256 == bindparam("name"))


def find_report(connection: Connection, name: str) -> ReportSummary | None:
    """Return the report of this id or SHA-256, or the one whose SHA-256 begins so.

    Raises:
        StoreError: Several begin so.
    """
    row = _find_row(connection, name)
    return None if row is None else make_summary(row)


def get_report(connection: Connection, name: str) -> StoredReport:
    """Return a report with its text."""
    row = _find_row(connection, name, _text.c.text, _text.c.origin)
    if row is None:
        raise StoreError(
            f"There is no report {name!r} in this casebook.",
            remedy="sayso reports lists those that are there.",
        )
    summary = make_summary(row)
    if summary.state is ReadingState.REMOVED:
        return StoredReport(summary=summary, report=None)
    if row.text is None:
        raise StoreError(f"The text of report {row.id} is missing.", remedy=DAMAGED)
    return StoredReport(summary=summary, report=make_report(row))


def find_newest(connection: Connection, url: str) -> ReportSummary | None:
    """Return the newest report that was captured from an address."""
    query = select_reports().where(_report.c.url_key == make_url_key(url))
    row = connection.execute(query.order_by(_report.c.n.desc()).limit(1)).first()
    return None if row is None else make_summary(row)


def list_versions(connection: Connection, name: str) -> tuple[str, ...]:
    """Return the ids of all versions of a report, the oldest first."""
    row = _find_row(connection, name)
    found: dict[int, str] = {}
    reached = set() if row is None else {row.n}
    while reached - found.keys():
        new = sorted(reached - found.keys())
        near = connection.execute(
            select(_report.c.n, _report.c.id, _report.c.previous).where(
                or_(_report.c.n.in_(new), _report.c.previous.in_(new))
            )
        ).all()
        found |= {one.n: one.id for one in near if one.n in new}
        reached |= {n for one in near for n in (one.n, one.previous) if n is not None}
    return tuple(found[n] for n in sorted(found))


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list of reports is wanted, as `Store.list_reports` has it."""

    states: Collection[ReadingState]
    _: KW_ONLY
    after: int | None
    limit: int | None
    down: bool


def list_reports(reading: Reading, filters: Filters | None, part: Part) -> Iterator[ReportSummary]:
    """Yield reports in the order in which they came, or turned round."""
    query = select_reports()
    if part.states:
        query = query.where(_report.c.state.in_([state.value for state in part.states]))
    if filters is None or filters == Filters():
        rows = list_rows(
            reading, query, _report.c.n, after=part.after, down=part.down, limit=part.limit
        )
    else:
        rows = islice(_list_filtered(reading, query, filters, part), part.limit)
    yield from map(make_summary, rows)


def _list_filtered(
    reading: Reading, query: Select[Any], filters: Filters, part: Part
) -> Iterator[Row[Any]]:
    with reading() as connection:
        numbers = search.list_numbers(connection, filters)
    if part.down:
        end = None if part.after is None else bisect_left(numbers, part.after)
        numbers = numbers[:end][::-1]
    else:
        numbers = numbers[bisect_right(numbers, -1 if part.after is None else part.after) :]
    by_number = _report.c.n.desc() if part.down else _report.c.n
    for begin in range(0, len(numbers), PAGE):
        some = _report.c.n.in_(numbers[begin : begin + PAGE])
        with reading() as connection:
            rows = connection.execute(query.where(some).order_by(by_number)).all()
        yield from rows


def get_reading(connection: Connection, name: str) -> Findings | None:
    """Return what was read in a report, or ``None`` where it was not."""
    columns = (_text.c.text, _text.c.origin, tables.reading.c.findings, tables.maker.c.made_by)
    row = _find_row(connection, name, *columns)
    if row is None or row.findings is None:
        return None
    report = make_report(row)
    try:
        return unpack_reading(row.findings, row.made_by, report)
    except ValueError as exc:
        raise StoreError(
            f"What was read in report {row.id} is damaged: {exc}.",
            remedy="Read it again: sayso reread --report " + row.id,
        ) from exc


def get_reading_mark(connection: Connection, name: str) -> str:
    """Return what changes whenever a report's text or what was read in it does."""
    row = _find_row(connection, name, tables.reading.c.findings, tables.maker.c.made_by)
    if row is None:
        return ""
    found = (row.text_sha256, row.made_by or "", row.findings or b"")
    digest = sha256()
    for part in found:
        digest.update(part.encode() if isinstance(part, str) else part)
    return digest.hexdigest()


def count(connection: Connection) -> Counts:
    """Return how much there is."""
    states = {
        row.state: row
        for row in connection.execute(
            select(
                _report.c.state,
                func.count().label("reports"),
                func.sum(_report.c.claims).label("claims"),
            ).group_by(_report.c.state)
        )
    }
    objects, size = connection.execute(
        select(func.count(), func.sum(tables.evidence.c.size)).where(is_kept())
    ).one()
    return Counts(
        reports=sum(row.reports for row in states.values()),
        waiting=_get_number(states, ReadingState.WAITING),
        failed=_get_number(states, ReadingState.FAILED),
        removed=_get_number(states, ReadingState.REMOVED),
        captures=_count(connection, tables.capture),
        objects=objects,
        evidence_bytes=int(size or 0),
        claims=sum(int(row.claims) for row in states.values()),
        decisions=_count(connection, tables.decision),
        entries=_count(connection, tables.log),
    )


def _get_number(states: dict[str, Row[Any]], state: ReadingState) -> int:
    return int(states[state.value].reports) if state.value in states else 0


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


@cache
def _select_named(columns: tuple[Any, ...]) -> Select[Any]:
    """Return the query for a report by its id or SHA-256, built once."""
    return _select_rows(columns).where(_NAMED)


def _select_rows(columns: tuple[Any, ...]) -> Select[Any]:
    query = select_reports(*columns)
    if columns:
        query = query.join(_text, _text.c.report == _report.c.n, isouter=True)
        query = query.join(tables.reading, tables.reading.c.report == _report.c.n, isouter=True)
        query = query.join(
            tables.maker, tables.maker.c.number == tables.reading.c.maker, isouter=True
        )
    return query


def _find_row(connection: Connection, name: str, *columns: Any) -> Row[Any] | None:
    rows = connection.execute(_select_named(columns), {"name": name}).all()
    row = min(rows, key=lambda found: found.id != name, default=None)
    if row is not None or not _DIGITS.fullmatch(name):
        return row
    # No digit is greater than "f".
    begins = and_(_report.c.sha256 > name, _report.c.sha256 < name + "g")
    rows = connection.execute(_select_rows(columns).where(begins).limit(2)).all()
    if len(rows) > 1:
        raise StoreError(
            f"Several reports begin with {name!r}: {rows[0].id} and {rows[1].id} among them.",
            remedy="Give more digits.",
        )
    return rows[0] if rows else None
