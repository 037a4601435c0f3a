"""A casebook as a bag (BagIt 1.0, RFC 8493) that an outsider verifies without sayso.

The digests in its manifest that stand for evidence come from the log, not from the disk: what
was altered since it was captured is altered in the bag too, and fails there as it fails here.
"""

import base64
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sayso.errors import EvidenceError, StoreError
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.log import EntryKind, Head, MerkleTree
from sayso.records.reading import Reading
from sayso.records.stored import make_line
from sayso.store.bag_readme import SCRIPT, make_bag_readme
from sayso.store.files import make_folders, open_owned, read_file, write_new
from sayso.store.folder import CasebookFolder
from sayso.store.log_line import Line, read_line
from sayso.store.log_walk import read_stamp
from sayso.store.manifest import make_object_path
from sayso.store.scratch import Scratch
from sayso.store.store import Store
from sayso.store.timestamps import make_statement
from sayso.store.unfinished import hold_unfinished

TAG_FILES = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_CHAIN = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BagOptions:
    """What a bag is made with.

    Attributes:
        upto: The last entry of the casebook's own log that comes into it.
        head_file: What its ``log-head.json`` holds.
        date: Day of making, ISO 8601.
        agent: What makes it: "sayso 0.4.0".
        write_reading: How a reading becomes one line of JSON.
    """

    upto: Head
    head_file: bytes
    date: str
    agent: str
    write_reading: Callable[[Reading], str]


def write_bag(folder: CasebookFolder, store: Store, out: Path, options: BagOptions) -> None:
    """Write a bag into a folder that is empty or not there; whole, or not at all.

    Nobody may add evidence or remove it meanwhile. Memory stays flat.

    Raises:
        StoreError: There is something in ``out``, or it cannot be written.
    """
    with _unfinished(out) as root, Scratch() as scratch:
        with _open_new(root / "manifest-sha256.txt") as manifest:
            bag = _Bag(root, manifest)
            bag.add("data/README.md", make_bag_readme(folder.name, folder.id))
            bag.add("data/verify_log.py", SCRIPT)
            bag.add("data/log-head.json", options.head_file)
            root_hash = _Logs(bag, store, scratch, options).write()
            _write_objects(bag, folder, scratch)
            _write_reports(bag, store, scratch, options)
        _write_tags(root, folder, options, root_hash)


def refuse_filled(out: Path) -> None:
    """Raise `StoreError` unless a folder is empty or not there."""
    if os.path.lexists(out) and (not out.is_dir() or any(out.iterdir())):
        raise StoreError(
            f"{out} is not empty, and nothing there is written over.",
            remedy="Name a folder that is empty or not there yet.",
        )


class _Bag:
    """A bag that is being written."""

    def __init__(self, root: Path, manifest: BinaryIO) -> None:
        self._root = root
        self._manifest = manifest
        self._folders: set[str] = set()

    def add(self, path: str, data: bytes, *, digest: str | None = None) -> None:
        """Write a file, and its line with the digest that it must have (its own by default)."""
        write_new(self._prepare(path), data, sync=False)
        self.list(path, digest or hashlib.sha256(data).hexdigest())

    def list(self, path: str, digest: str) -> None:
        """Write a line of the manifest."""
        self._manifest.write(f"{digest}  {path}\n".encode())

    @contextmanager
    def adding(self, path: str) -> Iterator[Callable[[bytes], None]]:
        """Write a file piece by piece."""
        hashing = hashlib.sha256()
        with _open_new(self._prepare(path)) as file:

            def write(data: bytes) -> None:
                hashing.update(data)
                file.write(data)

            yield write
        self.list(path, hashing.hexdigest())

    def _prepare(self, path: str) -> Path:
        """Return a file's path once its folder is there."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            make_folders(self._root, folder, sync=False)
            self._folders.add(folder)
        return self._root / path


def _open_new(path: Path) -> BinaryIO:
    """Open a file that is not there yet, for its owner alone."""
    return open(path, "xb", opener=open_owned)


class _Logs:
    """Writes the logs as they are stored, and what follows from them."""

    def __init__(self, bag: _Bag, store: Store, scratch: Scratch, options: BagOptions) -> None:
        self._bag = bag
        self._store = store
        self._scratch = scratch
        self._upto = options.upto

    def write(self) -> str | None:
        """Write all logs and decisions; return the Merkle root of the own log if it has one."""
        tree: MerkleTree | None = MerkleTree()
        with self._bag.adding("data/decisions.jsonl") as write_decision:
            for chain, n, line in self._write_logs():
                if line is None:
                    tree = None  # the root of a log that is not sound is none
                    continue
                if chain == self._upto.chain and tree is not None:
                    tree.append(line.hash)
                note_line(line, self._scratch)
                if line.kind == EntryKind.DECISION and (made := make_decision_line(line)):
                    write_decision(made)
                for path, data in make_stamps(chain, n, line).items():
                    self._bag.add(path, data)
        return None if tree is None else tree.make_root()

    def _write_logs(self) -> Iterator[tuple[str, int, Line | None]]:
        """Write the logs; yield each entry, and ``None`` for one that is not as it was written."""
        for number, (chain, _) in enumerate(sorted(self._store.list_chains())):
            name = chain if _CHAIN.fullmatch(chain) else f"damaged-{number}"
            with self._bag.adding(f"data/log/{name}.jsonl") as write:
                for stored in self._store.list_stored_entries(chain):
                    if chain == self._upto.chain and stored.n > self._upto.n:
                        break  # written since
                    text = make_line(stored)
                    write(text.encode("utf-8", "surrogateescape") + b"\n")
                    line = read_line(text)
                    yield name, stored.n, line if line.is_sound(name, stored.n) else None


def note_line(line: Line, scratch: Scratch) -> None:
    """Note the bytes and the text that must be in the bag because of an entry."""
    body = line.body
    if line.sealed is None or not isinstance(sha256 := body.get("sha256"), str):
        return
    if line.kind == EntryKind.CAPTURE:
        scratch.add_object(sha256)
    if line.kind in {EntryKind.CAPTURE, EntryKind.EXTRACTION}:
        text = body.get("text_sha256")
        if isinstance(text, str):
            scratch.add_text(sha256, text)


def make_decision_line(line: Line) -> bytes | None:
    """Return a decision as ``decisions.jsonl`` has it; ``None`` where the entry holds none."""
    sealed = line.sealed or {}
    known: dict[str, Any] = {name: line.fields[name] for name in ("chain", "n", "time")}
    known["analyst"] = line.fields["actor"]
    known |= {name: sealed.get(name) for name in ("question", "reason")}
    try:
        for name in ("value", "finding"):
            known[name] = json.loads(sealed.get(f"{name}_json") or "null")
        text = json.dumps(
            {**line.body, **known}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return text.encode() + b"\n"
    except (ValueError, TypeError):
        return None


def make_stamps(chain: str, n: int, line: Line) -> dict[str, bytes]:
    """Return the files of a timestamp: what was stamped, and the authority's answer."""
    if line.kind != EntryKind.TIMESTAMP:
        return {}
    try:
        stamp = read_stamp(line)
        token = base64.b64decode(stamp.token)
        statement = make_statement(chain, stamp.n, stamp.hash, stamp.root)
    except ValueError:
        return {}
    name = f"data/timestamps/{chain}-{n}"
    return {f"{name}.json": statement, f"{name}.tsr": token}


