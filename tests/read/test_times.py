"""When, how long and how often: each expression gives the days that it can mean."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.language import Language
from sayso.read.times import read_times
from sayso.read.times_calendar import get_period, narrow, shift_day
from sayso.records.parse import Parse
from sayso.records.value import TimeExpression

Analyse = Callable[[str], Parse]
PUBLISHED = "2022-11-21"  # a Monday


@pytest.fixture(scope="module")
def read(parse: Analyse, english: Language) -> Callable[..., tuple[TimeExpression, ...]]:
    def read_text(text: str, published: str | None = PUBLISHED) -> tuple[TimeExpression, ...]:
        return read_times(parse(text), english, published=published)

    return read_text


Read = Callable[..., tuple[TimeExpression, ...]]


@pytest.mark.parametrize(
    ("text", "words", "begin", "end"),
    [
        ("It was seen over the weekend.", "the weekend", "2022-11-19", "2022-11-20"),
        ("She confirmed it Sunday.", "Sunday", "2022-11-20", "2022-11-20"),
        ("He was called up in September.", "September", "2022-09-01", "2022-09-30"),
        ("He was called up last September.", "last September", "2022-09-01", "2022-09-30"),
        ("He was detained last week.", "last week", "2022-11-14", "2022-11-20"),
        ("A case was opened last month.", "last month", "2022-10-01", "2022-10-31"),
        ("He fled this spring.", "this spring", "2022-03-01", "2022-05-31"),
        ("He fled in the summer of 2021.", "the summer of 2021", "2021-06-01", "2021-08-31"),
        ("He left yesterday.", "yesterday", "2022-11-20", "2022-11-20"),
        ("He was held on 14 October.", "14 October", "2022-10-14", "2022-10-14"),
        ("He fled on October 2, 2021.", "October 2, 2021", "2021-10-02", "2021-10-02"),
        ("He fled on Oct. 2.", "Oct. 2", "2022-10-02", "2022-10-02"),
        ("He fled in 2021.", "2021", "2021-01-01", "2021-12-31"),
        ("He fled in late February.", "late February", "2022-02-21", "2022-02-28"),
        ("He fled in mid-2021.", "mid-2021", "2021-05-01", "2021-08-31"),
        ("He fled between 4 and 6 March.", "4 and 6 March", "2022-03-04", "2022-03-06"),
        ("They fled two days ago.", "two days ago", "2022-11-19", "2022-11-19"),
        ("They fled a month ago.", "a month ago", "2022-10-01", "2022-10-31"),
        ("They fled earlier this month.", "earlier this month", "2022-11-01", "2022-11-21"),
        ("He was taken on Tuesday evening.", "Tuesday evening", "2022-11-15", "2022-11-15"),
        ("He will appeal next week.", "next week", "2022-11-28", "2022-12-04"),
        ("He will appear in court on Monday.", "Monday", "2022-11-28", "2022-11-28"),
        ("The hearing is scheduled for 5 December.", "5 December", "2022-12-05", "2022-12-05"),
        ("The hearing was postponed until Nov. 30.", "Nov. 30", "2022-11-30", "2022-11-30"),
        ("Hearings end by late next week.", "late next week", "2022-12-03", "2022-12-04"),
        ("He fell on New Year's Eve.", "New Year's Eve", "2021-12-31", "2021-12-31"),
    ],
)
def test_a_time_gives_its_first_and_last_day(
    read: Read, text: str, words: str, begin: str, end: str
) -> None:
    found = [(time.text, time.begin, time.end) for time in read(text)]

    assert found == [(words, begin, end)]


def test_a_night_between_two_days_is_both_days(read: Read) -> None:
    [time] = read("He died on the night of 4 to 5 March.")

    assert (time.text, time.begin, time.end) == (
        "the night of 4 to 5 March",
        "2022-03-04",
        "2022-03-05",
    )


@pytest.mark.parametrize(
    ("text", "words", "begin", "end"),
    [
        ("two weeks later", "two weeks later", "2022-03-25", "2022-03-25"),
        ("the following day", "the following day", "2022-03-12", "2022-03-12"),
        ("three days earlier", "three days earlier", "2022-03-08", "2022-03-08"),
        ("the same month", "the same month", "2022-03-01", "2022-03-31"),
        ("the following Monday", "the following Monday", "2022-03-14", "2022-03-14"),
        ("that night", "that night", "2022-03-11", "2022-03-11"),
    ],
)
def test_a_time_is_counted_from_the_one_told_before(
    read: Read, text: str, words: str, begin: str, end: str
) -> None:
    first, second = read(f"He was arrested on 11 March. He was beaten {text}.")

    assert (second.text, second.begin, second.end) == (words, begin, end)
    assert second.anchor == first.id


def test_a_month_of_that_year_is_of_the_year_told_before(read: Read) -> None:
    times = read("He fled in May 2019. His cousin died in July of that year.")

    assert [(t.text, t.begin, t.end) for t in times[1:]] == [
        ("July of that year", "2019-07-01", "2019-07-31")
    ]


def test_the_day_of_a_statement_is_no_anchor(read: Read) -> None:
    times = read("He was held on 11 March, the group said on Friday. He fled the next day.")

    assert times[-1].begin == "2022-03-12"


def test_a_date_whose_parts_can_change_places_keeps_both_readings(read: Read) -> None:
    [time] = read("He was tried on 12/11/2022.")

    assert (time.begin, time.end) == (None, None)
    assert {other.begin for other in time.alternatives} == {"2022-11-12", "2022-12-11"}


def test_without_a_time_before_it_a_counted_time_stays_unresolved(read: Read) -> None:
    [time] = read("He was released two weeks later.")

    assert (time.begin, time.end, time.anchor) == (None, None, None)


def test_a_month_follows_the_year_told_before_it(read: Read) -> None:
    text = "He was called up in September 2022 and sent to the front in October."

    assert [time.begin for time in read(text, "2024-05-02")] == ["2022-09-01", "2022-10-01"]


@pytest.mark.parametrize(
    ("text", "kind", "value", "mod"),
    [
        ("He was held for 48 hours.", "DURATION", "PT48H", None),
        ("He was held for more than two years.", "DURATION", "P2Y", "MORE_THAN"),
        ("They face up to three years in jail.", "DURATION", "P3Y", "EQUAL_OR_LESS"),
        ("He was beaten every Monday.", "SET", "XXXX-WXX-1", None),
        ("He recently fled.", "DATE", "PAST_REF", None),
        ("He is now in prison.", "DATE", "PRESENT_REF", None),
    ],
)
def test_what_has_no_day_gets_none(
    read: Read, text: str, kind: str, value: str, mod: str | None
) -> None:
    [time] = read(text)

    assert (time.type, time.value, time.mod, time.begin, time.end) == (kind, value, mod, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "He may refuse.",
        "They march on the capital.",
        "The Sunday Times could not verify it.",
        "A fine of $3,407 was paid.",
        "He was given a second chance.",
        "More than 2,022 men refused.",
        "Some 2000 soldiers refused.",
    ],
)
def test_what_only_looks_like_a_time_is_none(read: Read, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize("text", ["last week", "on Sunday", "in September", "two days ago"])
def test_without_a_day_of_publication_nothing_is_guessed(read: Read, text: str) -> None:
    [time] = read(f"He was detained {text}.", None)

    assert (time.begin, time.end, time.anchor) == (None, None, None)


def test_without_a_day_of_publication_full_dates_still_count(read: Read) -> None:
    [time] = read("He was detained on 14 October 2022.", None)

    assert (time.begin, time.end) == ("2022-10-14", "2022-10-14")


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
UNITS = st.sampled_from(["D", "W", "WE", "MO", "Q", "Y", "10Y"])


@given(day=DAYS, unit=UNITS)
def test_a_period_ends_no_earlier_than_it_begins(day: date, unit: str) -> None:
    period = get_period(day, unit)

    assert period.begin <= period.end
    assert unit == "WE" or period.begin <= day <= period.end


@given(
    day=st.one_of(st.dates(), st.dates(min_value=date(9999, 11, 1))),
    unit=st.sampled_from(["D", "W", "WE", "MO", "Q", "Y"]),
)
def test_every_day_of_the_calendar_has_its_periods(day: date, unit: str) -> None:
    period = get_period(day, unit)

    assert period.begin <= period.end


@pytest.mark.parametrize("unit", ["D", "W", "2W", "MO", "Y"])
def test_nothing_moves_out_of_the_calendar(unit: str) -> None:
    assert shift_day(date(9999, 12, 31), unit, 1) is None
    assert shift_day(date(1, 1, 1), unit, -1) is None


@pytest.mark.parametrize("published", ["9999-12-31", "0001-01-01", "2022", "", "soon"])
def test_from_a_day_that_nothing_can_be_counted_from_no_day_is(read: Read, published: str) -> None:
    times = read("He has been held this week. He will be freed tomorrow, 3 May.", published)

    assert [time.begin for time in times] == [None, None, None]


@given(day=DAYS, unit=st.sampled_from(["MO", "Y", "10Y", "100Y"]))
def test_early_mid_and_late_make_up_the_whole(day: date, unit: str) -> None:
    whole = get_period(day, unit)
    parts = [narrow(whole, mod) for mod in ("START", "MID", "END")]

    assert parts[0].begin == whole.begin
    assert parts[2].end == whole.end
    for one, following in pairwise(parts):
        if unit in {"10Y", "100Y"}:  # by whole years, of which neighbors share one
            assert one.end.year == following.begin.year
        else:
            assert one.end + timedelta(days=1) == following.begin


@given(day=DAYS, count=st.integers(-50, 50))
def test_moving_by_days_and_back_returns(day: date, count: int) -> None:
    moved = shift_day(day, "D", count)

    assert moved is not None
    assert shift_day(moved, "D", -count) == day


WORDS = st.lists(
    st.sampled_from(
        [
            "on",
            "in",
            "last",
            "next",
            "the",
            "of",
            "to",
            "and",
            "a",
            "two",
            "4",
            "31",
            "2022",
            "March",
            "May",
            "Monday",
            "week",
            "month",
            "night",
            "ago",
            "later",
            "late",
            "early",
            "mid-",
            "between",
            "for",
            "every",
            "morning",
            "6",
            "p.m.",
            ",",
            ".",
            "-",
            "earlier",
            "following",
            "that",
            "spring",
        ]
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(words=WORDS, published=st.one_of(st.none(), st.just("2024-02-29")))
def test_every_time_quotes_its_text_and_runs_forward(
    words: list[str], published: str | None, parse: Analyse, english: Language
) -> None:
    text = " ".join(["He", *words])
    end = 0

    for time in read_times(parse(text), english, published=published):
        assert text[time.span.begin : time.span.end] == time.text
        assert time.span.begin >= end
        assert (time.begin is None) == (time.end is None)
        assert time.begin is None or time.end is None or time.begin <= time.end
        end = time.span.end


def test_what_is_told_aside_is_no_anchor(read: Read) -> None:
    text = (
        "Police on October 7 detained the man, who had left his unit on 14 August. "
        "Two days later he was charged."
    )

    later = read(text)[-1]

    assert (later.text, later.begin) == ("Two days later", "2022-10-09")


def test_a_month_moves_by_years_as_a_month(read: Read) -> None:
    later = read("He signed in November 2020 and was to leave a year later. He fled on Monday.")[1]

    assert (later.text, later.begin, later.end) == ("a year later", "2021-11-01", "2021-11-30")


def test_a_conjunction_before_a_day_points_at_no_day_told(read: Read) -> None:
    _, ruling = read("He fled on Wednesday. She added that Tuesday's ruling gives hope.")

    assert (ruling.text, ruling.begin) == ("Tuesday", "2022-11-15")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He was charged on 30 February.", "30 February"),
        ("He was charged on February 30, 2023.", "February 30, 2023"),
        ("He was jailed on 31 April 2022.", "31 April 2022"),
    ],
)
def test_a_day_that_no_calendar_has_is_one_time_without_days(
    read: Read, text: str, words: str
) -> None:
    assert [(t.text, t.begin, t.end) for t in read(text)] == [(words, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Itamar Levi, 19, is to be sentenced on Wednesday.",
        "He is due in court on Wednesday.",
        "He is held until Wednesday.",
        "The trial is set for Wednesday.",
        "His relatives have to bring him by Wednesday.",
        "The court ordered police to bring him by Wednesday.",
        "The court remanded him until Wednesday.",
    ],
)
def test_a_weekday_that_lies_ahead_is_the_coming_one(read: Read, text: str) -> None:
    assert read(text, "2024-09-10")[-1].begin == "2024-09-11"


@pytest.mark.parametrize(
    "text",
    [
        "He was held until Wednesday.",
        "He was remanded on Wednesday.",
        "He did not report on Wednesday.",
        "The delay is due to the attack on Wednesday.",
    ],
)
def test_a_weekday_of_the_past_is_the_last_one(read: Read, text: str) -> None:
    assert [time.begin for time in read(text, "2024-09-10")] == ["2024-09-04"]


@pytest.mark.parametrize(
    "text", ["He did not report on 7 August.", "He was remanded on Oct 17.", "He fled on Oct 17."]
)
def test_what_a_past_verb_dates_has_no_later_reading(read: Read, text: str) -> None:
    [time] = read(text, "2024-09-10")

    assert (time.begin or "9999") < "2024-09-10"
    assert time.alternatives == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was a quarter to six on a Friday evening.", "XXXX-WXX-5TEV"),
        ("He left home on a Monday in May.", "XXXX-WXX-1"),
        ("One Tuesday he was taken.", "XXXX-WXX-2"),
    ],
)
def test_any_weekday_is_no_certain_day(read: Read, text: str, value: str) -> None:
    time = read(text)[0]

    assert (time.value, time.begin, time.end) == (value, None, None)


def test_a_ruling_of_a_weekday_keeps_its_day(read: Read) -> None:
    [time] = read("He was freed by a Friday ruling.")

    assert time.begin == "2022-11-18"


def test_the_date_of_a_letter_is_no_anchor(read: Read) -> None:
    text = "He fled on 3 June. He burned one letter, dated 14 May. The next day officers came."

    assert [time.begin for time in read(text)] == ["2022-06-03", "2022-05-14", "2022-06-04"]


def test_a_second_of_a_kind_is_no_moment(read: Read) -> None:
    assert read("He had one raid in mind and no recollection of a second.") == ()
