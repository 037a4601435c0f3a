"""Hostile formats are parsed in a child process that can neither grow nor last."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import sayso
from sayso.capture.extracted import Extracted
from sayso.capture.sniff import Format
from sayso.errors import CaptureError

MEMORY = 1_000_000_000
SECONDS = 30

# What the system's loader needs; nothing else of the environment is handed on.
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_PROGRAM = (
    "import sys; sys.path.append(sys.argv.pop()); from sayso.capture._child import main; main()"
)
_FIELDS = {"text", "title", "publisher", "url", "published", "language"}


def extract_apart(
    data: bytes, kind: Format, *, max_bytes: int, memory: int = MEMORY, seconds: int = SECONDS
) -> Extracted:
    """Extract a report's text in a child process; raises `CaptureError` when that fails.

    Args:
        data: The document; a web page as UTF-8.
        kind: HTML or PDF.
        max_bytes: The longest text that is accepted.
        memory: Bytes that the child may hold.
        seconds: How long it may take, by the clock and by the processor.
    """
    limits = [str(max_bytes), str(memory), str(seconds)]
    home = str(Path(sayso.__file__).parents[1])
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(  # noqa: S603 - our own module, no shell
                [sys.executable, "-I", "-X", "utf8", "-c", _PROGRAM, kind, *limits, home],
                input=data,
                stdout=output,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _KEPT if name in os.environ},
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as exc:
            raise _too_long(kind, seconds) from exc
        output.seek(0)
        answer = output.read(8 * max_bytes + 1_000_000)
    if done.returncode == 0:
        return _check(answer, kind)
    if -done.returncode in _CLOCK_SIGNALS:
        raise _too_long(kind, seconds)
    raise _damaged(kind)


def _clock_signals() -> frozenset[int]:
    import signal

    names = ("SIGXCPU", "SIGKILL")  # at the hard limit of time the system kills
    return frozenset(int(getattr(signal, name)) for name in names if hasattr(signal, name))


_CLOCK_SIGNALS = _clock_signals()


def _check(answer: bytes, kind: Format) -> Extracted:
    """Trust nothing that a process which read a hostile file says."""
    try:
        found = json.loads(answer)
    except ValueError as exc:
        raise _damaged(kind) from exc
    if not isinstance(found, dict) or not all(
        value is None or isinstance(value, str) for value in found.values()
    ):
        raise _damaged(kind)
    if found.keys() == {"problem", "remedy"}:
        raise CaptureError(str(found["problem"]), remedy=str(found["remedy"]))
    if found.keys() != _FIELDS or found["text"] is None:
        raise _damaged(kind)
    return Extracted(**found)


def _too_long(kind: Format, seconds: int) -> CaptureError:
    return CaptureError(
        f"This {kind} was not read within {seconds} seconds.",
        remedy="Save the report's text alone and read that.",
    )


def _damaged(kind: Format) -> CaptureError:
    return CaptureError(
        f"This {kind} is damaged, or needs more memory than a report should.",
        remedy="Save the report's text alone and read that.",
    )
