"""Where one report repeats another, found again from a stretch of it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.records.casefile import Copying
from sayso.records.reading import Reading
from sayso.records.selector import Span


def index_copies(
    copies: Sequence[Copying], readings: Mapping[str, Reading]
) -> dict[str, list[Copying]]:
    """Return by report what it repeats, what it repeats most first."""
    found: defaultdict[str, list[Copying]] = defaultdict(list)
    for it in sorted(copies, key=lambda it: (-it.share, it.of, it.report)):
        if it.of in readings and it.report in readings and it.of != it.report:
            found[it.report].append(it)
    return dict(found)


def list_near(copying: Copying, spans: Sequence[Span]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the pairs of passages near a stretch, in the order of the report."""
    pairs = sorted(copying.pairs, key=lambda it: it[2:])
    first = bisect_left(pairs, spans[0].begin, key=lambda it: it[3])
    for pair in pairs[first:]:
        if pair[2] >= spans[-1].end:
            return
        yield pair


def measure_overlap(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many characters two stretches share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
