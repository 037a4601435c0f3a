"""A casebook: evidence kept, decisions never lost; one method a use case."""

import getpass
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import uuid4

from sayso import __version__
from sayso.errors import SaysoError, StoreError
from sayso.records.capture import Capture
from sayso.records.casebook import (
    ClaimRow,
    Counts,
    Filters,
    HitPage,
    ReadingState,
    ReportSummary,
    StoredReport,
)
from sayso.records.decision import Decision, Judgement
from sayso.records.entries import make_casebook_draft
from sayso.records.event import Case
from sayso.records.fault import Fault
from sayso.records.log import EntryKind, LogEntry
from sayso.records.reading import Reading
from sayso.store.evidence import Evidence
from sayso.store.folder import CasebookFolder
from sayso.store.opening import create_store, open_store
from sayso.workbench.heads import keep_head
from sayso.workbench.holdings import Holdings, ReportReader

if TYPE_CHECKING:
    # What a method needs is loaded when it is first called: a list of reports needs no parser.
    from sayso.packs.pack import Pack
    from sayso.review.effective import EffectiveReading
    from sayso.review.worklist import Item
    from sayso.workbench.adding import Added, Addition
    from sayso.workbench.overview import Overview
    from sayso.workbench.reconciling import Progress
    from sayso.workbench.rereading import Reread
    from sayso.workbench.timestamping import Stamped

T = TypeVar("T")

