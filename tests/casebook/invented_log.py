"""Logs for tests of verifying: written as a casebook writes them, held in memory, open to harm."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sayso.records.canonical import make_canonical
from sayso.records.fault import Fault
from sayso.records.log import FIRST, Draft, EntryKind, Head, LogEntry, make_entry
from sayso.records.stored import StoredEntry, make_line
from sayso.store.log_line import Line, read_line
from sayso.store.verify import LogVerifier

OWN, OTHER, THIRD = "0a" * 16, "0b" * 16, "0c" * 16


@dataclass(slots=True)
class InventedLogs:
    """Rows of logs, as `LogSource` gives them; `during` is called before each row is given."""

    rows: dict[str, list[StoredEntry]] = field(default_factory=dict)
    during: Callable[[str, int], None] | None = None

    def append(
        self,
        kind: EntryKind = EntryKind.EXTRACTION,
        body: dict[str, Any] | None = None,
        *,
        sealed: dict[str, Any] | None = None,
        chain: str = OWN,
    ) -> LogEntry:
        draft = Draft(
            time=f"2031-03-14T09:26:{len(self.rows.get(chain, [])):02}Z",
            actor="Mira Ödegård",
            kind=kind,
            body={"sha256": "ab" * 32, "text_sha256": None} if body is None else body,
            sealed={"salt": "5a" * 16, "what": "По запросу"} if sealed is None else sealed,
        )
        entry = make_entry(draft, self.head(chain))
        self.rows.setdefault(chain, []).append(store(entry))
        return entry

    def fill(self, count: int, chain: str = OWN) -> None:
        for _ in range(count):
            self.append(chain=chain)

    def head(self, chain: str = OWN) -> Head:
        rows = self.rows.get(chain)
        return (
            Head(chain=chain, n=rows[-1].n, hash=rows[-1].hash)
            if rows
            else Head(chain=chain, n=0, hash=FIRST)
        )

    def change(self, place: int, log: str = OWN, /, **fields: Any) -> None:
        """Change what is stored of the entry at this place of a log, from 1."""
        self.rows[log][place - 1] = replace(self.rows[log][place - 1], **fields)
        self.rows[log].sort(key=lambda row: row.n)

    def list_chains(self) -> tuple[tuple[str, int], ...]:
        return tuple((chain, rows[-1].n) for chain, rows in self.rows.items() if rows)

    def list_lines(
        self, chain: str, *, after: int | None = None, kinds: Collection[EntryKind] = ()
    ) -> Iterator[tuple[int, Line]]:
        for row in self.rows[chain]:
            if (after is None or row.n > after) and (not kinds or row.kind in kinds):
                if self.during is not None and not kinds:
                    self.during(chain, row.n)
                yield row.n, read_line(make_line(row))

    def verify(self, head: Head | None = None) -> list[Fault]:
        return list(LogVerifier(self, OWN, head=head).verify())


def store(entry: LogEntry) -> StoredEntry:
    """Return the row that a store keeps of an entry."""
    return StoredEntry(
        chain=entry.chain,
        n=entry.n,
        time=entry.time,
        actor=entry.actor,
        kind=entry.kind.value,
        body=make_canonical(dict(entry.body)).decode(),
        sealed_sha256=entry.sealed_sha256,
        sealed=None if entry.sealed is None else make_canonical(dict(entry.sealed)).decode(),
        previous=entry.previous,
        hash=entry.hash,
    )
