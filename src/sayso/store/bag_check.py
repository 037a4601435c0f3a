"""Checks an exported bag: its manifests, every file, its log, and each against the others."""

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from sayso.errors import EvidenceError, StoreError
from sayso.records.fault import Fault, FaultKind
from sayso.records.log import EntryKind, Head
from sayso.records.plain import make_record
from sayso.store.bag import (
    DECLARATION,
    TAG_FILES,
    make_decision_line,
    make_stamps,
    note_line,
)
from sayso.store.files import open_file, read_file
from sayso.store.log_line import Line, read_line
from sayso.store.scratch import Scratch
from sayso.store.verify import LogVerifier, check_published, check_stamps

_BLOCK = 1 << 20
_LINE = re.compile(rb"([0-9a-f]{64})  ([!-~]+)\n")
_OBJECT = re.compile(r"data/objects/([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})")
_TEXT = re.compile(r"data/texts/([0-9a-f]{64})\.txt")
_OTHERS = re.compile(
    r"data/(README\.md|verify_log\.py|log-head\.json|(decisions|readings)\.jsonl|"
    r"log/[0-9a-f]{32}\.jsonl|timestamps/[0-9a-f]{32}-\d+\.(json|tsr))"
)
_MANIFEST, _TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_HEAD = "data/log-head.json"
_DECISIONS = "data/decisions.jsonl"


def check_bag(
    path: Path, *, certificates: Path | None = None, published: Collection[str] = ()
) -> Iterator[Fault]:
    """Yield all that is not as it was written in a bag; memory stays flat.

    Args:
        path: The folder that holds ``bagit.txt``.
        certificates: Root certificates (PEM) of authorities whose timestamps are checked.
        published: Hashes of entries, or roots of the log, that were published once.

    Raises:
        StoreError: There is no bag of a casebook.
    """
    if not (path / "bagit.txt").is_file() and not (path / _MANIFEST).is_file():
        raise StoreError(
            f"{path} is neither a casebook nor a bag that was made of one.",
            remedy="Name the folder that holds casebook.toml or bagit.txt.",
        )
    return _Check(path, certificates, published).run()


