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
from typing import Any

import sayso
from sayso.capture.address import clean_address
from sayso.capture.extracted import Extracted
from sayso.capture.options import find_day_or_moment
from sayso.capture.sniff import Format
from sayso.errors import CaptureError

FEED = "feed"
"""What the child is asked for instead of a format where a feed is to be taken apart."""

MEMORY = 1_000_000_000
SECONDS = 30
_MOST_OF_A_FEED = 12_000_000  # bytes of text; the items' own bytes go beside it

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
    return _check(_run(data, kind, max_bytes=max_bytes, memory=memory, seconds=seconds), kind)


def list_items_apart(
    data: bytes, *, memory: int = MEMORY, seconds: int = SECONDS
) -> dict[str, Any]:
    """List a feed's items in a child process; raises `CaptureError` when that fails.

    Returns:
        What `feed.extract_feed` returns. Only that there are "title", "problem" and a list of
        dictionaries is sure: whoever uses them checks them.
    """
    answer = _run(data, FEED, max_bytes=_MOST_OF_A_FEED, memory=memory, seconds=seconds)
    found = _load(answer, FEED)
    items = found.get("items")
    if found.keys() != {"title", "problem", "items"} or not isinstance(items, list):
        raise _damaged(FEED)
    if not all(isinstance(item, dict) for item in items):
        raise _damaged(FEED)
    return found


def _run(data: bytes, kind: str, *, max_bytes: int, memory: int, seconds: int) -> bytes:
    """Return what the child process answers; raises `CaptureError` where it has no answer."""
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
        return answer
    if done.returncode == -_TIME_UP:
        raise _too_long(kind, seconds)
    if done.returncode == -_KILLED:
        raise _stopped(kind)
    raise _damaged(kind)


def _load(answer: bytes, kind: str) -> dict[str, Any]:
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError) as exc:
        raise _damaged(kind) from exc
    if not isinstance(found, dict):
        raise _damaged(kind)
    if found.keys() == {"problem", "remedy"}:
        raise CaptureError(str(found["problem"]), remedy=str(found["remedy"]))
    return found


def _check(answer: bytes, kind: Format) -> Extracted:
    """Trust nothing that a process which read a hostile file says."""
    found = _load(answer, kind)
    if not all(value is None or isinstance(value, str) for value in found.values()):
        raise _damaged(kind)
    if found.keys() != _FIELDS or found["text"] is None:
        raise _damaged(kind)
    extracted = Extracted(**found)
    if not is_sound(extracted):
        raise _damaged(kind)
    return extracted


def is_sound(found: Extracted) -> bool:
    """Return whether what goes into a report unchanged is what our own code would have found."""
    day, url, language = found.published, found.url, found.language
    return (
        (day is None or find_day_or_moment(day) == day)
        and (url is None or clean_address(url) == url)
        and (language is None or _LANGUAGE.fullmatch(language) is not None)
    )


def _too_long(kind: str, seconds: int) -> CaptureError:
    return CaptureError(
        f"This {kind} was not read within {seconds} seconds.",
        remedy="Save the report's text alone and read that.",
    )


def _stopped(kind: str) -> CaptureError:
    return CaptureError(
        f"The reading of this {kind} was stopped by the system: too long or too large.",
        remedy="Save the report's text alone and read that.",
    )


def _damaged(kind: str) -> CaptureError:
    return CaptureError(
        f"This {kind} is damaged, or needs more memory than a report should.",
        remedy="Save the report's text alone and read that.",
    )
