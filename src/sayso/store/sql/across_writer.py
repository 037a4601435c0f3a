"""Writing what all reports together say; `sayso.store.across` says what is promised."""

from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from sayso.records.casebook import ReadingState
from sayso.records.casefile import CaseFile, Identity, Profile, Ref
from sayso.records.entity import EntityType
from sayso.records.people import get_kind, list_asked
from sayso.records.told import Cluster, Grouped, Joined, Told
from sayso.store.sql import across_tables as tables
from sayso.store.sql import gathered_tables
from sayso.store.sql.across_board import drop_cards, put_card
from sayso.store.sql.across_marks import cut, draw, mark_reports
from sayso.store.sql.across_ties import forget_ties, make_crowd_number, put_crowds, put_pairs
from sayso.store.sql.gathered_writer import (
    SqlGatheredWriter,
    drop_case_sources,
    drop_stale_figures,
    forget_gathered,
    list_case_rows,
    mark_changed_rows,
    put_case_sources,
    put_gathered,
    take_case_rows,
)
from sayso.store.sql.packing import pack_record, pack_records
from sayso.store.sql.tables import report

MAKER = "maker"

_person, _matter, _subject = tables.person, tables.matter, tables.subject
_MARK_PERSON = (
    update(_person)
    .where(_person.c.report == bindparam("n"), _person.c.id == bindparam("which"))
    .values(mark=bindparam("drawn"))
)
_JOIN_PERSON = (
    update(_person)
    .where(_person.c.report == bindparam("n"), _person.c.id == bindparam("which"))
    .values(identity=bindparam("number"), known_as=bindparam("known"), mark=None)
)
_MARK_MATTER = (
    update(_matter)
    .where(_matter.c.report == bindparam("n"), _matter.c.id == bindparam("which"))
    .values(mark=bindparam("drawn"))
)
_GROUP_MATTER = (
    update(_matter)
    .where(_matter.c.report == bindparam("n"), _matter.c.id == bindparam("which"))
    .values(cluster=bindparam("number"), mark=None)
)
_WAS_TOLD = select(tables.told.c.report).where(tables.told.c.report == bindparam("n"))
_NUMBER = select(report.c.n).where(report.c.sha256 == bindparam("sha256"))


