"""Days as intervals: how far apart they are, and what accounts that agree make of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

Interval = tuple[str, str]
"""First and last day, ISO dates, both inclusive."""

_FAR = 10**6


class Vote(NamedTuple):
    """What one account says of the days, and how it counts.

    Attributes:
        days: The interval.
        voice: Who says so: those of one voice count once.
        rank: What is told earlier has less.
    """

    days: Interval
    voice: str
    rank: tuple[str, str]


def overlap(one: Interval, other: Interval) -> Interval | None:
    """Return the days that two intervals share, or ``None``."""
    begin, end = max(one[0], other[0]), min(one[1], other[1])
    return (begin, end) if begin <= end else None


def measure_gap(one: Interval, other: Interval) -> int:
    """Return how many days lie from one interval to the next; 0 where they share a day."""
    if overlap(one, other) is not None:
        return 0
    first, second = sorted((one, other))
    try:
        return (date.fromisoformat(second[0]) - date.fromisoformat(first[1])).days
    except ValueError:
        return _FAR


def measure_width(days: Interval) -> int:
    """Return how many days an interval holds beyond its first."""
    try:
        return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days
    except ValueError:
        return _FAR


def agree_on_days(votes: Iterable[Vote]) -> Interval | None:
    """Return the days that most voices share, as precise as they make it together.

    Of equally many the one told first decides. ``None`` where nobody says anything.
    """
    votes = sorted(votes, key=lambda it: (it.days, it.rank))
    best: tuple[tuple[int, tuple[str, str], int], Interval] | None = None
    for begin in dict.fromkeys(it.days[0] for it in votes):
        sharing = [it for it in votes if it.days[0] <= begin <= it.days[1]]
        days = (begin, min(it.days[1] for it in sharing))
        # Fewer is better in each: voices counted down, then the earliest, then the width.
        rank = (
            -len({it.voice for it in sharing}),
            _find_first(sharing),
            measure_width(days),
        )
        if best is None or rank < best[0]:
            best = rank, days
    return None if best is None else best[1]


def _find_first(sharing: Sequence[Vote]) -> tuple[str, str]:
    """Return when the most precise of the accounts was told first."""
    sharp = min(measure_width(it.days) for it in sharing)
    sharpest = [it for it in sharing if measure_width(it.days) == sharp]
    return min(it.rank for it in sharpest)
