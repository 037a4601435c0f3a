"""What people decide in a casebook."""

from typing import TYPE_CHECKING, Any

from sayso.records.decision import Decision, Judgement
from sayso.workbench.opened import OpenCasebook

if TYPE_CHECKING:
    # What a method needs is loaded when it is first called: a list of reports needs no parser.
    from sayso.records.told import Moved
    from sayso.review.worklist import Item


class Decisions(OpenCasebook):
    """What people decide, kept for good."""

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

    def is_settled(self) -> bool:
        """Return whether the cases are up to date with all reports and decisions."""
        from sayso.workbench.reconciling import is_settled

        return is_settled(self._holdings, self._get_pack())

    def find_moved(self, decision: Decision) -> "tuple[Moved, ...]":
        """Return what the last decision moved beside what it is about, and bring cases up to date.

        Ask it only where `is_settled` was true before that decision was made: what else waits
        would be told as moved by it, too.
        """
        from sayso.workbench.moving import find_moved

        return find_moved(self._holdings, self._get_pack(), decision)

    def worklist(self, report: str | None = None, *, limit: int = 50) -> "tuple[Item, ...]":
        """Return what to decide next: orphans, disputes, who may be one, checks, doubtful claims.

        Who may be one is asked only where `is_settled`: nothing is reconciled for a list.
        """
        from sayso.workbench.deciding import list_work
        from sayso.workbench.suggesting import list_suggested

        suggested = list_suggested(self._holdings, self._get_pack(), report)
        return list_work(self._holdings, report, suggested=suggested, limit=limit)

    def orphans(self) -> "tuple[Item, ...]":
        """Return the decisions whose subject no reading holds any more."""
        from sayso.workbench.deciding import list_orphans

        return list_orphans(self._holdings)

    def _read_as_decided(self, decision: Decision) -> Decision:
        """Read a report again whose date or language is another one now."""
        from sayso.workbench.deciding import needs_reading

        name = needs_reading(self._holdings, decision)
        if name is not None:
            for _ in self.reread([name]):
                pass
        return decision
