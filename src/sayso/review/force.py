"""Which decisions are in force, and over which of them people disagree.

Nothing is deleted: a decision that was replaced or undone stays in the log, and undoing what
replaced it puts it back in force.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.records.analyst import make_analyst_key
from sayso.records.decision import (
    Decision,
    Judgement,
    Note,
    Question,
    SameEvent,
    SamePerson,
    SamePlace,
    Span,
    Subject,
    Value,
    list_subjects,
)

Identify = Callable[[Subject], str]
"""What a subject is known by: its content key, or the one that it has in the present text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A question that people answered differently.

    Attributes:
        holds: The latest answer; it is in force.
        against: The latest answers of the others who answered differently, oldest first.
    """

    holds: Decision
    against: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """What holds.

    Attributes:
        holding: The decisions in force, in the order of force: the latest answer to each
            question about the same subjects, and every note.
        disputes: Where people disagree, in the same order.
        standing: Every decision that nobody undid and whose words are there, replaced ones
            included, in the order of force.
        answers: The same by the question that they answer, as `make_slot` gives it; each
            question's answers in the order of force.
        overruled: Answers that somebody else undid, by the question too, as far as whoever gave
            them has not answered it since: they do not hold, and are not agreed to either.
    """

    holding: tuple[Decision, ...]
    disputes: tuple[Dispute, ...]
    standing: tuple[Decision, ...]
    answers: Mapping[object, tuple[Decision, ...]]
    overruled: Mapping[object, tuple[Decision, ...]]


def find_force(decisions: Iterable[Decision], *, identify: Identify | None = None) -> Force:
    """Return which decisions hold.

    A later answer to the same question about the same subjects replaces an earlier one; it
    does not matter which of two persons, events or places is named first. Of a decision
    whose words were lawfully removed nothing holds.

    Args:
        decisions: In the order of force, as `Store.list_decisions` gives them.
        identify: What tells subjects apart; their content keys by default.
    """
    ordered = tuple(decisions)
    undone = find_undone(ordered)
    standing = tuple(
        decision
        for decision in ordered
        if decision.undoes is None and decision.question is not None and decision.id not in undone
    )
    slots: dict[object, list[Decision]] = {}
    for decision in standing:
        # A later answer takes its place at the end, where the order of force has it.
        slot = _get_slot(decision, identify or _get_key)
        slots.setdefault(slot, []).append(decision)
    rank = {decision.id: place for place, decision in enumerate(standing)}
    kept = sorted(slots.values(), key=lambda answers: rank[answers[-1].id])
    disputes = (_find_dispute(answers) for answers in kept)
    return Force(
        holding=tuple(answers[-1] for answers in kept),
        disputes=tuple(dispute for dispute in disputes if dispute is not None),
        standing=standing,
        answers={slot: tuple(answers) for slot, answers in slots.items()},
        overruled=_list_overruled(ordered, undone, identify or _get_key),
    )


def find_undone(decisions: Sequence[Decision]) -> frozenset[str]:
    """Return the ids of the decisions that are undone, by one that is not undone itself."""
    undoers: dict[str, list[str]] = {}
    for decision in decisions:
        if decision.undoes is not None:
            undoers.setdefault(decision.undoes, []).append(decision.id)
    settled: dict[str, bool] = {}
    for target in undoers:
        _settle(target, undoers, settled)
    return frozenset(name for name, is_undone in settled.items() if is_undone)


def make_slot(question: Question, identify: Identify | None = None) -> object:
    """Return what two questions share exactly when an answer to one replaces the other's."""
    keys = [(identify or _get_key)(subject) for subject in list_subjects(question)]
    if isinstance(question, SamePerson | SameEvent | SamePlace):
        keys.sort()
    part = None
    if isinstance(question, Value):
        part = question.field
    elif isinstance(question, Span):
        part = question.part
    return (type(question).__name__, tuple(keys), part)


def get_answer(decision: Decision) -> tuple[Judgement | None, Any]:
    """Return what two decisions share that answer a question in the same way."""
    return decision.judgement, decision.value


def _list_overruled(
    decisions: Sequence[Decision], undone: frozenset[str], identify: Identify
) -> Mapping[object, tuple[Decision, ...]]:
    """Return the last answers of people which somebody else took out of force."""
    by: dict[str, set[str]] = {}
    for it in decisions:
        if it.undoes is not None and it.id not in undone:
            by.setdefault(it.undoes, set()).add(make_analyst_key(it.analyst))
    found: dict[object, dict[str, Decision]] = {}
    if not by:
        return {}
    for it in decisions:
        if it.undoes is not None or it.question is None or isinstance(it.question, Note):
            continue
        person, last = make_analyst_key(it.analyst), found.setdefault(_get_slot(it, identify), {})
        if it.id not in undone:
            last.pop(person, None)
        elif by.get(it.id, {person}) - {person}:
            last[person] = it
    return {slot: tuple(last.values()) for slot, last in found.items() if last}


def _get_key(subject: Subject) -> str:
    return subject.key


def _get_slot(decision: Decision, identify: Identify) -> object:
    question = decision.question
    if question is None or isinstance(question, Note):
        return decision.id  # notes add up
    return make_slot(question, identify)


def _settle(target: str, undoers: Mapping[str, list[str]], settled: dict[str, bool]) -> None:
    """Find out whether a decision is undone, those that undo it first.

    Undos of undos can be many thousand deep; and where a forged log has two that undo one
    another, the second met counts for nothing.
    """
    waiting, open_ones = [target], {target}
    while waiting:
        name = waiting[-1]
        unsettled = [
            undoer
            for undoer in undoers.get(name, ())
            if undoer not in settled and undoer not in open_ones
        ]
        if unsettled:
            waiting.append(unsettled[0])
            open_ones.add(unsettled[0])
            continue
        settled[name] = any(settled.get(undoer) is False for undoer in undoers.get(name, ()))
        open_ones.discard(waiting.pop())


def _find_dispute(answers: Sequence[Decision]) -> Dispute | None:
    """Compare the latest answer of each analyst with the one that holds."""
    holds = answers[-1]
    latest = {make_analyst_key(decision.analyst): decision for decision in answers}
    against = tuple(
        decision
        for decision in answers
        if decision is latest[make_analyst_key(decision.analyst)]
        and get_answer(decision) != get_answer(holds)
    )
    return Dispute(holds=holds, against=against) if against else None
