"""What decisions make of one finding: its values, and for each what decided it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.records.claim import Style
from sayso.records.decision import (
    ClaimStands,
    Decision,
    Judgement,
    MissedClaim,
    Note,
    Origin,
    Redact,
    Span,
    Subject,
    SubjectKind,
    Value,
)
from sayso.records.plain import make_record
from sayso.review.fields import resolve
from sayso.review.home import Home, list_changes
from sayso.review.place_choice import CANDIDATES, choose_place
from sayso.review.snapshots import read_snapshot

PARTS = ("source", "cue")
"""The passages of a missed claim beside its content."""

MISSED_FIELDS = ("style", "chain", "certainty", "polarity", "said")
"""What else an analyst can say of a missed claim; what is left out is unknown."""

STANDING, ORIGIN, REDACTED = "standing", "origin", "redacted"
"""What can be decided of a finding beside its fields."""


@dataclass(slots=True)
class Overridden:
    """A finding's values once decisions were applied.

    Attributes:
        values: Its fields.
        decided: Id of the decision by what it decided: a field, "standing", "origin", "redacted".
        judgement: Whether the claim stands, as judged; ``None`` where nobody did.
        origin: The decided origin of a claim, or ``None``.
        redacted: Whether it must be withheld; ``None`` where nobody decided.
        notes: The remarks about it.
        changed: What the reader has read otherwise since it was decided on.
        lost: Fields whose decided words are not found in the present text.
    """

    values: dict[str, Any]
    decided: dict[str, str] = field(default_factory=dict)
    judgement: Judgement | None = None
    origin: str | None = None
    redacted: Judgement | None = None
    notes: list[Decision] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def decide(self, name: str, value: Any, decision: Decision) -> None:
        """Take a decided value of a field."""
        self.values[name] = value
        self.decided[name] = decision.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What decided words and names are looked up in.

    Attributes:
        home: The report.
        find_key: Gives the present id of a finding by content key, or ``None``.
        find_subject: Gives the present id of a decided subject, or ``None``.
    """

    home: Home
    find_key: Callable[[str], str | None]
    find_subject: Callable[[Subject], str | None]

    def resolve(self, kind: SubjectKind, name: str, value: Any) -> Any:
        """Return a bound value with present ids."""
        return resolve(kind, name, value, self._find)

    def read_snapshot(self, subject: Subject, snapshot: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a finding read when it was decided on, with present ids."""
        same_text = subject.text_sha256 == self.home.text_sha256
        return read_snapshot(subject.kind, snapshot, find=self.find_key, same_text=same_text)

    def make_passage(self, words: Any) -> tuple[dict[str, Any] | None, bool]:
        """Return a decided passage in the present text, and whether its words were lost."""
        if words is None:
            return None, False
        subject = make_record(Subject, words["subject"])
        here = self.home.anchor(subject)
        if here is None:
            return {"spans": [], "text": subject.text}, True
        return {"spans": [list(span) for span in here.spans], "text": here.text}, False

    def _find(self, reference: Mapping[str, Any]) -> str | None:
        return self.find_subject(make_record(Subject, reference["subject"]))


def override(
    kind: SubjectKind,
    base: Mapping[str, Any],
    decisions: Iterable[Decision],
    present: Present,
    *,
    read: Mapping[str, Any] | None,
) -> Overridden:
    """Return a finding's values with what was decided of it.

    Args:
        kind: What it is.
        base: What the reading, a snapshot or an analyst says that it is.
        decisions: Those in force that have it as their first subject, in the order of force.
        present: Where decided words and names are looked up.
        read: What the reader reads now, or ``None``.
    """
    made = Overridden(values=dict(base))
    ordered = sorted(decisions, key=_by_reach)
    for decision in ordered:
        question = decision.question
        if isinstance(question, MissedClaim):
            _apply_parts(made, decision, present)
        elif isinstance(question, ClaimStands):
            _apply_standing(made, decision, question, present, read)
        elif isinstance(question, Value):
            made.decide(
                question.field, present.resolve(kind, question.field, decision.value), decision
            )
            _note_change(made, decision, question.field, present, read)
        elif isinstance(question, Span):
            passage, is_lost = present.make_passage(decision.value)
            made.decide(question.part, passage, decision)
            made.lost.extend([question.part] if is_lost else [])
        elif isinstance(question, Origin):
            made.origin, made.decided[ORIGIN] = decision.value, decision.id
        elif isinstance(question, Redact):
            made.redacted, made.decided[REDACTED] = decision.judgement, decision.id
        elif isinstance(question, Note):
            made.notes.append(decision)
    if kind is SubjectKind.PLACE and CANDIDATES in made.decided:
        choose_place(made.values, made.decided)
    if kind is SubjectKind.CLAIM:
        _fit_style(made, base, ordered)
    return made


def adds_claim(decision: Decision) -> bool:
    """Whether the answer to a missed claim is that it is one."""
    return decision.judgement in (None, Judgement.YES) and isinstance(decision.value, dict)


def make_missed_values(name: str, content: dict[str, Any]) -> dict[str, Any]:
    """Return a claim that a reader missed, before its parts: only what it says is known."""
    return {
        "id": name,
        "source": None,
        "cue": None,
        "content": content,
        **dict.fromkeys(MISSED_FIELDS),
        "chain": [],
        "confidence": None,
    }


def _by_reach(decision: Decision) -> int:
    """A claim as a whole goes before its parts: what is decided of a part was decided closer."""
    if isinstance(decision.question, MissedClaim):
        return 0
    return 1 if isinstance(decision.question, ClaimStands) else 2


def _apply_parts(made: Overridden, decision: Decision, present: Present) -> None:
    made.judgement, made.decided[STANDING] = Judgement.YES, decision.id
    parts: Mapping[str, Any] = decision.value
    for name in PARTS:
        if name in parts:
            passage, is_lost = present.make_passage(parts[name])
            made.decide(name, passage, decision)
            made.lost.extend([name] if is_lost else [])
    for name in MISSED_FIELDS:
        if name in parts:
            value = present.resolve(SubjectKind.CLAIM, name, parts[name])
            made.decide(name, value, decision)


def _apply_standing(
    made: Overridden,
    decision: Decision,
    question: ClaimStands,
    present: Present,
    read: Mapping[str, Any] | None,
) -> None:
    """Take a judgement on a claim: it is on the statement that was read then.

    Where the reader has given the words to another source since, or denies what it affirmed,
    nobody has judged that: what was judged stays, and the change is told.
    """
    made.judgement, made.decided[STANDING] = decision.judgement, decision.id
    if read is None or decision.finding is None:
        return
    if changes := list_changes(read, decision.finding):
        judged = present.read_snapshot(question.claim, decision.finding)
        for name in ("source", "cue", "chain", "polarity"):
            made.decide(name, judged.get(name), decision)
        # Whether it is the report's own word is what its chain says, in other words.
        if (made.values.get("style") == Style.OWN) != (judged.get("style") == Style.OWN):
            made.decide("style", judged.get("style"), decision)
        made.changed.extend(changes)


def _fit_style(made: Overridden, base: Mapping[str, Any], ordered: Sequence[Decision]) -> None:
    """Let the style follow from whose word somebody decided a claim to be.

    Nobody's is the report's own; somebody's is not, and where nothing else is known of how it
    is put it is the least that can be said of reported words: indirect. What somebody decided of
    the style afterwards holds.
    """
    last = {it.question.field: it for it in ordered if isinstance(it.question, Value)}
    chain, style = last.get("chain"), last.get("style")
    if chain is None or made.decided.get("chain") != chain.id:
        return
    if style is not None and ordered.index(style) > ordered.index(chain):
        return
    is_own = made.values.get("style") == Style.OWN
    if not made.values["chain"] and not is_own:
        made.decide("style", Style.OWN.value, chain)
    elif made.values["chain"] and is_own:
        read = base.get("style")
        made.decide("style", Style.INDIRECT.value if read == Style.OWN else read, chain)


def _note_change(
    made: Overridden,
    decision: Decision,
    name: str,
    present: Present,
    read: Mapping[str, Any] | None,
) -> None:
    if read is None or decision.finding is None or not isinstance(decision.question, Value):
        return
    before = present.read_snapshot(decision.question.of, decision.finding).get(name)
    if read.get(name) not in (before, made.values[name]):
        made.changed.append(name)
