"""When dates cannot be in the order that is told."""

from dataclasses import replace

import pytest
from matters import claim, day, event, person, reading

from sayso.cases.assemble import make_cases
from sayso.cases.order_checks import find_order_conflicts
from sayso.packs.pack import get_pack
from sayso.records.claim import Certainty, Polarity
from sayso.records.event import Check, EventStatus
from sayso.records.reading import Reading
from sayso.records.selector import Selector, Span
from sayso.records.value import Interval, TimeExpression

PACK = get_pack("military-refusal")
LAWYER, ORLOV = person(1, "Anna Orlova"), person(2, "Orlov")


def ask(made: Reading) -> list[Check]:
    return list(find_order_conflicts(replace(made, cases=make_cases(made, PACK)), PACK))


def steps(*dated: tuple[str, TimeExpression]) -> list[Check]:
    return ask(
        reading(
            entities=(LAWYER, ORLOV),
            times=tuple(time for _, time in dated),
            events=tuple(
                event(n, type_, "e2", time=time.id) for n, (type_, time) in enumerate(dated, 1)
            ),
        )
    )


def test_a_charge_after_its_sentence_is_asked_about() -> None:
    (check,) = steps(("charge", day(1, "2022-05-01")), ("sentence", day(2, "2022-03-01")))

    assert check.about[1:] == ("v2", "v1")
    assert check.message == (
        "“charge” (2022-05-01) is dated after “sentence” (2022-03-01), which it should precede."
    )


MAY, MARCH = day(1, "2022-05-01"), day(2, "2022-03-01")


@pytest.mark.parametrize(
    ("charge", "sentence"),
    [
        (MAY, day(2, "2022-06-01")),
        (MAY, replace(MARCH, end="2022-05-31")),  # some time from March to May
        (MAY, replace(MARCH, mod="AFTER")),
        (replace(MAY, mod="BEFORE"), MARCH),
        (replace(MAY, mod="APPROX"), MARCH),
        (replace(MAY, anchor="t9"), MARCH),  # counted from another date: its year is a guess
        (MAY, day(2, None)),
        (
            replace(
                day(1, None),
                alternatives=(
                    Interval(value="2022-05-01", begin="2022-05-01", end="2022-05-01"),
                    Interval(value="2022-01-05", begin="2022-01-05", end="2022-01-05"),
                ),
            ),
            MARCH,
        ),
    ],
)
def test_no_conflict_where_a_reading_of_the_dates_allows_the_order(
    charge: TimeExpression, sentence: TimeExpression
) -> None:
    assert steps(("charge", charge), ("sentence", sentence)) == []


def test_both_readings_of_a_date_must_conflict() -> None:
    readings = tuple(Interval(value=d, begin=d, end=d) for d in ("2022-04-05", "2022-05-04"))

    found = steps(
        ("charge", replace(day(1, None), alternatives=readings)), ("sentence", day(2, "2022-03-01"))
    )

    assert len(found) == 1


def test_a_charge_long_after_a_sentence_is_a_new_one() -> None:
    assert steps(("sentence", day(1, "2020-03-01")), ("charge", day(2, "2022-05-01"))) == []


def test_a_charge_that_something_follows_is_a_new_one() -> None:
    found = steps(
        ("sentence", day(1, "2022-03-01")),
        ("case_opened", day(2, "2022-04-01")),
        ("case_closed", day(3, "2022-05-01")),
    )

    assert found == []


def test_an_appeal_is_heard_after_the_verdict() -> None:
    verdict, hearing = day(1, "2022-03-01"), day(2, "2022-04-01")
    undated = day(3, None)

    assert steps(("conviction", verdict), ("appeal", undated), ("trial", hearing)) == []


@pytest.mark.parametrize("verdict", ["conviction", "sentence"])
def test_a_trial_after_its_verdict_is_asked_about_where_nothing_is_told_to_reopen_it(
    verdict: str,
) -> None:
    (check,) = steps((verdict, day(1, "2022-05-05")), ("trial", day(2, "2022-06-07")))

    assert check.message == (
        f"“trial” (2022-06-07) is dated after “{verdict}” (2022-05-05), which it should precede."
    )


def test_who_is_found_guilty_is_heard_again_before_the_sentence() -> None:
    found = steps(
        ("conviction", day(1, "2022-03-01")),
        ("trial", day(2, "2022-04-01")),
        ("sentence", day(3, "2022-04-10")),
    )

    assert found == []


