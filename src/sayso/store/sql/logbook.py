"""Reading the logs: entries, heads, captures, evidence, decisions."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
    tuple_,
)

from sayso.errors import StoreError
from sayso.records.capture import Capture
from sayso.records.casebook import EvidenceObject
from sayso.records.decision import Decision
from sayso.records.entries import read_capture, read_decision
from sayso.records.log import FIRST, EntryKind, Head, LogEntry
from sayso.records.stored import StoredEntry
from sayso.store.sql import tables
from sayso.store.sql.paging import PAGE, Reading, list_rows
from sayso.store.sql.rows import DAMAGED, make_entry_record, select_entries
from sayso.store.sql.telling import get_last

T = TypeVar("T")

_AT_HAND = 8192  # decisions, of some KB each
_LONGEST_AT_HAND = 10_000  # characters of one of them
_removals: "WeakKeyDictionary[Engine, int]" = WeakKeyDictionary()

_log, _chain, _capture = tables.log, tables.chain, tables.capture
_decision = tables.decision

# Built once: they are asked for every report that is added.
_NUMBER = select(_chain.c.number).where(_chain.c.id == bindparam("id"))
_KEYS = select(_decision.c.told, _decision.c.log, _decision.c.n, _decision.c.chain)
_KEYS_ABOUT = _KEYS.join(
    tables.decision_report,
    and_(
        tables.decision_report.c.chain == _decision.c.chain,
        tables.decision_report.c.n == _decision.c.n,
    ),
).where(tables.decision_report.c.sha256.in_(bindparam("sha256s", expanding=True)))
_REMOVALS = select(func.count()).where(
    _log.c.chain.in_(select(_chain.c.number)), _log.c.kind == EntryKind.REMOVAL.value
)
_KEPT = (
    select(_capture.c.n)
    .where(_capture.c.sha256 == bindparam("sha256"), _capture.c.kept == 1)
    .limit(1)
)


def get_head(connection: Connection, chain: str) -> Head:
    """Return the last entry of a log."""
    number = connection.execute(_NUMBER, {"id": chain}).scalar_one()
    n, last = get_last(connection, number) or (0, FIRST)
    return Head(chain=chain, n=n, hash=last)


def list_heads(connection: Connection) -> tuple[Head, ...]:
    """Return the last entry of every log, the own one first."""
    chains = connection.execute(select(_chain.c.number, _chain.c.id).order_by(_chain.c.number))
    heads = []
    for number, name in chains.all():
        n, last = get_last(connection, number) or (0, FIRST)
        heads.append(Head(chain=name, n=n, hash=last))
    return tuple(heads)


def list_entries(
    reading: Reading,
    chain: str,
    *,
    after: int,
    kinds: Collection[EntryKind],
    newest_first: bool,
) -> Iterator[LogEntry]:
    """Yield the entries of one log whose number is greater than ``after``."""
    query = select_entries().where(_chain.c.id == chain)
    if kinds:
        query = query.where(_log.c.kind.in_([kind.value for kind in kinds]))
    if newest_first:
        query = query.where(_log.c.n > after)
        yield from map(make_entry_record, list_rows(reading, query, _log.c.n, down=True))
        return
    yield from map(make_entry_record, list_rows(reading, query, _log.c.n, after=after))


def list_chains(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Return (id, greatest number) of every log that has a row; of an unknown one its number."""
    name = func.coalesce(_chain.c.id, cast(_log.c.chain, String))
    rows = connection.execute(
        select(name, func.max(_log.c.n))
        .join_from(_log, _chain, _chain.c.number == _log.c.chain, isouter=True)
        .group_by(_log.c.chain, _chain.c.id)
        .order_by(_log.c.chain)
    )
    return tuple((str(row[0]), row[1]) for row in rows)


def list_stored_entries(
    reading: Reading,
    raw: Callable[[ColumnElement[Any]], ColumnElement[Any]],
    chain: str,
    *,
    after: int | None,
    kinds: Collection[EntryKind],
) -> Iterator[StoredEntry]:
    """Yield the rows of one log as they lie there; ``raw`` makes bytes of a text's column."""
    with reading() as connection:
        number = connection.execute(select(_chain.c.number).where(_chain.c.id == chain)).scalar()
    if number is None:
        number = int(chain) if chain.isdecimal() and len(chain) < 10 else 0
    texts = ("time", "actor", "kind", "body", "sealed_sha256", "sealed", "previous", "hash")
    query = select(_log.c.n, *(raw(_log.c[name]).label(name) for name in texts)).where(
        _log.c.chain == number
    )
    if kinds:
        query = query.where(_log.c.kind.in_([kind.value for kind in kinds]))
    for row in list_rows(reading, query, _log.c.n, after=after):
        values = {name: _decode(getattr(row, name)) for name in texts}
        sealed, sealed_sha256 = values.pop("sealed"), values.pop("sealed_sha256")
        yield StoredEntry(
            chain=chain,
            n=row.n,
            sealed=sealed,
            sealed_sha256=sealed_sha256,
            **{name: value or "" for name, value in values.items()},
        )


