"""Fill a casebook through the store's own writer."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.casebook.generate import generate
from sayso.records.capture import Capture
from sayso.records.entries import make_capture_draft, make_casebook_draft
from sayso.records.reading import Reading
from sayso.store.folder import CasebookFolder
from sayso.store.opening import create_store, open_store
from sayso.store.store import Store, Writer

BATCH = 500
"""Reports in one transaction."""

_ID = "5a" * 16
_TIME = "2026-01-01T00:00:00Z"


@dataclass(frozen=True)
class Progress:
    """How far filling is: reports and claims there, and seconds and claims of this run."""

    reports: int
    claims: int
    seconds: float


def open_or_make(path: Path, *, database: str, passphrase: str | None) -> Store:
    """Open the casebook of an earlier run, or make one."""
    if (path / "casebook.toml").exists():
        return open_store(CasebookFolder.open(path, passphrase=passphrase))
    folder = CasebookFolder.create(
        path, id=_ID, name="Benchmark", database=database, passphrase=passphrase
    )
    draft = make_casebook_draft(time=_TIME, actor="bench", made_with="bench", name="Benchmark")
    return create_store(folder, draft)


def keep(writer: Writer, reading: Reading) -> None:
    """Keep a report with its reading: its entry in the log, its text and what was read in it.

    Its bytes are not written.
    """
    report = reading.report
    capture = Capture(
        id=report.sha256[:32],
        sha256=report.sha256,
        size=len(report.text.encode()),
        added=_TIME,
        clock="system",
        method="file",
        tool="bench",
        tool_version="1",
        operator="bench",
    )
    writer.append(make_capture_draft(capture, report))
    writer.add_report(report)
    writer.put_reading(reading)


def fill(store: Store, size: int) -> Iterator[Progress]:
    """Add reports with their readings until there are so many.

    Every report has an entry in the log, a text and a reading; how fast a disk takes files of
    evidence is not the database's. An earlier run that was stopped is gone on with.
    """
    there = store.count().reports
    begun, claims = time.perf_counter(), 0
    for first in range(there, size, BATCH):
        last = min(first + BATCH, size)
        with store.writing() as writer:
            for reading in generate(first, last):
                keep(writer, reading)
                claims += len(reading.claims)
        yield Progress(last, claims, time.perf_counter() - begun)
