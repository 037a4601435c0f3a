"""Reports with many statements, kept at hand while people decide one after another of them.

What is read in a report is the dear part: unpacking it, and finding what each finding's words
are. It is the same until the report is read again; decisions are put together with it each time.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence

from sayso.records.casebook import StoredReport
from sayso.records.decision import Decision, SubjectKind
from sayso.review.assemble import make_effective_reading
from sayso.review.effective import EffectiveReading
from sayso.review.fields import FIELDS
from sayso.review.home import Home
from sayso.store.store import Store

_MANY = 50  # statements from which on a report is worth its room
_ROOM = 8


class Shelf:
    """The last few reports that were looked at; any thread may ask.

    Other processes write too: what is at hand is taken only where the store says that nothing
    was read anew since.
    """

    def __init__(self) -> None:
        self._homes: OrderedDict[str, tuple[str, Home]] = OrderedDict()
        self._lock = threading.Lock()

    def get_home(self, store: Store, stored: StoredReport) -> Home:
        """Return a report's text and reading, in which the subjects of decisions are found."""
        summary = stored.summary
        if stored.report is None or summary.claims < _MANY:
            return Home(summary.id, stored.report, store.get_reading(summary.sha256))
        # Asked first: what is read anew in between is then looked for once more next time.
        mark = store.get_reading_mark(summary.sha256)
        with self._lock:
            known, home = self._homes.get(summary.sha256, (None, None))
            if home is not None and known == mark:
                self._homes.move_to_end(summary.sha256)
                return home
        home = Home(summary.id, stored.report, store.get_reading(summary.sha256))
        with self._lock:
            self._homes[summary.sha256] = (mark, home)
            while len(self._homes) > _ROOM:
                self._homes.popitem(last=False)
        return home


def make_effective_of(
    store: Store,
    stored: StoredReport,
    *,
    shelf: Shelf | None = None,
    decisions: Sequence[Decision] | None = None,
) -> EffectiveReading:
    """Return a report's reading with what was decided of it.

    Args:
        store: The casebook's.
        stored: The report; it was not removed.
        shelf: What is at hand, or ``None`` for whoever walks through all reports.
        decisions: All decisions about it, in the order of force, where the caller has them.
    """
    if stored.report is None:
        raise ValueError("the report was removed")
    summary, shelf = stored.summary, shelf or Shelf()
    if decisions is None:
        decisions = tuple(store.list_decisions([summary.sha256]))
    homes = {
        summary.sha256: shelf.get_home(store, stored),
        **_list_homes(store, shelf, decisions, summary.sha256),
    }
    facts = {name: getattr(stored.report, name) for name in FIELDS[SubjectKind.REPORT]}
    return make_effective_reading(
        summary.id, {"id": summary.id, **facts}, decisions, homes, sha256=summary.sha256
    )


def _list_homes(
    store: Store, shelf: Shelf, decisions: Sequence[Decision], sha256: str
) -> dict[str, Home]:
    """Return the other reports that decisions speak of, as far as they are here."""
    homes: dict[str, Home] = {}
    for other in {report for decision in decisions for report in decision.reports} - {sha256}:
        found = store.find_report(other)
        if found is not None and found.sha256 == other:
            homes[other] = shelf.get_home(store, store.get_report(other))
    return homes
