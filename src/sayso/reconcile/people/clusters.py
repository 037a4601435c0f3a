"""Profiles gathered to people, with what must never come into one of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from sayso.reconcile.people.likeness import compare_profiles, find_conflict
from sayso.reconcile.people.weights import Weights
from sayso.records.casefile import Level, Profile, Ref
from sayso.records.ruling import Pair, make_pair

# Beyond so many pairs, those that differ in what settles it stand for the rest.
_MOST_PAIRS = 150
_MOST_FACES = 8
_NOBODY = Ref(report="", id="")

Face = tuple[str, str | None, int | None]


class _Cluster:
    """Who is one: the members, those of each report, one of each name, gender and age."""

    def __init__(self, profile: Profile) -> None:
        self.members = [profile]
        self.by_report = {profile.at.report: [profile]}
        self.faces: dict[Face, Profile] = {(profile.name, profile.gender, profile.age): profile}
        self.foes: set[Ref] = set()

    def add(self, other: "_Cluster") -> None:
        self.members += other.members
        for report, members in other.by_report.items():
            self.by_report.setdefault(report, []).extend(members)
        for face, profile in other.faces.items():
            if len(self.faces) < _MOST_FACES:
                self.faces.setdefault(face, profile)
        self.foes |= other.foes


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
        self._conflicts: dict[tuple[int, int, bool], bool] = {}

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
        return any(self._conflict(a, b) for a, b in product(mine, theirs))

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
            return self._conflict_across(one, other)
        pair = make_pair(one.at, other.at)
        if pair not in self._clashes:
            level = compare_profiles(one, other, self._weights).level
            # "The soldier" of a report that names him: other reports tell whether he is.
            self._clashes[pair] = level not in (Level.SAME, Level.LIKELY)
        return self._clashes[pair]

    def _conflict_across(self, one: Profile, other: Profile) -> bool:
        first, second = sorted((one, other), key=lambda it: (self._told[it.at], it.at))
        of_one_outlet = one.publisher is not None and one.publisher == other.publisher
        key = (self._told[first.at], self._told[second.at], of_one_outlet)
        if key not in self._conflicts:
            self._conflicts[key] = find_conflict(first, second, self._weights) is not None
        return self._conflicts[key]


def _pair_within(one: _Cluster, other: _Cluster) -> Iterator[tuple[Profile, Profile]]:
    """Yield the pairs that are of one report."""
    fewer, more = sorted((one, other), key=lambda it: len(it.by_report))
    for report, members in fewer.by_report.items():
        yield from product(members, more.by_report.get(report, ()))
