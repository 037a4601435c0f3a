"""Writing to a casebook, within one transaction."""

import re
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from sayso.errors import StoreError
from sayso.records.canonical import make_digest
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.log import (
    FIRST,
    Draft,
    EntryKind,
    Head,
    LogEntry,
    get_told,
    hash_entry,
    make_entry,
)
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.records.subjects import make_text_digest
from sayso.store.addresses import make_url_key
from sayso.store.sql import logbook, search, tables
from sayso.store.sql.accounts import SqlAccountsWriter
from sayso.store.sql.across_marks import Marks
from sayso.store.sql.across_writer import SqlAcrossWriter, forget
from sayso.store.sql.findings_index import FindingsIndex
from sayso.store.sql.packing import pack_origin, pack_reading, pack_text, write_makers
from sayso.store.sql.rows import make_entry_values, make_summary, select_reports
from sayso.store.sql.telling import get_last, tell, tell_all_anew

OWN = 1
"""The number of the casebook's own log."""

LEAST_DIGITS = 16
"""Of a SHA-256, in an id that was made of it."""

_report = tables.report

# Built once: for every report, building a query takes as long as running it.
_BY_SHA256 = select(_report).where(_report.c.sha256 == bindparam("sha256"))
_BY_ID = select(_report.c.n).where(_report.c.id == bindparam("id"))
_SUMMARY = select_reports().where(_report.c.n == bindparam("n"))
_LAST_NUMBER = select(func.max(_report.c.n))
_DROP_READING = delete(tables.reading).where(tables.reading.c.report == bindparam("n"))
_READ = (
    update(_report)
    .where(_report.c.n == bindparam("number"))
    .values(state=ReadingState.READ.value, problem=None, claims=bindparam("found"))
)


