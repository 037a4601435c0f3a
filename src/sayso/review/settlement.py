"""Whether a question is settled: so many different people gave the same answer, nobody another.

It changes nothing of what holds: the latest answer is in force, settled or not
(`sayso.review.force`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.records.analyst import make_analyst_key
from sayso.records.decision import Decision, Judgement, Note
from sayso.review.effective import EffectiveReading
from sayso.review.force import Identify, find_force, get_answer

MOST_REVIEWERS = 2
"""Of how many people a casebook can ask the same answer."""


class Agreement(StrEnum):
    """How far people agree on the answer to one question."""

    UNDECIDED = "undecided"
    ONCE = "once"
    DISAGREEMENT = "disagreement"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsAnswer:
    """One person's latest answer that nobody undid.

    Attributes:
        analyst: Who, as the log has the name.
        judgement: The answer, or ``None`` where a value is the answer.
        value: The value, where it is the answer.
        decision: Id of the decision.
        time: When, ISO 8601 in UTC.
        reason: Why, in the analyst's words.
    """

    analyst: str
    judgement: Judgement | None
    value: Any
    decision: str
    time: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How far a question is settled; a page says it in the words of `state`.

    Attributes:
        state: "undecided": nobody answered; "once": fewer people than are asked for gave an
            answer, all the same; "disagreement": people gave different answers, whatever the
            setting, or one undid what another answered; "settled": so many as are asked for
            gave the same answer, nobody another.
        answers: Each person's latest answer that stands, the last given last. Who should judge
            without being led is not to be sent them.
        reviewers: How many different people are asked for.
        overruled: Answers that somebody else undid, and whoever gave them has not given anew.
        overruled: Answers that somebody else undid, and whoever gave them has not given anew.
    """

    state: Agreement
    answers: tuple[PersonsAnswer, ...] = ()
    reviewers: int = 1
    overruled: tuple[PersonsAnswer, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """The names of those who answered, the last one last."""
        return tuple(it.analyst for it in self.answers)

    def find_answer(self, analyst: str) -> PersonsAnswer | None:
        """Return the answer of one person, or ``None``."""
        key = make_analyst_key(analyst)
        return next((it for it in self.answers if make_analyst_key(it.analyst) == key), None)


def settle(
    answers: Iterable[Decision], *, reviewers: int, overruled: Iterable[Decision] = ()
) -> Settlement:
    """Return how far one question is settled.

    Two who are both unsure agree, too: on that it cannot be told.

    Args:
        answers: All answers to it that nobody undid, in the order of force.
        reviewers: How many different people must give the same answer.
        overruled: Answers to it that somebody else undid, as `Force` has them: unless those that
            stand are the same, whoever gave them disagrees until she answers anew.
    """
    latest: dict[str, Decision] = {}
    for decision in answers:
        person = make_analyst_key(decision.analyst)
        latest.pop(person, None)  # who answered last stands last
        latest[person] = decision
    given, gone = tuple(latest.values()), tuple(overruled)
    return Settlement(
        state=_compare(given, gone, reviewers),
        answers=tuple(map(_tell, given)),
        reviewers=reviewers,
        overruled=tuple(map(_tell, gone)),
    )


def settle_all(
    decisions: Iterable[Decision], *, reviewers: int, identify: Identify | None = None
) -> Mapping[object, Settlement]:
    """Return how far each question is settled that somebody answered, by `make_slot`.

    Args:
        decisions: In the order of force, as `Store.list_decisions` gives them, undone ones too.
        reviewers: How many different people must give the same answer.
        identify: What tells subjects apart, as in `find_force`.
    """
    force = find_force(decisions, identify=identify)
    return {
        slot: settle(given, reviewers=reviewers, overruled=force.overruled.get(slot, ()))
        for slot in (*force.answers, *(force.overruled.keys() - force.answers.keys()))
        for given in [force.answers.get(slot, ())]
        if not given or not isinstance(given[-1].question, Note)  # it asks nothing
    }


def settle_claims(effective: EffectiveReading, *, reviewers: int) -> Mapping[str, Settlement]:
    """Return how far it is settled that each statement of a report stands, by its id ("c3")."""
    return {
        claim.id: settle(
            effective.answers.get(claim.id, ()),
            reviewers=reviewers,
            overruled=effective.overruled.get(claim.id, ()),
        )
        for claim in effective.claims
    }


def list_unconfirmed(
    effective: EffectiveReading, *, reviewers: int, analyst: str
) -> frozenset[str]:
    """Return the ids of the statements that one other person alone judged.

    Who is asked to confirm that is not to be led: what she is shown says that somebody answered,
    and not what. Empty where the answer of one person is enough.
    """
    if reviewers < MOST_REVIEWERS:
        return frozenset()
    return frozenset(
        name
        for name, given in effective.answers.items()
        if waits_for(given, reviewers=reviewers, analyst=analyst)
    )


def waits_for(given: Iterable[Decision], *, reviewers: int, analyst: str) -> bool:
    """Return whether a question with these answers waits for this person to confirm it."""
    settled = settle(given, reviewers=reviewers)
    return settled.state is Agreement.ONCE and settled.find_answer(analyst) is None


def _compare(
    answers: Sequence[Decision], overruled: Sequence[Decision], reviewers: int
) -> Agreement:
    if not answers:
        return Agreement.DISAGREEMENT if overruled else Agreement.UNDECIDED
    if any(get_answer(it) != get_answer(answers[0]) for it in (*answers, *overruled)):
        return Agreement.DISAGREEMENT
    return Agreement.SETTLED if len(answers) >= reviewers else Agreement.ONCE


def _tell(decision: Decision) -> PersonsAnswer:
    return PersonsAnswer(
        analyst=decision.analyst,
        judgement=decision.judgement,
        value=decision.value,
        decision=decision.id,
        time=decision.time,
        reason=decision.reason,
    )
