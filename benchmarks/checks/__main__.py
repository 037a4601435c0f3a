"""List what the checks of places, sums and dates ask of texts, to be judged by a person.

    python -m benchmarks.checks --golden          of the golden reports
    python -m benchmarks.checks FOLDER ...        of every *.txt, published on the day in its name
    python -m benchmarks.checks --rates           how far rates move in a week and in a quarter

Every question is printed in full, with how much was there to be asked about: an honest precision
needs somebody to read the texts.
"""

import argparse
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median

from benchmarks.scoring.gold_file import read_gold
from benchmarks.scoring.golden import list_golds, read_report
from sayso.capture.options import CaptureOptions
from sayso.cases.bounds import find_bounds
from sayso.errors import SaysoError
from sayso.records.event import CheckKind
from sayso.records.reading import Reading
from sayso.records.value import TimeType
from sayso.store.rates import Rates
from sayso.workbench.reading import Workbench

KINDS = (
    CheckKind.PLACE_MISMATCH,
    CheckKind.CURRENCY_MISMATCH,
    CheckKind.UNRESOLVED_TIME,
    CheckKind.ORDER_CONFLICT,
)
CURRENCIES = ("RUB", "UAH", "TRY", "BYN", "ILS", "COP", "GEL", "KZT", "GBP", "PLN")
LAST = date(2026, 10, 1)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is asked, or how rates move."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--golden", action="store_true")
    parser.add_argument("--rates", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.rates:
        print("\n".join(make_rate_table(Rates.packaged())))
    failed: list[str] = []
    if asked.golden or asked.folders:
        readings = read_all(asked.folders, golden=asked.golden, failed=failed)
        print("\n".join(make_list(readings)))
    for problem in failed:
        print(f"not read: {problem}", file=sys.stderr)
    return 1 if failed else 0


def read_all(
    folders: Sequence[Path], *, golden: bool, failed: list[str]
) -> Iterator[tuple[str, Reading]]:
    """Yield a name and its reading for every text that was asked for.

    Files that cannot be read go to ``failed``, with the reason.
    """
    workbench = Workbench()
    for path in list_golds() if golden else ():
        yield path.stem, read_report(read_gold(path), workbench)
    for path in sorted(file for folder in folders for file in folder.glob("*.txt")):
        day = _DAY.search(path.name)
        options = CaptureOptions(language="en", published=day[0] if day else None)
        try:
            reading = workbench.read(workbench.capture_file(path, options))
        except SaysoError as exc:
            failed.append(f"{path}: {exc}")
            continue
        yield path.stem, reading


def make_list(readings: Iterator[tuple[str, Reading]]) -> Iterator[str]:
    """Yield a line for each question, then how many there were, and of how much."""
    counts: Counter[str] = Counter()
    for name, reading in readings:
        times = {time.id: time for time in reading.times}
        counts["texts"] += 1
        counts["dates"] += sum(time.type is TimeType.DATE for time in reading.times)
        counts["places within others"] += sum(p.within is not None for p in reading.places)
        counts["sums with an equivalent"] += sum(
            q.equivalent is not None for q in reading.quantities
        )
        dated = (find_bounds(times.get(event.time or "")) for event in reading.events)
        counts["dated events"] += sum(days is not None for days in dated)
        for check in reading.checks:
            if check.kind in KINDS:
                counts[check.kind] += 1
                yield f"{name}\t{check.kind}\t{check.message}"
    yield from (f"{number:6} {what}" for what, number in counts.items())


def make_rate_table(rates: Rates) -> Iterator[str]:
    """Yield for each currency how far a dollar's worth changes in a week, and in 13 weeks."""
    yield "       weeks  median    99 %    most   in 13 weeks, 99 %    most"
    for code in CURRENCIES:
        known = rates.find_rates(code, "USD", begin=date(2010, 1, 1), end=LAST)
        week = sorted(_change(a.value, b.value) for a, b in pairwise(known))
        quarter = sorted(_change(a.value, b.value) for a, b in zip(known, known[13:], strict=False))
        cells = (median(week), _at(week, 0.99), week[-1])
        yield (
            f"{code:4}{len(known):6}"
            + "".join(f"{cell:8.1%}" for cell in cells)
            + (f"{_at(quarter, 0.99):20.1%}{quarter[-1]:8.1%}")
        )


def _change(one: float, other: float) -> float:
    return math.exp(abs(math.log(one / other))) - 1


def _at(ordered: list[float], share: float) -> float:
    return ordered[int(share * (len(ordered) - 1))]


if __name__ == "__main__":
    sys.exit(main())
