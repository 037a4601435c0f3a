"""Which decision a person takes back next, or puts back, and whose answer one replaced."""

from collections.abc import Iterable, Sequence

from sayso.records.analyst import make_analyst_key
from sayso.records.decision import (
    ClaimStands,
    Decision,
    MissedClaim,
    Note,
    Origin,
    Question,
    Redact,
    Span,
    Value,
)
from sayso.review.force import find_force, find_undone, make_slot

_OF_A_READING = (ClaimStands, Value, Span, MissedClaim, Origin, Redact, Note)
"""What is decided beside a report's text; two reports are joined, and parted, elsewhere."""


def find_last(decisions: Iterable[Decision], analyst: str) -> Decision | None:
    """Return the decision that an analyst takes back next, or ``None`` where none is left.

    That is the last of her own that is in force: what somebody else replaced stays replaced.

    Args:
        decisions: All about one report, in the order of force.
        analyst: Who takes it back.
    """
    holding, key = find_force(decisions).holding, make_analyst_key(analyst)
    own = (it for it in reversed(holding) if make_analyst_key(it.analyst) == key)
    return next((it for it in own if isinstance(it.question, _OF_A_READING)), None)


def find_taken_back(decisions: Sequence[Decision], analyst: str) -> Decision | None:
    """Return the undo that an analyst would undo next, or ``None``; arguments as `find_last`'s.

    What she decided anew since she took something back ends that, as in any editor.
    """
    undone, key = find_undone(decisions), make_analyst_key(analyst)
    known = {it.id: it for it in decisions}
    for decision in reversed(decisions):
        if not isinstance(decision.question, _OF_A_READING):
            continue
        if make_analyst_key(decision.analyst) != key:
            continue
        if decision.undoes is None:
            return None
        target = known.get(decision.undoes)
        if target is not None and target.undoes is None and decision.id not in undone:
            return decision
    return None


def find_replaced(decisions: Iterable[Decision], made: Decision) -> Decision | None:
    """Return the answer that a decision took the place of, or ``None``; notes take nobody's.

    Args:
        decisions: All about its report, in the order of force, itself included.
        made: The decision.
    """
    question = made.question
    if question is None or isinstance(question, Note) or made.undoes is not None:
        return None
    slot, before = make_slot(question), None
    for decision in find_force(decisions).standing:
        if decision.id == made.id:
            return before
        if is_in_slot(decision.question, slot):
            before = decision
    return None


def is_overtaken(decisions: Sequence[Decision], target: Decision) -> bool:
    """Return whether a later answer to the same question is in force; notes are never overtaken."""
    if target.question is None or isinstance(target.question, Note):
        return False
    slot, names = make_slot(target.question), [it.id for it in decisions]
    later = set(names[names.index(target.id) + 1 :])
    holding = find_force(decisions).holding
    return any(it.id in later and is_in_slot(it.question, slot) for it in holding)


def is_in_slot(question: Question | None, slot: object) -> bool:
    """Return whether an answer to this question takes the place that `make_slot` gave."""
    return question is not None and not isinstance(question, Note) and make_slot(question) == slot
