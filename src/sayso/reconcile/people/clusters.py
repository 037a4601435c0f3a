"""Profiles gathered to people, with what must never come into one of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from sayso.reconcile.people.likeness import compare_profiles, find_conflict
from sayso.reconcile.people.weights import Weights
from sayso.records.casefile import Level, Profile, Ref
from sayso.records.ruling import Pair, make_pair

# Beyond so many pairs, those that differ in what settles it stand for the rest.
_MOST_PAIRS = 150
_MOST_FACES = 8
_NOBODY = Ref(report="", id="")

Face = tuple[str, str | None, int | None]
Overridden = tuple[Profile, Profile, str]


class _Cluster:
    """Who is one: the members, those of each report, one of each name, gender and age."""

    def __init__(self, profile: Profile) -> None:
        self.members = [profile]
        self.by_report = {profile.at.report: [profile]}
        self.faces: dict[Face, Profile] = {(profile.name, profile.gender, profile.age): profile}
        self.foes: set[Ref] = set()
        self.overridden: list[Overridden] = []

    def add(self, other: "_Cluster") -> None:
        self.members += other.members
        for report, members in other.by_report.items():
            self.by_report.setdefault(report, []).extend(members)
        for face, profile in other.faces.items():
            if len(self.faces) < _MOST_FACES:
                self.faces.setdefault(face, profile)
        self.foes |= other.foes
        self.overridden += other.overridden


class Clusters:
    """Who is one with whom so far; joining two is refused where any of them conflict."""

    def __init__(self, profiles: Sequence[Profile], apart: Iterable[Pair], weights: Weights):
        self._root = {it.at: it.at for it in profiles}
        self._clusters = {it.at: _Cluster(it) for it in profiles}
        for one, other in apart:
            self._clusters[one].foes.add(other)
            self._clusters[other].foes.add(one)
        self._weights = weights
        self._clashes: dict[Pair, bool] = {}
        # What repeats another report word for word tells the same of them: it is asked once.
        told: dict[Profile, int] = {}
        self._told = {
            it.at: told.setdefault(replace(it, at=_NOBODY, publisher=None), len(told))
            for it in profiles
        }
        self._conflicts: dict[tuple[int, int, bool], str | None] = {}

    def find(self, at: Ref) -> Ref:
        """Return what stands for the cluster of an entity."""
        root = at
        while self._root[root] != root:
            root = self._root[root]
        while self._root[at] != root:
            self._root[at], at = root, self._root[at]
        return root

    def get_members(self, at: Ref) -> Sequence[Profile]:
        """Return who is in the cluster of an entity."""
        return self._clusters[self.find(at)].members

    def are_decided_apart(self, one: Ref, other: Ref) -> bool:
        """Tell whether a person decided that somebody of one is nobody of the other."""
        first, second = self.find(one), self.find(other)
        return any(self.find(it) == second for it in self._clusters[first].foes)

    def clash(self, one: Ref, other: Ref) -> bool:
        """Tell whether anything keeps two clusters from being one."""
        if self.are_decided_apart(one, other):
            return True
        first, second = self._clusters[self.find(one)], self._clusters[self.find(other)]
        if any(self._conflict(a, b) for a, b in _pair_within(first, second)):
            return True
        mine, theirs = first.members, second.members
        if len(mine) * len(theirs) > _MOST_PAIRS:
            mine, theirs = list(first.faces.values()), list(second.faces.values())
        overridden = (*first.overridden, *second.overridden)
        return any(
            self._conflict(a, b) and not self._is_overridden(a, b, overridden)
            for a, b in product(mine, theirs)
        )

    def settle(self) -> None:
        """Take all who are one by now for decided: their conflicts keep nobody else apart."""
        for cluster in self._clusters.values():
            known = cluster.members
            if len(known) * len(known) > 2 * _MOST_PAIRS:
                known = list(cluster.faces.values())
            for one, other in combinations(known, 2):
                if one.at.report != other.at.report:
                    kind = self._conflict_across(one, other)
                    cluster.overridden += [] if kind is None else [(one, other, kind)]

    def join(self, one: Ref, other: Ref) -> None:
        """Make two clusters one."""
        first, second = self.find(one), self.find(other)
        if first == second:
            return
        # The larger takes in the smaller, so that nobody is moved more often than need be.
        size = {it: (-len(self._clusters[it].members), it) for it in (first, second)}
        into, gone = sorted((first, second), key=lambda it: size[it])
        self._root[gone] = into
        self._clusters[into].add(self._clusters.pop(gone))

    def list_clusters(self) -> list[list[Profile]]:
        """Return the clusters."""
        return [it.members for it in self._clusters.values()]

    def _conflict(self, one: Profile, other: Profile) -> bool:
        if one.at.report != other.at.report:
            return self._conflict_across(one, other) is not None
        pair = make_pair(one.at, other.at)
        if pair not in self._clashes:
            level = compare_profiles(one, other, self._weights).level
            # "The soldier" of a report that names him: other reports tell whether he is.
            self._clashes[pair] = level not in (Level.SAME, Level.LIKELY)
        return self._clashes[pair]

    def _is_overridden(
        self, one: Profile, other: Profile, overridden: Iterable[Overridden]
    ) -> bool:
        """Tell whether two conflict only as two do of whom a person decided that they are one.

        Who is like a man that one report takes for a woman is like him also once somebody has
        decided that the two are one: the decision overrides what was read, and must not throw
        out who was joined before.
        """
        if one.at.report == other.at.report:
            return False
        kind = self._conflict_across(one, other)
        return any(
            kind == decided
            and (
                not (self._differ(one, first) or self._differ(other, second))
                or not (self._differ(one, second) or self._differ(other, first))
            )
            for first, second, decided in overridden
        )

    def _differ(self, one: Profile, other: Profile) -> bool:
        return one.at != other.at and self._conflict(one, other)

    def _conflict_across(self, one: Profile, other: Profile) -> str | None:
        """Return of which kind the conflict is, if there is one."""
        first, second = sorted((one, other), key=lambda it: (self._told[it.at], it.at))
        of_one_outlet = one.publisher is not None and one.publisher == other.publisher
        key = (self._told[first.at], self._told[second.at], of_one_outlet)
        if key not in self._conflicts:
            found = find_conflict(first, second, self._weights)
            self._conflicts[key] = None if found is None else found.kind
        return self._conflicts[key]


def _pair_within(one: _Cluster, other: _Cluster) -> Iterator[tuple[Profile, Profile]]:
    """Yield the pairs that are of one report."""
    fewer, more = sorted((one, other), key=lambda it: len(it.by_report))
    for report, members in fewer.by_report.items():
        yield from product(members, more.by_report.get(report, ()))
