"""What several logs know of one another, and what removals in any of them take away."""

from bisect import bisect_right
from collections.abc import Iterable

from sayso.records.entries import Removal, read_merge, read_removal
from sayso.records.log import EntryKind, LogEntry

Pair = tuple[str, int]
"""A log's id and an entry's number there."""


class Knowledge:
    """The merges and removals of all logs that are, or are to be, kept in one casebook.

    A removal takes away the entries that it names. It holds too for an entry about the same
    bytes, in another log, that was written without knowing of the removal: whoever wrote it
    had not been told. Where it was known, by a merge or since it stands earlier in the same
    log, the bytes were taken in again on purpose, and the entry stays.
    """

    def __init__(self) -> None:
        self._merges: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._removals: dict[str, list[tuple[LogEntry, Removal]]] = {}
        self._taken: set[Pair] = set()

    def learn(self, entries: Iterable[LogEntry]) -> None:
        """Take in a log's merges and removals; entries of other kinds tell nothing here."""
        for entry in entries:
            if entry.kind is EntryKind.MERGE:
                head = read_merge(entry)
                known = self._merges.setdefault((entry.chain, head.chain), [])
                known.append((entry.n, head.n))
            elif entry.kind is EntryKind.REMOVAL:
                removal = read_removal(entry)
                self._removals.setdefault(removal.sha256, []).append((entry, removal))
                self._taken.update(removal.entries)

    @property
    def removed(self) -> frozenset[str]:
        """SHA-256 of all bytes that were removed at some time, also if they came in again."""
        return frozenset(self._removals)

    def is_taken(self, entry: LogEntry) -> bool:
        """Return whether a removal names the entry, or `take` was called for it."""
        return (entry.chain, entry.n) in self._taken

    def take(self, entry: LogEntry) -> None:
        """Count an entry among those that a removal names."""
        self._taken.add((entry.chain, entry.n))

    def get_latest(self, sha256: str) -> LogEntry:
        """Return the latest removal of bytes that were removed."""
        return max((entry for entry, _ in self._removals[sha256]), key=_by_time)

    def find_unheard(self, entry: LogEntry, sha256: str) -> LogEntry | None:
        """Return the latest removal of these bytes that an entry did not know of, or ``None``."""
        unheard = [
            removal
            for removal, _ in self._removals.get(sha256, ())
            if self._get_known(entry, removal.chain) < removal.n
        ]
        return max(unheard, key=_by_time, default=None)

    def _get_known(self, entry: LogEntry, chain: str) -> int:
        """Return up to which number a log was known when an entry was written."""
        if entry.chain == chain:
            return entry.n
        merges = self._merges.get((entry.chain, chain), [])
        place = bisect_right(merges, entry.n, key=lambda it: it[0])
        return max((n for _, n in merges[:place]), default=0)


def _by_time(entry: LogEntry) -> tuple[str, str, int]:
    return entry.time, entry.chain, entry.n
