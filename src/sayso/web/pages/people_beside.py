"""Two people side by side, with what speaks for and against that they are one."""

from dataclasses import dataclass

from sayso.publish.cases_words import say_identity
from sayso.publish.people_rows import MARKS, Mark, compare_rows
from sayso.publish.people_words import say_card_name, say_kind, say_told
from sayso.records.casefile import Profile, Ref
from sayso.web.pages.people_parts import (
    AnswerLine,
    MemberLink,
    ToldBy,
    Why,
    link_member,
    list_answers,
    list_told,
    say_why,
)
from sayso.web.routes import Action, Page, View, Visit
from sayso.workbench.people_pages import MOST_COMPARED, Beside, Open, Person, list_united


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseName:
    """A case by its id, and whose it is and where it stands, in words."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: who it is, of which cases, and whom exactly the question is about.

    Attributes:
        asked: "REPORT/e1": whom a decision is about.
    """

    id: str
    name: str
    kind: str
    reports: str
    cases: tuple[CaseName, ...]
    asked: str
    member: MemberLink


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """One row of facts, with its mark as a sign and in words."""

    label: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    mark: Mark
    sign: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesidePage:
    """Two people side by side.

    Attributes:
        one, other: The two; the same id where they are one by now.
        same: Whether they are one by now.
        why: What speaks for and against; ``None`` where they are one.
        conflict: The same of the two members that are least alike, where these are others.
        rows: The same facts of both.
        told: Sentences that speak of the two of whom is asked.
        united: The cases that a yes makes one; empty where it does not.
        answers: What people decided of the two.
        before, after: Addresses of the suggestions before and behind this one, or ``None``.
        at, waiting: Which of the suggestions that wait it is, or ``None``; how many wait.
        most, cut: How many members of each are compared at most; whether some are left out.
        settled: Whether all reports and decisions are in it.
        read: Changes whenever a report that the question is about is read again.
    """

    one: Side
    other: Side
    same: bool
    why: Why | None
    conflict: Why | None
    rows: tuple[RowLine, ...]
    told: tuple[ToldBy, ...]
    united: tuple[CaseName, ...]
    answers: tuple[AnswerLine, ...]
    before: str | None
    after: str | None
    at: int | None
    waiting: int
    most: int
    cut: bool
    settled: bool
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two who may be one person: where to look, why, and which cases a yes makes one."""

    to: str
    one: str
    other: str
    why: Why
    united: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """The suggestions that wait, the most consequential first; and weaker ones, not asked about."""

    suggestions: tuple[Suggestion, ...]
    weaker: tuple[Suggestion, ...]
    settled: bool


def show_suggestions(visit: Visit) -> View:
    """Return which two may be one person."""
    values = Suggestions(
        suggestions=tuple(map(_make_suggestion, visit.casebook.open_people())),
        weaker=tuple(map(_make_suggestion, visit.casebook.weaker_people())),
        settled=visit.casebook.is_settled(),
    )
    return View(template="people_open.html.jinja", title="Who may be one", values=values)


def _make_suggestion(it: Open) -> Suggestion:
    return Suggestion(
        to=_address(it),
        one=it.names[0],
        other=it.names[1],
        why=say_why(it.likeness),
        united=it.united,
    )


def show_beside(visit: Visit) -> View:
    """Return two people side by side."""
    found = visit.casebook.beside(visit.path["one"], visit.path["other"])
    waiting = visit.casebook.open_people()
    ids = {found.one.identity.id, found.other.identity.id}
    at = next((n for n, it in enumerate(waiting) if {it.one, it.other} == ids), None)
    rest = [_address(it) for it in waiting]
    ends = _list_ends(found)
    values = BesidePage(
        one=_make_side(found.one, ends[0]),
        other=_make_side(found.other, ends[1]),
        same=found.likeness is None,
        why=None if found.likeness is None else say_why(found.likeness),
        conflict=None if found.conflict is None else say_why(found.conflict),
        rows=_list_rows(found),
        told=tuple(
            told
            for person, end in ((found.one, ends[0]), (found.other, ends[1]))
            for told in list_told(found.mentions, [end], person)
        ),
        united=_list_united(found),
        answers=list_answers(found.answers, found.one),
        before=rest[at - 1] if at else None,
        after=next(iter(rest if at is None else rest[at + 1 :]), None),
        at=None if at is None else at + 1,
        waiting=len(rest),
        most=MOST_COMPARED,
        cut=any(len(it.identity.members) > MOST_COMPARED for it in (found.one, found.other)),
        settled=found.one.settled,
        read=visit.casebook.mark_readings((it.report for it in ends), kept=True),
    )
    title = f"{values.one.name} and {values.other.name}"
    return View(template="people_beside.html.jinja", title=title, values=values)


def _address(it: Open) -> str:
    return f"/people/{it.one}/beside/{it.other}"


def _list_ends(found: Beside) -> tuple[Ref, Ref]:
    """Return of whom exactly is asked, in the order of the two people."""
    if found.likeness is None:
        return found.one.identity.members[0], found.other.identity.members[0]
    one, other = found.likeness.one, found.likeness.other
    return (one, other) if one in found.one.identity.members else (other, one)


def _make_side(person: Person, end: Ref) -> Side:
    member = link_member(end, person)
    return Side(
        id=person.identity.id,
        name=say_identity(person.identity),
        kind=say_kind(person.identity),
        reports=say_told(person.identity),
        cases=_name_cases(person),
        asked=f"{member.report.id}/{end.id}",
        member=member,
    )


def _name_cases(person: Person) -> tuple[CaseName, ...]:
    return tuple(CaseName(id=it.id, words=say_card_name(it)) for it in person.cards)


def _list_united(found: Beside) -> tuple[CaseName, ...]:
    cases = [[it.id for it in person.cards] for person in (found.one, found.other)]
    united = list_united(*cases)
    names = {it.id: it for person in (found.one, found.other) for it in _name_cases(person)}
    return tuple(name for it, name in names.items() if it in united)


def _list_rows(found: Beside) -> tuple[RowLine, ...]:
    evidence = [it for it in (found.likeness, found.conflict) if it is not None]
    rows = compare_rows(_list_profiles(found.one), _list_profiles(found.other), evidence)
    return tuple(
        RowLine(
            label=it.label,
            one=it.one,
            other=it.other,
            mark=it.mark,
            sign=MARKS[it.mark][0],
            words=MARKS[it.mark][1],
        )
        for it in rows
    )


def _list_profiles(person: Person) -> list[Profile]:
    return [person.profiles[at] for at in person.identity.members if at in person.profiles]


BESIDE: tuple[Page | Action, ...] = (
    Page(path="/people/suggestions", make=show_suggestions),
    Page(path="/people/{one}/beside/{other}", make=show_beside),
)
