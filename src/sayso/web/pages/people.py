"""People and groups: their mentions and spellings, who else they may be, joined and parted."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from sayso.publish.cases_words import say_identity
from sayso.publish.people_words import say_kind, say_told
from sayso.publish.wording import say_count
from sayso.records.casefile import Identity
from sayso.records.people import PeopleKind, PeopleOrder, PeopleWanted, list_asked
from sayso.web.pages.people_acts import ACTIONS
from sayso.web.pages.people_beside import BESIDE
from sayso.web.pages.people_person import PERSON
from sayso.web.routes import Action, Page, View, Visit
from sayso.workbench.people_pages import PeopleList

_AT_ONCE = 40
_MOST_WORDS = 6
_ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPerson:
    """One person or group of a list, in words.

    Attributes:
        id: "p" and digits.
        name: The fullest that any report gives, or what reports call the unnamed.
        kind: What they are.
        spellings: How else they are written; six at most.
        reports: In how many reports they are told of.
        cases: Ids of their cases.
        ages: The ages that reports give.
        roles: What reports call them; six at most.
        asked: How many suggestions wait for a person.
    """

    id: str
    name: str
    kind: str
    spellings: tuple[str, ...]
    reports: str
    cases: tuple[str, ...]
    ages: tuple[int, ...]
    roles: tuple[str, ...]
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A way to narrow or order the list: its words, address, and whether it holds."""

    words: str
    to: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """People and groups.

    Attributes:
        words: The name that was looked for, or ``None``.
        people: Those found.
        shown: What the list can be narrowed to.
        orders: How it can be ordered.
        more: The address of what follows, or ``None``.
        cut: Whether there are more of that name than are shown.
        settled: Whether all reports and decisions are in it.
        beside: The id of whoever they are to be set beside, or ``None``.
        asked: How many people have suggestions that wait.
    """

    words: str | None
    people: tuple[ListedPerson, ...]
    shown: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    more: str | None
    cut: bool
    settled: bool
    beside: str | None
    asked: int


def show_people(visit: Visit) -> View:
    """Return the people of the casebook, or those of a name."""
    words = visit.get("q")
    show, wanted = _read_wanted(visit)
    if words is None:
        found = visit.casebook.people(wanted, limit=_AT_ONCE)
    else:
        found = visit.casebook.people_named(words)
    more = found.more and words is None
    last = found.people[-1].id if more else None
    values = People(
        words=words,
        people=tuple(_list_person(it, found.cases) for it in found.people),
        shown=_list_shown(show, wanted, found),
        orders=tuple(
            Choice(words=name, to=_address(show, order), chosen=order is wanted.order)
            for order, name in (
                (PeopleOrder.TOLD, "most told of"),
                (PeopleOrder.NEWEST, "newest"),
            )
        ),
        more=None if last is None else _address(show, wanted.order, after=last),
        cut=found.more and words is not None,
        settled=found.settled,
        beside=visit.get("beside") if words is not None else None,
        asked=found.counts.asked,
    )
    return View(template="people.html.jinja", title="People", values=values)


def _read_wanted(visit: Visit) -> tuple[str, PeopleWanted]:
    show, order = visit.get("show") or "all", visit.get("order")
    known = {it.value for it in PeopleKind}
    return show, PeopleWanted(
        kind=PeopleKind(show) if show in known else None,
        asked=show == _ASKED,
        order=PeopleOrder.NEWEST if order == PeopleOrder.NEWEST else PeopleOrder.TOLD,
        after=visit.get("after"),
    )


def _list_shown(show: str, wanted: PeopleWanted, found: PeopleList) -> tuple[Choice, ...]:
    kinds = found.counts.kinds
    names = [
        ("all", "all", sum(kinds.values())),
        (PeopleKind.NAMED.value, "named", kinds.get(PeopleKind.NAMED, 0)),
        (PeopleKind.NAMELESS.value, "without a name", kinds.get(PeopleKind.NAMELESS, 0)),
        (PeopleKind.GROUP.value, "groups", kinds.get(PeopleKind.GROUP, 0)),
        (_ASKED, "with suggestions waiting", found.counts.asked),
    ]
    return tuple(
        Choice(
            words=f"{words} ({number:,})",
            to=_address(name, wanted.order),
            chosen=name == show,
        )
        for name, words, number in names
    )


def _address(show: str, order: PeopleOrder, *, after: str | None = None) -> str:
    given = {"show": show, "order": order.value} | ({} if after is None else {"after": after})
    return f"/people?{urlencode(given)}"


def _list_person(identity: Identity, cases: Mapping[str, tuple[str, ...]]) -> ListedPerson:
    others = [it for it in identity.spellings if it != identity.name]
    return ListedPerson(
        id=identity.id,
        name=say_identity(identity),
        kind=say_kind(identity),
        spellings=_cut(others, "spelling"),
        reports=say_told(identity),
        cases=cases.get(identity.id, ()),
        ages=identity.ages,
        roles=_cut(identity.roles, "description"),
        asked=len(list_asked(identity)),
    )


def _cut(words: "tuple[str, ...] | list[str]", one: str) -> tuple[str, ...]:
    left = len(words) - _MOST_WORDS
    shown = tuple(words[:_MOST_WORDS])
    return (*shown, f"{say_count(left, f'more {one}')}") if left > 0 else shown


OFFERS: tuple[Page | Action, ...] = (
    Page(path="/people", make=show_people),
    *BESIDE,
    *PERSON,
    *ACTIONS,
)
