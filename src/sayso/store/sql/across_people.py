"""People of all reports in lists: by how many reports tell of them, or by the newest of these."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, func, or_, select

from sayso.records.casefile import Identity
from sayso.records.people import PeopleCounts, PeopleOrder, PeopleWanted
from sayso.store.sql import across_tables as tables
from sayso.store.sql.across_marks import cut
from sayso.store.sql.packing import unpack_record

_identity, _subject = tables.identity, tables.case_subject
_ORDERS: Mapping[PeopleOrder, Any] = {
    PeopleOrder.TOLD: _identity.c.reports,
    PeopleOrder.NEWEST: _identity.c.day,
}


def list_people_by(
    connection: Connection, wanted: PeopleWanted, limit: int
) -> tuple[Identity, ...]:
    """Return people in an order, so many at most; an index gives each of these lists."""
    column = _ORDERS[wanted.order]
    query = select(_identity.c.identity).order_by(column.desc(), _identity.c.id.desc())
    if wanted.kind is not None:
        query = query.where(_identity.c.kind == wanted.kind.value)
    if wanted.asked:
        query = query.where(_identity.c.asked > 0)
    if wanted.after is not None:
        last = connection.execute(select(column).where(_identity.c.id == wanted.after)).scalar()
        if last is not None:
            same = (column == last) & (_identity.c.id < wanted.after)
            query = query.where(column <= last, or_(column < last, same))
    found = connection.execute(query.limit(limit)).scalars().all()
    return tuple(unpack_record(Identity, it) for it in found)


def count_people(connection: Connection) -> PeopleCounts:
    """Return how many people are known."""
    kinds = select(_identity.c.kind, func.count()).group_by(_identity.c.kind)
    asked = select(func.count()).select_from(_identity).where(_identity.c.asked > 0)
    return PeopleCounts(
        kinds={kind: int(number) for kind, number in connection.execute(kinds)},
        asked=int(connection.execute(asked).scalar_one()),
    )


def list_case_ids(
    connection: Connection, identities: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return the ids of the cases whose subject people are, by the ids of these people."""
    found: dict[str, list[str]] = {name: [] for name in identities}
    for some in cut(sorted(found)):
        query = select(_subject).where(_subject.c.identity.in_(some)).order_by(_subject.c.file)
        for row in connection.execute(query):
            found[row.identity].append(row.file)
    return {name: tuple(files) for name, files in found.items()}
