"""The inbox: which reports there are, and how far people have come with each."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sayso.records.casebook import Filters, ReadingState, ReportSummary
from sayso.records.decision import ClaimStands, Decision
from sayso.review.force import find_force
from sayso.store.store import Store
from sayso.workbench.facts import present_summaries
from sayso.workbench.holdings import Holdings
from sayso.workbench.sought import list_forms

_LOOKED_THROUGH = 400
"""Reports that are looked at for one page, where what is wanted is no matter for an index."""

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
        undecided = count_undecided(holdings.store, [row.report.sha256 for row in some])
        told = (_tell_progress(row, undecided[row.report.sha256]) for row in some)
        rows += [row for row in told if _is_wanted(row, wish)]
        looked += len(some)
        if after is None or looked >= _LOOKED_THROUGH or len(rows) > limit // 2:
            return InboxPage(rows=tuple(rows), next=after)


def count_undecided(store: Store, sha256s: Collection[str]) -> dict[str, int]:
    """Do what `Waiting.count_undecided` promises."""
    about: dict[str, list[Decision]] = defaultdict(list)
    for decision in store.list_decisions(sha256s):
        for name in decision.reports:
            about[name].append(decision)
    return {name: _count(store, name, about.get(name, ())) for name in sha256s}


def _count(store: Store, sha256: str, decisions: Sequence[Decision]) -> int:
    """Return how many statements nobody judged; where nobody did, no reading is opened."""
    found = store.find_report(sha256)
    if found is None or not found.claims:
        return 0
    judged = {
        decision.question.claim.key
        for decision in find_force(decisions).holding
        if isinstance(decision.question, ClaimStands)
    }
    if not judged:
        return found.claims
    rows = store.list_claims(report=sha256, limit=_MOST_CLAIMS)
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
        shown = present_summaries(store, found[:limit])
        rows = [InboxRow(report=it, progress=_FIRST[it.state], undecided=0) for it in shown]
        return rows, found[limit - 1].n if len(found) > limit else None
    page = store.search(
        wish.words, wish.filters, after=after, limit=limit, forms=list_forms(wish.words)
    )
    shown = present_summaries(store, [hit.report for hit in page.hits])
    rows = [
        InboxRow(
            report=report,
            progress=_FIRST[report.state],
            undecided=0,
            snippet=hit.snippet,
            marks=hit.marks,
        )
        for hit, report in zip(page.hits, shown, strict=True)
    ]
    return rows, page.next


def _tell_progress(row: InboxRow, undecided: int) -> InboxRow:
    if row.progress is not Progress.REVIEW:
        return row
    done = Progress.REVIEW if undecided else Progress.REVIEWED
    return replace(row, undecided=undecided, progress=done)


def _is_wanted(row: InboxRow, wish: Wish) -> bool:
    return (wish.progress is None or row.progress is wish.progress) and (
        wish.language is None or row.report.language == wish.language
    )
