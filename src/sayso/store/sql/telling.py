"""What entries of the log tell, kept beside it so that it is found at once."""

from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from sayso.records.entries import read_decision
from sayso.records.log import EntryKind, LogEntry, get_first_told, get_told
from sayso.store.sql import tables
from sayso.store.sql.rows import make_entry_record, select_entries

_PAGE = 500
_LAST = (
    select(tables.log.c.n, tables.log.c.hash)
    .where(tables.log.c.chain == bindparam("number"))
    .order_by(tables.log.c.n.desc())
    .limit(1)
)
_SIZE = select(tables.evidence.c.size).where(tables.evidence.c.sha256 == bindparam("sha256"))
_BESIDE = (
    tables.capture,
    tables.extraction,
    tables.evidence,
    tables.decision,
    tables.decision_report,
    tables.decision_name,
    tables.decision_key,
)


def tell(connection: Connection, entry: LogEntry, number: int, told: str) -> None:
    """Keep what an entry tells.

    Args:
        connection: Within a writer's transaction.
        entry: The entry.
        number: Its log's number in this database.
        told: The latest time that its log had told up to it.
    """
    for table, values in list_rows_beside(entry, number, told):
        connection.execute(insert(table), values)
        if table is tables.capture:
            _keep_evidence(connection, values["sha256"], values["size"])


def list_rows_beside(entry: LogEntry, number: int, told: str) -> list[tuple[Table, dict[str, Any]]]:
    """Return the rows, and their tables, that an entry's telling takes; arguments as `tell`'s.

    Raises:
        KeyError: The entry lacks what its kind holds.
    """
    where = {"chain": number, "n": entry.n}
    body = entry.body
    if entry.kind is EntryKind.CAPTURE:
        return [
            (
                tables.capture,
                where
                | {
                    "id": body["id"],
                    "sha256": body["sha256"],
                    "size": body["size"],
                    "gives_text": int(body["text_sha256"] is not None),
                    "kept": int(is_kept(entry)),
                },
            )
        ]
    if entry.kind is EntryKind.EXTRACTION:
        return [(tables.extraction, where | {"sha256": body["sha256"]})]
    if entry.kind is EntryKind.DECISION:
        about = sorted(set(body["reports"]))
        return [
            (
                tables.decision,
                where | {"told": get_first_told(entry, told), "log": entry.chain},
            ),
            *((tables.decision_report, where | {"sha256": sha256}) for sha256 in about),
            (tables.decision_name, where | {"id": body["id"], "type": body["type"]}),
            *((tables.decision_key, where | {"key": key}) for key in _list_keys(entry)),
        ]
    return []


def _list_keys(entry: LogEntry) -> list[str]:
    """Return the content keys of what a decision is about; words can be guessed from them."""
    try:
        return sorted(set(read_decision(entry).keys))
    except ValueError:
        return []  # of a question that no version of ours asks


def is_kept(entry: LogEntry) -> bool:
    """Return whether no lawful removal took the entry's words away."""
    return entry.sealed is not None or entry.sealed_sha256 is None


def tell_all_anew(connection: Connection) -> None:
    """Forget all that is kept beside the logs, and keep it anew from them."""
    for table in _BESIDE:
        connection.execute(delete(table))
    for number in (
        connection.execute(select(tables.chain.c.number).order_by(tables.chain.c.number))
        .scalars()
        .all()
    ):
        told = _tell_chain(connection, number)
        connection.execute(
            update(tables.chain).where(tables.chain.c.number == number).values(told=told)
        )


def _tell_chain(connection: Connection, number: int) -> str:
    told, after = "", 0
    query = select_entries().where(tables.log.c.chain == number).order_by(tables.log.c.n)
    while rows := connection.execute(query.where(tables.log.c.n > after).limit(_PAGE)).all():
        for entry in map(make_entry_record, rows):
            told = max(told, get_told(entry))
            tell(connection, entry, number, told)
        after = rows[-1].n
    return told


def _keep_evidence(connection: Connection, sha256: str, size: int) -> None:
    """Keep that these bytes are there; of contradictory sizes the least, whoever came first."""
    evidence = tables.evidence
    known = connection.execute(_SIZE, {"sha256": sha256}).scalar()
    if known is None:
        connection.execute(insert(evidence), {"sha256": sha256, "size": size})
    elif size < known:
        connection.execute(update(evidence).where(evidence.c.sha256 == sha256).values(size=size))


def get_last(connection: Connection, number: int) -> tuple[int, str] | None:
    """Return number and hash of a log's last entry, or ``None`` where it has none."""
    row = connection.execute(_LAST, {"number": number}).first()
    return None if row is None else (row.n, row.hash)
