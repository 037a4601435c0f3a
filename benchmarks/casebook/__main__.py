"""Measure a casebook of many reports: how large it is, how fast it is filled and searched.

    python -m benchmarks.casebook 20000                       in a folder that is taken away after
    python -m benchmarks.casebook 1000000 --at FOLDER         kept, and gone on with if stopped
    python -m benchmarks.casebook 20000 --database postgresql://USER@/NAME?host=SOCKET
    python -m benchmarks.casebook 1000000 --at FOLDER --cold  before each kind of query the
                                                              database is put out of memory

Reports and their readings are invented (`benchmarks.casebook.generate`), and written through
the store as `sayso add` does, 500 in a transaction; the bytes of evidence are not written, and
nothing is read by a model. Queries are drawn from the same seed and timed one by one, their
answers included; "own" is the processor time of the process itself, on which other programs'
work weighs less, without that of a server. Prints Markdown. Exit code 1 when a bar is missed.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.casebook.fill import Progress, fill, open_or_make
from benchmarks.casebook.queries import KINDS, Times, time_kind, time_opening
from sayso.store.folder import CasebookFolder
from sayso.store.opening import DATABASE, open_store
from sayso.store.store import Store


def main() -> int:
    given = _read_arguments()
    print(f"{_describe_machine()}\n")
    with _get_place(given.at) as path:
        if not given.only_ask:
            _fill(path, given)
        return _ask(path, given)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.casebook")
    parser.add_argument("size", type=int, help="reports")
    parser.add_argument("--at", type=Path, help="folder of the casebook; kept")
    parser.add_argument("--database", default="sqlite", help="postgresql://... instead of SQLite")
    parser.add_argument("--encrypt", action="store_true", help="measure an encrypted casebook")
    parser.add_argument("--cold", action="store_true", help="put SQLite's file out of memory first")
    parser.add_argument("--queries", type=int, default=200, help="queries of each kind")
    parser.add_argument("--only-ask", action="store_true", help="fill nothing")
    return parser.parse_args()


def _fill(path: Path, given: argparse.Namespace) -> None:
    store = open_or_make(path, database=given.database, passphrase=_get_passphrase(given))
    there, done = store.count().reports, None
    for done in fill(store, given.size):
        if done.reports % 50_000 == 0:
            _tell(done, there)
    if done is not None:
        _tell(done, there)
    store.close()
    if given.database != "sqlite":
        _analyze(given.database)


def _tell(done: Progress, there: int) -> None:
    new = done.reports - there
    print(
        f"- {done.reports:,} reports: {new:,} of them and their {done.claims:,} claims added in "
        f"{done.seconds:,.0f} s, {new / done.seconds:,.0f} reports and "
        f"{done.claims / done.seconds:,.0f} claims a second",
        flush=True,
    )


def _ask(path: Path, given: argparse.Namespace) -> int:
    passphrase = _get_passphrase(given)
    store = open_store(CasebookFolder.open(path, passphrase=passphrase), read_only=True)
    counts = store.count()
    size = _measure_size(path, given, store)
    print(
        f"- the database: {size / 1e6:,.0f} MB, {size / counts.reports:,.0f} bytes a report, "
        f"for {counts.reports:,} reports, {counts.claims:,} claims and "
        f"{counts.entries:,} entries of the log\n"
    )
    print("| | p50 ms | p95 ms | most ms | own p95 ms | bar, p95 | |")
    print("|---|---|---|---|---|---|---|")
    kept = _print("Opening, in a new process", time_opening(path, passphrase), 300)
    for kind in KINDS:
        if given.cold:
            store.close()
            _put_out(path / DATABASE)
            store = open_store(CasebookFolder.open(path, passphrase=passphrase), read_only=True)
        kept &= _print(kind.name, time_kind(store, kind, given.queries), kind.bar)
    store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nMost memory of the process: {peak:,.0f} MB.")
    return 0 if kept else 1


def _print(name: str, times: Times, bar: int | None) -> bool:
    kept = bar is None or times.p95 < bar
    mark = "" if bar is None else "kept" if kept else "MISSED"
    bound = "" if bar is None else f"< {bar}"
    print(
        f"| {name} | {times.p50:.1f} | {times.p95:.1f} | {times.most:.0f} | {times.own:.1f} "
        f"| {bound} | {mark} |",
        flush=True,
    )
    return kept


@contextmanager
def _get_place(at: Path | None) -> Iterator[Path]:
    if at is not None:
        yield at
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "bench.casebook"


def _get_passphrase(given: argparse.Namespace) -> str | None:
    return "nine blue herons" if given.encrypt else None


def _measure_size(path: Path, given: argparse.Namespace, store: Store) -> int:
    if given.database == "sqlite":
        return sum(file.stat().st_size for file in path.glob(f"{DATABASE}*"))
    import psycopg

    with psycopg.connect(given.database) as connection:
        row = connection.execute(
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace::regnamespace::text = %s",
            (f"casebook_{store.chain}",),
        ).fetchone()
    return int(row[0]) if row else 0


def _analyze(address: str) -> None:
    """Have the server count now what it would count within minutes."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _put_out(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _describe_machine() -> str:
    model = platform.processor() or platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    try:
        told = subprocess.run(["lscpu", "--json"], capture_output=True, check=True, text=True)
        facts = {row["field"]: row["data"] for row in json.loads(told.stdout)["lscpu"]}
        model = facts.get("Model name:", model)
    except (OSError, subprocess.CalledProcessError, ValueError):
        pass
    cores = len(os.sched_getaffinity(0))
    return (
        f"{cores} cores of {model}, {memory:.0f} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}; load while beginning {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    sys.exit(main())
