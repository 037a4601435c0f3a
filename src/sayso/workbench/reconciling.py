"""Keeping in step with a casebook what its reports together say, and touching no more than must be.

Three rounds, each over what is marked: reports tell of their people and cases; people that are
tied to one another are joined; matters of the same people, or that meet by a key, are put
together to cases. What a round changes marks what the next must look at. All that is kept
follows from readings and decisions: any of it may be thrown away, and an interrupted run goes on
where it stopped. `sayso.workbench.casefiles.make_case_files` makes the same of all at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic, sleep
from typing import TypeVar

from sayso import __version__
from sayso.cases.across.meeting import ANSWERS, EventKeys, list_event_keys
from sayso.errors import StoreError
from sayso.packs.pack import Pack
from sayso.reconcile.gathering.places import group_places, list_told_places
from sayso.reconcile.gathering.sources import list_case_sources, list_told_sources
from sayso.reconcile.names.keys import list_name_keys
from sayso.reconcile.origins.copy_keys import list_copy_keys
from sayso.reconcile.people.identities import make_identity_id
from sayso.reconcile.people.joining import join_profiles
from sayso.reconcile.people.likeness import list_block_keys
from sayso.reconcile.people.meeting import are_tied, meet
from sayso.reconcile.people.profiles import list_profiles
from sayso.records.casefile import CaseFile, Profile, Ref
from sayso.records.decision import SubjectKind
from sayso.records.event import Case
from sayso.records.members import expand_groups, list_members
from sayso.records.reading import Reading
from sayso.records.ruling import make_pair
from sayso.records.told import Cluster, Grouped, Joined, Matter, Told
from sayso.review.effective import DecidedLink, EffectiveReading
from sayso.review.rulings import gather_rulings, list_rulings
from sayso.store.across import AcrossWriter
from sayso.store.store import Store, Writer
from sayso.workbench.casefiles import make_cases_of
from sayso.workbench.deciding import make_effective
from sayso.workbench.holdings import Holdings

T = TypeVar("T", Joined, Grouped)

VERSION = 14
"""Of what is done here and in the stages: another one, and each release, makes all anew.

It must rise whenever a stage that looks across reports comes to other results.
"""

_OF_CASES = frozenset({"same_event", "belongs_to_case"})
_AT_ONCE = 200  # people or matters that are looked up together
_FRUITLESS = 50  # rounds in which all was changed by others meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How much is written at once.

    Attributes:
        reports: That are told in one transaction.
        seconds: Of work on people or cases that are kept in one transaction.
        figures: That are counted in one transaction.
        rest: Seconds at least for which others may write after each, and for no less than it took.
    """

    reports: int = 16
    seconds: float = 1.0
    figures: int = 200
    rest: float = 0.0


QUICK = Pace()
"""Done soonest."""

GENTLE = Pace(reports=1, seconds=0.05, figures=20, rest=0.03)
"""People decide meanwhile, and none of them waits longer than for one short transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far reconciling has come.

    Attributes:
        stage: "reports", "people", "cases" or "figures".
        done: How many of these were done in this run.
        left: How many of them are left, as far as is known.
    """

    stage: str
    done: int
    left: int


def make_maker(pack: Pack) -> str:
    """Return what makes the cases of a casebook: another one makes them anew."""
    maker = pack.maker
    return f"sayso {__version__}, {VERSION}; {maker.name} {maker.version} {maker.sha256}"


def is_settled(holdings: Holdings, pack: Pack) -> bool:
    """Return whether nothing is left to reconcile."""
    across = holdings.store.across
    return across.get_maker() == make_maker(pack) and across.count_waiting().total == 0


