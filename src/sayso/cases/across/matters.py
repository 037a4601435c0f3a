"""Which matters of single reports are one case: by who is who, then by what happened."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.cases.across.clusters import Clusters
from sayso.cases.across.days import measure_gap
from sayso.cases.across.initials import is_initial
from sayso.cases.across.tellings import UNDATED, Telling
from sayso.packs.pack import Pack
from sayso.records.casefile import Identity, Reason, Ref
from sayso.records.decision import Judgement
from sayso.records.entity import EntityType
from sayso.records.event import EventStatus
from sayso.records.ruling import Rulings

_NEVER_DONE = (EventStatus.DENIED, EventStatus.CONDITIONAL)
# Two prosecutions of one man under other articles: the second begins so many days later.
_YEARS = 366


Key = tuple[str, Ref, int]
"""The day of a matter's report, the case, the number of a part: what tells matters apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A case of one report, or one man's part in it where its people go own ways.

    Attributes:
        at: The case.
        people: Its subjects, in its order.
        tellings: Its events.
        articles: Numbers of its articles of law.
        count: How many its subjects are, or ``None``.
        company: Ids of the people whom its report names.
        published: Day of the report, or ``None``.
        settings: Codes and names of the settlements that its report names.
        words: Keys of its report's sentences: two reports that share most repeat one another.
        figures: The figures in its report.
        publisher: Who published its report, or ``None``.
        part: The number of the one subject whose part it is, or ``None`` of a whole matter.
    """

    at: Ref
    people: tuple[Identity, ...]
    tellings: tuple[Telling, ...]
    articles: frozenset[str]
    published: str | None
    count: int | None = None
    company: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    publisher: str | None = None
    part: int | None = None

    @property
    def key(self) -> Key:
        """What tells it from others, and where it stands among them: the earliest first."""
        return (self.published or UNDATED, self.at, -1 if self.part is None else self.part)

    @property
    def is_anonymous(self) -> bool:
        """Whether it names none of its subjects."""
        return not any(is_named(it) for it in self.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Matters that are one case, the earliest first, and why they are."""

    matters: tuple[Matter, ...]
    reasons: tuple[Reason, ...] = ()


def is_named(identity: Identity) -> bool:
    """Tell whether somebody is a person with a name; an initial is none."""
    known = identity.type is EntityType.PERSON and not identity.anonymous
    return known and not is_initial(identity.name)


def split_own_ways(matters: Iterable[Matter], pack: Pack) -> tuple[Matter, ...]:
    """Return matters, those apart whose people go own ways later, in any report.

    The rule of `sayso.cases.assemble` within one report: several persons are apart where one
    has a step of procedure that the others do not share. Those who are told as some of a group
    stay in the group's case as long as one of them alone has such a step.
    """
    matters = sorted(matters, key=lambda it: it.key)
    taken: defaultdict[str, list[Telling]] = defaultdict(list)
    for matter in matters:
        for telling in matter.tellings:
            kind = pack.types.get(telling.type)
            if kind is not None and kind.step and telling.status not in _NEVER_DONE:
                for name in telling.people:
                    taken[name].append(telling)
    return tuple(part for matter in matters for part in _split(matter, taken))


def _split(matter: Matter, taken: Mapping[str, Sequence[Telling]]) -> Iterator[Matter]:
    ids = frozenset(it.id for it in matter.people if is_named(it))
    rest = tuple(it for it in matter.people if not is_named(it))
    fewest = 2 if any(it.type is EntityType.GROUP for it in rest) else 1
    if len(ids) < 2 or len(_list_own_ways(ids, taken)) < fewest:
        yield matter
        return
    if rest:
        yield replace(matter, people=rest, part=len(matter.people))
    for number, person in enumerate(it for it in matter.people if is_named(it)):
        yield Matter(
            at=matter.at,
            people=(person,),
            tellings=tuple(it for it in matter.tellings if person.id in it.people),
            articles=matter.articles,
            published=matter.published,
            count=1,
            company=matter.company,
            settings=matter.settings,
            part=number,
        )


