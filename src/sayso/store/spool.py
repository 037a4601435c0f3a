"""Files that were handed over to be added, until they are: on disk before anybody is told so.

A file lies in ``spool/`` as ``ID.data``, with ``ID.json`` beside it, which is written last: what
has none never was handed over whole. In an encrypted casebook both are encrypted as they come.
"""

import json
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, TypeAlias

from sayso.errors import EvidenceError, StoreError
from sayso.store.files import (
    hold_lock,
    make_folders,
    open_owned,
    read_file,
    replace_file,
    sync_folder,
)
from sayso.store.folder import SPOOL, CasebookFolder

_PIECE = 1 << 20  # bytes that are encrypted together
_LENGTH = 4  # bytes that tell how long an encrypted piece is
_NUMBER = 8  # bytes that tell which piece it is
_TURN = 5.0  # seconds for which one waits for one's turn before one says so
_ID = re.compile(r"[0-9a-f]{32}")
_FORGOTTEN = 86_400.0  # seconds after which what nobody finished handing over goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Spooled:
    """One file that waits to be added.

    Attributes:
        id: 32 hex digits, random; the id of its capture, so that it is never added twice.
        name: The name it came under; "" of words that were typed.
        options: What was said of the report, by the names of `CaptureOptions`.
        facts: What was said of its capture, by the names of `Capture`.
        analyst: Who handed it over.
        time: When, ISO 8601 in UTC.
        size: How many bytes.
        problem: Why it cannot be added, or ``None``.
    """

    id: str
    name: str
    options: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    analyst: str
    time: str
    size: int = 0
    problem: str | None = None


Known: TypeAlias = dict[str, tuple[tuple[int, int], Spooled | None]]
"""What waits, by id, each with what tells whether its file is the same still."""


class Spool:
    """What waits in one casebook to be added."""

    def __init__(self, folder: CasebookFolder, known: Known) -> None:
        self._folder, self._known = folder, known
        self._place = folder.path / SPOOL

    def begin(self) -> "Inlet":
        """Begin to take a file in; raises `StoreError` where the folder may not be written to."""
        with _explaining():
            make_folders(self._folder.path, SPOOL)
            return Inlet(self._folder, secrets.token_hex(16))

    def list_waiting(self) -> tuple[Spooled, ...]:
        """Return what waits or was refused, the oldest first."""
        files, known = self._list_files(".json"), self._known
        for gone in known.keys() - files.keys():
            known.pop(gone, None)
        found = []
        for name, state in files.items():
            # Each is replaced as a whole or stays: it is read once, however often it is asked for.
            before = known.get(name)
            if before is None or before[0] != state:
                before = known[name] = (state, self._read(name))
            found.append(before[1])
        return tuple(sorted((it for it in found if it is not None), key=lambda it: it.time))

    def find(self, id: str) -> Spooled | None:  # noqa: A002 - our word
        """Return what waits under an id, or ``None``."""
        return self._read(id) if _ID.fullmatch(id) else None

    def open(self, item: Spooled) -> Path | bytes:
        """Return what was handed over: the file, or in an encrypted casebook its bytes.

        Raises:
            EvidenceError: It was altered, or is not there.
        """
        path = self._place / f"{item.id}.data"
        if self._folder.keys is None:
            return path
        with _explaining(), path.open("rb") as file:
            data = b"".join(self._decrypt(file))
        if len(data) != item.size:
            raise _altered(path.name)
        return data

    def refuse(self, item: Spooled, problem: str) -> None:
        """Note why an item cannot be added; it stays until somebody decides what to do with it.

        One that is gone meanwhile stays gone.
        """
        self._rewrite(replace(item, problem=problem))

    def retry(self, item: Spooled) -> None:
        """Have an item that was refused tried again."""
        self.forget_tries(item.id)
        self._rewrite(replace(item, problem=None))

    def end(self, item: Spooled) -> None:
        """Take away what was added, or what is not wanted; what it was goes last."""
        self.forget_tries(item.id)
        (self._place / f"{item.id}.json").unlink(missing_ok=True)
        sync_folder(self._place)
        (self._place / f"{item.id}.data").unlink(missing_ok=True)

    def tidy(self) -> None:
        """Take away what nobody finished handing over a day ago."""
        whole = self._list_files(".json")
        for name in self._list_files(".data"):
            path = self._place / f"{name}.data"
            with suppress(OSError):
                if name not in whole and time.time() - path.stat().st_mtime > _FORGOTTEN:
                    path.unlink()

    @contextmanager
    def taking_turn(self, wait: Callable[[], None]) -> Iterator[None]:
        """Be the only one who adds and reads what waits in this casebook.

        Args:
            wait: Is called every few seconds for as long as others do.
        """
        make_folders(self._folder.path, SPOOL)
        with ExitStack() as stack:
            while True:
                try:
                    lock = hold_lock(self._place / "lock", patience=_TURN)
                    stack.enter_context(lock)
                    break
                except StoreError:
                    wait()
            yield

    # How often something was tried, so that what ends the program is not tried for ever.

    def note_try(self, name: str) -> int:
        """Note that an item (by its id) or report (by its SHA-256) is tried; return how often."""
        make_folders(self._folder.path, SPOOL)
        with open(self._make_path(name, "tries"), "ab", opener=open_owned) as file:
            file.write(b"x")
            return file.tell()

    def forget_tries(self, name: str) -> None:
        """Forget how often something was tried."""
        self._make_path(name, "tries").unlink(missing_ok=True)

    def _make_path(self, name: str, kind: str) -> Path:
        if len(name) == 64:
            name = self._folder.make_object_name(name)
        return self._place / f"{name}.{kind}"

    def _rewrite(self, item: Spooled) -> None:
        if self.find(item.id) is not None:
            _write(self._folder, item)

    def _list_files(self, suffix: str) -> dict[str, tuple[int, int]]:
        """Return the files of one kind, by their names without it, with what changes with them."""
        if not self._place.is_dir() or self._place.is_symlink():
            return {}
        found = {}
        with os.scandir(self._place) as entries:
            for entry in entries:
                if entry.name.endswith(suffix):
                    with suppress(FileNotFoundError):
                        state = entry.stat(follow_symlinks=False)
                        name = entry.name.removesuffix(suffix)
                        found[name] = (state.st_ino, state.st_mtime_ns)
        return found

    def _read(self, name: str) -> Spooled | None:
        with suppress(FileNotFoundError, ValueError, TypeError, EvidenceError):
            data = read_file(self._folder.path, f"{SPOOL}/{name}.json")
            found = json.loads(
                data if self._folder.keys is None else self._folder.keys.decrypt(data)
            )
            if found.get("id") == name:
                return Spooled(**found)
        return None

    def _decrypt(self, file: IO[bytes]) -> Iterator[bytes]:
        keys, number = self._folder.keys, 0
        while length := file.read(_LENGTH):
            piece = b"" if keys is None else keys.decrypt(file.read(int.from_bytes(length)))
            if int.from_bytes(piece[:_NUMBER]) != number:
                raise _altered(file.name)
            yield piece[_NUMBER:]
            number += 1


