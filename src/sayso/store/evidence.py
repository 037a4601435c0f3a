"""Bytes as captured, kept under their SHA-256 in a bag that standard tools verify."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from sayso.errors import EvidenceError, StoreError
from sayso.records.casebook import EvidenceObject
from sayso.records.fault import Fault
from sayso.store.files import (
    make_folders,
    read_file,
    refuse_links,
    sync_all,
    sync_folder,
    write_new,
)
from sayso.store.folder import CasebookFolder
from sayso.store.manifest import (
    MANIFEST,
    OBJECTS,
    TAG_MANIFEST,
    Manifest,
    make_line,
    make_object_path,
    make_tag_manifest,
)
from sayso.store.pending import Pending, Step, drop_leftovers, is_interrupted, list_pending

_NO_DIGEST = "0" * 64
_AT_ONCE, _BYTES_AT_ONCE = 64, 16_000_000


class Evidence:
    """The evidence of one casebook."""

    def __init__(self, folder: CasebookFolder) -> None:
        self._folder = folder
        self._manifest = Manifest(folder.path, folder.id)

    @contextmanager
    def changing(self, keeps: Callable[[str], bool]) -> Iterator["EvidenceChange"]:
        """Put or remove objects, as the only one who does.

        The database's transaction that tells of them is committed inside the block. At its
        end, however it ends, the database is asked about every object that was put or
        removed: what it keeps gets its line in the manifest, what it does not keep goes. If
        the process is killed, the next change or `tidy` does that.

        Args:
            keeps: Tells whether the database keeps the bytes of a SHA-256.

        Raises:
            EvidenceError: The manifest was altered, so that a new one would hide it.
            StoreError: Another process was changing the casebook for longer than a minute.
        """
        with self._folder.locked():
            self._tidy(keeps)
            change = EvidenceChange(self._folder, self._manifest, keeps)
            try:
                yield change
            except BaseException:
                # What cannot be taken back now is by the next change: its record stays.
                with suppress(StoreError, OSError):
                    change.settle()
                raise
            change.settle()

    def tidy(self, keeps: Callable[[str], bool]) -> bool:
        """Finish or take back what interrupted changes had begun, if any.

        Returns:
            Whether all could be: what was altered meanwhile stays as it is, for `check`.
        """
        if not is_interrupted(self._folder):
            return True
        with self._folder.locked():
            try:
                self._tidy(keeps)
            except EvidenceError:
                return False
        return True

    def get(self, sha256: str) -> bytes:
        """Return bytes that are kept, checked against their hash.

        Raises:
            EvidenceError: They are missing or altered.
        """
        return _read_object(self._folder, sha256)

    def check(self, objects: Iterable[EvidenceObject]) -> Iterator[Fault]:
        """Yield everything in the folder that is not as it must be, naming each file.

        Args:
            objects: What the database keeps, and what it kept until its lawful removal.
        """
        from sayso.store.evidence_check import check_evidence

        return check_evidence(self._folder, objects)

    def _tidy(self, keeps: Callable[[str], bool]) -> None:
        for pending in list_pending(self._folder):
            if pending.digest is not None:
                require_as_left(self._folder, self._manifest, pending)
                _settle(self._folder, self._manifest, pending, keeps)
            pending.end()
        drop_leftovers(self._folder)


class EvidenceChange:
    """A change of the evidence that is under way."""

    def __init__(
        self, folder: CasebookFolder, manifest: Manifest, keeps: Callable[[str], bool]
    ) -> None:
        self._folder = folder
        self._manifest = manifest
        self._keeps = keeps
        self._pending: Pending | None = None
        self._put: set[str] = set()

    def put(self, data: bytes) -> str:
        """Keep bytes; they are on disk when this returns.

        Returns:
            Their SHA-256.

        Raises:
            EvidenceError: The same bytes are kept already, but what lies there was altered.
            StoreError: The folder cannot be written to.
        """
        return self.put_all([data])[0]

    def put_all(self, data: Iterable[bytes]) -> list[str]:
        """Keep many objects, at a fraction of the waiting that one after the other would cost.

        Before the database is told of them is best: what it speaks of already has to be looked
        up in the manifest. Memory holds a few at a time.

        Returns:
            Their SHA-256, in order.

        Raises:
            EvidenceError, StoreError: As `put`.
        """
        sha256s: list[str] = []
        batch: dict[str, bytes] = {}
        for each in data:
            sha256s.append(hashlib.sha256(each).hexdigest())
            batch.setdefault(sha256s[-1], each)
            if len(batch) >= _AT_ONCE or sum(map(len, batch.values())) > _BYTES_AT_ONCE:
                self._put_batch(batch)
                batch = {}
        self._put_batch(batch)
        return sha256s

    def remove(self, sha256: str) -> None:
        """Have bytes go at the end of the change, if the database no longer keeps them then.

        Called before the transaction that tells of it is committed: else a process that is
        killed between the two would leave the bytes there with nothing that tells of them.
        """
        name = self._folder.make_object_name(sha256)
        step = Step(sha256=sha256, name=name, digest=_NO_DIGEST, removes=True)
        self._begin().add([step])
        self._put.discard(sha256)

    def settle(self) -> None:
        """Make objects and manifest what the database keeps; the end of the change."""
        if self._pending is not None:
            _settle(self._folder, self._manifest, self._pending, self._keeps)
            self._pending.end()
            self._pending = None

    def _put_batch(self, batch: dict[str, bytes]) -> None:
        steps: list[Step] = []
        ways: dict[str, Path] = {}
        try:
            for sha256, data in batch.items():
                if sha256 in self._put:
                    continue
                step = Step(
                    sha256=sha256,
                    name=self._folder.make_object_name(sha256),
                    digest=_NO_DIGEST,
                    # Within the caller's transaction the database may speak of what is not
                    # committed yet: so what the manifest names is looked up at the end.
                    again=self._keeps(sha256),
                )
                path = refuse_links(self._folder.path, make_object_path(step.name))
                if path.exists():
                    _read_object(self._folder, sha256)
                    digest = hashlib.sha256(path.read_bytes()).hexdigest()
                    steps.append(replace(step, digest=digest, again=True))
                    continue
                lying = data if self._folder.keys is None else self._folder.keys.encrypt(data)
                ways[step.name] = self._begin().make_way(step.name)
                write_new(ways[step.name], lying, sync=False)
                steps.append(replace(step, digest=hashlib.sha256(lying).hexdigest()))
            sync_all(ways.values())
            if steps:
                self._begin().add(steps)
                self._move(ways)
        except OSError as exc:
            raise StoreError(
                f"The casebook's folder cannot be written to: {exc.strerror}.",
                remedy="Make room, or give yourself leave to write there, and try again.",
            ) from exc
        self._put.update(batch)

    def _move(self, ways: dict[str, Path]) -> None:
        """Put files in their places, and wait until that is on disk."""
        touched: dict[Path, None] = {}
        for name, way in ways.items():
            where = make_object_path(name)
            parent = make_folders(self._folder.path, where.rpartition("/")[0], sync=False)
            way.replace(refuse_links(self._folder.path, where))
            touched |= dict.fromkeys([parent, parent.parent, parent.parent.parent])
        sync_all(touched)

    def _begin(self) -> Pending:
        if self._pending is None:
            size, digest = self._manifest.measure()
            found = self._manifest.read_tag_manifest()
            if found != make_tag_manifest(self._folder.id, digest):
                raise EvidenceError(
                    f"{MANIFEST} and {TAG_MANIFEST} do not fit each other: one was altered.",
                    remedy="Take both from a backup; sayso verify names what else differs.",
                )
            self._pending = Pending.begin(self._folder, size=size, digest=digest)
        return self._pending


def require_as_left(folder: CasebookFolder, manifest: Manifest, pending: Pending) -> None:
    """Check that the manifests are as an interrupted change can have left them.

    Raises:
        EvidenceError: They were altered otherwise, which tidying would hide.
    """
    tail, before = manifest.read_part(pending.size)
    _, digest = manifest.measure()
    lines = [make_line(step.name, step.digest) for step in pending.steps if not step.removes]
    untorn = before == pending.digest and _is_beginning(tail, lines)
    tags = [make_tag_manifest(folder.id, digest)]
    if pending.digest is not None:
        tags.append(make_tag_manifest(folder.id, pending.digest))
    if not (untorn or digest == pending.rewritten) or manifest.read_tag_manifest() not in tags:
        raise EvidenceError(
            f"{MANIFEST} or {TAG_MANIFEST} was altered while a change stood interrupted.",
            remedy="Take both from a backup; sayso verify names what else differs.",
        )


def _is_beginning(tail: bytes, lines: list[bytes]) -> bool:
    """Return whether a tail is what some of these lines, in their order, begin with."""
    for line in lines:
        if not tail:
            break
        if line.startswith(tail):
            return True
        tail = tail.removeprefix(line)
    return not tail


def _settle(
    folder: CasebookFolder,
    manifest: Manifest,
    pending: Pending,
    keeps: Callable[[str], bool],
) -> None:
    steps: dict[str, Step] = {}
    for step in pending.steps:
        # What becomes of an object that is put and removed, the database alone decides.
        if not (step.removes and step.name in steps):
            steps[step.name] = step
    here = [step for step in steps.values() if keeps(step.sha256)]
    kept = {step.name for step in here}
    gone = [step for step in steps.values() if step.name not in kept]
    for step in gone:
        _remove_object(folder, step.name)
    put = [step for step in here if not step.removes]
    if pending.rewritten is not None and pending.rewritten == manifest.measure()[1]:
        digest = pending.rewritten  # a change that was interrupted had come so far
    else:
        doubtful = {step.name for step in steps.values() if step.again or step.removes}
        listed = manifest.find_digests(doubtful, end=pending.size)
        without = {step.name for step in gone if step.name in listed}
        without |= {step.name for step in put if listed.get(step.name, step.digest) != step.digest}
        lines = [
            make_line(step.name, step.digest)
            for step in put
            if step.name in without or step.name not in listed
        ]
        if without:
            way = pending.make_way("manifest")
            digest = manifest.draft(way, without, lines)
            pending.note_rewritten(digest)
            manifest.adopt(way)
        else:
            digest = manifest.append(lines, at=pending.size)
    manifest.write_tag_manifest(digest, by_way_of=pending.make_way("tagmanifest"))


def _remove_object(folder: CasebookFolder, name: str) -> None:
    path = refuse_links(folder.path, make_object_path(name))
    path.unlink(missing_ok=True)
    for emptied in (path.parent, path.parent.parent):
        with suppress(OSError):  # others lie there, or it is gone already
            emptied.rmdir()
    with suppress(FileNotFoundError):
        sync_folder(refuse_links(folder.path, OBJECTS))


def _read_object(folder: CasebookFolder, sha256: str) -> bytes:
    where = make_object_path(folder.make_object_name(sha256))
    try:
        data = read_file(folder.path, where)
    except FileNotFoundError as exc:
        raise EvidenceError(
            f"The bytes of SHA-256 {sha256} are missing: {where}.",
            remedy="Take the file from a backup; sayso verify names what else differs.",
        ) from exc
    with suppress(EvidenceError):
        found = data if folder.keys is None else folder.keys.decrypt(data)
        if hashlib.sha256(found).hexdigest() == sha256:
            return found
    raise EvidenceError(
        f"The bytes of SHA-256 {sha256} were altered: {where}.",
        remedy="Take the file from a backup; sayso verify names what else differs.",
    )