def _list_own_ways(
    people: frozenset[str], taken: Mapping[str, Sequence[Telling]]
) -> frozenset[frozenset[str]]:
    """Return who of some people has a step that others do not share, with whom he has it."""
    told = {it.at: it for name in people for it in taken.get(name, ())}.values()
    shared = [it for it in told if people <= it.people]
    return frozenset(
        people & it.people
        for it in told
        if not people <= it.people and not any(_may_be_one(it, other) for other in shared)
    )


def _may_be_one(one: Telling, other: Telling) -> bool:
    if one.type != other.type or one.at.report == other.at.report:
        return False
    return one.days is None or other.days is None or measure_gap(one.days, other.days) == 0


def join_by_people(matters: Sequence[Matter], pack: Pack, rulings: Rulings) -> "Joining":
    """Join the matters of the same people, as far as nobody decided otherwise."""
    joining = Joining(matters, rulings)
    by_person: defaultdict[str, list[Matter]] = defaultdict(list)
    for matter in sorted(matters, key=lambda it: it.key):
        for person in matter.people:
            by_person[person.id].append(matter)
    for name in sorted(by_person):
        for group in _split_prosecutions(by_person[name], pack):
            _join_group(group, name, joining)
    return joining


def join_by_deeds(joining: "Joining", matters: Sequence[Matter], pack: Pack) -> None:
    """Join what befell somebody with what his report tells was done to those who did it.

    A sergeant's charge for a beating is a step in the case of whom he beat. Of whom several cases
    tell that he did it to their people, the case stays his own: see `list_lent`.
    """
    pairs = list(_pair_by_deeds(matters, pack))
    harmed = _list_harmed(joining, pairs)
    for doer, its, matter in [it for it in pairs if len(harmed[joining.find(it[2])]) == 1]:
        words = f"{doer.name} did what befell {its.people[0].name}"
        joining.join(its, matter, Reason(kind="people", weight=1.0, words=words))


def list_lent(
    joining: "Joining", matters: Sequence[Matter], pack: Pack
) -> Iterator[tuple[Matter, Telling]]:
    """Yield the steps taken against somebody, for each matter of whom he did it to.

    He who beat two in two years does not make one case of them; what he was charged with, as
    their own reports tell it, is told in both.
    """
    for _, its, matter in _pair_by_deeds(matters, pack):
        if joining.find(its) != joining.find(matter):
            for telling in matter.tellings:
                if telling.type in pack.types and pack.types[telling.type].step:
                    yield its, telling


def _pair_by_deeds(
    matters: Sequence[Matter], pack: Pack
) -> Iterator[tuple[Identity, Matter, Matter]]:
    """Yield who harmed others, their matter and his, of one report.

    A wife who drove her husband home, or a judge, did what befell somebody, too.
    """
    harm = {name for name, it in pack.types.items() if it.harm}
    by_report: defaultdict[str, list[Matter]] = defaultdict(list)
    for matter in sorted(matters, key=lambda it: it.key):
        by_report[matter.at.report].append(matter)
    for group in by_report.values():
        for its in group if len(group) > 1 else ():
            done = list_done(
                replace(its, tellings=tuple(t for t in its.tellings if t.type in harm))
            )
            for matter in group if done else ():
                doers = [it for it in matter.people if done & set(it.members)]
                if doers and matter.key != its.key:
                    yield doers[0], its, matter


def _list_harmed(
    joining: "Joining", pairs: Sequence[tuple[Identity, Matter, Matter]]
) -> Mapping[Key, frozenset[Key]]:
    """Return, by a doer's case, the cases of whom he did it to, as they stand."""
    found: defaultdict[Key, set[Key]] = defaultdict(set)
    for _, its, matter in pairs:
        found[joining.find(matter)].add(joining.find(its))
    return {key: frozenset(it) for key, it in found.items()}


def list_done(matter: Matter) -> frozenset[Ref]:
    """Return who did what befell a matter's people, as far as it is told as done."""
    told = (it for it in matter.tellings if it.status not in _NEVER_DONE)
    return frozenset(Ref(report=it.at.report, id=name) for it in told for name in it.actors)


