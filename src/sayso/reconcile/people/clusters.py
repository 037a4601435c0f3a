"""Profiles gathered to people, with what must never come into one of them."""

from collections.abc import Iterable, Sequence
from itertools import product

from sayso.reconcile.people.likeness import compare_profiles, find_conflict
from sayso.reconcile.people.weights import Weights
from sayso.records.casefile import Level, Pair, Profile, Ref, make_pair

# Beyond so many pairs, those that differ in what settles it stand for the rest.
_MOST_PAIRS = 400
_MOST_FACES = 20


class Clusters:
    """Who is one with whom so far; joining two is refused where any of them conflict."""

    def __init__(self, profiles: Sequence[Profile], apart: Iterable[Pair], weights: Weights):
        self._profiles = {it.at: it for it in profiles}
        self._root = {it.at: it.at for it in profiles}
        self._members = {it.at: [it] for it in profiles}
        self._apart: dict[Ref, set[Ref]] = {it.at: set() for it in profiles}
        for one, other in apart:
            if one in self._root and other in self._root:
                self._apart[one].add(other)
                self._apart[other].add(one)
        self._weights = weights
        self._clashes: dict[Pair, bool] = {}

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
        return self._members[self.find(at)]

    def are_decided_apart(self, one: Ref, other: Ref) -> bool:
        """Tell whether a person decided that somebody of one is nobody of the other."""
        first, second = self.find(one), self.find(other)
        fewer, more = sorted((first, second), key=lambda it: (len(self._members[it]), it))
        return any(
            self._root_is(it, more) for p in self._members[fewer] for it in self._apart[p.at]
        )

    def clash(self, one: Ref, other: Ref) -> bool:
        """Tell whether anything keeps two clusters from being one."""
        first, second = self.find(one), self.find(other)
        if self.are_decided_apart(first, second):
            return True
        mine, theirs = self._members[first], self._members[second]
        reports = {it.at.report for it in mine} & {it.at.report for it in theirs}
        shared = [
            (a, b)
            for a, b in product(
                [it for it in mine if it.at.report in reports],
                [it for it in theirs if it.at.report in reports],
            )
            if a.at.report == b.at.report
        ]
        if len(mine) * len(theirs) > _MOST_PAIRS:
            mine, theirs = _get_faces(mine), _get_faces(theirs)
        return any(self._conflict(a, b) for a, b in (*shared, *product(mine, theirs)))

    def join(self, one: Ref, other: Ref) -> None:
        """Make two clusters one."""
        first, second = self.find(one), self.find(other)
        if first != second:
            into, gone = min(first, second), max(first, second)
            self._root[gone] = into
            self._members[into] = self._members[into] + self._members.pop(gone)

    def list_clusters(self) -> list[list[Profile]]:
        """Return the clusters."""
        return list(self._members.values())

    def _root_is(self, at: Ref, root: Ref) -> bool:
        return self.find(at) == root

    def _conflict(self, one: Profile, other: Profile) -> bool:
        pair = make_pair(one.at, other.at)
        if pair not in self._clashes:
            if one.at.report == other.at.report:
                level = compare_profiles(one, other, self._weights).level
                # "The soldier" of a report that names him: other reports tell whether he is.
                self._clashes[pair] = level not in (Level.SAME, Level.LIKELY)
            else:
                self._clashes[pair] = find_conflict(one, other, self._weights) is not None
        return self._clashes[pair]


def _get_faces(members: Sequence[Profile]) -> list[Profile]:
    """Return members that stand for the rest: one of each name, gender and age."""
    faces: dict[tuple[str, str | None, int | None], Profile] = {}
    for it in sorted(members, key=lambda it: (it.published or "9999", it.at)):
        faces.setdefault((it.name, it.gender, it.age), it)
    return list(faces.values())[:_MOST_FACES]
