"""Marking reports that are to be told again, in the transaction that changes them."""

import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, delete, insert, select

from sayso.store.sql import tables
from sayso.store.sql.across_tables import unreconciled

T = TypeVar("T")

_AT_ONCE = 500
_ANEW = 1
"""The lowest bit of the mark of a report whose text or reading is another one than was told."""

_random = random.SystemRandom()
_about = tables.decision_report
_beside = tables.decision_report.alias("beside")


class Marks:
    """Collects the reports that one transaction changes; `flush` writes them down."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changed: set[str] = set()
        self._anew: set[str] = set()

    def add(self, *sha256s: str) -> None:
        """Mark reports, and those that decisions join to them."""
        self._changed.update(sha256s)

    def add_anew(self, sha256: str) -> None:
        """Mark a report whose text or reading changes: what its findings' ids name may, too."""
        self._changed.add(sha256)
        self._anew.add(sha256)

    def add_decided(self, chain: int, numbers: Collection[int]) -> tuple[int, ...]:
        """Mark the reports that some decisions of a log are about, and return their numbers."""
        found: dict[int, str] = {}
        for some in cut(sorted(numbers)):
            query = (
                select(tables.report.c.n, _about.c.sha256)
                .join_from(_about, tables.report, tables.report.c.sha256 == _about.c.sha256)
                .where(_about.c.chain == chain, _about.c.n.in_(some))
            )
            found |= {row.n: row.sha256 for row in self._connection.execute(query)}
        self._changed.update(found.values())
        return tuple(found)

    def add_all_decided(self) -> None:
        """Mark every report that a decision is about."""
        self._changed.update(self._connection.execute(select(_about.c.sha256).distinct()).scalars())

    def flush(self) -> None:
        """Write what was collected."""
        changed, self._changed = self._changed, set()
        anew, self._anew = self._anew, set()
        joined = {sha256 for some in cut(sorted(changed)) for sha256 in self._list_joined(some)}
        mark_reports(self._connection, sorted(changed | joined), anew)

    def _list_joined(self, sha256s: Sequence[str]) -> Iterable[str]:
        joined = (_beside.c.chain == _about.c.chain) & (_beside.c.n == _about.c.n)
        query = select(_beside.c.sha256).join_from(_about, _beside, joined)
        return self._connection.execute(query.where(_about.c.sha256.in_(sha256s))).scalars()


def mark_reports(
    connection: Connection, sha256s: Sequence[str], anew: Collection[str] = frozenset()
) -> None:
    """Mark reports, here or not, with new marks; ``anew`` are those that hold something else."""
    for some in cut(sha256s):
        still = {*anew, *list_anew(connection, some)}
        connection.execute(delete(unreconciled).where(unreconciled.c.sha256.in_(some)))
        connection.execute(
            insert(unreconciled),
            [{"sha256": it, "mark": draw() & ~_ANEW | (it in still)} for it in some],
        )


def list_anew(connection: Connection, sha256s: Sequence[str]) -> frozenset[str]:
    """Return which reports, so many at once as a query may hold, hold something else than told."""
    marks = unreconciled
    query = select(marks.c.sha256).where(marks.c.sha256.in_(sha256s), marks.c.mark % 2 == _ANEW)
    return frozenset(connection.execute(query).scalars())


def draw() -> int:
    """Return a number that nobody has drawn before, as far as chance goes."""
    return _random.getrandbits(62)


def cut(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield a long sequence in pieces of which a query may hold each."""
    for begin in range(0, len(items), _AT_ONCE):
        yield items[begin : begin + _AT_ONCE]
