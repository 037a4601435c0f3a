"""Hostile formats are parsed in a child process that can neither grow nor last."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from dataclasses import fields
from pathlib import Path

import sayso
from sayso.capture.address import clean_address
from sayso.capture.extracted import Extracted
from sayso.capture.options import find_day_or_moment
from sayso.capture.sniff import Format
from sayso.errors import CaptureError

MEMORY = 1_000_000_000
SECONDS = 30

# What the system's loader needs; nothing else of the environment is handed on.
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_PROGRAM = (
    "import sys; sys.path.append(sys.argv.pop()); from sayso.capture._child import main; main()"
)
# 0 where the system has no such signal: no failure has that code.
_TIME_UP = int(getattr(signal, "SIGXCPU", 0))
_KILLED = int(getattr(signal, "SIGKILL", 0))
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FIELDS = {field.name for field in fields(Extracted)}


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
    if done.returncode == -_TIME_UP:
        raise _too_long(kind, seconds)
    if done.returncode == -_KILLED:
        raise _stopped(kind)
    raise _damaged(kind)


def _check(answer: bytes, kind: Format) -> Extracted:
    """Trust nothing that a process which read a hostile file says."""
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError) as exc:
        raise _damaged(kind) from exc
    if not isinstance(found, dict) or not all(
        value is None or isinstance(value, str) for value in found.values()
    ):
        raise _damaged(kind)
    if found.keys() == {"problem", "remedy"}:
        raise CaptureError(str(found["problem"]), remedy=str(found["remedy"]))
    if found.keys() != _FIELDS or found["text"] is None:
        raise _damaged(kind)
    extracted = Extracted(**found)
    if not _is_sound(extracted):
        raise _damaged(kind)
    return extracted


def _is_sound(found: Extracted) -> bool:
    """Whether what goes into a report unchanged is what our own code would have found."""
    day, url, language = found.published, found.url, found.language
    return (
        (day is None or find_day_or_moment(day) == day)
        and (url is None or clean_address(url) == url)
        and (language is None or _LANGUAGE.fullmatch(language) is not None)
    )


def _too_long(kind: Format, seconds: int) -> CaptureError:
    return CaptureError(
        f"This {kind} was not read within {seconds} seconds.",
        remedy="Save the report's text alone and read that.",
    )


def _stopped(kind: Format) -> CaptureError:
    return CaptureError(
        f"The reading of this {kind} was stopped by the system: too long or too large.",
        remedy="Save the report's text alone and read that.",
    )


def _damaged(kind: Format) -> CaptureError:
    return CaptureError(
        f"This {kind} is damaged, or needs more memory than a report should.",
        remedy="Save the report's text alone and read that.",
    )
