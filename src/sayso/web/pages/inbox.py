"""The inbox: what came in, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from sayso.publish.report_names import call_report
from sayso.publish.wording import say_count
from sayso.records.casebook import Counts, Filters
from sayso.store.spool import Spooled
from sayso.web.clerk import Doings
from sayso.web.intake import MOST_AT_ONCE, MOST_OF_ONE
from sayso.web.pages.days import find_wrong_day, say_wrong_day
from sayso.web.routes import Page, View, Visit
from sayso.workbench.inbox import InboxPage, InboxRow, Progress, Wish

_AT_ONCE = 40
_FOUND_AT_ONCE = 20  # of a search, which opens the text of each
_ADDRESS = "/reports"
_FIELDS = ("q", "person", "place", "source", "since", "until", "state", "language")
_MEGA = 1_000_000
_MOST_HANDED = 50

STATES: Mapping[str, str] = {
    Progress.REVIEW: "to review",
    Progress.REVIEWED: "reviewed",
    Progress.WAITING: "waiting to be read",
    Progress.FAILED: "not read",
    Progress.REMOVED: "removed",
}
"""How far a report may have come, in words."""

_DOING: Mapping[str, str] = {
    "starting": "Beginning to read.",
    "adding": "Adding {name}.",
    "reading": "Reading {name}.",
    "joining": "Putting cases together.",
    "waiting": "Another desk reads this casebook; this one reads when that is done.",
    "resting": "",
    "stopped": "Reading has stopped. {problem}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a snippet, and whether they were sought."""

    words: str
    sought: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One report.

    Attributes:
        id, publisher, published, language: As they hold; ``None`` where not known.
        title: What it is called: its title, or what stands for it and says so.
        state: "waiting", "failed", "review", "reviewed" or "removed".
        words: The same in words.
        statements, undecided: How many there are, and how many nobody judged yet.
        problem: Why it was not read, or was removed; else ``None``.
        snippet: Words around the first place that was sought.
    """

    id: str
    title: str
    publisher: str | None
    published: str | None
    language: str
    state: str
    words: str
    statements: int
    undecided: int
    problem: str | None
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file or a text that was handed over and is not added yet.

    Attributes:
        id: 32 hex digits.
        name: Its name, or what it is called.
        size: Bytes.
        analyst: Who handed it over.
        time: When, ISO 8601 in UTC.
        problem: Why it cannot be added, or ``None``.
    """

    id: str
    name: str
    size: int
    analyst: str
    time: str
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is being done, and what is left.

    Attributes:
        busy: Whether something is being done.
        words: What is being done, in a sentence; "" where nothing is.
        doing: The same in parts.
        mark: Changes whenever the list of reports may have changed.
        reports, waiting, failed: How many reports there are, wait to be read, were not read.
        handed: What was handed over and is not added yet: 50 at most, first what cannot be.
        handed_over: How many these are in all.
    """

    busy: bool
    words: str
    doing: Doings
    mark: str
    reports: int
    waiting: int
    failed: int
    handed: tuple[Handed, ...]
    handed_over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """Reports, the newest first.

    Attributes:
        counts: How much there is in the casebook.
        standing: What is being done.
        sought: What the page is narrowed to, by field; empty ones are left out.
        narrowed: Whether by more than words and a state.
        states: The states that it may be narrowed to, in words.
        rows: The reports.
        more: The address of the next page, or ``None``.
        later: Whether pages come before this one.
        wrong: What is not understood of what was sought, in words; then nothing is listed.
        most_of_one, most_at_once: Megabytes that a file, and all files sent together, may have.
    """

    counts: Counts
    standing: Standing
    sought: Mapping[str, str]
    narrowed: bool
    states: Mapping[str, str]
    rows: tuple[Row, ...]
    more: str | None
    later: bool
    wrong: str | None
    most_of_one: int = MOST_OF_ONE // _MEGA
    most_at_once: int = MOST_AT_ONCE // _MEGA


def show_inbox(visit: Visit) -> View:
    """Return the reports of the casebook."""
    sought = {name: value for name in _FIELDS if (value := visit.get(name)) is not None}
    after = visit.get("after")
    wrong = say_wrong_day(find_wrong_day(sought))
    page = (
        InboxPage(rows=())
        if wrong
        else visit.casebook.inbox(
            _make_wish(sought),
            after=visit.get_number("after"),
            limit=_FOUND_AT_ONCE if "q" in sought else _AT_ONCE,
        )
    )
    counts = visit.casebook.stats()
    more = None if page.next is None else f"{_ADDRESS}?{urlencode(sought | {'after': page.next})}"
    values = Inbox(
        counts=counts,
        standing=_tell_standing(visit, counts),
        sought=sought,
        narrowed=not sought.keys() <= {"q", "state"},
        states=STATES,
        rows=tuple(map(_make_row, page.rows)),
        more=more,
        later=after is not None,
        wrong=wrong,
    )
    status = 200 if wrong is None else 422
    return View(template="inbox.html.jinja", title="Reports", values=values, status=status)


def show_standing(visit: Visit) -> View:
    """Return what is being done, for who waits for it."""
    values = _tell_standing(visit, visit.casebook.stats())
    return View(template="standing.html.jinja", title="What is being done", values=values)


def _make_wish(sought: Mapping[str, str]) -> Wish:
    state = sought.get("state")
    names = ("person", "place", "source", "since", "until")
    return Wish(
        words=sought.get("q"),
        filters=Filters(**{name: sought.get(name) for name in names}),
        progress=Progress(state) if state is not None and state in STATES else None,
        language=sought.get("language"),
    )


def _make_row(row: InboxRow) -> Row:
    report = row.report
    return Row(
        id=report.id,
        title=call_report(report),
        publisher=report.publisher,
        published=report.published,
        language=report.language,
        state=row.progress.value,
        words=STATES[row.progress],
        statements=report.claims,
        undecided=row.undecided,
        problem=report.problem,
        snippet=tuple(_cut(row.snippet, row.marks)),
    )


def _cut(snippet: str, marks: tuple[tuple[int, int], ...]) -> list[Piece]:
    pieces, at = [], 0
    for begin, end in marks:
        pieces += [Piece(words=snippet[at:begin], sought=False)]
        pieces += [Piece(words=snippet[begin:end], sought=True)]
        at = end
    pieces.append(Piece(words=snippet[at:], sought=False))
    return [piece for piece in pieces if piece.words]


def _tell_standing(visit: Visit, counts: Counts) -> Standing:
    doing = visit.desk.clerk.describe()
    waiting = sorted(visit.casebook.spool.list_waiting(), key=lambda it: it.problem is None)
    refused = sum(it.problem is not None for it in waiting)
    marks = (counts.entries, counts.waiting, counts.failed, counts.claims, len(waiting), refused)
    busy = doing.doing not in ("resting", "stopped")
    return Standing(
        busy=busy,
        words=_say_doing(doing, counts),
        doing=doing,
        mark="-".join(map(str, marks)),
        reports=counts.reports,
        waiting=counts.waiting,
        failed=counts.failed,
        handed=tuple(map(_make_handed, waiting[:_MOST_HANDED])),
        handed_over=len(waiting),
    )


def _say_doing(doing: Doings, counts: Counts) -> str:
    said = _DOING[doing.doing].format(name=doing.name or "text", problem=doing.problem or "")
    left = doing.left - 1 if doing.doing in ("adding", "reading") else 0
    if left > 0:
        said += f" {say_count(left, 'more waits', 'more wait')}."
    elif doing.doing == "resting" and counts.waiting:
        said = f"{say_count(counts.waiting, 'report waits', 'reports wait')} to be read."
    return said.strip()


def _make_handed(item: Spooled) -> Handed:
    return Handed(
        id=item.id,
        name=item.name or "pasted text",
        size=item.size,
        analyst=item.analyst,
        time=item.time,
        problem=item.problem,
    )


OFFERS = (
    Page(path=_ADDRESS, make=show_inbox),
    Page(path="/standing", make=show_standing),
)
