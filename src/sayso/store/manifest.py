"""The bag around the evidence (BagIt 1.0, RFC 8493): its manifest, and the files about it.

Lines of a manifest may stand in any order, so new ones are appended: a casebook of a million
objects need not write 150 MB anew for each report that comes in.
"""

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from sayso.errors import EvidenceError
from sayso.store.files import (
    make_folders,
    open_file,
    read_file,
    refuse_links,
    replace_file,
    sync_folder,
    write_new,
)

BAG = "evidence"
MANIFEST = f"{BAG}/manifest-sha256.txt"
TAG_MANIFEST = f"{BAG}/tagmanifest-sha256.txt"
OBJECTS = f"{BAG}/data/objects"

_BLOCK = 1 << 20
_NAME_AT = 85  # where in a line the object's name begins
_LINE_BYTES = 150
_LINE = re.compile(
    rb"([0-9a-f]{64})  data/objects/([0-9a-f]{2})/([0-9a-f]{2})/(\2\3[0-9a-f]{60})\n"
)


def make_bag(root: Path, id: str) -> None:  # noqa: A002 - our word
    """Lay an empty bag in a casebook's folder, which has this id."""
    make_folders(root, OBJECTS)
    for name, data in make_tag_files(id).items():
        write_new(root / name, data)
    write_new(root / MANIFEST, b"")
    write_new(root / TAG_MANIFEST, make_tag_manifest(id, hashlib.sha256(b"").hexdigest()))
    sync_folder(root / BAG)


def make_tag_files(id: str) -> dict[str, bytes]:  # noqa: A002 - our word
    """Return the files about the bag that never change, by name.

    What they hold follows from the casebook's id, so a byte that was altered in one shows
    without any other file. A count of bytes (Payload-Oxum) would have to change with each
    object, and is left out.
    """
    info = (
        f"External-Identifier: sayso casebook {id}\n"
        "External-Description: Bytes as captured; see README.md of the casebook\n"
        "Bag-Software-Agent: sayso\n"
    )
    return {
        f"{BAG}/bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        f"{BAG}/bag-info.txt": info.encode(),
    }


def make_tag_manifest(id: str, manifest_sha256: str) -> bytes:  # noqa: A002 - our word
    """Return what the tag manifest must be beside a manifest of this digest."""
    digests = {
        name.removeprefix(f"{BAG}/"): hashlib.sha256(data).hexdigest()
        for name, data in make_tag_files(id).items()
    }
    digests["manifest-sha256.txt"] = manifest_sha256
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def make_object_path(name: str) -> str:
    """Return where an object lies, below the casebook's folder."""
    return f"{OBJECTS}/{name[:2]}/{name[2:4]}/{name}"


def make_line(name: str, digest: str) -> bytes:
    """Return the manifest's line for an object."""
    return f"{digest}  {make_object_path(name).removeprefix(f'{BAG}/')}\n".encode()


def parse_line(line: bytes) -> tuple[str, str] | None:
    """Return (name, digest of the file as it lies), or ``None`` for a line that is not ours."""
    found = _LINE.fullmatch(line)
    return None if found is None else (found[4].decode(), found[1].decode())


