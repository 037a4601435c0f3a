"""The board of cases by stage, the same as a list, and what is not in it yet."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from urllib.parse import urlencode

from sayso.publish.board_words import CardView, say_card, say_left, say_stage
from sayso.publish.wording import say_count
from sayso.records.board import BoardFilters
from sayso.web.pages import case_page, case_statement
from sayso.web.routes import Action, AskedError, Page, View, Visit
from sayso.workbench.board import BoardColumn, Left

_PER_COLUMN, _AT_ONCE = 12, 50
_UNKNOWN = "unknown"
_DATES = ("since", "until")


class DayError(AskedError):
    """What is given as a day is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a board is narrowed to, as its form and its addresses have it; "" narrows nothing.

    Attributes:
        q: Words.
        person: A name in any script.
        stage: A type of the pack; "unknown" where it must not be known.
        conflicting: "yes" for cases in conflict alone.
        since, until: Days of the newest report, ISO dates.
        view: "list", else the board.
    """

    q: str = ""
    person: str = ""
    stage: str = ""
    conflicting: str = ""
    since: str = ""
    until: str = ""
    view: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything but the way of showing is asked for."""
        return any((self.q, self.person, self.stage, self.conflicting, self.since, self.until))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The cases at one stage.

    Attributes:
        id: Its name in addresses.
        name: The stage in words.
        step: Whether it is a step of the procedure.
        count: How many cases stand there.
        cards: The first of them.
        more: Where all of them are listed, or ``None``.
    """

    id: str
    name: str
    step: bool
    count: int
    cards: tuple[CardView, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One stage to choose: its name in addresses, in words, and how many cases stand there."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """Cases by stage.

    Attributes:
        asked: What they are narrowed to.
        total: How many there are, in words.
        columns: The columns, in the order of the procedure; none where they are listed.
        cards: The cases, where they are listed.
        stages: All stages to choose from.
        board, list: Where the same is shown in the other way.
        next: Where the list goes on, or ``None``.
        left: What is not in it yet, in words, or ``None``.
        settled: Whether all is.
        newest: Number of the report that came in last.
    """

    asked: Asked
    total: str
    columns: tuple[Column, ...]
    cards: tuple[CardView, ...]
    stages: tuple[Choice, ...]
    board: str
    list: str
    next: str | None
    left: str | None
    settled: bool
    newest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is not in the cases yet, in words, or ``None``; and whether all is."""

    left: str | None
    settled: bool


def show_cases(visit: Visit) -> View:
    """Return the cases of the casebook, by stage or one behind the other."""
    asked = Asked(**{name: visit.get(name) or "" for name in asdict(Asked())})
    filters = _make_filters(asked)
    show = _show_list if asked.view == "list" or asked.stage else _show_board
    values = show(visit, asked, filters)
    return View(template="board.html.jinja", title="Cases", values=values)


def show_waiting(visit: Visit) -> View:
    """Return what is not in the cases yet."""
    left = visit.casebook.left()
    values = Waiting(left=_say(left), settled=left.settled)
    title = "What is not in the cases yet"
    return View(template="case_waiting.html.jinja", title=title, values=values, names=False)


def make_address(asked: Asked, **changes: str) -> str:
    """Return the address of a board that is narrowed so."""
    given: Mapping[str, str] = {**asdict(asked), **changes}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"/cases?{query}" if query else "/cases"


def _show_board(visit: Visit, asked: Asked, filters: BoardFilters) -> BoardPage:
    board = visit.casebook.board(filters, person=asked.person or None, per_column=_PER_COLUMN)
    columns = tuple(_make_column(it, asked) for it in board.columns)
    return BoardPage(
        asked=asked,
        total=say_count(board.total, "case"),
        columns=columns,
        cards=(),
        stages=tuple(Choice(id=it.id, name=it.name, count=it.count) for it in columns),
        board=make_address(asked),
        list=make_address(asked, view="list"),
        next=None,
        left=_say(board.left),
        settled=board.left.settled,
        newest=board.newest,
    )


def _show_list(visit: Visit, asked: Asked, filters: BoardFilters) -> BoardPage:
    stage = {"": None, _UNKNOWN: ""}.get(asked.stage, asked.stage)
    found = visit.casebook.cards(
        filters,
        person=asked.person or None,
        stage=stage,
        after=visit.get("after"),
        limit=_AT_ONCE,
    )
    asked = replace(asked, view="list")
    return BoardPage(
        asked=asked,
        total=say_count(found.total, "case"),
        columns=(),
        cards=tuple(map(say_card, found.cards)),
        stages=tuple(
            Choice(id=it or _UNKNOWN, name=say_stage(it), count=count) for it, count in found.stages
        ),
        board=make_address(asked, view="", stage=""),
        list=make_address(asked),
        next=None if found.next is None else make_address(asked) + f"&after={found.next}",
        left=_say(found.left),
        settled=found.left.settled,
        newest=found.newest,
    )


def _make_column(it: BoardColumn, asked: Asked) -> Column:
    name = it.stage or _UNKNOWN
    more = make_address(asked, view="list", stage=name) if it.count > len(it.cards) else None
    return Column(
        id=name,
        name=say_stage(it.stage),
        step=it.step,
        count=it.count,
        cards=tuple(map(say_card, it.cards)),
        more=more,
    )


def _make_filters(asked: Asked) -> BoardFilters:
    for name in _DATES:
        _check_day(getattr(asked, name))
    return BoardFilters(
        words=asked.q or None,
        since=asked.since or None,
        until=asked.until or None,
        conflicting=bool(asked.conflicting),
    )


def _check_day(day: str) -> None:
    try:
        if day:
            date.fromisoformat(day)
    except ValueError as exc:
        raise DayError(f"{day!r} is no day.", remedy="Give it as 2024-03-12.") from exc


def _say(left: Left) -> str | None:
    return say_left(left.waiting, settled=left.settled)


OFFERS: tuple[Page | Action, ...] = (
    Page(path="/cases", make=show_cases),
    Page(path="/cases/waiting", make=show_waiting),
    *case_page.OFFERS,
    *case_statement.OFFERS,
)
