"""What to decide next, each with the question that `sayso decide` takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.records.decision import Decision, Subject, SubjectKind, Value, list_subjects
from sayso.records.decision import Span as SpanQuestion
from sayso.review.effective import EffectiveFinding, EffectiveReading, Standing
from sayso.review.force import Dispute
from sayso.review.question_text import AskedQuestion, Shape, Target, get_shape

DOUBTFUL = 0.7
"""Claims of a lower confidence are asked about."""

_LONGEST = 80


class ItemKind(StrEnum):
    """Why something is on the worklist."""

    DISPUTED = "disputed"
    ORPHAN = "orphan"
    CHANGED = "changed"
    SAME_PERSON = "same-person"
    CHECK = "check"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to decide.

    Attributes:
        kind: Why it is here.
        report: Id of the report.
        question: What `sayso decide` takes, or ``None`` where there is no question to ask.
        words: The words that it is about; "" of a whole report.
        why: One sentence that says what is to be looked at.
        decision: Id of the decision in force that it is about, or ``None``.
    """

    kind: ItemKind
    report: str
    question: str | None
    words: str
    why: str
    decision: str | None = None


def list_items(effective: EffectiveReading, *, doubtful: float = DOUBTFUL) -> Iterator[Item]:
    """Yield what there is to decide of one report, the most urgent first.

    Disputes; decisions whose subject is gone; decided things that the reader reads otherwise
    now; checks; undecided claims that the reader is unsure of, the least sure first.
    """
    yield from (_ask_dispute(effective, it) for it in effective.disputes)
    yield from list_orphan_items(effective)
    yield from (_ask_changed(effective, it) for it in effective.findings if it.changed)
    yield from _ask_checks(effective)
    unsure = [it for it in effective.claims if _is_doubtful(it, doubtful)]
    for claim in sorted(unsure, key=lambda it: float(it.values["confidence"])):
        yield Item(
            kind=ItemKind.DOUBTFUL,
            report=effective.name,
            question=_ask("claim_stands", effective, claim.id),
            words=_shorten(_get_words(claim)),
            why=f"The reader gives it a confidence of {claim.values['confidence']:.2f}.",
        )


def list_orphan_items(effective: EffectiveReading) -> Iterator[Item]:
    """Yield the decisions whose subject no reading of the report holds any more."""
    for orphan in effective.orphans:
        gone = (
            "Its words are gone from the text, or stand there in several places"
            if orphan.lost
            else "The reading holds it no more"
        )
        near = f"; near it is now {', '.join(orphan.near)}" if orphan.near else ""
        # Where one finding alone is near, it is likely what to decide about next.
        finding = orphan.near[0] if len(orphan.near) == 1 else orphan.id
        yield Item(
            kind=ItemKind.ORPHAN,
            report=effective.name,
            question=_ask_again(effective, orphan.decision, {orphan.subject: finding}),
            words=_shorten(orphan.subject.text),
            why=f"{gone}{near}. What was decided still holds.",
            decision=orphan.decision.id,
        )


def _ask_dispute(effective: EffectiveReading, dispute: Dispute) -> Item:
    holds = dispute.holds
    others = ", ".join(_say(it) for it in dispute.against)
    return Item(
        kind=ItemKind.DISPUTED,
        report=effective.name,
        question=_ask_again(effective, holds, {}),
        words=_shorten(_get_first(holds).text),
        why=f"{_say(holds)} holds; against it: {others}.",
        decision=holds.id,
    )


def _ask_changed(effective: EffectiveReading, finding: EffectiveFinding) -> Item:
    field = finding.changed[0]
    decision = finding.decided.get(field, finding.decided.get("standing"))
    by_value = field in finding.decided and finding.decided.get("standing") != decision
    name = "value" if by_value else "claim_stands"
    question = _ask(name, effective, finding.id, field=field if by_value else None)
    if by_value and field in {"source", "cue", "content"}:
        question = _ask("span", effective, finding.id, field=field)
    return Item(
        kind=ItemKind.CHANGED,
        report=effective.name,
        question=question,
        words=_shorten(_get_words(finding)),
        why=f"The reader reads it otherwise now than when it was decided on: "
        f"{', '.join(finding.changed)}. What was decided still holds.",
        decision=decision,
    )


