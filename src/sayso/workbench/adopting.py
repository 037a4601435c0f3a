"""Two copies of one casebook that were both written to: what one did is taken into the other.

One log cannot go on in two ways. So what the other copy's log tells behind the last entry
that both have is told again, at the end of this casebook's own log: each capture and decision
with its own id, time, analyst and words, and with number and hash of the entry that told it
first. What is here already, by its id, does not come twice.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.entries import make_custody_draft, read_capture, read_decision, read_removal
from sayso.records.log import Draft, EntryKind, Head, LogEntry, get_told
from sayso.store.evidence import EvidenceChange
from sayso.store.store import Store, Writer
from sayso.workbench.facts import refresh_published
from sayso.workbench.holdings import Holdings
from sayso.workbench.locking import changing_beside
from sayso.workbench.removing import remove

_TOLD_AGAIN = (EntryKind.CAPTURE, EntryKind.EXTRACTION, EntryKind.DECISION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """A log that went on in two ways.

    Attributes:
        last: Number of the last entry that both have.
        head: Where the other's ends.
    """

    last: int
    head: Head


@dataclass(slots=True)
class Adopted:
    """What came: numbers of entries, reports and decisions; ids of reports, see `Merged`."""

    entries: int = 0
    reports: int = 0
    decisions: int = 0
    renamed: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def find_fork(own: Store, other: Store, head: Head) -> Fork:
    """Return where two logs part that differ; ``head`` is the other's."""
    low, high = 0, head.n  # the last entry known to be in both, the first known not to be
    while high - low > 1:
        middle = (low + high) // 2
        here, there = (get_hash(store, head.chain, middle) for store in (own, other))
        if here is not None and here == there:
            low = middle
        else:
            high = middle
    return Fork(last=low, head=head)


def adopt(holdings: Holdings, other: Holdings, forks: Collection[Fork]) -> Adopted:
    """Tell again what the other's logs tell behind the forks; all of it, or nothing.

    A report that the other copy lawfully removed goes here too, and the log says why.
    """
    adopted = Adopted()
    removed: dict[str, str] = {}
    with (
        changing_beside(holdings, other) as change,
        holdings.store.writing() as writer,
    ):
        for fork in forks:
            adoption = _Adoption(holdings, other, change, writer, adopted)
            before = adopted.entries
            for entry, told in _list_tail(other.store, fork):
                if entry.kind is EntryKind.REMOVAL:
                    removal = read_removal(entry)
                    removed[removal.sha256] = removal.reason
                elif entry.kind in _TOLD_AGAIN and entry.sealed is not None:
                    adoption.take(entry, told)
            if adopted.entries > before:
                _log(holdings, other, writer, fork)
            refresh_published(holdings.store, writer, adoption.redated)
    for sha256, reason in removed.items():
        adopted.removed.extend(_remove(holdings, other, sha256, reason))
    return adopted


def get_hash(store: Store, chain: str, n: int) -> str | None:
    """Return the hash of one entry, or ``None`` where there is none of this number."""
    entry = next(store.list_entries(chain, after=n - 1), None)
    return None if entry is None or entry.n != n else entry.hash


def _list_tail(store: Store, fork: Fork) -> Iterator[tuple[LogEntry, str]]:
    """Yield the entries behind a fork, each with the latest time that its log had told."""
    told = ""
    for entry in store.list_entries(fork.head.chain):
        told = max(told, get_told(entry))
        if entry.n > fork.head.n:
            return
        if entry.n > fork.last:
            yield entry, told


def _log(holdings: Holdings, other: Holdings, writer: Writer, fork: Fork) -> None:
    head = fork.head
    what = (
        f"entries {fork.last + 1} to {head.n} of the log {head.chain} as another copy of it went "
        f"on, in {other.folder.name}; the last one's hash is {head.hash}"
    )
    draft = make_custody_draft("adopt", time=holdings.now(), actor=holdings.analyst, what=what)
    writer.append(draft)


