"""The inbox: which reports there are, and how far people have come with each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sayso.records.casebook import Filters, ReadingState, ReportSummary
from sayso.records.decision import ClaimStands, Decision
from sayso.review.force import find_force
from sayso.review.settlement import waits_for
from sayso.workbench.facts import name_summary, present_summary
from sayso.workbench.holdings import Holdings
from sayso.workbench.settling import get_reviewers
from sayso.workbench.sought import list_forms

_LOOKED_THROUGH = 300
"""Reports that are looked at for one page, where what is wanted is no matter for an index."""

_FOUND = 40
"""The same of a search, which opens the text of each."""

_MOST_CLAIMS = 1_000_000


class Progress(StrEnum):
    """How far a report has come: the states of its reading, and of those read, the review's."""

    WAITING = "waiting"
    FAILED = "failed"
    REVIEW = "review"
    REVIEWED = "reviewed"
    REMOVED = "removed"


_STATES: Mapping[Progress, ReadingState] = {
    Progress.WAITING: ReadingState.WAITING,
    Progress.FAILED: ReadingState.FAILED,
    Progress.REVIEW: ReadingState.READ,
    Progress.REVIEWED: ReadingState.READ,
    Progress.REMOVED: ReadingState.REMOVED,
}


_FIRST: Mapping[ReadingState, Progress] = {
    ReadingState.WAITING: Progress.WAITING,
    ReadingState.FAILED: Progress.FAILED,
    ReadingState.READ: Progress.REVIEW,
    ReadingState.REMOVED: Progress.REMOVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which reports are wanted.

    Attributes:
        words: Words that they hold, as `Answers.search` takes them, or ``None``.
        filters: What narrows them.
        progress: How far they have come, or ``None``.
        language: BCP 47 primary subtag, or ``None``.
    """

    words: str | None = None
    filters: Filters = field(default_factory=Filters)
    progress: Progress | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One report.

    Attributes:
        report: The report, as people decided what it is.
        progress: How far it has come.
        undecided: How many of its statements nobody judged yet.
        snippet: Of a search, words around the first place; else "".
        marks: Where in ``snippet`` the sought words stand, half-open pairs of offsets.
    """

    report: ReportSummary
    progress: Progress
    undecided: int
    snippet: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    """One page of the inbox.

    Attributes:
        rows: The reports, the newest first: by when they came in, or of a search by their date.
        next: What to give as ``after`` to go on, or ``None`` at the end.
    """

    rows: tuple[InboxRow, ...]
    next: int | None = None


def list_inbox(holdings: Holdings, wish: Wish, *, after: int | None, limit: int) -> InboxPage:
    """Do what `Waiting.inbox` promises.

    Where a page is narrowed by what no index knows, it may hold fewer than ``limit`` though
    there are more, since no more than a few hundred reports are looked at for it, or half as
    many again.
    """
    rows: list[InboxRow] = []
    looked = 0
    while True:
        some, after = _list_some(holdings, wish, after, limit)
        rows += [row for row in _judge(holdings, some) if _is_wanted(row, wish)]
        looked += len(some)
        enough = _LOOKED_THROUGH if wish.words is None else _FOUND
        if after is None or looked >= enough or len(rows) > limit // 2:
            return InboxPage(rows=tuple(rows), next=after)


def _judge(holdings: Holdings, rows: Sequence[InboxRow]) -> Iterator[InboxRow]:
    """Yield reports as people decided what they are, and how far they are reviewed."""
    store = holdings.store
    about: dict[str, list[Decision]] = defaultdict(list)
    for decision in store.list_decisions([row.report.sha256 for row in rows]):
        for name in decision.reports:
            about[name].append(decision)
    for row in rows:
        decisions = about.get(row.report.sha256, [])
        report = present_summary(row.report, decisions)
        undecided = _count(holdings, report, decisions)
        progress = row.progress
        if progress is Progress.REVIEW and not undecided:
            progress = Progress.REVIEWED
        report = name_summary(store, report)
        yield replace(row, report=report, progress=progress, undecided=undecided)


def _count(holdings: Holdings, report: ReportSummary, decisions: Sequence[Decision]) -> int:
    """Return how many statements nobody judged, or wait for this person to confirm them.

    Where nobody judged any, no reading is opened.
    """
    reviewers, analyst = get_reviewers(holdings), holdings.analyst
    judged = {
        given[-1].question.claim.key
        for given in find_force(decisions).answers.values()
        if isinstance(given[-1].question, ClaimStands)
        and not waits_for(given, reviewers=reviewers, analyst=analyst)
    }
    if not judged:
        return report.claims
    rows = holdings.store.list_claims(report=report.sha256, limit=_MOST_CLAIMS)
    return sum(row.key not in judged for row in rows)


def _list_some(
    holdings: Holdings, wish: Wish, after: int | None, limit: int
) -> tuple[list[InboxRow], int | None]:
    """Return some reports, and after which to go on."""
    store = holdings.store
    if wish.words is None:
        states = () if wish.progress is None else (_STATES[wish.progress],)
        listed = store.list_reports(
            wish.filters, states=states, after=after, limit=limit + 1, newest_first=True
        )
        found = list(listed)
        rows = [InboxRow(report=it, progress=_FIRST[it.state], undecided=0) for it in found[:limit]]
        return rows, found[limit - 1].n if len(found) > limit else None
    page = store.search(
        wish.words, wish.filters, after=after, limit=limit, forms=list_forms(wish.words)
    )
    rows = [
        InboxRow(
            report=hit.report,
            progress=_FIRST[hit.report.state],
            undecided=0,
            snippet=hit.snippet,
            marks=hit.marks,
        )
        for hit in page.hits
    ]
    return rows, page.next


def _is_wanted(row: InboxRow, wish: Wish) -> bool:
    return (wish.progress is None or row.progress is wish.progress) and (
        wish.language is None or row.report.language == wish.language
    )
