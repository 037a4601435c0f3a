"""Where accounts conflict: both sides in their words, on whose word, and since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.publish.cases_digest import Quotes, say_content
from sayso.publish.cases_json import ReportNames
from sayso.publish.cases_words import SEVERITIES, list_marks, say_origin, say_subjects
from sayso.publish.wording import say_count, say_day, say_list, say_word
from sayso.records.casefile import AccountValue, CaseFile, Contradiction, Ref
from sayso.records.decision import Decision

MOST_WORDS = 3
"""Statements of one side that are shown at once; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A remark that somebody made: its id in the log, who, when, and the words."""

    decision: str
    analyst: str
    time: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideWords:
    """One statement that gives a side.

    Attributes:
        report, claim: Ids of the two.
        text: The statement's words.
        marks: What to know before believing it.
        publisher, day: Of the report, in words.
        notes: What people noted of it.
    """

    report: str
    claim: str
    text: str
    marks: tuple[str, ...]
    publisher: str
    day: str
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side.

    Attributes:
        value: What is said, in a few words.
        forms: It in the reports' own words, where these differ.
        origins: On whose word, each with what it is; empty where that is not known.
        days: On which days it was told.
        told: The statements, the earliest first, the first few.
        more: How many statements there are besides, in words, or ``None``.
    """

    value: str
    forms: tuple[str, ...]
    origins: tuple[str, ...]
    days: str
    told: tuple[SideWords, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """One contradiction in words.

    Attributes:
        case: Id of the case.
        number: Its number there, from 1.
        subjects: Whose case it is.
        about: What it is about.
        field: What differs, in words.
        severity: "high", "medium" or "low".
        words: How grave it is, or that its source corrected it.
        corrected: Whether one source only corrected itself.
        step: Id of the step, or ``None``.
        sides: All sides, the one with the most origins first.
        note: One sentence for a reader, or ``None``.
    """

    case: str
    number: int
    subjects: str
    about: str
    field: str
    severity: str
    words: str
    corrected: bool
    step: str | None
    sides: tuple[Side, ...]
    note: str | None


def make_conflict(
    case: CaseFile,
    number: int,
    names: ReportNames,
    quotes: Quotes,
    notes: Mapping[Ref, tuple[Decision, ...]],
) -> ConflictView:
    """Return one contradiction of a case, by its number there, from 1."""
    it = case.contradictions[number - 1]
    return ConflictView(
        case=case.id,
        number=number,
        subjects=say_subjects(case.subjects),
        about=it.about,
        field=say_word(it.field),
        severity=it.severity.value,
        words=say_severity(it),
        corrected=it.corrected,
        step=it.step,
        sides=tuple(_make_side(value, case, names, quotes, notes) for value in it.values),
        note=it.note or None,
    )


def say_severity(it: Contradiction) -> str:
    """Return how grave a contradiction is, or that its source corrected it."""
    return "corrected by its source" if it.corrected else SEVERITIES[it.severity]


def make_notes(notes: Sequence[Decision]) -> tuple[NoteView, ...]:
    """Return remarks in words, oldest first."""
    return tuple(
        NoteView(
            decision=it.id,
            analyst=it.analyst,
            time=it.time,
            words=it.reason or "its words were removed",
        )
        for it in notes
    )


def _make_side(
    value: AccountValue,
    case: CaseFile,
    names: ReportNames,
    quotes: Quotes,
    notes: Mapping[Ref, tuple[Decision, ...]],
) -> Side:
    origins = {it.id: say_origin(it) for it in case.origins}
    told = [it for it in value.claims if it in quotes][:MOST_WORDS]
    more = len(value.claims) - len(told)
    days = sorted({day[:10] for it in value.reports if (day := names.get_published(it))})
    return Side(
        value=value.value,
        forms=tuple(it for it in value.forms if it != value.value),
        origins=tuple(origins[name] for name in value.origins if name in origins),
        days=_say_days(days),
        told=tuple(_make_words(it, names, quotes, notes) for it in told),
        more=None if more <= 0 or not told else say_count(more, "more statement"),
    )


def _say_days(days: Sequence[str]) -> str:
    said = [say_day(it) or it for it in days]
    if len(said) <= 1:
        return f"told on {said[0]}" if said else "day of its reports not known"
    if len(said) == 2:
        return f"told on {say_list(said)}"
    return f"told on {len(said)} days from {said[0]} to {said[-1]}"


def _make_words(
    at: Ref, names: ReportNames, quotes: Quotes, notes: Mapping[Ref, tuple[Decision, ...]]
) -> SideWords:
    found = names.get(at.report)
    return SideWords(
        report=names.name(at.report),
        claim=at.id,
        text=say_content(quotes[at]),
        marks=list_marks(quotes[at]),
        publisher=(None if found is None else found.publisher) or "publisher not known",
        day=say_day(names.get_published(at.report)) or "day not known",
        notes=make_notes(notes.get(at, ())),
    )