def reconcile(holdings: Holdings, pack: Pack, *, pace: Pace = QUICK) -> Iterator[Progress]:
    """Bring what reports together say up to date, and yield how far it has come.

    Others may read and write meanwhile; what they change is taken in, too.

    Args:
        holdings: The casebook.
        pack: The field that its cases are put together by.
        pace: How much is written at once.

    Raises:
        StoreError: The casebook may not be written to.
    """
    store, maker = holdings.store, make_maker(pack)
    if store.across.get_maker() != maker:
        with store.writing() as writer:
            writer.across.begin_anew(maker)
    for _ in range(_FRUITLESS):
        yield from _tell_all(holdings, pack, pace)
        yield from _join_all(store, pace)
        yield from _group_all(holdings, pack, pace)
        yield from _gather_all(store, pace)
        if not store.across.count_waiting().total:
            return
    raise StoreError(
        "Others change the casebook faster than its cases can be put together.",
        remedy="Try again when they have ended.",
    )


# ------------------------------------------------------------ reports


def _tell_all(holdings: Holdings, pack: Pack, pace: Pace) -> Iterator[Progress]:
    store, done = holdings.store, 0
    while marked := store.across.list_marked(pace.reports):
        told = [(tell(holdings, pack, name), mark) for name, mark in marked]
        with _writing(store, pace) as writer:
            for one, mark in told:
                if writer.across.put_told(one, mark):
                    _meet(store, writer.across, one)
        done += len(told)
        yield Progress(stage="reports", done=done, left=store.across.count_waiting().reports)


def tell(holdings: Holdings, pack: Pack, name: str) -> Told:
    """Return what a report tells of people and cases; nothing, if it has not been read."""
    effective = _get_effective(holdings, name)
    reading = effective.reading if effective is not None else _get_undecided(holdings, name)
    if reading is None:
        return Told(report=name)
    links = () if effective is None else effective.links
    words = frozenset(list_copy_keys(reading))
    profiles, keys = list_profiles(reading), list_event_keys(reading, pack, words)
    return Told(
        report=name,
        profiles=profiles,
        meets=tuple(list_block_keys(it) for it in profiles),
        names=tuple(tuple(dict.fromkeys(_list_sought(it))) for it in profiles),
        matters=tuple(_list_matters(reading, links, keys)),
        rulings=() if effective is None else tuple(list_rulings(effective)),
        places=tuple(list_told_places(reading, _list_decided_places(effective))),
        sources=tuple(list_told_sources(reading)),
    )


def _list_sought(profile: Profile) -> Iterator[str]:
    """Yield what somebody is looked up by: keys of names, and the id that he has by himself.

    Whoever he is one with has, or had, one of the ids of their members; it leads to them still.
    """
    yield make_identity_id(profile.at)
    for spelling in profile.spellings:
        yield from list_name_keys(spelling)


def _list_matters(
    reading: Reading, links: Iterable[DecidedLink], keys: Mapping[str, EventKeys]
) -> Iterator[Matter]:
    members = list_members(reading)
    for case in reading.cases:
        # What a decision ties is tied from either side.
        decided = list(_list_decided(reading.report.sha256, case, links))
        told = keys.get(case.id) or EventKeys(offers=frozenset())
        yield Matter(
            id=case.id,
            # The matter of a group is that of each whom the report names as of it.
            subjects=tuple(dict.fromkeys([*case.subjects, *expand_groups(case.subjects, members)])),
            offers=(*decided, *sorted(told.offers)),
            seeks=(*decided, *sorted(told.seeks)),
            anonymous=told.anonymous,
        )
    if (met := keys.get(ANSWERS)) is not None:
        yield Matter(id=ANSWERS, subjects=met.people, seeks=tuple(sorted(met.seeks)))


def _list_decided(name: str, case: Case, links: Iterable[DecidedLink]) -> Iterator[str]:
    """Yield a key for each decision that ties a matter to another one."""
    holds = {case.id, *case.events, *case.claims, *case.penalties, *case.provisions}
    for link in links:
        if link.type in _OF_CASES:
            for end in (link.one, link.other):
                if end.report == name and end.id in holds:
                    yield f"decision:{link.decision}"