def hash_key(key: str) -> int:
    """Return the number under which a key is kept."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def hash_name(key: str) -> int:
    """Return the number under which the key of a name is kept, by which people are looked up."""
    return hash_key(f"\0{key}")


class SqlAcrossWriter:
    """What a writer's transaction may do; `sayso.store.across.AcrossWriter` says what that is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}

    @property
    def gathered(self) -> SqlGatheredWriter:
        """What may be written of all places and sources."""
        return SqlGatheredWriter(self._connection)

    def begin_anew(self, maker: str) -> None:
        """Forget everything, and mark every report that was read."""
        run = self._connection.execute
        for table in (*gathered_tables.TABLES, *reversed(tables.TABLES)):
            run(delete(table))
        run(insert(tables.across), {"name": MAKER, "value": maker})
        read = select(report.c.sha256).where(report.c.state == ReadingState.READ.value)
        mark_reports(self._connection, run(read).scalars().all())

    def put_told(self, told: Told, mark: int) -> bool:
        """Keep what a report tells in place of what it told before."""
        run = self._connection.execute
        marks = tables.unreconciled
        seen = delete(marks).where(marks.c.sha256 == told.report, marks.c.mark == mark)
        if not run(seen).rowcount:
            return False
        n = run(_NUMBER, {"sha256": told.report}).scalar()
        if n is None:
            return True
        if run(_WAS_TOLD, {"n": n}).first() is not None:
            _forget(self._connection, n)
        run(insert(tables.told), {"report": n, "rulings": pack_records(told.rulings)})
        self._put_people(n, told)
        self._put_matters(n, told)
        put_gathered(self._connection, n, told)
        return True

    def tie(
        self,
        told: str,
        pairs: Sequence[tuple[Ref, Ref]],
        crowds: Mapping[str, Collection[Ref]] = MappingProxyType({}),
    ) -> None:
        """Keep who may be one with whom, of those of whom a report tells, and who is in crowds."""
        put_pairs(self._connection, self._get_number(told), pairs, self._get_key)
        numbered = {
            make_crowd_number(hash_key(name)): {self._get_key(at) for at in members}
            for name, members in crowds.items()
        }
        put_crowds(self._connection, numbered)

    def put_identities(self, joined: Joined) -> bool:
        """Keep who people are."""
        columns = (_person.c.identity, _person.c.known_as, _person.c.day)
        found = self._find(_person, joined.cluster, *columns)
        if found is None:
            return False
        before = self._get_identities({row.identity for row in found if row.identity is not None})
        numbers = {packed: number for number, packed in before.items()}
        days = {(row.report, row.id): row.day or "" for row in found}
        of: dict[Ref, int] = {}
        new: list[dict[str, Any]] = []
        for identity in joined.identities:
            packed = pack_record(identity)
            number = numbers.get(packed)
            if number is None:
                number = draw()
                day = max(days[self._get_key(at)] for at in identity.members)
                new.append({"number": number, "identity": packed, **_list_by(identity, day)})
            of.update(dict.fromkeys(identity.members, number))
        gone = sorted(before.keys() - set(of.values()))
        changed = {number for number in of.values() if number not in before}
        people = {self._get_key(at) for at, number in of.items() if number in changed}
        mark_matters_of(self._connection, people | self._list_members(gone))
        ids = {self._get_key(at): it.id for it in joined.identities for at in it.members}
        # To the cases of reports that merely name somebody nothing else of him matters.
        renamed = {
            row.report
            for row in found
            if row.known_as is not None and row.known_as != ids.get((row.report, row.id))
        }
        mark_matters_in(self._connection, renamed)
        for some in cut(gone):
            self._connection.execute(
                delete(tables.identity).where(tables.identity.c.number.in_(some))
            )
        if new:
            self._connection.execute(insert(tables.identity), new)
        rows = [
            {"n": key[0], "which": key[1], "number": of.get(at), "known": ids.get(key)}
            for at in joined.cluster.members
            for key in [self._get_key(at)]
        ]
        self._connection.execute(_JOIN_PERSON, rows)
        return True

    def put_cases(self, grouped: Grouped) -> bool:
        """Keep the cases of matters."""
        found = self._find(_matter, grouped.cluster, _matter.c.cluster)
        if found is None:
            return False
        clusters = {row.cluster for row in found if row.cluster is not None}
        before = take_case_rows(self._connection, clusters)
        _drop_cases(self._connection, clusters)
        number = draw()
        for case in grouped.cases:
            self._put_case(case, number)
            put_case_sources(self._connection, case, grouped.sources.get(case.id, ()))
        aliases = [{"alias": alias, "file": name} for alias, name in sorted(set(grouped.aliases))]
        if aliases:
            self._connection.execute(insert(tables.case_alias), aliases)
        rows = [
            {"n": self._get_number(at.report), "which": at.id, "number": number}
            for at in grouped.cluster.members
        ]
        self._connection.execute(_GROUP_MATTER, rows)
        ids = [it.id for it in grouped.cases]
        mark_changed_rows(self._connection, before, list_case_rows(self._connection, ids))
        return True

    def _put_case(self, case: CaseFile, number: int) -> None:
        run = self._connection.execute
        reports = [self._get_number(sha256) for sha256 in dict.fromkeys(case.reports)]
        days: list[str | None] = []
        for some in cut(reports):
            days += run(select(report.c.day).where(report.c.n.in_(some))).scalars()
        _drop_files(self._connection, [case.id])
        day = max((day for day in days if day is not None), default="")
        packed = pack_record(case)
        row = {"id": case.id, "cluster": number, "day": day, "file": packed}
        run(insert(tables.case_file), row)
        put_card(self._connection, case, day)
        if reports:
            run(insert(tables.case_report), [{"file": case.id, "report": n} for n in reports])
        whose = dict.fromkeys(subject.id for subject in case.subjects)
        if whose:
            run(insert(tables.case_subject), [{"file": case.id, "identity": it} for it in whose])

    def _put_people(self, n: int, told: Told) -> None:
        if not told.profiles:
            return
        self._connection.execute(
            insert(_person),
            [
                {
                    "report": n,
                    "id": profile.at.id,
                    "version": draw(),
                    "name": _get_name(profile),
                    "type": profile.type.value,
                    "day": profile.published,
                    "identity": None,
                    "known_as": None,
                    "mark": draw(),
                    "profile": pack_record(profile),
                }
                for profile in told.profiles
            ],
        )
        keys = {
            (key, profile.at.id)
            for profile, meets, names in zip(told.profiles, told.meets, told.names, strict=True)
            for key in (*map(hash_key, meets), *map(hash_name, names))
        }
        if keys:
            rows = [{"key": key, "report": n, "id": name} for key, name in sorted(keys)]
            self._connection.execute(insert(tables.meeting), rows)

    def _put_matters(self, n: int, told: Told) -> None:
        if not told.matters:
            return
        run = self._connection.execute
        run(
            insert(_matter),
            [
                {
                    "report": n,
                    "id": it.id,
                    "anonymous": int(it.anonymous),
                    "cluster": None,
                    "mark": draw(),
                }
                for it in told.matters
            ],
        )
        subjects = {(entity, it.id) for it in told.matters for entity in it.subjects}
        if subjects:
            rows = [{"report": n, "entity": entity, "matter": it} for entity, it in subjects]
            run(insert(_subject), rows)
        keys = {
            (hash_key(key), it.id, seeks)
            for it in told.matters
            for seeks, found in enumerate((it.offers, it.seeks))
            for key in found
        }
        if keys:
            names = ("key", "matter", "seeks")
            rows = [dict(zip(names, row, strict=True)) | {"report": n} for row in sorted(keys)]
            run(insert(tables.matter_key), rows)

    def _find(self, table: Any, cluster: Cluster, *columns: Any) -> list[Any] | None:
        """Return the rows of a cluster, or ``None`` where any has another mark now."""
        members = {(self._get_number(at.report), at.id): it for at, it in cluster.members.items()}
        found: list[Any] = []
        for some in cut(sorted({n for n, _ in members})):
            query = select(table.c.report, table.c.id, table.c.mark, *columns)
            rows = self._connection.execute(query.where(table.c.report.in_(some))).all()
            found += [row for row in rows if (row.report, row.id) in members]
        marks = {(row.report, row.id): row.mark for row in found}
        return found if marks == members else None

    def _get_identities(self, numbers: Collection[int]) -> dict[int, bytes]:
        found: dict[int, bytes] = {}
        for some in cut(sorted(numbers)):
            query = select(tables.identity).where(tables.identity.c.number.in_(some))
            found |= {row.number: row.identity for row in self._connection.execute(query)}
        return found

    def _list_members(self, numbers: Sequence[int]) -> set[tuple[int, str]]:
        found: set[tuple[int, str]] = set()
        for some in cut(numbers):
            query = select(_person.c.report, _person.c.id).where(_person.c.identity.in_(some))
            found |= {(row.report, row.id) for row in self._connection.execute(query)}
        return found

    def _get_key(self, at: Ref) -> tuple[int, str]:
        return (self._get_number(at.report), at.id)

    def _get_number(self, sha256: str) -> int:
        if sha256 not in self._numbers:
            found = self._connection.execute(_NUMBER, {"sha256": sha256}).scalar_one()
            self._numbers[sha256] = found
        return self._numbers[sha256]