def list_captures(reading: Reading, sha256: str | None) -> Iterator[Capture]:
    """Yield captures in the order of the logs, the own one first; removed ones not."""
    query = (
        select_entries()
        .add_columns(_capture.c.chain.label("number"))
        .join(_capture, and_(_capture.c.chain == _log.c.chain, _capture.c.n == _log.c.n))
        .where(_capture.c.kept == 1)
        .order_by(_capture.c.chain, _capture.c.n)
    )
    if sha256 is not None:
        query = query.where(_capture.c.sha256 == sha256)
    place = (0, 0)
    while True:
        with reading() as connection:
            later = tuple_(_capture.c.chain, _capture.c.n) > tuple_(*place)
            rows = connection.execute(query.where(later).limit(PAGE)).all()
        for row in rows:
            capture = _read(read_capture, make_entry_record(row)).capture
            if capture is not None:
                yield capture
        if len(rows) < PAGE:
            return
        place = (rows[-1].number, rows[-1].n)


def list_objects(reading: Reading) -> Iterator[EvidenceObject]:
    """Yield the bytes that evidence must hold, and those removed."""
    evidence = tables.evidence
    query = select(evidence.c.sha256, evidence.c.size, is_kept().label("kept"))
    for row in list_rows(reading, query, evidence.c.sha256):
        yield EvidenceObject(sha256=row.sha256, size=row.size, removed=not row.kept)


def has_object(connection: Connection, sha256: str) -> bool:
    """Return whether these bytes must be among the evidence."""
    return connection.execute(_KEPT, {"sha256": sha256}).first() is not None


def list_decisions(reading: Reading, sha256s: Iterable[str] | None) -> Iterator[Decision]:
    """Yield decisions in the order of force, of all logs or about any of these reports."""
    keys = _list_keys(reading) if sha256s is None else _find_keys(reading, sha256s)
    for page in keys:
        yield from get_decisions(reading, page)


_Key: TypeAlias = tuple[
    str, str, int, int
]  # the latest time told, the log's id, n; the log's number here


def _list_keys(reading: Reading) -> Iterator[list[_Key]]:
    query = _KEYS.order_by(_decision.c.told, _decision.c.log, _decision.c.n)
    after = ("", "", 0)
    while True:
        with reading() as connection:
            later = tuple_(_decision.c.told, _decision.c.log, _decision.c.n) > tuple_(*after)
            page = [tuple(row) for row in connection.execute(query.where(later).limit(PAGE))]
        yield page
        if len(page) < PAGE:
            return
        after = page[-1][:3]


def _find_keys(reading: Reading, sha256s: Iterable[str]) -> Iterator[list[_Key]]:
    wanted = sorted(set(sha256s))
    keys: set[_Key] = set()
    with reading() as connection:
        for begin in range(0, len(wanted), PAGE):
            some = wanted[begin : begin + PAGE]
            rows = connection.execute(_KEYS_ABOUT, {"sha256s": some})
            keys.update(tuple(row) for row in rows)
    ordered = sorted(keys)
    for begin in range(0, len(ordered), PAGE):
        yield ordered[begin : begin + PAGE]


def get_decisions(reading: Reading, keys: list[_Key]) -> list[Decision]:
    """Return decisions by where they are: (time told, the log's id, n, the log's number)."""
    by_chain: dict[int, list[int]] = {}
    for _, _, n, number in keys:
        by_chain.setdefault(number, []).append(n)
    where = [and_(_log.c.chain == number, _log.c.n.in_(ns)) for number, ns in by_chain.items()]
    if not where:
        return []
    with reading() as connection:
        _forget_removed(connection)
        rows = connection.execute(select_entries().where(or_(*where))).all()
    entries = {(row.chain_id, row.n): row for row in rows}
    for _, log, n, _ in keys:
        if (log, n) not in entries:
            raise StoreError(f"Entry {n} of log {log} is missing.", remedy=DAMAGED)
    return [_read_once(entries[log, n]) for _, log, n, _ in keys]


def _read_once(row: Row[Any]) -> Decision:
    is_long = len(row.body) + len(row.sealed or "") > _LONGEST_AT_HAND
    return _read_row.__wrapped__(row) if is_long else _read_row(row)


@lru_cache(maxsize=_AT_HAND)
def _read_row(row: Row[Any]) -> Decision:
    """Return the decision of a row; one that reads the same letter by letter is at hand.

    People decide one after another of what one report says, and all its decisions are looked at
    each time.
    """
    return _read(read_decision, make_entry_record(row))


def forget_words() -> None:
    """Keep no words of decisions at hand: some were lawfully removed."""
    _read_row.cache_clear()


def _forget_removed(connection: Connection) -> None:
    """Keep no words at hand that another process has lawfully removed since they were read."""
    now = connection.execute(_REMOVALS).scalar_one()
    if _removals.setdefault(connection.engine, now) != now:
        _removals[connection.engine] = now
        forget_words()


def is_kept() -> ColumnElement[bool]:
    """Return the condition that bytes of ``evidence`` were not lawfully removed."""
    evidence = tables.evidence
    return exists(
        select(_capture.c.n).where(_capture.c.sha256 == evidence.c.sha256, _capture.c.kept == 1)
    )


def _read(read: Callable[[LogEntry], T], entry: LogEntry) -> T:
    try:
        return read(entry)
    except ValueError as exc:
        raise StoreError(f"The log is damaged: {exc}.", remedy=DAMAGED) from exc


def _decode(value: Any) -> str | None:
    """Return a text as stored; it may be bytes that are no UTF-8."""
    if value is None:
        return None
    if isinstance(value, str):
        return value
    return bytes(value).decode("utf-8", "surrogateescape")
