"""What people decide in a casebook."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from sayso.records.casebook import ReadingState
from sayso.records.decision import Decision, Judgement
from sayso.workbench.opened import OpenCasebook

if TYPE_CHECKING:
    # What a method needs is loaded when it is first called: a list of reports needs no parser.
    from sayso.records.told import Moved
    from sayso.review.worklist import Item
    from sayso.workbench.deciding import Answer
    from sayso.workbench.rereading import Reread


class Decisions(OpenCasebook):
    """What people decide, kept for good."""

    def decide(
        self,
        question: str,
        *,
        judgement: Judgement | str | None = None,
        value: Any = None,
        quote: str | None = None,
        spans: tuple[tuple[int, int], ...] = (),
        because: str,
        key: str | None = None,
    ) -> Decision:
        """Answer a question (`docs/reference/decisions.md`); kept for good when this returns.

        With a ``key`` (32 random hex digits, the decision's id then) it may be sent again by
        whoever cannot tell whether it arrived: nothing is decided twice.

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
            spans=spans,
            reason=because,
            key=key,
        )
        return self._read_as_decided(self._head(made))

    def decide_all(self, answers: "Iterable[Answer]", *, because: str) -> tuple[Decision, ...]:
        """Answer several questions at once, all or, where one cannot be, none.

        Raises:
            QuestionError: As `decide`; then nothing is decided.
        """
        from sayso.workbench.deciding import decide_all

        made = self._head(decide_all(self._holdings, tuple(answers), reason=because))
        return tuple(map(self._read_as_decided, made))

    def undo_all(self, decisions: Iterable[str], *, because: str) -> tuple[Decision, ...]:
        """Take several decisions out of force at once, all or none, in this order."""
        from sayso.workbench.deciding import undo_all

        made = self._head(undo_all(self._holdings, tuple(decisions), reason=because))
        return tuple(map(self._read_as_decided, made))

    def find_decision(self, name: str) -> Decision:
        """Return a decision by its id or the beginning of it; raises `QuestionError`."""
        from sayso.workbench.deciding import find_decision

        return find_decision(self._holdings.store, name)

    def as_sent(self, shown: str | None, key: str | None) -> Self:
        """Return the same casebook, to which a form sends answers; close only one of the two.

        Args:
            shown: What `mark_readings` said when the form was made, if it names findings.
            key: 32 random hex digits of the form: sent again, it decides nothing again.
        """
        from sayso.workbench.as_shown import Sent

        sent = Sent(shown=shown, key=key)
        return type(self)(replace(self._holdings, sent=sent), self._reader)

    def mark_readings(self, reports: Iterable[str], *, kept: bool = False) -> str:
        """Return words that change whenever any of some reports is read again.

        With ``kept`` they never fit while what is kept across reports is of an earlier reading.
        """
        from sayso.workbench.as_shown import mark_readings

        return mark_readings(self._holdings.store, reports, kept=kept)

    def require_readings(self, marks: str) -> None:
        """Raise `QuestionError` where a report was read again since `mark_readings` said this."""
        from sayso.workbench.as_shown import require_readings

        require_readings(self._holdings.store, marks)

    def correct(self, name: str, field: str, value: str | None, *, because: str) -> Decision:
        """Decide what a report's title, publisher, address, language or date really is.

        A report whose date or language is corrected is read again, since "last week" depends
        on the one and everything on the other; of a casebook that tells cases as they are kept,
        by `read_outdated`.
        """
        from sayso.workbench.deciding import correct

        made = correct(self._holdings, name, field, value, reason=because)
        return self._read_as_decided(self._head(made))

    def undo(self, decision: str, *, because: str) -> Decision:
        """Take a decision out of force, by its id or the beginning of it."""
        from sayso.workbench.deciding import undo

        made = undo(self._holdings, decision, reason=because)
        return self._read_as_decided(self._head(made))

    def retrace(
        self,
        report: str,
        *,
        back: bool,
        because: str,
        only: str | None = None,
        key: str | None = None,
    ) -> Decision | None:
        """Take back this analyst's last decision in a report, or put back what she took back.

        ``only`` is the id of the one decision of hers that is taken back, whatever came since.

        Returns:
            The decision that does so; ``None`` where there is nothing left.
        """
        from sayso.workbench.retracing import retrace

        made = retrace(self._holdings, report, back=back, reason=because, only=only, key=key)
        return None if made is None else self._read_as_decided(self._head(made))

    def find_replaced(
        self, decision: Decision, among: Iterable[Decision] | None = None
    ) -> Decision | None:
        """Return the answer, anybody's, that a decision took the place of, or ``None``.

        ``among`` are all decisions about its report, where the caller has them.
        """
        from sayso.review.retracing import find_replaced

        if among is None:
            among = self._holdings.store.list_decisions(decision.reports)
        return find_replaced(among, decision)

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

    def list_outdated(self) -> tuple[str, ...]:
        """Return the SHA-256 of the reports that wait to be read again, as was decided."""
        from sayso.workbench.outdated import list_outdated

        return list_outdated(self._holdings.store)

    def read_outdated(self) -> "Iterator[Reread]":
        """Read the reports again that wait for it since a decision, and yield what became of each.

        A report that was removed meanwhile, or cannot be read, waits no longer.
        """
        from sayso.workbench.outdated import drop_outdated, list_outdated

        for sha256 in list_outdated(self._holdings.store):
            found = self._holdings.store.find_report(sha256)
            if found is not None and found.state is not ReadingState.REMOVED:
                yield from self.reread([sha256])
            drop_outdated(self._holdings.store, [sha256])

    def _read_as_decided(self, decision: Decision) -> Decision:
        """Read a report again whose date or language is another one now."""
        from sayso.workbench.keeping import needs_reading

        if self._holdings.as_kept:
            return decision  # nobody waits for it here: `read_outdated` does it
        name = needs_reading(self._holdings, decision)
        if name is not None:
            for _ in self.reread([name]):
                pass
        return decision
