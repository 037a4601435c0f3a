"""The process that reads beside the desk: it ends with the desk, whatever ends that.

It takes the casebook over on its standard input, then a line each time that there is work, and
tells on its standard output what it does, one JSON line each. It writes nothing else there.
"""

import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO

import sayso
from sayso.errors import SaysoError
from sayso.web.clerk_work import Telling, work
from sayso.web.locating import locate
from sayso.workbench.casebook import Casebook
from sayso.workbench.holdings import ReportReader

MEMORY = 6_000_000_000
"""Bytes of address space; `benchmarks.desk.reading_needs` prints what reading needs."""

_POLITE = 10  # the desk goes first, and whatever else runs on the machine
_QUIET = 0.5  # seconds that pass without further work before it begins: decisions come in rows
_IDLE = 600.0  # seconds without work after which it ends, and gives back the memory of its models


def main(reader: ReportReader | None = None) -> None:
    """Work until told no more; `reader` reads instead of sayso's own reader."""
    told, said = sys.stdin.buffer, _take_stdout()
    handed = json.loads(told.readline())
    _set_limits(int(handed["memory"]))
    woken: queue.Queue[int] = queue.Queue()
    at: list[Callable[[], None]] = []
    threading.Thread(target=_listen, args=(told, woken, at), daemon=True).start()

    def tell(telling: Telling) -> None:
        at[:] = [partial(casebook.spool.forget_tries, telling.what)] if telling.what else []
        said.write(json.dumps(telling.to_plain() | {"heard": heard}).encode() + b"\n")
        said.flush()

    heard = 0
    try:
        _require_same(handed.get("sayso"))
        with Casebook.take_over(handed, reader=reader) as casebook:
            while (number := _wait(woken)) is not None:
                heard = number
                # Another desk may be open on this casebook, and have a clerk.
                with casebook.spool.taking_turn(lambda: tell(Telling(doing="waiting"))):
                    work(casebook, tell)
    except SaysoError as exc:
        tell(Telling(doing="stopped", name=str(exc)))
    except Exception as exc:  # noqa: BLE001  it ends, and nothing of a report is told
        tell(Telling(doing="stopped", name=f"Sayso failed: {locate(exc)}. Please report this."))
    said.flush()
    os._exit(0)


def describe_program() -> list[str]:
    """Return which sayso runs: its version, and the folder it lies in."""
    return [sayso.__version__, str(Path(sayso.__file__).parent.resolve())]


def _require_same(expected: list[str] | None) -> None:
    """Raise `SaysoError` where another sayso runs here than at the desk: it would read otherwise.

    Args:
        expected: What `describe_program` says at the desk.
    """
    if expected != describe_program():
        raise SaysoError(
            "Another sayso would read the reports than the one that shows them.",
            remedy="Stop sayso serve, install sayso once only, and start it again.",
        )


def _take_stdout() -> IO[bytes]:
    """Return standard output for ourselves: what a library prints goes to standard error."""
    own = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return own


def _set_limits(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    os.nice(_POLITE)
    # Where a limit cannot be set (macOS takes none on the address space), there is none.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _listen(told: IO[bytes], woken: "queue.Queue[int]", at: Sequence[Callable[[], None]]) -> None:
    for line in told:
        woken.put(int(line))
    for forget in at:  # that it ends now is no fault of what it is at
        forget()
    os._exit(0)  # the desk is gone; what was begun is taken back or gone on with by the next


def _wait(woken: "queue.Queue[int]") -> int | None:
    """Wait for work, and until no more comes for a moment; ``None`` if none comes for long."""
    try:
        number: int = woken.get(timeout=_IDLE)
    except queue.Empty:
        return None
    while True:
        try:
            number = woken.get(timeout=_QUIET)
        except queue.Empty:
            return number
