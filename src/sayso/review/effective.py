"""A reading with what people decided of it: what holds, and beside it what decided it.

A newer reader changes nothing that was decided: what it no longer finds stays as it was read
when somebody decided about it, and what it reads otherwise is told beside the decided value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sayso.records.decision import Decision, Judgement, Subject, SubjectKind
from sayso.records.reading import Reading
from sayso.review.force import Dispute


class Standing(StrEnum):
    """Whether a claim stands, as people judged."""

    STANDS = "stands"
    REJECTED = "rejected"
    UNSURE = "unsure"
    UNDECIDED = "undecided"


STANDINGS: Mapping[Judgement | None, Standing] = {
    Judgement.YES: Standing.STANDS,
    Judgement.NO: Standing.REJECTED,
    Judgement.UNSURE: Standing.UNSURE,
    None: Standing.UNDECIDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveFinding:
    """One finding as it holds.

    Attributes:
        kind: What it is.
        id: Its id in the reading; "m1", "m2", ... of a claim that the reader missed, "o1",
            "o2", ... of what the reading no longer holds.
        subject: What a new decision about it is about; ``None`` of what has no words.
        values: Its fields in the reading format, as they hold; a missed claim's are ``None``
            where nobody said, and passages whose place is lost have no spans.
        read: What the reader found, or ``None`` where it found no such thing.
        standing: Of a claim; of other findings ``REJECTED`` where only rejected claims tell them
            (`review.rejecting`), else ``UNDECIDED``.
        decided: Id of the decision by what it decided: a field, "standing", "origin", "redacted".
        origin: The decided origin of a claim; ``None`` where it is not known, or undecided.
        redacted: Whether it must be withheld; ``None`` where nobody decided.
        notes: Remarks about it, oldest first.
        kept: Whether no reading holds it any more: then it reads as when it was decided on.
        changed: Fields that the reader reads otherwise than when it was decided on.
        snapshot: What a new decision about it keeps of it.
    """

    kind: SubjectKind
    id: str
    subject: Subject | None
    values: Mapping[str, Any]
    read: Mapping[str, Any] | None
    standing: Standing = Standing.UNDECIDED
    decided: Mapping[str, str] = field(default_factory=dict)
    origin: str | None = None
    redacted: Judgement | None = None
    notes: tuple[Decision, ...] = ()
    kept: bool = False
    changed: tuple[str, ...] = ()
    snapshot: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEnd:
    """One of the two that a decision linked.

    Attributes:
        report: SHA-256 of its report.
        name: Id of its report; ``None`` where that is not here.
        id: Its present id, or ``None`` where it is not found there.
        key: Its content key, in the present text where that is known.
        text: Its words.
    """

    report: str
    name: str | None
    id: str | None
    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedLink:
    """A decision on two findings: one person, event or place, or a case and what is of it.

    Attributes:
        type: The question's name in the log ("same_person").
        one, other: The two, in the order of the question.
        judgement: The answer.
        decision: Its id.
    """

    type: str
    one: LinkEnd
    other: LinkEnd
    judgement: Judgement | None
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedPassage:
    """Words that no finding holds, and what was decided of them.

    Attributes:
        subject: The words in the present text; as they were decided on where they are lost.
        lost: Whether they are not found in the present text.
        redacted: Whether they must be withheld; ``None`` where nobody decided.
        missed: Whether they are a claim; ``None`` where nobody was asked.
        decided: Id of the decision by what it decided: "redacted", "missed".
        notes: Remarks about them.
    """

    subject: Subject
    lost: bool
    redacted: Judgement | None = None
    missed: Judgement | None = None
    decided: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A decision in force whose subject is not there any more; it holds all the same.

    Attributes:
        decision: The decision.
        subject: What is gone.
        id: Under which id it is kept in the effective reading, or ``None``.
        lost: Whether its very words are gone from the text, or stand there in two places that
            cannot be told apart; else the reading just holds nothing there.
        near: Ids of findings of the same kind that overlap its words: perhaps what it is now.
    """

    decision: Decision
    subject: Subject
    id: str | None
    lost: bool
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveReading:
    """One report with what was read in it and what was decided of it.

    Attributes:
        name: The report's id in its casebook.
        sha256: Of the report's bytes.
        report: The report's facts but its text, as they hold.
        decided: Id of the decision by what it decided of the report: a fact, "redacted".
        redacted: Whether the report must be withheld; ``None`` where nobody decided.
        notes: Remarks about the report.
        made_by: What made the reading, in the reading format; ``None`` where none is there.
        claims_only: As in `Reading`.
        findings: All findings, kinds in the order of the reading format; within a kind those
            of the reading, then what was missed, then what is kept.
        reading: The same as records, for pages that show readings: without rejected claims
            and what only these tell, and without what has no place in a record since it is not
            known, see `review.records`. ``None`` where no reading is there.
        passages: Words that no finding holds.
        links: What was decided of two findings.
        checks: What a careful editor would ask, in the reading format.
        orphans: Decisions whose subject is gone, in the order of force.
        disputes: Questions that people answered differently.
        answers: What people answered to whether a statement stands, by its id: all that nobody
            undid, in the order of force. Who added one that the reader missed answered yes.
        overruled: The same of answers that somebody else undid, as `Force` has them.
    """

    name: str
    sha256: str
    report: Mapping[str, Any]
    decided: Mapping[str, str]
    redacted: Judgement | None
    notes: tuple[Decision, ...]
    made_by: Mapping[str, Any] | None
    claims_only: bool
    findings: tuple[EffectiveFinding, ...]
    reading: Reading | None
    passages: tuple[DecidedPassage, ...]
    links: tuple[DecidedLink, ...]
    checks: tuple[Mapping[str, Any], ...]
    orphans: tuple[Orphan, ...]
    disputes: tuple[Dispute, ...]
    answers: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    overruled: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)

    def list_kind(self, kind: SubjectKind) -> tuple[EffectiveFinding, ...]:
        """Return the findings of one kind."""
        return tuple(finding for finding in self.findings if finding.kind is kind)

    @property
    def claims(self) -> tuple[EffectiveFinding, ...]:
        """All claims, rejected ones included."""
        return self.list_kind(SubjectKind.CLAIM)

    def find(self, name: str, kinds: Sequence[SubjectKind] = ()) -> EffectiveFinding | None:
        """Return the finding of this id; an entity and its place share one."""
        found = (it for it in self.findings if it.id == name and (not kinds or it.kind in kinds))
        return next(found, None)
