"""Checks logs as they are stored: numbers, links, hashes, sealed digests, removals, merges.

All that is wrong is yielded; nothing that is wrong stops the walk. A log is read row by row,
so that memory stays flat however long it is. The same code checks a casebook's database and
the JSON Lines of an exported bag.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Protocol, TypeVar

from sayso.records.fault import Fault, FaultKind
from sayso.records.log import EntryKind, Head, MerkleTree
from sayso.records.stored import make_line
from sayso.store.log_line import Line, read_line
from sayso.store.log_walk import LogWalk, Said, Told, read_stamp
from sayso.store.store import Store
from sayso.store.timestamps import check_timestamp

HEAD_FILE = "log-head.json"

T = TypeVar("T")

_TELLING = (EntryKind.MERGE, EntryKind.TIMESTAMP, EntryKind.REMOVAL, EntryKind.CUSTODY)


class LogSource(Protocol):
    """Where logs are read from, row by row, unchecked."""

    def list_chains(self) -> tuple[tuple[str, int], ...]:
        """Return (id, greatest number) of every log that is there."""

    def list_lines(
        self, chain: str, *, after: int | None = None, kinds: Collection[EntryKind] = ()
    ) -> Iterator[tuple[int, Line]]:
        """Yield (number, line) of one log, by rising number."""


@dataclass(frozen=True, slots=True)
class StoreLogs:
    """The logs of a store."""

    store: Store

    def list_chains(self) -> tuple[tuple[str, int], ...]:
        """Return (id, greatest number) of every log that is there."""
        return self.store.list_chains()

    def list_lines(
        self, chain: str, *, after: int | None = None, kinds: Collection[EntryKind] = ()
    ) -> Iterator[tuple[int, Line]]:
        """Yield (number, line) of one log, by rising number."""
        for stored in self.store.list_stored_entries(chain, after=after, kinds=kinds):
            yield stored.n, read_line(make_line(stored))


class LogVerifier:
    """Verifies all logs of a casebook; what is written meanwhile raises no alarm.

    Args:
        source: Where the logs are.
        own: Id of the casebook's own log.
        head: How far that log had come when the head file was last written, or ``None``. It
            must have been read before, since others may write meanwhile.

    Attributes:
        heads: The last entry of each log, once `verify` came to its end.
        roots: The Merkle tree head of each.
    """

    def __init__(self, source: LogSource, own: str, *, head: Head | None = None) -> None:
        self.heads: dict[str, Head] = {}
        self.roots: dict[str, str] = {}
        self._source = source
        self._own = own
        self._told = Told(own)
        self._removals_read: dict[str, int | None] = {}
        self._own_read = 0
        if head is not None:
            self._told.say(head.chain, head.n, Said(head.hash, HEAD_FILE))

    def verify(self) -> Iterator[Fault]:
        """Yield whatever is wrong with the logs."""
        chains = dict(self._source.list_chains())
        self._own_read = chains.get(self._own, 0)
        for chain, last in chains.items():
            self._gather(chain, last)
        carried = self._told.list_carried()
        for chain in sorted({self._own} | carried | chains.keys()):
            if chain not in chains:
                yield _make(FaultKind.MISSING, chain, "is not there, though it must be")
            elif chain != self._own and chain not in carried:
                yield _make(FaultKind.INSERTED, chain, "is there, and no merge tells of it")
            if chain in chains:
                yield from self._walk(chain, chains[chain])

    def _gather(self, chain: str, last: int) -> None:
        """Take in what one log says of logs and entries, as far as it had come."""
        for n, line in self._source.list_lines(chain, kinds=_TELLING):
            if line.kind == EntryKind.REMOVAL:
                self._removals_read[chain] = n
            elif n > last:
                continue
            self._told.gather(chain, n, line)

    def _walk(self, chain: str, last: int) -> Iterator[Fault]:
        walk = LogWalk(self._told, chain)
        rows = takewhile(lambda row: row[0] <= last, self._source.list_lines(chain))
        for (n, line), following in _look_ahead(rows):
            if line.sealed_gone and (chain, n) not in self._told.removed:
                self._gather_removals()
            yield from walk.step(n, line, following)
        yield from walk.end()
        self.heads[chain] = Head(chain=chain, n=walk.n, hash=walk.hash)
        self.roots[chain] = walk.tree.make_root()

    def _gather_removals(self) -> None:
        """Take in the removals that were logged since the walk began, if anything was."""
        newest = None
        for newest, _ in self._source.list_lines(self._own, after=self._own_read):  # noqa: B007
            pass
        if newest is None:
            return
        self._own_read = newest
        for chain, _ in self._source.list_chains():
            after = self._removals_read.get(chain)
            for n, line in self._source.list_lines(chain, after=after, kinds=(EntryKind.REMOVAL,)):
                self._removals_read[chain] = n
                by = self._told.name(chain, n)
                self._told.take_removal(line, by, self._told.removed_since)


def check_published(source: LogSource, own: str, published: Collection[str]) -> Iterator[Fault]:
    """Say of each head's hash or root that was once published whether the own log has it."""
    sought = {value.lower() for value in published}
    tree = MerkleTree()
    for n, line in source.list_lines(own) if sought else ():
        if not sought:
            break
        try:
            tree.append(line.hash)
        except ValueError:
            break  # no later root can be right, and the walk names the entry
        for value in sought & {line.hash, tree.make_root()}:
            sought.remove(value)
            what = "hash of" if value == line.hash else "root of the log up to"
            message = f"{value} was published: it is the {what} this entry"
            yield Fault(kind=FaultKind.NOTE, where=f"log {n}", message=f"{message}.")
    for value in sorted(sought):
        message = f"{value} was published, and is neither hash nor root of any entry"
        yield Fault(kind=FaultKind.BROKEN, where="log", message=f"{message}.")


def check_stamps(source: LogSource, own: str, certificates: Path | None) -> Iterator[Fault]:
    """Yield what is wrong with the authorities' answers in all logs, and what is not known."""
    for chain, _ in source.list_chains():
        for n, line in source.list_lines(chain, kinds=(EntryKind.TIMESTAMP,)):
            try:
                stamp = read_stamp(line)
            except ValueError:
                continue  # the walk along the log names it
            where = Told(own).name(chain, n)
            yield from check_timestamp(where, chain, stamp, certificates=certificates)


def _look_ahead(items: Iterator[T]) -> Iterator[tuple[T, T | None]]:
    """Yield each item with the one behind it."""
    item = next(items, None)
    while item is not None:
        following = next(items, None)
        yield item, following
        item = following


def _make(kind: FaultKind, chain: str, what: str) -> Fault:
    return Fault(kind=kind, where=f"log {chain}", message=f"Log {chain} {what}.")
