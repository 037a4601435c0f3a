"""Backups: a copy of one moment that is itself a casebook, and going on from one."""

import hashlib
import os
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

from sayso.errors import EvidenceError, OlderError, StoreError
from sayso.records.entries import make_custody_draft
from sayso.records.log import EntryKind, Head
from sayso.store.evidence import Evidence
from sayso.store.files import open_owned, sync_folder
from sayso.store.folder import CasebookFolder
from sayso.store.opening import open_store
from sayso.store.store import Store
from sayso.store.unfinished import hold_unfinished
from sayso.workbench.heads import find_head_fault
from sayso.workbench.holdings import Holdings
from sayso.workbench.removing import finish_removals
from sayso.workbench.verifying import verify

_TAR = ".tar"
_ATTEMPTS = 3
_FAULTS_TOLD = 3
_BLOCK = 1 << 20
_OBJECTS = 10_000  # that are copied together: what was copied is remembered until they are done


class BackupError(StoreError):
    """A backup was not made, or could not be restored; what was there before is untouched."""


def backup(holdings: Holdings, out: Path) -> Path:
    """Write a copy of this moment, and verify it; others may read and write meanwhile.

    The copy is a casebook's folder with its database in it (also where this one's is on a
    PostgreSQL server), under the same passphrase, or that folder in one file where ``out`` ends
    in ".tar". It has its name only once it was verified, so what is there is whole.

    Returns:
        The folder or the file.

    Raises:
        BackupError: ``out`` is there already, the log is not what the head beside it says, or
            the copy does not verify.
    """
    out = out.resolve()
    _refuse_existing(out)
    _refuse_unfit_head(holdings)
    finish_removals(holdings)  # what was removed must not live on in a copy
    with hold_unfinished(out) as place:
        folder = _copy_moment(holdings, place / out.name.removesuffix(_TAR))
        _refuse_faults(holdings, folder)
        made, sha256 = folder.path, None
        if out.suffix == _TAR:
            made = place / f"packed{_TAR}"
            sha256 = _pack(folder.path, made)
        _put_in_place(made, out)
    _log(holdings, "backup", sha256=sha256, what=f"a copy in {out}")
    return out


def restore(
    source: Path,
    path: Path,
    *,
    database: str = "sqlite",
    passphrase: str | None = None,
    analyst: str,
) -> Path:
    """Make a casebook of a backup in an empty or absent folder, and verify it.

    It goes on where the backup was made, under the same id. To add to both, the original and
    the copy, make a new casebook and merge the backup into it instead: one log cannot go on
    in two ways.

    Args:
        source: What `backup` wrote, or any casebook's folder that verifies.
        path: The folder.
        database: "sqlite" for a database in the folder, or the address of an empty PostgreSQL
            database without a password.
        passphrase: Of an encrypted one.
        analyst: Who restores it, as the log will say.

    Returns:
        The folder.

    Raises:
        BackupError: The folder is not empty, or the backup does not verify.
        PassphraseError: It is encrypted, and the passphrase is missing or wrong.
    """
    path = path.resolve()
    _refuse_existing(path)
    with hold_unfinished(path) as place, _opened(source, place, passphrase, analyst) as kept:
        refuse_faults(kept, source.name)
        folder = _copy_moment(kept, place / path.name, database=database)
        _refuse_faults(kept, folder)
        _go_on(kept, folder, source)
        _put_in_place(folder.path, path)
    return path


def _go_on(kept: Holdings, folder: CasebookFolder, source: Path) -> None:
    """Tell in the log of a restored casebook that it was restored."""
    with closing(open_store(folder)) as store:
        holdings = Holdings(
            folder=folder, store=store, evidence=Evidence(folder), analyst=kept.analyst
        )
        _log(holdings, "restore", sha256=None, what=f"from {source}")
        folder.write_head(store.get_head())


def _copy_moment(holdings: Holdings, path: Path, *, database: str = "sqlite") -> CasebookFolder:
    """Copy all records of one moment, and the bytes that they speak of.

    The database is copied first: bytes are added before, and taken away after, the database
    tells of it. So only a removal meanwhile can spoil a copy, and then it is made anew, since
    what was removed must not live on in it.
    """
    before = holdings.folder.read_head()  # a copy of a log that is cut short now shows it, too
    for _ in range(_ATTEMPTS):
        folder = holdings.folder.copy_to(path, database=database)
        holdings.store.copy_to(folder)
        with closing(open_store(folder, read_only=True)) as store:
            done = _copy_evidence(holdings, folder, store)
            heads = store.list_heads()
        if done and not _was_removed_since(holdings.store, heads):
            if before is not None:
                folder.write_head(before)
            folder.write_head(heads[0])
            return folder
        shutil.rmtree(path)
    raise BackupError(
        f"Reports were removed each time while {holdings.folder.name} was copied.",
        remedy="Try again once the removals are done.",
    )


def _copy_evidence(holdings: Holdings, folder: CasebookFolder, store: Store) -> bool:
    """Copy the bytes that a copied database keeps; return whether they were all still there."""
    evidence = Evidence(folder)
    kept = (it.sha256 for it in store.list_objects() if not it.removed)
    while page := list(islice(kept, _OBJECTS)):
        try:
            with evidence.changing(store.has_object) as change:
                change.put_all(holdings.evidence.get(sha256) for sha256 in page)
        except EvidenceError:
            if all(holdings.store.has_object(sha256) for sha256 in page):
                raise
            return False
    return True


