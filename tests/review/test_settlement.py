"""A question is settled when different people gave the same answer that stands, nobody another."""

import random
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from deeds import LISIN, create
from hypothesis import given
from hypothesis import strategies as st
from test_force import ONE, decide, undo

from sayso.records.analyst import make_analyst_key
from sayso.records.decision import ClaimStands, Decision, Judgement, Value
from sayso.review.force import find_force, make_slot
from sayso.review.settlement import Agreement, Settlement, settle_all

QUESTION = ClaimStands(claim=ONE)
SLOT = make_slot(QUESTION)
YES, NO, UNSURE = Judgement

people = st.sampled_from(["Vera", "Oleg", "Nina"])
steps = st.lists(st.tuples(people, st.sampled_from(Judgement), st.booleans()), max_size=8)


def settle(*decisions: Decision, reviewers: int = 2) -> Settlement:
    nobody = Settlement(state=Agreement.UNDECIDED)
    return settle_all(decisions, reviewers=reviewers).get(SLOT, nobody)


def say(by: str, answer: Judgement) -> Decision:
    return decide(QUESTION, answer, by=by)


def play(script: Sequence[tuple[str, Judgement, bool]]) -> list[Decision]:
    """Return decisions, of which each that is marked so is taken back at once."""
    made: list[Decision] = []
    for by, answer, taken_back in script:
        made.append(say(by, answer))
        if taken_back:
            made.append(undo(made[-1]))
    return made


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([], Agreement.UNDECIDED),
        ([("Vera", YES)], Agreement.ONCE),
        ([("Vera", YES), ("Vera", YES)], Agreement.ONCE),
        ([("Vera", YES), ("Oleg", YES)], Agreement.SETTLED),
        ([("Vera", UNSURE), ("Oleg", UNSURE)], Agreement.SETTLED),
        ([("Vera", YES), ("Oleg", NO)], Agreement.DISAGREEMENT),
        ([("Vera", YES), ("Oleg", UNSURE)], Agreement.DISAGREEMENT),
        ([("Vera", YES), ("Oleg", NO), ("Oleg", YES)], Agreement.SETTLED),
        ([("Vera", YES), ("Oleg", YES), ("Nina", NO)], Agreement.DISAGREEMENT),
    ],
)
def test_how_far_people_agree(answers: list[tuple[str, Judgement]], state: Agreement) -> None:
    assert settle(*(say(by, answer) for by, answer in answers)).state is state


def test_one_reviewer_settles_but_no_number_hides_a_disagreement() -> None:
    assert settle(say("Vera", YES), reviewers=1).state is Agreement.SETTLED
    disputed = settle(say("Vera", YES), say("Oleg", NO), reviewers=1)
    assert disputed.state is Agreement.DISAGREEMENT


def test_an_answer_that_was_taken_back_does_not_count() -> None:
    vera, oleg = say("Vera", YES), say("Oleg", YES)

    assert settle(vera, oleg, undo(oleg)).people == ("Vera",)
    assert settle(vera, oleg, undo(oleg)).state is Agreement.ONCE
    taken_back = undo(oleg)
    assert settle(vera, oleg, taken_back, undo(taken_back)).state is Agreement.SETTLED


def test_nobody_makes_a_disagreement_vanish_by_undoing_what_another_answered() -> None:
    """It is one until she answers anew, as the others do, or it is put back."""
    vera, oleg = say("Vera", YES), say("Oleg", NO)
    gone = undo(oleg, by="Vera")

    assert settle(vera, oleg, gone).state is Agreement.DISAGREEMENT
    assert settle(vera, oleg, gone).people == ("Vera",)
    assert settle(oleg, gone).state is Agreement.DISAGREEMENT
    assert settle(vera, oleg, gone, undo(gone)).state is Agreement.DISAGREEMENT
    assert settle(vera, oleg, gone, say("Oleg", YES)).state is Agreement.SETTLED
    assert settle(vera, oleg, undo(oleg)).state is Agreement.ONCE
    assert settle(oleg, gone, say("Vera", NO)).state is Agreement.ONCE


def test_what_was_taken_back_leaves_the_answer_before_it() -> None:
    first, second = say("Vera", YES), say("Vera", NO)

    assert settle(first, second, undo(second), say("Oleg", YES)).state is Agreement.SETTLED


