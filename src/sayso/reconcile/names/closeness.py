"""How alike two words sound: an edit distance whose costs are learned from pairs of names."""

from collections.abc import Mapping
from functools import cache, lru_cache

from sayso.reconcile.names.sounds import load_names_data

_KNOWN_PAIRS = 1 << 18
_BITS = {letter: 1 << at for at, letter in enumerate("bcdfghklmnprstvzSCZ")}
# So many consonants that only one of two words has, and one more for so many letters of the
# longer: with more they are not one word.
_STRANGE, _STRANGE_EACH = 1, 3
# What is less close is not measured any further.
_LEAST = 0.4
_NONE: Mapping[str, float] = {}


@lru_cache(maxsize=_KNOWN_PAIRS)
def measure_closeness(one: str, other: str) -> float:
    """Return how alike two sounds of words are, 0 to 1, whatever their order.

    One less the cost of turning one into the other by the length of the longer. Letters that
    romanizations mix up cost little: "a" for "o", "g" for "h". What shares hardly a consonant
    is 0 without being measured.
    """
    if one == other:
        return 1.0 if one else 0.0
    longest = max(len(one), len(other))
    strange = (_get_bits(one) ^ _get_bits(other)).bit_count()
    if not one or not other or strange > _STRANGE + longest // _STRANGE_EACH:
        return 0.0
    begin = 0
    shortest = min(len(one), len(other))
    while begin < shortest and one[begin] == other[begin]:
        begin += 1
    end = 0
    while end < shortest - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    most = (1 - _LEAST) * longest
    cost = _measure(one[begin : len(one) - end], other[begin : len(other) - end], most)
    return 1 - cost / longest if cost <= most else 0.0


def _measure(one: str, other: str, most: float) -> float:
    """Return what it costs to turn one into the other; once it is more than ``most``, any more."""
    swaps, drops = load_rows(), load_costs()[1]
    row = [0.0]
    for letter in other:
        row.append(row[-1] + drops.get(letter, 1.0))
    for mine in one:
        drop = drops.get(mine, 1.0)
        before, left = row, row[0] + drop
        row = [left]
        costs = swaps.get(mine, _NONE)
        for at, theirs in enumerate(other):
            swapped = before[at] + (mine != theirs and costs.get(theirs, 1.0))
            dropped, added = before[at + 1] + drop, left + drops.get(theirs, 1.0)
            left = swapped if swapped < dropped else dropped
            if added < left:
                left = added
            row.append(left)
        if min(row) > most:
            return most + 1
    return row[-1]


@lru_cache(maxsize=1 << 17)
def _get_bits(sound: str) -> int:
    bits = 0
    for letter in sound:
        bits |= _BITS.get(letter, 0)
    return bits


@cache
def load_rows() -> Mapping[str, Mapping[str, float]]:
    """Return what it costs to put one letter for another, by the one, then by the other."""
    rows: dict[str, dict[str, float]] = {}
    for key, cost in load_costs()[0].items():
        rows.setdefault(key[0], {})[key[1]] = cost
    return rows


@cache
def load_costs() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return what it costs to put one letter for another, and to leave one out, 0 to 1."""
    costs = load_names_data("weights.toml")["costs"]
    swaps = {key: float(cost) for key, cost in costs["swaps"].items()}
    swaps |= {key[::-1]: cost for key, cost in swaps.items()}
    return swaps, {key: float(cost) for key, cost in costs["drops"].items()}
