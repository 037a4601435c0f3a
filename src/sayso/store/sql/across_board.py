"""What of each case a board and a list of contradictions narrow by, order by and show."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, or_, select

from sayso.records.board import (
    GRAVITY,
    BoardFilters,
    CaseCard,
    ConflictFilters,
    ListedCard,
    ListedConflict,
    find_gravity,
    get_gravity,
    list_sought,
    make_card,
)
from sayso.records.casefile import CaseFile, Severity
from sayso.store.sql.across_marks import cut
from sayso.store.sql.across_tables import case_card, case_conflict, case_report
from sayso.store.sql.packing import pack_record, unpack_record
from sayso.store.sql.paging import Reading
from sayso.store.sql.tables import report
from sayso.store.words import list_words

_ARRIVED = 40  # numbers of reports that a card tells
_card, _conflict = case_card.c, case_conflict.c


class SqlBoard:
    """Reads what is kept for boards and lists of contradictions.

    Args:
        reading: Gives connections on which a transaction that only reads has begun.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def count_cards(self, filters: BoardFilters) -> Mapping[str | None, int]:
        """Return how many cases there are at each stage."""
        with self._reading() as connection:
            return _count_cards(connection, filters)

    def list_cards(
        self,
        filters: BoardFilters,
        *,
        limit: int,
        stage: str | None = None,
        after: str | None = None,
    ) -> tuple[ListedCard, ...]:
        """Return cases as a board shows them, those with the newest reports first."""
        with self._reading() as connection:
            return _list_cards(connection, filters, stage=stage, after=after, limit=limit)

    def find_newest(self) -> int:
        """Return the number of the report that came in last, 0 where there is none."""
        with self._reading() as connection:
            return connection.execute(select(func.max(report.c.n))).scalar() or 0

    def count_conflicts(self) -> Mapping[tuple[Severity, str, bool], int]:
        """Return how many contradictions there are of each kind."""
        with self._reading() as connection:
            return _count_conflicts(connection)

    def list_conflicts(
        self, filters: ConflictFilters, *, limit: int, after: ListedConflict | None = None
    ) -> tuple[ListedConflict, ...]:
        """Return contradictions, the gravest first, of these the newest."""
        with self._reading() as connection:
            return _list_conflicts(connection, filters, after=after, limit=limit)


def put_card(connection: Connection, case: CaseFile, day: str) -> None:
    """Keep what a board shows of a case, and what is listed of its contradictions."""
    names = dict.fromkeys(it for name in list_sought(case) for it in list_words(name))
    row = {
        "file": case.id,
        "stage": case.stage or "",
        "day": day,
        "gravity": find_gravity(case),
        "words": "".join(f" {word}" for word in (case.id, *names)),
        "card": pack_record(make_card(case)),
    }
    connection.execute(insert(case_card), row)
    rows = [
        {
            "file": case.id,
            "number": number,
            "corrected": int(it.corrected),
            "gravity": get_gravity(it),
            "field": it.field,
            "day": day,
        }
        for number, it in enumerate(case.contradictions, start=1)
    ]
    if rows:
        connection.execute(insert(case_conflict), rows)


def drop_cards(connection: Connection, ids: Sequence[str]) -> None:
    """Take away what is kept of cases by their ids."""
    for table in (case_card, case_conflict):
        connection.execute(delete(table).where(table.c.file.in_(ids)))


def _count_cards(connection: Connection, filters: BoardFilters) -> Mapping[str | None, int]:
    """Return how many cases there are at each stage; ``None`` is a stage that is not known."""
    query = select(_card.stage, func.count()).group_by(_card.stage)
    rows = connection.execute(_narrow(query, filters))
    return {stage or None: count for stage, count in rows}


def _list_cards(
    connection: Connection,
    filters: BoardFilters,
    *,
    stage: str | None = None,
    after: str | None = None,
    limit: int,
) -> tuple[ListedCard, ...]:
    """Return cards, those with the newest reports first."""
    query = _narrow(select(_card.file, _card.day, _card.card), filters)
    if stage is not None:
        query = query.where(_card.stage == stage)
    if after is not None:
        day = connection.execute(select(_card.day).where(_card.file == after)).scalar()
        if day is not None:
            same = (_card.day == day) & (_card.file < after)
            query = query.where(or_(_card.day < day, same))
    query = query.order_by(_card.day.desc(), _card.file.desc()).limit(limit)
    rows = connection.execute(query).all()
    arrived = _list_arrived(connection, [row.file for row in rows])
    return tuple(
        ListedCard(
            card=unpack_record(CaseCard, row.card),
            day=row.day or None,
            arrived=tuple(sorted(arrived[row.file], reverse=True)[:_ARRIVED]),
        )
        for row in rows
    )


def _count_conflicts(
    connection: Connection,
) -> Mapping[tuple[Severity, str, bool], int]:
    """Return how many contradictions there are of each severity and field, corrected or not."""
    columns = (_conflict.gravity, _conflict.field, _conflict.corrected)
    rows = connection.execute(select(*columns, func.count()).group_by(*columns))
    return {
        (GRAVITY[gravity], field, bool(corrected)): count
        for gravity, field, corrected, count in rows
    }


def _list_conflicts(
    connection: Connection,
    filters: ConflictFilters,
    *,
    after: ListedConflict | None = None,
    limit: int,
) -> tuple[ListedConflict, ...]:
    """Return contradictions, the gravest first, of these the newest."""
    columns = select(_conflict.file, _conflict.number)
    query: Select[Any] = columns.where(_conflict.corrected == int(filters.corrected))
    if filters.severity is not None:
        query = query.where(_conflict.gravity == GRAVITY.index(filters.severity))
    if filters.field is not None:
        query = query.where(_conflict.field == filters.field)
    if after is not None:
        query = _go_on(connection, query, after)
    query = query.order_by(
        _conflict.gravity, _conflict.day.desc(), _conflict.file.desc(), _conflict.number.desc()
    )
    rows = connection.execute(query.limit(limit))
    return tuple(ListedConflict(case=row.file, number=row.number) for row in rows)


def _go_on(connection: Connection, query: Select[Any], after: ListedConflict) -> Select[Any]:
    mine = (_conflict.file == after.case) & (_conflict.number == after.number)
    last = connection.execute(select(_conflict.gravity, _conflict.day).where(mine)).first()
    if last is None:
        return query
    behind = (_conflict.file < after.case) | (
        (_conflict.file == after.case) & (_conflict.number < after.number)
    )
    same_day = (_conflict.day == last.day) & behind
    older = (_conflict.day < last.day) | same_day
    return query.where(
        or_(_conflict.gravity > last.gravity, (_conflict.gravity == last.gravity) & older)
    )


def _narrow(query: Select[Any], filters: BoardFilters) -> Select[Any]:
    if filters.words is not None:
        for word in list_words(filters.words):
            query = query.where(_card.words.contains(f" {word}", autoescape=True))
    if filters.ids is not None:
        query = query.where(_card.file.in_(filters.ids))
    if filters.since is not None:
        query = query.where(_card.day >= filters.since)
    if filters.until is not None:
        # Those without a day fall outside.
        query = query.where(_card.day <= filters.until, _card.day != "")
    if filters.conflicting:
        query = query.where(_card.gravity.is_not(None))
    return query


def _list_arrived(connection: Connection, ids: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {name: [] for name in ids}
    for some in cut(ids):
        for row in connection.execute(select(case_report).where(case_report.c.file.in_(some))):
            found[row.file].append(row.report)
    return found
