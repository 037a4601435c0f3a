"""The inbox: what came in, and where it stands."""

from dataclasses import dataclass

from sayso.records.casebook import Counts, Filters, ReadingState, ReportSummary
from sayso.web.routes import Page, View, Visit

_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """Reports, the newest first.

    Attributes:
        counts: How much there is in the casebook.
        words: What was searched for, or ``None``.
        state: To which state it is narrowed, or ``None``.
        reports: The reports.
        more: The address of the next page, or ``None``.
    """

    counts: Counts
    words: str | None
    state: ReadingState | None
    reports: tuple[ReportSummary, ...]
    more: str | None = None


def show_inbox(visit: Visit) -> View:
    """Return the reports of the casebook."""
    words = visit.get("q")
    if words is not None:
        page = visit.casebook.search(words, Filters(), limit=_AT_ONCE)
        reports = tuple(hit.report for hit in page.hits)
    else:
        reports = tuple(visit.casebook.reports(limit=_AT_ONCE))
    values = Inbox(counts=visit.casebook.stats(), words=words, state=None, reports=reports)
    return View(template="inbox.html.jinja", title="Reports", values=values)


OFFERS = (Page(path="/reports", make=show_inbox),)