class BagLogs:
    """The logs of a bag."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._chains: tuple[tuple[str, int], ...] | None = None

    def list_chains(self) -> tuple[tuple[str, int], ...]:
        """Return (id, greatest number) of every log that is there."""
        if self._chains is None:
            names = sorted(file.stem for file in (self._root / "data/log").glob("*.jsonl"))
            self._chains = tuple((name, self._count(name)) for name in names)
        return self._chains

    def list_lines(
        self, chain: str, *, after: int | None = None, kinds: Collection[EntryKind] = ()
    ) -> Iterator[tuple[int, Line]]:
        """Yield (number, line) of one log, in the order of the file."""
        wanted = [f'"kind":"{kind.value}"'.encode() for kind in kinds]
        for place, data in self._list_lines(chain):
            if wanted and not any(kind in data for kind in wanted):
                continue
            line = read_line(data.decode("utf-8", "surrogateescape"))
            number = line.n or place
            if (after is None or number > after) and (not kinds or line.kind in kinds):
                yield number, line

    def _count(self, chain: str) -> int:
        most = 0
        for number, _ in self.list_lines(chain):
            most = max(most, number)
        return most

    def _list_lines(self, chain: str) -> Iterator[tuple[int, bytes]]:
        with os.fdopen(open_file(self._root, f"data/log/{chain}.jsonl"), "rb") as file:
            for place, data in enumerate(file, 1):
                yield place, data.removesuffix(b"\n") if data.endswith(b"\n") else data + b"?"


class _Check:
    """One check of a bag."""

    def __init__(self, root: Path, certificates: Path | None, published: Collection[str]) -> None:
        self._root = root
        self._certificates = certificates
        self._published = published

    def run(self) -> Iterator[Fault]:
        with Scratch() as scratch:
            self._scratch = scratch
            yield from self._check_tags()
            yield from self._read_manifest()
            yield from self._check_listed()
            yield from self._check_strangers()
            yield from self._check_logs()
            yield from self._check_told()

    def _check_tags(self) -> Iterator[Fault]:
        """Check the files about the bag."""
        found: dict[str, str] = {}
        for line in self._list_lines(_TAGS):
            match = _LINE.fullmatch(line)
            name = None if match is None else match[2].decode()
            if match is None or name not in TAG_FILES or name in found:
                yield _tell(FaultKind.ALTERED, _TAGS, f"A line is not as sayso writes it: {line!r}")
            else:
                found[name] = match[1].decode()
        if self._hash("bagit.txt") != hashlib.sha256(DECLARATION).hexdigest():
            yield _tell(FaultKind.ALTERED, "bagit.txt", "It is missing or not as BagIt 1.0 has it")
        for name in TAG_FILES:
            digest = self._hash(name)
            if digest is None:
                yield _tell(FaultKind.MISSING, name, "It is missing")
            elif name not in found:
                yield _tell(FaultKind.ALTERED, _TAGS, f"It has no line for {name}")
            elif digest != found[name]:
                yield _tell(FaultKind.ALTERED, name, f"It is not what {_TAGS} says")

    def _read_manifest(self) -> Iterator[Fault]:
        for line in self._list_lines(_MANIFEST):
            match = _LINE.fullmatch(line)
            path = "" if match is None else match[2].decode()
            if match is None or not _is_ours(path):
                yield _tell(
                    FaultKind.ALTERED, _MANIFEST, f"A line is not as sayso writes it: {line!r}"
                )
            elif not self._scratch.add_listed(path, match[1].decode()):
                yield _tell(FaultKind.INSERTED, _MANIFEST, f"There are two lines for {path}")

    def _check_listed(self) -> Iterator[Fault]:
        """Check every file that the manifest lists."""
        for path, digest in self._scratch.list_listed():
            found = self._hash(path)
            if found is None:
                yield _tell(FaultKind.MISSING, path, "It is missing")
            elif found != digest:
                yield _tell(FaultKind.ALTERED, path, "It is not what the manifest says")

    def _check_strangers(self) -> Iterator[Fault]:
        known = {*TAG_FILES, _TAGS}
        for place, folders, names in os.walk(self._root):
            links = [name for name in folders if (Path(place) / name).is_symlink()]
            for name in sorted([*names, *links]):
                path = (Path(place) / name).relative_to(self._root).as_posix()
                if path not in known and not self._scratch.is_listed(path):
                    yield _tell(FaultKind.INSERTED, path, "No manifest lists it")

    def _check_logs(self) -> Iterator[Fault]:
        """Check the logs, and note what must be in the bag because of them."""
        try:
            head = make_record(Head, json.loads(read_file(self._root, _HEAD)))
        except (OSError, ValueError, RecursionError, EvidenceError):
            yield _tell(FaultKind.BROKEN, _HEAD, "It does not say where the log must end")
            return
        logs = BagLogs(self._root)
        try:
            yield from LogVerifier(logs, head.chain, head=head).verify()
            yield from self._check_decisions(logs)
            yield from check_published(logs, head.chain, self._published)
            yield from check_stamps(logs, head.chain, self._certificates)
        except EvidenceError as exc:
            yield _tell(FaultKind.BROKEN, "data/log", exc.problem.removesuffix("."))

    def _check_decisions(self, logs: BagLogs) -> Iterator[Fault]:
        """Go along the logs once more: decisions and timestamps must be what they tell."""
        written = hashlib.sha256()
        for chain, _ in logs.list_chains():
            for n, line in logs.list_lines(chain):
                if not line.is_sound(chain, n):
                    continue
                note_line(line, self._scratch)
                if line.kind == EntryKind.DECISION:
                    written.update(make_decision_line(line) or b"")
                for path, data in make_stamps(chain, n, line).items():
                    if self._hash(path) != hashlib.sha256(data).hexdigest():
                        yield _tell(FaultKind.ALTERED, path, f"It is not what log {n} tells")
        if self._hash(_DECISIONS) != written.hexdigest():
            yield _tell(FaultKind.ALTERED, _DECISIONS, "It is not what the logs tell")

    def _check_told(self) -> Iterator[Fault]:
        """Compare the manifest's lines of evidence and texts with what the logs tell."""
        for path, digest in self._scratch.list_listed():
            if found := _OBJECT.fullmatch(path):
                if digest != found[3]:
                    yield _tell(
                        FaultKind.ALTERED, _MANIFEST, f"It has not the digest of the log for {path}"
                    )
                if not self._scratch.has_object(found[3]):
                    yield _tell(FaultKind.INSERTED, path, "No log tells of these bytes")
            elif (found := _TEXT.fullmatch(path)) and not self._is_text(found[1], digest):
                yield _tell(FaultKind.ALTERED, path, "No log tells of this text")
        for sha256 in self._scratch.list_objects():
            path = f"data/objects/{sha256[:2]}/{sha256[2:4]}/{sha256}"
            if not self._scratch.is_listed(path):
                yield _tell(FaultKind.MISSING, path, "A log tells of it, and no manifest lists it")
        for sha256, texts in self._scratch.list_texts():
            if not any(self._scratch.is_listed(f"data/texts/{text}.txt") for text in texts):
                yield _tell(
                    FaultKind.MISSING, "data/texts", f"The text of {sha256} is not in the bag"
                )

    def _is_text(self, name: str, digest: str) -> bool:
        return digest == name and self._scratch.is_told(name)

    def _list_lines(self, name: str) -> Iterator[bytes]:
        try:
            with os.fdopen(open_file(self._root, name), "rb") as file:
                yield from file
        except (FileNotFoundError, EvidenceError):
            return  # told by whoever hashes it

    def _hash(self, path: str) -> str | None:
        """Return the SHA-256 of a file, or ``None`` where there is no plain file."""
        try:
            with os.fdopen(open_file(self._root, path), "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except (FileNotFoundError, EvidenceError):
            return None


def _is_ours(path: str) -> bool:
    return any(form.fullmatch(path) for form in (_OBJECT, _TEXT, _OTHERS))


def _tell(kind: FaultKind, where: str, message: str) -> Fault:
    return Fault(kind=kind, where=where, message=message + ".")