def _list_by(identity: Identity, day: str) -> dict[str, Any]:
    """Return what an identity is listed by."""
    return {
        "id": identity.id,
        "kind": get_kind(identity).value,
        "reports": len({at.report for at in identity.members}),
        "day": day,
        "asked": len(list_asked(identity)),
    }


def _get_name(profile: Profile) -> str | None:
    named = profile.type is EntityType.PERSON and not profile.anonymous
    # Neither database can hold a character 0 in a text, nor halves of surrogate pairs.
    plain = profile.name.encode("utf-8", "replace").decode().replace("\0", " ")
    return plain if named else None


def forget(connection: Connection, n: int) -> None:
    """Take away what a report told, and all that holds words of it; what is left of that waits."""
    _forget(connection, n)
    drop_stale_figures(connection)


def _forget(connection: Connection, n: int) -> None:
    run = connection.execute
    own = {(n, name) for name in run(select(_person.c.id).where(_person.c.report == n)).scalars()}
    beside, crowds = forget_ties(connection, n, own)
    _forget_identities(connection, own | beside)
    _mark(connection, _MARK_PERSON, crowds)
    own_clusters = run(select(_matter.c.cluster).where(_matter.c.report == n)).scalars()
    clusters = {*own_clusters, *_list_naming(connection, [n])}
    _forget_cases(connection, {number for number in clusters if number is not None})
    forget_gathered(connection, n)
    for table in tables.OF_REPORT:
        run(delete(table).where(table.c.report == n))


