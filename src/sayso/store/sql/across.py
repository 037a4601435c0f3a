"""Reading what all reports together say; `sayso.store.across` says what is promised."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from sayso.records.casefile import CaseFile, Identity, Profile, Ref
from sayso.records.entity import EntityType
from sayso.records.told import Cluster, Met, ToldRuling, Waiting
from sayso.store.sql import across_tables as tables
from sayso.store.sql.across_board import SqlBoard
from sayso.store.sql.across_marks import cut, list_anew
from sayso.store.sql.across_people import SqlPeople, list_groups, list_members
from sayso.store.sql.across_ties import list_tied_people
from sayso.store.sql.across_writer import MAKER, hash_key, hash_name
from sayso.store.sql.gathered import SqlGathered
from sayso.store.sql.gathered_writer import count_stale
from sayso.store.sql.packing import unpack_record, unpack_records
from sayso.store.sql.tables import report

_person, _matter, _subject = tables.person, tables.matter, tables.subject
_meeting, _key, _file = tables.meeting, tables.matter_key, tables.case_file

_MET = select(
    _meeting.c.key, _meeting.c.report, _meeting.c.id, _person.c.name, _person.c.type, _person.c.day
).join_from(
    _meeting, _person, (_person.c.report == _meeting.c.report) & (_person.c.id == _meeting.c.id)
)

_MOST_PROFILES = 40_000
"""Profiles that are remembered, some 3 KB each."""

_Key = tuple[int, str]


class SqlAcross(SqlBoard, SqlPeople):
    """What is kept of all reports together."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        super().__init__(reading)
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._profiles: dict[_Key, tuple[int, Profile]] = {}
        self._gathered = SqlGathered(reading)

    @property
    def gathered(self) -> SqlGathered:
        """What is kept of all places and sources."""
        return self._gathered

    def get_maker(self) -> str | None:
        """Return what made all this, or ``None`` where nothing was begun."""
        query = select(tables.across.c.value).where(tables.across.c.name == MAKER)
        with self._reading() as connection:
            return connection.execute(query).scalar()

    def count_waiting(self) -> Waiting:
        """Return how much is to be reconciled."""
        with self._reading() as connection:
            return Waiting(
                reports=_count(connection, select(func.count()).select_from(tables.unreconciled)),
                people=_count(connection, _count_marked(_person)),
                matters=_count(connection, _count_marked(_matter)),
                figures=count_stale(connection),
            )

    def list_marked(self, limit: int) -> tuple[tuple[str, int], ...]:
        """Return reports that are to be told again."""
        marks = tables.unreconciled
        with self._reading() as connection:
            rows = connection.execute(select(marks).order_by(marks.c.sha256).limit(limit)).all()
        return tuple((row.sha256, row.mark) for row in rows)

    def list_anew(self, reports: Collection[str]) -> frozenset[str]:
        """Return which reports were read anew, or hold another text, since they were told."""
        with self._reading() as connection:
            found = [list_anew(connection, some) for some in cut(sorted(set(reports)))]
        return frozenset().union(*found)

    def list_waiting_people(self, limit: int) -> tuple[Ref, ...]:
        """Return people whose identity is to be found."""
        return self._list_waiting(_person, limit)

    def list_waiting_matters(self, limit: int) -> tuple[Ref, ...]:
        """Return matters whose case is to be put together."""
        return self._list_waiting(_matter, limit)

    def list_met(self, keys: Collection[str]) -> Mapping[str, tuple[Met, ...]]:
        """Return who meets under each of some keys."""
        hashed: dict[int, list[str]] = {}
        for key in keys:
            hashed.setdefault(hash_key(key), []).append(key)
        found: dict[str, list[Met]] = {key: [] for key in keys}
        people: dict[_Key, Met] = {}  # who meets under many keys is made once
        with self._reading() as connection:
            for hash_, n, name, called, kind, day in _list_in(
                connection, _MET, _meeting.c.key, hashed
            ):
                met = people.get((n, name))
                if met is None:
                    at = self._make_ref(connection, n, name)
                    met = Met(at=at, name=called, type=EntityType(kind), day=day)
                    people[n, name] = met
                for key in hashed[hash_]:
                    found[key].append(met)
        return {key: tuple(people) for key, people in found.items()}

    def find_cluster(self, person: Ref) -> Cluster:
        """Return everybody who is tied to a person, however far."""
        with self._reading() as connection:
            return self._find_tied(connection, _person, person, list_tied_people)

    def find_group(self, matter: Ref) -> Cluster:
        """Return the matters that are tied to one by subjects or keys, however far."""
        with self._reading() as connection:
            return self._find_tied(connection, _matter, matter, _list_tied_matters)

    def get_profiles(self, people: Iterable[Ref]) -> Mapping[Ref, Profile]:
        """Return the profiles of people, as far as they are there."""
        found: dict[Ref, Profile] = {}
        with self._reading() as connection:
            keys = {self._get_key(connection, at): at for at in people}
            versions = _get_versions(connection, {n for n, _ in keys})
            missing: set[_Key] = set()
            for key, at in keys.items():
                version, kept = self._profiles.get(key, (None, None))
                if key in versions and versions[key] == version and kept is not None:
                    found[at] = kept
                elif key in versions:
                    missing.add(key)
            query = select(_person.c.report, _person.c.id, _person.c.version, _person.c.profile)
            for row in _list_exactly(connection, query, _person, missing):
                profile = unpack_record(Profile, row.profile)
                if len(self._profiles) >= _MOST_PROFILES:
                    self._profiles.pop(next(iter(self._profiles)))
                self._profiles[row.report, row.id] = (row.version, profile)
                found[keys[row.report, row.id]] = profile
        return found

    def list_rulings(self, reports: Collection[str]) -> tuple[ToldRuling, ...]:
        """Return the decisions in force that concern any of these reports."""
        with self._reading() as connection:
            numbers = [self._get_number(connection, sha256) for sha256 in sorted(reports)]
            rows = _list_in(connection, select(tables.told), tables.told.c.report, numbers)
            return tuple(it for row in rows for it in unpack_records(ToldRuling, row.rulings))

    def get_identities(self, people: Collection[Ref]) -> tuple[Identity, ...]:
        """Return who these people are, each identity once."""
        with self._reading() as connection:
            keys = {self._get_key(connection, at) for at in people}
            query = select(_person.c.report, _person.c.id, _person.c.identity)
            rows = _list_exactly(connection, query, _person, keys)
            return _get_identities(connection, {row.identity for row in rows} - {None})

    def list_subjects(self, matters: Collection[Ref]) -> tuple[Ref, ...]:
        """Return whose matters these are."""
        with self._reading() as connection:
            keys = {self._get_key(connection, at) for at in matters}
            rows = _list_in(connection, select(_subject), _subject.c.report, {n for n, _ in keys})
            return tuple(
                self._make_ref(connection, row.report, row.entity)
                for row in rows
                if (row.report, row.matter) in keys
            )

    def list_cases(
        self, *, limit: int | None = None, after: str | None = None
    ) -> tuple[CaseFile, ...]:
        """Return cases, the newest first."""
        query = select(_file.c.file).order_by(_file.c.day.desc(), _file.c.id.desc()).limit(limit)
        with self._reading() as connection:
            if after is not None:
                day = connection.execute(select(_file.c.day).where(_file.c.id == after)).scalar()
                if day is not None:
                    same = (_file.c.day == day) & (_file.c.id < after)
                    query = query.where(or_(_file.c.day < day, same))
            packed = connection.execute(query).scalars().all()
        return tuple(unpack_record(CaseFile, it) for it in packed)

    def list_people(self, reports: Collection[str]) -> tuple[Ref, ...]:
        """Return everybody of whom these reports tell."""
        with self._reading() as connection:
            numbers = [self._get_number(connection, sha256) for sha256 in reports]
            query = select(_person.c.report, _person.c.id)
            rows = _list_in(connection, query, _person.c.report, numbers)
            return tuple(self._make_ref(connection, row.report, row.id) for row in rows)

    def find_case_ids(self, name: str) -> tuple[str, ...]:
        """Return the cases whose id, or an alias of it, begins so."""
        alias = tables.case_alias.c
        # No digit is greater than "f".
        by_alias = select(alias.file).where(alias.alias >= name, alias.alias < name + "g")
        by_id = select(_file.c.id).where(_file.c.id >= name, _file.c.id < name + "g")
        with self._reading() as connection:
            found = {*connection.execute(by_alias).scalars(), *connection.execute(by_id).scalars()}
        return tuple(sorted(found))

    def list_cases_of_matter(self, matter: Ref) -> tuple[CaseFile, ...]:
        """Return the cases that a matter is of, or a part of it."""
        with self._reading() as connection:
            n, name = self._get_key(connection, matter)
            mine = (_matter.c.report == n) & (_matter.c.id == name)
            query = select(_file.c.id).join(_matter, _matter.c.cluster == _file.c.cluster)
            ids = connection.execute(query.where(mine).order_by(_file.c.id)).scalars().all()
        return tuple(case for case in self.get_cases(ids) if matter in case.matters)

    def get_cases(self, ids: Collection[str]) -> tuple[CaseFile, ...]:
        """Return cases by their ids, in that order."""
        with self._reading() as connection:
            rows = _list_in(connection, select(_file.c.id, _file.c.file), _file.c.id, ids)
            found = {row.id: unpack_record(CaseFile, row.file) for row in rows}
        return tuple(found[name] for name in ids if name in found)

    def find_people(self, keys: Collection[str]) -> tuple[Identity, ...]:
        """Return everybody of whose names any has one of these keys."""
        with self._reading() as connection:
            rows = _list_in(connection, select(_meeting), _meeting.c.key, map(hash_name, keys))
            people = {(row.report, row.id) for row in rows}
            query = select(_person.c.report, _person.c.id, _person.c.identity)
            found = _list_exactly(connection, query, _person, people)
            return _get_identities(connection, {row.identity for row in found} - {None})

    def list_cases_of(self, identities: Collection[Identity]) -> tuple[CaseFile, ...]:
        """Return the cases whose subject any of these is, the newest first."""
        with self._reading() as connection:
            people = {self._get_key(connection, at) for it in identities for at in it.members}
            query = select(_subject.c.report, _subject.c.entity, _matter.c.cluster).join_from(
                _subject,
                _matter,
                (_matter.c.report == _subject.c.report) & (_matter.c.id == _subject.c.matter),
            )
            rows = _list_in(connection, query, _subject.c.report, {n for n, _ in people})
            numbers = {row.cluster for row in rows if (row.report, row.entity) in people} - {None}
            days = select(_file.c.id, _file.c.day)
            ordered = _list_in(connection, days, _file.c.cluster, numbers)
        ids = sorted(ordered, key=lambda row: (row.day, row.id), reverse=True)
        wanted = {it.id for it in identities}
        found = self.get_cases([row.id for row in ids])
        return tuple(it for it in found if wanted & {subject.id for subject in it.subjects})

    def get_identity_ids(self, people: Collection[Ref]) -> Mapping[Ref, str]:
        """Return the ids of who people are, as far as they are put together."""
        with self._reading() as connection:
            keys = {self._get_key(connection, at): at for at in people}
            query = select(_person.c.report, _person.c.id, _person.c.identity, _person.c.known_as)
            rows = _list_exactly(connection, query, _person, keys)
            return {keys[row.report, row.id]: row.known_as for row in rows if row.identity}

    def list_members_of(self, people: Collection[Ref]) -> Mapping[str, tuple[Ref, ...]]:
        """Return the members of whoever these people are, by the ids of these."""
        with self._reading() as connection:
            found: dict[str, list[Ref]] = {}
            keys = {self._get_key(connection, at) for at in people}
            for row in list_members(connection, keys):
                at = self._make_ref(connection, row.report, row.id)
                found.setdefault(row.known_as, []).append(at)
            return {name: tuple(members) for name, members in found.items()}

    def list_groups_near(self, people: Collection[Ref]) -> tuple[Identity, ...]:
        """Return the groups that are tied to some people, or told of in the same reports."""
        with self._reading() as connection:
            keys = {self._get_key(connection, at) for at in people}
            return _get_identities(connection, list_groups(connection, keys))

    def _list_waiting(self, table: Any, limit: int) -> tuple[Ref, ...]:
        query = select(table.c.report, table.c.id).where(table.c.mark.is_not(None)).limit(limit)
        with self._reading() as connection:
            rows = connection.execute(query).all()
            return tuple(self._make_ref(connection, row.report, row.id) for row in rows)

    def _find_tied(
        self,
        connection: Connection,
        table: Any,
        start: Ref,
        list_tied: Callable[[Connection, set[_Key]], set[_Key]],
    ) -> Cluster:
        """Walk along ties; marks are read before ties, so that a tie that is new shows by them."""
        found: dict[_Key, int | None] = {}
        new = {self._get_key(connection, start)}
        query = select(table.c.report, table.c.id, table.c.mark)
        while new:
            rows = _list_exactly(connection, query, table, new)
            there = {(row.report, row.id): row.mark for row in rows}
            found |= there
            new = list_tied(connection, set(there)) - found.keys()
        return Cluster(
            members={self._make_ref(connection, n, name): mark for (n, name), mark in found.items()}
        )

    def _get_key(self, connection: Connection, at: Ref) -> _Key:
        return (self._get_number(connection, at.report), at.id)

    def _get_number(self, connection: Connection, sha256: str) -> int:
        """Return a report's number, -1 of one that is not here."""
        if sha256 not in self._numbers:
            n = connection.execute(select(report.c.n).where(report.c.sha256 == sha256)).scalar()
            if n is None:
                return -1
            self._numbers[sha256], self._names[n] = n, sha256
        return self._numbers[sha256]

    def _make_ref(self, connection: Connection, n: int, name: str) -> Ref:
        if n not in self._names:
            sha256 = connection.execute(select(report.c.sha256).where(report.c.n == n)).scalar_one()
            self._numbers[sha256], self._names[n] = n, sha256
        return Ref(report=self._names[n], id=name)


