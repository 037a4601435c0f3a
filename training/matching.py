"""Learns how names are compared: what each mix-up of letters costs, and what each part weighs.

    python -m training.matching [--data PAIRS.jsonl] [--check]

PAIRS are pairs of people's names that others have judged, as `sayso bench names` reads them, with
``same`` (true or false) besides. First one half of the people is learned from and the other
scored, so that the figures printed are of names not learned from; then both are learned from and
`src/sayso/reconcile/names/weights.toml` is written. ``--check`` leaves that file as it is.

The cost of a mix-up falls with the logarithm of how often true pairs of surnames have it. The
weights are those of a logistic regression with a penalty on their squares. Pairs judged the same
whose surnames or given names have nothing in common are aliases ("Ivan Petrov" and "Grom"): no
spelling tells them, so they are left out of what is learned, never out of what is scored.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.reconcile.names import closeness, compare, pairing, sounds

_WEIGHTS = Path("src/sayso/reconcile/names/weights.toml")
_PENALTY, _ROUNDS = 1.0, 60
_LEAST, _CHEAPEST, _NEVER = 3, 0.1, 1e-3
_ALIAS = 0.4
Costs = tuple[Mapping[str, float], Mapping[str, float]]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two names and whether they are one person's."""

    part: str
    query: str
    candidate: str
    same: bool


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data/names/pairs-dev.jsonl"))
    parser.add_argument("--check", action="store_true", help="write nothing")
    args = parser.parse_args()
    pairs = load_pairs(args.data)
    before = _WEIGHTS.read_text("utf-8")
    try:
        half, rest = split(pairs)
        print("as shipped, all pairs:")
        print_figures(pairs)
        learn(half)
        print("learned from one half of the people, that half:")
        print_figures(half)
        print("the other half, not learned from:")
        print_figures(rest)
        learn(pairs)
        print("learned from all, all:")
        print_figures(pairs)
    finally:
        if args.check:
            _use(before)


def load_pairs(path: Path) -> list[Pair]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Pair(**{key: row[key] for key in Pair.__slots__}) for row in rows]


def split(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Return two halves; all queries that share a true name are one person's, in one half."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for pair in pairs:
        if pair.same:
            one, other = sorted((find(pair.query), find(pair.candidate)))
            root[other] = one
    chosen = [sha256(find(it.query).encode()).digest()[0] % 2 == 0 for it in pairs]
    return (
        [it for it, first in zip(pairs, chosen, strict=True) if first],
        [it for it, first in zip(pairs, chosen, strict=True) if not first],
    )


def learn(pairs: Sequence[Pair]) -> None:
    """Learn costs and weights and put them where names are compared."""
    weights: Sequence[float] = compare.load_weights()
    for _ in range(2):
        costs = learn_costs(pairs)
        _use(format_weights(costs, weights))
    weights = learn_weights(pairs)
    _use(format_weights(costs, weights))


def _use(text: str) -> None:
    _WEIGHTS.write_text(text, "utf-8")
    for known in (
        sounds.load_names_data,
        closeness.load_costs,
        closeness.load_rows,
        closeness.measure_closeness,
        pairing.compare_words,
        compare.load_weights,
    ):
        known.cache_clear()


def _list_pairings(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, compare.Compared]]:
    for pair in pairs:
        found = compare.find_best(pair.query, pair.candidate)
        if found is not None:
            yield pair, found


def _is_alias(pair: Pair, found: compare.Compared) -> bool:
    answers = (found.pairing.surname, found.pairing.given)
    return pair.same and any(it is not None and it[0] < _ALIAS for it in answers)


def learn_costs(pairs: Sequence[Pair]) -> Costs:
    swaps: Counter[str] = Counter()
    drops: Counter[str] = Counter()
    met: Counter[str] = Counter()
    known = closeness.load_costs()
    seen = set()
    for pair, found in _list_pairings(pairs):
        answer = found.pairing.surname
        if not pair.same or answer is None or answer[0] < 2 * _ALIAS - 0.2:
            continue
        one, other = answer[1].neutral, answer[2].neutral
        if (one, other) in seen:
            continue
        seen.add((one, other))
        for mine, theirs in align(one, other, known):
            met.update(mine + theirs)
            if not mine or not theirs:
                drops[mine + theirs] += 1
            elif mine != theirs:
                swaps["".join(sorted(mine + theirs))] += 1
    swapped = {
        key: _get_cost(count / min(met[key[0]], met[key[1]]))
        for key, count in swaps.items()
        if count >= _LEAST
    }
    dropped = {key: _get_cost(count / met[key]) for key, count in drops.items() if count >= _LEAST}
    return swapped, dropped