def _remove(holdings: Holdings, other: Holdings, sha256: str, reason: str) -> Iterable[str]:
    here, there = holdings.store.find_report(sha256), other.store.find_report(sha256)
    gone = there is not None and there.state is ReadingState.REMOVED
    if gone and here is not None and here.state is not ReadingState.REMOVED:
        remove(holdings, sha256, reason=reason)
        yield here.id


class _Adoption:
    """Takes entry after entry, within one transaction."""

    def __init__(
        self,
        holdings: Holdings,
        other: Holdings,
        change: EvidenceChange,
        writer: Writer,
        adopted: Adopted,
    ) -> None:
        self._own, self._other = holdings.store, other
        self._change, self._writer, self._adopted = change, writer, adopted
        self._new: set[str] = set()
        self.redated: set[str] = set()

    def take(self, entry: LogEntry, told: str) -> None:
        """Tell an entry again, unless it is here or is about what was removed here.

        Args:
            entry: The entry.
            told: The latest time that its log had told up to it.
        """
        if entry.kind is EntryKind.CAPTURE:
            self._take_capture(entry, told)
        elif entry.kind is EntryKind.DECISION:
            self._take_decision(entry, told)
        elif entry.body["sha256"] in self._new:
            self._append(entry, told)

    def _take_capture(self, entry: LogEntry, told: str) -> None:
        capture = read_capture(entry)
        known = self._own.find_report(capture.sha256)
        if known is not None and known.state is ReadingState.REMOVED:
            return
        if any(it.id == capture.id for it in self._own.list_captures(capture.sha256)):
            return
        self._append(entry, told)
        if known is None and capture.sha256 not in self._new:
            self._bring(capture.sha256)

    def _bring(self, sha256: str) -> None:
        theirs = self._other.store.get_report(sha256)
        if theirs.report is None:
            return
        self._change.put(self._other.evidence.get(sha256))
        previous = self._find_previous(theirs.summary)
        own = self._writer.add_report(theirs.report, previous=previous)
        self._new.add(sha256)
        self._adopted.reports += 1
        if own.id != theirs.summary.id:
            self._adopted.renamed.append((theirs.summary.id, own.id))
        reading = self._other.store.get_reading(sha256)
        if reading is not None:
            self._writer.put_reading(replace(reading, report=replace(reading.report, id=own.id)))
        elif theirs.summary.problem is not None:
            self._writer.put_failure(sha256, theirs.summary.problem)

    def _find_previous(self, theirs: ReportSummary) -> str | None:
        """Return the SHA-256 of the report that another is a version of, if that is known here.

        What the other copy had alone, and removed, gets its place without words first.
        """
        older = None if theirs.previous is None else self._other.store.find_report(theirs.previous)
        if older is None:
            return None
        if self._own.find_report(older.sha256) is None:
            if older.state is not ReadingState.REMOVED:
                return None
            self._writer.add_removed(older)
        return older.sha256

    def _take_decision(self, entry: LogEntry, told: str) -> None:
        decision = read_decision(entry)
        known = self._own.list_decisions(set(decision.reports))
        if any(other.id == decision.id for other in known):
            return
        states = [self._own.find_report(sha256) for sha256 in decision.reports]
        if any(it is not None and it.state is ReadingState.REMOVED for it in states):
            return
        self._append(entry, told)
        self._adopted.decisions += 1
        if decision.type == "value":
            self.redated.update(decision.reports)

    def _append(self, entry: LogEntry, told: str) -> None:
        # What comes from a third copy was told there first.
        place = {"chain": entry.chain, "n": entry.n, "hash": entry.hash}
        first = entry.body.get("told_first", {**place, "told": told})
        self._writer.append(
            Draft(
                time=entry.time,
                actor=entry.actor,
                kind=entry.kind,
                body={**entry.body, "told_first": first},
                sealed=entry.sealed,
            )
        )
        self._adopted.entries += 1
