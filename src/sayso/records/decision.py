"""What people decide: typed questions about findings, answered for ever.

A decision names its subjects by content key, so that it outlives every reading anew. Undoing
one is a new decision; nothing is ever taken back out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from sayso.records import selector
from sayso.records.canonical import make_digest
from sayso.records.plain import make_plain, make_record


class Judgement(StrEnum):
    """An answer to a yes-or-no question."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class SubjectKind(StrEnum):
    """What kind of thing a decision is about; a passage is words that no finding holds."""

    REPORT = "report"
    PASSAGE = "passage"
    CLAIM = "claim"
    ENTITY = "entity"
    TIME = "time"
    PLACE = "place"
    QUANTITY = "quantity"
    PROVISION = "provision"
    PENALTY = "penalty"
    EVENT = "event"
    CASE = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a decision is about, by position and by quotation (W3C Web Annotation's selectors).

    Attributes:
        kind: What kind of thing it is.
        report: SHA-256 of the report's bytes as captured.
        text_sha256: SHA-256 of the text that the offsets count in; ``None`` of a whole report.
        spans: Where it stands: a claim's content, an entity's first mention, an event's
            trigger, the first mention of a case's first subject; empty of a whole report.
        text: The characters there, pieces joined by one blank; "" of a whole report.
        prefix, suffix: Up to 32 characters before and after, to find the words again.
        ordinal: 0, or which of several findings of one kind at the same place it is.
    """

    kind: SubjectKind
    report: str
    text_sha256: str | None = None
    spans: tuple[selector.Span, ...] = ()
    text: str = ""
    prefix: str = ""
    suffix: str = ""
    ordinal: int = 0

    @property
    def key(self) -> str:
        """The content key: SHA-256 of kind, report, offsets, quotation, as canonical JSON."""
        spans = [list(span) for span in self.spans]
        return make_digest([self.kind.value, self.report, spans, self.text, self.ordinal])


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimStands:
    """Does the report really give this statement, as this source's word?"""

    claim: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePerson:
    """Are these two entities, perhaps of two reports, one person (or group, or body)?"""

    one: Subject
    other: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class SameEvent:
    """Do these two tell of one event?"""

    one: Subject
    other: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePlace:
    """Are these two one place?"""

    one: Subject
    other: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class BelongsToCase:
    """Does this finding belong to that case?"""

    finding: Subject
    case: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What is the value of this field of this finding (or report)? Answered by a value.

    Attributes:
        field: The field's name in the reading format: "published", "certainty", "age", "value".
    """

    of: Subject
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which words are this part of this claim? Answered by spans and their quotation.

    Attributes:
        part: "source", "cue" or "content".
    """

    of: Subject
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedClaim:
    """Is this passage, which the reader missed, a statement? Answered by the claim's parts."""

    passage: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """On whose word does this claim finally rest? Answered by the origin's name."""

    claim: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Redact:
    """Must this be withheld from whatever is published?"""

    what: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark; the reason is its text."""

    about: Subject


Question = (
    ClaimStands
    | SamePerson
    | SameEvent
    | SamePlace
    | BelongsToCase
    | Value
    | Span
    | MissedClaim
    | Origin
    | Redact
    | Note
)

QUESTIONS: Mapping[str, type] = {
    "claim_stands": ClaimStands,
    "same_person": SamePerson,
    "same_event": SameEvent,
    "same_place": SamePlace,
    "belongs_to_case": BelongsToCase,
    "value": Value,
    "span": Span,
    "missed_claim": MissedClaim,
    "origin": Origin,
    "redact": Redact,
    "note": Note,
}
"""The questions by the names that the log gives them."""

_NAMES = {kind: name for name, kind in QUESTIONS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One judgement by one analyst, kept for ever.

    Attributes:
        id: 32 hex digits, random.
        type: The question's name, a key of `QUESTIONS`.
        question: What was asked; ``None`` where a lawful removal took the words away.
        judgement: The answer, or ``None`` where a value is the answer.
        value: The answer where it is no yes or no: a text, a number, an object; ``None``
            means that the value is not known, which is an answer too.
        analyst: Who decided.
        time: When, ISO 8601 in UTC.
        reason: Why, in the analyst's words; ``None`` where a lawful removal took them away.
        undoes: Id of the decision that this one takes out of force, or ``None``.
        keys: Content keys of its subjects, in the order of the question's fields; none where a
            lawful removal took the words away, since words can be guessed from them.
        reports: SHA-256 of the reports that its subjects lie in, in the same order.
        finding: What the first subject read when it was decided, as plain values, so that it
            stays readable, and in force, when no reading holds it any more; or ``None``.
    """

    id: str
    type: str
    question: Question | None
    judgement: Judgement | None
    analyst: str
    time: str
    reason: str | None
    value: Any = None
    undoes: str | None = None
    keys: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    finding: Mapping[str, Any] | None = None


def get_question_name(question: Question) -> str:
    """Return the name that the log gives a question of this type."""
    return _NAMES[type(question)]


def list_subjects(question: Question) -> tuple[Subject, ...]:
    """Return what a question is about, in the order of its fields."""
    values = (getattr(question, field.name) for field in fields(question))
    return tuple(value for value in values if isinstance(value, Subject))


def make_plain_question(question: Question) -> dict[str, Any]:
    """Return a question as plain values."""
    plain: dict[str, Any] = make_plain(question)
    return plain


def make_question(name: str, plain: Any) -> Question:
    """Return the question that `make_plain_question` wrote; raises ``ValueError``."""
    if name not in QUESTIONS:
        raise ValueError(f"{name!r} is no question that this version of sayso knows")
    question: Question = make_record(QUESTIONS[name], plain)
    return question
