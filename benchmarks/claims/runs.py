"""Programs at work: each in a process of its own, clocked, taking turns article by article.

A process of its own, because a program that reads an article after another one has read it
would find words already looked up; in turns, so that a change of the processor's speed
weighs on all of them.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import TypeVar

from benchmarks.bench import SAMPLE
from benchmarks.claims.corpus import Article, Attribution
from benchmarks.claims.systems import SYSTEMS, System, UnavailableError
from benchmarks.scoring.text import ScoringError
from sayso.errors import SaysoError

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

_Answer = TypeVar("_Answer")


@dataclass(slots=True, kw_only=True)
class Run:
    """What one program did.

    Attributes:
        name: As the table calls it.
        missing: Why it cannot be measured, in a sentence; "" where it can.
        note: What a reader of its figures must know; "" for nothing.
        found: What it found, by the name of the article.
        seconds: Processor time that it took.
    """

    name: str
    missing: str = ""
    note: str = ""
    found: dict[str, list[Attribution]] = field(default_factory=dict)
    seconds: float = 0.0


def use_one_core() -> None:
    """Hold this process, and those it starts, to one core and to one thread each."""
    for name in _THREADS:
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def run_systems(names: Sequence[str], articles: Sequence[Article]) -> list[Run]:
    """Let every program read every article; raises `ScoringError` where one fails."""
    with ExitStack() as stack:
        workers = [stack.enter_context(_Worker(name)) for name in names]
        for number, article in enumerate(articles, 1):
            for worker in workers:
                worker.read(article)
            _tell(f"{number}/{len(articles)}")
        for worker in workers:
            worker.finish()
        _tell("")
    return [worker.run for worker in workers]


def _tell(progress: str) -> None:
    """Show how far the work is, to a person who watches."""
    if sys.stderr.isatty():
        print(f"\r{progress:20}", end="\r", file=sys.stderr, flush=True)


class _Worker:
    """One program in its process."""

    def __init__(self, name: str) -> None:
        self.run = Run(name=name)
        # A fresh process, not a copy of this one with all that it has loaded.
        self._pool = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))

    def __enter__(self) -> "_Worker":
        self.run.missing = self._ask(_open, self.run.name)
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def read(self, article: Article) -> None:
        """Let it read an article."""
        if not self.run.missing:
            found, seconds = self._ask(_read, article.text)
            self.run.found[article.name] = found
            self.run.seconds += seconds

    def finish(self) -> None:
        """Fetch what is to be said of its figures."""
        if not self.run.missing:
            self.run.note = self._ask(_get_note)

    def _ask(self, work: Callable[..., _Answer], *given: str) -> _Answer:
        try:
            return self._pool.submit(work, *given).result()
        except BrokenProcessPool as exc:
            raise ScoringError(
                f"The process of {self.run.name} ended while it read. Is there enough memory?"
            ) from exc


# What follows runs in the program's own process, which holds one.
_opened: list[System] = []


def _open(name: str) -> str:
    """Load a program and let it read something else; return why it cannot be, or ""."""
    try:
        system = SYSTEMS[name]()
    except UnavailableError as exc:
        return str(exc)
    _let_read(system, SAMPLE.read_text(encoding="utf-8"))
    # Another one, since this one may have kept count; what is slow to load stays loaded.
    _opened.append(SYSTEMS[name]())
    return ""


def _read(text: str) -> tuple[list[Attribution], float]:
    """Return what the program found in a text, and the processor time that it took."""
    begin = time.process_time()
    found = _let_read(_opened[0], text)
    return found, time.process_time() - begin


def _let_read(system: System, text: str) -> list[Attribution]:
    try:
        return system.read(text)
    except SaysoError as exc:
        # A `SaysoError` cannot be sent to another process: it is not made of its message alone.
        raise ScoringError(str(exc)) from None


def _get_note() -> str:
    return _opened[0].note
