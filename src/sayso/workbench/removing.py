"""Lawful removal: bytes, words and names go; the hash, the reason and who did it stay."""

from collections.abc import Collection, Iterable, Iterator
from uuid import uuid4

from sayso.errors import StoreError
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.entries import Removal, make_removal_draft, read_removal
from sayso.records.log import EntryKind, LogEntry
from sayso.store.evidence import EvidenceChange
from sayso.store.store import Store, Writer
from sayso.workbench.holdings import Holdings

SCRUB = "scrub"
"""The setting that says "due", and for which removal, until what that left was overwritten."""

_DUE, _DONE = "due", "done"

CONCERNED = (EntryKind.CAPTURE, EntryKind.EXTRACTION, EntryKind.DECISION)
"""The kinds of entry whose sealed part speaks of reports."""


class RemovedError(StoreError):
    """The report was lawfully removed before."""


def remove(holdings: Holdings, name: str, *, reason: str) -> LogEntry:
    """Take a report away for a lawful reason, and say so in the log.

    The bytes go, and so do text, names, findings, what the search index holds, and the sealed
    part of every entry, also of logs that came by a merge, that concerns the report. A
    decision about this report and another loses its words too, since they quote the first.
    So do the files that held its words beside it, such as the export that a post came in, and
    those that came with it alone, such as its pictures; the other posts have their own bytes.
    Hash, reason and who removed it stay, so the reason must name nobody. What is returned is
    the entry that says so; its body names the entries that lost their words.

    Raises:
        RemovedError: It was removed before; what an interrupted removal left is overwritten.
        StoreError: There is no such report, or no reason.
    """
    if not reason.strip():
        raise StoreError(
            "A removal without a reason could never be explained.",
            remedy="Say why, in words that name nobody, since they stay: --because '...'.",
        )
    finish_removals(holdings)
    sha256 = _get_removable(holdings.store, name).sha256
    with (
        holdings.evidence.changing(holdings.store.has_object) as change,
        holdings.store.writing() as writer,
    ):
        summary = _get_removable(holdings.store, sha256)  # another may have been faster
        companions = list_companions(holdings.store, sha256)
        pairs = _list_sealed(holdings.store, sha256)
        removal = Removal(
            sha256=sha256, text_sha256=summary.text_sha256, reason=reason, entries=pairs
        )
        entry = log_removal(holdings, writer, removal)
        writer.remove_report(sha256, make_removal_sentence(entry))
        change.remove(sha256)
        remove_companions(holdings, writer, change, companions, reason=reason)
    finish_removals(holdings)
    return entry


def list_companions(store: Store, sha256: str) -> tuple[str, ...]:
    """Return the bytes that go with a report: files that hold its words, or came with it alone."""
    captures = list(store.list_captures(sha256))
    held = [(capture.details or {}).get("held_in") for capture in captures]
    holders = [it["sha256"] for it in held if isinstance(it, dict) and "sha256" in it]
    if not holders:
        return ()
    own = {capture.id for capture in captures}
    shared: dict[str, bool] = {}  # what came with it, and whether it came with others too
    for capture in store.list_captures():
        if capture.parent is not None:
            shared[capture.sha256] = shared.get(capture.sha256, False) or capture.parent not in own
    alone = [bytes_ for bytes_, others in shared.items() if not others]
    # What is a report itself has a removal of its own.
    return tuple(
        it
        for it in dict.fromkeys([*holders, *alone])
        if store.has_object(it) and store.find_report(it) is None
    )


def remove_companions(
    holdings: Holdings,
    writer: Writer,
    change: EvidenceChange,
    companions: Iterable[str],
    *,
    reason: str,
) -> None:
    """Remove bytes that are no report, for the reason that a report was removed for."""
    for sha256 in companions:
        entries = _list_sealed(holdings.store, sha256)
        removal = Removal(sha256=sha256, text_sha256=None, reason=reason, entries=entries)
        log_removal(holdings, writer, removal)
        change.remove(sha256)


def _list_sealed(store: Store, sha256: str) -> tuple[tuple[str, int], ...]:
    """Return the entries, of every log, that still have words about these bytes."""
    return tuple(
        (entry.chain, entry.n)
        for head in store.list_heads()
        for entry in list_concerned(store, head.chain, {sha256})
        if entry.sealed is not None
    )


def log_removal(holdings: Holdings, writer: Writer, removal: Removal) -> LogEntry:
    """Log a removal, and take away the words of the entries that it names."""
    draft = make_removal_draft(removal, time=holdings.now(), actor=holdings.analyst)
    entry = writer.append(draft)
    writer.seal(removal.entries)
    mark_scrub_due(writer)
    return entry


def mark_scrub_due(writer: Writer) -> None:
    """Say that what this transaction takes away is to be overwritten, by whoever comes first."""
    writer.set_setting(SCRUB, f"{_DUE} {uuid4().hex}")


def finish_removals(holdings: Holdings) -> None:
    """Overwrite what removals left in the database's files, where that is still due."""
    store = holdings.store
    while is_scrub_due(store):
        due = store.get_setting(SCRUB)
        store.scrub()
        with store.writing() as writer:
            # Another removal may have come while this one's remains were overwritten.
            if store.get_setting(SCRUB) == due:
                writer.set_setting(SCRUB, _DONE)


def is_scrub_due(store: Store) -> bool:
    """Return whether what was removed is still to be overwritten."""
    return (store.get_setting(SCRUB) or "").startswith(_DUE)


def make_removal_sentence(removal: LogEntry) -> str:
    """Return one sentence that says when, by whom and why something was removed."""
    reason = read_removal(removal).reason.rstrip()
    if not reason.endswith((".", "!", "?", "…")):
        reason += "."  # other sentences follow
    return f"Lawfully removed on {removal.time[:10]} by {removal.actor}: {reason}"


def list_concerned(
    store: Store, chain: str, sha256s: Collection[str], *, after: int = 0
) -> Iterator[LogEntry]:
    """Yield a log's entries about any of these bytes, those that lost their words included."""
    for entry in store.list_entries(chain, after=after, kinds=CONCERNED):
        if any(sha256 in sha256s for sha256 in get_concerned(entry)):
            yield entry


def get_concerned(entry: LogEntry) -> tuple[str, ...]:
    """Return the SHA-256 of the reports that an entry's sealed part speaks of."""
    if entry.kind is EntryKind.DECISION:
        return tuple(entry.body["reports"])
    return (entry.body["sha256"],) if entry.kind in CONCERNED else ()


def _get_removable(store: Store, name: str) -> ReportSummary:
    summary = store.find_report(name)
    if summary is None:
        raise StoreError(
            f"There is no report {name!r} in this casebook.",
            remedy="sayso reports lists those that are there.",
        )
    if summary.state is ReadingState.REMOVED:
        raise RemovedError(
            f"Report {summary.id} is gone already. {summary.problem}",
            remedy="sayso log shows the removal; nothing more is kept of it.",
        )
    return summary
