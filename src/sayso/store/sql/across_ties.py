"""Who has to be looked at with whom: pairs, and crowds in which everybody is tied to everybody.

A crowd has a number below 0, which no report has. That somebody is in it stands among the ties,
as if it were a report, and among the keys under which people meet: it costs one row of each,
however many the others are.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from sayso.records.casefile import Ref
from sayso.store.sql import across_tables as tables
from sayso.store.sql.across_marks import cut

Key = tuple[int, str]

_tie, _meeting = tables.tie, tables.meeting


def make_crowd_number(hashed: int) -> int:
    """Return the number of a crowd, by what its name is hashed to."""
    return -1 - (hashed & ((1 << 62) - 1))


def put_pairs(
    connection: Connection, n: int, pairs: Sequence[tuple[Ref, Ref]], get: Callable[[Ref], Key]
) -> None:
    """Tie people of a report to others, both ways; what is tied already stays."""
    keys = {at: get(at) for pair in pairs for at in pair}
    mine = {
        (keys[one][1], *keys[other])
        for pair in pairs
        for one, other in (pair, pair[::-1])
        if keys[one][0] == n
    }
    known = {(row.id, row.other_report, row.other_id) for row in _list_ties(connection, [n])}
    _insert_ties(
        connection,
        {
            row
            for name, other, its in mine - known
            for row in ((n, name, other, its), (other, its, n, name))
        },
    )


def put_crowds(connection: Connection, crowds: Mapping[int, Collection[Key]]) -> None:
    """Put people into crowds, by number; who is there already stays."""
    for number, members in sorted(crowds.items()):
        known: set[Key] = set()
        for some in cut(sorted({n for n, _ in members})):
            query = select(_meeting.c.report, _meeting.c.id)
            mine = query.where(_meeting.c.key == number, _meeting.c.report.in_(some))
            known |= {(row.report, row.id) for row in connection.execute(mine)}
        new = sorted(set(members) - known)
        if new:
            rows = [{"key": number, "report": n, "id": name} for n, name in new]
            connection.execute(insert(_meeting), rows)
            _insert_ties(connection, {(n, name, number, "") for n, name in new})


def list_tied_people(connection: Connection, people: set[Key]) -> set[Key]:
    """Return who is tied to any of some people, in pairs or crowds."""
    rows = _list_ties(connection, {n for n, _ in people})
    ties = {(row.other_report, row.other_id) for row in rows if (row.report, row.id) in people}
    found = {it for it in ties if it[0] >= 0}
    for some in cut(sorted({n for n, _ in ties if n < 0})):
        query = select(_meeting.c.report, _meeting.c.id).where(_meeting.c.key.in_(some))
        found |= {(row.report, row.id) for row in connection.execute(query)}
    return found


def forget_ties(connection: Connection, n: int, own: set[Key]) -> tuple[set[Key], set[Key]]:
    """Take a report's people out of the pairs of others.

    Returns:
        Those others, and one of each crowd that it leaves, who stands for all of it.
    """
    ties = {(row.other_report, row.other_id) for row in _list_ties(connection, [n])}
    beside = {it for it in ties if it[0] >= 0} - own
    for other, name in sorted(beside):
        mine = (_tie.c.report == other, _tie.c.id == name, _tie.c.other_report == n)
        connection.execute(delete(_tie).where(*mine))
    left: set[Key] = set()
    for number in sorted({crowd for crowd, _ in ties if crowd < 0}):
        query = select(_meeting.c.report, _meeting.c.id).where(_meeting.c.key == number)
        first = connection.execute(query.where(_meeting.c.report != n).limit(1)).first()
        if first is not None:
            left.add((first.report, first.id))
    return beside, left


def _insert_ties(connection: Connection, rows: Collection[tuple[int, str, int, str]]) -> None:
    names = ("report", "id", "other_report", "other_id")
    if rows:
        new = [dict(zip(names, row, strict=True)) for row in sorted(rows)]
        connection.execute(insert(_tie), new)


def _list_ties(connection: Connection, numbers: Collection[int]) -> list[Any]:
    found: list[Any] = []
    for some in cut(sorted(numbers)):
        found += connection.execute(select(_tie).where(_tie.c.report.in_(some))).all()
    return found
