"""Rows become records here, strictly, and nothing outside the store sees a row."""

import json
from typing import Any

from sqlalchemy import Row, Select, select

from sayso.errors import StoreError
from sayso.records.canonical import make_canonical
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.log import EntryKind, LogEntry
from sayso.records.report import Report
from sayso.store.sql.packing import unpack_origin, unpack_text
from sayso.store.sql.tables import chain, log, report

DAMAGED = "Run sayso verify to see what else is damaged, and restore a backup."

_older = report.alias("older")


def select_entries() -> Select[Any]:
    """Return a query for rows that `make_entry_record` takes."""
    return select(
        chain.c.id.label("chain_id"),
        log.c.n,
        log.c.time,
        log.c.actor,
        log.c.kind,
        log.c.body,
        log.c.sealed_sha256,
        log.c.sealed,
        log.c.previous,
        log.c.hash,
    ).join_from(log, chain, chain.c.number == log.c.chain)


def make_entry_record(row: Row[Any]) -> LogEntry:
    """Return an entry; raises `StoreError` where what is stored cannot be one."""
    try:
        return LogEntry(
            chain=row.chain_id,
            n=row.n,
            time=row.time,
            actor=row.actor,
            kind=EntryKind(row.kind),
            body=json.loads(row.body),
            sealed_sha256=row.sealed_sha256,
            sealed=None if row.sealed is None else json.loads(row.sealed),
            previous=row.previous,
            hash=row.hash,
        )
    except ValueError as exc:
        raise StoreError(
            f"Entry {row.n} of log {row.chain_id} is damaged: {exc}.", remedy=DAMAGED
        ) from exc


def make_entry_values(entry: LogEntry, number: int) -> dict[str, Any]:
    """Return the row of an entry of the log that has this number here."""
    return {
        "chain": number,
        "n": entry.n,
        "time": entry.time,
        "actor": entry.actor,
        "kind": entry.kind.value,
        "body": make_canonical(dict(entry.body)).decode(),
        "sealed_sha256": entry.sealed_sha256,
        "sealed": None if entry.sealed is None else make_canonical(dict(entry.sealed)).decode(),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def select_reports(*columns: Any) -> Select[Any]:
    """Return a query for rows that `make_summary` takes, with further columns if they are given."""
    return select(*report.c, _older.c.id.label("previous_id"), *columns).join_from(
        report, _older, _older.c.n == report.c.previous, isouter=True
    )


def make_summary(row: Row[Any]) -> ReportSummary:
    """Return a report as lists show it."""
    return ReportSummary(
        n=row.n,
        id=row.id,
        sha256=row.sha256,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        published=row.day,
        language=row.language,
        state=ReadingState(row.state),
        problem=row.problem,
        previous=row.previous_id,
        claims=row.claims,
        text_sha256=row.text_sha256,
    )


def make_report(row: Row[Any]) -> Report:
    """Return a report from its row and its text's; raises `StoreError` where it is damaged."""
    try:
        text, origin = unpack_text(row.text), unpack_origin(row.origin)
    except ValueError as exc:
        raise StoreError(f"The text of report {row.id} is damaged: {exc}.", remedy=DAMAGED) from exc
    return Report(
        id=row.id,
        title=row.title,
        publisher=row.publisher,
        author=row.author,
        forwarded_from=row.forwarded_from,
        url=row.url,
        published=row.published,
        captured=row.captured,
        language=row.language,
        sha256=row.sha256,
        text=text,
        origin=origin,
    )
