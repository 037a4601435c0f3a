"""A casebook's store in a database; `sayso.store.store.Store` says what it promises."""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from sayso.errors import StoreError
from sayso.records.capture import Capture
from sayso.records.casebook import (
    ClaimRow,
    Counts,
    EvidenceObject,
    Filters,
    HitPage,
    ReadingState,
    ReportSummary,
    StoredReport,
)
from sayso.records.decision import Decision
from sayso.records.event import Case
from sayso.records.log import EntryKind, Head, LogEntry
from sayso.records.log_query import LogFilters
from sayso.records.reading import Reading
from sayso.records.stored import StoredEntry
from sayso.store.sql import (
    checking,
    checking_reports,
    listing,
    log_lists,
    logbook,
    reports,
    search,
    tables,
)
from sayso.store.sql.accounts import SqlAccounts
from sayso.store.sql.across import SqlAcross
from sayso.store.sql.backend import Backend, explaining
from sayso.store.sql.schema import check_unchanged
from sayso.store.sql.writer import OWN, SqlWriter

if TYPE_CHECKING:
    from sayso.store.folder import CasebookFolder


class SqlStore:
    """Where a casebook's records are kept, whichever database it is.

    Each thread has connections of its own; what a thread reads while it writes is what its
    transaction has done so far.
    """

    def __init__(self, backend: Backend, *, read_only: bool) -> None:
        """Take over a database whose tables are of this version."""
        self._backend = backend
        self._read_only = read_only
        self._mine = threading.local()
        self._across = SqlAcross(self._reading)
        self._accounts = SqlAccounts(self._reading)
        with self._reading() as connection:
            query = select(tables.chain.c.id).where(tables.chain.c.number == OWN)
            self._chain: str = connection.execute(query).scalar_one()

    @property
    def chain(self) -> str:
        """Id of the casebook, and of its own log."""
        return self._chain

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written."""
        return self._read_only

    @property
    def across(self) -> SqlAcross:
        """What is kept of all reports together."""
        return self._across

    @property
    def accounts(self) -> SqlAccounts:
        """Who may sign in to the desk."""
        return self._accounts

    def close(self) -> None:
        """Give all connections back."""
        self._backend.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[SqlWriter]:
        """Begin a transaction, as the only writer."""
        if self._read_only:
            raise StoreError(
                "The casebook was opened for reading only.", remedy="Open it for writing."
            )
        if self._get_mine() is not None:
            raise RuntimeError("a thread that writes cannot begin to write once more")
        with explaining(self._backend), self._backend.engine.connect() as connection:
            self._backend.begin_writing(connection)
            check_unchanged(connection)
            writer = SqlWriter(connection)
            self._mine.connection, self._mine.writer = connection, writer
            try:
                yield writer
                writer.finish()
                connection.commit()
            finally:
                self._mine.connection = self._mine.writer = None

    def get_head(self) -> Head:
        """Return the last entry of the casebook's own log."""
        with self._reading() as connection:
            return logbook.get_head(connection, self._chain)

    def list_heads(self) -> tuple[Head, ...]:
        """Return the last entry of every log, the own one first."""
        with self._reading() as connection:
            return logbook.list_heads(connection)

    def list_entries(
        self,
        chain: str | None = None,
        *,
        after: int = 0,
        kinds: Collection[EntryKind] = (),
        newest_first: bool = False,
    ) -> Iterator[LogEntry]:
        """Yield the entries of one log; raises `StoreError` at one that cannot be read."""
        return logbook.list_entries(
            self._reading,
            self._chain if chain is None else chain,
            after=after,
            kinds=kinds,
            newest_first=newest_first,
        )

    def list_newest_entries(
        self, filters: LogFilters, *, before: int | None = None, limit: int
    ) -> tuple[LogEntry, ...]:
        """Return entries of one log, the newest first."""
        chain = filters.chain or self._chain
        return log_lists.list_newest(self._reading, filters, chain, before=before, limit=limit)

    def list_actors(self, chain: str | None = None) -> tuple[str, ...]:
        """Return everybody who did something that a log tells."""
        with self._reading() as connection:
            return log_lists.list_actors(connection, chain or self._chain)

    def list_entries_about(
        self, sha256: str, *, after: int = 0, limit: int
    ) -> tuple[tuple[LogEntry, ...], int]:
        """Return entries of all logs that tell of a report, the oldest first, and how many."""
        with self._reading() as connection:
            places = log_lists.list_about_report(connection, sha256)
            some = [place[1:] for place in places[after : after + limit]]
            return tuple(log_lists.get_entries(connection, some)), len(places)

    def list_chains(self) -> tuple[tuple[str, int], ...]:
        """Return (id, greatest number) of every log that has a row."""
        with self._reading() as connection:
            return logbook.list_chains(connection)

    def list_stored_entries(
        self, chain: str, *, after: int | None = None, kinds: Collection[EntryKind] = ()
    ) -> Iterator[StoredEntry]:
        """Yield the rows of one log as they lie there."""
        return logbook.list_stored_entries(
            self._reading, self._backend.get_raw, chain, after=after, kinds=kinds
        )

    def find_report(self, name: str) -> ReportSummary | None:
        """Return the report of this id or SHA-256, or the one whose SHA-256 begins so."""
        with self._reading() as connection:
            return reports.find_report(connection, name)

    def get_report(self, name: str) -> StoredReport:
        """Return a report with its text."""
        with self._reading() as connection:
            return reports.get_report(connection, name)

    def find_newest(self, url: str) -> ReportSummary | None:
        """Return the newest report that was captured from an address."""
        with self._reading() as connection:
            return reports.find_newest(connection, url)

    def list_versions(self, name: str) -> tuple[str, ...]:
        """Return the ids of all versions of a report, the oldest first."""
        with self._reading() as connection:
            return reports.list_versions(connection, name)

    def list_reports(
        self,
        filters: Filters | None = None,
        *,
        states: Collection[ReadingState] = (),
        after: int | None = None,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> Iterator[ReportSummary]:
        """Yield reports in the order in which they came."""
        part = reports.Part(states, after=after, limit=limit, down=newest_first)
        return reports.list_reports(self._reading, filters, part)

    def get_reading(self, name: str) -> Reading | None:
        """Return what was read in a report."""
        with self._reading() as connection:
            return reports.get_reading(connection, name)

    def get_reading_mark(self, name: str) -> str:
        """Return what changes whenever a report's text or what was read in it does."""
        with self._reading() as connection:
            return reports.get_reading_mark(connection, name)

    def list_captures(self, sha256: str | None = None) -> Iterator[Capture]:
        """Yield the captures of some bytes, or all."""
        return logbook.list_captures(self._reading, sha256)

    def list_objects(self) -> Iterator[EvidenceObject]:
        """Yield the bytes that evidence must hold, and those removed."""
        return logbook.list_objects(self._reading)

    def has_object(self, sha256: str) -> bool:
        """Return whether these bytes must be among the evidence."""
        with self._reading() as connection:
            return logbook.has_object(connection, sha256)

    def search(
        self,
        words: str,
        filters: Filters | None = None,
        *,
        after: int | None = None,
        limit: int = 20,
        ranked: bool = False,
        forms: Mapping[str, Collection[str]] = MappingProxyType({}),
    ) -> HitPage:
        """Return the reports that hold all words."""
        with self._searching() as connection:
            return search.search(
                connection, words, filters, after=after, limit=limit, ranked=ranked, forms=forms
            )

    def list_claims(
        self, filters: Filters | None = None, *, report: str | None = None, limit: int = 50
    ) -> tuple[ClaimRow, ...]:
        """Return claims, those of the newest reports first."""
        with self._searching() as connection:
            n = None if report is None else reports.get_report(connection, report).summary.n
            return listing.list_claims(connection, filters, report=n, limit=limit)

    def list_cases(
        self, filters: Filters | None = None, *, limit: int = 50
    ) -> tuple[tuple[str, Case], ...]:
        """Return (id of the report, case), those of the newest reports first."""
        with self._searching() as connection:
            return listing.list_cases(connection, filters, limit=limit)

    def get_case(self, report: str, case: str) -> tuple[Case, tuple[ClaimRow, ...]]:
        """Return one case of a report with its claims."""
        with self._reading() as connection:
            summary = reports.get_report(connection, report).summary
            found = listing.get_case(connection, summary.n, case)
        if found is None:
            raise StoreError(
                f"There is no case {case!r} in report {summary.id}.",
                remedy="sayso cases lists those that are there.",
            )
        return found

    def list_decisions(self, sha256s: Iterable[str] | None = None) -> Iterator[Decision]:
        """Yield decisions in the order of force."""
        return logbook.list_decisions(self._reading, sha256s)

    def find_decisions(self, name: str) -> tuple[Decision, ...]:
        """Return the decisions whose id begins so; of several, two."""
        return tuple(log_lists.find_decisions(self._reading, name))

    def list_decided_reports(
        self, *, before: int | None = None, limit: int
    ) -> tuple[tuple[int, str], ...]:
        """Return (number, SHA-256) of reports about which somebody decided, the newest first."""
        with self._reading() as connection:
            return log_lists.list_decided_reports(connection, before=before, limit=limit)

    def list_decisions_about(self, keys: Iterable[str]) -> Iterator[Decision]:
        """Yield decisions about any of these things, in the order of force."""
        return log_lists.list_decisions_about(self._reading, keys)

    def count(self) -> Counts:
        """Return how much there is."""
        with self._reading() as connection:
            return reports.count(connection)

    def get_setting(self, name: str) -> str | None:
        """Return a setting of the casebook."""
        setting = tables.setting
        with self._reading() as connection:
            return connection.execute(
                select(setting.c.value).where(setting.c.name == name)
            ).scalar()

    def scrub(self) -> None:
        """Overwrite what a lawful removal left behind."""
        with explaining(self._backend):
            with self.writing() as writer:
                writer.overwrite_dropped()
            self._backend.scrub()

    def copy_to(self, folder: "CasebookFolder") -> None:
        """Copy all records of this moment to the database of a folder without any."""
        from sayso.store.opening import DATABASE, get_backend
        from sayso.store.sql.copying import copy_rows
        from sayso.store.sql.sqlite import SqliteBackend

        with explaining(self._backend):
            if isinstance(self._backend, SqliteBackend) and folder.database == "sqlite":
                self._backend.write_copy(folder.path / DATABASE)
            else:
                target = get_backend(folder, read_only=False)
                try:
                    copy_rows(self._backend, target)
                finally:
                    target.engine.dispose()

    def check(self) -> Iterator[str]:
        """Yield what is wrong with the stored records themselves."""
        yield from self._backend.check()
        with explaining(self._backend), self._backend.engine.connect() as connection:
            self._backend.begin_snapshot(connection)
            yield from checking.check_index(connection)
            yield from checking_reports.check_reports(connection)

    def _get_mine(self) -> Connection | None:
        return getattr(self._mine, "connection", None)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        mine = self._get_mine()
        with explaining(self._backend):
            if mine is not None:
                yield mine
                return
            with self._backend.engine.connect() as connection, connection.begin():
                yield connection

    @contextmanager
    def _searching(self) -> Iterator[Connection]:
        writer = getattr(self._mine, "writer", None)
        with self._reading() as connection:
            if writer is not None:
                writer.finish()
            yield connection