def _list_tied_matters(connection: Connection, matters: set[_Key]) -> set[_Key]:
    """Return what matters are tied to: by people, then by keys, each asked for once."""
    return {
        *_list_of_same_people(connection, matters),
        *_list_met_matters(connection, matters),
    }


def _list_of_same_people(connection: Connection, matters: set[_Key]) -> Iterator[_Key]:
    numbers = {n for n, _ in matters}
    mine = (_person.c.report == _subject.c.report) & (_person.c.id == _subject.c.entity)
    query = _select(_subject.c.report, _subject.c.matter, _person.c.identity)
    rows = _list_in(connection, query.join(_person, mine), _subject.c.report, numbers)
    subjects = {row.identity for row in rows if (row.report, row.matter) in matters} - {None}
    query = _select(_matter.c.report, _matter.c.id).where(_matter.c.anonymous == 1)
    nameless = _list_exactly(connection, query, _matter, matters)
    query = _select(_person.c.identity)
    rows = _list_in(connection, query, _person.c.report, {row.report for row in nameless})
    people = {row.identity for row in rows} - {None}
    # Matters of the same people; of one that names nobody, those of whom its report names.
    query = _select(_subject.c.report, _subject.c.matter.label("id")).distinct()
    everybody = subjects | people
    yield from _list_keys(connection, query.join(_person, mine), _person.c.identity, everybody)
    # And those that name nobody, of reports that name these people.
    there = (_matter.c.report == _person.c.report) & (_matter.c.anonymous == 1)
    query = _select(_matter.c.report, _matter.c.id).distinct().join(_person, there)
    yield from _list_keys(connection, query, _person.c.identity, subjects)