class SqlWriter:
    """What a writer's transaction may do; `sayso.store.store.Writer` says what that is."""

    def __init__(self, connection: Connection) -> None:
        """Write through a connection on which a writer's transaction has begun."""
        self._connection = connection
        self._index = FindingsIndex(connection)
        self._marks = Marks(connection)
        self._chains: dict[str, _Chain] = {}
        self._makers: dict[str, int] = {}
        self._own = self._get_chain_of(OWN)

    def finish(self) -> None:
        """Write what waits, before the transaction ends."""
        self._index.flush()
        self._marks.flush()

    def overwrite_dropped(self) -> None:
        """Write the search index anew, without what left it."""
        search.overwrite_dropped(self._connection)

    @property
    def across(self) -> SqlAcrossWriter:
        """What may be written of all reports together."""
        return SqlAcrossWriter(self._connection)

    @property
    def accounts(self) -> SqlAccountsWriter:
        """What may be written of accounts."""
        return SqlAccountsWriter(self._connection)

    def append(self, draft: Draft) -> LogEntry:
        """Put an entry at the end of the own log."""
        own = self._own
        entry = make_entry(draft, own.head)
        self._keep(entry, own)
        return entry

    def copy_entry(self, entry: LogEntry) -> None:
        """Keep an entry of another casebook's log."""
        if entry.chain == self._own.id:
            raise _refuse_copy(entry, "it is of this casebook's own log")
        chain = self._find_chain(entry.chain) or _Chain(
            number=0, id=entry.chain, told="", n=0, hash=FIRST
        )
        if entry.n != chain.n + 1 or entry.previous != chain.hash:
            raise _refuse_copy(entry, f"it does not follow entry {chain.n}, the last one kept")
        if hash_entry(entry) != entry.hash:
            raise _refuse_copy(entry, "its hash is wrong")
        if entry.sealed is not None and make_digest(dict(entry.sealed)) != entry.sealed_sha256:
            raise _refuse_copy(entry, "the hash of what is sealed in it is wrong")
        if chain.number == 0:
            self._add_chain(chain, entry)
        self._keep(entry, chain)

    def add_report(self, report: Report, *, previous: str | None = None) -> ReportSummary:
        """Keep a report, in place of what a removal left of it or as a new one."""
        known = self._find_row(report.sha256)
        if known is not None and known.state != ReadingState.REMOVED:
            raise StoreError(
                f"These bytes are kept already, as report {known.id}.",
                remedy="Add another capture of them instead.",
            )
        older = None if previous is None else self._get_older(previous)
        values = self._describe(report) | {
            "id": self._choose_id(report.id, report.sha256, known=known and known.n),
            "day": report.published,
            "state": ReadingState.WAITING.value,
            "problem": None,
            "previous": older,
            "claims": 0,
        }
        if known is None:
            n = (self._connection.execute(_LAST_NUMBER).scalar() or 0) + 1
            self._connection.execute(insert(_report), values | {"n": n, "sha256": report.sha256})
        else:
            n = known.n
            self._change(n, values)
        self._put_text(n, report.published, report)
        self._marks.add_anew(report.sha256)
        return self._get_summary(n)

    def replace_text(self, report: Report) -> None:
        """Keep another extraction of the same bytes."""
        row = self._get_row(report.sha256)
        self._drop_findings(row.n)
        self._drop_text(row.n)
        day = row.day if row.day != row.published else report.published
        self._change(
            row.n,
            self._describe(report)
            | {"day": day, "state": ReadingState.WAITING.value, "problem": None, "claims": 0},
        )
        self._put_text(row.n, day, report)
        self._marks.add_anew(report.sha256)

    def put_reading(self, reading: Reading) -> None:
        """Keep a report's findings in place of those before."""
        row = self._get_row(reading.report.sha256)
        if make_text_digest(reading.report.text) != row.text_sha256:
            raise StoreError(
                f"Report {row.id} was read in another text than the one that is kept.",
                remedy="It was extracted anew since; run: sayso reread --report " + row.id,
            )
        self._drop_findings(row.n)
        self._index.put_reading(row.n, reading)
        self._connection.execute(
            insert(tables.reading),
            {
                "report": row.n,
                "maker": self._get_maker(write_makers(reading.made_by)),
                "findings": pack_reading(reading),
            },
        )
        self._connection.execute(_READ, {"number": row.n, "found": len(reading.claims)})
        self._marks.add_anew(row.sha256)

    def put_failure(self, sha256: str, problem: str) -> None:
        """Keep why a report could not be read; with findings of before it still counts as read."""
        row = self._get_row(sha256)
        read = row.state == ReadingState.READ
        state = ReadingState.READ if read else ReadingState.FAILED
        self._change(row.n, {"state": state.value, "problem": problem})

    def set_published(self, sha256: str, published: str | None) -> None:
        """Keep the date of publication that is in force."""
        row = self._get_row(sha256)
        if row.day != published:
            self._index.set_day(row.n, published)
            self._change(row.n, {"day": published})
            self._marks.add(sha256)

    def seal(self, entries: Collection[tuple[str, int]]) -> None:
        """Take away what is sealed in these entries."""
        logbook.forget_words()
        log, capture, key = tables.log, tables.capture, tables.decision_key
        sealed: defaultdict[int, list[int]] = defaultdict(list)
        for chain_id, n in entries:
            chain = self._own if chain_id == self._own.id else self._find_chain(chain_id)
            if chain is None:
                raise StoreError(
                    f"There is no log {chain_id} in this casebook.",
                    remedy="Merge the casebook whose log it is first.",
                )
            self._connection.execute(
                update(log)
                .where(log.c.chain == chain.number, log.c.n == n, log.c.sealed.is_not(None))
                .values(sealed=None)
            )
            self._connection.execute(
                update(capture)
                .where(capture.c.chain == chain.number, capture.c.n == n)
                .values(kept=0)
            )
            self._connection.execute(delete(key).where(key.c.chain == chain.number, key.c.n == n))
            sealed[chain.number].append(n)
        for number, numbers in sealed.items():
            for n in self._marks.add_decided(number, numbers):
                forget(self._connection, n)

    def remove_report(self, sha256: str, problem: str) -> None:
        """Take away a report's text, names, findings and index."""
        row = self._get_row(sha256)
        self._drop_findings(row.n)
        self._drop_text(row.n)
        forget(self._connection, row.n)
        self._marks.add_anew(sha256)
        gone = dict.fromkeys(
            (
                *("title", "publisher", "author", "forwarded_from", "url", "url_key"),
                *("published", "captured", "day"),
            )
        )
        self._change(
            row.n,
            gone
            | {
                "id": self._choose_id(None, sha256, known=row.n),  # its own may say too much
                "state": ReadingState.REMOVED.value,
                "problem": problem,
                "claims": 0,
            },
        )

    def add_removed(self, removed: ReportSummary) -> None:
        """Keep that a report was lawfully removed in a casebook that came by a merge."""
        number = self._connection.execute(select(func.max(_report.c.n))).scalar() or 0
        self._connection.execute(
            insert(_report),
            {
                "n": number + 1,
                "id": self._choose_id(None, removed.sha256, known=None),
                "sha256": removed.sha256,
                "language": removed.language,
                "state": ReadingState.REMOVED.value,
                "problem": removed.problem,
                "claims": 0,
                "text_sha256": removed.text_sha256,
            },
        )

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting of the casebook."""
        setting = tables.setting
        self._connection.execute(delete(setting).where(setting.c.name == name))
        self._connection.execute(insert(setting), {"name": name, "value": value})

    def rebuild_decisions(self) -> None:
        """Keep what the logs tell anew."""
        self._marks.add_all_decided()
        tell_all_anew(self._connection)
        self._marks.add_all_decided()

    def _keep(self, entry: LogEntry, chain: "_Chain") -> None:
        if "\0" in entry.actor or "\0" in entry.time:
            raise ValueError("a name or a time cannot hold the character 0")
        self._connection.execute(insert(tables.log), make_entry_values(entry, chain.number))
        chain.n, chain.hash = entry.n, entry.hash
        if get_told(entry) > chain.told:
            chain.told = get_told(entry)
            self._connection.execute(
                update(tables.chain)
                .where(tables.chain.c.number == chain.number)
                .values(told=chain.told)
            )
        tell(self._connection, entry, chain.number, chain.told)
        if entry.kind is EntryKind.DECISION:
            self._marks.add(*entry.body["reports"])

    def _get_chain_of(self, number: int) -> "_Chain":
        where = tables.chain.c.number == number
        row = self._connection.execute(select(tables.chain).where(where)).one()
        n, last = get_last(self._connection, number) or (0, FIRST)
        return _Chain(number=number, id=row.id, told=row.told, n=n, hash=last)

    def _find_chain(self, chain_id: str) -> "_Chain | None":
        if chain_id not in self._chains:
            number = self._connection.execute(
                select(tables.chain.c.number).where(tables.chain.c.id == chain_id)
            ).scalar()
            if number is None:
                return None
            self._chains[chain_id] = self._get_chain_of(number)
        return self._chains[chain_id]

    def _add_chain(self, chain: "_Chain", entry: LogEntry) -> None:
        most = self._connection.execute(select(func.max(tables.chain.c.number))).scalar_one()
        chain.number, chain.told = most + 1, entry.time
        self._connection.execute(
            insert(tables.chain), {"number": chain.number, "id": chain.id, "told": chain.told}
        )
        self._chains[chain.id] = chain

    def _find_row(self, sha256: str) -> Any:
        return self._connection.execute(_BY_SHA256, {"sha256": sha256}).first()

    def _get_row(self, sha256: str) -> Any:
        row = self._find_row(sha256)
        if row is None:
            raise _refuse_report("There is no report", sha256)
        if row.state == ReadingState.REMOVED:
            raise _refuse_report("Lawfully removed was the report", sha256)
        return row

    def _get_older(self, sha256: str) -> int:
        """Return the number of the version before, which may have been removed."""
        row = self._find_row(sha256)
        if row is None:
            raise _refuse_report("There is no report", sha256)
        return int(row.n)

    def _get_summary(self, n: int) -> ReportSummary:
        return make_summary(self._connection.execute(_SUMMARY, {"n": n}).one())

    def _change(self, n: int, values: dict[str, Any]) -> None:
        self._connection.execute(update(_report).where(_report.c.n == n).values(**values))

    def _choose_id(self, wish: str | None, sha256: str, *, known: int | None) -> str:
        """Return the wished id, or where another report has it, as few digits as nobody has."""
        digits = (sha256[:length] for length in range(LEAST_DIGITS, len(sha256) + 1))
        for name in (wish, *digits):
            if not name:
                continue
            other = self._connection.execute(_BY_ID, {"id": name}).scalar()
            if other is None or other == known:
                return name
        raise StoreError(
            f"No id is left for the bytes {sha256[:16]}: other reports bear their digits as ids.",
            remedy="Give the report an id of its own.",
        )

    def _describe(self, report: Report) -> dict[str, Any]:
        facts = {
            "id": report.id,
            "title": report.title,
            "publisher": report.publisher,
            "author": report.author,
            "forwarded_from": report.forwarded_from,
            "url": report.url,
            "url_key": None if report.url is None else make_url_key(report.url),
            "published": report.published,
            "captured": report.captured,
            "language": report.language,
            "text_sha256": make_text_digest(report.text),
        }
        for name, value in facts.items():
            if value is not None and not _STORABLE.fullmatch(value):
                raise StoreError(
                    f"The {name} of report {report.id} holds characters that cannot be kept.",
                    remedy=f"Say what its {name} is.",
                )
        del facts["id"]
        return facts

    def _put_text(self, n: int, day: str | None, report: Report) -> None:
        self._connection.execute(
            insert(tables.report_text),
            {"report": n, "text": pack_text(report.text), "origin": pack_origin(report.origin)},
        )
        self._index.add_report(n, day, report)

    def _drop_text(self, n: int) -> None:
        self._index.drop_report(n)
        self._connection.execute(delete(tables.report_text).where(tables.report_text.c.report == n))

    def _drop_findings(self, n: int) -> None:
        self._index.drop_reading(n)
        self._connection.execute(_DROP_READING, {"n": n})

    def _get_maker(self, made_by: str) -> int:
        if made_by not in self._makers:
            self._makers[made_by] = self._keep_maker(made_by)
        return self._makers[made_by]

    def _keep_maker(self, made_by: str) -> int:
        maker = tables.maker
        number = self._connection.execute(
            select(maker.c.number).where(maker.c.made_by == made_by)
        ).scalar()
        if number is None:
            number = (self._connection.execute(select(func.max(maker.c.number))).scalar() or 0) + 1
            self._connection.execute(insert(maker), {"number": number, "made_by": made_by})
        return int(number)


# Neither database can hold halves of surrogate pairs, PostgreSQL no character 0.
_STORABLE = re.compile(r"[^\0\ud800-\udfff]*")


class _Chain:
    """Where a log that is being written stands."""

    __slots__ = ("hash", "id", "n", "number", "told")

    def __init__(self, *, number: int, id: str, told: str, n: int, hash: str) -> None:  # noqa: A002
        self.number, self.id, self.told, self.n, self.hash = number, id, told, n, hash

    @property
    def head(self) -> Head:
        return Head(chain=self.id, n=self.n, hash=self.hash)


def _refuse_copy(entry: LogEntry, why: str) -> StoreError:
    return StoreError(
        f"Entry {entry.n} of log {entry.chain} is not taken over: {why}.",
        remedy="Run sayso verify on the casebook that it is from.",
    )


def _refuse_report(what: str, sha256: str) -> StoreError:
    return StoreError(
        f"{what} of the bytes {sha256[:LEAST_DIGITS]}.",
        remedy="sayso reports lists those that are there.",
    )
