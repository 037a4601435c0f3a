"""Writing what reports and cases tell of places and sources, and making figures of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from sayso.records.casefile import CaseFile, Ref
from sayso.records.decision import Judgement
from sayso.records.places import PlaceHomes, ToldPlace, make_place_id
from sayso.records.sources import CaseSource, Figure, ToldSource, make_source_key
from sayso.records.told import Told, ToldRuling
from sayso.store.sql import gathered_tables as tables
from sayso.store.sql.across_marks import cut
from sayso.store.sql.across_tables import case_file, case_report
from sayso.store.sql.gathered_figures import find_keys, make_places, make_sources
from sayso.store.sql.gathered_marks import PLACE, RULING, SOURCE, drop_words, mark, unmark
from sayso.store.sql.packing import pack_record, pack_records
from sayso.store.sql.tables import report

_told, _ruling, _stale = tables.place_told, tables.place_ruling, tables.stale
_PLACES = "places"


def put_gathered(connection: Connection, n: int, told: Told) -> None:
    """Keep what a report tells of places and sources; its rows of before are gone."""
    _put_places(connection, n, told.places)
    _put_sources(connection, n, told.sources)
    rulings = [it for it in told.rulings if it.kind == _PLACES and it.other is not None]
    mine = [it for it in rulings if told.report in (it.one.report, it.other and it.other.report)]
    if mine:
        connection.execute(insert(_ruling), [_make_ruling(n, told.report, it) for it in mine])
    if told.places:
        mark(connection, RULING, [""])


def forget_gathered(connection: Connection, n: int) -> None:
    """Take away what a report told; whatever it told of is counted anew."""
    run = connection.execute
    homes = run(select(_told.c.home).where(_told.c.report == n)).scalars().all()
    mark(connection, PLACE, homes)
    keys = run(select(tables.source_told.c.key).where(tables.source_told.c.report == n)).scalars()
    mark(connection, SOURCE, keys.all())
    mark(connection, RULING, [""])
    for table in tables.OF_REPORT:
        run(delete(table).where(table.c.report == n))


def drop_stale_figures(connection: Connection) -> None:
    """Take away all figures that are to be made again: no word of what is gone stays in them."""
    for kind, table, column in (
        (PLACE, tables.place, tables.place.c.id),
        (SOURCE, tables.source, tables.source.c.key),
    ):
        query = select(_stale.c.id).where(_stale.c.kind == kind)
        marked: set[str] = set(connection.execute(query).scalars())
        if kind == SOURCE:
            marked = {it for name in marked for it in find_keys(connection, name)}
        for some in cut(sorted(marked)):
            connection.execute(delete(table).where(column.in_(some)))
            drop_words(connection, kind, some)


def put_case_sources(connection: Connection, case: CaseFile, sources: Sequence[CaseSource]) -> None:
    """Keep what a case tells of sources, and who cites whom in it."""
    rows = {make_source_key(it.name): _make_case_row(case.id, it) for it in sources}
    if rows:
        connection.execute(insert(tables.source_case), list(rows.values()))
    cites: dict[tuple[str, str, str], dict[str, Any]] = {}
    for it in case.citations:
        by, of = make_source_key(it.by), make_source_key(it.of)
        if _is_name(it.by) and _is_name(it.of) and by != of:
            row = cites.setdefault(
                (by, of, it.how.value),
                {
                    "file": case.id,
                    "cites": by,
                    "cited": of,
                    "how": it.how.value,
                    "cites_name": _clean(it.by),
                    "cited_name": _clean(it.of),
                    "claims": 0,
                },
            )
            row["claims"] += len(it.claims)
    if cites:
        connection.execute(insert(tables.source_cites), list(cites.values()))
    pairs = {pair for it in sources for pair in _list_aliases(it)}
    if pairs:
        aliases = [{"key": one, "other": it, "file": case.id} for one, it in sorted(pairs)]
        connection.execute(insert(tables.source_alias), aliases)


Rows = frozenset[tuple[Any, ...]]
"""What cases tell of sources, and of which reports they are, a table's name before each."""


