"""Measure what keeping costs beside reading: `python -m benchmarks.casebook.adding [REPORTS]`.

Adds short reports (six invented sentences, 95 words, no two texts alike) to a new casebook with
sayso's own reader, as `sayso add` does. Prints how much of the time was storing, which is all but
reading (extracting the text, evidence, log, database and index), by the clock and in processor
time, and the memory after each fifth. Exit code 1 where storing took 10 % of the processor's time
or more, or memory grew by more than 20 MB from the second fifth on.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sayso.capture.options import CaptureOptions
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook
from sayso.workbench.reading import Workbench

_FIRST = ("Oskar", "Vera", "Anton", "Mira", "Pavel", "Lena", "Denis", "Olga", "Yuri", "Nina")
_LAST = ("Lindt", "Maier", "Berezin", "Karpov", "Sokolenko", "Wolff", "Danilko", "Orlov")
_PLACES = ("Kharkiv", "Luhansk", "Chita", "Pskov", "Odesa", "Kazan")


class _TimedReader:
    """Sayso's reader, and how long it read."""

    def __init__(self) -> None:
        self._reader = Workbench()
        self.seconds = self.own = 0.0

    def read(self, report: Report) -> Reading:
        begun, mine = time.perf_counter(), time.process_time()
        try:
            return self._reader.read(report)
        finally:
            self.seconds += time.perf_counter() - begun
            self.own += time.process_time() - mine


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    reader = _TimedReader()
    memory: list[float] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Casebook.create(Path(folder) / "a.casebook", analyst="bench", reader=reader) as casebook,
    ):
        for _ in casebook.add(list_additions(-20, 0)):  # loads the models
            pass
        reader.seconds = reader.own = 0.0
        begun, mine = time.perf_counter(), time.process_time()
        for at, added in enumerate(casebook.add(list_additions(0, count)), start=1):
            assert added.problem is None, added.problem
            if at % (count // 5) == 0:
                memory.append(_get_memory())
        seconds, own = time.perf_counter() - begun, time.process_time() - mine
    share = 100 * (own - reader.own) / own
    print(f"{count} reports added in {seconds:.0f} s, {1000 * seconds / count:.0f} ms a report")
    print(
        f"storing: {100 * (seconds - reader.seconds) / seconds:.1f} % by the clock, "
        f"{share:.1f} % of processor time, {1000 * (own - reader.own) / count:.1f} ms a report"
    )
    print("memory after each fifth:", ", ".join(f"{megabytes:.0f} MB" for megabytes in memory))
    return 0 if share < 10 and memory[-1] - memory[1] < 20 else 1


def list_additions(first: int, last: int) -> Iterator[Addition]:
    """Yield short reports with these numbers, half-open; no two texts alike."""
    for number in range(first, last):
        options = CaptureOptions(
            language="en",
            title=f"Report {number}",
            publisher="The Valley Courier",
            published=f"2023-{number % 12 + 1:02}-{number % 28 + 1:02}",
        )
        data = _write_text(number).encode()
        yield Addition(name=f"report {number}", source=data, options=options)


def _write_text(number: int) -> str:
    person = f"{_FIRST[number % 10]} {_LAST[number // 10 % 8]}"
    other = f"{_FIRST[(number + 3) % 10]} {_LAST[(number // 7 + 1) % 8]}"
    place, age = _PLACES[number % 6], 20 + number % 30
    return (
        f"{person}, a {age}-year-old conscript from {place}, was detained on Monday, "
        f"his lawyer {other} said.\n\n"
        f"According to {other}, a court fined him {1000 + number} rubles and released him. "
        f"He refused to return to his unit, the channel Night Watch reported. "
        f'"We will appeal," the lawyer added in case no. {number + 100}.\n\n'
        f"The garrison's press service said it knew nothing of the matter. His wife told "
        f"The Valley Courier that officers had come to the flat in {place} twice since March, and "
        f"that {number % 9 + 2} other men of the same unit had been taken away with him."
    )


def _get_memory() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
