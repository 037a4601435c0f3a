"""Of all reports that one can have its words from: the nearest, and what others add."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Of two that a report can have its words from it is the one with so much more of them; across
# languages less can be told.
_MORE, _MORE_TRANSLATED = 0.02, 0.15
# Another one beside the likeliest must give so many sentences more.
_WAYS = {"forward": 0, "words": 1, "version": 1, "translation": 2}
_FURTHER_LINES = 2
_FURTHER_PART = 0.25


@dataclass(frozen=True, slots=True)
class Option:
    """One report that another can have its words from.

    Attributes:
        of, report: Numbers of the two, in the order of all reports.
        way: As in `Copying`.
        share: The part of the sentences of ``report`` that are repeated.
        covered: How much of its words or facts are the other's, 0 to 1.
        pairs: Lines that answer one another: of ``of``, of ``report``.
        told: How many lines ``report`` has that are its own telling.
        cites: Whether ``report`` names the publisher of ``of``.
        because: The evidence.
    """

    of: int
    report: int
    way: str
    share: float
    covered: float
    pairs: tuple[tuple[int, int], ...]
    told: int
    cites: bool
    because: tuple[str, ...]


def choose_nearest(options: Iterable[Option]) -> list[Option]:
    """Return for each report the nearest of those that it repeats, and those that add to it.

    No report comes, through others, from itself.
    """
    by_report: defaultdict[int, list[Option]] = defaultdict(list)
    for option in options:
        by_report[option.report].append(option)
    above: defaultdict[int, list[int]] = defaultdict(list)
    chosen: list[Option] = []
    for report in sorted(by_report):
        for option in _choose(by_report[report]):
            if not _reaches(option.of, report, above):
                above[report].append(option.of)
                chosen.append(option)
    return chosen


def _choose(options: Sequence[Option]) -> list[Option]:
    left = list(options)
    chosen: list[Option] = []
    explained: set[int] = set()
    while left:
        option = _find_nearest(left)
        left.remove(option)
        new = {line for _, line in option.pairs} - explained
        enough = len(new) >= _FURTHER_LINES and len(new) >= _FURTHER_PART * option.told
        if not chosen or (enough and option.way == "words"):
            chosen.append(option)
            explained |= new
    return chosen


def _find_nearest(options: Sequence[Option]) -> Option:
    """Return the likeliest one: by how it is had, by how much, of equal ones the earliest."""
    way = min(_WAYS[it.way] for it in options)
    alike = [it for it in options if _WAYS[it.way] == way]
    step = _MORE_TRANSLATED if way == _WAYS["translation"] else _MORE
    # Whom a report names is likelier whom it has it from than another who says the same.
    most = max(it.covered + 2 * step * it.cites for it in alike)
    near = [it for it in alike if it.covered + 2 * step * it.cites >= most - step]
    return min(near, key=lambda it: (not it.cites, it.of))


def _reaches(start: int, goal: int, above: defaultdict[int, list[int]]) -> bool:
    """Whether a report comes, through others, from the goal."""
    seen, left = {start}, [start]
    while left:
        at = left.pop()
        if at == goal:
            return True
        new = [it for it in above[at] if it not in seen]
        seen.update(new)
        left.extend(new)
    return False
