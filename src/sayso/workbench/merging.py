"""Merging: all that another casebook holds comes along, with its log, and nothing twice."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from sayso.errors import StoreError
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.entries import make_custody_draft, make_merge_draft, read_merge, read_removal
from sayso.records.log import FIRST, EntryKind, Head, LogEntry, get_told
from sayso.store.evidence import EvidenceChange
from sayso.store.store import Store, Writer
from sayso.workbench.adopting import Adopted, Fork, adopt, find_fork, get_hash
from sayso.workbench.facts import refresh_published
from sayso.workbench.holdings import Holdings
from sayso.workbench.knowledge import Knowledge, Pair
from sayso.workbench.locking import changing_beside
from sayso.workbench.removing import (
    CONCERNED,
    finish_removals,
    get_concerned,
    list_companions,
    list_concerned,
    log_removal,
    make_removal_sentence,
    mark_scrub_due,
    remove_companions,
)
from sayso.workbench.verifying import verify

_FAULTS_TOLD = 3


class MergeError(StoreError):
    """The other casebook cannot be merged; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge brought.

    Attributes:
        name: The other casebook's name.
        entries: How many entries of logs came; 0 where there was nothing new.
        reports: How many reports came.
        decisions: How many decisions came.
        renamed: Of reports whose id was taken here: (id there, id here).
        removed: Ids of the reports that went here, since the other had lawfully removed them.
        kept_out: How many reports of the other stayed out, since they were lawfully removed
            here.
        warnings: What the user should know, one sentence each.
    """

    name: str
    entries: int = 0
    reports: int = 0
    decisions: int = 0
    renamed: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    kept_out: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tail:
    """The part of one of the other's logs that is not kept yet: entries after, up to the head."""

    after: int
    head: Head


@dataclass(frozen=True, slots=True)
class _News:
    """What the other knows and this casebook does not: whole tails, and logs that forked."""

    tails: list[_Tail]
    forks: list[Fork]


@dataclass(slots=True)
class _Tally:
    entries: int = 0
    reports: int = 0
    decisions: int = 0
    renamed: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept_out: int = 0

    def add(self, adopted: Adopted) -> None:
        self.entries += adopted.entries
        self.reports += adopted.reports
        self.decisions += adopted.decisions
        self.renamed += adopted.renamed
        self.removed += adopted.removed


def merge(holdings: Holdings, other: Holdings) -> Merged:
    """Take in what another casebook holds: its logs, its evidence, reports and readings.

    Each entry stays in its own log, which keeps its id, so that both logs still verify; an
    entry of this casebook's log carries the head of each that came. The same bytes are one
    report. What was lawfully removed in either is removed in both, also where the other's log
    did not know it yet; it stays only where it was taken in again on purpose after that.
    Merging twice, or back again, changes nothing. A crash leaves all or nothing of it. Where
    both went on from one copy, each in its own way, see `adopting`.

    Raises:
        MergeError: The other does not verify, is this casebook itself, or a newer copy of it.
            Nothing was written.
    """
    _refuse_itself(holdings, other)
    _refuse_faults(other)
    with changing_beside(holdings, other) as change:
        tails, forks = _find_tails(holdings.store, other.store)
        tally = _Tally()
        if _has_news(holdings.store, other.store, tails):
            _Merge(holdings, other, change, _News(tails, forks), tally).run()
    if forks:
        tally.add(adopt(holdings, other, forks))
    finish_removals(holdings)
    return Merged(
        name=other.folder.name,
        entries=tally.entries,
        reports=tally.reports,
        decisions=tally.decisions,
        renamed=tuple(tally.renamed),
        removed=tuple(tally.removed),
        kept_out=tally.kept_out,
        warnings=(*list_warnings(holdings, other), *_list_left(other, forks)),
    )


def list_warnings(holdings: Holdings, other: Holdings) -> tuple[str, ...]:
    """Return what the user should know before merging, one sentence each."""
    if other.folder.encrypted and not holdings.folder.encrypted:
        return (
            f"{other.folder.name} is encrypted and {holdings.folder.name} is not: what comes from "
            "the first lies open in the second.",
        )
    return ()