@pytest.mark.parametrize(
    "name", ["vera", " Vera ", "VERA", "Ve\u200bra", "Ｖｅｒａ", "Vera\u00a0", "V\u0435ra"]
)
def test_a_name_written_otherwise_is_no_second_person(name: str) -> None:
    """But letters of another script make another name: the last one's second is Cyrillic."""
    one_person = name != "V\u0435ra"

    state = settle(say("Vera", YES), say(name, YES)).state

    assert (state is Agreement.ONCE) is one_person


def test_one_person_under_two_spellings_has_one_answer() -> None:
    found = settle(say("Inés", YES), say("Ine\u0301s", NO), say("Oleg", NO))

    assert found.state is Agreement.SETTLED
    answer = found.find_answer("INÉS")
    assert answer is not None
    assert answer.judgement is NO


def test_values_settle_like_judgements() -> None:
    question = Value(of=ONE, field="certainty")

    def say_value(by: str, value: object) -> Decision:
        return decide(question, by=by, value=value)

    slot = make_slot(question)
    alike = settle_all([say_value("Vera", ["a", 1]), say_value("Oleg", ["a", 1])], reviewers=2)
    apart = settle_all([say_value("Vera", None), say_value("Oleg", "a")], reviewers=2)
    assert (alike[slot].state, apart[slot].state) == (Agreement.SETTLED, Agreement.DISAGREEMENT)


@given(st.lists(st.tuples(people, st.sampled_from(Judgement)), max_size=8), st.randoms())
def test_the_order_among_different_people_does_not_matter(
    script: list[tuple[str, Judgement]], shuffle: random.Random
) -> None:
    latest = dict(script)
    answers = list(latest.items())
    shuffle.shuffle(answers)

    mixed = settle(*(say(by, answer) for by, answer in answers)).state

    assert settle(*(say(by, answer) for by, answer in script)).state is mixed


@given(steps, st.integers(0, 7))
def test_saying_the_same_again_settles_nothing(
    script: list[tuple[str, Judgement, bool]], which: int
) -> None:
    made = play(script)
    before = settle(*made)
    if not before.answers:
        return
    again = before.answers[which % len(before.answers)]

    after = settle(*made, say(again.analyst, again.judgement or UNSURE))

    assert after.state is before.state


@given(steps)
def test_a_disagreement_is_what_force_calls_a_dispute(
    script: list[tuple[str, Judgement, bool]],
) -> None:
    made = play(script)

    disputed = settle(*made).state is Agreement.DISAGREEMENT

    assert disputed is bool(find_force(made).disputes)


@given(steps)
def test_settled_means_as_many_people_and_one_answer(
    script: list[tuple[str, Judgement, bool]],
) -> None:
    found = settle(*play(script))
    keys = {make_analyst_key(it.analyst) for it in found.answers}

    assert len(keys) == len(found.answers)
    is_one = len({it.judgement for it in found.answers}) == 1
    assert (found.state is Agreement.SETTLED) is (is_one and len(keys) >= 2)
    # What holds is among the answers: settling changes nothing of what is in force.
    holding = find_force(play(script)).holding
    assert {it.judgement for it in holding} <= {it.judgement for it in found.answers}


@given(st.text(max_size=20))
def test_the_key_of_a_name_is_its_own_key(name: str) -> None:
    key = make_analyst_key(name)

    assert make_analyst_key(key) == key
    assert make_analyst_key(unicodedata.normalize("NFD", name)) == key
    assert make_analyst_key(f"  {name}\t") == key


def test_merging_casebooks_either_way_counts_the_same_people(tmp_path: Path) -> None:
    made = [create(tmp_path / f"{name}.casebook", LISIN, analyst=name) for name in ("Vera", "Oleg")]
    for casebook in made:
        report = next(casebook.reports()).id
        casebook.decide(f"claim:{report}/c1", judgement="yes", because="As he said.")
        casebook.set_reviewers(2)

    told = []
    for one, other in (made, made[::-1]):
        one.merge(other)
        told.append(one.settle_claims(one.show(next(one.reports()).id).reading)["c1"])
    for casebook in made:
        casebook.close()

    assert [it.state for it in told] == [Agreement.SETTLED] * 2
    assert told[0].people == told[1].people
