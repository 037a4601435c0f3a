"""What the pages of people show: lists, one person, two side by side, what to ask next."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product

from sayso.errors import GatheringError, StoreError
from sayso.packs.pack import Pack
from sayso.reconcile.people.likeness import compare_profiles
from sayso.records.board import CaseCard
from sayso.records.casebook import ReportSummary
from sayso.records.casefile import CaseFile, Identity, Likeness, Profile, Ref
from sayso.records.decision import Decision
from sayso.records.entity import EntityType
from sayso.records.people import PeopleCounts, PeopleWanted, list_asked, list_weak
from sayso.records.ruling import make_pair
from sayso.records.told import ToldRuling
from sayso.workbench.casework import seek_people
from sayso.workbench.facts import name_summaries
from sayso.workbench.holdings import Holdings
from sayso.workbench.people_mentions import Mention, list_mentions
from sayso.workbench.reconciling import is_settled

MOST_COMPARED = 60
"""Members of each of two people that are set beside one another."""

_MOST_PAIRED = 8  # of these are compared, each with each
_MOST_OPEN = 40  # people whose suggestions are put in order
_MOST_FOUND = 100
_MOST_SENTENCES = 6
_MOST_MEMBERS = 100  # of a person, of whom groups and reports are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList:
    """Some people.

    Attributes:
        people: The people, in the order asked for.
        cases: Ids of the cases whose subject they are, by their ids.
        counts: How many people are known.
        more: Whether there are more behind them.
        settled: Whether all reports and decisions are in it.
    """

    people: tuple[Identity, ...]
    cases: Mapping[str, tuple[str, ...]]
    counts: PeopleCounts
    more: bool
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A decision in force on somebody and somebody else, and who the two are.

    Attributes:
        ruling: What holds.
        decision: Who decided it, when and why.
    """

    ruling: ToldRuling
    decision: Decision

    @property
    def ends(self) -> tuple[Ref, ...]:
        """The two."""
        return tuple(at for at in (self.ruling.one, self.ruling.other) if at is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Everything that reports together tell of one person or group.

    Attributes:
        identity: Who it is.
        asked: The id that was asked for: another one where they became one since.
        profiles: What each report tells of them, and of whoever they may be.
        cards: What boards show of their cases, those of most reports first.
        cases: The cases themselves, in that order; none of two side by side.
        others: Who else is spoken of: in suggestions, decisions and memberships.
        groups: The groups that they are of.
        answers: What people decided of them and others.
        reports: The reports that these name, by SHA-256.
        settled: Whether all reports and decisions are in it.
    """

    identity: Identity
    asked: str
    profiles: Mapping[Ref, Profile]
    cards: tuple[CaseCard, ...]
    cases: tuple[CaseFile, ...]
    others: tuple[Identity, ...]
    groups: tuple[Identity, ...]
    answers: tuple[Answer, ...]
    reports: Mapping[str, ReportSummary]
    settled: bool

    def find_other(self, at: Ref) -> Identity | None:
        """Return whose member somebody is, among those of whom this speaks."""
        return next((it for it in (self.identity, *self.others) if at in it.members), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two people side by side.

    Attributes:
        one, other: The two; the same where they are one by now.
        likeness: What speaks for and against that they are one: of the two of their members
            that are most alike; ``None`` where they are one.
        conflict: Of the two that are least alike, where that is another pair.
        mentions: Sentences that speak of the two of ``likeness``.
        answers: What people decided of the two.
    """

    one: Person
    other: Person
    likeness: Likeness | None
    conflict: Likeness | None
    answers: tuple[Answer, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A suggestion that waits for a person.

    Attributes:
        one, other: Ids of the two people.
        names: What they are called where they are most alike.
        likeness: Why they may be one.
        united: The cases that a yes makes one; empty where it does not.
    """

    one: str
    other: str
    names: tuple[str, str]
    likeness: Likeness
    united: tuple[str, ...]


def list_people(holdings: Holdings, pack: Pack, wanted: PeopleWanted, *, limit: int) -> PeopleList:
    """Return people in an order, so many at most."""
    found = holdings.store.across.list_identities(wanted, limit=limit + 1)
    return _list(holdings, pack, found, limit)


def find_people_named(holdings: Holdings, pack: Pack, name: str) -> PeopleList:
    """Return who may bear a name, in any script and spelling, the likeliest first."""
    return _list(holdings, pack, seek_people(holdings.store.across, name), _MOST_FOUND)


def _list(holdings: Holdings, pack: Pack, found: tuple[Identity, ...], limit: int) -> PeopleList:
    across, shown = holdings.store.across, found[:limit]
    return PeopleList(
        people=shown,
        cases=across.list_case_ids_of([it.id for it in shown]),
        counts=across.count_identities(),
        more=len(found) > limit,
        settled=is_settled(holdings, pack),
    )


def get_person(holdings: Holdings, pack: Pack, name: str) -> Person:
    """Return somebody by an id that he has or had.

    Raises:
        StoreError: There is nobody of that id, or not any more.
    """
    across, identity = holdings.store.across, _find(holdings, pack, name)
    likenesses = (*identity.suggested, *identity.comprises)
    ends = {at for it in likenesses for at in (it.one, it.other)}
    person = _sketch(holdings, pack, identity, name, {*identity.members, *ends})
    ends |= {at for it in person.answers for at in it.ends}
    reports = _list_reports(holdings, {at.report for at in (*identity.members, *ends)})
    return replace(
        person,
        cases=across.get_cases([it.id for it in person.cards]),
        others=tuple(it for it in across.get_identities(ends) if it.id != identity.id),
        groups=_list_groups(holdings, identity),
        reports=reports,
    )


def set_beside(holdings: Holdings, pack: Pack, one: str, other: str) -> Beside:
    """Return two people side by side, by ids that they have or had; raises `StoreError`."""
    sketches = []
    for name in (one, other):
        found = _find(holdings, pack, name)
        sketches.append(_sketch(holdings, pack, found, name, found.members[:MOST_COMPARED]))
    likeness, conflict = _compare(*sketches)
    asked = [it.identity.members[0] for it in sketches]
    ends = asked if likeness is None else _order(likeness, sketches[0])
    theirs = set(sketches[1].identity.members)
    answers = tuple(it for it in sketches[0].answers if theirs & {*it.ends})
    shown = {at for it in answers for at in it.ends} | {*ends}
    reports = _list_reports(holdings, {at.report for at in shown})
    profiles = holdings.store.across.get_profiles(shown)
    first, second = (
        replace(
            it, reports=reports, profiles={**it.profiles, **profiles}, others=(beside.identity,)
        )
        for it, beside in zip(sketches, sketches[::-1], strict=True)
    )
    told = () if likeness is None else list_mentions(holdings, ends, _MOST_SENTENCES)
    return Beside(
        one=first,
        other=second,
        likeness=likeness,
        conflict=conflict,
        mentions=told,
        answers=answers,
    )


def _sketch(
    holdings: Holdings, pack: Pack, identity: Identity, asked: str, members: Collection[Ref]
) -> Person:
    """Return what is soon known of somebody; of the members, what some of them are told to be."""
    across = holdings.store.across
    cards = across.get_cards(across.list_case_ids_of([identity.id])[identity.id])
    answers = _list_answers(holdings, identity.members)
    known = {at for it in answers for at in it.ends}
    return Person(
        identity=identity,
        asked=asked,
        profiles=across.get_profiles({*members, *known}),
        cards=tuple(sorted(cards, key=lambda it: (-it.reports, it.id))),
        cases=(),
        others=(),
        groups=(),
        answers=answers,
        reports={},
        settled=is_settled(holdings, pack),
    )


def list_open(holdings: Holdings) -> tuple[Open, ...]:
    """Return the suggestions that wait, the most consequential first.

    Those that would make two cases one come first, then the surest: as the worklist has them,
    of the people of whom most reports tell.
    """
    people = holdings.store.across.list_identities(PeopleWanted(asked=True), limit=_MOST_OPEN)
    return _list_pairs(holdings, (it for who in people for it in list_asked(who)))


def list_weaker(holdings: Holdings) -> tuple[Open, ...]:
    """Return pairs for which too little speaks to ask about them, in the same order.

    Of the people of whom most reports tell.
    """
    people = holdings.store.across.list_identities(PeopleWanted(), limit=_MOST_OPEN)
    return _list_pairs(holdings, (it for who in people for it in list_weak(who)))


def _list_pairs(holdings: Holdings, likenesses: Iterable[Likeness]) -> tuple[Open, ...]:
    across = holdings.store.across
    pairs = {make_pair(it.one, it.other): it for it in likenesses}
    ids = across.get_identity_ids({at for pair in pairs for at in pair})
    cases = across.list_case_ids_of(set(ids.values()))
    profiles = across.get_profiles(ids)
    found = [
        Open(
            one=ids[one],
            other=ids[other],
            names=(profiles[one].name, profiles[other].name),
            likeness=likeness,
            united=list_united(cases[ids[one]], cases[ids[other]]),
        )
        for (one, other), likeness in pairs.items()
        if {one, other} <= ids.keys() & profiles.keys()
    ]
    found.sort(
        key=lambda it: (not it.united, -it.likeness.score, it.likeness.one, it.likeness.other)
    )
    return tuple(found)


def list_united(one: Collection[str], other: Collection[str]) -> tuple[str, ...]:
    """Return the cases that are one where two people are; none where it is not two."""
    both = sorted({*one, *other})
    return tuple(both) if one and other and len(both) > 1 else ()


def _find(holdings: Holdings, pack: Pack, name: str) -> Identity:
    found = holdings.store.across.find_people([name]) if _is_id(name) else ()
    known = _is_id(name) and holdings.store.across.knows(name)
    if not found and (known or (_is_id(name) and not is_settled(holdings, pack))):
        raise GatheringError(
            "Whoever this is is just being put together anew.",
            remedy="The page comes again by itself. Nothing that was decided is lost.",
        )
    if not found:
        raise StoreError(
            f"Nobody in this casebook has the id {name!r}, or not any more: the report that told "
            "of him was removed, or is read otherwise now.",
            remedy="Look for the name among all people.",
        )
    return found[0]


def _is_id(name: str) -> bool:
    return name.startswith("p") and len(name) > 1 and set(name[1:]) <= set("0123456789abcdef")


def _list_answers(holdings: Holdings, members: Collection[Ref]) -> tuple[Answer, ...]:
    """Return the decisions in force on some people and others, the newest first."""
    store, mine = holdings.store, set(members)
    reports = {it.report for it in mine}
    rulings = {
        it.decision: it
        for it in store.across.list_rulings(reports)
        if it.kind == "people" and mine & {it.one, it.other}
    }
    if not rulings:
        return ()
    decisions = {it.id: it for it in store.list_decisions(reports)}
    found = [
        Answer(ruling=it, decision=decisions[name])
        for name, it in rulings.items()
        if name in decisions
    ]
    return tuple(sorted(found, key=lambda it: it.decision.time, reverse=True))


def _list_groups(holdings: Holdings, identity: Identity) -> tuple[Identity, ...]:
    """Return the groups of other reports, or of the same, that somebody is of."""
    if identity.type is EntityType.GROUP:
        return ()
    mine = set(identity.members)
    near = holdings.store.across.list_groups_near(identity.members[:_MOST_MEMBERS])
    return tuple(
        it for it in near if any(mine & {likeness.one, likeness.other} for likeness in it.comprises)
    )


def _list_reports(holdings: Holdings, names: Iterable[str]) -> dict[str, ReportSummary]:
    store = holdings.store
    found = [it for name in sorted(names) if (it := store.find_report(name)) is not None]
    return {it.sha256: it for it in name_summaries(store, found)}


def _compare(one: Person, other: Person) -> tuple[Likeness | None, Likeness | None]:
    """Return how alike two people are at best, and at worst where that is another pair."""
    if one.identity.id == other.identity.id:
        return None, None
    theirs = set(other.identity.members)
    suggested = [it for it in one.identity.suggested if {it.one, it.other} & theirs]
    profiles = {**one.profiles, **other.profiles}
    pairs = product(*(it.identity.members[:_MOST_PAIRED] for it in (one, other)))
    compared = sorted(
        (compare_profiles(profiles[a], profiles[b]) for a, b in pairs if {a, b} <= profiles.keys()),
        key=lambda it: (-it.score, it.one, it.other),
    )
    if not suggested and not compared:
        return None, None
    best = (suggested or compared)[0]
    worst = compared[-1] if compared and compared[-1].score < best.score else None
    return best, worst


def _order(likeness: Likeness, one: Person) -> tuple[Ref, Ref]:
    """Return the two of a likeness, whoever is of the first person first."""
    first = likeness.one in one.identity.members
    return (likeness.one, likeness.other) if first else (likeness.other, likeness.one)
