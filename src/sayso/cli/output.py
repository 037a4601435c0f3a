"""Where answers go: standard output, or one file a report."""

import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from sayso.capture.options import MAX_BYTES
from sayso.errors import CaptureError
from sayso.settings import Settings

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 100
_COLUMNS = 80  # of a page that goes to no terminal
_AT_ONCE = 10_000  # characters; less than a reader of a long list waits for


class OutputClosedError(Exception):
    """Whoever read our output has gone: there is nobody to tell."""


def make_settings() -> Settings:
    """Return how pages are laid out here: for a terminal, or for a file or pipe."""
    shown = sys.stdout.isatty()
    return Settings(
        max_bytes=MAX_BYTES,
        width=shutil.get_terminal_size().columns if shown else _COLUMNS,
        color=shown and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        progress=sys.stderr.isatty(),
    )


def print_text(text: str) -> None:
    """Write to standard output; raises `OutputClosedError`.

    Files and pipes get UTF-8 whatever the locale; a terminal gets its own encoding, with
    a question mark for each character that it lacks.
    """
    try:
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None or sys.stdout.isatty():
            encoding = sys.stdout.encoding or "utf-8"
            sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        else:
            buffer.write(text.encode("utf-8"))
            buffer.flush()
        sys.stdout.flush()
    except BrokenPipeError as exc:
        # What is left in the buffer would fail again when the interpreter ends.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputClosedError from exc


def print_all(texts: Iterable[str]) -> None:
    """Write many texts to standard output, some at a time; raises `OutputClosedError`."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size > _AT_ONCE:
            print_text("".join(held))
            held, size = [], 0
    if held:
        print_text("".join(held))


def print_problem(text: str) -> None:
    """Write one line to standard error; names of files may hold anything, terminals must not."""
    shown = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )
    with suppress(BrokenPipeError):
        sys.stderr.write(f"sayso: {shown}\n")
        sys.stderr.flush()


def print_notice() -> None:
    """Say on standard error that what was written out holds names of persons."""
    from sayso.publish.wording import HOLDS_NAMES

    print_problem(HOLDS_NAMES)


class Folder:
    """A folder that gets one file a report, named by its id."""

    def __init__(self, path: Path, suffix: str) -> None:
        self._path, self._suffix = path, suffix
        self._taken: set[str] = set()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise CaptureError(
                f"The folder {path} cannot be made: {exc.strerror}.",
                remedy="Give another with --out.",
            ) from exc

    def write(self, name: str, text: str) -> Path:
        """Write one report's file, whole or not at all."""
        safe = make_file_name(name, self._taken)
        path = self._path / (safe + self._suffix)
        # A name that nobody can foresee: others may write into the folder too.
        draft = self._path / f".{safe}.{token_hex(8)}.part"
        try:
            _write_whole(path, draft, text.encode("utf-8"))
        except OSError as exc:
            raise CaptureError(
                f"{path} cannot be written: {exc.strerror}.", remedy="Check the folder of --out."
            ) from exc
        return path


def _write_whole(path: Path, draft: Path, data: bytes) -> None:
    """Put a file in place once the disk has all of it; the draft must be new, and no link."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):  # not every system has each
        flags |= getattr(os, name, 0)
    made = os.open(draft, flags, 0o666)
    try:
        with os.fdopen(made, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def make_file_name(name: str, taken: set[str]) -> str:
    """Return a name that is safe in any folder of any system, and add it to those taken."""
    safe = _UNSAFE.sub("_", name).lstrip(".-")[:_LONGEST]
    if _RESERVED.fullmatch(safe):
        safe = "_" + safe
    if safe != name or safe.casefold() in taken:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        safe = f"{safe or '_'}-{digest}"
    # Not every system tells upper case from lower.
    while safe.casefold() in taken:
        safe += "_"
    taken.add(safe.casefold())
    return safe
