"""The log a page at a time: who decided what, when and why, and what became of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sayso.records.decision import Decision, list_subjects
from sayso.records.entries import read_capture, read_decision, read_extraction, read_removal
from sayso.records.log import EntryKind, LogEntry
from sayso.records.log_query import LogFilters, LogOverview
from sayso.records.subjects import list_findings
from sayso.review.force import find_force, make_slot
from sayso.store.store import Store
from sayso.workbench.holdings import Holdings

_AT_ONCE = 200
_MOST_LOOKED_AT = 1500  # entries whose words are looked at for one page
_MOST_READINGS = 20  # that are looked into for one page, to lead to statements themselves


class Effect(StrEnum):
    """What became of a decision."""

    HOLDS = "holds"
    REPLACED = "replaced"
    UNDONE = "undone"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """One thing that an entry is about.

    Attributes:
        report: Id of its report, or the beginning of its SHA-256 where it is not here.
        here: Whether the report is here.
        finding: Its present id in the reading ("c3"), where that is known at once; else ``None``.
        key: Its content key, or ``None`` of a report as a whole that was captured.
        words: Its words; "" of a whole report.
    """

    report: str
    here: bool
    finding: str | None = None
    key: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEntry:
    """An entry with what one must know to show it.

    Attributes:
        actor, time, kind: As in `LogEntry`.
        entry: The entry; ``None`` where it was found by what was decided.
        decision: What was decided; ``None`` of what is no decision.
        effect: What became of the decision, or ``None``.
        by: Id of the decision that undid or replaced it, or ``None``.
        about: What it is about.
    """

    actor: str
    time: str
    kind: EntryKind
    entry: LogEntry | None
    decision: Decision | None
    effect: Effect | None
    by: str | None
    about: tuple[About, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """A page of the log.

    Attributes:
        entries: The entries.
        next: What to give to get the page behind it; ``None`` where there is none.
        looked_at: How many entries were looked through for words; 0 where all are known.
        total: How many there are in all, where that is known; else ``None``.
    """

    entries: tuple[LoggedEntry, ...]
    next: int | None
    looked_at: int = 0
    total: int | None = None


def list_page(
    holdings: Holdings,
    filters: LogFilters,
    *,
    words: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> LogPage:
    """Return a page of one log, the newest entries first.

    Args:
        holdings: The casebook.
        filters: What narrows it.
        words: What the reason of a decision must hold, in whatever case.
        before: `LogPage.next` of the page before.
        limit: The most entries.
    """
    store = holdings.store
    if words is None:
        found = store.list_newest_entries(filters, before=before, limit=limit + 1)
        shown, more = found[:limit], len(found) > limit
        return LogPage(
            entries=_describe_all(store, shown), next=shown[-1].n if shown and more else None
        )
    kept: list[LogEntry] = []
    looked_at, after = 0, before
    sought = words.casefold()
    while len(kept) < limit and looked_at < _MOST_LOOKED_AT:
        found = store.list_newest_entries(filters, before=after, limit=_AT_ONCE)
        for entry in found:
            looked_at, after = looked_at + 1, entry.n
            if sought in _get_reason(entry).casefold():
                kept.append(entry)
            if len(kept) == limit:
                break
        if len(found) < _AT_ONCE and len(kept) < limit:
            after = None
            break
    return LogPage(entries=_describe_all(store, kept), next=after, looked_at=looked_at)


def list_history_of_report(
    holdings: Holdings, name: str, *, after: int = 0, limit: int = 50
) -> LogPage:
    """Return what all logs tell of a report, the oldest first; raises `StoreError`."""
    found = holdings.store.find_report(name)
    sha256 = name if found is None else found.sha256
    entries, total = holdings.store.list_entries_about(sha256, after=after, limit=limit)
    following = after + len(entries)
    return LogPage(
        entries=_describe_all(holdings.store, entries),
        next=following if following < total else None,
        total=total,
    )


def list_history_of_thing(holdings: Holdings, name: str) -> tuple[LoggedEntry, ...]:
    """Return all that was decided about one thing, in the order of force, the oldest first.

    Args:
        holdings: The casebook.
        name: Its content key, or the id of a decision about it.
    """
    store = holdings.store
    keys: tuple[str, ...] = (name,)
    named = store.find_decisions(name)
    if len(named) == 1:
        keys = named[0].keys[:1]
    decisions = tuple(store.list_decisions_about(keys)) if keys else named
    return _describe_decisions(store, [(it, None) for it in decisions], decisions)


def list_about(holdings: Holdings, decisions: Iterable[Decision]) -> list[tuple[About, ...]]:
    """Return where the things that each decision is about stand now."""
    guide = _Guide(holdings.store)
    return [tuple(guide.list_about(it, None)) for it in decisions]


def make_log_overview(holdings: Holdings, chain: str | None = None) -> LogOverview:
    """Return who did something in a log, and which logs there are."""
    store = holdings.store
    names: dict[str, str | None] = {}
    for head in store.list_heads():
        first = next(store.list_entries(head.chain), None)
        sealed = None if first is None else first.sealed
        names[head.chain] = None if sealed is None else str(sealed.get("name"))
    return LogOverview(actors=store.list_actors(chain), chains=names)


def _get_reason(entry: LogEntry) -> str:
    if entry.kind is not EntryKind.DECISION or entry.sealed is None:
        return ""
    return str(entry.sealed.get("reason") or "")


def _describe_all(store: Store, entries: Iterable[LogEntry]) -> tuple[LoggedEntry, ...]:
    made = [(_read_decision(it), it) for it in entries]
    keys = {key for it, _ in made if it is not None for key in it.keys}
    return _describe_decisions(store, made, tuple(store.list_decisions_about(keys)))


def _describe_decisions(
    store: Store,
    made: Sequence[tuple[Decision | None, LogEntry | None]],
    concerned: Sequence[Decision],
) -> tuple[LoggedEntry, ...]:
    effects = _find_effects(concerned)
    guide = _Guide(store)
    shown = []
    for decision, entry in made:
        source = decision or entry
        if source is None:
            continue
        effect, by = (None, None) if decision is None else _get_effect(decision, effects)
        shown.append(
            LoggedEntry(
                actor=decision.analyst if entry is None and decision else _get_actor(entry),
                time=source.time,
                kind=EntryKind.DECISION if entry is None else entry.kind,
                entry=entry,
                decision=decision,
                effect=effect,
                by=by,
                about=tuple(guide.list_about(decision, entry)),
            )
        )
    return tuple(shown)


def _get_actor(entry: LogEntry | None) -> str:
    return "" if entry is None else entry.actor


def _read_decision(entry: LogEntry) -> Decision | None:
    if entry.kind is not EntryKind.DECISION:
        return None
    try:
        return read_decision(entry)
    except ValueError:
        return None  # of a question that no version of ours asks; it is shown as it lies there


def _get_effect(
    decision: Decision, effects: Mapping[str, tuple[Effect, str | None]]
) -> tuple[Effect, str | None]:
    if decision.question is None:
        return Effect.REMOVED, None
    return effects.get(decision.id, (Effect.HOLDS, None))


def _find_effects(decisions: Sequence[Decision]) -> dict[str, tuple[Effect, str | None]]:
    """Return what became of decisions, of which all about the same things must be there."""
    force = find_force(decisions)
    holding = {it.id for it in force.holding}
    latest = {make_slot(it.question): it.id for it in force.holding if it.question is not None}
    standing = {it.id for it in force.standing}
    undoers: dict[str, str] = {it.undoes: it.id for it in decisions if it.undoes is not None}
    effects: dict[str, tuple[Effect, str | None]] = {}
    for it in decisions:
        if it.question is None:
            effects[it.id] = Effect.REMOVED, None
        elif it.id in holding or (it.undoes is not None and it.id not in undoers):
            effects[it.id] = Effect.HOLDS, None
        elif it.id in standing:
            effects[it.id] = Effect.REPLACED, latest.get(make_slot(it.question))
        else:
            effects[it.id] = Effect.UNDONE, undoers.get(it.id)
    return effects


@dataclass(slots=True)
class _Guide:
    """Knows where things that entries are about stand now; looks each up once."""

    store: Store
    names: dict[str, tuple[str, bool]] = field(default_factory=dict)
    ids: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def list_about(self, decision: Decision | None, entry: LogEntry | None) -> Iterator[About]:
        if decision is not None and decision.question is not None:
            for subject in list_subjects(decision.question):
                name, here = self._name(subject.report)
                key = subject.key
                yield About(
                    report=name,
                    here=here,
                    finding=self._list_ids(subject.report).get(key) if here else None,
                    key=key,
                    words=subject.text,
                )
            return
        for sha256 in _list_reports(decision, entry):
            name, here = self._name(sha256)
            yield About(report=name, here=here)

    def _name(self, sha256: str) -> tuple[str, bool]:
        if sha256 not in self.names:
            found = self.store.find_report(sha256)
            self.names[sha256] = (sha256[:16], False) if found is None else (found.id, True)
        return self.names[sha256]

    def _list_ids(self, sha256: str) -> Mapping[str, str]:
        """Return present ids by content key; of so many reports as a page can wait for."""
        if sha256 not in self.ids:
            reading = None
            if len(self.ids) < _MOST_READINGS:
                reading = self.store.get_reading(sha256)
            found = () if reading is None else list_findings(reading)
            self.ids[sha256] = {subject.key: name for name, subject in found}
        return self.ids[sha256]


def _list_reports(decision: Decision | None, entry: LogEntry | None) -> tuple[str, ...]:
    if decision is not None:
        return decision.reports
    if entry is None:
        return ()
    try:
        if entry.kind is EntryKind.CAPTURE:
            return (read_capture(entry).sha256,)
        if entry.kind is EntryKind.EXTRACTION:
            return (read_extraction(entry).sha256,)
        if entry.kind is EntryKind.REMOVAL:
            return (read_removal(entry).sha256,)
    except ValueError:
        return ()  # damaged: it is shown as it lies there
    return ()