def _meet(store: Store, writer: AcrossWriter, told: Told) -> None:
    """Tie a report's people to all that may be the same ones."""
    across = store.across
    met = across.list_met({key for keys in told.meets for key in keys})
    pairs: set[tuple[Ref, Ref]] = set()
    crowds: defaultdict[str, set[Ref]] = defaultdict(set)
    for profile, keys in zip(told.profiles, told.meets, strict=True):
        for key in keys:
            found = meet(profile, key, met[key])
            pairs.update(make_pair(profile.at, other) for other in found.worth)
            for name, members in found.crowds.items():
                crowds[name].update(members)
    profiles = across.get_profiles({at for pair in pairs for at in pair})
    ties = [it for it in sorted(pairs) if are_tied(profiles[it[0]], profiles[it[1]])]
    # What one report knows of a decision the other may not: there its finding may be gone.
    rulings = [*told.rulings, *across.list_rulings(_list_decided_with(store, told.report))]
    ruled = [(it.one, it.other) for it in rulings if it.kind == "people" and it.other is not None]
    writer.tie(told.report, ties + ruled, crowds)


def _list_decided_with(store: Store, name: str) -> set[str]:
    """Return the other reports that decisions about a report are about, as far as they are here."""
    found = {other for it in store.list_decisions([name]) for other in it.reports} - {name}
    return {other for other in found if store.find_report(other) is not None}


def _get_reading(holdings: Holdings, name: str) -> Reading | None:
    """Return a report's reading as people decided it."""
    effective = _get_effective(holdings, name)
    return _get_undecided(holdings, name) if effective is None else effective.reading


def _get_effective(holdings: Holdings, name: str) -> EffectiveReading | None:
    """Return what was decided of a report; ``None`` where nothing was: that is soon done."""
    if next(iter(holdings.store.list_decisions([name])), None) is None:
        return None
    there = holdings.store.find_report(name) is not None
    return make_effective(holdings, name) if there else None


def _get_undecided(holdings: Holdings, name: str) -> Reading | None:
    there = holdings.store.find_report(name) is not None
    return holdings.store.get_reading(name) if there else None


# ------------------------------------------------------------ people


def _join_all(store: Store, pace: Pace) -> Iterator[Progress]:
    def make(at: Ref) -> Joined:
        cluster = store.across.find_cluster(at)
        profiles = store.across.get_profiles(cluster.members)
        rulings = store.across.list_rulings({it.report for it in cluster.members})
        joined = join_profiles([profiles[it] for it in sorted(profiles)], gather_rulings(rulings))
        return Joined(cluster=cluster, identities=joined)

    def put(writer: AcrossWriter, made: Joined) -> bool:
        return writer.put_identities(made)

    return _settle("people", store, pace, store.across.list_waiting_people, make, put)


# ------------------------------------------------------------ cases


def _group_all(holdings: Holdings, pack: Pack, pace: Pace) -> Iterator[Progress]:
    def make(at: Ref) -> Grouped:
        return _make_group(holdings, pack, holdings.store.across.find_group(at))

    def put(writer: AcrossWriter, made: Grouped) -> bool:
        return writer.put_cases(made)

    store = holdings.store
    return _settle("cases", store, pace, store.across.list_waiting_matters, make, put)


def _make_group(holdings: Holdings, pack: Pack, cluster: Cluster) -> Grouped:
    across = holdings.store.across
    matters = sorted(cluster.members)
    rulings = across.list_rulings({it.report for it in matters})
    subjects = across.get_identities(across.list_subjects(matters))
    names = {it.report for it in matters}
    names |= {at.report for it in subjects for at in it.members}
    names |= {it.one.report for it in rulings if it.kind == "cases"}
    readings: dict[str, Reading] = {}
    for name in sorted(names):
        reading = _get_reading(holdings, name)
        if reading is not None:
            readings[name] = reading
    rulings = across.list_rulings(tuple(readings))
    identities = across.get_identities(across.list_people(tuple(readings)))
    there = [it for it in matters if it.report in readings]
    cases = make_cases_of(readings, identities, pack, gather_rulings(rulings), matters=there)
    return Grouped(
        cluster=cluster,
        cases=cases,
        aliases=tuple(list_aliases(cases, readings)),
        sources={case.id: list_case_sources(case, readings) for case in cases},
    )


