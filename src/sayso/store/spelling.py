"""How near two spellings are: for a hint where a name is not found."""

from collections.abc import Iterable

# A third of the letters may differ, at most this many.
_MOST_SLIPS = 3


def find_close(wanted: str, known: Iterable[str], *, most: int) -> list[str]:
    """Return the known spellings nearest to the one wanted, nearest first."""
    bound = min(_MOST_SLIPS, max(1, len(wanted) // 3))
    near = ((count_slips(wanted, key, bound), key) for key in known)
    return [key for _, key in sorted((slips, key) for slips, key in near if slips <= bound)][:most]


def count_slips(one: str, other: str, bound: int) -> int:
    """Return how many letters must be put in, taken out or changed; ``bound + 1`` if more.

    The distance of Levenshtein, given up as soon as it must exceed the bound.
    """
    if abs(len(one) - len(other)) > bound:
        return bound + 1
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, row = row, [at]
        for place, second in enumerate(other, start=1):
            changed = last[place - 1] + (letter != second)
            row.append(min(last[place] + 1, row[-1] + 1, changed))
        if min(row) > bound:
            return bound + 1
    return min(row[-1], bound + 1)
