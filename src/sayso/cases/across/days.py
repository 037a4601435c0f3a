"""Days as intervals: how far apart they are, and what accounts that agree make of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
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
    tally = Tally()
    for vote in votes:
        tally.add(vote)
    return tally.agree()


@dataclass(slots=True)
class Tally:
    """Votes on days, those for the same days together: a thousand accounts name few intervals."""

    voices: dict[Interval, set[str]] = field(default_factory=dict)
    first: dict[Interval, tuple[str, str]] = field(default_factory=dict)

    def add(self, vote: Vote) -> None:
        """Count one more vote."""
        self.voices.setdefault(vote.days, set()).add(vote.voice)
        self.first[vote.days] = min(vote.rank, self.first.get(vote.days, vote.rank))

    def agree(self) -> Interval | None:
        """Return what `agree_on_days` says of the votes."""
        best: tuple[tuple[int, tuple[str, str], int], Interval] | None = None
        for begin in sorted({it[0] for it in self.voices}):
            sharing = [it for it in self.voices if it[0] <= begin <= it[1]]
            days = (begin, min(it[1] for it in sharing))
            # Fewer is better in each: voices counted down, then the earliest, then the width.
            voices = len(set().union(*(self.voices[it] for it in sharing)))
            rank = (-voices, self._find_first(sharing), measure_width(days))
            if best is None or rank < best[0]:
                best = rank, days
        return None if best is None else best[1]

    def _find_first(self, sharing: list[Interval]) -> tuple[str, str]:
        """Return when the most precise of the accounts was told first."""
        sharp = min(map(measure_width, sharing))
        return min(self.first[it] for it in sharing if measure_width(it) == sharp)
