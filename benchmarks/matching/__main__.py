"""How well names meet under their keys, and how fast they are compared.

    python -m benchmarks.matching [--data PAIRS.jsonl] [--missed]

PAIRS are judged pairs of names, as `sayso bench names` reads them. The scores themselves are
printed by ``sayso bench names`` and, learned from one half alone, ``python -m training.matching``.
Aliases ("Ivan Petrov", "Grom") share nothing that a key could hold: beside all true pairs stand
those that score half or more. ``--missed`` lists such of them as share no key.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

from sayso.reconcile.names.compare import compare_names
from sayso.reconcile.names.keys import list_name_keys

_ALIKE = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data/names/pairs-dev.jsonl"))
    parser.add_argument("--missed", action="store_true", help="list what shares no key")
    args = parser.parse_args()
    if not args.data.is_file():
        print(f"Skipped: no such file: {args.data} (judged pairs of names; not part of sayso).")
        sys.exit(0)
    with args.data.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    scores = []
    for way in ("names not met before", "names met before"):
        begin = time.process_time()
        scores = [compare_names(row["query"], row["candidate"]) for row in rows]
        spent = time.process_time() - begin
        print(f"comparisons/s, one core, {way}: {len(rows) / spent:,.0f}")
    true = [(row, score) for row, score in zip(rows, scores, strict=True) if row["same"]]
    alike = [(row, score) for row, score in true if score >= _ALIKE]
    for title, part in (("all true pairs", true), ("those that score 0.5 or more", alike)):
        met = [_meet(row["query"], row["candidate"]) for row, _ in part]
        print(f"share a key, {title}: {sum(met)} of {len(met)} ({sum(met) / len(met):.2%})")
    _print_blocks({name for row in rows for name in (row["query"], row["candidate"])})
    for row, _ in alike if args.missed else ():
        if not _meet(row["query"], row["candidate"]):
            keys = [list_name_keys(row[name]) for name in ("query", "candidate")]
            print(row["query"], "|", row["candidate"], *keys)


def _meet(one: str, other: str) -> bool:
    return bool(set(list_name_keys(one)) & set(list_name_keys(other)))


def _print_blocks(names: set[str]) -> None:
    sizes = Counter(key for name in names for key in list_name_keys(name))
    pairs = sum(size * (size - 1) // 2 for size in sizes.values())
    every = len(names) * (len(names) - 1) // 2
    largest = ", ".join(f"{key} {size}" for key, size in sizes.most_common(5))
    print(
        f"{len(names)} names under {len(sizes)} keys, "
        f"{sum(sizes.values()) / len(names):.2f} a name; compared: {pairs} pairs "
        f"of {every} ({pairs / every:.3%}); largest: {largest}"
    )


if __name__ == "__main__":
    main()