def list_aliases(
    cases: tuple[CaseFile, ...], readings: Mapping[str, Reading]
) -> Iterator[tuple[str, str]]:
    """Yield ids that each case would have without its earlier reports, and its id.

    Where the people of a matter go own ways, each of its parts has an id of its own.
    """
    for case in cases:
        people = {at for subject in case.subjects for at in subject.members}
        for at in case.matters:
            found = (it for it in readings[at.report].cases if it.id == at.id)
            for number, name in enumerate(next(found).subjects):
                if Ref(report=at.report, id=name) in people:
                    yield make_alias(at, number), case.id


def make_alias(at: Ref, part: int = 0) -> str:
    """Return the id of a case whose earliest matter is this one, or this part of it."""
    words = f"{at.report}/{at.id}" + (f"/{part}" if part else "")
    return f"k{sha256(words.encode()).hexdigest()[:10]}"


# ------------------------------------------------------------ places and sources


def _gather_all(store: Store, pace: Pace) -> Iterator[Progress]:
    """Find which places are one, and make the figures that anything changed again."""
    gathered, done = store.across.gathered, 0
    if gathered.has_rulings_waiting():
        rulings = gathered.list_place_rulings()
        ends = [at for it in rulings for at in (it.one, it.other) if at is not None]
        homes = group_places(gathered.get_ruled_places(ends), rulings)
        with _writing(store, pace) as writer:
            writer.across.gathered.put_homes(homes)
    while gathered.count_waiting():
        with _writing(store, pace) as writer:
            made = writer.across.gathered.refresh(pace.figures)
        if not made:
            return  # a ruling came in meanwhile
        done += made
        yield Progress(stage="figures", done=done, left=gathered.count_waiting())


def _list_decided_places(effective: EffectiveReading | None) -> Mapping[str, tuple[str, ...]]:
    if effective is None:
        return {}
    places = effective.list_kind(SubjectKind.PLACE)
    return {it.id: tuple(dict.fromkeys(it.decided.values())) for it in places if it.decided}


# ------------------------------------------------------------ all rounds


def _settle(
    stage: str,
    store: Store,
    pace: Pace,
    list_waiting: Callable[[int], tuple[Ref, ...]],
    make: Callable[[Ref], T],
    put: Callable[[AcrossWriter, T], bool],
) -> Iterator[Progress]:
    """Look at what waits until nothing does, much at a time, and keep it at short intervals."""
    done = fruitless = 0
    while waiting := list_waiting(_AT_ONCE):
        seen: set[Ref] = set()
        made: list[T] = []
        kept, since = 0, monotonic()
        for at in waiting:
            if at in seen:
                continue
            one: T = make(at)
            seen |= {at, *one.cluster.members}
            made.append(one)
            if monotonic() - since > pace.seconds:
                kept += _keep(store, pace, made, put)
                made, since = [], monotonic()
        kept += _keep(store, pace, made, put)
        done += kept
        fruitless = 0 if kept else fruitless + 1
        if fruitless > _FRUITLESS:
            return
        waits = store.across.count_waiting()
        left = waits.people if stage == "people" else waits.matters
        yield Progress(stage=stage, done=done, left=left)


def _keep(store: Store, pace: Pace, made: list[T], put: Callable[[AcrossWriter, T], bool]) -> int:
    if not made:
        return 0
    with _writing(store, pace) as writer:
        return sum(len(it.cluster.members) for it in made if put(writer.across, it))


@contextmanager
def _writing(store: Store, pace: Pace) -> Iterator[Writer]:
    """Write, and let others write afterwards as the pace has it."""
    begun = monotonic()
    with store.writing() as writer:
        yield writer
    if pace.rest:
        sleep(max(pace.rest, monotonic() - begun))
