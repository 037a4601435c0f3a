"""The way along one log: each row against the one before, and against what others say of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sayso.records.entries import LogTimestamp
from sayso.records.fault import Fault, FaultKind
from sayso.records.log import FIRST, EntryKind, MerkleTree, make_merged_head
from sayso.records.plain import make_record
from sayso.store.log_line import Line

_NEAR = 16  # how far a row's number may have been moved and still be told as that
_MOST_HOLES = 64
_KINDS = frozenset(kind.value for kind in EntryKind)


@dataclass(frozen=True, slots=True)
class Said:
    """That a log had an entry of this hash, whose word it is, and the root if that is told too."""

    hash: str
    by: str
    root: str | None = None


@dataclass(slots=True)
class Told:
    """What the logs and the head file say of the logs, gathered before any is walked.

    Attributes:
        own: Id of the casebook's own log.
        said: What is said of entries, by log and number.
        merges: The logs that each log's merges brought.
        removed: The entries whose sealed part lawful removals took, with the SHA-256 of what
            was removed and the entries that say so.
        removed_since: Those of which that was told after the walk began.
        apart: Log, number and hash of entries that merges tell of, which are of another copy
            of their log than the one that is here.
    """

    own: str
    said: dict[str, dict[int, list[Said]]] = field(default_factory=dict)
    merges: dict[str, set[str]] = field(default_factory=dict)
    removed: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)
    removed_since: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)
    apart: set[tuple[str, int, str]] = field(default_factory=set)

    def name(self, chain: str, n: int, last: int | None = None) -> str:
        """Return what an entry, or a run of entries, is called in faults."""
        numbers = f"{n}" if last is None or last == n else f"{n}-{last}"
        return f"log {numbers}" if chain == self.own else f"log {numbers} of {chain}"

    def say(self, chain: str, n: int, said: Said) -> None:
        """Take in what is said of an entry."""
        self.said.setdefault(chain, {}).setdefault(n, []).append(said)

    def gather(self, chain: str, n: int, line: Line) -> None:
        """Take in what an entry says of others; the walk names the entry if it makes no sense."""
        by = self.name(chain, n)
        try:
            if line.kind == EntryKind.MERGE:
                head = make_merged_head(line.body)
                self.say(head.chain, head.n, Said(head.hash, by))
                self.merges.setdefault(chain, set()).add(head.chain)
            elif line.kind == EntryKind.TIMESTAMP:
                stamp = read_stamp(line)
                self.say(chain, stamp.n, Said(stamp.hash, by, stamp.root))
            elif line.kind == EntryKind.REMOVAL:
                self.take_removal(line, by, self.removed)
            elif line.kind == EntryKind.CUSTODY:
                self.apart.update(_list_apart(line))
        except ValueError:
            return

    def get_said(self, chain: str) -> dict[int, list[Said]]:
        """Return what is said of a log's entries, by number; of another copy's nothing."""
        about = {
            n: [one for one in said if (chain, n, one.hash) not in self.apart]
            for n, said in self.said.get(chain, {}).items()
        }
        return {n: said for n, said in about.items() if said}

    def take_removal(
        self, line: Line, by: str, removed: dict[tuple[str, int], dict[str, str]]
    ) -> None:
        """Take in which entries a removal names, as far as they can be read."""
        sha256 = line.body.get("sha256")
        if isinstance(sha256, str):
            for pair in _list_removed(line):
                removed.setdefault(pair, {})[sha256] = by

    def list_removals(self, chain: str, n: int) -> dict[str, str]:
        """Return what lawful removals that name this entry removed, and who tells of each."""
        found = self.removed.get((chain, n), {})
        return {**found, **self.removed_since.get((chain, n), {})}

    def list_carried(self) -> set[str]:
        """Return the logs that merges brought, and those that had been brought to these."""
        found: set[str] = set()
        queue = [self.own]
        while queue:
            for chain in self.merges.get(queue.pop(), set()) - found - {self.own}:
                found.add(chain)
                queue.append(chain)
        return found


def read_stamp(line: Line) -> LogTimestamp:
    """Return what the entry of a timestamp tells; raises ``ValueError`` where it is none."""
    return make_record(LogTimestamp, _pick(line, "n", "hash", "root", "token"))


def _pick(line: Line, *names: str) -> dict[str, object]:
    """Return these parts of a body; later versions may tell more there."""
    return {name: line.body[name] for name in names if name in line.body}


def _list_removed(line: Line) -> Iterable[tuple[str, int]]:
    """Return the entries whose sealed part a removal takes, as far as they can be read."""
    pairs = line.body.get("entries")
    for pair in pairs if isinstance(pairs, list) else []:
        match pair:
            case [str(chain), int(n)]:
                yield chain, n


def _list_concerned(line: Line) -> list[object]:
    """Return the SHA-256 of what an entry's sealed part speaks of."""
    if line.kind == EntryKind.DECISION:
        reports = line.body.get("reports")
        return reports if isinstance(reports, list) else []
    told = line.kind in (EntryKind.CAPTURE, EntryKind.EXTRACTION)
    return [line.body.get("sha256")] if told else []


