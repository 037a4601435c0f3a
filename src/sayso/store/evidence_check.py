"""The check of a casebook's folder: every byte of evidence, and of the files about it.

A manifest alone proves little, since a forger can write a new one. So what the database keeps
is compared with what the manifest names, and both with what lies there.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import EvidenceError
from sayso.records.casebook import EvidenceObject
from sayso.records.fault import Fault, FaultKind
from sayso.store.evidence import require_as_left
from sayso.store.files import open_file, read_file
from sayso.store.folder import ABOUT, HEAD, KEYS, PENDING, README, SPOOL, CasebookFolder
from sayso.store.manifest import (
    BAG,
    MANIFEST,
    OBJECTS,
    TAG_MANIFEST,
    Manifest,
    make_object_path,
    make_tag_files,
    make_tag_manifest,
    parse_line,
)
from sayso.store.pending import list_pending

_BLOCK = 1 << 20
_NAME = re.compile("[0-9a-f]{64}")
_DIGEST = re.compile(rb"([0-9a-f]{64})  manifest-sha256\.txt\n")
_ROOT = re.compile(
    rf"casebook\.sqlite(-wal|-shm|-journal)?|evidence|{PENDING}|{SPOOL}|"
    + "|".join(re.escape(name) for name in (ABOUT, README, KEYS, HEAD))
)
_IN_SPOOL = re.compile(
    r"lock(-turn)?|[0-9a-f]{32}\.(data|json|tries)|[0-9a-f]{64}\.tries|[0-9a-f]+(\.[0-9a-f]+)*\.tmp"
)
_IN_PENDING = re.compile(
    r"(lock|head-lock)(-turn)?|[0-9a-f]{32}\.(jsonl|[a-z0-9]+\.tmp)|[a-z.-]+\.tmp"
)


def check_evidence(folder: CasebookFolder, objects: Iterable[EvidenceObject]) -> Iterator[Fault]:
    """Yield what `Evidence.check` promises."""
    yield from folder.check()
    yield from _note_strangers(folder)
    check = EvidenceCheck(folder)
    with folder.locked(shared=True):
        yield from check.read(objects)
    # Bytes that are kept never change, so others may add while they are read; only what
    # looks odd is looked at again when nobody is at work.
    suspects = [*check.walk(), *check.compare()]
    if suspects:
        with folder.locked(shared=True):
            yield from check.confirm(suspects)
    yield from check.compare_tag_manifest()


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A fault, and the object's name where another process may have made it meanwhile."""

    fault: Fault
    name: str | None = None


