"""What holds is the latest answer that nobody undid; what was decided stays."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records.decision import (
    BelongsToCase,
    ClaimStands,
    Decision,
    Judgement,
    Note,
    Question,
    SameEvent,
    SamePerson,
    SamePlace,
    Span,
    Subject,
    SubjectKind,
    Value,
    get_question_name,
)
from sayso.review.force import find_force, find_undone

NUMBERS = count()


def subject(name: str, kind: SubjectKind = SubjectKind.CLAIM) -> Subject:
    return Subject(kind=kind, report="ab" * 32, text_sha256="cd" * 32, text=name)


ONE, OTHER = subject("one"), subject("other")


def decide(
    question: Question, answer: Judgement | None = None, *, by: str = "Vera", value: object = None
) -> Decision:
    return Decision(
        id=f"{next(NUMBERS):032x}",
        type=get_question_name(question),
        question=question,
        judgement=answer,
        analyst=by,
        time="2031-03-14T09:26:53Z",
        reason="So.",
        value=value,
    )


def undo(target: Decision, *, by: str | None = None) -> Decision:
    assert target.question is not None
    return replace(decide(target.question, by=by or target.analyst), undoes=target.id)


def holding(*decisions: Decision) -> list[Decision]:
    return list(find_force(decisions).holding)


def test_a_later_answer_replaces_an_earlier_one() -> None:
    first = decide(ClaimStands(claim=ONE), Judgement.YES)
    other = decide(ClaimStands(claim=OTHER), Judgement.YES)
    later = decide(ClaimStands(claim=ONE), Judgement.NO)

    assert holding(first, other, later) == [other, later]


@pytest.mark.parametrize("kind", [SamePerson, SameEvent, SamePlace])
def test_it_does_not_matter_which_of_two_is_named_first(kind: type) -> None:
    first = decide(kind(one=ONE, other=OTHER), Judgement.YES)
    turned = decide(kind(one=OTHER, other=ONE), Judgement.NO)

    assert holding(first, turned) == [turned]


def test_a_finding_may_belong_to_two_cases() -> None:
    one = decide(BelongsToCase(finding=ONE, case=subject("k1", SubjectKind.CASE)), Judgement.YES)
    two = decide(BelongsToCase(finding=ONE, case=subject("k2", SubjectKind.CASE)), Judgement.YES)

    assert holding(one, two) == [one, two]


def test_each_field_and_each_part_has_its_own_answer() -> None:
    decisions = [
        decide(Value(of=ONE, field="certainty"), value="stated"),
        decide(Value(of=ONE, field="polarity"), value="negative"),
        decide(Span(of=ONE, part="source")),
        decide(Span(of=ONE, part="cue")),
    ]

    assert holding(*decisions) == decisions


def test_notes_add_up() -> None:
    notes = [decide(Note(about=ONE)) for _ in range(3)]

    assert holding(*notes) == notes


def test_undoing_puts_back_what_had_been_replaced() -> None:
    first = decide(ClaimStands(claim=ONE), Judgement.YES)
    later = decide(ClaimStands(claim=ONE), Judgement.NO)
    back = undo(later)

    assert holding(first, later, back) == [first]
    assert holding(first, later, back, undo(back)) == [later]


def test_what_two_people_undid_is_undone_until_both_take_it_back() -> None:
    made = decide(ClaimStands(claim=ONE), Judgement.YES)
    one, other = undo(made), undo(made)

    assert holding(made, one, other, undo(one)) == []
    assert holding(made, one, other, undo(one), undo(other)) == [made]


def test_an_undo_counts_though_it_comes_first() -> None:
    made = decide(ClaimStands(claim=ONE), Judgement.YES)

    assert holding(undo(made), made) == []


def test_a_decision_without_words_does_not_hold() -> None:
    made = decide(ClaimStands(claim=ONE), Judgement.YES)

    assert holding(replace(made, question=None)) == []


def test_people_who_disagree_are_listed_with_the_latest_answer_of_each() -> None:
    question = ClaimStands(claim=ONE)
    first = decide(question, Judgement.NO, by="Vera")
    changed = decide(question, Judgement.YES, by="Vera")
    against = decide(question, Judgement.UNSURE, by="Oleg")
    latest = decide(question, Judgement.YES, by="Nina")

    force = find_force([first, changed, against, latest])

    (dispute,) = force.disputes
    assert dispute.holds == latest
    assert dispute.against == (against,)


def test_one_who_changed_her_mind_disputes_nothing() -> None:
    question = ClaimStands(claim=ONE)

    assert find_force([decide(question, Judgement.NO), decide(question)]).disputes == ()


def test_two_that_undo_one_another_end() -> None:
    one, other = decide(ClaimStands(claim=ONE)), decide(ClaimStands(claim=ONE))
    cyclic = [replace(one, undoes=other.id), replace(other, undoes=one.id)]

    assert len(find_undone(cyclic)) <= 2


@given(st.lists(st.integers(0, 30), max_size=30))
def test_undos_of_undos_are_followed_to_their_end(targets: list[int]) -> None:
    decisions = [decide(ClaimStands(claim=ONE), Judgement.YES)]
    for target in targets:
        decisions.append(undo(decisions[target % len(decisions)]))

    def is_undone(made: Decision) -> bool:
        return any(it.undoes == made.id and not is_undone(it) for it in decisions)

    assert find_undone(decisions) == {it.id for it in decisions if is_undone(it)}


def test_ten_thousand_undos_of_undos_are_followed() -> None:
    decisions = [decide(ClaimStands(claim=ONE), Judgement.YES)]
    for _ in range(10_000):
        decisions.append(undo(decisions[-1]))

    assert len(find_undone(decisions)) == 5_000
