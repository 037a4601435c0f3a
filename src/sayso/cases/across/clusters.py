"""Things joined one by one, some of which must never meet."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Clusters(Generic[T]):
    """Things that are joined into clusters, and pairs of them that no cluster may hold."""

    def __init__(self, things: Iterable[T], apart: Iterable[tuple[T, T]] = ()) -> None:
        self._root = {it: it for it in things}
        self._members = {it: [it] for it in self._root}
        self._foes: dict[T, set[T]] = {it: set() for it in self._root}
        for one, other in apart:
            if one in self._root and other in self._root:
                self._foes[one].add(other)
                self._foes[other].add(one)

    def find(self, thing: T) -> T:
        """Return the one thing that stands for a thing's cluster."""
        while self._root[thing] != thing:
            self._root[thing] = self._root[self._root[thing]]
            thing = self._root[thing]
        return thing

    def can_join(self, one: T, other: T) -> bool:
        """Tell whether nothing forbids that two clusters become one."""
        a, b = self.find(one), self.find(other)
        return a == b or not any(self.find(foe) == b for foe in self._foes[a])

    def join(self, one: T, other: T) -> bool:
        """Make two clusters one, and tell whether they are."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return True
        if not self.can_join(a, b):
            return False
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._root[b] = a
        self._members[a] += self._members.pop(b)
        self._foes[a] |= self._foes.pop(b)
        return True

    def list_clusters(self) -> tuple[tuple[T, ...], ...]:
        """Return the clusters, in the order of their first things."""
        found: dict[T, list[T]] = {}
        for it in self._root:
            found.setdefault(self.find(it), []).append(it)
        return tuple(tuple(it) for it in found.values())
