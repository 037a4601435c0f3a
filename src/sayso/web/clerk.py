"""The clerk: a process beside the desk that adds, reads and puts together, and is watched over."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, Protocol

import sayso
from sayso.errors import SaysoError
from sayso.web.clerk_child import MEMORY, describe_program
from sayso.web.clerk_work import Telling
from sayso.workbench.casebook import Casebook

# As `-m` would, but without looking for modules in the folder that somebody stands in. The
# sayso of the desk is taken before any that is installed; other packages as they are found.
_PROGRAM = """
import sys
sys.path.insert(0, sys.argv.pop())
import sayso
sys.path.append(sys.path.pop(0))
from sayso.web.clerk_child import main
main()
"""
_SECRET = "SAYSO_PASSPHRASE"  # noqa: S105 - the name of a variable, which goes no further
_FALLS = 3  # times that it may end before it has begun anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Doings:
    """What the clerk does.

    Attributes:
        doing: "adding", "reading", "joining" (cases are put together), "starting", "waiting" (for
            the clerk of another desk), "resting", or "stopped": it does not start, and nothing is
            done until it is asked again.
        name: What is added or read, as people call it; else "".
        left: How many of these are left, this one included.
        since: When it began with that, ISO 8601 in UTC.
        problem: Why it stopped, or ``None``.
    """

    doing: str = "resting"
    name: str = ""
    left: int = 0
    since: str = ""
    problem: str | None = None


class Clerk(Protocol):
    """Whoever does the work that no page waits for."""

    def wake(self) -> None:
        """Tell it that there is work; this returns at once."""

    def describe(self) -> Doings:
        """Return what it does."""

    def close(self) -> None:
        """Have it stop at once; what it was at is gone on with another time."""


class NoClerk:
    """Nobody: what waits, waits."""

    def wake(self) -> None:
        """Do nothing."""

    def describe(self) -> Doings:
        """Return that nothing is done."""
        return Doings()

    def close(self) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much the clerk may take.

    Attributes:
        memory: Bytes of address space.
        start: Seconds until it must have begun.
        seconds: For one report, one file, or one step of putting cases together.
        per_second: Characters of a text, or bytes of a file, for each of which that many make
            it a second more.
    """

    memory: int = MEMORY
    start: float = 120.0
    seconds: float = 300.0
    per_second: int = 1_000

    def allow(self, telling: Telling) -> float:
        """Return for how many seconds nothing need be heard after this."""
        return self.seconds + telling.size / self.per_second


