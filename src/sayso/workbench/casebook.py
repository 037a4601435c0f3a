"""A casebook: evidence kept, decisions never lost; one method a use case."""

import getpass
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from sayso import __version__
from sayso.errors import SaysoError, StoreError
from sayso.records.entries import make_casebook_draft
from sayso.records.fault import Fault
from sayso.records.log import LogEntry
from sayso.store.evidence import Evidence
from sayso.store.folder import CasebookFolder
from sayso.store.opening import create_store, open_store
from sayso.workbench.answers import Answers
from sayso.workbench.boards import Boards
from sayso.workbench.decisions import Decisions
from sayso.workbench.gathering import Gathering
from sayso.workbench.holdings import Holdings, ReportReader
from sayso.workbench.matters import Matters
from sayso.workbench.reviewing import Reviewing
from sayso.workbench.waiting import Waiting

if TYPE_CHECKING:
    # What a method needs is loaded when it is first called: a list of reports needs no parser.
    from sayso.workbench.timestamping import Stamped

_ANALYST = "SAYSO_ANALYST"


class Casebook(Answers, Boards, Decisions, Gathering, Matters, Reviewing, Waiting):
    """One open casebook; close it, or use it in a ``with`` statement.

    >>> import sayso
    >>> with sayso.Casebook.open("refusals.casebook") as casebook:
    ...     for hit in casebook.search("detained").hits:
    ...         print(hit.report.id, hit.snippet)

    Every method raises `SaysoError` with a problem and a remedy where it cannot do what it says.
    """

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
        return cls._open(folder, analyst or get_analyst(), reader, read_only=read_only)

    @classmethod
    def take_over(cls, handed: Mapping[str, Any], *, reader: ReportReader | None = None) -> Self:
        """Open the casebook that another process has open, with what its `hand_over` gave.

        Raises:
            StoreError: As `open`.
        """
        from sayso.workbench.handing import take_over

        folder, analyst = take_over(handed)
        return cls._open(folder, analyst, reader, read_only=False)

    @classmethod
    def _open(
        cls, folder: CasebookFolder, analyst: str, reader: ReportReader | None, *, read_only: bool
    ) -> Self:
        store = open_store(folder, read_only=read_only)
        evidence = Evidence(folder)
        holdings = Holdings(folder=folder, store=store, evidence=evidence, analyst=analyst)
        if not read_only:
            evidence.tidy(store.has_object)
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
