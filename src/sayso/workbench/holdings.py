"""What the use cases of one open casebook work with."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.store.evidence import Evidence
from sayso.store.folder import CasebookFolder
from sayso.store.spool import Known, Spool
from sayso.store.store import Store
from sayso.workbench.as_shown import Sent
from sayso.workbench.shelf import Shelf


class ReportReader(Protocol):
    """What reads reports for a casebook; `sayso.workbench.reading.Workbench` is one."""

    def read(self, report: Report) -> Reading:
        """Return everything that a report says; the same report gives the same reading.

        Raises:
            SaysoError: It cannot be read; the report stays, with the reason beside it.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """One open casebook.

    Attributes:
        folder: The folder it is.
        store: Its records.
        evidence: The bytes that it keeps.
        analyst: Who works with it now, as the log will say.
        as_kept: Whether what reports together say is told as it was last brought up to date, at
            once; else it is brought up to date first.
        sent: By what answers come, where that is a form.
        shelf: Reports that were looked at last, at hand.
        spooled: What waits to be added, as it was when it was looked at last.
    """

    folder: CasebookFolder
    store: Store
    evidence: Evidence
    analyst: str
    as_kept: bool = False
    sent: Sent | None = None
    shelf: Shelf = field(default_factory=Shelf, compare=False, repr=False)
    spooled: Known = field(default_factory=dict, compare=False, repr=False)

    @property
    def spool(self) -> Spool:
        """What waits to be added or to be read again."""
        return Spool(self.folder, self.spooled)

    @staticmethod
    def now() -> str:
        """Return this moment by the machine's clock: ISO 8601 in UTC, with microseconds."""
        moment = datetime.now(UTC).isoformat(timespec="microseconds")
        return moment.removesuffix("+00:00") + "Z"
