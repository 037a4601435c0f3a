"""People of all reports in lists: by how many reports tell of them, or by the newest of these."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, func, or_, select

from sayso.records.board import CaseCard
from sayso.records.casefile import Identity
from sayso.records.entity import EntityType
from sayso.records.people import PeopleCounts, PeopleOrder, PeopleWanted
from sayso.records.plain import make_record
from sayso.store.sql import across_tables as tables
from sayso.store.sql.across_marks import cut
from sayso.store.sql.across_ties import list_tied_people
from sayso.store.sql.across_writer import hash_name
from sayso.store.sql.packing import unpack, unpack_record
from sayso.store.sql.paging import Reading
from sayso.store.sql.tables import report

_identity, _subject, _person = tables.identity, tables.case_subject, tables.person
_meeting, _card = tables.meeting, tables.case_card
_ORDERS: Mapping[PeopleOrder, Any] = {
    PeopleOrder.TOLD: _identity.c.reports,
    PeopleOrder.NEWEST: _identity.c.day,
}


class SqlPeople:
    """Reads lists of people.

    Args:
        reading: Gives connections on which a transaction that only reads has begun.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def list_identities(self, wanted: PeopleWanted, *, limit: int) -> tuple[Identity, ...]:
        """Return people in an order, so many at most."""
        with self._reading() as connection:
            return _list_people(connection, wanted, limit)

    def count_identities(self) -> PeopleCounts:
        """Return how many people are known."""
        with self._reading() as connection:
            return _count_people(connection)

    def knows(self, key: str) -> bool:
        """Return whether anybody, put together or not yet, has this key among his names and ids."""
        query = select(_meeting.c.id).where(_meeting.c.key == hash_name(key)).limit(1)
        with self._reading() as connection:
            return connection.execute(query).first() is not None

    def list_case_ids_of(self, identities: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of the cases whose subject these are, by the ids of these."""
        with self._reading() as connection:
            return _list_case_ids(connection, identities)

    def list_reports_of(self, cases: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the reports that speak of cases, as they came in, by the ids of these."""
        of = tables.case_report
        found: dict[str, list[str]] = {name: [] for name in cases}
        query = select(of.c.file, report.c.sha256).join(report, report.c.n == of.c.report)
        with self._reading() as connection:
            for some in cut(sorted(found)):
                rows = query.where(of.c.file.in_(some)).order_by(of.c.file, of.c.report)
                for row in connection.execute(rows):
                    found[row.file].append(row.sha256)
        return {name: tuple(reports) for name, reports in found.items()}

    def get_cards(self, ids: Collection[str]) -> tuple[CaseCard, ...]:
        """Return what boards show of cases, by the ids of these."""
        query = select(_card.c.card)
        found: list[bytes] = []
        with self._reading() as connection:
            for some in cut(sorted(ids)):
                found += connection.execute(query.where(_card.c.file.in_(some))).scalars().all()
        return tuple(unpack_record(CaseCard, it) for it in found)


def _list_people(connection: Connection, wanted: PeopleWanted, limit: int) -> tuple[Identity, ...]:
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
    return tuple(map(_unpack_lightly, found))


def _unpack_lightly(packed: bytes) -> Identity:
    """Return a person without what joined it: of one in hundreds of reports that is most of it."""
    plain = json.loads(unpack(packed))
    return make_record(Identity, {**plain, "joined": [], "comprises": []})


def _count_people(connection: Connection) -> PeopleCounts:
    """Return how many people are known."""
    kinds = select(_identity.c.kind, func.count()).group_by(_identity.c.kind)
    asked = select(func.count()).select_from(_identity).where(_identity.c.asked > 0)
    return PeopleCounts(
        kinds={kind: int(number) for kind, number in connection.execute(kinds)},
        asked=int(connection.execute(asked).scalar_one()),
    )


def _list_case_ids(
    connection: Connection, identities: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return the ids of the cases whose subject people are, by the ids of these people."""
    found: dict[str, list[str]] = {name: [] for name in identities}
    for some in cut(sorted(found)):
        query = select(_subject).where(_subject.c.identity.in_(some)).order_by(_subject.c.file)
        for row in connection.execute(query):
            found[row.identity].append(row.file)
    return {name: tuple(files) for name, files in found.items()}


def list_groups(connection: Connection, people: set[tuple[int, str]]) -> set[int]:
    """Return the numbers of groups that are tied to people, or told of in the same reports."""
    near = list_tied_people(connection, people)
    own = {n for n, _ in people}
    found: set[int] = set()
    for some in cut(sorted(own | {n for n, _ in near})):
        query = select(_person.c.report, _person.c.id, _person.c.identity).where(
            _person.c.report.in_(some),
            _person.c.type == EntityType.GROUP.value,
            _person.c.identity.is_not(None),
        )
        for row in connection.execute(query):
            if row.report in own or (row.report, row.id) in near:
                found.add(row.identity)
    return found


def list_members(connection: Connection, people: set[tuple[int, str]]) -> list[Any]:
    """Return the rows of all who are one with any of some people, in the order of arrival."""
    numbers: set[int] = set()
    for some in cut(sorted({n for n, _ in people})):
        query = select(_person.c.report, _person.c.id, _person.c.identity)
        rows = connection.execute(query.where(_person.c.report.in_(some)))
        numbers |= {row.identity for row in rows if row.identity and (row.report, row.id) in people}
    found: list[Any] = []
    for some in cut(sorted(numbers)):
        query = select(_person.c.report, _person.c.id, _person.c.known_as)
        found += connection.execute(query.where(_person.c.identity.in_(some))).all()
    return sorted(found, key=lambda row: (row.report, row.id))