def _list_left(other: Holdings, forks: Iterable[Fork]) -> Iterator[str]:
    """Yield what cannot come from another copy of a log, one sentence each."""
    for fork in forks:
        tail = _Tail(after=fork.last, head=fork.head)
        count = sum(1 for _ in _list_tail(other.store, tail, (EntryKind.TIMESTAMP,)))
        if count:
            yield (
                f"{count} timestamp(s) of the log {fork.head.chain} as it went on in "
                f"{other.folder.name} did not come, since they hold for that copy's log alone: "
                "keep that copy or its bag, where they verify."
            )


def _refuse_itself(holdings: Holdings, other: Holdings) -> None:
    if holdings.folder.path.resolve() == other.folder.path.resolve():
        raise MergeError(
            f"{holdings.folder.path} cannot be merged into itself.",
            remedy="Name another casebook.",
        )


def _refuse_faults(other: Holdings) -> None:
    faults = [fault for fault in verify(other) if fault.fails]
    if faults:
        told = " ".join(f"{fault.where}: {fault.message}" for fault in faults[:_FAULTS_TOLD])
        more = len(faults) - _FAULTS_TOLD
        raise MergeError(
            f"{other.folder.path} does not verify, so nothing of it was taken in. {told}"
            + (f" And {more} more." if more > 0 else ""),
            remedy="Look at it with sayso verify, and merge a copy that is whole.",
        )


def _find_tails(own: Store, other: Store) -> tuple[list[_Tail], list[Fork]]:
    """Return what of each of the other's logs is not kept yet, and which went on in two ways.

    Raises:
        MergeError: The other is a newer copy of this casebook.
    """
    kept = {head.chain: head for head in own.list_heads()}
    tails: list[_Tail] = []
    forks: list[Fork] = []
    for head in other.list_heads():
        known = kept.get(head.chain, Head(chain=head.chain, n=0, hash=FIRST))
        both = min(known.n, head.n)
        if both and get_hash(own, head.chain, both) != get_hash(other, head.chain, both):
            forks.append(find_fork(own, other, Head(chain=head.chain, n=head.n, hash=head.hash)))
        elif head.n > known.n and head.chain == own.chain:
            raise MergeError(
                f"The other holds a later state of this casebook's own log: {head.n} entries, "
                f"of which {known.n} are here.",
                remedy="This is an older copy. Go on with the newer one, or restore its backup.",
            )
        elif head.n > known.n:
            tails.append(_Tail(after=known.n, head=head))
    return tails, forks


def _list_tail(store: Store, tail: _Tail, kinds: Collection[EntryKind] = ()) -> Iterator[LogEntry]:
    """Yield the entries of a tail; what was written after its head was taken stays out."""
    for entry in store.list_entries(tail.head.chain, after=tail.after, kinds=kinds):
        if entry.n > tail.head.n:
            return
        yield entry


def _has_news(own: Store, other: Store, tails: Iterable[_Tail]) -> bool:
    """Return whether anything is new but that the other had taken in what is kept here."""
    kept = {head.chain: head.n for head in own.list_heads()}
    for tail in tails:
        for entry in _list_tail(other, tail):
            if entry.kind is not EntryKind.MERGE:
                return True
            head = read_merge(entry)
            if kept.get(head.chain, 0) < head.n:
                return True
    return False