class Manifest:
    """The manifest of one casebook; whoever writes holds the casebook's lock."""

    def __init__(self, root: Path, id: str) -> None:  # noqa: A002 - our word
        self._root = root
        self._id = id
        # Of a manifest that this process wrote, how its hashing stood at the end of it: so
        # a batch that follows needs not to read it all again.
        self._known: tuple[tuple[int, int, int], hashlib._Hash] | None = None

    def measure(self) -> tuple[int, str]:
        """Return size in bytes and SHA-256."""
        with self._open() as file:
            hashing, size = self._hash(file)
        return size, hashing.hexdigest()

    def read_tag_manifest(self) -> bytes:
        """Return the tag manifest as it is; raises `EvidenceError` if there is none."""
        try:
            return read_file(self._root, TAG_MANIFEST)
        except FileNotFoundError as exc:
            raise _missing(TAG_MANIFEST) from exc

    def write_tag_manifest(self, digest: str, *, by_way_of: Path) -> None:
        """Write the tag manifest that fits a manifest of this digest, where it does not fit."""
        data = make_tag_manifest(self._id, digest)
        if self.read_tag_manifest() != data:
            replace_file(refuse_links(self._root, TAG_MANIFEST), data, by_way_of=by_way_of)

    def list_lines(self) -> Iterator[bytes]:
        """Yield the lines, each with its end; the last one may have none, if it was torn."""
        with self._open() as file:
            yield from file

    def read_part(self, start: int, end: int | None = None) -> tuple[bytes, str]:
        """Return what stands from an offset to another, and the SHA-256 of all before it."""
        hashing = hashlib.sha256()
        with self._open() as file:
            left = start
            while left and (block := file.read(min(left, _BLOCK))):
                hashing.update(block)
                left -= len(block)
            return file.read(-1 if end is None else end - start), hashing.hexdigest()

    def find_digests(self, names: Collection[str], *, end: int) -> dict[str, str]:
        """Return what the first ``end`` bytes give as digests of these objects, by name."""
        wanted = {name.encode() for name in names}
        found: dict[str, str] = {}
        if not wanted:
            return found
        with self._open() as file:
            left = end
            # All lines are of one length, so that none has to be parsed to be passed over.
            while left > 0 and (block := file.read(min(left, _LINE_BYTES * 4096))):
                left -= len(block)
                for at in range(0, len(block), _LINE_BYTES):
                    if block[at + _NAME_AT : at + _LINE_BYTES - 1] in wanted:
                        line = parse_line(block[at : at + _LINE_BYTES])
                        if line is not None:
                            found[line[0]] = line[1]
        return found

    def append(self, lines: Iterable[bytes], *, at: int) -> str:
        """Cut the manifest to ``at`` bytes, put lines behind them; return its new SHA-256."""
        path = refuse_links(self._root, MANIFEST)
        with path.open("r+b") as file:
            if _mark(file)[0] != at:
                file.truncate(at)
            hashing, _ = self._hash(file)
            added = b"".join(lines)
            if not added:
                return hashing.hexdigest()
            file.seek(at)
            file.write(added)
            file.flush()
            os.fsync(file.fileno())
            hashing.update(added)
            self._remember(file, hashing)
        return hashing.hexdigest()

    def draft(self, way: Path, without: Collection[str], lines: Iterable[bytes]) -> str:
        """Write a manifest without some objects to a file beside, with lines added.

        Returns:
            Its SHA-256.
        """
        hashing = hashlib.sha256()
        descriptor = os.open(way, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for line in self.list_lines():
                found = parse_line(line)
                if found is None or found[0] not in without:
                    hashing.update(line)
                    file.write(line)
            added = b"".join(lines)
            hashing.update(added)
            file.write(added)
            file.flush()
            os.fsync(file.fileno())
        return hashing.hexdigest()

    def adopt(self, way: Path) -> None:
        """Put a drafted manifest in the place of the one that is there."""
        self._known = None
        path = refuse_links(self._root, MANIFEST)
        way.replace(path)
        sync_folder(path.parent)

    def _open(self) -> BinaryIO:
        try:
            return os.fdopen(open_file(self._root, MANIFEST), "rb")
        except FileNotFoundError as exc:
            raise _missing(MANIFEST) from exc

    def _hash(self, file: BinaryIO) -> tuple["hashlib._Hash", int]:
        mark = _mark(file)
        if self._known is not None and self._known[0] == mark:
            return self._known[1].copy(), mark[0]
        hashing, size = hashlib.sha256(), 0
        file.seek(0)
        while block := file.read(_BLOCK):
            hashing.update(block)
            size += len(block)
        self._known = (mark, hashing.copy())
        return hashing, size

    def _remember(self, file: BinaryIO, hashing: "hashlib._Hash") -> None:
        self._known = (_mark(file), hashing.copy())


def _missing(where: str) -> EvidenceError:
    return EvidenceError(
        f"{where} is missing.",
        remedy="Take it from a backup; sayso verify names what else differs.",
    )


def _mark(file: BinaryIO) -> tuple[int, int, int]:
    found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns, found.st_ino
