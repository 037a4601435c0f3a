"""Runs the command on a hostile file and says whether it kept its promises."""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from sayso.cli.main import main

FORMATS = ("json", "text", "html")


class BrokenPromiseError(AssertionError):
    """A promise was not kept."""


def read_hostile(path: Path, form: str) -> str:
    """Read a file through the command; return "read" or the sentence that refused it.

    Raises:
        BrokenPromiseError: The command did not end with a reading or one sentence.
    """
    bytes_out, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(bytes_out, "utf-8")
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["read", str(path), "--format", form, "--language", "en"])
    printed = bytes_out.getvalue().decode("utf-8")
    return judge(code, printed, err.getvalue(), form)


def judge(code: int, out: str, err: str, form: str) -> str:
    """Return "read" or the sentence that refused the file; raises `BrokenPromiseError`."""
    if code == 0:
        if err:
            raise BrokenPromiseError(f"read, and yet: {err}")
        if form == "json":
            _check_reading(json.loads(out))
        elif "\x1b" in out or not out.strip():
            raise BrokenPromiseError("an empty page, or one that commands the terminal")
        return "read"
    sentence = err.partition(": ")[2].partition(": ")[2].strip()
    if code != 2 or out or err.count("\n") != 1 or not err.startswith("sayso: "):
        raise BrokenPromiseError(f"exit code {code}, {len(out)} characters printed, and: {err}")
    if "defect" in sentence or "Traceback" in sentence or not sentence.endswith("."):
        raise BrokenPromiseError(sentence)
    return sentence


def _check_reading(reading: dict[str, Any]) -> None:
    """Every offset lies in the text, and every quotation is what stands there."""
    text = reading["report"]["text"]
    for spans, quoted in _quotations(reading):
        for begin, end in spans:
            if not 0 <= begin < end <= len(text):
                raise BrokenPromiseError(f"{begin}-{end} lies outside the text")
        if quoted is not None and " ".join(text[b:e] for b, e in spans) != quoted:
            raise BrokenPromiseError(f"{spans} does not read {quoted!r}")


def _quotations(value: object) -> Iterator[tuple[list[list[int]], str | None]]:
    if isinstance(value, list):
        for item in value:
            yield from _quotations(item)
    elif isinstance(value, dict):
        if "spans" in value and "text" in value:
            yield value["spans"], value["text"]
        elif isinstance(value.get("span"), list):
            yield [value["span"]], value.get("text")
        if "mentions" in value:
            yield value["mentions"], None
        for item in value.values():
            yield from _quotations(item)


def run_apart(path: Path, *, memory: int = 2_000_000_000, seconds: int = 60) -> str:
    """Read a file in a process of its own, with limits; POSIX only."""
    import resource
    import subprocess

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    done = subprocess.run(
        [sys.executable, "-m", "sayso", "read", str(path), "--format", "json", "--language", "en"],
        capture_output=True, timeout=10 * seconds, check=False, preexec_fn=limit,
    )  # fmt: skip
    return judge(done.returncode, done.stdout.decode(), done.stderr.decode(), "json")