def _ask_checks(effective: EffectiveReading) -> Iterator[Item]:
    """Ask about the claim that a check is about, unless somebody has judged it."""
    for check in effective.checks:
        about = [effective.find(name) for name in check["about"]]
        claims = [it for it in about if it is not None and it.kind is SubjectKind.CLAIM]
        if claims and all(it.standing is not Standing.UNDECIDED for it in claims):
            continue
        name = claims[0].id if claims else None
        first = next((it for it in about if it is not None), None)
        yield Item(
            kind=ItemKind.CHECK,
            report=effective.name,
            question=_ask("claim_stands", effective, name)
            if name is not None
            else _ask("note", effective, None if first is None else first.id),
            words="" if first is None else _shorten(_get_words(first)),
            why=str(check["message"]),
        )


def _is_doubtful(claim: EffectiveFinding, doubtful: float) -> bool:
    confidence = claim.values.get("confidence")
    return (
        claim.standing is Standing.UNDECIDED
        and not claim.kept
        and confidence is not None
        and float(confidence) < doubtful
    )


def _ask(
    name: str, effective: EffectiveReading, finding: str | None, *, field: str | None = None
) -> str:
    target = Target(report=effective.name, finding=finding)
    return str(AskedQuestion(name=name, targets=(target,), field=field))


def _ask_again(
    effective: EffectiveReading, decision: Decision, names: Mapping[Subject, str | None]
) -> str | None:
    """Return the question of a decision, about what its subject is called now."""
    shape = get_shape(decision.type)
    if shape is Shape.PAIR:
        return _ask_pair(effective, decision, names)
    subject = _get_first(decision)
    finding: str | None = None
    if subject.kind not in {SubjectKind.REPORT, SubjectKind.PASSAGE}:
        finding = names.get(subject) or _find_name(effective, decision)
        if finding is None:
            return None
    return _ask(decision.type, effective, finding, field=_get_field(decision))


def _ask_pair(
    effective: EffectiveReading, decision: Decision, names: Mapping[Subject, str | None]
) -> str | None:
    link = next(it for it in effective.links if it.decision == decision.id)
    targets = []
    for subject, end in zip(_list_subjects(decision), (link.one, link.other), strict=True):
        finding = names.get(subject) or end.id
        if end.name is None or finding is None:
            return None  # its report is not here, or holds it no more
        targets.append(Target(report=end.name, finding=finding))
    return str(AskedQuestion(name=decision.type, targets=tuple(targets)))


def _find_name(effective: EffectiveReading, decision: Decision) -> str | None:
    for finding in effective.findings:
        if decision.id in finding.decided.values():
            return finding.id
    return None


def _get_field(decision: Decision) -> str | None:
    question = decision.question
    if isinstance(question, Value):
        return question.field
    return question.part if isinstance(question, SpanQuestion) else None


def _get_first(decision: Decision) -> Subject:
    return _list_subjects(decision)[0]


def _list_subjects(decision: Decision) -> tuple[Subject, ...]:
    return () if decision.question is None else list_subjects(decision.question)


def _say(decision: Decision) -> str:
    answer = decision.judgement or _say_value(decision.value)
    return f"{decision.analyst}: {_shorten(answer)} ({decision.time[:10]})"


def _say_value(value: Any) -> str:
    """Return a decided value in words, findings that it names by theirs."""
    if isinstance(value, Mapping):
        if isinstance(value.get("subject"), Mapping):
            return f"“{value['subject']['text']}”"
        return ", ".join(f"{name}: {_say_value(it)}" for name, it in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_say_value, value)) or "none"
    return "not known" if value is None else str(value)


def _get_words(finding: EffectiveFinding) -> str:
    return "" if finding.subject is None else finding.subject.text


def _shorten(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
