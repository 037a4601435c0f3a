"""Whether what is stored is what the logs tell.

The hashes of the logs themselves are not computed here (`sayso.store.verify` does that): an
index is compared with the entries as they lie there, reports with what is sealed in theirs.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Table, exists, func, not_, select

from sayso.errors import StoreError
from sayso.records.log import EntryKind, get_told
from sayso.store.sql import tables
from sayso.store.sql.paging import PAGE
from sayso.store.sql.rows import make_entry_record, select_entries
from sayso.store.sql.telling import list_rows_beside

_log, _chain, _capture = tables.log, tables.chain, tables.capture
_BESIDE = (
    tables.capture,
    tables.extraction,
    tables.decision,
    tables.decision_report,
    tables.decision_name,
    tables.decision_key,
)
_TELLING = (EntryKind.CAPTURE, EntryKind.EXTRACTION, EntryKind.DECISION)


def check_index(connection: Connection) -> Iterator[str]:
    """Yield where captures, extractions, evidence and decisions are not what a replay gives."""
    known = select(_chain.c.number)
    for number in connection.execute(
        select(_log.c.chain).where(_log.c.chain.not_in(known)).distinct()
    ).scalars():
        yield f"The log number {number} was inserted: no casebook is known whose log it is."
    for row in connection.execute(select(_chain).order_by(_chain.c.number)).all():
        yield from _check_chain(connection, row)
    yield from _check_evidence(connection)


def _check_chain(connection: Connection, chain: Row[Any]) -> Iterator[str]:
    """Compare the rows beside one log with its entries, a page of entries at a time."""
    told, after, last = "", None, False
    query = select_entries().where(_log.c.chain == chain.number).order_by(_log.c.n).limit(PAGE)
    while not last:
        page = query if after is None else query.where(_log.c.n > after)
        rows = connection.execute(page).all()
        last = len(rows) < PAGE
        until = None if last else rows[-1].n
        expected: dict[Table, dict[tuple[Any, ...], None]] = {table: {} for table in _BESIDE}
        for row in rows:
            told = max(told, row.time or "")
            if row.kind not in _TELLING and row.kind != EntryKind.MERGE:
                continue
            try:
                entry = make_entry_record(row)
                told = max(told, get_told(entry))
                beside = list_rows_beside(entry, chain.number, told)
            except (StoreError, KeyError, TypeError) as exc:
                yield getattr(exc, "problem", f"Entry {row.n} of log {chain.id} lacks {exc}.")
                continue
            for table, values in beside:
                expected[table][tuple(values[column.name] for column in table.c)] = None
        for table in _BESIDE:
            stored = _load_rows(connection, table, chain.number, after, until)
            yield from _compare(table, chain.id, expected[table], stored)
        after = until
    if told != chain.told:
        yield f"The time that log {chain.id} has told up to is altered beside the log."


def _load_rows(
    connection: Connection, table: Table, number: int, after: int | None, until: int | None
) -> list[tuple[Any, ...]]:
    query = select(table).where(table.c.chain == number)
    if after is not None:
        query = query.where(table.c.n > after)
    if until is not None:
        query = query.where(table.c.n <= until)
    return [tuple(row) for row in connection.execute(query)]


def _compare(
    table: Table,
    chain: str,
    expected: dict[tuple[Any, ...], None],
    stored: list[tuple[Any, ...]],
) -> Iterator[str]:
    if len(stored) == len(expected) and all(row in expected for row in stored):
        return
    keys = [column.name for column in table.primary_key]
    names = [column.name for column in table.c]

    def get_key(row: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(row[names.index(key)] for key in keys)

    there = {get_key(row): row for row in stored}
    needed = {get_key(row): row for row in expected}
    for key in sorted(there.keys() | needed.keys(), key=repr):
        if there.get(key) == needed.get(key):
            continue
        word = "missing" if key not in there else "inserted" if key not in needed else "altered"
        n = (needed.get(key) or there[key])[names.index("n")]
        yield f"The row in {table.name} of entry {n} of log {chain} is {word}."


def _check_evidence(connection: Connection) -> Iterator[str]:
    evidence = tables.evidence
    captured = exists(select(_capture.c.n).where(_capture.c.sha256 == evidence.c.sha256))
    for sha256 in connection.execute(select(evidence.c.sha256).where(not_(captured))).scalars():
        yield f"The row in evidence of the bytes {sha256} was inserted: nothing captured them."
    query = (
        select(_capture.c.sha256, func.min(_capture.c.size).label("size"), evidence.c.size)
        .join_from(_capture, evidence, evidence.c.sha256 == _capture.c.sha256, isouter=True)
        .group_by(_capture.c.sha256, evidence.c.size)
    )
    told = query.subquery()
    differing = select(told).where(told.c.size.is_distinct_from(told.c.size_1))
    for sha256, _, size in connection.execute(differing):
        word = "missing" if size is None else "altered"
        yield f"The row in evidence of the bytes {sha256} is {word}."