def _list_met_matters(connection: Connection, matters: set[_Key]) -> Iterator[_Key]:
    """Yield the matters that seek what these offer, and that offer what these seek."""
    query = _select(_key.c.report, _key.c.matter, _key.c.key, _key.c.seeks)
    rows = _list_in(connection, query, _key.c.report, {n for n, _ in matters})
    found = {(row.key, row.seeks) for row in rows if (row.report, row.matter) in matters}
    for seeks in (0, 1):
        keys = {key for key, its in found if its != seeks}
        query = _select(_key.c.report, _key.c.matter.label("id")).distinct()
        yield from _list_keys(connection, query.where(_key.c.seeks == seeks), _key.c.key, keys)


def _select(*columns: Any) -> Select[Any]:
    return select(*columns)


def _list_keys(
    connection: Connection, query: Select[Any], column: Any, values: Iterable[Any]
) -> Iterator[_Key]:
    yield from ((row.report, row.id) for row in _list_in(connection, query, column, values))


def _get_versions(connection: Connection, numbers: set[int]) -> dict[_Key, int]:
    query = select(_person.c.report, _person.c.id, _person.c.version)
    rows = _list_in(connection, query, _person.c.report, numbers)
    return {(row.report, row.id): row.version for row in rows}


def _get_identities(connection: Connection, numbers: Collection[Any]) -> tuple[Identity, ...]:
    rows = _list_in(connection, select(tables.identity), tables.identity.c.number, numbers)
    found = [unpack_record(Identity, row.identity) for row in rows]
    return tuple(sorted(found, key=lambda it: it.id))


def _list_exactly(
    connection: Connection, query: Select[Any], table: Any, keys: Collection[_Key]
) -> list[Any]:
    rows = _list_in(connection, query, table.c.report, {n for n, _ in keys})
    return [row for row in rows if (row.report, row.id) in keys]


def _list_in(
    connection: Connection, query: Select[Any], column: Any, values: Iterable[Any]
) -> list[Any]:
    found: list[Any] = []
    for some in cut(sorted(set(values))):
        found += connection.execute(query.where(column.in_(some))).all()
    return found


def _count(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())


def _count_marked(table: Any) -> Select[Any]:
    return select(func.count()).select_from(table).where(table.c.mark.is_not(None))
