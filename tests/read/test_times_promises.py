"""What a time may never do: leave out a day that the words allow, or change with later words."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.language import Language
from sayso.read.times import read_times
from sayso.records.parse import Parse
from sayso.records.value import TimeExpression, TimeType

Read = Callable[..., tuple[TimeExpression, ...]]
PUBLISHED = "2022-11-21"  # a Monday

# Words, and the first and last day that any reader could mean by them.
ALLOWED = [
    ("He fled over the weekend.", "the weekend", "2022-11-19", "2022-11-20"),
    ("He fled a few days ago.", "a few days ago", "2022-11-17", "2022-11-19"),
    ("He fled several weeks ago.", "several weeks ago", "2022-10-10", "2022-10-31"),
    ("He fled a decade ago.", "a decade ago", "2012-01-01", "2012-12-31"),
    ("He has been in hiding since spring.", "spring", "2022-03-01", "2022-05-31"),
    ("He fled on the night of 5 March.", "the night of 5 March", "2022-03-05", "2022-03-06"),
    (
        "He fled on the night of 4 to 5 March.",
        "the night of 4 to 5 March",
        "2022-03-04",
        "2022-03-05",
    ),
    ("He was held from 2014 to 2018.", "2014", "2014-01-01", "2014-12-31"),
    ("It was said in the week of March 7.", "the week of March 7", "2022-03-07", "2022-03-13"),
    ("He fled at 9 a.m. on Tuesday.", "9 a.m. on Tuesday", "2022-11-15", "2022-11-15"),
    ("He fled in early March.", "early March", "2022-03-01", "2022-03-10"),
    ("He fled in late October.", "late October", "2022-10-21", "2022-10-31"),
    ("He fled last winter.", "last winter", "2021-12-01", "2022-02-28"),
    ("It opens at year-end.", "year-end", "2022-12-01", "2022-12-31"),
    ("It was so in the nineties.", "the nineties", "1990-01-01", "1999-12-31"),
    ("It was so in the 11th century.", "the 11th century", "1001-01-01", "1099-12-31"),
    ("He wed in nineteen ninety-one.", "nineteen ninety-one", "1991-01-01", "1991-12-31"),
    ("He fled last Oct. 23.", "last Oct. 23", "2022-10-23", "2022-10-23"),
    ("He wrote on Monday, Nov. 7.", "Monday, Nov. 7", "2022-11-07", "2022-11-07"),
    ("He was found on Thanksgiving Day.", "Thanksgiving Day", "2021-11-25", "2021-11-25"),
    ("Canada was silent on Thanksgiving.", "Thanksgiving", "2022-10-10", "2022-10-10"),
    ("Deserters fled in the third quarter.", "the third quarter", "2022-07-01", "2022-09-30"),
    ("They reported third-quarter losses.", "third-quarter", "2022-07-01", "2022-09-30"),
    ("It shrank in last year's second quarter.", "last year's", "2021-04-01", "2021-06-30"),
]


@pytest.fixture(scope="module")
def read(parse: Callable[[str], Parse], english: Language) -> Read:
    def read_text(text: str, published: str | None = PUBLISHED) -> tuple[TimeExpression, ...]:
        return read_times(parse(text), english, published=published)

    return read_text


def list_stretches(time: TimeExpression) -> list[tuple[str, str]]:
    """Return the days that a time can mean, of its first reading and of every other."""
    readings = [(time.begin, time.end), *((a.begin, a.end) for a in time.alternatives)]
    return [(begin, end) for begin, end in readings if begin is not None and end is not None]


@pytest.mark.parametrize(("text", "words", "first", "last"), ALLOWED)
def test_no_day_that_the_words_allow_is_left_out(
    read: Read, text: str, words: str, first: str, last: str
) -> None:
    [time] = [time for time in read(text) if time.text.startswith(words)]

    stretches = list_stretches(time)

    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        assert any(begin <= day.isoformat() <= end for begin, end in stretches), day
        day += timedelta(days=1)


AFTER = [
    "He will appeal next week.",
    "In 2014 he lived abroad. In May 2015 he came back, and on 3 June 2016 he was tried.",
    "The court sat on Friday, two days later.",
    "“I will go on Monday,” she said last month.",
    "The third quarter was better than a year earlier.",
]


@given(
    case=st.sampled_from(ALLOWED),
    after=st.lists(st.sampled_from(AFTER), min_size=1, max_size=3),
    gap=st.sampled_from([" ", "\n\n"]),
)
@settings(max_examples=60, deadline=None)
def test_a_sentence_added_after_it_changes_no_time(
    read: Read, case: tuple[str, str, str, str], after: list[str], gap: str
) -> None:
    text = case[0]

    alone, longer = read(text), read(gap.join([text, *after]))

    assert longer[: len(alone)] == alone


LASTING = [
    ("He got {} years.", "P{}Y"),
    ("He was held for {} months.", "P{}M"),
    ("He was held for {} hours.", "PT{}H"),
    ("He was held for up to {} weeks.", "P{}W"),
]


@given(case=st.sampled_from(LASTING), count=st.integers(2, 999))
@settings(max_examples=40, deadline=None)
def test_the_number_of_a_duration_stands_in_its_words(
    read: Read, case: tuple[str, str], count: int
) -> None:
    text, value = case

    [time] = read(text.format(count))

    assert (time.type, time.value) == (TimeType.DURATION, value.format(count))
    assert re.findall(r"\d+", time.text) == [str(count)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He was held for 2 1/2 years.", "P2Y6M"),
        ("He was held for 5½ hours.", "PT5H30M"),
        ("He was held for a week or so.", "P1W"),
        ("It was a months-long siege.", "PXM"),
        ("It was a day-long search.", "P1D"),
        ("It lost money in the past two quarters.", "P2Q"),
    ],
)
def test_a_duration_keeps_its_parts(read: Read, text: str, value: str) -> None:
    assert [time.value for time in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They fled at a rate of 300 men a month.", "P1M"),
        ("He earned $500 a week.", "P1W"),
        ("It is adjusted quarterly.", "P1Q"),
    ],
)
def test_what_recurs_is_a_set(read: Read, text: str, value: str) -> None:
    assert [(time.type, time.value) for time in read(text)] == [(TimeType.SET, value)]


@pytest.mark.parametrize(
    "text",
    [
        "A 32-year-old man fled.",
        "She is 52 years old.",
        "He later became a citizen.",
        "They cut the quarterly dividend.",
        "The fall of the city was near.",
        "The Party's daily Zarya wrote of it.",
        "Theresa May and Mr. May left.",
        "June Smith was arrested.",
        "They marched on 8 March Square.",
    ],
)
def test_ages_titles_and_falls_are_no_times(read: Read, text: str) -> None:
    assert read(text) == ()


def test_a_day_to_come_is_not_that_of_a_year_before(read: Read) -> None:
    [time] = read("The firm declared a dividend payable Dec. 7 to all holders.")

    assert time.begin == "2022-12-07"
    assert [other.begin for other in time.alternatives] == ["2021-12-07"]


def test_a_day_that_dates_a_past_verb_stays_past(read: Read) -> None:
    [time] = read("He was arrested on Dec. 7.")

    assert time.begin == "2021-12-07"


def test_figures_of_a_year_ago_are_those_of_the_same_quarter(read: Read) -> None:
    times = read(
        "The firm lost $3 million in the third quarter, compared with a profit of $2 million "
        "a year earlier."
    )

    assert [time.value for time in times] == ["2022-Q3", "2021-Q3"]
    assert [other.value for other in times[1].alternatives] == ["2021"]


def test_a_story_long_past_keeps_its_years(read: Read) -> None:
    times = read(
        "On 14 March 1915 the line broke. On 2 April 1915 the town fell. By 30 May 1915 the "
        "army had gone.\n\nOn 11 June the river rose. In August the mill burned. "
        "The next year it was built anew."
    )

    assert [time.value for time in times[3:5]] == ["1915-06-11", "1915-08"]


def test_a_story_that_counts_from_today_keeps_to_the_present(read: Read) -> None:
    times = read(
        "The court sat on Friday. On 14 March 2015 the line broke. On 2 April 2015 the town "
        "fell. By 30 May 2015 the army had gone.\n\nOn 11 June police detained him."
    )

    assert times[-1].value == "2022-06-11"


def test_after_a_day_that_nobody_counted_the_next_day_is_unknown(read: Read) -> None:
    times = read("He fled on 3 May. Several days later he was caught. The next day he died.")

    assert (times[1].begin, times[1].end) == ("2022-05-06", "2022-05-12")
    assert times[2].begin is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They talked for half a day.", "PT12H"),
        ("They talked for a day and a half.", "P1DT12H"),
        ("They talked for an hour and a half.", "PT1H30M"),
        ("It was a half-hour talk.", "PT30M"),
        ("It was a monthlong siege.", "P1M"),
    ],
)
def test_a_half_is_told_in_smaller_units(read: Read, text: str, value: str) -> None:
    assert [time.value for time in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He was seized at 1330 GMT on Friday.", "2022-11-18T13:30"),
        ("He was seized at 12 a.m. on Friday.", "2022-11-18T00:00"),
        ("He was seized at 6:30 p.m. ET on Friday.", "2022-11-18T18:30"),
        ("He was seized at six o'clock in the evening on 3 May.", "2022-05-03TEV"),
        ("They came at noon Thursday.", "2022-11-17T12:00"),
        ("He left on Monday evening, 7 November.", "2022-11-07TEV"),
        ("He fled on the 5th of this month.", "2022-11-05"),
        ("He fled on the 9th of last month.", "2022-10-09"),
        ("He fled on Tues. and hid.", "2022-11-15"),
    ],
)
def test_a_time_of_the_day_is_read_with_its_day(read: Read, text: str, value: str) -> None:
    assert [time.value for time in read(text)] == [value]


def test_a_day_of_a_month_told_is_of_that_month(read: Read) -> None:
    times = read("It passed on 14 March 2021. On the 20th of that month he left.")

    assert [time.value for time in times] == ["2021-03-14", "2021-03-20"]


@pytest.mark.parametrize(
    ("text", "words", "begin", "end"),
    [
        ("He was jailed on Feb. 9 to 18 months in prison.", "Feb. 9", "2022-02-09", "2022-02-09"),
        ("He was sentenced on May 5, 2021 to 10 years.", "May 5", "2021-05-05", "2021-05-05"),
        ("He was sentenced in 2012 to 20 years.", "2012", "2012-01-01", "2012-12-31"),
        ("In 2019 she was detained in March.", "March", "2019-03-01", "2019-03-31"),
        ("Police said on Friday he would appeal.", "Friday", "2022-11-18", "2022-11-18"),
        ("“I was beaten yesterday,” he said on Friday.", "yesterday", "2022-11-17", "2022-11-17"),
        ("He died the day before 5 March 2022.", "the day before", "2022-03-04", "2022-03-04"),
        ("He died on the eve of 9 May 2022.", "the eve", "2022-05-08", "2022-05-08"),
        ("He is held until Sunday week.", "Sunday week", "2022-12-04", "2022-12-04"),
        ("He fled less than a month ago.", "less than", "2022-10-21", "2022-11-21"),
        ("He fled about three days ago.", "about three", "2022-11-17", "2022-11-19"),
        ("He was arrested on the night of 5 January.", "the night", "2022-01-05", "2022-01-06"),
        ("Soldiers killed on Jan. 5 were buried.", "Jan. 5", "2022-01-05", "2022-01-05"),
        ("It was so in the late 1990s.", "late 1990s", "1996-01-01", "1999-12-31"),
        ("He fled in the winter of 2022.", "the winter", "2022-01-01", "2022-02-28"),
        ("He fled 23 hours ago.", "23 hours ago", "2022-11-20", "2022-11-21"),
    ],
)
def test_days_that_a_careful_reader_allows_are_among_the_readings(
    read: Read, text: str, words: str, begin: str, end: str
) -> None:
    [time] = [time for time in read(text) if time.text.startswith(words)]

    assert any(one <= begin and end <= other for one, other in list_stretches(time))


def test_a_stretch_moves_as_a_stretch(read: Read) -> None:
    times = read(
        "On 9 March 1938 they tried him. Freed in the autumn of 1947, he was held again fourteen "
        "months later."
    )

    assert (times[-1].begin, times[-1].end) == ("1948-11-01", "1949-01-30")


def test_the_morning_after_a_night_of_two_days_is_the_second(read: Read) -> None:
    times = read("On the night of 11 to 12 February he refused. The next morning he was gone.")

    assert times[-1].begin == "2022-02-12"


@pytest.mark.parametrize(
    "text",
    [
        "He expects growth in the next century.",
        "It is a first-century scroll of the 1st century.",
        "They came on Friday nİght and on Frıday, laſt week, in mıd-2022, for mınutes.",
        "It took 9" + "9" * 400 + " 1/2 years.",
        "He came in the nİneties, at 6 o'clocK, on Sunday\n\nEvening prayers followed.",
    ],
)
def test_odd_letters_and_figures_make_nothing_fail(read: Read, text: str) -> None:
    for time in read(text):
        assert text[time.span.begin : time.span.end] == time.text


def test_no_expression_runs_from_one_paragraph_into_the_next(read: Read) -> None:
    times = read("He fled in March\n\n4 men were held.")

    assert [time.value for time in times] == ["2022-03"]


@pytest.mark.parametrize(
    "text",
    ["He was held in Building 1937.", "Flight 1812 crashed.", "He got 2000 lashes."],
)
def test_four_figures_that_name_or_count_are_no_year(read: Read, text: str) -> None:
    assert read(text) == ()
