"""Where the files of an export lie: a folder, or a zip of one. Nothing is ever unpacked.

Paths in an export are a stranger's word: only files inside the bundle are opened, by no link.
"""

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol, cast

from sayso.errors import CaptureError

MOST_BYTES = 8_000_000_000
"""Of one file in a zip; more is a bomb."""

_RATIO, _BOMB = 300, 50_000_000  # times smaller, from so many bytes on: no export is
_UNSAFE = "It lies outside the export, or is a link."


class Bundle(Protocol):
    """Files by their paths with slashes, from the folder that the export's own file lies in."""

    name: str

    def find(self, path: str) -> Callable[[], BinaryIO] | None:
        """Return what opens a file, or ``None`` where there is none.

        Raises:
            CaptureError: The path leads outside, along a link, or to no file.
        """

    def close(self) -> None:
        """Give back what is held open."""


class Folder:
    """A folder that lies open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.resolve().name

    def find(self, path: str) -> Callable[[], BinaryIO] | None:
        """Return what opens a file; a link on the way to it is refused."""
        here = self._path
        try:
            for part in _split(path):
                here = here / part
                kind = here.lstat().st_mode
                if stat.S_ISLNK(kind):
                    raise CaptureError(_UNSAFE, remedy="Put the file itself there.")
            if not stat.S_ISREG(kind):
                raise CaptureError(_UNSAFE, remedy="Put a plain file there.")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as exc:
            raise _unreadable(exc) from exc
        return lambda: _open_plain(here)

    def close(self) -> None:
        """Hold nothing."""


class Zip:
    """A zip that was made of such a folder: a file, or the bytes of one that has a name."""

    def __init__(self, source: Path | bytes, name: str = "", root: str = "") -> None:
        self.name = name or (source.name if isinstance(source, Path) else "")
        self._source = source
        self._root = root
        with _explaining():
            self._zip = zipfile.ZipFile(source if isinstance(source, Path) else BytesIO(source))
            self._entries: dict[str, zipfile.ZipInfo] = {}
            for entry in self._zip.infolist():
                if entry.filename in self._entries:
                    self._zip.close()
                    raise CaptureError(
                        "It holds two files of one name.", remedy="Make the ZIP archive anew."
                    )
                self._entries[entry.filename] = entry

    def names(self) -> Iterator[str]:
        """Yield the paths of all files."""
        return (name for name in self._entries if not name.endswith("/"))

    def within(self, root: str) -> "Zip":
        """Have paths begin in this folder of the zip from now on."""
        self._root = root
        return self

    def find(self, path: str) -> Callable[[], BinaryIO] | None:
        """Return what opens a file, up to its size; bombs and links are refused."""
        entry = self._entries.get(str(PurePosixPath(self._root, *_split(path))))
        if entry is None:
            return None
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise CaptureError(_UNSAFE, remedy="Put the file itself there.")
        grown = entry.file_size > _RATIO * max(entry.compress_size, 1)
        if entry.file_size > MOST_BYTES or (entry.file_size > _BOMB and grown):
            raise CaptureError(
                "It grows to more than any export holds when it is unpacked.",
                remedy="Unpack it yourself, if you trust it, and give the folder.",
            )
        if entry.flag_bits & 1:
            raise CaptureError(
                "The ZIP archive is encrypted.", remedy="Unpack it, and give the folder."
            )
        return lambda: self._open(entry)

    def open_again(self) -> BinaryIO:
        """Open the zip itself, as a file."""
        source = self._source
        return source.open("rb") if isinstance(source, Path) else BytesIO(source)

    def close(self) -> None:
        """Close the zip."""
        self._zip.close()

    def _open(self, entry: zipfile.ZipInfo) -> BinaryIO:
        with _explaining():
            return cast("BinaryIO", self._zip.open(entry))


@contextmanager
def explain_damage(what: str) -> Iterator[None]:
    """Say in one sentence that a file cannot be read to its end."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as exc:
        raise _damaged() from exc
    except OSError as exc:
        raise CaptureError(
            f"{what} cannot be read: {exc.strerror or exc}.", remedy="Copy it anew."
        ) from exc


@contextmanager
def _explaining() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as exc:
        raise _damaged() from exc
    except OSError as exc:
        raise _unreadable(exc) from exc


def _damaged() -> CaptureError:
    return CaptureError(
        "The ZIP archive is damaged, or of a kind that is not read.",
        remedy="Unpack it, and give the folder.",
    )


def _split(path: str) -> tuple[str, ...]:
    """Return the parts of a path; raises `CaptureError` for one that leads elsewhere."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if not parts or ".." in parts or parts[0].startswith("/") or ":" in parts[0] or "\0" in path:
        raise CaptureError(_UNSAFE, remedy="Look at the export: its paths were altered.")
    return parts


def _open_plain(path: Path) -> BinaryIO:
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY", "O_NONBLOCK"):  # not every system has each
        flags |= getattr(os, name, 0)
    try:
        return os.fdopen(os.open(path, flags), "rb")
    except OSError as exc:
        raise _unreadable(exc) from exc


def _unreadable(exc: OSError | ValueError) -> CaptureError:
    reason = getattr(exc, "strerror", None) or str(exc)
    return CaptureError(f"It cannot be opened: {reason}.", remedy="Check its permissions.")
