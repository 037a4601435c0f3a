"""Files of a casebook: there whole or not at all, for the owner alone, and never through a link.

A casebook can come from somebody else. A link in it could lead a reader to a file of their
own, or a writer out of the folder, so no component of a path below the folder may be one.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sayso.errors import EvidenceError, StoreError

_PATIENCE = 60.0  # seconds that one waits for another writer
_PAUSE = 0.01
_THREADS = 8  # that wait for the disk at once
# What other systems than POSIX ones do not know is left out there.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_MAY_NOT_WRITE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT})
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # a named pipe would keep us waiting for its writer


def refuse_links(root: Path, name: str) -> Path:
    """Return the path of a file below the folder; raises `EvidenceError` at a link on the way."""
    path = root
    for part in name.split("/"):
        path = path / part
        if path.is_symlink():
            shown = path.relative_to(root).as_posix()
            raise EvidenceError(
                f"{shown} is a link, which could lead out of the casebook.",
                remedy="Replace it by the file or folder that belongs there, from a backup.",
            )
    return path


def open_file(root: Path, name: str) -> int:
    """Open a file below the folder for reading; raises `EvidenceError` if it is no plain file."""
    path = refuse_links(root, name)
    descriptor = os.open(path, os.O_RDONLY | _NO_LINK | _NO_WAIT)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise EvidenceError(
            f"{name} is no plain file.",
            remedy="Replace it by the file that belongs there, from a backup.",
        )
    return descriptor


def read_file(root: Path, name: str) -> bytes:
    """Return the bytes of a file below the folder; raises ``FileNotFoundError``."""
    with os.fdopen(open_file(root, name), "rb") as file:
        return file.read()


def write_new(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write a file and wait (unless told not to) until it is on disk; one there is overwritten."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_LINK, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        if sync:
            file.flush()
            os.fsync(file.fileno())


def open_owned(path: str, flags: int) -> int:
    """Open a file, new ones for their owner alone: what ``open`` takes as its ``opener``."""
    return os.open(path, flags | _NO_LINK, 0o600)


def replace_file(path: Path, data: bytes, *, by_way_of: Path) -> None:
    """Put bytes in a file's place at one stroke: either the old or the new ones are there."""
    write_new(by_way_of, data)
    by_way_of.replace(path)
    sync_folder(path.parent)


def make_folders(root: Path, name: str, *, sync: bool = True) -> Path:
    """Make a folder below the casebook's, and those on the way.

    Args:
        root: The casebook's folder.
        name: Which folder below it.
        sync: Whether to wait until they are on disk.
    """
    path = root
    for part in name.split("/"):
        parent, path = path, path / part
        with suppress(FileExistsError):
            path.mkdir(mode=0o700)
            if sync:
                sync_folder(parent)
    return refuse_links(root, name)


def sync_file(path: Path) -> None:
    """Wait until a file that somebody else wrote is on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_all(paths: Collection[Path]) -> None:
    """Wait until files and folders are on disk.

    All are asked for at once: the disk then writes them together, where one after the other
    would each wait for a turn of its own.
    """
    from concurrent.futures import ThreadPoolExecutor  # who only reads needs none of it

    with ThreadPoolExecutor(max_workers=min(len(paths), _THREADS) or 1) as pool:
        for _ in pool.map(lambda path: (sync_folder if path.is_dir() else sync_file)(path), paths):
            pass


def sync_folder(path: Path) -> None:
    """Wait until what was made, renamed or taken away in a folder is on disk."""
    if sys.platform == "win32":
        return  # Windows has no such call for folders
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def hold_lock(path: Path, *, shared: bool = False, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold a lock on a file; the system gives it back when the process ends, however it ends.

    Who waits stands in a turnstile, a second file: without it, a process that adds batch
    after batch takes the lock again before anybody who waits has noticed that it was free.

    A shared lock can be held in a folder that may only be read, too; where no writer has ever
    made the file, there is nobody to hold off.

    Args:
        path: The file.
        shared: Whether others may hold it, too, who ask for that.
        patience: Seconds that one waits for it.

    Raises:
        StoreError: Others held it for longer than that.
    """
    until = time.monotonic() + patience
    way = path.with_name(path.name + "-turn")
    with _acquired(way, until, shared=False, reads=shared):
        lock = ExitStack()
        lock.enter_context(_acquired(path, until, shared=shared, reads=shared))
    with lock:
        yield


@contextmanager
def _acquired(path: Path, until: float, *, shared: bool, reads: bool) -> Iterator[None]:
    descriptor = _acquire(path, until, shared=shared, reads=reads)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _open_lock(path: Path, *, reads: bool) -> int | None:
    """Open a lock's file; ``None`` where it is not there and who only reads cannot make it."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
    except OSError as exc:
        if not reads or exc.errno not in _MAY_NOT_WRITE:
            raise
    try:
        return os.open(path, os.O_RDONLY | _NO_LINK)
    except FileNotFoundError:
        return None


def _acquire(path: Path, until: float, *, shared: bool, reads: bool) -> int | None:
    descriptor = _open_lock(path, reads=reads)
    if descriptor is None:
        return None
    try:
        while not _try_lock(descriptor, shared=shared):
            if time.monotonic() > until:
                raise StoreError(
                    "Another process has been changing this casebook for more than a minute.",
                    remedy="Wait until it is done, or end it if it hangs, and try again.",
                )
            time.sleep(_PAUSE)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int, *, shared: bool) -> bool:  # noqa: ARG001 - only one kind there
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int, *, shared: bool) -> bool:
        how = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
