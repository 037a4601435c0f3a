"""What a casebook keeps, in words: reports, decisions, entries of its log."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from sayso.publish.wording import say_count, say_day, say_word
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.decision import (
    BelongsToCase,
    ClaimStands,
    Decision,
    MissedClaim,
    Note,
    Origin,
    Question,
    Redact,
    SameEvent,
    SamePerson,
    SamePlace,
    Span,
    Subject,
    SubjectKind,
    Value,
)
from sayso.records.entries import (
    read_capture,
    read_decision,
    read_extraction,
    read_merge,
    read_removal,
    read_timestamp,
)
from sayso.records.log import EntryKind, LogEntry
from sayso.records.told import Moved

Names = Callable[[str], str | None]
"""Gives a report's name by its SHA-256; ``None`` for the report that the page is about."""

_LONGEST = 80
_SHORT = 16  # hex digits of a hash that people see; two that share them are not to be met
_WITHHELD = "words lawfully removed"


def say_moment(moment: str) -> str:
    """Return a moment of the log as "2024-03-11 14:30:05 UTC"; what is none stays."""
    if len(moment) < 20 or moment[10] != "T" or not moment.endswith("Z"):
        return moment
    return f"{moment[:10]} {moment[11:19]} UTC"


def say_short(digest: str) -> str:
    """Return so much of a hash or an id as tells it from any other."""
    return digest[:_SHORT]


def say_words(text: str) -> str:
    """Return a quotation on one line, cut after some 80 characters."""
    words = " ".join(text.split())
    if len(words) <= _LONGEST:
        return f"“{words}”"
    return f"“{words[:_LONGEST].rsplit(' ', 1)[0]} …”"


def say_facts(report: ReportSummary) -> str:
    """Return who published a report, when, and where it stands, in one line."""
    facts = [
        report.publisher or "publisher not known",
        say_day(report.published) or "date not known",
    ]
    if report.state is ReadingState.READ:
        facts.append(say_count(report.claims, "statement"))
    if report.previous is not None:
        facts.append(f"changed version of {report.previous}")
    return " · ".join(facts)


def say_state(report: ReportSummary) -> str | None:
    """Return why a report has no reading, or ``None`` where it has one."""
    if report.state is ReadingState.REMOVED:
        return report.problem or "Lawfully removed."
    if report.state is ReadingState.FAILED:
        return f"Captured, but not read: {report.problem or 'no reason is known.'}"
    if report.state is ReadingState.WAITING:
        return "Not read yet; read it with: sayso reread"
    return None


def say_subject(subject: Subject, names: Names = say_short) -> str:
    """Return what a decision is about, in words."""
    name = names(subject.report)
    if subject.kind is SubjectKind.REPORT:
        return "this report" if name is None else f"the report {name}"
    noun = "statement" if subject.kind is SubjectKind.CLAIM else subject.kind.value
    where = "" if name is None else f" in {name}"
    return f"the {noun} {say_words(subject.text)}{where}"


def say_question(question: Question | None, names: Names = say_short) -> str:
    """Return what was asked, as the sentence that a yes makes true, or as a field's name."""
    if question is None:
        return _WITHHELD
    return _QUESTIONS[type(question)](question, lambda subject: say_subject(subject, names))


def say_answer(decision: Decision) -> str:
    """Return what was decided: "yes", "no", "unsure", a value, or what is undone."""
    if decision.undoes is not None:
        return f"undoes {say_short(decision.undoes)}"
    if decision.judgement is not None:
        return decision.judgement.value
    if decision.question is None:
        return _WITHHELD
    return say_value(decision.value)


def say_value(value: Any) -> str:
    """Return a decided value in words; ``None`` is the answer that it is not known."""
    if value is None:
        return "not known"
    if isinstance(value, Mapping) and isinstance(value.get("subject"), Mapping):
        return say_words(str(value["subject"].get("text", "")))  # words, or a finding by its words
    if isinstance(value, Mapping):
        return ", ".join(f"{say_word(str(key))}: {say_value(it)}" for key, it in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(say_value, value)) or "none"
    return str(value)


def say_decision(decision: Decision, names: Names = say_short) -> str:
    """Return question, answer and reason of a decision in one line."""
    asked = say_question(decision.question, names)
    if decision.question is None:
        return asked if decision.judgement is None else f"{asked}: {decision.judgement.value}"
    if isinstance(decision.question, Note) and decision.undoes is None:
        return f"{asked}: {decision.reason}"
    because = "" if not decision.reason else f", because {decision.reason}"
    return f"{asked}: {say_answer(decision)}{because}"


