"""The page of one person or group: all that reports together tell of them, and what joined them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.publish.cases_words import say_identity, say_rests, say_standing, say_subjects, say_when
from sayso.publish.people_words import list_relations, list_settlements, say_deed, say_kind
from sayso.publish.wording import EVENT_STATUSES, say_word
from sayso.records.casefile import CaseFile, Identity, Level, Likeness, Profile, Ref
from sayso.web.pages.people_parts import (
    AnswerLine,
    MemberLink,
    ReportLink,
    ToldBy,
    Why,
    link_member,
    link_report,
    list_answers,
    list_told,
    say_why,
)
from sayso.web.routes import Action, Page, View, Visit
from sayso.workbench.people_pages import Person

_REPORTS = 12  # whose sentences are shown at once
_SENTENCES = 8  # of each report
_WHERE = 4  # reports that are named beside a fact
_DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What some reports tell: the words, the first of these, and how many more there are."""

    words: str
    reports: tuple[ReportLink, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step of a case: what, when, where, and whether it is told as done."""

    what: str
    when: str
    place: str | None
    status: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in words."""

    id: str
    subjects: str
    standing: str
    rests: str
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedLine:
    """One member of a person: how deep in the tree, and why he was joined to whom stands above."""

    depth: int
    member: MemberLink
    to: str | None
    why: Why | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLine:
    """Who else somebody may be, or is of, and why; whether that is likely, or was decided."""

    id: str
    name: str
    kind: str
    mine: MemberLink
    other: MemberLink
    why: Why
    likely: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group or a person, by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """One person or group.

    Attributes:
        id: The id.
        asked: The id that was asked for, where it is another one.
        name, kind: Who and what they are.
        names: Every spelling, with where it stands.
        ages, roles, relations, settlements, bodies: What reports tell, with where.
        cases: Their cases with the steps.
        deeds: What else they did or befell them, in other roles than the case's.
        joined: What joined the members, as a tree; one line of one member.
        suggested: Who else they may be.
        comprises: Of a group, who is of it.
        groups: The groups that they are of.
        answers: What people decided.
        told: Sentences by report, those of one page.
        at, last: Which page of these it is, and how many there are.
        reports: How many reports tell of them.
        settled: Whether all reports and decisions are in it.
    """

    id: str
    asked: str | None
    name: str
    kind: str
    names: tuple[Fact, ...]
    ages: tuple[Fact, ...]
    roles: tuple[Fact, ...]
    relations: tuple[Fact, ...]
    settlements: tuple[Fact, ...]
    bodies: tuple[Fact, ...]
    cases: tuple[CaseLine, ...]
    deeds: tuple[Fact, ...]
    joined: tuple[JoinedLine, ...]
    suggested: tuple[OtherLine, ...]
    comprises: tuple[OtherLine, ...]
    groups: tuple[GroupLine, ...]
    answers: tuple[AnswerLine, ...]
    told: tuple[ToldBy, ...]
    at: int
    last: int
    reports: int
    settled: bool


def show_person(visit: Visit) -> View:
    """Return one person or group."""
    person = visit.casebook.person(visit.path["identity"])
    identity = person.identity
    last = -(-len(identity.members) // _REPORTS)
    given = visit.get("page") or "1"
    at = min(max(int(given) if given.isdecimal() else 1, 1), last)
    members = identity.members[(at - 1) * _REPORTS : at * _REPORTS]
    mentions = visit.casebook.mentions(members, most=_SENTENCES)
    values = PersonPage(
        id=identity.id,
        asked=person.asked if person.asked != identity.id else None,
        name=say_identity(identity),
        kind=say_kind(identity),
        **_list_facts(person),
        cases=tuple(map(_list_case, person.cases)),
        joined=tuple(_list_joined(person)),
        suggested=_list_others(identity.suggested, person),
        comprises=_list_others(identity.comprises, person),
        groups=tuple(GroupLine(id=it.id, name=say_identity(it)) for it in person.groups),
        answers=list_answers(person.answers, person),
        told=list_told(mentions, members, person),
        at=at,
        last=last,
        reports=len({it.report for it in identity.members}),
        settled=person.settled,
    )
    return View(template="person.html.jinja", title=say_identity(identity), values=values)


def _list_facts(person: Person) -> dict[str, tuple[Fact, ...]]:
    profiles = [person.profiles[at] for at in person.identity.members if at in person.profiles]

    def gather(found: Iterable[tuple[str, Profile]]) -> tuple[Fact, ...]:
        where: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for words, profile in found:
            where[words][profile.at.report] = None
        return tuple(_make_fact(words, tuple(names), person) for words, names in where.items())

    return {
        "names": gather((name, it) for it in profiles for name in it.spellings),
        "ages": gather(
            (str(it.age), it)
            for it in sorted(profiles, key=lambda it: it.age or 0)
            if it.age is not None
        ),
        "roles": gather((role, it) for it in profiles for role in it.roles),
        "relations": gather((words, it) for it in profiles for words in list_relations(it)),
        "settlements": gather((name, it) for it in profiles for name in list_settlements(it)),
        "bodies": gather((name, it) for it in profiles for name in it.bodies),
        "deeds": gather(
            (f"{say_deed(deed)}, as {say_word(deed.role)}", it)
            for it in profiles
            for deed in it.deeds
            if not (person.cases and deed.role == "subject")
        ),
    }


def _make_fact(words: str, names: tuple[str, ...], person: Person) -> Fact:
    return Fact(
        words=words,
        reports=tuple(link_report(it, person.reports) for it in names[:_WHERE]),
        more=max(len(names) - _WHERE, 0),
    )


def _list_case(case: CaseFile) -> CaseLine:
    return CaseLine(
        id=case.id,
        subjects=say_subjects(case.subjects),
        standing=say_standing(case),
        rests=say_rests(case),
        steps=tuple(
            StepLine(
                what=say_word(it.type),
                when=say_when(it),
                place=it.place,
                status=it.status.value,
                told=EVENT_STATUSES[it.status] or "done",
            )
            for it in case.history
        ),
    )


def _list_joined(person: Person) -> Iterator[JoinedLine]:
    """Yield the members, each below the one that he was joined to; the earliest stands first."""
    ties: defaultdict[Ref, list[tuple[Ref, Likeness]]] = defaultdict(list)
    for it in person.identity.joined:
        ties[it.one].append((it.other, it))
        ties[it.other].append((it.one, it))
    seen: set[Ref] = set()
    for first in person.identity.members:
        waiting: list[tuple[int, Ref, Ref | None, Likeness | None]] = [(0, first, None, None)]
        while waiting:
            depth, at, to, likeness = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            yield JoinedLine(
                depth=min(depth, _DEEPEST),
                member=link_member(at, person),
                to=None if to is None else link_member(to, person).name,
                why=None if likeness is None else say_why(likeness),
            )
            below = [(depth + 1, other, at, it) for other, it in ties[at] if other not in seen]
            waiting += below[::-1]


def _list_others(found: Iterable[Likeness], person: Person) -> tuple[OtherLine, ...]:
    return tuple(it for likeness in found if (it := _make_other(likeness, person)) is not None)


def _make_other(likeness: Likeness, person: Person) -> OtherLine | None:
    mine = set(person.identity.members)
    at, other = likeness.one, likeness.other
    if at not in mine:
        at, other = other, at
    who: Identity | None = person.find_other(other)
    if who is None:
        return None
    return OtherLine(
        id=who.id,
        name=say_identity(who),
        kind=say_kind(who),
        mine=link_member(at, person),
        other=link_member(other, person),
        why=say_why(likeness),
        likely=likeness.level is Level.LIKELY or likeness.decision is not None,
    )


PERSON: tuple[Page | Action, ...] = (Page(path="/people/{identity}", make=show_person),)
