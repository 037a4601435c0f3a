"""What the store's choices cost and gain, as docs/decisions/0010-casebook-store.md gives them.

``python -m benchmarks.store_choices SIZE`` works on a made-up casebook of so many reports in a
temporary folder, on SQLite, encrypted or not.
"""

import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path

from benchmarks.casebook.fill import fill, open_or_make
from benchmarks.casebook.generate import generate
from sayso.records.decision import Decision, Judgement, Note
from sayso.records.entries import list_decided, make_decision_draft
from sayso.records.log import EntryKind
from sayso.records.report import Report
from sayso.records.subjects import make_report_subject
from sayso.store.folder import CasebookFolder
from sayso.store.opening import DATABASE, get_backend, open_store
from sayso.store.sql.packing import pack_reading, unpack
from sayso.store.store import Store

_PASSPHRASE = "nine blue herons"


def measure(size: int, *, encrypted: bool) -> None:
    """Print the figures of one kind of casebook."""
    print(f"{'encrypted' if encrypted else 'not encrypted'}, {size} reports")
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "bench.casebook"
        passphrase = _PASSPHRASE if encrypted else None
        with closing(open_or_make(path, database="sqlite", passphrase=passphrase)) as store:
            for _ in fill(store, size):
                pass
        folder = CasebookFolder.open(path, passphrase=passphrase)
        megabytes = (path / DATABASE).stat().st_size / 1e6
        print(f"  database                      {megabytes:9.1f} MB")
        _show("opening", lambda: open_store(folder).close(), times=20)
        with closing(open_store(folder)) as store:
            _show("one decision, durable", lambda: _decide(store), times=200)
            _show("decisions alone from the log", lambda: _list_kind(store), times=20)
            _drop_index(folder, "log_kind")
            _show("the same without log_kind", lambda: _list_kind(store), times=5)
            _show("overwriting what was removed", store.scrub, times=1)
            _show("checking all records", lambda: list(store.check()), times=1)


def measure_packing(count: int) -> None:
    """Print how small readings become, with the dictionary and without."""
    packed = [pack_reading(reading) for reading in generate(0, count)]
    plain = [unpack(one) for one in packed]
    print(f"readings, bytes each: {sum(map(len, plain)) / count:.0f} as JSON,", end=" ")
    print(f"{sum(len(zlib.compress(one)) for one in plain) / count:.0f} by zlib,", end=" ")
    print(f"{sum(map(len, packed)) / count:.0f} with the dictionary")


def _show(what: str, run: Callable[[], object], *, times: int) -> None:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append(1000 * (time.perf_counter() - begun))
    taken.sort()
    line = f"  {what:30}{statistics.median(taken):9.1f} ms"
    print(line + (f", p95 {taken[int(0.95 * times)]:.1f} ms" if times >= 20 else ""))


def _decide(store: Store) -> None:
    question = Note(about=make_report_subject(_get_report()))
    keys, reports = list_decided(question)
    decision = Decision(
        id=f"{store.get_head().n:032x}",
        type="note",
        question=question,
        judgement=Judgement.YES,
        analyst="bench",
        time="2026-01-01T00:00:00Z",
        reason="A benchmark.",
        keys=keys,
        reports=reports,
    )
    with store.writing() as writer:
        writer.append(make_decision_draft(decision))


@cache
def _get_report() -> Report:
    return next(generate(0, 1)).report


def _list_kind(store: Store) -> int:
    return sum(1 for _ in store.list_entries(kinds=[EntryKind.REMOVAL, EntryKind.TIMESTAMP]))


def _drop_index(folder: CasebookFolder, name: str) -> None:
    backend = get_backend(folder, read_only=False)
    with backend.engine.connect() as connection:
        backend.begin_writing(connection)
        connection.exec_driver_sql(f"DROP INDEX {name}")
        connection.commit()
    backend.engine.dispose()


if __name__ == "__main__":
    number = int(sys.argv[1])
    measure_packing(min(number, 2000))
    for secret in (False, True):
        measure(number, encrypted=secret)