def _list_apart(line: Line) -> Iterable[tuple[str, int, str]]:
    """Return the entries that an entry of custody tells to be of another copy of their log."""
    found = line.body.get("apart")
    for place in found if isinstance(found, list) else []:
        match place:
            case [str(chain), int(n), str(digest)]:
                yield chain, n, digest


@dataclass(slots=True)
class LogWalk:
    """The way along one log.

    Attributes:
        told: What is said of this log.
        chain: Its id.
        n, hash: Of the last entry, as it is stored.
        tree: The Merkle tree of the entries so far.
    """

    told: Told
    chain: str
    n: int = 0
    hash: str = FIRST
    tree: MerkleTree = field(default_factory=MerkleTree)
    # By how much numbers were moved: what a row has now, less what it had when it was written.
    _shift: int = 0
    _expected: int = 1
    # What the next entry may name as the hash before it; anything, behind a hole.
    _links: frozenset[str] = frozenset({FIRST})
    _blamed: bool = False
    _whole: bool = True
    _holes: list[int] = field(default_factory=list)
    _met: set[int] = field(default_factory=set)
    _said: dict[int, list[Said]] = field(init=False)

    def __post_init__(self) -> None:
        self._said = self.told.get_said(self.chain)

    def step(self, n: int, line: Line, following: tuple[int, Line] | None) -> Iterator[Fault]:
        """Check the next row, by rising number; ``following`` is the one behind it, if any."""
        at = self.told.name(self.chain, n)
        if n < 1:
            yield _make(FaultKind.INSERTED, at, "No log has an entry of this number: it was put in")
            return
        was = n - self._shift
        sound = line.is_sound(self.chain, was)
        moved = None if sound else self._find_number(n, line)
        if moved is not None and self._goes_on(n - moved, moved, following):
            if moved != n:
                yield self._tell_renumbered(n, moved)
            was, sound, self._shift, self._links = moved, True, n - moved, frozenset()
        elif was > self._expected:
            if moved is not None:  # it stands far from its place: the log goes on without it
                yield _make(FaultKind.ALTERED, at, f"It was entry {moved} when it was written")
                return
            yield self._tell_hole(was)
        yield from self._check_row(n, line, sound=sound, moved=moved)
        if sound and not self._blamed and self._links and line.previous not in self._links:
            yield self._tell_replaced(n)
        self._go_on(n, was, line, sound=sound)
        yield from self._check_said(n, line)

    def end(self) -> Iterator[Fault]:
        """Check where the log ends against what is said of it."""
        said = self._said
        for n in sorted(said.keys() - self._met):
            for one in said[n]:
                if n > self.n:
                    yield _make(
                        FaultKind.REMOVED,
                        self.told.name(self.chain, self.n + 1, n),
                        f"The log ends at {self.n}, and {one.by} tells of entry {n}: "
                        "it was cut short",
                    )
                elif (n, one.hash) != (0, FIRST):
                    yield _make(
                        FaultKind.BROKEN, one.by, f"It tells of entry {n}, which is not there"
                    )
        if said and self.chain != self.told.own and self.n > (most := max(said)):
            yield _make(
                FaultKind.INSERTED,
                self.told.name(self.chain, most + 1, self.n),
                f"Merges brought entries 1 to {most}: what lies behind them was put in",
            )

    def _find_number(self, n: int, line: Line) -> int | None:
        """Return the number under which a row was written, if it merely has another now."""
        if line.problem is not None or line.chain != self.chain:
            return None
        near = (n + by for by in range(-_NEAR, _NEAR + 1))
        for number in (*near, *self._holes):
            if number > 0 and line.hash_as(self.chain, number) == line.hash:
                return number
        return None

    def _goes_on(self, shift: int, moved: int, following: tuple[int, Line] | None) -> bool:
        """Return whether not this row alone was moved, but all behind it."""
        if moved < self._expected - 1:
            return False
        return following is None or following[1].is_sound(self.chain, following[0] - shift)

    def _tell_renumbered(self, n: int, was: int) -> Fault:
        message = f"what is now entry {n} was entry {was} when it was written"
        if was == self._expected - 1:
            where = self.told.name(self.chain, self.n)
            return _make(FaultKind.INSERTED, where, f"It was put in: {message}")
        if was == self._expected:
            where = self.told.name(self.chain, n)
            return _make(FaultKind.ALTERED, where, f"Numbers were altered: {message}")
        where = self.told.name(self.chain, self._expected, was - 1)
        return _make(FaultKind.REMOVED, where, f"It was removed: {message}")

    def _tell_hole(self, was: int) -> Fault:
        missing = range(self._expected, was)
        self._whole = False
        self._holes.extend(missing[: _MOST_HOLES - len(self._holes)])
        self._links = frozenset()
        return _make(
            FaultKind.REMOVED,
            self.told.name(self.chain, missing[0], missing[-1]),
            "There is no such entry, and there is a later one: it was removed",
        )

    def _tell_replaced(self, n: int) -> Fault:
        before = self.told.name(self.chain, self.n or n)
        return _make(
            FaultKind.ALTERED,
            before,
            f"Entry {n} was written behind another entry than the one before it: "
            "one of the two was replaced",
        )

    def _check_row(self, n: int, line: Line, *, sound: bool, moved: int | None) -> Iterator[Fault]:
        at = self.told.name(self.chain, n)
        if not sound:
            why = line.problem or "its hash is not that of what it says"
            if moved is not None:
                why = f"it was entry {moved} when it was written"
            yield _make(FaultKind.ALTERED, at, f"The entry was altered or put in: {why}")
        elif line.sealed_altered:
            yield _make(FaultKind.ALTERED, at, "Its sealed part is not the one that was written")
        elif line.sealed_gone:
            yield from self._check_gone(at, line, self.told.list_removals(self.chain, n))
        elif line.sealed is not None and (self.chain, n) in self.told.removed:
            yield _make(
                FaultKind.BROKEN, at, "A lawful removal names it, yet its sealed part is there"
            )
        elif line.kind not in _KINDS:
            yield _make(FaultKind.NOTE, at, f"This sayso does not know what a {line.kind!r} tells")

    def _check_gone(self, at: str, line: Line, removals: dict[str, str]) -> Iterator[Fault]:
        """Check that words that are gone went with a report of which they spoke."""
        if not removals:
            yield _make(
                FaultKind.REMOVED, at, "Its sealed part is gone, and no lawful removal tells of it"
            )
        elif not any(sha256 in removals for sha256 in _list_concerned(line)):
            by = ", ".join(sorted(set(removals.values())))
            yield _make(
                FaultKind.REMOVED,
                at,
                f"Its sealed part is gone, and it is not about what {by} removed, "
                "though that names it",
            )

    def _go_on(self, n: int, was: int, line: Line, *, sound: bool) -> None:
        self.n, self.hash = n, line.hash
        self._expected = was + 1
        self._blamed = not sound
        self._links = frozenset({line.hash, line.made})
        self._whole = self._whole and sound
        try:
            self.tree.append(line.hash)
        except ValueError:
            self.tree.append(FIRST)  # no root that was told can fit any more, as it should be

    def _check_said(self, n: int, line: Line) -> Iterator[Fault]:
        if n in self._said:
            self._met.add(n)
        for said in self._said.get(n, ()):
            if not line.hash:
                continue  # it cannot be read, and was named for that
            if said.hash not in {line.hash, line.made}:
                yield _make(
                    FaultKind.BROKEN,
                    said.by,
                    f"It gives entry {n} another hash: one of the two was altered",
                )
            elif self._whole and said.root not in {None, self.tree.make_root()}:
                yield _make(
                    FaultKind.BROKEN,
                    said.by,
                    f"The root that was timestamped is not that of entries 1 to {n}",
                )


def _make(kind: FaultKind, where: str, message: str) -> Fault:
    return Fault(kind=kind, where=where, message=message + ".")
