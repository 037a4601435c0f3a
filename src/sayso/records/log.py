"""The append-only log: what came in and what people decided, chained by hash.

A hash chain shows that an entry was altered, removed or put in between; the Merkle tree
head (RFC 6962) sums a whole log up in 32 bytes that can be published or timestamped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sayso.records.canonical import make_digest
from sayso.records.plain import make_record

FIRST = "0" * 64
"""What the first entry of a log has as the hash before it."""


class EntryKind(StrEnum):
    """What an entry of the log tells."""

    CASEBOOK = "casebook"
    CAPTURE = "capture"
    EXTRACTION = "extraction"
    DECISION = "decision"
    REMOVAL = "removal"
    MERGE = "merge"
    TIMESTAMP = "timestamp"
    CUSTODY = "custody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry that the log has not taken yet.

    Attributes:
        time: When it happened, ISO 8601 in UTC.
        actor: Who did it.
        kind: What it tells.
        body: What stays for ever; no words of a report and nothing about a person, since it
            outlives a lawful removal.
        sealed: What a lawful removal takes away, or ``None``. It holds a random "salt", so
            that its hash, which stays, gives nothing away.
    """

    time: str
    actor: str
    kind: EntryKind
    body: Mapping[str, Any]
    sealed: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One entry of a log.

    Attributes:
        chain: Id of the casebook whose log it is of; after a merge a casebook keeps several.
        n: Its number in that log, from 1.
        time, actor, kind, body, sealed: As in `Draft`; ``sealed`` is ``None`` too where it was
            lawfully removed.
        sealed_sha256: Hex digest of the canonical form of ``sealed``; ``None`` if it never
            had any.
        previous: ``hash`` of the entry before, `FIRST` for the first.
        hash: Hex digest of the canonical form of all fields but ``sealed`` and itself.
    """

    chain: str
    n: int
    time: str
    actor: str
    kind: EntryKind
    body: Mapping[str, Any]
    sealed_sha256: str | None
    sealed: Mapping[str, Any] | None
    previous: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last entry of a log: its number and hash; 0 and `FIRST` of an empty log."""

    chain: str
    n: int
    hash: str


def make_entry(draft: Draft, head: Head) -> LogEntry:
    """Return the entry that a draft becomes behind this head."""
    sealed_sha256 = None if draft.sealed is None else make_digest(dict(draft.sealed))
    entry = LogEntry(
        chain=head.chain,
        n=head.n + 1,
        time=draft.time,
        actor=draft.actor,
        kind=draft.kind,
        body=draft.body,
        sealed_sha256=sealed_sha256,
        sealed=draft.sealed,
        previous=head.hash,
        hash="",
    )
    return replace(entry, hash=hash_entry(entry))


def get_told(entry: LogEntry) -> str:
    """Return the latest time that an entry tells: its own, or one just after what it merged.

    Clocks differ: what is decided after a merge must come after all that the merge brought,
    even where the other's clock was ahead.
    """
    brought = entry.body.get("told") if entry.kind is EntryKind.MERGE else None
    return max(entry.time, brought) if isinstance(brought, str) else entry.time


def get_first_told(entry: LogEntry, told: str) -> str:
    """Return the latest time told when an entry was told first, in whichever copy of its log.

    Args:
        entry: The entry.
        told: The latest time that its own log has told up to it.
    """
    first = entry.body.get("told_first")
    time = first.get("told") if isinstance(first, Mapping) else None
    return time if isinstance(time, str) else told


def make_merged_head(body: Mapping[str, Any]) -> Head:
    """Return the head that an entry of a merge brought; raises ``ValueError`` where it is none."""
    return make_record(Head, {name: it for name, it in body.items() if name != "told"})


def make_later(time: str) -> str:
    """Return the time a microsecond later, ISO 8601 in UTC; what is no time stays as it is."""
    try:
        moment = datetime.fromisoformat(time).astimezone(UTC) + timedelta(microseconds=1)
    except (OverflowError, ValueError):
        return time
    return moment.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def hash_entry(entry: LogEntry) -> str:
    """Return what the entry's hash must be."""
    return make_digest(
        {
            "chain": entry.chain,
            "n": entry.n,
            "time": entry.time,
            "actor": entry.actor,
            "kind": entry.kind.value,
            "body": dict(entry.body),
            "sealed_sha256": entry.sealed_sha256,
            "previous": entry.previous,
        }
    )


class MerkleTree:
    """The Merkle tree (RFC 6962, 2.1) over entries' hashes, grown entry by entry.

    The leaves are the 32 bytes of each hash, in the log's order. Memory grows with the
    logarithm of the entries.
    """

    def __init__(self) -> None:
        self._stack: list[tuple[int, bytes]] = []  # (leaves below it, its hash), largest first

    def append(self, entry_hash: str) -> None:
        """Add the next entry's hash, in 64 hex digits; raises ``ValueError`` for no hash."""
        size, node = 1, sha256(b"\x00" + bytes.fromhex(entry_hash)).digest()
        while self._stack and self._stack[-1][0] == size:
            _, left = self._stack.pop()
            size, node = 2 * size, sha256(b"\x01" + left + node).digest()
        self._stack.append((size, node))

    def make_root(self) -> str:
        """Return the tree head in 64 hex digits; of no entry, the SHA-256 of nothing."""
        if not self._stack:
            return sha256(b"").hexdigest()
        *lower, (_, root) = self._stack
        for _, left in reversed(lower):
            root = sha256(b"\x01" + left + root).digest()
        return root.hex()


def make_root(hashes: Iterable[str]) -> str:
    """Return the Merkle tree head of a log's hashes, as `MerkleTree` has it."""
    tree = MerkleTree()
    for entry_hash in hashes:
        tree.append(entry_hash)
    return tree.make_root()
