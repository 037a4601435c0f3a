"""Entries of the log as a database holds them, before anything in them is believed."""

import json
from dataclasses import dataclass

_quote = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """One row of a log, as stored; nothing in it is checked.

    Bytes of a text that are no UTF-8 are lone surrogates, as Python's ``surrogateescape`` has
    them, so that a row is given however it was damaged.

    Attributes:
        chain, n, time, actor, kind, sealed_sha256, previous, hash: As in `LogEntry`.
        body: The text that is stored; canonical JSON if it was not tampered with.
        sealed: As ``body``, or ``None`` where there is nothing.
    """

    chain: str
    n: int
    time: str
    actor: str
    kind: str
    body: str
    sealed_sha256: str | None
    sealed: str | None
    previous: str
    hash: str


def make_line(stored: StoredEntry) -> str:
    """Return an entry as one line of JSON Lines, without the line's end.

    Of an entry that is sound it is canonical JSON. ``body`` and ``sealed`` stand in it as they
    are stored, so that whatever was done to them shows in the line too.
    """
    fields = {
        "actor": _quote(stored.actor),
        "body": stored.body,
        "chain": _quote(stored.chain),
        "hash": _quote(stored.hash),
        "kind": _quote(stored.kind),
        "n": _quote(stored.n),
        "previous": _quote(stored.previous),
        "sealed": "null" if stored.sealed is None else stored.sealed,
        "sealed_sha256": _quote(stored.sealed_sha256),
        "time": _quote(stored.time),
    }
    return "{" + ",".join(f'"{name}":{text}' for name, text in fields.items()) + "}"