# ---------------------------------------------------------------- told before it was
WHOLE = Span(0, 100)


def told(
    said: TimeExpression,
    when: TimeExpression,
    *,
    certainty: Certainty = Certainty.STATED,
    polarity: Polarity = Polarity.POSITIVE,
    status: EventStatus = EventStatus.HAPPENED,
    content: Span = WHOLE,
) -> list[Check]:
    statement = replace(
        claim(1, LAWYER),
        said=said.id,
        certainty=certainty,
        polarity=polarity,
        content=Selector(spans=(content,), text="x"),
    )
    return ask(
        reading(
            entities=(LAWYER, ORLOV),
            times=(said, when),
            claims=(statement,),
            events=(event(1, "sentence", "e2", time=when.id, status=status, claims=("c1",)),),
        )
    )


def test_nobody_tells_as_done_what_is_dated_later() -> None:
    (check,) = told(day(1, "2022-03-03"), day(2, "2022-05-05"))

    assert check.about == ("c1", "v1", "t2")
    assert check.message == (
        "“sentence” is dated 2022-05-05, but Anna Orlova told it as done by 2022-03-03."
    )


@pytest.mark.parametrize(
    ("said", "when"),
    [
        (day(1, "2022-05-08"), day(2, "2022-05-05")),
        (day(1, "2022-05-05"), day(2, "2022-05-05")),
        (day(1, "2022-05-04"), day(2, "2022-05-05")),  # it may have been the 5th in the east
        (day(1, None), day(2, "2022-05-05")),
        (replace(day(1, "2022-05-02"), anchor="published"), day(2, "2022-05-05")),  # "on Monday"
    ],
)
def test_what_was_said_later_or_nobody_knows_when_is_no_conflict(
    said: TimeExpression, when: TimeExpression
) -> None:
    assert told(said, when) == []


@pytest.mark.parametrize("certainty", [Certainty.EXPECTED, Certainty.CONDITIONAL])
def test_who_foretells_a_thing_may_do_so_before(certainty: Certainty) -> None:
    assert told(day(1, "2022-03-03"), day(2, "2022-05-05"), certainty=certainty) == []


def test_who_denies_or_plans_a_thing_does_not_tell_it_as_done() -> None:
    said, when = day(1, "2022-03-03"), day(2, "2022-05-05")

    assert told(said, when, polarity=Polarity.NEGATIVE) == []
    assert told(said, when, status=EventStatus.EXPECTED) == []


def test_a_date_that_another_gives_is_not_held_against_a_speaker() -> None:
    # The date stands outside of what was said.
    assert told(day(1, "2022-03-03"), day(2, "2022-05-05"), content=Span(10, 100)) == []


# ---------------------------------------------------------------- published before it was
def published(day_: str | None, when: TimeExpression, status: EventStatus) -> list[Check]:
    return ask(
        reading(
            entities=(ORLOV,),
            times=(when,),
            events=(event(1, "detention", "e2", time=when.id, status=status),),
            published=day_,
        )
    )


def test_nothing_is_told_as_done_that_is_dated_after_the_publication() -> None:
    when = day(1, "2023-05-05", text="5 May 2023")

    (check,) = published("2022-11-25T10:00:00+00:00", when, EventStatus.HAPPENED)

    assert check.about == ("v1", "t1")
    assert check.message == (
        "“detention” is told as done and dated “5 May 2023”, after the report's publication "
        "(2022-11-25)."
    )


@pytest.mark.parametrize(
    ("day_", "when", "status"),
    [
        ("2022-11-25", day(1, "2023-05-05"), EventStatus.EXPECTED),
        ("2022-11-25", day(1, "2022-11-26"), EventStatus.HAPPENED),  # a day earlier in the west
        ("2022-11-25", day(1, "2022-11-20"), EventStatus.HAPPENED),
        ("2022-11-25", replace(day(1, "2022-12-01"), anchor="published"), EventStatus.HAPPENED),
        (None, day(1, "2023-05-05"), EventStatus.HAPPENED),
    ],
)
def test_what_is_to_come_or_may_be_past_is_no_conflict(
    day_: str | None, when: TimeExpression, status: EventStatus
) -> None:
    assert published(day_, when, status) == []
