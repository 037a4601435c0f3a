"""Measure what encryption costs: `python -m benchmarks.encryption [REPORTS]`.

A plain and an encrypted casebook take turns, a batch of reports or a query each, so that
whatever else the machine does weighs on both alike. Storing is all that `sayso add` does but
reading: the bytes, their entry in the log, the text, the findings, the index, 16 reports
together; reports and readings are invented (`benchmarks.casebook.generate`). Adding is that and
sayso's own reading, of 96 short reports. Prints Markdown; times are means by the clock and in
processor time. Exit code 1 where adding, storing or searching costs more than twice as much
processor time.

Opening is timed in new processes. That a passphrase takes a third of a second is meant: whoever
guesses spends it on each guess.
"""

import hashlib
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.casebook.adding import list_additions
from benchmarks.casebook.fill import keep
from benchmarks.casebook.generate import generate
from benchmarks.casebook.queries import KINDS, time_opening
from sayso.records.reading import Reading
from sayso.store.keys import SCRYPT
from sayso.workbench.casebook import Casebook
from sayso.workbench.reading import Workbench

_PASSPHRASE = "nine blue herons on a wire"
_TOGETHER, _ADDED, _QUERIES = 16, 96, 100
_MOST = 2.0  # times what it costs without encryption


class _Cost(NamedTuple):
    """Seconds by the clock and of the processor."""

    clock: float
    own: float


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    reader = Workbench()
    with tempfile.TemporaryDirectory() as place:
        paths = (Path(place) / "plain.casebook", Path(place) / "encrypted.casebook")
        casebooks = [
            Casebook.create(path, passphrase=passphrase, analyst="bench", reader=reader)
            for path, passphrase in zip(paths, (None, _PASSPHRASE), strict=True)
        ]
        for casebook in casebooks:  # loads the models
            for _ in casebook.add(list_additions(-_TOGETHER, 0)):
                pass
        print(f"{count:,} reports\n\n| | plain ms | encrypted ms | times | times, processor |")
        print("|---|---|---|---|---|")
        kept = _compare("Adding a report, reading included", casebooks, *_list_adding())
        kept &= _compare("Storing a report", casebooks, *_list_storing(count))
        for kind in KINDS:
            if kind.prepare is None and kind.name.startswith(("Search", "50 claims")):
                kept &= _compare(kind.name, casebooks, *_list_asking(kind.ask, kind.name))
        _compare("Reading the bytes of a report", casebooks, *_list_getting(count))
        _compare("Verifying, a report", casebooks, [_verify], count + _ADDED + _TOGETHER)
        for casebook in casebooks:
            casebook.close()
        opening = [
            _Cost(found.p50 / 1000, found.own / 1000)
            for found in map(time_opening, paths, (None, _PASSPHRASE))
        ]
        _tell("Opening, in a new process", opening)
        _tell("The command `sayso stats`", [_time_command(path) for path in paths])
        sizes = [sum(it.stat().st_size for it in path.rglob("*")) / 1e6 for path in paths]
        print(f"\nA guess of the passphrase: {_time_guesses()}.")
        print(f"The folders: {sizes[0]:.1f} MB and {sizes[1]:.1f} MB.")
    return 0 if kept else 1


_Deed = Callable[[Casebook], object]


def _compare(name: str, casebooks: Sequence[Casebook], deeds: Sequence[_Deed], each: int) -> bool:
    """Have both casebooks do the same in turns; return whether the cost is within bounds.

    ``each`` is by how much the sum of all deeds is divided.
    """
    clock, own = [0.0, 0.0], [0.0, 0.0]
    for at, deed in enumerate(deeds):
        for which in (0, 1) if at % 2 else (1, 0):
            begun, mine = time.perf_counter(), time.process_time()
            deed(casebooks[which])
            clock[which] += (time.perf_counter() - begun) / each
            own[which] += (time.process_time() - mine) / each
    return _tell(name, [_Cost(*cost) for cost in zip(clock, own, strict=True)])


def _tell(name: str, costs: Sequence[_Cost]) -> bool:
    plain, encrypted = costs
    times = encrypted.own / plain.own
    print(
        f"| {name} | {1000 * plain.clock:.2f} | {1000 * encrypted.clock:.2f} "
        f"| {encrypted.clock / plain.clock:.2f} | {times:.2f} |",
        flush=True,
    )
    return times <= _MOST


def _list_adding() -> tuple[list[_Deed], int]:
    starts = range(0, _ADDED, _TOGETHER)
    for_all: list[_Deed] = [
        lambda casebook, first=first: list(  # type: ignore[misc]
            casebook.add(list_additions(first, first + _TOGETHER))
        )
        for first in starts
    ]
    return for_all, _ADDED


def _list_storing(count: int) -> tuple[list[_Deed], int]:
    readings = [_name(reading) for reading in generate(0, count)]
    batches = [readings[first : first + _TOGETHER] for first in range(0, count, _TOGETHER)]
    return [
        lambda casebook, batch=batch: _store(casebook, batch)  # type: ignore[misc]
        for batch in batches
    ], count


def _name(reading: Reading) -> Reading:
    """Give an invented report the hash of its bytes, which the generator does not take."""
    report = reading.report
    sha256 = hashlib.sha256(report.text.encode()).hexdigest()
    return replace(reading, report=replace(report, id=sha256[:16], sha256=sha256))


def _store(casebook: Casebook, batch: Sequence[Reading]) -> None:
    store, evidence = casebook.holdings.store, casebook.holdings.evidence
    with evidence.changing(store.has_object) as change, store.writing() as writer:
        change.put_all(reading.report.text.encode() for reading in batch)
        for reading in batch:
            keep(writer, reading)


def _list_asking(ask: Callable[..., object], name: str) -> tuple[list[_Deed], int]:
    return [
        lambda casebook, at=at: ask(  # type: ignore[misc]
            casebook.holdings.store, random.Random(f"{name} {at}")
        )
        for at in range(_QUERIES)
    ], _QUERIES


def _list_getting(count: int) -> tuple[list[_Deed], int]:
    sha256s = [_name(reading).report.sha256 for reading in generate(0, min(count, 1000))]
    return [
        lambda casebook, sha256=sha256: casebook.holdings.evidence.get(sha256)  # type: ignore[misc]
        for sha256 in sha256s
    ], len(sha256s)


def _time_command(path: Path) -> _Cost:
    environment = {**os.environ, "SAYSO_PASSPHRASE": _PASSPHRASE}
    command = [sys.executable, "-m", "sayso", "--casebook", str(path), "stats"]
    clock, own = [], []
    for _ in range(9):
        begun, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        clock.append(time.perf_counter() - begun)
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        own.append(now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)
    return _Cost(statistics.median(clock), statistics.median(own))


def _time_guesses() -> str:
    """Say what one guess costs by our stretching, and would by SQLCipher's own."""
    begun = time.process_time()
    hashlib.scrypt(b"guess", salt=bytes(16), maxmem=2**28, dklen=32, **SCRYPT)
    ours = time.process_time() - begun
    begun = time.process_time()
    hashlib.pbkdf2_hmac("sha512", b"guess", bytes(16), 256_000)
    return f"{ours:.2f} s of a processor, {time.process_time() - begun:.2f} s by PBKDF2"


def _verify(casebook: Casebook) -> None:
    faults = [fault for fault in casebook.verify() if fault.fails]
    assert not faults, faults


if __name__ == "__main__":
    sys.exit(main())