class Joining:
    """Matters on their way to be cases: clusters of them, and why they are joined."""

    def __init__(self, matters: Iterable[Matter], rulings: Rulings) -> None:
        self._matters = {it.key: it for it in sorted(matters, key=lambda it: it.key)}
        by_case: defaultdict[Ref, list[Key]] = defaultdict(list)
        for key, matter in self._matters.items():
            by_case[matter.at].append(key)
        ruled = [
            (by_case[one][0], by_case[other][0], ruling)
            for (one, other), ruling in sorted(rulings.cases.items(), key=lambda it: it[0])
            if one in by_case and other in by_case
        ]
        apart = [(a, b) for a, b, it in ruled if it.judgement is Judgement.NO]
        self._clusters = Clusters(self._matters, apart)
        self._reasons: defaultdict[Key, list[Reason]] = defaultdict(list)
        for one, other, ruling in ruled:
            if ruling.judgement is Judgement.YES:
                words = f"a person decided that they are one case ({ruling.decision})"
                reason = Reason(kind="decision", weight=1.0, words=words)
                self.join(self._matters[one], self._matters[other], reason)

    def join(self, one: Matter, other: Matter, reason: Reason) -> bool:
        """Make the cases of two matters one, and tell whether they are."""
        if self._clusters.find(one.key) == self._clusters.find(other.key):
            return True
        if not self._clusters.join(one.key, other.key):
            return False
        self._reasons[max(one.key, other.key)].append(reason)
        return True

    def find(self, matter: Matter) -> Key:
        """Return what stands for a matter's case."""
        return self._clusters.find(matter.key)

    def list_cases(self) -> tuple[Joined, ...]:
        """Return the cases, in the order of their earliest matters."""
        return tuple(
            Joined(
                matters=tuple(self._matters[key] for key in sorted(keys)),
                reasons=tuple(it for key in sorted(keys) for it in self._reasons[key]),
            )
            for keys in self._clusters.list_clusters()
        )


def _join_group(group: Sequence[Matter], name: str, joining: Joining) -> None:
    heads: list[Matter] = []
    for matter in group:
        person = next(it for it in matter.people if it.id == name)
        reason = Reason(kind="people", weight=1.0, words=f"both are about {person.name}")
        if not any(joining.join(head, matter, reason) for head in heads):
            heads.append(matter)


def _split_prosecutions(matters: Sequence[Matter], pack: Pack) -> Iterator[list[Matter]]:
    """Yield the matters of one person, apart where they are clearly two prosecutions.

    They are where the later one is under other articles, begins more than a year after the
    last step of the earlier one, and that had come to its end.
    """
    known = [(it, days) for it in matters if it.articles and (days := _find_days(it, pack))]
    known.sort(key=lambda it: (it[1], it[0].key))
    turns: list[list[tuple[Matter, tuple[str, str]]]] = []
    for matter, days in known:
        if turns and not _begins_anew(matter, days, turns[-1], pack):
            turns[-1].append((matter, days))
        else:
            turns.append([(matter, days)])
    if len(turns) < 2:
        yield list(matters)
        return
    groups: list[list[Matter]] = [[it for it, _ in turn] for turn in turns]
    begins = [min(days[0] for _, days in turn) for turn in turns]
    placed = {it.key for group in groups for it in group}
    for matter in matters:
        if matter.key not in placed:
            days = _find_days(matter, pack)
            day = days[0] if days else matter.published or UNDATED
            turn = max((n for n, begin in enumerate(begins) if begin <= day), default=0)
            groups[turn].append(matter)
    yield from (sorted(group, key=lambda it: it.key) for group in groups)


def _begins_anew(
    matter: Matter,
    days: tuple[str, str],
    turn: Sequence[tuple[Matter, tuple[str, str]]],
    pack: Pack,
) -> bool:
    last = max(end for _, (_, end) in turn)
    if days[0] <= last or measure_gap((last, last), days) <= _YEARS:
        return False
    if any(matter.articles & it.articles for it, _ in turn):
        return False
    ended = {it.type for earlier, _ in turn for it in earlier.tellings}
    return any(pack.types[name].ends for name in ended if name in pack.types)


def _find_days(matter: Matter, pack: Pack) -> tuple[str, str] | None:
    days = [
        it.days
        for it in matter.tellings
        if it.days is not None and it.type in pack.types and pack.types[it.type].step
    ]
    return (min(it[0] for it in days), max(it[1] for it in days)) if days else None