def mark_matters_of(connection: Connection, people: Collection[tuple[int, str]]) -> None:
    """Mark the matters whose subjects some people are, and all that were looked at with them."""
    found: list[Any] = []
    for some in cut(sorted({n for n, _ in people})):
        query = (
            select(_subject, _matter.c.cluster)
            .join_from(
                _subject,
                _matter,
                (_matter.c.report == _subject.c.report) & (_matter.c.id == _subject.c.matter),
            )
            .where(_subject.c.report.in_(some))
        )
        rows = connection.execute(query)
        found += [row for row in rows if (row.report, row.entity) in people]
    own = {(row.report, row.matter) for row in found}
    _mark(connection, _MARK_MATTER, own | _list_grouped(connection, {it.cluster for it in found}))


def mark_matters_in(connection: Connection, reports: Collection[int]) -> None:
    """Mark the matters of some reports, and those whose cases name these reports."""
    clusters: set[Any] = set()
    own: set[tuple[int, str]] = set()
    for some in cut(sorted(reports)):
        rows = connection.execute(select(_matter).where(_matter.c.report.in_(some))).all()
        own |= {(row.report, row.id) for row in rows}
        clusters |= {row.cluster for row in rows} | set(_list_naming(connection, some))
    _mark(connection, _MARK_MATTER, own | _list_grouped(connection, clusters))


def _list_naming(connection: Connection, reports: Sequence[int]) -> Sequence[int]:
    of, files = tables.case_report, tables.case_file
    query = select(files.c.cluster).join(of, of.c.file == files.c.id)
    return connection.execute(query.where(of.c.report.in_(reports))).scalars().all()


def _forget_identities(connection: Connection, people: set[tuple[int, str]]) -> None:
    numbers: set[int] = set()
    for some in cut(sorted({n for n, _ in people})):
        query = select(_person).where(_person.c.report.in_(some), _person.c.identity.is_not(None))
        rows = connection.execute(query)
        numbers |= {row.identity for row in rows if (row.report, row.id) in people}
    touched = set(people)
    for some in cut(sorted(numbers)):
        query = select(_person.c.report, _person.c.id).where(_person.c.identity.in_(some))
        touched |= {(row.report, row.id) for row in connection.execute(query)}
        connection.execute(
            update(_person).where(_person.c.identity.in_(some)).values(identity=None)
        )
        connection.execute(delete(tables.identity).where(tables.identity.c.number.in_(some)))
    _mark(connection, _MARK_PERSON, touched)
    clusters = set()
    for some in cut(sorted({n for n, _ in touched})):
        query = select(_subject.c.report, _subject.c.entity, _matter.c.cluster).join_from(
            _subject,
            _matter,
            (_matter.c.report == _subject.c.report) & (_matter.c.id == _subject.c.matter),
        )
        rows = connection.execute(query.where(_subject.c.report.in_(some)))
        clusters |= {row.cluster for row in rows if (row.report, row.entity) in touched}
    _forget_cases(connection, clusters - {None})


def _forget_cases(connection: Connection, clusters: set[int]) -> None:
    _mark(connection, _MARK_MATTER, _list_grouped(connection, clusters))
    _drop_cases(connection, clusters)


def _drop_cases(connection: Connection, clusters: set[int]) -> None:
    files = tables.case_file
    for some in cut(sorted(clusters)):
        ids = connection.execute(select(files.c.id).where(files.c.cluster.in_(some))).scalars()
        _drop_files(connection, ids.all())


def _drop_files(connection: Connection, ids: Sequence[str]) -> None:
    for names in cut(ids):
        for table in (tables.case_report, tables.case_alias, tables.case_subject):
            connection.execute(delete(table).where(table.c.file.in_(names)))
        drop_cards(connection, names)
        drop_case_sources(connection, names)
        connection.execute(delete(tables.case_file).where(tables.case_file.c.id.in_(names)))


def _list_grouped(connection: Connection, clusters: Collection[Any]) -> set[tuple[int, str]]:
    found: set[tuple[int, str]] = set()
    for some in cut(sorted(number for number in clusters if number is not None)):
        query = select(_matter.c.report, _matter.c.id).where(_matter.c.cluster.in_(some))
        found |= {(row.report, row.id) for row in connection.execute(query)}
    return found


def _mark(connection: Connection, query: Any, rows: Collection[tuple[int, str]]) -> None:
    if rows:
        drawn = [{"n": n, "which": name, "drawn": draw()} for n, name in sorted(rows)]
        connection.execute(query, drawn)
