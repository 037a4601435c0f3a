"""Figures of places and of sources, made of what single reports and cases tell."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, delete, distinct, func, insert, select

from sayso.records.claim import SourceKind
from sayso.records.places import KnownPlace, ToldPlace
from sayso.records.sources import Figure, SourceFigures
from sayso.store.sql import gathered_tables as tables
from sayso.store.sql.across_marks import cut
from sayso.store.sql.across_tables import case_report
from sayso.store.sql.gathered_marks import PLACE, SOURCE, drop_words, put_words
from sayso.store.sql.packing import pack_record, unpack_record

_told, _source = tables.place_told, tables.source_told
_MOST_NAMES = 12
_MOST_JOINED = 50


def make_places(connection: Connection, ids: Collection[str]) -> None:
    """Make the figures of places again; of which no report tells any more are gone."""
    for name in ids:
        connection.execute(delete(tables.place).where(tables.place.c.id == name))
        drop_words(connection, PLACE, [name])
        made = _make_place(connection, name)
        if made is not None:
            row = {
                "id": name,
                "name": made.names[0],
                "open": int(made.open),
                "mentions": made.mentions,
                "reports": made.reports,
                "known": pack_record(made),
            }
            connection.execute(insert(tables.place), row)
            candidates = () if made.open else made.place.candidates[:1]
            put_words(connection, PLACE, name, [*made.names, *(it.name for it in candidates)])


def _make_place(connection: Connection, name: str) -> KnownPlace | None:
    mine = _told.c.home == name
    columns = select(_told.c.name, func.sum(_told.c.mentions), func.count(distinct(_told.c.report)))
    named = connection.execute(columns.where(mine).group_by(_told.c.name)).all()
    if not named:
        return None
    names = sorted(named, key=lambda row: (-int(row[1]), row[0]))
    reports = connection.execute(select(func.count(distinct(_told.c.report))).where(mine))
    # One that knows more goes before one that leaves it open.
    query = select(_told.c.told, _told.c.open).where(mine)
    first = connection.execute(query.order_by(_told.c.open, _told.c.report).limit(1)).one()
    cases = select(func.count(distinct(case_report.c.file))).where(
        case_report.c.report.in_(select(_told.c.report).where(mine))
    )
    told = unpack_record(ToldPlace, first.told)
    return KnownPlace(
        id=name,
        names=tuple(row[0] for row in names[:_MOST_NAMES]),
        mentions=sum(int(row[1]) for row in named),
        reports=int(reports.scalar_one()),
        cases=int(connection.execute(cases).scalar_one()),
        open=bool(first.open),
        place=told.place,
    )


def find_keys(connection: Connection, key: str) -> tuple[str, ...]:
    """Return all keys of one source: that of each of its full names."""
    alias, found, new = tables.source_alias, {key}, {key}
    while new and len(found) < _MOST_JOINED:
        query = select(alias.c.other).where(alias.c.key.in_(sorted(new)))
        new = set(connection.execute(query).scalars()) - found
        found |= new
    return tuple(sorted(found))


def make_sources(connection: Connection, ids: Collection[str]) -> None:
    """Make the figures of sources again; of whom nothing is told any more are gone."""
    done: set[str] = set()
    for name in ids:
        if name in done:
            continue
        keys = find_keys(connection, name)
        done.update(keys)
        for some in cut(keys):
            connection.execute(delete(tables.source).where(tables.source.c.key.in_(some)))
        drop_words(connection, SOURCE, keys)
        made = make_figures(connection, keys)
        if made is not None:
            names, figures = made
            row = {
                "key": keys[0],
                "name": figures.name,
                "kind": figures.kind.value,
                "statements": figures.says + figures.passes,
                "figures": pack_record(figures),
            }
            connection.execute(insert(tables.source), row)
            put_words(connection, SOURCE, keys[0], names)


def make_figures(
    connection: Connection, keys: Sequence[str]
) -> tuple[tuple[str, ...], SourceFigures] | None:
    """Return the names and the figures of a source; ``None`` where nothing is told of it."""
    told, cases = tables.source_told.c, tables.source_case.c
    rows = connection.execute(
        select(told.report, told.says, told.passes, told.name, told.kind).where(told.key.in_(keys))
    ).all()
    counted = [getattr(cases, it.value) for it in Figure]
    of_cases = connection.execute(
        select(cases.file, cases.name, cases.kind, *counted).where(cases.key.in_(keys))
    ).all()
    names: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for row in rows:
        names[row.name] += row.says + row.passes
        kinds[row.kind] += row.says + row.passes
    for row in of_cases:
        names[row.name] += 0
        kinds[row.kind] += 0
    if not names:
        return None
    reports = {row.report for row in rows}
    files = {row.file for row in of_cases} | _list_files(connection, keys)
    ordered = sorted(names, key=lambda it: (-names[it], it))
    return tuple(ordered), SourceFigures(
        name=ordered[0],
        kind=SourceKind(min(kinds, key=lambda it: (-kinds[it], it))),
        says=sum(row.says for row in rows),
        passes=sum(row.passes for row in rows),
        reports=len(reports),
        cases=len(files),
        **{it.value: sum(getattr(row, it.value) for row in of_cases) for it in Figure},
        cites=_count_others(connection, keys, "cites", "cited"),
        cited=_count_others(connection, keys, "cited", "cites"),
    )


def _list_files(connection: Connection, keys: Sequence[str]) -> set[str]:
    mine = select(_source.c.report).where(_source.c.key.in_(keys))
    query = select(case_report.c.file).where(case_report.c.report.in_(mine)).distinct()
    return set(connection.execute(query).scalars())


def _count_others(connection: Connection, keys: Sequence[str], mine: str, other: str) -> int:
    columns: Any = tables.source_cites.c
    query = select(func.count(distinct(columns[other]))).where(
        columns[mine].in_(keys), columns[other].not_in(keys)
    )
    return int(connection.execute(query).scalar_one())