class ChildClerk:
    """A clerk in a process of its own.

    It starts when there is work. Where it hangs it is ended, what it was at is told as failed,
    and another goes on with the rest.

    Args:
        casebook: The casebook.
        limits: How much it may take.
        program: What Python runs, given the folder that sayso lies in as last argument.
    """

    def __init__(
        self, casebook: Casebook, *, limits: Limits | None = None, program: str = _PROGRAM
    ) -> None:
        self._casebook, self._program = casebook, program
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._asked = 0  # times that somebody said there is work
        self._closed = False
        self._child: subprocess.Popen[bytes] | None = None
        self._watching: threading.Thread | None = None
        self._last: Telling | None = None
        self._doings = Doings(since=casebook.holdings.now())

    def wake(self) -> None:
        """Tell it that there is work; this returns at once."""
        with self._lock:
            if self._closed:
                return
            self._asked += 1
            if self._watching is None:
                self._watching = threading.Thread(target=self._watch, daemon=True)
                self._watching.start()
            elif self._child is not None:
                _send(self._child, self._asked)

    def describe(self) -> Doings:
        """Return what it does."""
        return self._doings

    def close(self) -> None:
        """Have it stop at once."""
        with self._lock:
            self._closed = True
            watching, child = self._watching, self._child
        if child is not None:
            _end(child)
        if watching is not None:
            watching.join()
        if self._last is not None and self._last.what:
            # That it was ended is no fault of what it was at.
            self._casebook.spool.forget_tries(self._last.what)

    def _watch(self) -> None:
        """Have one process after another work, until all that was asked for is done."""
        falls = 0
        while True:
            heard, last = self._run_one()
            falls = falls + 1 if last is None or last.doing == "joining" else 0
            with self._lock:
                self._child = None
                stopped = last is not None and last.doing == "stopped"
                if self._closed or stopped or falls >= _FALLS or heard >= self._asked:
                    if not self._closed and (stopped or falls >= _FALLS):
                        self._note("stopped", problem=_say_why(last))
                    else:
                        self._note("resting")
                    self._watching = None
                    return

    def _run_one(self) -> tuple[int, Telling | None]:
        """Have one process work until it ends or must be ended.

        Returns:
            Up to which time of asking it did all, and what it told last.
        """
        with self._lock:
            if self._closed:
                return self._asked, None
            self._note("starting")
            child = self._child = self._start()
            _send(child, self._asked)
        lines: queue.Queue[bytes | None] = queue.Queue()
        threading.Thread(target=_pump, args=(child, lines.put), daemon=True).start()
        heard, last = 0, None
        patience: float | None = self._limits.start
        while True:
            try:
                line = lines.get(timeout=patience)
            except queue.Empty:
                _end(child)
                self._give_up(last)
                return heard, last or Telling(doing="stopped", name="It does not begin.")
            if line is None:
                _end(child)
                return heard, last
            number, last = _read_line(line)
            self._last = last
            patience = self._limits.allow(last)
            if last.doing == "resting":
                heard, patience = number, None
            if last.doing != "stopped":  # why it stopped is told once it has
                self._note(last.doing, name=last.name, left=last.left)

    def _start(self) -> "subprocess.Popen[bytes]":
        home = str(Path(sayso.__file__).parents[1])
        child = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-I", "-X", "utf8", "-c", self._program, home],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library says there may quote a report
            env={name: value for name, value in os.environ.items() if name != _SECRET},
            # Ctrl+C in the terminal is for the desk; and what it started itself ends with it.
            start_new_session=True,
        )
        handed = self._casebook.hand_over() | {
            "memory": self._limits.memory,
            "sayso": describe_program(),
        }
        _write(child, json.dumps(handed).encode())
        return child

    def _give_up(self, last: Telling | None) -> None:
        """Have what the clerk hung in tell so, that nobody tries it for ever."""
        if last is None:
            return
        allowed = round(self._limits.allow(last))
        problem = f"It took longer than {allowed:,} seconds, which the desk gives to one like it."
        with suppress(SaysoError):
            if last.doing == "reading":
                self._casebook.give_up(
                    last.what, f"{problem} Split it, or read it with sayso reread."
                )
            elif last.doing == "adding":
                item = self._casebook.spool.find(last.what)
                if item is not None:
                    self._casebook.spool.refuse(item, f"{problem} Add it with sayso add.")

    def _note(
        self, doing: str, *, name: str = "", left: int = 0, problem: str | None = None
    ) -> None:
        now = self._casebook.holdings.now()
        before = self._doings
        new = Doings(doing=doing, name=name, left=left, since=now, problem=problem)
        same = replace(new, since=before.since) == before
        self._doings = before if same else new


def _say_why(last: Telling | None) -> str:
    if last is None:
        return f"It ended {_FALLS} times before it had begun."
    if last.doing == "joining":
        return f"It ended {_FALLS} times while cases were put together."
    return last.name


def _send(child: "subprocess.Popen[bytes]", number: int) -> None:
    _write(child, str(number).encode())


def _write(child: "subprocess.Popen[bytes]", line: bytes) -> None:
    # One that has just ended hears nothing; whoever watches sees that.
    with suppress(OSError, ValueError):
        stdin = child.stdin
        if stdin is not None:
            stdin.write(line + b"\n")
            stdin.flush()


def _pump(child: "subprocess.Popen[bytes]", put: Callable[[bytes | None], Any]) -> None:
    stdout: IO[bytes] | None = child.stdout
    if stdout is not None:
        for line in stdout:
            put(line)
    put(None)


def _read_line(line: bytes) -> tuple[int, Telling]:
    found = json.loads(line)
    return found.pop("heard"), Telling(**found)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End a process and what it started, and take it off the system's list."""
    if child.returncode is not None:
        return
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            child.kill()
        else:
            os.killpg(child.pid, 9)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError, ValueError):
                pipe.close()