class EvidenceCheck:
    """One check, in steps: what ought to be there is read first, then what is there."""

    def __init__(self, folder: CasebookFolder) -> None:
        self._folder = folder
        self._manifest = Manifest(folder.path, folder.id)
        self._digest = ""  # of the manifest as it was read
        self._lines: dict[bytes, bytes] = {}  # name: digest, as bytes, since there are millions
        self._kept = bytearray()  # SHA-256 after SHA-256
        self._removed: set[str] = set()  # names
        self._unlisted: set[str] = set()  # names that are missing from the manifest
        self._tags: bytes | None = None  # the tag manifest as it was read
        self._manifest_faulty = False
        # What an interrupted change had begun, which the next one tidies:
        self._excused: set[str] = set()  # names of objects
        self._excused_from: int | None = None  # where in the manifest its lines begin
        self._excused_digests: set[str] = set()  # what the tag manifest may still say

    def read(self, objects: Iterable[EvidenceObject]) -> Iterator[Fault]:
        """Read what ought to be there; yield faults of the files that say so."""
        for where, data in make_tag_files(self._folder.id).items():
            yield from self._compare_file(where, data)
        yield from self._read_pending()
        for fault in self._read_manifest():
            self._manifest_faulty = True
            yield fault
        for kept in objects:
            if kept.removed:
                self._removed.add(self._folder.make_object_name(kept.sha256))
            else:
                self._kept += bytes.fromhex(kept.sha256)
        yield from self._compare_lines()

    def walk(self) -> Iterator[_Suspect]:
        """Yield files that no manifest names."""
        own = {name.removeprefix(f"{BAG}/") for name in make_tag_files(self._folder.id)}
        own |= {MANIFEST.removeprefix(f"{BAG}/"), TAG_MANIFEST.removeprefix(f"{BAG}/"), "data"}
        root = self._folder.path
        for place, known in ((BAG, own), (f"{BAG}/data", {"objects"})):
            for name in _list_folder(root, place):
                if name not in known:
                    yield _Suspect(_insert(f"{place}/{name}"))
        for first in _list_folder(root, OBJECTS):
            if not _is_folder(root / OBJECTS / first):
                yield _Suspect(_insert(f"{OBJECTS}/{first}"))
            for second in _list_folder(root, f"{OBJECTS}/{first}"):
                place = f"{OBJECTS}/{first}/{second}"
                if not _is_folder(root / place):
                    yield _Suspect(_insert(place))
                for name in _list_folder(root, place):
                    yield from self._judge(f"{place}/{name}", name)

    def compare(self) -> Iterator[_Suspect]:
        """Yield what is wrong with the bytes that the database keeps."""
        for start in range(0, len(self._kept), 32):
            sha256 = self._kept[start : start + 32].hex()
            name = self._folder.make_object_name(sha256)
            for fault in self._compare_object(sha256, name):
                yield _Suspect(fault, name if fault.kind is FaultKind.MISSING else None)

    def confirm(self, suspects: list[_Suspect]) -> Iterator[Fault]:
        """Yield those faults that no change made since the manifest was read explains."""
        names = self._read_newer_names()
        for suspect in suspects:
            if names is not None and suspect.name is not None:
                listed = bytes.fromhex(suspect.name) in names
                if listed == (suspect.fault.kind is FaultKind.INSERTED):
                    continue  # it was added, or removed, meanwhile
            self._manifest_faulty |= suspect.fault.where == MANIFEST
            yield suspect.fault

    def compare_tag_manifest(self) -> Iterator[Fault]:
        """Say whether the tag manifest fits the manifest, and which of them was altered."""
        if self._tags is None:
            yield _tell(FaultKind.MISSING, TAG_MANIFEST, "It is missing.")
            return
        found = _DIGEST.search(self._tags)
        told = None if found is None else found[1].decode()
        if told is None or self._tags != make_tag_manifest(self._folder.id, told):
            yield _tell(FaultKind.ALTERED, TAG_MANIFEST, "It is not as sayso writes it.")
        elif told not in (self._digest, *self._excused_digests) and not self._manifest_faulty:
            message = f"It does not fit {MANIFEST}, all of whose lines are right."
            yield _tell(FaultKind.ALTERED, TAG_MANIFEST, message)

    def _read_pending(self) -> Iterator[Fault]:
        try:
            for pending in list_pending(self._folder):
                message = "A change was interrupted; the next one tidies what it had begun."
                if pending.digest is not None:
                    try:
                        require_as_left(self._folder, self._manifest, pending)
                    except EvidenceError as exc:
                        yield _tell(FaultKind.ALTERED, pending.where, exc.problem)
                        continue
                    self._excused |= {step.name for step in pending.steps}
                    self._excused_digests.add(pending.digest)
                    if pending.rewritten is None:
                        self._excused_from = pending.size
                yield _tell(FaultKind.NOTE, pending.where, message)
        except EvidenceError as exc:
            yield _tell(FaultKind.ALTERED, PENDING, exc.problem)

    def _read_manifest(self) -> Iterator[Fault]:
        with suppress(EvidenceError):  # said by `compare_tag_manifest`
            self._tags = self._manifest.read_tag_manifest()
        hashing, offset = hashlib.sha256(), 0
        try:
            for number, line in enumerate(self._manifest.list_lines(), start=1):
                hashing.update(line)
                found = parse_line(line)
                torn = self._excused_from is not None and offset >= self._excused_from
                offset += len(line)
                if found is None:
                    if not torn:
                        message = f"Line {number} is not as sayso writes it."
                        yield _tell(FaultKind.ALTERED, MANIFEST, message)
                    continue
                name, digest = bytes.fromhex(found[0]), bytes.fromhex(found[1])
                if name in self._lines:
                    message = f"Line {number} names again what a line before it names."
                    yield _tell(FaultKind.INSERTED, MANIFEST, message)
                # Of a casebook that is not encrypted, both are the same: kept once.
                self._lines[name] = name if digest == name else digest
        except EvidenceError as exc:
            yield _tell(FaultKind.MISSING, MANIFEST, exc.problem)
        self._digest = hashing.hexdigest()

    def _compare_lines(self) -> Iterator[Fault]:
        """Compare the manifest with what the database keeps."""
        listed = 0
        for start in range(0, len(self._kept), 32):
            name = self._folder.make_object_name(self._kept[start : start + 32].hex())
            if bytes.fromhex(name) in self._lines:
                listed += 1
            elif name not in self._excused:
                self._manifest_faulty = True
                self._unlisted.add(name)
                message = f"It does not name {make_object_path(name)}, which the casebook keeps."
                yield _tell(FaultKind.MISSING, MANIFEST, message)
        if listed == len(self._lines):
            return
        kept = {
            bytes.fromhex(self._folder.make_object_name(self._kept[at : at + 32].hex()))
            for at in range(0, len(self._kept), 32)
        }
        for name in sorted(key.hex() for key in self._lines.keys() - kept):
            if name not in self._excused:
                self._manifest_faulty = True
                why = "was lawfully removed" if name in self._removed else "nothing tells of"
                message = f"It names {make_object_path(name)}, which {why}."
                yield _tell(FaultKind.INSERTED, MANIFEST, message)
                if (self._folder.path / make_object_path(name)).exists():
                    yield _insert(make_object_path(name))

    def _judge(self, where: str, name: str) -> Iterator[_Suspect]:
        if not _NAME.fullmatch(name) or where != make_object_path(name):
            yield _Suspect(_insert(where))
        elif name in self._removed and name not in self._excused:
            message = "It was lawfully removed, and lies there all the same."
            yield _Suspect(_tell(FaultKind.INSERTED, where, message))
        elif bytes.fromhex(name) not in self._lines and name not in self._excused | self._unlisted:
            yield _Suspect(_insert(where), name)

    def _compare_object(self, sha256: str, name: str) -> Iterator[Fault]:
        where = make_object_path(name)
        listed = self._lines.get(bytes.fromhex(name))
        try:
            lying, sound = self._hash_object(where, sha256)
        except FileNotFoundError:
            yield _tell(FaultKind.MISSING, where, "It is missing.")
        except (EvidenceError, OSError) as exc:
            problem = exc.problem if isinstance(exc, EvidenceError) else f"{exc.strerror}."
            yield _tell(FaultKind.ALTERED, where, f"It cannot be read: {problem}")
        else:
            if not sound:
                yield _tell(FaultKind.ALTERED, where, "It was altered: its SHA-256 is another.")
            elif listed is not None and listed.hex() != lying:
                message = f"The SHA-256 that it gives of {where} is wrong; the file is right."
                yield _tell(FaultKind.ALTERED, MANIFEST, message)

    def _hash_object(self, where: str, sha256: str) -> tuple[str, bool]:
        """Return the SHA-256 of a file as it lies, and whether it holds what it must."""
        with os.fdopen(open_file(self._folder.path, where), "rb") as file:
            if self._folder.keys is None:
                lying = hashlib.file_digest(file, "sha256").hexdigest()
                return lying, lying == sha256
            data = file.read()
        lying = hashlib.sha256(data).hexdigest()
        try:
            held = hashlib.sha256(self._folder.keys.decrypt(data)).hexdigest()
        except EvidenceError:
            return lying, False
        return lying, held == sha256

    def _compare_file(self, where: str, data: bytes) -> Iterator[Fault]:
        try:
            if read_file(self._folder.path, where) != data:
                yield _tell(FaultKind.ALTERED, where, "It was altered.")
        except FileNotFoundError:
            yield _tell(FaultKind.MISSING, where, "It is missing.")
        except EvidenceError as exc:
            yield _tell(FaultKind.ALTERED, where, exc.problem)

    def _read_newer_names(self) -> set[bytes] | None:
        """Return what the manifest names now, or ``None`` if it is what it was."""
        try:
            if self._manifest.measure()[1] == self._digest:
                return None
            lines = (parse_line(line) for line in self._manifest.list_lines())
            return {bytes.fromhex(found[0]) for found in lines if found is not None}
        except EvidenceError:
            return None


def _note_strangers(folder: CasebookFolder) -> Iterator[Fault]:
    for place, known in ((".", _ROOT), (PENDING, _IN_PENDING), (SPOOL, _IN_SPOOL)):
        for name in _list_folder(folder.path, place):
            if not known.fullmatch(name):
                where = name if place == "." else f"{place}/{name}"
                yield _tell(FaultKind.NOTE, where, "Nobody knows what it is: not sayso's.")


def _list_folder(root: Path, place: str) -> list[str]:
    path = root / place
    if not _is_folder(path):
        return []
    return sorted(entry.name for entry in os.scandir(path))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _insert(where: str) -> Fault:
    return _tell(FaultKind.INSERTED, where, "Nothing tells of it: it was put in.")


def _tell(kind: FaultKind, where: str, message: str) -> Fault:
    return Fault(kind=kind, where=where, message=message)