def say_moved(moved: Moved, names: Names = say_short) -> str:
    """Return what a decision moved beside what it is about, in one line."""
    report = names(moved.report) or say_short(moved.report)
    if moved.kind == "case":
        whose = f", of {moved.name}" if moved.name else ""
        return f"also: report {report} is in case {moved.now}{whose}, no longer in {moved.before}"
    return f"also: {moved.name} in {report} is {moved.now}, no longer {moved.before}"


def say_entry(entry: LogEntry, names: Names = say_short) -> str:
    """Return what an entry of the log tells, in one line; what cannot be read is said."""
    try:
        return _ENTRIES[entry.kind](entry, names)
    except (KeyError, TypeError, ValueError) as exc:
        return f"unreadable: {exc}"


_Say = Callable[[Subject], str]


def _say_same(noun: str) -> Callable[[Any, _Say], str]:
    return lambda it, say: f"{say(it.one)} and {say(it.other)} are one {noun}"


_QUESTIONS: Mapping[type, Callable[[Any, _Say], str]] = MappingProxyType(
    {
        ClaimStands: lambda it, say: f"{say(it.claim)} stands",
        SamePerson: _say_same("person"),
        SameEvent: _say_same("event"),
        SamePlace: _say_same("place"),
        BelongsToCase: lambda it, say: f"{say(it.finding)} belongs to {say(it.case)}",
        Value: lambda it, say: f"{say_word(it.field)} of {say(it.of)}",
        Span: lambda it, say: f"{say_word(it.part)} of {say(it.of)}",
        MissedClaim: lambda it, say: f"{say(it.passage)} is a statement that was missed",
        Origin: lambda it, say: f"on whose word {say(it.claim)} rests",
        Redact: lambda it, say: f"{say(it.what)} is withheld",
        Note: lambda it, say: f"note on {say(it.about)}",
    }
)


def _say_casebook(entry: LogEntry, _: Names) -> str:
    name = _WITHHELD if entry.sealed is None else entry.sealed["name"]
    return f"{name}, made with {entry.body['made_with']}"


def _say_capture(entry: LogEntry, names: Names) -> str:
    told = read_capture(entry)
    name = names(told.sha256)
    if told.capture is None:
        return f"{name}, {_WITHHELD}"
    whence = told.capture.url or told.capture.file_name or told.capture.method
    if told.report is None:  # the same bytes again, or a file that came with reports
        return f"{name}, no new report, from {whence}"
    before = told.report.previous
    later = "" if before is None else f", a changed version of {names(before)}"
    return f"{name}, from {whence}{later}"


def _say_extraction(entry: LogEntry, names: Names) -> str:
    told = read_extraction(entry)
    return f"another text of {names(told.sha256)}"


def _say_decided(entry: LogEntry, names: Names) -> str:
    decision = read_decision(entry)
    return f"{say_short(decision.id)}  {say_decision(decision, names)}"


def _say_removal(entry: LogEntry, names: Names) -> str:
    told = read_removal(entry)
    return f"{names(told.sha256)} lawfully removed, because {told.reason}"


def _say_merge(entry: LogEntry, _: Names) -> str:
    head = read_merge(entry)
    name = _WITHHELD if entry.sealed is None else entry.sealed["name"]
    return f"{name} ({say_short(head.chain)}), up to its entry {head.n}"


def _say_timestamp(entry: LogEntry, _: Names) -> str:
    told = read_timestamp(entry)
    return f"entries 1 to {told.n}, root {say_short(told.root)}"


def _say_custody(entry: LogEntry, _: Names) -> str:
    what = "" if entry.sealed is None else f" {entry.sealed['what']}"
    return f"{entry.body['action']}{what}"


_ENTRIES: Mapping[EntryKind, Callable[[LogEntry, Names], str]] = MappingProxyType(
    {
        EntryKind.CASEBOOK: _say_casebook,
        EntryKind.CAPTURE: _say_capture,
        EntryKind.EXTRACTION: _say_extraction,
        EntryKind.DECISION: _say_decided,
        EntryKind.REMOVAL: _say_removal,
        EntryKind.MERGE: _say_merge,
        EntryKind.TIMESTAMP: _say_timestamp,
        EntryKind.CUSTODY: _say_custody,
    }
)
