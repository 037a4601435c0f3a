"""Which of many reports have how much in common, without comparing all with all."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

# What more reports than this have is looked at in the first ones alone: who repeats what so
# many have repeats one of these, too. The work does not grow with the square of the reports.
_COMMON, _FIRST = 30, 6


def count_shared(
    keys: Sequence[Iterable[Hashable]], languages: Sequence[str | None]
) -> Counter[tuple[int, int]]:
    """Return how many keys two reports have in common: by their numbers, the lesser first.

    Of a key that very many have only what each shares with the first ones of each language
    counts.

    Args:
        keys: Of each report, in the order in which they came out; each once.
        languages: Of each report.
    """
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, mine in enumerate(keys):
        for key in mine:
            found[key].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in found.values():
        if 1 < len(numbers) <= _COMMON:
            shared.update(combinations(numbers, 2))
        elif len(numbers) > _COMMON:
            shared.update(_pair_with_first(numbers, languages))
    return shared


def _pair_with_first(
    numbers: Sequence[int], languages: Sequence[str | None]
) -> Iterator[tuple[int, int]]:
    seen: Counter[str | None] = Counter()
    first: list[int] = []
    for number in numbers:
        yield from ((it, number) for it in first)
        if seen[languages[number]] < _FIRST:
            seen[languages[number]] += 1
            first.append(number)
