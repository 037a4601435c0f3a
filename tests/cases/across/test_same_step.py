"""Which events of reports are one step, what its days are, and how steps are ordered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from several import PACK, Told, assemble, list_history, refer, report, told

from sayso.cases.across.days import Vote, agree_on_days
from sayso.records.decision import Judgement
from sayso.records.reading import Reading
from sayso.records.ruling import Ruling, Rulings, make_pair

DAY = "2024-03-12"


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        # Two accounts of one step, also where they differ about the day.
        (told("sentence", "Orlov", on=DAY), told("sentence", "Orlov", on="2024-03-14"), 1),
        (told("sentence", "Orlov", on=DAY), told("sentence", "Orlov"), 1),
        (told("sentence", "Orlov", on="2023-03-12"), told("sentence", "Orlov", on=DAY), 2),
        (told("detention", "Orlov", on=DAY), told("detention", "Orlov", on="2024-03-13"), 1),
        # Hearings and arrests are several where their days differ.
        (told("trial", "Orlov", on="2024-03-01"), told("trial", "Orlov", on=DAY), 2),
        (
            told("trial", "Orlov", on="2024-03-01", to="2024-03-31"),
            told("trial", "Orlov", on=DAY),
            1,
        ),
        (told("detention", "Orlov", on="2024-01-02"), told("detention", "Orlov", on=DAY), 2),
        (
            told("detention", "Orlov", on="2024-03-01", at="Rivne"),
            told("detention", "Orlov", on=DAY, at="Rivne"),
            1,
        ),
        # A conviction told alone is the sentence that others tell.
        (told("sentence", "Orlov", on=DAY), told("conviction", "Orlov"), 1),
        (told("sentence", "Orlov", on=DAY), told("conviction", "Orlov", on="2024-02-01"), 2),
        # What was expected is the step that came of it; what is denied stands apart.
        (told("trial", "Orlov", on=DAY, status="expected"), told("trial", "Orlov", on=DAY), 1),
        (told("trial", "Orlov", on=DAY, status="expected"), told("sentence", "Orlov", on=DAY), 1),
        (told("sentence", "Orlov", status="denied"), told("sentence", "Orlov", on=DAY), 2),
        (told("sentence", "Orlov", on=DAY), told("appeal", "Orlov", status="intended"), 2),
        (told("sentence", "Orlov", status="alleged"), told("sentence", "Orlov"), 1),
    ],
)
def test_events_of_two_reports_are_one_step_or_two(one: Told, other: Told, steps: int) -> None:
    first = report("2024-03-11" if one.status == "expected" else "2024-03-20", one)
    later = report("2024-03-21", other, told("refusal", "Orlov"))

    (case,) = assemble(first, later)

    assert len([it for it in case.history if it.type != "refusal"]) == steps


def test_two_sentences_with_an_appeal_between_are_two() -> None:
    first = report("2024-03-13", told("sentence", "Orlov", on="2024-03-12"))
    appeal = report("2024-04-11", told("appeal", "Orlov", on="2024-04-10"))
    again = report("2024-05-02", told("sentence", "Orlov", on="2024-05-01"))

    (case,) = assemble(first, appeal, again)

    assert [it.type for it in case.history] == ["sentence", "appeal", "sentence"]


def test_days_are_as_precise_as_the_accounts_that_agree_make_them() -> None:
    month = report("2024-04-01", told("detention", "Orlov", on="2024-03-01", to="2024-03-31"))
    week = report("2024-03-20", told("detention", "Orlov", on="2024-03-11", to="2024-03-17"))
    day = report("2024-04-02", told("detention", "Orlov", on="2024-03-12"))
    undated = report("2024-04-02", told("detention", "Orlov"))

    (case,) = assemble(month, week, day, undated)

    (step,) = case.history
    assert (step.begin, step.end, len(step.reports)) == ("2024-03-12", "2024-03-12", 4)


def test_of_days_that_conflict_most_publishers_decide_and_then_who_told_first() -> None:
    reports = [
        report("2024-03-13", told("sentence", "Orlov", on="2024-03-12"), publisher="Vesta"),
        report("2024-03-14", told("sentence", "Orlov", on="2024-03-13"), publisher="Brook"),
        report("2024-03-15", told("sentence", "Orlov", on="2024-03-13"), publisher="Brook"),
    ]

    (case,) = assemble(*reports)
    assert [it.begin for it in case.history] == ["2024-03-12"]

    other = report("2024-03-16", told("sentence", "Orlov", on="2024-03-13"), publisher="Heath")
    (case,) = assemble(*reports, other)
    assert [it.begin for it in case.history] == ["2024-03-13"]


def test_what_is_expected_turns_into_what_happened_once_a_later_report_tells_it() -> None:
    ahead = report("2024-03-01", told("trial", "Orlov", on="2024-03-12", status="expected"))
    done = report("2024-03-13", told("trial", "Orlov", on="2024-03-12"))

    (case,) = assemble(ahead)
    assert list_history(case) == [("trial", "expected", "2024-03-12", 1)]
    (case,) = assemble(ahead, done)
    assert list_history(case) == [("trial", "happened", "2024-03-12", 1)]


@pytest.mark.parametrize("on", ["2024-03-12", None])
def test_a_report_from_before_a_step_is_no_word_that_it_came_to_pass(on: str | None) -> None:
    ahead = report("2024-03-01", told("trial", "Orlov", on="2024-03-12", status="expected"))
    later = report("2024-03-13", told("sentence", "Orlov", on="2024-03-12"))
    appeal = report("2024-03-20", told("appeal", "Orlov", status="expected"))
    done = report("2024-03-28", told("appeal", "Orlov", on=on and "2024-03-27"))

    (case,) = assemble(ahead, later, appeal, done)

    assert [it.type for it in case.history] == ["sentence", "appeal"]
    assert [it.reports for it in case.history] == [(later.report.sha256,), (done.report.sha256,)]
    assert [len(it.claims) for it in case.history] == [1, 1]
    assert [it.foretold[0].report for it in case.history] == [
        ahead.report.sha256,
        appeal.report.sha256,
    ]


def test_what_is_dated_after_its_report_is_still_to_come() -> None:
    (case,) = assemble(report("2024-03-01", told("trial", "Orlov", on="2024-03-12")))

    assert list_history(case) == [("trial", "expected", "2024-03-12", 1)]


def test_what_is_told_without_a_day_had_happened_when_it_was_told() -> None:
    first = report("2024-03-12", told("transfer", "Orlov"))
    later = report("2024-06-01", told("detention", "Orlov", on="2024-05-30"))

    (case,) = assemble(later, first)

    assert [it.type for it in case.history] == ["transfer", "detention"]


def test_the_stage_is_the_latest_step_of_procedure_over_all_reports() -> None:
    first = report("2024-05-16", told("sentence", "Orlov", on="2024-05-15"))
    later = report("2024-06-16", told("case_opened", "Orlov", on="2024-01-15"))

    (case,) = assemble(first, later)

    assert case.stage == "sentence"


def test_a_step_that_does_not_fit_is_flagged_and_kept() -> None:
    first = report("2024-05-16", told("sentence", "Orlov", on="2024-05-15"))
    later = report("2024-06-16", told("charge", "Orlov", on="2024-06-15"))

    (case,) = assemble(first, later)

    assert [bool(it.flags) for it in case.history] == [False, True]
    assert "charge (2024-06-15) does not follow sentence" in case.history[1].flags[0]
    assert len(case.problems) == 1


@pytest.mark.parametrize("judgement", [Judgement.YES, Judgement.NO])
def test_what_a_person_decided_of_events_stands(judgement: Judgement) -> None:
    far = judgement is Judgement.YES
    first = report("2024-03-13", told("trial", "Orlov", on="2024-03-12"))
    later = report("2024-04-13", told("trial", "Orlov", on="2024-04-12" if far else "2024-03-12"))
    pair = make_pair(refer(first, "v1"), refer(later, "v1"))
    rulings = Rulings(events={pair: Ruling(judgement=judgement, decision="d1")})

    (case,) = assemble(first, later, rulings=rulings)

    assert len(case.history) == (1 if far else 2)


_DAYS = st.integers(1, 28).map(lambda it: f"2024-03-{it:02}")
_VOTES = st.lists(
    st.builds(
        lambda one, other, voice: Vote(
            days=(min(one, other), max(one, other)), voice=voice, rank=(one, voice)
        ),
        _DAYS,
        _DAYS,
        st.sampled_from("abc"),
    ),
    min_size=1,
)


@given(_VOTES, st.randoms(use_true_random=False))
def test_agreed_days_lie_in_an_account_and_do_not_hang_on_the_order(
    votes: list[Vote], random: object
) -> None:
    shuffled = list(votes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    days = agree_on_days(votes)

    assert days is not None
    assert any(it.days[0] <= days[0] <= days[1] <= it.days[1] for it in votes)
    assert agree_on_days(shuffled) == days


def test_every_type_of_the_pack_that_a_court_holds_is_a_step() -> None:
    assert all(kind.step for kind in PACK.types.values() if kind.held)


def test_what_is_only_expected_stands_where_it_was_told() -> None:
    first = report(
        "2024-05-16",
        told("sentence", "Orlov", on="2024-05-15"),
        told("appeal", "Orlov", status="intended"),
    )
    later = report("2024-09-16", told("release", "Orlov", on="2024-09-15"))

    (case,) = assemble(later, first)

    assert [it.type for it in case.history] == ["sentence", "appeal", "release"]


def test_one_verdict_has_one_day_where_only_its_half_is_dated() -> None:
    told_both = report(
        "2024-03-14", told("conviction", "Orlov", on="2024-03-13"), told("sentence", "Orlov")
    )

    (case,) = assemble(told_both)

    days = {step.type: step.begin for step in case.history}
    assert days == {"conviction": "2024-03-13", "sentence": "2024-03-13"}


def _decide(*rows: tuple[Reading, Reading, Judgement]) -> Rulings:
    events = {
        make_pair(refer(one, "v1"), refer(other, "v1")): Ruling(
            judgement=judgement, decision=f"d{number}"
        )
        for number, (one, other, judgement) in enumerate(rows, start=1)
    }
    return Rulings(events=events)


@pytest.mark.parametrize("more", [0, 3])
@pytest.mark.parametrize("on", [None, "2024-03-12"])
def test_two_detentions_that_a_person_parted_stay_apart(on: str | None, more: int) -> None:
    """Also where neither has a day, and whatever reports come in later."""
    first = report("2024-03-13", told("detention", "Orlov"))
    later = report("2024-04-13", told("detention", "Orlov", on=on))
    others = [report(f"2024-05-{day:02}", told("detention", "Orlov")) for day in range(1, more + 1)]
    rulings = _decide((first, later, Judgement.NO))

    (case,) = assemble(first, later, *others)
    assert len(case.history) == 1
    (case,) = assemble(first, later, *others, rulings=rulings)

    assert len(case.history) == 2
    assert not any(
        {refer(first, "v1"), refer(later, "v1")} <= set(it.events) for it in case.history
    )


def test_what_is_one_by_decision_shares_each_no() -> None:
    first, later, third = (
        report(day, told("detention", "Orlov"))
        for day in ("2024-03-13", "2024-04-13", "2024-05-13")
    )
    rulings = _decide(
        (first, third, Judgement.YES),
        (later, third, Judgement.NO),
    )

    (case,) = assemble(first, later, third, rulings=rulings)

    assert sorted(len(it.events) for it in case.history) == [1, 2]
    assert {refer(later, "v1")} in [set(it.events) for it in case.history]