def _write_objects(bag: _Bag, folder: CasebookFolder, scratch: Scratch) -> None:
    """Write the bytes as they were captured; what cannot be had so, as it lies there."""
    for sha256 in scratch.list_objects():
        path = f"data/objects/{sha256[:2]}/{sha256[2:4]}/{sha256}"
        try:
            data = read_file(folder.path, make_object_path(folder.make_object_name(sha256)))
        except (FileNotFoundError, EvidenceError):
            bag.list(path, sha256)  # missing, as whoever verifies the bag will see
            continue
        try:
            found = data if folder.keys is None else folder.keys.decrypt(data)
        except EvidenceError:
            found = data
        bag.add(path, found, digest=sha256)


def _write_reports(bag: _Bag, store: Store, scratch: Scratch, options: BagOptions) -> None:
    """Write texts and readings; a text under the hash that it should have."""
    with bag.adding("data/readings.jsonl") as write:
        for summary in store.list_reports():
            if summary.state is ReadingState.REMOVED:
                continue
            path = f"data/texts/{summary.text_sha256}.txt"
            if scratch.add_listed(path, summary.text_sha256):
                _write_text(bag, store, path, summary)
            try:
                reading = store.get_reading(summary.sha256)
            except StoreError:
                continue  # a finding, which can be made anew
            if reading is not None:
                write(options.write_reading(reading).encode() + b"\n")


def _write_text(bag: _Bag, store: Store, path: str, summary: ReportSummary) -> None:
    try:
        report = store.get_report(summary.sha256).report
    except StoreError:
        report = None
    if report is None:
        bag.list(path, summary.text_sha256)
    else:
        data = report.text.encode("utf-8", "surrogatepass")
        bag.add(path, data, digest=summary.text_sha256)


def _write_tags(
    root: Path, folder: CasebookFolder, options: BagOptions, root_hash: str | None
) -> None:
    info = [
        f"Bag-Software-Agent: {options.agent}",
        f"Bagging-Date: {options.date}",
        "External-Description: A casebook of sayso; see data/README.md",
        f"External-Identifier: sayso casebook {folder.id}",
        f"Sayso-Log-Head: {options.upto.n} {options.upto.hash}",
    ]
    if root_hash is not None:
        info.append(f"Sayso-Log-Root: {root_hash}")
    write_new(root / "bagit.txt", DECLARATION)
    write_new(root / "bag-info.txt", "".join(f"{line}\n" for line in info).encode())
    lines = [
        f"{hashlib.sha256((root / name).read_bytes()).hexdigest()}  {name}\n" for name in TAG_FILES
    ]
    write_new(root / "tagmanifest-sha256.txt", "".join(lines).encode())


@contextmanager
def _unfinished(out: Path) -> Iterator[Path]:
    """Give a new folder beside ``out``, which becomes it when the block ends without error."""
    refuse_filled(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with hold_unfinished(out.resolve()) as place:
            root = place / "bag"
            root.mkdir(mode=0o700)
            yield root
            refuse_filled(out)
            if out.exists():
                out.rmdir()
            root.rename(out)
    except OSError as exc:
        raise StoreError(
            f"The bag cannot be written to {out}: {exc.strerror or exc}.",
            remedy="Make room, or give yourself leave to write there, and try again.",
        ) from exc
