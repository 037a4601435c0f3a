"""What a change of the evidence has begun, on disk before it happens.

Whatever kills a process, the next change finds here which objects lie where no manifest names
them yet, and how the manifest was before. Only what is named here may be tidied: anything
else that differs is a fault, and stays for `sayso verify` to name.
"""

import base64
import json
import os
import re
import secrets
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sayso.errors import EvidenceError
from sayso.store.files import read_file, refuse_links, sync_folder
from sayso.store.folder import HEAD, PENDING, CasebookFolder

_FILE = re.compile(r"([0-9a-f]{32})\.jsonl")
_HEX = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One object that a change puts or removes.

    Attributes:
        sha256: Of the bytes themselves.
        name: Under which they lie: the same, or keyed.
        digest: SHA-256 of the file as it lies; of one that is removed, 64 zeros.
        removes: Whether it is to go.
        again: Whether the manifest may name it already.
    """

    sha256: str
    name: str
    digest: str
    removes: bool = False
    again: bool = False


class Pending:
    """The record of one change.

    Attributes:
        id: 32 hex digits that its temporary files' names begin with.
        size, digest: Of the manifest before the change; the digest is ``None`` where the
            record itself was not yet written, so that nothing had begun.
        steps: What was begun, in order.
        rewritten: SHA-256 of the manifest that takes the old one's place, if one does.
    """

    def __init__(self, folder: CasebookFolder, id: str, *, size: int, digest: str | None) -> None:  # noqa: A002
        self._folder = folder
        self.id = id
        self.size = size
        self.digest = digest
        self.steps: list[Step] = []
        self.rewritten: str | None = None

    @classmethod
    def begin(cls, folder: CasebookFolder, *, size: int, digest: str) -> Self:
        """Begin the record of a change, when the manifest is of this size and SHA-256.

        It is written with the first step.
        """
        return cls(folder, secrets.token_hex(16), size=size, digest=digest)

    def add(self, steps: Collection[Step]) -> None:
        """Record steps before they are taken."""
        lines = [self._make_line(step) for step in steps]
        if self.steps:
            self._write(lines)
        else:
            os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            head = {"manifest_size": self.size, "manifest_sha256": self.digest}
            self._write([head, *lines])
            sync_folder(self._path.parent)
        self.steps.extend(steps)

    def _make_line(self, step: Step) -> dict[str, Any]:
        line: dict[str, Any] = {"name": step.name, "digest": step.digest}
        if self._folder.keys is not None:
            # The hash of a known article must show nowhere.
            sealed = self._folder.keys.encrypt(bytes.fromhex(step.sha256))
            line["sealed"] = base64.b64encode(sealed).decode()
        if step.removes:
            line["removes"] = True
        if step.again:
            line["again"] = True
        return line

    def note_rewritten(self, digest: str) -> None:
        """Record which manifest will take the place of the one that is there."""
        self._write([{"rewritten": digest}])
        self.rewritten = digest

    def make_way(self, name: str) -> Path:
        """Return the path of a temporary file of this change."""
        return self._path.with_name(f"{self.id}.{name}.tmp")

    def end(self) -> None:
        """Take away the record, and temporary files of the change that are still there."""
        for path in self._path.parent.glob(f"{self.id}.*.tmp"):
            path.unlink(missing_ok=True)
        self._path.unlink(missing_ok=True)

    @property
    def where(self) -> str:
        """The record's name within the casebook."""
        return f"{PENDING}/{self._path.name}"

    @property
    def _path(self) -> Path:
        return self._folder.path / PENDING / f"{self.id}.jsonl"

    def _write(self, lines: Iterable[dict[str, Any]]) -> None:
        with self._path.open("ab") as file:
            file.writelines(json.dumps(line).encode() + b"\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())


def is_interrupted(folder: CasebookFolder) -> bool:
    """Return whether some change has begun and not ended; under the lock: was interrupted."""
    place = refuse_links(folder.path, PENDING)
    return any(place.glob("*.jsonl")) or any(_list_leftovers(place))


def drop_leftovers(folder: CasebookFolder) -> None:
    """Take away files that were on their way to a place that they never came to."""
    for path in _list_leftovers(refuse_links(folder.path, PENDING)):
        path.unlink(missing_ok=True)


def _list_leftovers(place: Path) -> Iterator[Path]:
    # The log's head has a lock of its own: somebody may be writing it now.
    return (path for path in place.glob("*.tmp") if path.name != f"{HEAD}.tmp")


def list_pending(folder: CasebookFolder) -> Iterator[Pending]:
    """Yield the records that interrupted changes left.

    Raises:
        EvidenceError: One is not as sayso writes it.
    """
    place = refuse_links(folder.path, PENDING)
    if not place.is_dir():
        return
    for path in sorted(place.iterdir()):
        if found := _FILE.fullmatch(path.name):
            yield _read(folder, found[1])


def _read(folder: CasebookFolder, id: str) -> Pending:  # noqa: A002 - our word
    where = f"{PENDING}/{id}.jsonl"
    lines = read_file(folder.path, where).split(b"\n")
    # What comes after the last line's end was being written: what it tells was not begun.
    del lines[-1]
    with suppress(ValueError, TypeError, KeyError):
        if not lines:
            return Pending(folder, id, size=0, digest=None)
        head = json.loads(lines[0])
        pending = Pending(
            folder, id, size=int(head["manifest_size"]), digest=_hex(head["manifest_sha256"])
        )
        for line in lines[1:]:
            found = json.loads(line)
            if "rewritten" in found:
                pending.rewritten = _hex(found["rewritten"])
            else:
                pending.steps.append(_read_step(folder, found))
        return pending
    raise EvidenceError(
        f"{where}, which tells what an interrupted change had begun, was altered.",
        remedy="Compare the folder with a backup; sayso verify names what differs.",
    )


def _read_step(folder: CasebookFolder, found: dict[str, Any]) -> Step:
    name = _hex(found["name"])
    sha256 = name
    if folder.keys is not None:
        sha256 = folder.keys.decrypt(base64.b64decode(found["sealed"], validate=True)).hex()
        if folder.keys.make_object_name(sha256) != name:
            raise ValueError(f"{name} is not the name of what is sealed")
    return Step(
        sha256=sha256,
        name=name,
        digest=_hex(found["digest"]),
        removes=found.get("removes") is True,
        again=found.get("again") is True,
    )


def _hex(value: str) -> str:
    if not _HEX.fullmatch(value):
        raise ValueError(f"{value!r} is no SHA-256")
    return value