def _was_removed_since(store: Store, heads: Iterable[Head]) -> bool:
    """Return whether a removal came after these heads in any log, also one that a merge brought."""
    known = {head.chain: head.n for head in heads}
    return any(
        True
        for head in store.list_heads()
        for _ in store.list_entries(
            head.chain, after=known.get(head.chain, 0), kinds=(EntryKind.REMOVAL,)
        )
    )


def _refuse_unfit_head(holdings: Holdings) -> None:
    """Refuse a log that is not what the head beside it says: a copy would get a head that fits."""
    fault = find_head_fault(holdings)
    if fault is not None:
        raise BackupError(
            f"No backup was made of {holdings.folder.name}, which does not verify. {fault}",
            remedy="Run sayso verify, and keep the backups that you have.",
        )


def _refuse_faults(holdings: Holdings, folder: CasebookFolder) -> None:
    """Verify a copy, and refuse it where it is not whole."""
    with closing(open_store(folder, read_only=True)) as store:
        copy = Holdings(
            folder=folder, store=store, evidence=Evidence(folder), analyst=holdings.analyst
        )
        refuse_faults(copy, "The copy")


def refuse_faults(holdings: Holdings, what: str) -> None:
    """Raise `BackupError` with the first faults of a casebook that does not verify."""
    faults = [fault for fault in verify(holdings) if fault.fails]
    if faults:
        told = " ".join(f"{fault.where}: {fault.message}" for fault in faults[:_FAULTS_TOLD])
        more = len(faults) - _FAULTS_TOLD
        raise BackupError(
            f"{what} does not verify. {told}" + (f" And {more} more." if more > 0 else ""),
            remedy="Run sayso verify on the original; a disk may be failing.",
        )


@contextmanager
def _opened(source: Path, place: Path, passphrase: str | None, analyst: str) -> Iterator[Holdings]:
    """Open a backup, a folder or one file, as it is: nothing in it is changed."""
    if source.is_file():
        source = _unpack(source, place)
    folder = CasebookFolder.open(source, passphrase=passphrase)
    try:
        store = open_store(folder, read_only=True)
    except OlderError:
        if folder.database != "sqlite":
            raise
        older = shutil.copytree(folder.path, place / "older")
        folder = CasebookFolder.open(older, passphrase=passphrase)
        store = open_store(folder)  # which brings it forward
    with closing(store):
        yield Holdings(folder=folder, store=store, evidence=Evidence(folder), analyst=analyst)


def _refuse_existing(out: Path) -> None:
    if out.is_dir() and not any(out.iterdir()):
        return
    if out.exists() or out.is_symlink():
        raise BackupError(
            f"{out.name} is there already.",
            remedy="Name a file or folder that is not there yet; nothing is ever overwritten.",
        )


def _put_in_place(made: Path, out: Path) -> None:
    _refuse_existing(out)
    if out.is_dir():
        out.rmdir()
    made.rename(out)
    sync_folder(out.parent)


def _pack(folder: Path, out: Path) -> str:
    """Write a folder into one file, read it back, and return the file's SHA-256."""
    with open(out, "xb", opener=open_owned) as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
            archive.add(folder, arcname=folder.name, filter=_without_owner)
        file.flush()
        os.fsync(file.fileno())
    with tarfile.open(out) as archive:
        for member in archive:
            packed = archive.extractfile(member) if member.isfile() else None
            if packed is not None:
                _compare(packed, folder.parent / member.name)
    return _digest_file(out)


def _compare(packed: IO[bytes], path: Path) -> None:
    if _digest(packed) != _digest_file(path):
        raise BackupError(
            f"{path.name} is not in the file as it was written.",
            remedy="A disk may be failing: write the backup to another one.",
        )


def _digest_file(path: Path) -> str:
    with path.open("rb") as file:
        return _digest(file)


def _digest(file: IO[bytes]) -> str:
    hashing = hashlib.sha256()
    while block := file.read(_BLOCK):
        hashing.update(block)
    return hashing.hexdigest()


def _without_owner(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Whose account it was on is nobody's business."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _unpack(source: Path, place: Path) -> Path:
    out = place / "unpacked"
    try:
        with tarfile.open(source) as archive:
            archive.extractall(out, filter="data")
    except (tarfile.TarError, OSError) as exc:
        raise BackupError(
            f"{source.name} cannot be unpacked: {exc}.",
            remedy="Name what sayso backup wrote; it may be damaged, or the disk full.",
        ) from exc
    folders = [path for path in out.iterdir() if path.is_dir()]
    if len(folders) != 1:
        raise BackupError(
            f"{source.name} holds no casebook.", remedy="Name what sayso backup wrote."
        )
    return folders[0]


def _log(holdings: Holdings, action: str, *, sha256: str | None, what: str) -> None:
    with holdings.store.writing() as writer:
        writer.append(
            make_custody_draft(
                action, time=holdings.now(), actor=holdings.analyst, sha256=sha256, what=what
            )
        )
