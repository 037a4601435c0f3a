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


def say_subject(subject: Subject) -> str:
    """Return what a decision is about, in words."""
    if subject.kind is SubjectKind.REPORT:
        return f"the report {say_short(subject.report)}"
    noun = "statement" if subject.kind is SubjectKind.CLAIM else subject.kind.value
    return f"the {noun} {say_words(subject.text)}"


def say_question(question: Question | None) -> str:
    """Return what was asked, as the sentence that a yes makes true, or as a field's name."""
    if question is None:
        return _WITHHELD
    return _QUESTIONS[type(question)](question)


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
    if isinstance(value, Mapping):
        return ", ".join(f"{say_word(str(key))}: {say_value(it)}" for key, it in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(say_value, value)) or "none"
    return str(value)


def say_decision(decision: Decision) -> str:
    """Return question, answer and reason of a decision in one line."""
    if isinstance(decision.question, Note) and decision.undoes is None:
        return f"{say_question(decision.question)}: {decision.reason}"
    because = "" if not decision.reason else f", because {decision.reason}"
    return f"{say_question(decision.question)}: {say_answer(decision)}{because}"


def say_entry(entry: LogEntry) -> str:
    """Return what an entry of the log tells, in one line; what cannot be read is said."""
    try:
        return _ENTRIES[entry.kind](entry)
    except (KeyError, TypeError, ValueError) as exc:
        return f"unreadable: {exc}"


def _say_same(noun: str) -> Callable[[Any], str]:
    return lambda it: f"{say_subject(it.one)} and {say_subject(it.other)} are one {noun}"


_QUESTIONS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        ClaimStands: lambda it: f"{say_subject(it.claim)} stands",
        SamePerson: _say_same("person"),
        SameEvent: _say_same("event"),
        SamePlace: _say_same("place"),
        BelongsToCase: lambda it: f"{say_subject(it.finding)} belongs to {say_subject(it.case)}",
        Value: lambda it: f"{say_word(it.field)} of {say_subject(it.of)}",
        Span: lambda it: f"{say_word(it.part)} of {say_subject(it.of)}",
        MissedClaim: lambda it: f"{say_subject(it.passage)} is a statement that was missed",
        Origin: lambda it: f"on whose word {say_subject(it.claim)} rests",
        Redact: lambda it: f"{say_subject(it.what)} is withheld",
        Note: lambda it: f"note on {say_subject(it.about)}",
    }
)


def _say_casebook(entry: LogEntry) -> str:
    name = _WITHHELD if entry.sealed is None else entry.sealed["name"]
    return f"{name}, made with {entry.body['made_with']}"


def _say_capture(entry: LogEntry) -> str:
    told = read_capture(entry)
    name = say_short(told.sha256)
    if told.capture is None:
        return f"{name}, {_WITHHELD}"
    whence = told.capture.url or told.capture.file_name or told.capture.method
    if told.report is None:
        return f"{name} again, from {whence}"
    shown = told.report.id if told.report.id == name else f"{told.report.id} ({name})"
    before = told.report.previous
    later = "" if before is None else f", a changed version of {say_short(before)}"
    return f"{shown} from {whence}{later}"


def _say_extraction(entry: LogEntry) -> str:
    told = read_extraction(entry)
    return f"another text of {say_short(told.sha256)}"


def _say_decided(entry: LogEntry) -> str:
    decision = read_decision(entry)
    return f"{say_short(decision.id)}  {say_decision(decision)}"


def _say_removal(entry: LogEntry) -> str:
    told = read_removal(entry)
    return f"{say_short(told.sha256)} lawfully removed, because {told.reason}"


def _say_merge(entry: LogEntry) -> str:
    head = read_merge(entry)
    name = _WITHHELD if entry.sealed is None else entry.sealed["name"]
    return f"{name} ({say_short(head.chain)}), up to its entry {head.n}"


def _say_timestamp(entry: LogEntry) -> str:
    told = read_timestamp(entry)
    return f"entries 1 to {told.n}, root {say_short(told.root)}"


def _say_custody(entry: LogEntry) -> str:
    what = "" if entry.sealed is None else f" {entry.sealed['what']}"
    return f"{entry.body['action']}{what}"


_ENTRIES: Mapping[EntryKind, Callable[[LogEntry], str]] = MappingProxyType(
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
