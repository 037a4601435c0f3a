"""What waits in a casebook: files to be added, reports to be read."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sayso.workbench.opened import OpenCasebook

if TYPE_CHECKING:
    # What a method needs is loaded when it is first called: a list of reports needs no parser.
    from sayso.store.spool import Spool, Spooled
    from sayso.workbench.adding import Added
    from sayso.workbench.inbox import InboxPage, Wish
    from sayso.workbench.spooling import FileInlet


class Waiting(OpenCasebook):
    """What was handed over to be added, and what is still to be read."""

    @property
    def spool(self) -> "Spool":
        """The files that were handed over and are not added yet."""
        return self._holdings.spool

    def hand_over(self) -> dict[str, Any]:
        """Return what another process opens this casebook with (`Casebook.take_over`)."""
        from sayso.workbench.handing import hand_over

        return hand_over(self._holdings)

    def receive(self, name: str, said: Mapping[str, str]) -> "FileInlet":
        """Begin to take a file in that is to be added later.

        Args:
            name: The name that it comes under; it is told, and never a path.
            said: What whoever hands it over says of it: "title", "publisher", "url",
                "published", "language".

        Raises:
            CaptureError: What is said cannot be so.
            StoreError: The folder may not be written to.
        """
        from sayso.workbench.spooling import receive

        return receive(self._holdings, name, said)

    def add_received(self, item: "Spooled") -> "Iterator[Added]":
        """Make a file that was handed over evidence, and yield what became of each report.

        They wait to be read.

        What cannot be added stays where it lay, with the reason.
        """
        from sayso.workbench.spooling import add_received

        return self._heading(add_received(self._holdings, item))

    def has_work(self) -> bool:
        """Return whether anything is to be added, to be read or to be put together."""
        from sayso.workbench.reconciling import is_settled
        from sayso.workbench.spooling import list_unread

        return (
            any(item.problem is None for item in self.spool.list_waiting())
            or bool(list_unread(self._holdings))
            or not is_settled(self._holdings, self._get_pack())
        )

    def list_unread(self) -> tuple[str, ...]:
        """Return the SHA-256 of reports to be read.

        First those that are to be read again, then the newest of those that never were.
        """
        from sayso.workbench.spooling import list_unread

        return list_unread(self._holdings)

    def read_again(self, name: str) -> None:
        """Have a report read again by whoever reads what waits."""
        from sayso.workbench.spooling import read_again

        read_again(self._holdings, name)

    def end_reading(self, sha256: str) -> None:
        """Note that a report was read and waits no longer, unless it was corrected meanwhile."""
        from sayso.workbench.spooling import end_reading

        end_reading(self._holdings, sha256)

    def give_up(self, sha256: str, problem: str) -> None:
        """Note why a report was not read; what was read in it before stays."""
        from sayso.workbench.spooling import give_up

        give_up(self._holdings, sha256, problem)

    def inbox(self, wish: "Wish", *, after: int | None = None, limit: int = 50) -> "InboxPage":
        """Return reports with how far they are reviewed, the newest first."""
        from sayso.workbench.inbox import list_inbox

        return list_inbox(self._holdings, wish, after=after, limit=limit)
