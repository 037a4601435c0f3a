"""Lists of the log: narrowed, newest first; and all that is about one thing."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, or_, select, union

from sayso.records.decision import Decision
from sayso.records.log import EntryKind, LogEntry
from sayso.records.log_query import LogFilters
from sayso.store.sql import tables
from sayso.store.sql.logbook import get_decisions
from sayso.store.sql.paging import PAGE, Reading
from sayso.store.sql.rows import make_entry_record, select_entries

_log, _chain = tables.log, tables.chain
_decision, _name, _key = tables.decision, tables.decision_name, tables.decision_key
_END_OF_DAY = "T~"  # behind any moment of a day


def list_newest(
    reading: Reading, filters: LogFilters, chain: str, *, before: int | None, limit: int
) -> tuple[LogEntry, ...]:
    """Return entries of one log whose number is less than ``before``, the newest first."""
    with reading() as connection:
        number = connection.execute(select(_chain.c.number).where(_chain.c.id == chain)).scalar()
        if number is None:
            return ()
        ns = connection.execute(_number_newest(connection, filters, number, before, limit))
        wanted = list(ns.scalars())
        query = select_entries().where(_log.c.chain == number, _log.c.n.in_(wanted))
        rows = connection.execute(query.order_by(_log.c.n.desc())).all()
    return tuple(map(make_entry_record, rows))


def list_actors(connection: Connection, chain: str) -> tuple[str, ...]:
    """Return everybody who did something, by name; one look a person, however long the log is."""
    number = connection.execute(select(_chain.c.number).where(_chain.c.id == chain)).scalar()
    found: list[str] = []
    while True:
        query = select(func.min(_log.c.actor)).where(_log.c.chain == number)
        last = connection.execute(query.where(_log.c.actor > found[-1]) if found else query)
        actor = last.scalar()
        if actor is None:
            return tuple(found)
        found.append(actor)


def list_about_report(connection: Connection, sha256: str) -> list[tuple[str, int, int]]:
    """Return (time, log's number, entry's number) of all that tells of a report, oldest first."""
    tells = [
        select(it.c.chain, it.c.n).where(it.c.sha256 == sha256)
        for it in (tables.decision_report, tables.capture, tables.extraction)
    ]
    removals = select(_log.c.chain, _log.c.n).where(
        _log.c.kind == EntryKind.REMOVAL.value, _log.c.body.contains(f'"{sha256}"', autoescape=True)
    )
    where = union(*tells, removals).subquery()
    query = select(_log.c.time, _log.c.chain, _log.c.n).join_from(
        where, _log, and_(_log.c.chain == where.c.chain, _log.c.n == where.c.n)
    )
    return sorted(tuple(row) for row in connection.execute(query))


def list_decided_reports(
    connection: Connection, *, before: int | None, limit: int
) -> tuple[tuple[int, str], ...]:
    """Return (number, SHA-256) of reports about which somebody decided, the newest first."""
    report, decided = tables.report, tables.decision_report
    query = select(report.c.n, report.c.sha256).where(
        exists(select(decided.c.n).where(decided.c.sha256 == report.c.sha256))
    )
    if before is not None:
        query = query.where(report.c.n < before)
    rows = connection.execute(query.order_by(report.c.n.desc()).limit(limit))
    return tuple((row.n, row.sha256) for row in rows)


def get_entries(connection: Connection, places: Collection[tuple[int, int]]) -> list[LogEntry]:
    """Return entries by (log's number, entry's number), in this order."""
    if not places:
        return []
    query = select_entries().add_columns(_log.c.chain.label("number"))
    by_chain: dict[int, list[int]] = {}
    for number, n in places:
        by_chain.setdefault(number, []).append(n)
    where = (and_(_log.c.chain == it, _log.c.n.in_(ns)) for it, ns in by_chain.items())
    rows = connection.execute(query.where(or_(*where))).all()
    found = {(row.number, row.n): make_entry_record(row) for row in rows}
    return [found[place] for place in places if place in found]


def find_decisions(reading: Reading, name: str) -> list[Decision]:
    """Return the decisions whose id begins so, two at most: one is meant, or none."""
    query = (
        select(_decision.c.told, _decision.c.log, _decision.c.n, _decision.c.chain)
        .join(_name, and_(_name.c.chain == _decision.c.chain, _name.c.n == _decision.c.n))
        .where(_name.c.id >= name, _name.c.id < name + "~")
        .limit(2)
    )
    with reading() as connection:
        keys = [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]
    return get_decisions(reading, keys)


def list_decisions_about(reading: Reading, keys: Iterable[str]) -> Iterator[Decision]:
    """Yield the decisions about any of these things, by content key, in the order of force."""
    query = select(_decision.c.told, _decision.c.log, _decision.c.n, _decision.c.chain).join(
        _key, and_(_key.c.chain == _decision.c.chain, _key.c.n == _decision.c.n)
    )
    wanted = sorted(set(keys))
    found: set[tuple[str, str, int, int]] = set()
    with reading() as connection:
        for begin in range(0, len(wanted), PAGE):
            some = query.where(_key.c.key.in_(wanted[begin : begin + PAGE]))
            found.update((row[0], row[1], row[2], row[3]) for row in connection.execute(some))
    ordered = sorted(found)
    for begin in range(0, len(ordered), PAGE):
        yield from get_decisions(reading, ordered[begin : begin + PAGE])


def _number_newest(
    connection: Connection, filters: LogFilters, number: int, before: int | None, limit: int
) -> Select[Any]:
    """Return a query for the numbers of the newest entries that fit, without their words."""
    query = select(_log.c.n).where(_log.c.chain == number)
    if filters.question is not None:
        same = and_(_name.c.chain == _log.c.chain, _name.c.n == _log.c.n)
        query = query.join(_name, same).where(_name.c.type == filters.question)
    if filters.kinds:
        query = query.where(_log.c.kind.in_([it.value for it in filters.kinds]))
    if filters.actor is not None:
        query = query.where(_log.c.actor == filters.actor)
    for day, is_first in ((filters.since, True), (filters.until, False)):
        if day is None:
            continue
        moment = day if is_first else day + _END_OF_DAY
        fits = _log.c.time >= moment if is_first else _log.c.time <= moment
        # Numbers and times rise together, but for clocks that were put back: the one narrows
        # at once, the other exactly.
        edge = func.min(_log.c.n) if is_first else func.max(_log.c.n)
        n = connection.execute(select(edge).where(_log.c.chain == number, fits)).scalar()
        query = query.where(fits, _log.c.n >= (n or 0) if is_first else _log.c.n <= (n or 0))
    if before is not None:
        query = query.where(_log.c.n < before)
    return query.order_by(_log.c.n.desc()).limit(limit)
