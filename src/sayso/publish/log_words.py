"""Decisions in plain words: what somebody did, to what, and what it read before and after."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from sayso.publish.casebook_words import Names, say_subject, say_value
from sayso.publish.wording import say_word
from sayso.records.decision import (
    BelongsToCase,
    ClaimStands,
    Decision,
    Judgement,
    MissedClaim,
    Note,
    Origin,
    Redact,
    SameEvent,
    SamePerson,
    SamePlace,
    Span,
    Subject,
    Value,
    list_subjects,
)

WITHHELD = "decided something whose words were lawfully removed"

_Say = Callable[[Subject], str]


def say_deed(decision: Decision, names: Names) -> str:
    """Return what somebody did as the sentence that goes on behind the name; without the reason.

    >>> say_deed(decision, names)
    'rejected the statement “he was let go” in harbor-1'
    """
    if decision.question is None:
        return WITHHELD

    def say(subject: Subject) -> str:
        return say_subject(subject, names)

    if decision.undoes is not None:
        return f"took back an answer on {say(list_subjects(decision.question)[0])}"
    return _DEEDS[type(decision.question)](decision.question, decision, say)


def say_before_and_after(decision: Decision) -> tuple[str, str] | None:
    """Return what a corrected field read when it was decided on, and what it reads since.

    ``None`` where no field was corrected, or nothing is known of before.
    """
    question = decision.question
    if decision.undoes is not None or decision.finding is None:
        return None
    if isinstance(question, Value):
        return say_value(decision.finding.get(question.field)), say_value(decision.value)
    if isinstance(question, Span):
        before = decision.finding.get(question.part)
        words = before.get("text") if isinstance(before, Mapping) else None
        return _quote(words), say_value(decision.value)
    return None


def _say_pair(yes: str, no: str, unsure: str) -> Callable[[Any, Decision, _Say], str]:
    def say_pair(question: Any, decision: Decision, say: _Say) -> str:
        verbs = {Judgement.YES: yes, Judgement.NO: no, Judgement.UNSURE: unsure}
        one, other = say(question.one), say(question.other)
        return verbs[decision.judgement or Judgement.UNSURE].format(one=one, other=other)

    return say_pair


def _say_stands(question: Any, decision: Decision, say: _Say) -> str:
    verbs = {
        Judgement.YES: "accepted",
        Judgement.NO: "rejected",
        Judgement.UNSURE: "was unsure of",
    }
    return f"{verbs[decision.judgement or Judgement.UNSURE]} {say(question.claim)}"


def _say_belongs(question: Any, decision: Decision, say: _Say) -> str:
    finding, case = say(question.finding), say(question.case)
    if decision.judgement is Judgement.YES:
        return f"put {finding} into {case}"
    if decision.judgement is Judgement.NO:
        return f"took {finding} out of {case}"
    return f"was unsure whether {finding} belongs to {case}"


def _say_missed(question: Any, decision: Decision, say: _Say) -> str:
    if decision.judgement is Judgement.NO:
        return f"said that {say(question.passage)} is no statement"
    if decision.judgement is Judgement.UNSURE:
        return f"was unsure whether {say(question.passage)} is a statement"
    return f"added a statement that was missed: {say(question.passage)}"


def _say_redact(question: Any, decision: Decision, say: _Say) -> str:
    if decision.judgement is Judgement.YES:
        return f"had {say(question.what)} withheld from what is published"
    if decision.judgement is Judgement.NO:
        return f"said that {say(question.what)} need not be withheld"
    return f"was unsure whether {say(question.what)} must be withheld"


_DEEDS: Mapping[type, Callable[[Any, Decision, _Say], str]] = MappingProxyType(
    {
        ClaimStands: _say_stands,
        SamePerson: _say_pair(
            "joined {one} and {other} as one person",
            "kept {one} and {other} apart, as two people",
            "was unsure whether {one} and {other} are one person",
        ),
        SameEvent: _say_pair(
            "joined {one} and {other} as one event",
            "kept {one} and {other} apart, as two events",
            "was unsure whether {one} and {other} are one event",
        ),
        SamePlace: _say_pair(
            "joined {one} and {other} as one place",
            "kept {one} and {other} apart, as two places",
            "was unsure whether {one} and {other} are one place",
        ),
        BelongsToCase: _say_belongs,
        Value: lambda it, decision, say: (
            f"decided the {say_word(it.field)} of {say(it.of)}: {say_value(decision.value)}"
        ),
        Span: lambda it, decision, say: (
            f"decided which words are the {say_word(it.part)} of {say(it.of)}: "
            f"{say_value(decision.value)}"
        ),
        MissedClaim: _say_missed,
        Origin: lambda it, decision, say: (
            f"said on whose word {say(it.claim)} rests: {say_value(decision.value)}"
        ),
        Redact: _say_redact,
        Note: lambda it, _, say: f"noted on {say(it.about)}",
    }
)


def _quote(words: Any) -> str:
    return "not known" if words is None else f"“{words}”"
