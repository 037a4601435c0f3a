"""Whose matter the events are, in which order, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters import day, event, group, person, reading

from sayso.cases.assemble import make_cases
from sayso.packs.pack import get_pack
from sayso.records.event import CaseKind, EventStatus

PACK = get_pack("military-refusal")


def test_a_step_makes_a_prosecution_and_the_last_done_step_its_stage() -> None:
    made = reading(
        entities=(person(1, "Orlov"),),
        events=(
            event(1, "appeal", "e1", status=EventStatus.INTENDED),
            event(2, "charge", "e1"),
            event(3, "refusal", "e1"),
            event(4, "case_opened", "e1"),
        ),
    )

    (case,) = make_cases(made, PACK)

    assert (case.kind, case.stage) == (CaseKind.PROSECUTION, "charge")
    assert case.events == ("v3", "v4", "v2", "v1")


def test_known_days_go_before_the_usual_order() -> None:
    made = reading(
        entities=(person(1, "Orlov"),),
        times=(day(1, "2022-05-01"), day(2, "2022-03-01")),
        events=(
            event(1, "refusal", "e1", time="t1"),
            event(2, "sentence", "e1", time="t2"),
        ),
    )

    (case,) = make_cases(made, PACK)

    assert case.events == ("v2", "v1")


@pytest.mark.parametrize("status", [EventStatus.DENIED, EventStatus.CONDITIONAL])
def test_what_is_denied_or_only_thought_of_makes_no_case(status: EventStatus) -> None:
    made = reading(
        entities=(person(1, "Orlov"),), events=(event(1, "conviction", "e1", status=status),)
    )

    assert make_cases(made, PACK) == ()


def test_a_class_of_people_has_no_case_and_a_counted_group_has() -> None:
    soldiers, three = group(1, "soldiers"), group(2, "soldiers", count=3)
    made = reading(
        entities=(soldiers, three),
        events=(event(1, "detention", "e1"), event(2, "confinement", "e2")),
    )

    assert [case.subjects for case in make_cases(made, PACK)] == [("e2",)]


def test_a_named_member_shares_the_case_of_a_prosecuted_group() -> None:
    made = reading(
        entities=(group(1, "soldiers", count=2), person(2, "Orlov", member_of="e1")),
        events=(event(1, "case_opened", "e1"), event(2, "detention", "e2")),
    )

    assert [case.subjects for case in make_cases(made, PACK)] == [("e1", "e2")]


def test_a_member_of_a_group_that_is_only_held_keeps_a_case_of_their_own() -> None:
    made = reading(
        entities=(group(1, "soldiers", count=40), person(2, "Orlov", member_of="e1")),
        events=(event(1, "confinement", "e1"), event(2, "case_opened", "e2")),
    )

    cases = make_cases(made, PACK)

    assert [(case.subjects, case.kind) for case in cases] == [
        (("e1",), CaseKind.INCIDENT),
        (("e2",), CaseKind.PROSECUTION),
    ]


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(sorted(PACK.types)),
            st.sampled_from(list(EventStatus)),
            st.sampled_from([None, "t1", "t2", "t3"]),
        ),
        max_size=12,
    )
)
def test_a_history_never_runs_against_known_days(
    steps: list[tuple[str, EventStatus, str | None]],
) -> None:
    days = {"t1": "2022-01-01", "t2": "2022-02-01", "t3": "2022-03-01"}
    events = tuple(
        event(number, type_, "e1", time=time, status=status)
        for number, (type_, status, time) in enumerate(steps, start=1)
    )
    made = reading(
        entities=(person(1, "Orlov"),),
        events=events,
        times=tuple(day(int(key[1:]), begin) for key, begin in days.items()),
    )

    time_of = {e.id: e.time for e in events}
    for case in make_cases(made, PACK):
        known = [days[t] for i in case.events if (t := time_of[i]) is not None]
        assert known == sorted(known)
        assert len(set(case.events)) == len(case.events)


def test_people_taken_together_and_charged_apart_have_cases_of_their_own() -> None:
    made = reading(
        entities=(person(1, "Orlov"), person(2, "Orlova")),
        events=(
            event(1, "detention", "e1", "e2"),
            event(2, "charge", "e1"),
            event(3, "charges_dropped", "e2"),
        ),
    )

    cases = make_cases(made, PACK)

    assert [(case.subjects, case.events) for case in cases] == [
        (("e1",), ("v1", "v2")),
        (("e2",), ("v1", "v3")),
    ]


def test_people_of_whom_everything_is_told_together_share_a_case() -> None:
    made = reading(
        entities=(person(1, "Orlov"), person(2, "Sidorov")),
        events=(event(1, "detention", "e1", "e2"), event(2, "charge", "e1", "e2")),
    )

    (case,) = make_cases(made, PACK)

    assert case.subjects == ("e1", "e2")


def test_a_death_in_passing_opens_no_case_and_a_death_alone_does() -> None:
    people = (person(1, "Orlov"), person(2, "commander", anonymous=True))
    passing = reading(
        entities=people, events=(event(1, "detention", "e1"), event(2, "death", "e2"))
    )
    alone = reading(entities=people, events=(event(1, "death", "e2"),))

    assert [case.subjects for case in make_cases(passing, PACK)] == [("e1",)]
    assert [case.subjects for case in make_cases(alone, PACK)] == [("e2",)]


def test_a_matter_whose_steps_are_all_to_come_stands_where_it_was_left() -> None:
    made = reading(
        entities=(person(1, "Orlov"),),
        events=(
            event(1, "release", "e1"),
            event(2, "appeal", "e1", status=EventStatus.INTENDED),
        ),
    )

    (case,) = make_cases(made, PACK)

    assert case.stage == "release"


@pytest.mark.parametrize(("type_", "whose"), [("deployment", 1), ("summons", 2), ("release", 2)])
def test_only_who_was_sent_away_on_a_groups_day_was_of_that_group(type_: str, whose: int) -> None:
    told = reading(
        entities=(group(1, "men", count=30), person(2, "Pavel Orlov")),
        events=(
            event(1, "ill_treatment", "e1", time="t1"),
            event(2, type_, "e2", time="t1"),
        ),
        times=(day(1, "2023-03-02"),),
    )
    (case, *_) = make_cases(told, PACK)

    assert case.subjects == (("e1", "e2") if whose == 1 else ("e1",))
