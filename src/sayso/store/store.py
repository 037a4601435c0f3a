"""What every store of casebooks promises; SQLite and PostgreSQL keep it alike.

`tests/store/contract` runs one suite of tests on each of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

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
from sayso.records.log import Draft, EntryKind, Head, LogEntry
from sayso.records.log_query import LogFilters
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.records.stored import StoredEntry
from sayso.store.accounts import Accounts, AccountsWriter
from sayso.store.across import Across, AcrossWriter

if TYPE_CHECKING:
    from sayso.store.folder import CasebookFolder


class Writer(Protocol):
    """What may be done within one transaction: all of it is kept, or nothing.

    A method that changes evidence or decisions takes the log entry that tells of it, so that
    nothing is kept that the log does not know.
    """

    @property
    def across(self) -> AcrossWriter:
        """What may be written of all reports together."""

    @property
    def accounts(self) -> AccountsWriter:
        """What may be written of accounts."""

    def append(self, draft: Draft) -> LogEntry:
        """Put an entry at the end of the casebook's own log, and keep what it tells.

        A capture is then among `Store.list_captures` and its bytes among
        `Store.list_objects`; a decision among `Store.list_decisions`. The fields that each
        kind of entry has are in ``docs/reference/casebook-format.md``.
        """

    def copy_entry(self, entry: LogEntry) -> None:
        """Keep an entry of another casebook's log as it stands, and what it tells.

        Raises:
            StoreError: It does not follow the last entry kept of that log, or its hash is wrong.
        """

    def add_report(self, report: Report, *, previous: str | None = None) -> ReportSummary:
        """Keep a report whose capture was appended; it waits to be read.

        Its id is ``report.id``, or where another report has that, the first digits of
        ``report.sha256`` that nobody has, 16 at least.

        Args:
            report: The report.
            previous: SHA-256 of the report that it is a changed version of.

        Raises:
            StoreError: A report of these bytes is kept already.
        """

    def replace_text(self, report: Report) -> None:
        """Keep another extraction of the same bytes; its findings go, it waits to be read."""

    def put_reading(self, reading: Reading) -> None:
        """Keep a report's findings in place of those before, whole or not at all.

        Raises:
            StoreError: No such report is kept, it was removed, or the reading was made of
                another text than the one that is kept.
        """

    def put_failure(self, sha256: str, problem: str) -> None:
        """Keep why a report could not be read; findings that it has stay."""

    def set_published(self, sha256: str, published: str | None) -> None:
        """Keep the date of publication that is in force, by which reports are found."""

    def seal(self, entries: Collection[tuple[str, int]]) -> None:
        """Take away what is sealed in these entries (chain, number), for a lawful removal."""

    def remove_report(self, sha256: str, problem: str) -> None:
        """Take away a report's text, names, findings and index; its row stays as removed."""

    def add_removed(self, removed: ReportSummary) -> None:
        """Keep that a report was lawfully removed elsewhere, which never was here.

        So its bytes do not come in unasked.
        """

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting of the casebook."""

    def rebuild_decisions(self) -> None:
        """Forget captures, objects and decisions as kept beside the log; keep them anew from it."""


class Store(Protocol):
    """Where a casebook's records are kept."""

    @property
    def chain(self) -> str:
        """Id of the casebook, and of its own log: 32 hex digits."""

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written."""

    @property
    def across(self) -> Across:
        """What is kept of all reports together."""

    @property
    def accounts(self) -> Accounts:
        """Who may sign in to the desk."""

    def close(self) -> None:
        """Give back what is held."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Begin a transaction, as the only writer; durable when the block ends without error.

        Raises:
            StoreError: Another writer was busy for longer than a minute, or the store may
                not be written to.
        """

    def get_head(self) -> Head:
        """Return the last entry of the casebook's own log."""

    def list_heads(self) -> tuple[Head, ...]:
        """Return the last entry of every log that is kept, the own one first."""

    def list_entries(
        self,
        chain: str | None = None,
        *,
        after: int = 0,
        kinds: Collection[EntryKind] = (),
        newest_first: bool = False,
    ) -> Iterator[LogEntry]:
        """Yield the entries of one log (the own one by default) as they are stored, unchecked."""

    def list_newest_entries(
        self, filters: LogFilters, *, before: int | None = None, limit: int
    ) -> tuple[LogEntry, ...]:
        """Return entries of one log, the newest first; ``before`` is the last one's ``n``."""

    def list_actors(self, chain: str | None = None) -> tuple[str, ...]:
        """Return everybody who did something that a log (the own one by default) tells."""

    def list_entries_about(
        self, sha256: str, *, after: int = 0, limit: int
    ) -> tuple[tuple[LogEntry, ...], int]:
        """Return entries of all logs that tell of a report, the oldest first, and how many.

        Args:
            sha256: The report's.
            after: How many to leave out.
            limit: The most entries.
        """

    def list_chains(self) -> tuple[tuple[str, int], ...]:
        """Return (id, greatest number) of every log that has a row, however damaged it is."""

    def list_stored_entries(
        self, chain: str, *, after: int | None = None, kinds: Collection[EntryKind] = ()
    ) -> Iterator[StoredEntry]:
        """Yield the rows of one log by rising number as they lie there, however damaged.

        ``body`` and ``sealed`` are what `make_canonical` gave when the row was written.
        Unlike `list_entries` it reads nothing in them: texts that are no JSON, kinds that do
        not exist, numbers below 1 and bytes that are no UTF-8 (``CAST(body AS BLOB)``) come
        out too, so that verifying can name them. Rows that are written meanwhile may be left
        out.
        """

    def find_report(self, name: str) -> ReportSummary | None:
        """Return the report of this id or SHA-256, or the one whose SHA-256 begins so."""

    def get_report(self, name: str) -> StoredReport:
        """Return a report with its text; raises `StoreError` where there is none."""

    def find_newest(self, url: str) -> ReportSummary | None:
        """Return the newest report that was captured from an address, as `make_url_key` has it."""

    def list_versions(self, name: str) -> tuple[str, ...]:
        """Return the ids of all versions of a report, the oldest first, itself included."""

    def list_reports(
        self,
        filters: Filters | None = None,
        *,
        states: Collection[ReadingState] = (),
        after: int | None = None,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> Iterator[ReportSummary]:
        """Yield reports in the order in which they came; ``after`` is the last one's ``n``.

        ``newest_first`` turns the order round.
        """

    def get_reading(self, name: str) -> Reading | None:
        """Return what was read in a report; its `Report` is the one that was read."""

    def get_reading_mark(self, name: str) -> str:
        """Return what changes whenever a report's text or what was read in it does."""

    def list_captures(self, sha256: str | None = None) -> Iterator[Capture]:
        """Yield the captures of some bytes, or all, in the order of the log; removed ones not."""

    def list_objects(self) -> Iterator[EvidenceObject]:
        """Yield the bytes that evidence must hold, and those removed, in the order of SHA-256."""

    def has_object(self, sha256: str) -> bool:
        """Return whether these bytes must be among the evidence (kept, and not removed)."""

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
        """Return the reports that hold all words (phrases in quotation marks).

        Args:
            words: What is sought.
            filters: What narrows it.
            after: `HitPage.next` of the page before.
            limit: Hits at most.
            ranked: Whether the best of the newest come first, not the newest.
            forms: Words that count as a sought one that stands alone, all as `list_words`
                gives them.

        Raises:
            StoreError: There is no word in ``words``.
        """

    def list_claims(
        self, filters: Filters | None = None, *, report: str | None = None, limit: int = 50
    ) -> tuple[ClaimRow, ...]:
        """Return claims, those of the newest reports first, in the order of each text.

        A person or place narrows to claims whose content or chain names them.
        """

    def list_cases(
        self, filters: Filters | None = None, *, limit: int = 50
    ) -> tuple[tuple[str, Case], ...]:
        """Return (id of the report, case), those of the newest reports first."""

    def get_case(self, report: str, case: str) -> tuple[Case, tuple[ClaimRow, ...]]:
        """Return one case of a report with its claims; raises `StoreError`."""

    def list_decisions(self, sha256s: Iterable[str] | None = None) -> Iterator[Decision]:
        """Yield decisions, of all logs or about any of these reports, in the order of force.

        That order is the same however casebooks were merged: by the latest time that the
        decision's log had told up to it, then the log's id, then its number there.
        """

    def find_decisions(self, name: str) -> tuple[Decision, ...]:
        """Return the decisions whose id begins so; of several, two."""

    def list_decided_reports(
        self, *, before: int | None = None, limit: int
    ) -> tuple[tuple[int, str], ...]:
        """Return (number, SHA-256) of reports about which somebody decided, the newest first.

        ``before`` is the number of the last one seen.
        """

    def list_decisions_about(self, keys: Iterable[str]) -> Iterator[Decision]:
        """Yield decisions about any of these things, by content key, in the order of force.

        Decisions whose words were lawfully removed are about nothing any more.
        """

    def count(self) -> Counts:
        """Return how much there is."""

    def get_setting(self, name: str) -> str | None:
        """Return a setting of the casebook."""

    def scrub(self) -> None:
        """Overwrite what a lawful removal left behind, in every file of the database.

        Afterwards no page, write-ahead log, free space or search index holds the words that
        were taken away. It may be repeated, and must be where the program died before it.
        """

    def copy_to(self, folder: "CasebookFolder") -> None:
        """Copy all records, as of one moment, to the database of a folder that has none yet.

        Others may write meanwhile. Where the folder is encrypted, it has this one's keys.

        Raises:
            StoreError: There is a database already, or its place may not be written to.
        """

    def check(self) -> Iterator[str]:
        """Yield what is wrong with the stored records themselves, one sentence each.

        That the database is whole, every report's text has the hash that the log tells, and
        captures, objects and decisions are what a replay of the logs gives.
        """
