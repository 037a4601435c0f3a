"""CoNLL F1: the mean of MUC, B-cubed and CEAF-e (Pradhan et al. 2012, 2014).

Clusters are sets of mentions; both sides hold the same mentions, singletons too.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

Clusters = Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def make_clusters(labels: Mapping[str, Hashable]) -> list[frozenset[str]]:
    """Return the clusters of mentions that have one label."""
    found: defaultdict[Hashable, set[str]] = defaultdict(set)
    for mention, label in labels.items():
        found[label].add(mention)
    return [frozenset(it) for it in found.values()]


def score(gold: Clusters, found: Clusters) -> dict[str, Measure]:
    """Return MUC, B3 and CEAFe."""
    ways: dict[str, Callable[[Clusters, Clusters], float]] = {"MUC": _recall_muc, "B3": _recall_b3}
    measures = {
        name: Measure(precision=way(found, gold), recall=way(gold, found))
        for name, way in ways.items()
    }
    aligned = _align(gold, found)
    measures["CEAFe"] = Measure(
        precision=aligned / len(found) if found else 0.0,
        recall=aligned / len(gold) if gold else 0.0,
    )
    return measures


def get_conll(measures: Mapping[str, Measure]) -> float:
    """Return the CoNLL F1, 0 to 100."""
    return 100 * sum(it.f1 for it in measures.values()) / len(measures)


def _recall_muc(key: Clusters, other: Clusters) -> float:
    where = _locate(other)
    links = sum(len(it) - 1 for it in key)
    kept = sum(len(it) - len({where.get(m, m) for m in it}) for it in key)
    return kept / links if links else 0.0


def _recall_b3(key: Clusters, other: Clusters) -> float:
    where = _locate(other)
    mentions = sum(map(len, key))
    total = 0.0
    for cluster in key:
        shares: defaultdict[object, int] = defaultdict(int)
        for mention in cluster:
            shares[where.get(mention, mention)] += 1
        total += sum(it * it for it in shares.values()) / len(cluster)
    return total / mentions if mentions else 0.0


def _locate(clusters: Clusters) -> dict[str, object]:
    return {mention: at for at, cluster in enumerate(clusters) for mention in cluster}


def _align(gold: Clusters, found: Clusters) -> float:
    """Return the likeness of the best one-to-one alignment of the two sides' clusters."""
    where = _locate(found)
    near: dict[int, dict[int, float]] = {}
    for at, cluster in enumerate(gold):
        for other in {where[it] for it in cluster if it in where}:
            assert isinstance(other, int)
            shared = len(cluster & found[other])
            near.setdefault(at, {})[other] = 2 * shared / (len(cluster) + len(found[other]))
    return sum(_assign(rows, near) for rows in _list_components(near))


def _list_components(near: Mapping[int, Mapping[int, float]]) -> list[list[int]]:
    """Return the rows that hang together by their columns, each group for itself."""
    rows_of: defaultdict[int, list[int]] = defaultdict(list)
    for row, columns in near.items():
        for column in columns:
            rows_of[column].append(row)
    seen: set[int] = set()
    components = []
    for first in near:
        if first in seen:
            continue
        seen.add(first)
        component = [first]
        for row in component:
            beside = {it for column in near[row] for it in rows_of[column]} - seen
            seen |= beside
            component += sorted(beside)
        components.append(component)
    return components


def _assign(rows: Sequence[int], near: Mapping[int, Mapping[int, float]]) -> float:
    """Return the largest sum of one column a row (the Hungarian method by shortest paths)."""
    columns = sorted({column for row in rows for column in near[row]})
    # As many idle columns as rows, so that a row may stay without one.
    width = len(columns) + len(rows)
    costs = [[-near[row].get(it, 0.0) for it in columns] + [0.0] * len(rows) for row in rows]
    rise, fall = [0.0] * (len(rows) + 1), [0.0] * (width + 1)
    owner = [0] * (width + 1)
    for row in range(1, len(rows) + 1):
        owner[0], at = row, 0
        least, way, done = [inf] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while owner[at]:
            done[at] = True
            mine, step, to = owner[at], inf, 0
            for column in range(1, width + 1):
                if done[column]:
                    continue
                cost = costs[mine - 1][column - 1] - rise[mine] - fall[column]
                if cost < least[column]:
                    least[column], way[column] = cost, at
                if least[column] < step:
                    step, to = least[column], column
            for column in range(width + 1):
                if done[column]:
                    rise[owner[column]] += step
                    fall[column] -= step
                else:
                    least[column] -= step
            at = to
        while at:
            owner[at], at = owner[way[at]], way[at]
    return -sum(costs[owner[it] - 1][it - 1] for it in range(1, width + 1) if owner[it])