def _get_cost(rate: float) -> float:
    return round(min(1.0, max(_CHEAPEST, log(max(rate, _NEVER)) / log(_NEVER))), 2)


def align(one: str, other: str, costs: Costs) -> list[tuple[str, str]]:
    """Return which letter stands for which on the cheapest way from one word to the other."""
    swaps, drops = costs

    @cache
    def reach(i: int, j: int) -> tuple[float, tuple[tuple[str, str], ...]]:
        if i == j == 0:
            return 0.0, ()
        ways = []
        if i and j:
            a, b = one[i - 1], other[j - 1]
            cost, way = reach(i - 1, j - 1)
            ways.append((cost + (a != b and swaps.get(a + b, 1.0)), (*way, (a, b))))
        if i:
            cost, way = reach(i - 1, j)
            ways.append((cost + drops.get(one[i - 1], 1.0), (*way, (one[i - 1], ""))))
        if j:
            cost, way = reach(i, j - 1)
            ways.append((cost + drops.get(other[j - 1], 1.0), (*way, ("", other[j - 1]))))
        return min(ways)

    return list(reach(len(one), len(other))[1])


def learn_weights(pairs: Sequence[Pair]) -> list[float]:
    """Fit a logistic regression by Newton's method."""
    rows, same = [], []
    for pair, found in _list_pairings(pairs):
        complete = found.pairing.surname is not None and found.pairing.given is not None
        if complete and not found.clash and not _is_alias(pair, found):
            rows.append(compare.list_features(found.pairing))
            same.append(pair.same)
    features: Floats = np.array(rows)
    judged: Floats = np.array(same, dtype=float)
    weights: Floats = np.zeros(features.shape[1])
    penalty = np.full(features.shape[1], _PENALTY)
    penalty[0] = 0.0
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
        slope = features.T @ (judged - chance) - penalty * weights
        bend = (features * (chance * (1 - chance))[:, None]).T @ features + np.diag(penalty + 1e-9)
        weights = weights + np.linalg.solve(bend, slope)
    return [round(float(it), 3) for it in weights]


def format_weights(costs: Costs, weights: Sequence[float]) -> str:
    swaps, drops = costs
    kept = {key: cost for key, cost in swaps.items() if key == "".join(sorted(key)) and cost < 1}
    lines = [
        "# Learned by `python -m training.matching`: what mix-ups of sounds cost where",
        "# surnames are compared (others cost 1), and what each feature of `list_features` weighs.",
        "",
        "[costs.swaps]",
        *(f"{key} = {cost}" for key, cost in sorted(kept.items())),
        "",
        "[costs.drops]",
        *(f"{key} = {cost}" for key, cost in sorted(drops.items()) if cost < 1),
        "",
        "[score]",
        "weights = [" + ", ".join(map(str, weights)) + "]",
    ]
    return "\n".join(lines) + "\n"


def print_figures(pairs: Sequence[Pair]) -> None:
    scored = [(compare.compare_names(it.query, it.candidate), it) for it in pairs]
    kinds: Mapping[str, Callable[[Pair], Any]] = {
        "cyr-lat": lambda it: it.part == "cyr-lat",
        "lat-lat": lambda it: it.part == "lat-lat",
        "all": lambda _: True,
    }
    for name, holds in kinds.items():
        part = [(score, it.same) for score, it in scored if holds(it)]
        true = sum(same for _, same in part)
        best, at = max(_list_f1(part, true), default=(0.0, 0.0))
        shown = [same for score, same in part if score >= compare.LIKELY]
        precision = sum(shown) / len(shown) if shown else 0.0
        print(
            f"  {name:8} pairs {len(part):6} true {true:5}  best F1 {best:5.1f} at {at:.2f}  "
            f"likely: precision {precision:.3f} recall {sum(shown) / max(true, 1):.3f}"
        )


def _list_f1(part: Sequence[tuple[float, bool]], true: int) -> Iterator[tuple[float, float]]:
    at: defaultdict[float, list[bool]] = defaultdict(list)
    for score, same in part:
        at[score].append(same)
    right = chosen = 0
    for score in sorted(at, reverse=True):
        right += sum(at[score])
        chosen += len(at[score])
        yield 200 * right / (chosen + true), score


if __name__ == "__main__":
    main()
