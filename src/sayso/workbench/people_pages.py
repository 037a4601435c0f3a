"""What the pages of people show: lists, one person, two side by side, what to ask next."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, product

from sayso.errors import StoreError
from sayso.packs.pack import Pack
from sayso.reconcile.people.likeness import compare_profiles
from sayso.records.casebook import ReportSummary
from sayso.records.casefile import CaseFile, Identity, Likeness, Profile, Ref
from sayso.records.decision import Decision
from sayso.records.entity import EntityType
from sayso.records.people import PeopleCounts, PeopleWanted, list_asked
from sayso.records.ruling import make_pair
from sayso.records.told import ToldRuling
from sayso.workbench.casework import seek_people
from sayso.workbench.facts import present_summaries
from sayso.workbench.holdings import Holdings
from sayso.workbench.people_mentions import Mention, list_mentions
from sayso.workbench.reconciling import is_settled

_MOST_PAIRS = 60  # of two people that are compared where nobody suggested them
_MOST_OPEN = 60  # people whose suggestions are put in order
_MOST_FOUND = 100
_MOST_SENTENCES = 6
_MOST_TIED = 400  # among whom groups are looked for


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Everything that reports together tell of one person or group.

    Attributes:
        identity: Who it is.
        asked: The id that was asked for: another one where they became one since.
        profiles: What each report tells of them, and of whoever they may be.
        cases: Their cases, the newest first.
        others: Who else is spoken of: in suggestions, decisions and memberships.
        groups: The groups that they are of.
        answers: What people decided of them and others.
        reports: The reports that these name, by SHA-256.
        settled: Whether all reports and decisions are in it.
    """

    identity: Identity
    asked: str
    profiles: Mapping[Ref, Profile]
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
        one, other: The two people.
        likeness: Why they may be one.
        united: The cases that a yes makes one; empty where it does not.
    """

    one: Identity
    other: Identity
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
    across, identity = holdings.store.across, _find(holdings, name)
    likenesses = (*identity.suggested, *identity.comprises)
    answers = _list_answers(holdings, identity.members)
    ends = {at for it in likenesses for at in (it.one, it.other)}
    ends |= {at for it in answers for at in (it.ruling.one, it.ruling.other) if at is not None}
    ids = across.list_case_ids_of([identity.id])[identity.id]
    others = tuple(it for it in across.get_identities(ends) if it.id != identity.id)
    groups = _list_groups(holdings, identity)
    names = {at.report for at in (*identity.members, *ends)}
    return Person(
        identity=identity,
        asked=name,
        profiles=across.get_profiles({*identity.members, *ends}),
        cases=tuple(sorted(across.get_cases(ids), key=_count_reports, reverse=True)),
        others=others,
        groups=groups,
        answers=answers,
        reports=_list_reports(holdings, names),
        settled=is_settled(holdings, pack),
    )


def set_beside(holdings: Holdings, pack: Pack, one: str, other: str) -> Beside:
    """Return two people side by side, by ids that they have or had; raises `StoreError`."""
    first, second = get_person(holdings, pack, one), get_person(holdings, pack, other)
    likeness, conflict = _compare(first, second)
    ends = () if likeness is None else _order(likeness, first)
    return Beside(
        one=first,
        other=second,
        likeness=likeness,
        conflict=conflict,
        mentions=list_mentions(holdings, ends, _MOST_SENTENCES),
        answers=tuple(
            it
            for it in first.answers
            if {it.ruling.one, it.ruling.other} & set(second.identity.members)
        ),
    )


def list_open(holdings: Holdings) -> tuple[Open, ...]:
    """Return the suggestions that wait, the most consequential first.

    Those that would make two cases one come first, then the surest: as the worklist has them,
    of the people of whom most reports tell.
    """
    across = holdings.store.across
    people = across.list_identities(PeopleWanted(asked=True), limit=_MOST_OPEN)
    pairs = {make_pair(it.one, it.other): it for who in people for it in list_asked(who)}
    whose = {
        at: it
        for it in across.get_identities({at for pair in pairs for at in pair})
        for at in it.members
    }
    cases = across.list_case_ids_of({it.id for it in whose.values()})
    found = []
    for pair, likeness in pairs.items():
        if all(at in whose for at in pair):
            one, other = (whose[at] for at in pair)
            united = list_united(cases[one.id], cases[other.id])
            found.append(Open(one=one, other=other, likeness=likeness, united=united))
    found.sort(
        key=lambda it: (not it.united, -it.likeness.score, it.likeness.one, it.likeness.other)
    )
    return tuple(found)


def list_united(one: Collection[str], other: Collection[str]) -> tuple[str, ...]:
    """Return the cases that are one where two people are; none where it is not two."""
    both = sorted({*one, *other})
    return tuple(both) if one and other and len(both) > 1 else ()


def _find(holdings: Holdings, name: str) -> Identity:
    found = holdings.store.across.find_people([name]) if _is_id(name) else ()
    if not found:
        raise StoreError(
            f"Nobody in this casebook has the id {name!r}, or not any more: the report that told "
            "of him was removed, or is read otherwise now, or is just being put together.",
            remedy="Look for the name among all people.",
        )
    return found[0]


def _is_id(name: str) -> bool:
    return name.startswith("p") and len(name) > 1 and set(name[1:]) <= set("0123456789abcdef")


def _count_reports(case: CaseFile) -> tuple[int, str]:
    return len(case.reports), case.id


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
    across, mine = holdings.store.across, set(identity.members)
    tied = across.find_cluster(identity.members[0]).members
    if len(tied) > _MOST_TIED:
        return ()
    return tuple(
        it
        for it in across.get_identities([*tied, *across.list_people({at.report for at in mine})])
        if any(mine & {likeness.one, likeness.other} for likeness in it.comprises)
    )


def _list_reports(holdings: Holdings, names: Iterable[str]) -> dict[str, ReportSummary]:
    store = holdings.store
    found = [it for name in sorted(names) if (it := store.find_report(name)) is not None]
    return {it.sha256: it for it in present_summaries(store, found)}


def _compare(one: Person, other: Person) -> tuple[Likeness | None, Likeness | None]:
    """Return how alike two people are at best, and at worst where that is another pair."""
    if one.identity.id == other.identity.id:
        return None, None
    theirs = set(other.identity.members)
    suggested = [it for it in one.identity.suggested if {it.one, it.other} & theirs]
    profiles = {**one.profiles, **other.profiles}
    pairs = islice(product(one.identity.members, other.identity.members), _MOST_PAIRS)
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
