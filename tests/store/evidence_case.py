"""A casebook's folder beside a stand-in for its database, for tests of evidence."""

import hashlib
import shutil
import subprocess
from collections.abc import Collection
from pathlib import Path

import bagit

from sayso.records.casebook import EvidenceObject
from sayso.store.evidence import Evidence
from sayso.store.folder import CasebookFolder

ID = "0123456789abcdef" * 2


class Kept:
    """Stands in for the database: which objects it keeps, in a file, changed at one stroke."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, sha256: str) -> bool:
        return sha256 in self.list()

    def list(self) -> list[str]:
        return self.path.read_text().split() if self.path.exists() else []

    def commit(self, *, add: Collection[str] = (), drop: Collection[str] = ()) -> None:
        kept = {*self.list(), *add} - {*drop}
        way = self.path.with_suffix(".tmp")
        way.write_text("\n".join(sorted(kept)))
        way.replace(self.path)


class Case:
    """A casebook's folder with its stand-in for a database."""

    def __init__(self, root: Path, passphrase: str | None) -> None:
        path = root / "x.casebook"
        self.passphrase = passphrase
        self.folder = (
            CasebookFolder.open(path, passphrase=passphrase)
            if path.exists()
            else CasebookFolder.create(path, id=ID, name="x", passphrase=passphrase)
        )
        self.evidence = Evidence(self.folder)
        self.kept = Kept(root / "kept")

    def put(self, *data: bytes) -> list[str]:
        with self.evidence.changing(self.kept) as change:
            sha256s = [change.put(each) for each in data]
            self.kept.commit(add=sha256s)
        return sha256s

    def remove(self, sha256: str) -> None:
        with self.evidence.changing(self.kept) as change:
            change.remove(sha256)
            self.kept.commit(drop=[sha256])

    def find_faults(self) -> list[str]:
        objects = [EvidenceObject(sha256=each, size=0, removed=False) for each in self.kept.list()]
        return [
            f"{fault.kind} {fault.where}: {fault.message}"
            for fault in self.evidence.check(objects)
            if fault.fails
        ]

    def require_whole(self, *, tidied: bool = True) -> None:
        """Fail unless sayso, sha256sum and bagit agree that everything is right."""
        assert self.find_faults() == []
        for sha256 in self.kept.list():
            assert hashlib.sha256(self.evidence.get(sha256)).hexdigest() == sha256
        if tidied:
            left = {path.name for path in (self.folder.path / "pending").iterdir()}
            assert left <= {"lock", "lock-turn", "head-lock", "head-lock-turn"}
            require_bag(self.folder.path / "evidence")


def require_bag(path: Path) -> None:
    for name in ("tagmanifest-sha256.txt", "manifest-sha256.txt"):
        if (path / name).stat().st_size:
            command = ["sha256sum", "--quiet", "--strict", "-c", name]
            assert subprocess.run(command, cwd=path, check=False).returncode == 0
    bagit.Bag(str(path)).validate()


def copy(case: Case, root: Path) -> Case:
    shutil.copytree(case.kept.path.parent, root)
    copied = object.__new__(Case)
    copied.passphrase = case.passphrase
    copied.folder = object.__new__(CasebookFolder)
    copied.folder.__dict__.update(case.folder.__dict__, path=(root / "x.casebook").resolve())
    copied.evidence = Evidence(copied.folder)
    copied.kept = Kept(root / "kept")
    return copied


def get_path(case: Case, sha256: str) -> Path:
    name = case.folder.make_object_name(sha256)
    return case.folder.path / "evidence/data/objects" / name[:2] / name[2:4] / name


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1
    path.write_bytes(data)