def list_case_rows(connection: Connection, ids: Sequence[str]) -> Rows:
    """Return what is kept of some cases."""
    found: set[tuple[Any, ...]] = set()
    for some in cut(ids):
        for table in (*tables.OF_CASE, case_report):
            query = select(table).where(table.c.file.in_(some))
            found |= {(table.name, *row) for row in connection.execute(query)}
    return frozenset(found)


def take_case_rows(connection: Connection, clusters: Collection[int]) -> Rows:
    """Take away what the cases of some clusters told of sources, and return what it was."""
    ids: list[str] = []
    for some in cut(sorted(clusters)):
        query = select(case_file.c.id).where(case_file.c.cluster.in_(some))
        ids += connection.execute(query).scalars()
    before = list_case_rows(connection, ids)
    _delete_case_rows(connection, ids)
    return before


def mark_changed_rows(connection: Connection, before: Rows, after: Rows) -> None:
    """Mark the sources and places of which cases tell something else than before."""
    changed = before ^ after
    _mark_rows(connection, changed)
    numbers = sorted({row[2] for row in changed if row[0] == case_report.name})
    for some in cut(numbers):
        keys = select(tables.source_told.c.key).where(tables.source_told.c.report.in_(some))
        mark(connection, SOURCE, connection.execute(keys).scalars().all())
        homes = select(_told.c.home).where(_told.c.report.in_(some))
        mark(connection, PLACE, connection.execute(homes).scalars().all())


def drop_case_sources(connection: Connection, ids: Sequence[str]) -> None:
    """Take away what cases told of sources, of which figures are to be made again."""
    _mark_rows(connection, list_case_rows(connection, ids))
    _delete_case_rows(connection, ids)


def _mark_rows(connection: Connection, rows: Collection[tuple[Any, ...]]) -> None:
    keys: set[str] = set()
    for name, *values in rows:
        if name == tables.source_case.name:
            keys.add(values[1])
        elif name == tables.source_alias.name:
            keys |= {values[0], values[1]}
        elif name == tables.source_cites.name:
            keys |= {values[1], values[2]}
    mark(connection, SOURCE, keys)


def _delete_case_rows(connection: Connection, ids: Sequence[str]) -> None:
    for some in cut(ids):
        for table in tables.OF_CASE:
            connection.execute(delete(table).where(table.c.file.in_(some)))


def list_rulings(connection: Connection) -> tuple[ToldRuling, ...]:
    """Return all rulings on places that are in force."""
    query = select(_ruling, report.c.sha256).join(report, report.c.n == _ruling.c.report)
    rows = connection.execute(query.order_by(_ruling.c.report, _ruling.c.id))
    found = {}
    for row in rows:
        ends = sorted(
            (Ref(report=row.sha256, id=row.id), Ref(report=row.other_report, id=row.other_id))
        )
        found[ends[0], ends[1], row.decision] = ToldRuling(
            kind=_PLACES,
            one=ends[0],
            other=ends[1],
            judgement=Judgement(row.answer),
            decision=row.decision,
        )
    return tuple(found[name] for name in sorted(found))


def get_ruled(connection: Connection, ends: Iterable[Ref]) -> Mapping[Ref, tuple[str, bool]]:
    """Return what places are by themselves, and whether that is open, as far as they are here."""
    found: dict[Ref, tuple[str, bool]] = {}
    columns = select(_told.c.own, _told.c.open).join(report, report.c.n == _told.c.report)
    for at in sorted(set(ends)):
        query = columns.where(report.c.sha256 == at.report, _told.c.id == at.id)
        row = connection.execute(query).first()
        if row is not None:
            found[at] = (row.own, bool(row.open))
    return found


def put_homes(connection: Connection, homes: PlaceHomes) -> None:
    """Keep which places are one, and mark those that changed."""
    run = connection.execute
    single: dict[tuple[int, str], str] = {}
    for (sha256, name), home in homes.single.items():
        n = run(select(report.c.n).where(report.c.sha256 == sha256)).scalar()
        if n is not None:
            single[n, name] = home
    columns = select(_told.c.report, _told.c.id, _told.c.own, _told.c.home)
    moved = run(columns.where(_told.c.own != _told.c.home)).all()
    rows = {(row.report, row.id): row for row in moved}
    for some in cut(sorted(homes.places)):
        rows |= {(row.report, row.id): row for row in run(columns.where(_told.c.own.in_(some)))}
    for n, name in single:
        row = run(columns.where(_told.c.report == n, _told.c.id == name)).first()
        if row is not None:
            rows[n, name] = row
    changed: set[str] = set()
    for (n, name), row in rows.items():
        home = single.get((n, name), homes.places.get(row.own, row.own))
        if home != row.home:
            run(update(_told).where(_told.c.report == n, _told.c.id == name).values(home=home))
            changed |= {home, row.home}
    mark(connection, PLACE, changed)
    unmark(connection, RULING, [""])


