"""Which dates cannot be put on a calendar, and what is said about them."""

from dataclasses import replace

import pytest
from matters import day, reading

from sayso.cases.time_checks import find_unresolved_times
from sayso.lang.language import get_language
from sayso.records.event import Check
from sayso.records.value import Interval, TimeExpression, TimeType


def ask(*times: TimeExpression, published: str | None = "2022-11-25") -> list[Check]:
    made = reading(times=times, published=published)
    return list(find_unresolved_times(made, get_language("en")))


def test_dates_that_need_a_publication_date_are_one_question() -> None:
    times = (day(1, None, text="last week"), day(2, None, text="Sunday"))

    (check,) = ask(*times, day(3, None, text="Sunday"), published=None)

    assert check.about == ("t1", "t2", "t3")
    assert check.message == (
        "No date can be given for “last week”, “Sunday”: the report's date of publication is not "
        "known."
    )


def test_a_date_counted_from_nothing_says_so() -> None:
    (check,) = ask(day(1, None, text="three days later"))

    assert check.message == (
        "No date can be given for “three days later”: it is not clear from which day to count."
    )


def test_a_date_of_two_readings_names_both() -> None:
    readings = tuple(Interval(value=d, begin=d, end=d) for d in ("2022-04-03", "2022-03-04"))
    time = replace(day(1, None, text="03/04/2022"), alternatives=readings)

    first, second = ask(time, day(2, None, text="three days later"))

    assert first.about == ("t1",)
    assert first.message == "“03/04/2022” may be 2022-04-03 or 2022-03-04; the report does not say."
    assert second.about == ("t2",)


@pytest.mark.parametrize(
    "time",
    [
        day(1, "2022-11-20", text="Sunday"),
        *(replace(day(1, None), value=f"{when}_REF") for when in ("PAST", "PRESENT", "FUTURE")),
        replace(day(1, None, text="two years"), type=TimeType.DURATION, value="P2Y"),
        replace(day(1, None, text="every Monday"), type=TimeType.SET, value="XXXX-WXX-1"),
        replace(day(1, None, text="around 8 p.m."), type=TimeType.TIME, value="XXXX-XX-XXT20:00"),
        replace(day(1, None, text="the morning"), type=TimeType.TIME, value="XXXX-XX-XXTMO"),
    ],
)
def test_what_is_no_date_or_has_one_is_not_asked_about(time: TimeExpression) -> None:
    assert ask(time) == []


def test_last_night_is_asked_about_where_the_report_has_no_date() -> None:
    night = replace(day(1, None, text="last night"), type=TimeType.TIME, value="XXXX-XX-XXTNI")

    assert len(ask(night, published=None)) == 1


@pytest.mark.parametrize("published", [None, "2024-11-25"])
@pytest.mark.parametrize("text", ["29 February 2023", "31 April 2023", "Feb. 30", "April 31st"])
def test_a_day_that_its_month_does_not_have_is_told_so(text: str, published: str | None) -> None:
    (check,) = ask(replace(day(1, None, text=text), value="XXXX-XX-XX"), published=published)

    assert check.message == f"The calendar has no “{text}”."


def test_29_february_of_a_year_not_told_is_a_day() -> None:
    (check,) = ask(replace(day(1, None, text="29 February"), value="XXXX-02-29"), published=None)

    assert "publication is not known" in check.message


def test_what_counts_from_the_text_does_not_wait_for_the_publication() -> None:
    (check,) = ask(day(1, None, text="The previous summer"), published=None)

    assert check.message == (
        "No date can be given for “The previous summer”: it is not clear from which day to count."
    )


def test_what_counts_from_a_date_that_needs_the_publication_needs_it_too() -> None:
    times = (day(1, None, text="Sunday"), day(2, None, text="three days later"))

    (check,) = ask(*times, published=None)

    assert check.about == ("t1", "t2")
    assert "publication is not known" in check.message


def test_a_weekday_that_is_not_the_dates_is_asked_about() -> None:
    (check,) = ask(day(1, "2024-03-05", text="Friday, 5 March 2024"))

    assert check.about == ("t1",)
    assert check.message == "“Friday, 5 March 2024” names a Friday, but 2024-03-05 is a Tuesday."


@pytest.mark.parametrize(
    "text", ["Tuesday, 5 March 2024", "5 March 2024", "Friday", "the Friday before 8 March"]
)
def test_a_weekday_that_fits_or_is_another_days_is_not_asked_about(text: str) -> None:
    assert ask(day(1, "2024-03-05", text=text)) == []
