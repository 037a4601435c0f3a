"""Somebody taken out of a person leaves it, the others stay one, and it can all be taken back."""

from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from profiled import HE, KAMYSHIN, befall, tell

from sayso.reconcile.people.joining import join_profiles
from sayso.reconcile.people.parting import Parting, plan_parting
from sayso.records.casefile import Identity, Profile, Ref
from sayso.records.decision import Judgement
from sayso.records.ruling import NO_RULINGS, Pair, Ruling, Rulings, make_pair

TOLD: dict[str, Any] = {
    "deeds": (befall("detention", "2023-03-12"),),
    "matters": ("k1",),
    "roles": ("contract soldier",),
}
_NAMES = st.sampled_from(
    ["Pavel Sorokin", "Павел Сорокин", "P. Sorokin", "Sorokin", "Andrei Sorokin"]
)


@st.composite
def draw_people(draw: st.DrawFn) -> list[Profile]:
    """Draw what up to seven reports tell of people of nearly one name."""
    return [
        tell(
            draw(_NAMES),
            HE,
            report=f"r{number}",
            day=f"2023-03-{draw(st.integers(12, 28))}",
            age=draw(st.sampled_from([None, None, 32, 33])),
            homes=draw(st.sampled_from([(), KAMYSHIN[:1]])),
            **(TOLD if draw(st.booleans()) else {}),
        )
        for number in range(draw(st.integers(2, 7)))
    ]


def decide(planned: Parting, rulings: Rulings) -> Rulings:
    """Return what holds once the decisions of a plan are made."""
    answers: dict[Pair, Judgement] = {
        **dict.fromkeys(planned.apart, Judgement.NO),
        **dict.fromkeys(planned.together, Judgement.YES),
    }
    made = {pair: Ruling(judgement=it, decision="new") for pair, it in answers.items()}
    return replace(rulings, people={**rulings.people, **made})


def find(people: tuple[Identity, ...], at: Ref) -> set[Ref]:
    return next(set(it.members) for it in people if at in it.members)


@settings(max_examples=120, deadline=None)
@given(draw_people(), st.data())
def test_who_is_taken_out_leaves_and_the_others_stay_one(
    people: list[Profile], data: st.DataObject
) -> None:
    pairs = [make_pair(it.at, other.at) for it in people for other in people if it.at < other.at]
    decided = data.draw(st.dictionaries(st.sampled_from(pairs), st.just(Judgement.YES), max_size=4))
    rulings = Rulings(
        people={pair: Ruling(judgement=it, decision="old") for pair, it in decided.items()}
    )
    before = join_profiles(people, rulings)
    joined = [it for it in before if len(it.members) > 1]
    assume(joined)
    whole = data.draw(st.sampled_from(joined))
    out = data.draw(st.sampled_from(whole.members))

    planned = plan_parting(people, rulings, out)
    after = join_profiles(people, decide(planned, rulings))

    others = set(whole.members) - {out}
    assert planned.holds
    assert find(after, out) == {out, *planned.joined}
    assert not find(after, out) & others
    assert others <= find(after, next(iter(others)))
    # What was decided is taken back: all is as it was, suggestions included.
    assert join_profiles(people, rulings) == before


def test_one_who_held_two_together_leaves_a_decision_that_they_are_one() -> None:
    first = tell("Pavel Sorokin", HE, report="a", age=32)
    middle = tell("Pavel Sorokin", HE, report="b", day="2023-03-15")
    last = tell("Павел Сорокин", HE, report="c", day="2023-05-20")
    yes = Ruling(judgement=Judgement.YES, decision="old")
    rulings = Rulings(
        people={make_pair(first.at, middle.at): yes, make_pair(middle.at, last.at): yes}
    )

    planned = plan_parting([first, middle, last], rulings, middle.at)

    assert set(planned.apart) == set(rulings.people)
    assert planned.together == (make_pair(first.at, last.at),)
    assert planned.holds


def test_no_more_is_decided_than_is_needed() -> None:
    people = [
        tell("Pavel Sorokin", HE, report=name, age=32, homes=KAMYSHIN[:1], **TOLD)
        for name in "abcd"
    ]
    (whole,) = join_profiles(people)

    planned = plan_parting(people, NO_RULINGS, people[0].at)

    assert len(whole.members) == 4
    assert planned.holds
    assert not planned.together
    assert len(planned.apart) <= 3
