"""Reading what is kept of places and sources; `sayso.store.gathered` says what is promised."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, distinct, func, or_, select

from sayso.records.casefile import CitingWay, Ref
from sayso.records.places import KnownPlace, PlaceSeen, ToldPlace
from sayso.records.sources import (
    CaseSource,
    CitingPair,
    Figure,
    SourceFigures,
    SourceItem,
    SourceReport,
    ToldClaim,
    make_source_key,
)
from sayso.records.told import ToldRuling
from sayso.store.sql import gathered_tables as tables
from sayso.store.sql.across_tables import case_file, case_report
from sayso.store.sql.gathered_figures import find_keys
from sayso.store.sql.gathered_marks import PLACE, RULING, SOURCE
from sayso.store.sql.gathered_writer import count_stale, get_ruled, list_rulings
from sayso.store.sql.packing import unpack_record, unpack_records
from sayso.store.sql.paging import Reading
from sayso.store.sql.tables import report
from sayso.store.words import list_words

_place, _told, _source = tables.place.c, tables.place_told.c, tables.source.c
_LAST = "\U0010ffff"


class SqlGathered:
    """Reads what is kept of places and sources.

    Args:
        reading: Gives connections on which a transaction that only reads has begun.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    # ------------------------------------------------------------ places

    def list_places(
        self, *, words: str | None, open_only: bool, after: str | None, limit: int
    ) -> tuple[KnownPlace, ...]:
        """Return places, the most often named first."""
        query = select(_place.known)
        if open_only:
            query = query.where(_place.open == 1)
        if words is not None:
            query = _narrow(query, PLACE, _place.id, words)
        with self._reading() as connection:
            if after is not None:
                last = select(_place.mentions).where(_place.id == after)
                mentions = connection.execute(last).scalar()
                if mentions is not None:
                    same = (_place.mentions == mentions) & (_place.id < after)
                    query = query.where(or_(_place.mentions < mentions, same))
            query = query.order_by(_place.mentions.desc(), _place.id.desc()).limit(limit)
            rows = connection.execute(query).scalars().all()
        return tuple(unpack_record(KnownPlace, it) for it in rows)

    def count_places(self) -> tuple[int, int]:
        """Return how many places there are, and how many of them are open."""
        count = select(func.count()).select_from(tables.place)
        with self._reading() as connection:
            all_ = int(connection.execute(count).scalar_one())
            return all_, int(connection.execute(count.where(_place.open == 1)).scalar_one())

    def find_place(self, name: str) -> KnownPlace | None:
        """Return a place by its id, or by one that it had before."""
        with self._reading() as connection:
            query = select(_place.known)
            row = connection.execute(query.where(_place.id == name)).scalar()
            if row is None:
                homes = select(_told.home).where(_told.own == name).order_by(_told.report)
                home = connection.execute(homes.limit(1)).scalar()
                row = connection.execute(query.where(_place.id == home)).scalar()
        return None if row is None else unpack_record(KnownPlace, row)

    def list_place_reports(
        self, name: str, *, after: str | None, limit: int
    ) -> tuple[PlaceSeen, ...]:
        """Return the reports that tell of a place, the first that came first."""
        query = _select_seen().where(_told.home == name)
        with self._reading() as connection:
            if after is not None:
                n = select(report.c.n).where(report.c.sha256 == after).scalar_subquery()
                query = query.where(_told.report > n)
            rows = connection.execute(query.order_by(_told.report, _told.id).limit(limit)).all()
        return tuple(_make_seen(row) for row in rows)

    def get_told_place(self, at: Ref) -> PlaceSeen | None:
        """Return what one report tells of one place."""
        query = _select_seen().where(report.c.sha256 == at.report, _told.id == at.id)
        with self._reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else _make_seen(row)

    def list_place_cases(self, name: str, *, limit: int) -> tuple[str, ...]:
        """Return the ids of the cases whose reports tell of a place, the newest first."""
        mine = select(_told.report).where(_told.home == name)
        files = select(case_report.c.file).where(case_report.c.report.in_(mine))
        query = select(case_file.c.id).where(case_file.c.id.in_(files))
        query = query.order_by(case_file.c.day.desc(), case_file.c.id.desc()).limit(limit)
        with self._reading() as connection:
            return tuple(connection.execute(query).scalars())

    def list_place_rulings(self) -> tuple[ToldRuling, ...]:
        """Return all rulings on places that are in force."""
        with self._reading() as connection:
            return list_rulings(connection)

    def get_ruled_places(self, ends: Iterable[Ref]) -> Mapping[Ref, tuple[str, bool]]:
        """Return what places are by themselves, and whether that is open."""
        with self._reading() as connection:
            return get_ruled(connection, ends)

    # ------------------------------------------------------------ sources

    def list_sources(
        self, *, words: str | None, after: str | None, limit: int
    ) -> tuple[SourceFigures, ...]:
        """Return sources, those with most statements first."""
        query = select(_source.figures)
        if words is not None:
            query = _narrow(query, SOURCE, _source.key, words)
        with self._reading() as connection:
            if after is not None:
                key = find_keys(connection, make_source_key(after))[0]
                last = select(_source.statements).where(_source.key == key)
                count = connection.execute(last).scalar()
                if count is not None:
                    same = (_source.statements == count) & (_source.key < key)
                    query = query.where(or_(_source.statements < count, same))
            query = query.order_by(_source.statements.desc(), _source.key.desc()).limit(limit)
            rows = connection.execute(query).scalars().all()
        return tuple(unpack_record(SourceFigures, it) for it in rows)

    def count_sources(self) -> int:
        """Return how many sources have a name."""
        with self._reading() as connection:
            count = select(func.count()).select_from(tables.source)
            return int(connection.execute(count).scalar_one())

    def find_source(self, name: str) -> tuple[SourceFigures, tuple[str, ...]] | None:
        """Return a source by any of its names, and all of these."""
        with self._reading() as connection:
            keys = find_keys(connection, make_source_key(name))
            query = select(_source.figures).where(_source.key.in_(keys))
            row = connection.execute(query).scalar()
            if row is None:
                return None
            names: set[str] = set()
            for columns in (tables.source_told.c, tables.source_case.c):
                query = select(columns.name).where(columns.key.in_(keys)).distinct()
                names.update(connection.execute(query).scalars())
        figures = unpack_record(SourceFigures, row)
        return figures, tuple(sorted(names - {figures.name}))

    def list_source_reports(
        self, name: str, *, after: str | None, limit: int
    ) -> tuple[SourceReport, ...]:
        """Return the reports that have something from a source, the last that came first."""
        told = tables.source_told.c
        query = select(told.report, report.c.sha256, told.claims).join(
            report, report.c.n == told.report
        )
        with self._reading() as connection:
            keys = find_keys(connection, make_source_key(name))
            query = query.where(told.key.in_(keys)).order_by(told.report.desc(), told.key)
            if after is not None:
                n = select(report.c.n).where(report.c.sha256 == after).scalar_subquery()
                query = query.where(told.report < n)
            rows = connection.execute(query.limit(limit)).all()
        return tuple(
            SourceReport(report=row.sha256, claims=tuple(unpack_records(ToldClaim, row.claims)))
            for row in rows
        )

    def list_source_items(
        self, name: str, figure: Figure, *, skip: int, limit: int
    ) -> tuple[SourceItem, ...]:
        """Return what a figure of a source counts."""
        cases: Any = tables.source_case.c
        with self._reading() as connection:
            keys = find_keys(connection, make_source_key(name))
            query = select(cases.file, cases[figure.value].label("counted"))
            query = query.where(cases.key.in_(keys), cases[figure.value] > 0)
            rows = connection.execute(query.order_by(cases.file, cases.key)).all()
            found: list[SourceItem] = []
            passed = 0
            for row in rows:
                if passed + row.counted > skip and len(found) < limit:
                    mine = (cases.file == row.file) & cases.key.in_(keys)
                    for told in connection.execute(select(cases.told).where(mine)).scalars():
                        found += _list_items(row.file, unpack_record(CaseSource, told), figure)
                passed += row.counted
        first = dict.fromkeys(found)
        return tuple(first)[:limit]

    def list_citing(self, name: str, *, limit: int) -> tuple[CitingPair, ...]:
        """Return whom a source cites and who cites it, most statements first."""
        columns = tables.source_cites.c
        shown = (func.min(columns.cites_name), func.min(columns.cited_name))
        found: list[Any] = []
        with self._reading() as connection:
            keys = find_keys(connection, make_source_key(name))
            for mine in (columns.cites, columns.cited):
                query = (
                    select(*shown, columns.how, func.sum(columns.claims), _count_files())
                    .where(mine.in_(keys))
                    .group_by(columns.cites, columns.cited, columns.how)
                    .order_by(func.sum(columns.claims).desc(), *shown)
                    .limit(limit)
                )
                found += connection.execute(query).all()
        return tuple(
            dict.fromkeys(
                CitingPair(by=by, of=of, how=CitingWay(how), claims=int(claims), cases=int(cases))
                for by, of, how, claims, cases in found
            )
        )

    # ------------------------------------------------------------ both

    def has_rulings_waiting(self) -> bool:
        """Return whether it is to be found anew which places are one."""
        query = select(tables.stale.c.id).where(tables.stale.c.kind == RULING)
        with self._reading() as connection:
            return connection.execute(query).first() is not None

    def count_waiting(self) -> int:
        """Return how many figures are to be made again."""
        with self._reading() as connection:
            return count_stale(connection)


def _count_files() -> Any:
    return func.count(distinct(tables.source_cites.c.file))


def _select_seen() -> Select[Any]:
    columns = select(report.c.sha256, _told.own, _told.told)
    return columns.join(report, report.c.n == _told.report)


def _make_seen(row: Any) -> PlaceSeen:
    return PlaceSeen(report=row.sha256, told=unpack_record(ToldPlace, row.told), own=row.own)


def _list_items(case: str, told: CaseSource, figure: Figure) -> list[SourceItem]:
    return [SourceItem(case=case, item=it) for it in told.items if it.figure is figure]


def _narrow(query: Select[Any], kind: str, column: Any, words: str) -> Select[Any]:
    """Narrow to those with names in which every word begins so."""
    called = tables.called.c
    for word in list_words(words):
        mine = select(called.id).where(
            called.kind == kind, called.word >= word, called.word < word + _LAST
        )
        query = query.where(column.in_(mine))
    return query