_ANALYST = "SAYSO_ANALYST"
_PACK = "pack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything that a casebook knows of one report.

    Attributes:
        report: The report as captured, and as lists show it.
        reading: What was read in it and what people decided of it, or ``None`` if unread.
        captures: How its bytes came in, each time.
        decisions: All decisions about it, those out of force included, oldest first.
        versions: Ids of all versions of the report, the oldest first, itself included.
    """

    report: StoredReport
    reading: "EffectiveReading | None"
    captures: tuple[Capture, ...]
    decisions: tuple[Decision, ...]
    versions: tuple[str, ...]


class Casebook:
    """One open casebook; close it, or use it in a ``with`` statement.

    >>> import sayso
    >>> with sayso.Casebook.open("refusals.casebook") as casebook:
    ...     for hit in casebook.search("detained").hits:
    ...         print(hit.report.id, hit.snippet)

    Every method raises `SaysoError` with a problem and a remedy where it cannot do what it says.
    """

    def __init__(self, holdings: Holdings, reader: ReportReader | None = None) -> None:
        self._holdings = holdings
        self._reader = reader
        # How far the head beside the database is known to be right; 0 where it is not.
        self._written = 0

    @classmethod
    def create(
        cls,
        path: str | os.PathLike[str],
        *,
        name: str | None = None,
        database: str = "sqlite",
        passphrase: str | None = None,
        analyst: str | None = None,
        reader: ReportReader | None = None,
    ) -> Self:
        """Make a new casebook in an empty or absent folder.

        Args:
            path: The folder.
            name: What it is called; the folder's name without its suffix by default.
            database: "sqlite" for a database in the folder, or the address of a PostgreSQL
                database without a password.
            passphrase: Encrypts it; whoever loses the passphrase has lost the casebook.
            analyst: Who works with it; ``SAYSO_ANALYST``, else the login name by default.
            reader: What reads its reports; sayso's own reader by default.

        Raises:
            StoreError: The folder is not empty, or the database cannot be made.
        """
        path, analyst = Path(path), analyst or get_analyst()
        name = name or path.resolve().name.removesuffix(".casebook")
        folder = CasebookFolder.create(
            path, id=uuid4().hex, name=name, database=database, passphrase=passphrase
        )
        draft = make_casebook_draft(
            time=Holdings.now(), actor=analyst, made_with=f"sayso {__version__}", name=name
        )
        try:
            store = create_store(folder, draft)
        except SaysoError:
            # A server that does not answer leaves nothing that would be in the way next time.
            shutil.rmtree(folder.path, ignore_errors=True)
            raise
        holdings = Holdings(folder=folder, store=store, evidence=Evidence(folder), analyst=analyst)
        made = cls(holdings, reader)
        head = store.get_head()
        folder.write_head(head)
        made._written = head.n
        return made

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        passphrase: str | None = None,
        analyst: str | None = None,
        reader: ReportReader | None = None,
        read_only: bool = False,
    ) -> Self:
        """Open a casebook; what an interrupted change left is tidied first, unless read only.

        Raises:
            StoreError: There is no casebook, or it is newer than this version of sayso.
            PassphraseError: It is encrypted, and the passphrase is missing or wrong.
        """
        folder = CasebookFolder.open(Path(path), passphrase=passphrase)
        store = open_store(folder, read_only=read_only)
        holdings = Holdings(
            folder=folder,
            store=store,
            evidence=Evidence(folder),
            analyst=analyst or get_analyst(),
        )
        if not read_only:
            holdings.evidence.tidy(store.has_object)
        opened = cls(holdings, reader)
        return opened if read_only else opened._head(opened)

    @classmethod
    def restore(
        cls,
        source: str | os.PathLike[str],
        path: str | os.PathLike[str],
        *,
        database: str = "sqlite",
        passphrase: str | None = None,
        analyst: str | None = None,
        reader: ReportReader | None = None,
    ) -> Self:
        """Make a casebook of a backup, in an empty or absent folder, and open it.

        Args:
            source: What `backup` wrote, a folder or one file; it must verify.
            path: The folder.
            database: As `create` has it: an empty database, if it is on a server.
            passphrase: Of an encrypted backup; the casebook has the same.
            analyst: Who restores it, and works with it then.
            reader: As `open` has it.

        Raises:
            StoreError: The folder is not empty, or the backup does not verify.
            PassphraseError: It is encrypted, and the passphrase is missing or wrong.
        """
        from sayso.workbench.backup import restore

        analyst = analyst or get_analyst()
        made = restore(
            Path(source), Path(path), database=database, passphrase=passphrase, analyst=analyst
        )
        return cls.open(made, passphrase=passphrase, analyst=analyst, reader=reader)

    @property
    def holdings(self) -> Holdings:
        """What the use cases work with."""
        return self._holdings

    @property
    def id(self) -> str:
        """32 hex digits, unique among casebooks."""
        return self._holdings.store.chain

    @property
    def path(self) -> Path:
        """Its folder."""
        return self._holdings.folder.path

    @property
    def pack(self) -> str | None:
        """The pack that its reports are read by, or ``None`` for sayso's own choice."""
        return self._holdings.store.get_setting(_PACK)

    def set_pack(self, pack: str) -> None:
        """Have its reports read by another pack from now on: a shipped one, or a folder."""
        with self._holdings.store.writing() as writer:
            writer.set_setting(_PACK, pack)

    def close(self) -> None:
        """Give back what is held."""
        self._holdings.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Reports come in and are read.

    def add(self, additions: "Iterable[Addition]") -> "Iterator[Added]":
        """Keep reports as evidence and read them; yield what became of each."""
        from sayso.workbench.adding import add_reports

        return self._heading(add_reports(self._holdings, additions, self._get_reader))

    def reread(self, names: Collection[str] = (), *, extract: bool = False) -> "Iterator[Reread]":
        """Read reports anew, all by default; decisions stay as they are.

        With ``extract`` their texts are made anew from the captured bytes first.
        """
        from sayso.workbench.rereading import reread_reports

        found = reread_reports(self._holdings, self._get_reader, names=names, extract=extract)
        return self._heading(found)

    # What is there.

    def reports(
        self,
        filters: Filters | None = None,
        *,
        states: Collection[ReadingState] = (),
        after: int | None = None,
        limit: int | None = None,
    ) -> Iterator[ReportSummary]:
        """Yield reports in the order in which they came, as people decided what they are."""
        from sayso.workbench.facts import present_summaries

        store = self._holdings.store
        found = store.list_reports(filters, states=states, after=after, limit=limit)
        return present_summaries(store, found)

    def show(self, name: str) -> Shown:
        """Return everything that is known of one report."""
        from sayso.workbench.deciding import make_effective

        store = self._holdings.store
        stored = store.get_report(name)
        sha256 = stored.summary.sha256
        return Shown(
            report=stored,
            reading=make_effective(self._holdings, stored.summary.id),
            captures=tuple(store.list_captures(sha256)),
            decisions=tuple(store.list_decisions([sha256])),
            versions=store.list_versions(sha256),
        )

    def search(
        self,
        words: str,
        filters: Filters | None = None,
        *,
        after: int | None = None,
        limit: int = 20,
        ranked: bool = False,
    ) -> HitPage:
        """Return reports that hold all words (phrases in quotation marks), the newest first.

        Russian and Ukrainian words are found in all their forms, those in quotation marks as
        they are written.
        """
        from sayso.workbench.facts import present_summaries
        from sayso.workbench.sought import list_forms

        store, forms = self._holdings.store, list_forms(words)
        page = store.search(words, filters, after=after, limit=limit, ranked=ranked, forms=forms)
        shown = present_summaries(store, (hit.report for hit in page.hits))
        hits = tuple(
            replace(hit, report=report) for hit, report in zip(page.hits, shown, strict=True)
        )
        return replace(page, hits=hits)

    def claims(
        self, filters: Filters | None = None, *, report: str | None = None, limit: int = 50
    ) -> tuple[ClaimRow, ...]:
        """Return claims, those of the newest reports first."""
        return self._holdings.store.list_claims(filters, report=report, limit=limit)

    def cases(
        self, filters: Filters | None = None, *, limit: int = 50
    ) -> tuple[tuple[str, Case], ...]:
        """Return (id of the report, case), those of the newest reports first."""
        return self._holdings.store.list_cases(filters, limit=limit)

    def reconcile(self) -> "Iterator[Progress]":
        """Bring the cases that reports make up together up to date, and yield how far it has come.

        What asks for cases or people does so by itself; what changed alone is looked at.
        """
        from sayso.workbench.reconciling import reconcile

        return reconcile(self._holdings, self._get_pack())

    def case_files(self, *, limit: int | None = None, after: str | None = None) -> "Overview":
        """Return the cases that all reports together make up, the newest first.

        Of many, ``limit`` at a time, ``after`` the id of the last one seen.
        """
        from sayso.workbench.casework import list_case_files

        return list_case_files(self._holdings, self._get_pack(), limit=limit, after=after)

    def case_file(self, name: str) -> "Overview":
        """Return one case across reports, by its id or the beginning of it, or as REPORT/k1."""
        from sayso.workbench.casework import get_case_file

        return get_case_file(self._holdings, self._get_pack(), name)

    def who(self, name: str) -> "Overview":
        """Return everybody who may bear a name, and the cases whose subject they are."""
        from sayso.workbench.casework import find_people

        return find_people(self._holdings, self._get_pack(), name)

    def get_reading(self, name: str) -> Reading | None:
        """Return what the reader found in a report, without what people decided of it."""
        return self._holdings.store.get_reading(name)

    def stats(self) -> Counts:
        """Return how much there is."""
        return self._holdings.store.count()

    def log(
        self,
        *,
        chain: str | None = None,
        kinds: Collection[EntryKind] = (),
        newest_first: bool = False,
    ) -> Iterator[LogEntry]:
        """Yield the entries of the casebook's log, or of one that a merge brought."""
        return self._holdings.store.list_entries(chain, kinds=kinds, newest_first=newest_first)

    # What people decide.

    def decide(
        self,
        question: str,
        *,
        judgement: Judgement | str | None = None,
        value: Any = None,
        quote: str | None = None,
        because: str,
    ) -> Decision:
        """Answer a question (`docs/reference/decisions.md`); kept for good when this returns.

        Raises:
            ValueError: The judgement is none of "yes", "no" and "unsure".
        """
        from sayso.workbench.deciding import decide

        made = decide(
            self._holdings,
            question,
            judgement=None if judgement is None else Judgement(judgement),
            value=value,
            quote=quote,
            reason=because,
        )
        return self._read_as_decided(self._head(made))

    def correct(self, name: str, field: str, value: str | None, *, because: str) -> Decision:
        """Decide what a report's title, publisher, address, language or date really is.

        A report whose date or language is corrected is read again, since "last week" depends
        on the one and everything on the other.
        """
        from sayso.workbench.deciding import correct

        made = correct(self._holdings, name, field, value, reason=because)
        return self._read_as_decided(self._head(made))

    def undo(self, decision: str, *, because: str) -> Decision:
        """Take a decision out of force, by its id or the beginning of it."""
        from sayso.workbench.deciding import undo

        made = undo(self._holdings, decision, reason=because)
        return self._read_as_decided(self._head(made))

    def worklist(self, report: str | None = None, *, limit: int = 50) -> "tuple[Item, ...]":
        """Return what to decide next: orphans, disputes, doubtful claims, checks."""
        from sayso.workbench.deciding import list_work

        return list_work(self._holdings, report, limit=limit)

    def orphans(self) -> "tuple[Item, ...]":
        """Return the decisions whose subject no reading holds any more."""
        from sayso.workbench.deciding import list_orphans

        return list_orphans(self._holdings)

    # Keeping, checking, handing on.

    def verify(
        self, *, certificates: Path | None = None, published: Collection[str] = ()
    ) -> Iterator[Fault]:
        """Re-compute everything, and yield all that is not as it was written.

        With ``certificates`` (PEM) of authorities, the signatures of timestamps are checked too;
        with hashes or roots that were published, whether the log has them.
        """
        from sayso.workbench.verifying import verify

        return verify(self._holdings, certificates=certificates, published=published)

    def request_timestamp(self) -> bytes:
        """Return a request (RFC 3161) for the log as it is now, for an authority to answer."""
        from sayso.workbench.timestamping import request_timestamp

        return request_timestamp(self._holdings)

    def keep_timestamp(self, answer: bytes, *, certificates: Path | None = None) -> "Stamped":
        """Keep an authority's answer to a request that was made here."""
        from sayso.workbench.timestamping import keep_timestamp

        return self._head(keep_timestamp(self._holdings, answer, certificates=certificates))

    def fetch_timestamp(self, url: str, *, certificates: Path | None = None) -> "Stamped":
        """Ask an authority over the network for a timestamp, and keep it; only a hash goes out."""
        from sayso.workbench.timestamping import fetch_timestamp

        return self._head(fetch_timestamp(self._holdings, url, certificates=certificates))

    def remove(self, name: str, *, because: str) -> LogEntry:
        """Take a report's bytes and words away for a lawful reason; hash, reason and who stay."""
        from sayso.workbench.removing import remove

        return self._head(remove(self._holdings, name, reason=because))

    def merge(self, other: "Casebook") -> Any:
        """Take in all that another casebook holds, with its log."""
        from sayso.workbench.merging import merge

        return self._head(merge(self._holdings, other.holdings))

    def backup(self, out: str | os.PathLike[str]) -> Path:
        """Write a copy of this moment, and verify it; others may write meanwhile."""
        from sayso.workbench.backup import backup

        return self._head(backup(self._holdings, Path(out)))

    def export_bag(self, out: str | os.PathLike[str]) -> Path:
        """Write a bag (BagIt) that an outsider can verify without sayso."""
        from sayso.workbench.exporting import export_bag

        return self._head(export_bag(self._holdings, Path(out)))

    def _get_pack(self) -> "Pack":
        from sayso.packs.pack import DEFAULT, get_pack

        return get_pack(self.pack or DEFAULT)

    def _get_reader(self) -> ReportReader:
        if self._reader is None:
            from sayso.workbench.reading import Workbench

            self._reader = Workbench() if self.pack is None else Workbench(packs=(self.pack,))
        return self._reader

    def _read_as_decided(self, decision: Decision) -> Decision:
        """Read a report again whose date or language is another one now."""
        from sayso.workbench.deciding import needs_reading

        name = needs_reading(self._holdings, decision)
        if name is not None:
            for _ in self.reread([name]):
                pass
        return decision

    def _head(self, made: T) -> T:
        """Write down beside the database how far the log has come, and return what was made.

        A head that does not fit the log is left as it is: it shows that one of them was altered.
        """
        self._written = keep_head(self._holdings, self._written)
        return made

    def _heading(self, made: Iterator[T]) -> Iterator[T]:
        return (self._head(item) for item in made)


def get_analyst() -> str:
    """Return who works here: ``SAYSO_ANALYST``, else the login name.

    Raises:
        StoreError: Neither is known.
    """
    given = os.environ.get(_ANALYST, "").strip()
    if given:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError) as exc:
        raise StoreError(
            "It is not known who you are, and the log must say who did what.",
            remedy=f"Give your name with --analyst, or in {_ANALYST}.",
        ) from exc
