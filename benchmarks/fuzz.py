"""Try hostile files on `sayso read` and print the tally.

    python benchmarks/fuzz.py [COUNT] [SEED]

Exit code 1 when any file got neither a reading nor one sentence.
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "fuzz"))

from hostile import make_hostile
from outcome import FORMATS, BrokenPromiseError, read_hostile, run_apart

APART = 10


def main(count: int = 500, seed: int = 1) -> int:
    tally: Counter[str] = Counter()
    broken: list[str] = []
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as folder:
        for number, hostile in enumerate(make_hostile(count, seed)):
            path = Path(folder) / hostile.name
            path.write_bytes(hostile.data)
            begin = time.perf_counter()
            try:
                tally[read_hostile(path, FORMATS[number % 3])] += 1
                if number % max(count // APART, 1) == 0:
                    run_apart(path)
            except BrokenPromiseError as exc:
                broken.append(f"{hostile.name}: {exc}")
            slowest = max(slowest, (time.perf_counter() - begin, hostile.name))
            path.unlink()
    for outcome, times in tally.most_common():
        print(f"{times:5}  {outcome}")
    print(f"{len(broken):5}  BROKEN", *broken, sep="\n       ")
    print(f"slowest: {slowest[1]}, {slowest[0]:.1f} s")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