class _Merge:
    """One merge that brings something new; all of it happens within one transaction."""

    def __init__(
        self,
        holdings: Holdings,
        other: Holdings,
        change: EvidenceChange,
        news: _News,
        tally: _Tally,
    ) -> None:
        self._holdings, self._other = holdings, other
        self._own, self._theirs = holdings.store, other.store
        self._change, self._tally = change, tally
        self._tails, self._forks = news.tails, news.forks
        self._knowledge = Knowledge()
        self._seal: list[Pair] = []  # entries here that a removal of the other names
        self._unheard: dict[str, tuple[LogEntry, list[Pair]]] = {}
        self._apart: dict[str, LogEntry] = {}  # removals that only a fork of the other tells of
        self._captured: set[str] = set()  # bytes that a capture speaks of that stays
        self._new: set[str] = set()  # bytes that come with the other's captures
        self._companions: dict[str, tuple[str, ...]] = {}  # what goes with what is removed
        self._stated: list[Head] = []  # what merges in what comes tell of
        self._told: dict[str, str] = {}  # the latest time that each of the other's logs told

    def run(self) -> None:
        with self._own.writing() as writer:
            self._learn()
            self._judge_own()
            self._judge_tails()
            gone = self._find_gone()
            self._bring_evidence()
            for tail in self._tails:
                self._copy(writer, tail)
            self._log(writer)
            self._remove(writer, gone)
            self._bring_reports(writer, gone)
            refresh_published(self._own, writer, self._list_redated())

    def _learn(self) -> None:
        kinds = (EntryKind.MERGE, EntryKind.REMOVAL)
        for head in self._own.list_heads():
            self._knowledge.learn(self._own.list_entries(head.chain, kinds=kinds))
        for tail in self._tails:
            self._knowledge.learn(_list_tail(self._theirs, tail, kinds))
        for fork in self._forks:
            tail = _Tail(after=fork.last, head=fork.head)
            for entry in _list_tail(self._theirs, tail, (EntryKind.REMOVAL,)):
                self._apart[entry.body["sha256"]] = entry

    def _judge_own(self) -> None:
        """Find the entries kept here that lose their words to what the other removed."""
        removed = self._knowledge.removed
        for head in self._own.list_heads():
            for entry in list_concerned(self._own, head.chain, removed):
                if self._judge(entry) and entry.sealed is not None:
                    self._seal.append((entry.chain, entry.n))

    def _judge_tails(self) -> None:
        for tail in self._tails:
            for entry in _list_tail(self._theirs, tail, CONCERNED):
                if not self._judge(entry) and entry.kind is EntryKind.CAPTURE:
                    self._new.add(entry.body["sha256"])

    def _judge(self, entry: LogEntry) -> bool:
        """Return whether a removal takes an entry's words, one that it did not know included."""
        if self._knowledge.is_taken(entry):
            return True
        lost = entry.sealed is None and entry.sealed_sha256 is not None
        for sha256 in get_concerned(entry):
            removal = self._knowledge.find_unheard(entry, sha256)
            if removal is None and lost:
                removal = self._apart.get(sha256)
            if removal is not None:
                self._knowledge.take(entry)
                _, pairs = self._unheard.setdefault(sha256, (removal, []))
                pairs.append((entry.chain, entry.n))
                return True
        if entry.kind is EntryKind.CAPTURE:
            self._captured.add(entry.body["sha256"])
        return False

    def _find_gone(self) -> set[str]:
        """Return the bytes that no capture speaks of any more, of which `adopt` knows nothing."""
        apart = {sha256 for sha256 in self._unheard if self._own.find_report(sha256) is None}
        gone = {*self._knowledge.removed, *apart} - self._captured
        for sha256 in gone:  # found while the entries still have their words
            self._companions[sha256] = list_companions(self._own, sha256)
        return gone

    def _bring_evidence(self) -> None:
        new = (sha256 for sha256 in self._new if not self._own.has_object(sha256))
        self._change.put_all(map(self._other.evidence.get, new))

    def _copy(self, writer: Writer, tail: _Tail) -> None:
        for entry in _list_tail(self._theirs, tail):
            taken = self._knowledge.is_taken(entry)
            writer.copy_entry(replace(entry, sealed=None) if taken else entry)
            if entry.kind is EntryKind.MERGE:
                self._stated.append(read_merge(entry))
            self._told[entry.chain] = max(self._told.get(entry.chain, ""), get_told(entry))
            self._tally.entries += 1
            self._tally.decisions += entry.kind is EntryKind.DECISION

    def _log(self, writer: Writer) -> None:
        """Tell what came, and what else a removal takes than its own log could know."""
        now, actor = self._holdings.now(), self._holdings.analyst
        for tail in self._tails:
            name = self._other.folder.name
            told = self._told.get(tail.head.chain)
            draft = make_merge_draft(tail.head, time=now, actor=actor, name=name, told=told)
            writer.append(draft)
        for entry, pairs in self._unheard.values():
            removal = replace(read_removal(entry), entries=tuple(pairs))
            log_removal(self._holdings, writer, removal)
        self._log_apart(writer)
        if self._seal:
            writer.seal(self._seal)
            mark_scrub_due(writer)

    def _log_apart(self, writer: Writer) -> None:
        """Say which merges tell of another copy of a log than the one that is kept here."""
        apart = [
            [head.chain, head.n, head.hash]
            for head in self._stated
            if head.n and get_hash(self._own, head.chain, head.n) != head.hash
        ]
        if apart:
            now, actor = self._holdings.now(), self._holdings.analyst
            what = f"merges in {self._other.folder.name} tell of another copy of a log"
            draft = make_custody_draft("apart", time=now, actor=actor, what=what)
            writer.append(replace(draft, body={**draft.body, "apart": apart}))

    def _remove(self, writer: Writer, gone: Collection[str]) -> None:
        for sha256 in gone:
            summary = self._own.find_report(sha256)
            if summary is None:
                self._change.remove(sha256)  # bytes without a report, such as a picture
                continue
            if summary.state is ReadingState.REMOVED:
                continue
            removal = self._knowledge.get_latest(sha256)
            writer.remove_report(sha256, make_removal_sentence(removal))
            self._change.remove(sha256)
            companions = [it for it in self._companions[sha256] if it not in gone]
            reason = read_removal(removal).reason
            remove_companions(self._holdings, writer, self._change, companions, reason=reason)
            self._tally.removed.append(summary.id)

    def _bring_reports(self, writer: Writer, gone: Collection[str]) -> None:
        for summary in self._theirs.list_reports():
            if summary.sha256 in self._new:
                self._bring_report(writer, summary)
            elif summary.sha256 in gone:
                self._tally.kept_out += summary.state is not ReadingState.REMOVED
                if self._own.find_report(summary.sha256) is None:
                    writer.add_removed(summary)

    def _bring_report(self, writer: Writer, theirs: ReportSummary) -> None:
        """Keep a report of the other with its findings, unless the same bytes are here."""
        report = self._theirs.get_report(theirs.sha256).report
        if report is None:
            return
        own = self._own.find_report(theirs.sha256)
        if own is None or own.state is ReadingState.REMOVED:
            own = writer.add_report(report, previous=self._find_previous(writer, theirs))
            self._tally.reports += 1
            if own.id != theirs.id:
                self._tally.renamed.append((theirs.id, own.id))
        if own.state is ReadingState.READ or own.text_sha256 != theirs.text_sha256:
            return
        reading = self._theirs.get_reading(theirs.sha256)
        if reading is not None:
            writer.put_reading(replace(reading, report=replace(reading.report, id=own.id)))
        elif theirs.problem is not None:
            writer.put_failure(theirs.sha256, theirs.problem)

    def _list_redated(self) -> set[str]:
        """Return the reports here of which a fact was decided in what came."""
        return {
            sha256
            for tail in self._tails
            for entry in _list_tail(self._theirs, tail, (EntryKind.DECISION,))
            if entry.body["type"] == "value"
            for sha256 in entry.body["reports"]
            if self._own.find_report(sha256) is not None
        }

    def _find_previous(self, writer: Writer, theirs: ReportSummary) -> str | None:
        """Return the SHA-256 of the report that another is a version of, if that is known here.

        What was removed counts too, as it does where the version was added. What was never
        here, or comes only after its version, first gets a place without words.
        """
        older = None if theirs.previous is None else self._theirs.find_report(theirs.previous)
        if older is None:
            return None
        if self._own.find_report(older.sha256) is None:
            if older.state is not ReadingState.REMOVED and older.sha256 not in self._new:
                return None
            writer.add_removed(older)
        return older.sha256