def refresh(connection: Connection, limit: int) -> int:
    """Make the figures of some marked places and sources again; return how many there were."""
    done = 0
    for kind, make in ((PLACE, make_places), (SOURCE, make_sources)):
        query = select(_stale.c.id).where(_stale.c.kind == kind).limit(limit)
        ids = connection.execute(query).scalars().all()
        if ids:
            make(connection, ids)
            unmark(connection, kind, ids)
            done += len(ids)
    return done


def count_stale(connection: Connection) -> int:
    """Return how many marks there are."""
    return int(connection.execute(select(func.count()).select_from(_stale)).scalar_one())


def _put_places(connection: Connection, n: int, places: Sequence[ToldPlace]) -> None:
    rows = [
        {
            "report": n,
            "id": it.id,
            "own": make_place_id(it.key),
            "home": make_place_id(it.key),
            "name": _clean(it.name),
            "open": int(it.open),
            "mentions": len(it.mentions),
            "told": pack_record(it),
        }
        for it in places
    ]
    if rows:
        connection.execute(insert(_told), rows)
        mark(connection, PLACE, [make_place_id(it.key) for it in places])


def _put_sources(connection: Connection, n: int, sources: Sequence[ToldSource]) -> None:
    rows = [
        {
            "report": n,
            "key": make_source_key(it.name),
            "name": _clean(it.name),
            "kind": it.kind.value,
            "says": sum(claim.own for claim in it.claims),
            "passes": sum(not claim.own for claim in it.claims),
            "claims": pack_records(it.claims),
        }
        for it in sources
    ]
    if rows:
        connection.execute(insert(tables.source_told), rows)
        mark(connection, SOURCE, [make_source_key(it.name) for it in sources])


def _make_ruling(n: int, sha256: str, ruling: ToldRuling) -> dict[str, Any]:
    ends = [it for it in (ruling.one, ruling.other) if it is not None]
    mine, other = ends if ends[0].report == sha256 else ends[::-1]
    return {
        "report": n,
        "id": mine.id,
        "other_report": other.report,
        "other_id": other.id,
        "decision": ruling.decision,
        "answer": "" if ruling.judgement is None else ruling.judgement.value,
    }


def _make_case_row(name: str, told: CaseSource) -> dict[str, Any]:
    figures = [it.figure for it in told.items]
    return {
        "file": name,
        "key": make_source_key(told.name),
        "name": _clean(told.name),
        "kind": told.kind.value,
        **{figure.value: figures.count(figure) for figure in Figure},
        "told": pack_record(told),
    }


def _list_aliases(told: CaseSource) -> Iterable[tuple[str, str]]:
    """Yield pairs of names: full ones alone, for many may have one surname."""
    names = {make_source_key(it) for it in (told.name, *told.spellings) if " " in it.strip()}
    own = make_source_key(told.name)
    if own in names:
        for other in sorted(names - {own}):
            yield own, other
            yield other, own


def _is_name(name: str) -> bool:
    first = name.lstrip("«“\"'")[:1]
    return first.isupper() or first.isdigit() or first == "@"


def _clean(name: str) -> str:
    # Neither database can hold a character 0 in a text, nor halves of surrogate pairs.
    return name.encode("utf-8", "replace").decode().replace("\0", " ")


class SqlGatheredWriter:
    """What a writer's transaction may do; `sayso.store.gathered.GatheredWriter` says what."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_homes(self, homes: PlaceHomes) -> None:
        """Keep which places are one."""
        put_homes(self._connection, homes)

    def refresh(self, limit: int) -> int:
        """Make marked figures again."""
        return refresh(self._connection, limit)