class Inlet:
    """One file on its way in; `keep` it, or it never was there."""

    def __init__(self, folder: CasebookFolder, id: str) -> None:  # noqa: A002 - our word
        self._folder, self._id = folder, id
        self._path = folder.path / SPOOL / f"{id}.data"
        self._file: IO[bytes] = open(self._path, "xb", opener=open_owned)  # noqa: SIM115
        self._held, self._number = bytearray(), 0
        self._kept = False
        self.size = 0

    def write(self, data: bytes) -> None:
        """Take in some more bytes; raises `StoreError` where the disk takes no more."""
        with _explaining():
            self.size += len(data)
            if self._folder.keys is None:
                self._file.write(data)
                return
            self._held += data
            while len(self._held) >= _PIECE:
                self._encrypt(bytes(self._held[:_PIECE]))
                del self._held[:_PIECE]

    def keep(self, item: Spooled) -> Spooled:
        """Keep what came; it is on disk when this returns.

        Args:
            item: What is known of it; its id and size are given here.
        """
        with _explaining():
            if self._held:
                self._encrypt(bytes(self._held))
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            kept = replace(item, id=self._id, size=self.size)
            _write(self._folder, kept)
        self._kept = True
        return kept

    def drop(self) -> None:
        """Take away what came so far; what is kept stays."""
        if not self._kept:
            self._file.close()
            self._path.unlink(missing_ok=True)

    def _encrypt(self, piece: bytes) -> None:
        keys = self._folder.keys
        if keys is None:
            raise ValueError("this casebook is not encrypted")
        lying = keys.encrypt(self._number.to_bytes(_NUMBER) + piece)
        self._file.write(len(lying).to_bytes(_LENGTH) + lying)
        self._number += 1


class _explaining:  # noqa: N801 - used as a function
    """Say what the system refused in words of ours."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        if isinstance(problem, OSError):
            raise StoreError(
                f"The casebook's folder cannot be written to: {problem.strerror}.",
                remedy="Make room, or give yourself leave to write there, and try again.",
            ) from problem


def _write(folder: CasebookFolder, item: Spooled) -> None:
    plain = {name: getattr(item, name) for name in Spooled.__slots__}
    data = json.dumps(plain | {"options": dict(item.options), "facts": dict(item.facts)}).encode()
    path = folder.path / SPOOL / f"{item.id}.json"
    way = path.with_suffix(f".{secrets.token_hex(4)}.tmp")
    replace_file(path, data if folder.keys is None else folder.keys.encrypt(data), by_way_of=way)


def _altered(name: str) -> EvidenceError:
    return EvidenceError(
        f"{Path(name).name}, which waited to be added, was altered.", remedy="Add the file again."
    )
