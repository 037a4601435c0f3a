"""How many and how much, never firmer than the report put it."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.language import Language
from sayso.read.numbers import parse_number
from sayso.read.quantities import read_quantities
from sayso.read.quantity_durations import add_durations
from sayso.read.times import read_times
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import Money, Quantity

Analyse = Callable[[str], Parse]
Read = Callable[[str], tuple[Quantity, ...]]


@pytest.fixture(scope="module")
def read(parse: Analyse, english: Language) -> Read:
    def read_text(text: str) -> tuple[Quantity, ...]:
        parsed = parse(text)
        times = read_times(parsed, english, published="2022-11-21")
        return read_quantities(parsed, english, times)

    return read_text


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Around 300 mobilized soldiers were held.",
            "Around 300",
            {"value": 300, "approx": True, "unit": "person", "of": "mobilized soldiers"},
        ),
        ("At least 14 Belarusians were tried.", "At least 14", {"min": 14, "value": None}),
        ("Up to 40 men were held.", "Up to 40", {"max": 40, "value": None, "min": None}),
        ("Between 15 and 20 students fled.", "Between 15 and 20", {"min": 15, "max": 20}),
        ("Some 15-20 men fled.", "Some 15-20", {"min": 15, "max": 20, "approx": True}),
        ("More than 200 men fled.", "More than 200", {"min": 200, "unit": "person"}),
        ("Dozens of reservists fled.", "Dozens", {"value": None, "approx": True}),
        ("Two soldiers refused.", "Two", {"value": 2, "unit": "person", "of": "soldiers"}),
        ("It received 87 complaints.", "87", {"value": 87, "unit": "item", "of": "complaints"}),
        ("About 20 percent refused.", "About 20 percent", {"value": 20, "unit": "percent"}),
        ("He represents 11 of the students.", "11", {"value": 11, "of": "students"}),
    ],
)
def test_a_count_keeps_its_bounds_and_what_is_counted(
    read: Read, text: str, words: str, expected: dict[str, Any]
) -> None:
    [quantity] = read(text)

    assert quantity.text == words
    assert {key: getattr(quantity, key) for key in expected} == expected


@pytest.mark.parametrize(
    ("text", "value", "currency", "equivalent"),
    [
        ("He paid 200,000 rubles ($3,407).", 200_000, "RUB", Money(value=3407, currency="USD")),
        (
            "It cost 1 million rubles (about $16,500).",
            1_000_000,
            "RUB",
            Money(value=16_500, currency="USD"),
        ),
        ("He was fined 12,000 lira (about $400).", 12_000, "TRY", Money(value=400, currency="USD")),
        ("He paid 3,200 rubles ($1,000).", 3200, "BYN", Money(value=1000, currency="USD")),
        ("They lost $500 million.", 500_000_000, "USD", None),
        ("They paid €1.5m.", 1_500_000, "EUR", None),
        ("A Colombian court took 200,000 pesos.", 200_000, "COP", None),
    ],
)
def test_a_sum_and_its_equivalent_are_one_quantity(
    read: Read, text: str, value: float, currency: str, equivalent: Money | None
) -> None:
    [quantity] = read(text)

    assert (quantity.value, quantity.currency, quantity.equivalent) == (value, currency, equivalent)


@pytest.mark.parametrize(
    "text",
    [
        "He was tried under Article 337.",
        "He fled in 2022.",
        "Andrei Kavalchuk, 34, was tried.",
        "A 32-year-old man was charged.",
        "He was the second man.",
        "One of the men was held.",
        "He was held for 48 hours.",
        "He was taken to Military Prison 10.",
        "Service is compulsory from the age of 18.",
        "Ko Min Thet (22) was held.",
        "The No 3 tram stopped.",
    ],
)
def test_a_number_that_counts_nothing_is_no_quantity(read: Read, text: str) -> None:
    assert read(text) == ()


def test_a_number_alone_takes_the_unit_counted_before(read: Read) -> None:
    complaints, some = read("The office received 87 complaints, 52 of them from Antioquia.")

    assert (complaints.unit, some.unit, some.value) == ("item", "item", 52)


@given(number=st.integers(0, 999_999_999))
def test_figures_with_commas_are_read_whole(number: int, english: Language) -> None:
    assert parse_number(f"{number:,}", english) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("one hundred and twenty", 120),
        ("two hundred thousand", 200_000),
        ("thirty-two", 32),
        ("1.5 million", 1_500_000),
        ("half a million", 500_000),
        ("two and a half", 2.5),
        ("a dozen", 12),
        ("several", None),
    ],
)
def test_number_words_amount_to_their_number(
    words: str, number: float | None, english: Language
) -> None:
    assert parse_number(words, english) == number


WORDS = st.lists(
    st.sampled_from(
        [
            "about",
            "between",
            "and",
            "to",
            "at least",
            "up to",
            "two",
            "15",
            "20",
            "1,500",
            "$5",
            "rubles",
            "lira",
            "(",
            ")",
            ",",
            "of",
            "them",
            "the",
            "soldiers",
            "percent",
            "million",
            "half",
            "a",
            "dozens",
            "or",
            "more than",
            "₽",
            "1.5m",
            "men",
            "fined",
            "-",
        ]
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(words=WORDS)
def test_every_quantity_quotes_its_text_and_has_its_bounds_in_order(
    words: list[str], read: Read
) -> None:
    text = " ".join(["They", *words])
    end = 0

    for quantity in read(text):
        assert text[quantity.span.begin : quantity.span.end] == quantity.text
        assert quantity.span.begin >= end
        assert (quantity.unit == "money") == (quantity.currency is not None)
        end = quantity.span.end


@pytest.mark.parametrize("text", ["²", "①", "٣", "9" * 400, "hundred " * 200])
def test_what_no_figure_can_be_is_none(text: str, english: Language) -> None:
    assert parse_number(text, english) is None


def test_a_particle_of_a_verb_bounds_no_number(read: Read) -> None:
    (handed,) = read("Police handed over 27 deserters.")
    (held,) = read("The army held over 27 deserters.")

    assert (handed.text, handed.value, handed.min) == ("27", 27, None)
    assert (held.text, held.value, held.min) == ("over 27", None, 27)


def test_a_figure_put_on_a_number_counts_what_the_number_is_of(read: Read) -> None:
    (put,) = read("The group put the number of deserters at 31.")

    assert (put.value, put.unit, put.of) == (31, "person", "deserters")


def test_the_day_of_a_date_that_cannot_be_counts_nothing(read: Read) -> None:
    assert read("He was charged on 30 February.") == ()


def test_ages_behind_people_count_nobody(read: Read) -> None:
    (soldiers,) = read("Two soldiers, 19 and 22, refused.")

    assert (soldiers.text, soldiers.unit) == ("Two", "person")


@pytest.mark.parametrize("text", ["He got two summonses.", "He burned one letter."])
def test_papers_are_things(read: Read, text: str) -> None:
    assert [quantity.unit for quantity in read(text)] == ["item"]


def test_figures_behind_places_count(read: Read) -> None:
    assert [quantity.value for quantity in read("Forty men fled Minsk (22).")] == [40, 22]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Two-thirds of the men fled.",
            "Two-thirds",
            {"value": 2 / 3, "unit": "share", "of": "men"},
        ),
        ("One in five voters stayed away.", "One in five", {"value": 0.2, "unit": "share"}),
        (
            "It has twice the number of cells.",
            "twice",
            {"value": 2, "unit": "times", "of": "cells"},
        ),
        ("Arrests doubled.", "doubled", {"value": 2, "unit": "times", "of": "Arrests"}),
        ("He was beaten three times.", "three times", {"value": 3, "unit": "item", "of": "times"}),
        ("The 40-odd men fled.", "40-odd", {"value": 40, "approx": True, "of": "men"}),
        ("It freed 150-plus men.", "150-plus", {"min": 150, "value": None}),
        ("Nearly eight of 10 voters agree.", "Nearly eight of 10", {"value": 0.8, "unit": "share"}),
        ("The toll rose to 67.", "67", {"value": 67, "unit": "person"}),
        ("The raid left 14 dead.", "14", {"value": 14, "unit": "person", "of": "dead"}),
    ],
)
def test_parts_multiples_and_tolls_say_what_they_are(
    read: Read, text: str, words: str, expected: dict[str, Any]
) -> None:
    [quantity] = read(text)

    assert quantity.text == words
    assert {key: getattr(quantity, key) for key in expected} == expected


def test_a_figure_that_changed_is_no_range(read: Read) -> None:
    changed = read("Support rose from 3 to 5 percent.")
    (expected,) = read("They expect between 3 and 5 percent.")

    assert [(quantity.value, quantity.unit) for quantity in changed] == [
        (3, "percent"),
        (5, "percent"),
    ]
    assert (expected.min, expected.max) == (3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "The commander of military unit 51877 was silent.",
        "Flight 370 and Room 101 are empty.",
        "They won 3-1.",
        "Call 0800 555 3535 or come to 69 Wooster Street.",
        "He is 70.",
        "The camp takes people under 30.",
        "It rang at three o'clock.",
        "By a 2-to-1 vote they met.",
        "He gave her a high-five.",
        "A 5.8-magnitude quake came.",
        "They will think twice.",
        "The second half of the game was dull.",
    ],
)
def test_labels_ages_and_results_count_nothing(read: Read, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("The ransom was 800,000 pesos.", None),
        ("The ransom was 800,000 pesos. Mexico kept silent.", None),
        ("In Mexico the ransom was 800,000 pesos.", "MXN"),
        ("He paid 2,000 Kenyan shillings.", "KES"),
        ("He paid Rs 500.", None),
        ("The fine was RUB 5,000.", "RUB"),
        ("The fine was HK$500.", "HKD"),
        ("He took 30 million won in bribes, the Seoul court found.", "KRW"),
    ],
)
def test_a_currency_is_told_by_what_stands_before_it_or_unknown(
    read: Read, text: str, currency: str | None
) -> None:
    [quantity] = read(text)

    assert (quantity.unit, quantity.currency) == ("money", currency)


def test_pounds_that_are_weighed_are_no_money(read: Read) -> None:
    (cocaine,) = read("In Britain they found 50 pounds of cocaine.")

    assert (cocaine.unit, cocaine.of) == ("item", "pounds")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was held for at least ten days.", [("at least ten days", None, 10, None, "day")]),
        ("It took five to six years.", [("five to six years", None, 5, 6, "year")]),
        ("He was held for 48 hours.", [("48 hours", 48, None, None, "hour")]),
        ("He waited two weeks.", []),
        ("A 32-year-old man fled.", []),
        ("It lasted a decade.", []),
    ],
)
def test_spans_of_time_are_quantities_and_ages_are_not(
    parse: Analyse, english: Language, text: str, expected: list[tuple[object, ...]]
) -> None:
    parsed = parse(text)
    times = read_times(parsed, english, published="2022-11-21")

    found = add_durations((), times, (), text=text, language=english)

    assert [(q.text, q.value, q.min, q.max, q.unit) for q in found] == expected


def test_a_term_of_punishment_is_no_quantity(parse: Analyse, english: Language) -> None:
    text = "He got two years in prison."
    times = read_times(parse(text), english, published="2022-11-21")

    assert add_durations((), times, [Span(7, 26)], text=text, language=english) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Unemployment rose by 0.1 percentage points to 4.2 percent.", [0.1, 4.2]),
        ("Prices climbed 2 percent to 5.1 percent.", [2, 5.1]),
        ("The budget grew by $2 million to $8 million.", [2e6, 8e6]),
        ("The fine was cut by 5,000 rubles to 8,000 rubles.", [5000, 8000]),
        ("The fee rose by 500 rubles to $80.", [500, 80]),
        ("The toll rose by 3 to 17.", [3, 17]),
    ],
)
def test_by_how_much_something_changed_is_no_end_of_a_range(
    read: Read, text: str, values: list[float]
) -> None:
    assert [quantity.value for quantity in read(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "Prices will rise by between 2 and 5 percent.",
        "The rate fell by 2 to 5 percent.",
        "They mean to cut 2 percent to 5 percent.",
    ],
)
def test_a_change_that_is_put_as_a_range_stays_one(read: Read, text: str) -> None:
    assert [(quantity.min, quantity.max) for quantity in read(text)] == [(2, 5)]


@pytest.mark.parametrize(
    ("text", "unit", "of"),
    [
        ("The toll rose from 12 to 17.", "person", None),
        ("The number of detainees rose from 12 to 17.", "person", "detainees"),
        ("Detainees rose from 12 to 17.", "person", "Detainees"),
        ("Arrests fell from 12 to 17.", "item", "Arrests"),
    ],
)
def test_what_rose_is_counted_where_no_noun_follows(
    read: Read, text: str, unit: str, of: str | None
) -> None:
    found = [(quantity.value, quantity.unit, quantity.of) for quantity in read(text)]

    assert found == [(12, unit, of), (17, unit, of)]


@pytest.mark.parametrize(
    "text",
    [
        "Temperatures rose from 12 to 17.",
        "Shelling began about half past nine.",
        "He left at a quarter to nine.",
        "The court cited 18 U.S.C. 1512(c)(2).",
        "It rests on Articles 337 and 338 of the Russian Criminal Code.",
        "The children are ages 7, 9 and 12.",
        "The oldest of them was 93.",
        "On February 30 men fled.",
        "The number of people under 18 rose.",
    ],
)
def test_clocks_codes_and_rows_of_ages_count_nothing(read: Read, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Two boys, ages 7 and 9, were killed.", [2]),
        ("Three men died, the oldest of them 93.", [3]),
        ("The oldest of the prisoners freed 12 men.", [12]),
        ("In units 12 and 15, 300 men fled.", [300]),
        ("In July 40 men fled.", [40]),
        ("On Jan. 9 27 more were held.", [27]),
        ("On 5 March 12 men fled.", [12]),
        ("On Jan. 7, 13 soldiers were killed.", [13]),
    ],
)
def test_what_stands_beside_dates_ages_and_labels_is_counted(
    read: Read, text: str, values: list[float]
) -> None:
    assert [quantity.value for quantity in read(text)] == values


def test_a_quarter_to_three_quarters_is_no_time_of_day(read: Read) -> None:
    [share] = read("A quarter to three-quarters of the men fled.")

    assert (share.min, share.max, share.unit) == (0.25, 0.75, "share")
