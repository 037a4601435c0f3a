"""Numbers and sums as reports of many countries write them: none is made up from a part."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.language import Language
from sayso.read.numbers import parse_number
from sayso.read.quantities import read_quantities
from sayso.read.times import read_times
from sayso.records.parse import Parse
from sayso.records.value import Quantity

Analyse = Callable[[str], Parse]
Read = Callable[[str], tuple[Quantity, ...]]


@pytest.fixture(scope="module")
def read(parse: Analyse, english: Language) -> Read:
    def read_text(text: str) -> tuple[Quantity, ...]:
        parsed = parse(text)
        times = read_times(parsed, english, published="2022-11-21")
        return read_quantities(parsed, english, times)

    return read_text


def _is_like(quantity: Quantity, expected: dict[str, Any]) -> bool:
    return {key: getattr(quantity, key) for key in expected} == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("He was fined 10 000 rubles.", "10 000 rubles", {"value": 10_000}),
        ("He was fined 10\u00a0000 rubles.", "10\u00a0000 rubles", {"value": 10_000}),
        ("He was fined 5\u202f500 euros.", "5\u202f500 euros", {"value": 5500}),
        ("They took 500 000 rubles ($6,000).", "500 000 rubles ($6,000)", {"value": 500_000}),
        ("It cost $10 000.", "$10 000", {"value": 10_000}),
        ("Some 10 000 people fled.", "Some 10 000", {"value": 10_000, "approx": True}),
        ("It cost 2 500 000 rubles.", "2 500 000 rubles", {"value": 2_500_000}),
        ("He paid 10 000-15 000 rubles.", "10 000-15 000 rubles", {"min": 10_000, "max": 15_000}),
        ("In 2022 300 men fled.", "300", {"value": 300}),
        ("On Jan. 9 27 more men fled.", "27", {"value": 27}),
        ("On Jan. 9 300 men fled.", "300", {"value": 300}),
    ],
)
def test_a_blank_within_a_number_parts_its_thousands(
    read: Read, text: str, words: str, expected: dict[str, Any]
) -> None:
    [quantity] = read(text)

    assert quantity.text == words
    assert _is_like(quantity, expected)


@pytest.mark.parametrize(
    "text", ["He paid 007 rubles.", "He paid 000 rubles.", "He served in units 12 345 and 23 456."]
)
def test_no_sum_begins_with_a_nought_and_no_name_is_a_number(read: Read, text: str) -> None:
    assert [quantity for quantity in read(text) if quantity.unit == "money"] == []
    assert all(quantity.value != 0 for quantity in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "A 2,000-pound bomb hit Lebanon.",
        "They cooked a 20-pound turkey in London.",
        "The baby, 7 pounds, was born in London.",
        "Doctors found 3 colon cancers in Costa Rica.",
        "There were 5 real cases in Brazil.",
        "She saw 2 sol dancers in Peru.",
    ],
)
def test_a_word_that_is_a_currency_too_is_none_before_a_noun_or_in_scales(
    read: Read, text: str
) -> None:
    assert [quantity for quantity in read(text) if quantity.unit == "money"] == []


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("A London court fined him 500 pounds.", 500, "GBP"),
        ("He paid 500 pounds in London.", 500, "GBP"),
        ("He got a 500-pound fine in London.", 500, "GBP"),
        ("He carried 300 Egyptian pounds.", 300, "EGP"),
        ("He carried £300.", 300, "GBP"),
        ("The court gave her 500 pounds in damages in London.", 500, "GBP"),
        ("Some house in London was worth 300,000 pounds.", 300_000, "GBP"),
        ("A bag with 500 pounds ($600) was found in London.", 500, "GBP"),
        ("He was given 300 reals in Brazil.", 300, "BRL"),
    ],
)
def test_what_is_paid_in_pounds_stays_a_sum(
    read: Read, text: str, value: float, currency: str
) -> None:
    [quantity] = read(text)

    assert (quantity.unit, quantity.value, quantity.currency) == ("money", value, currency)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("They lost $5 bn.", 5e9, "money"),
        ("They lost $10 M.", 1e7, "money"),
        ("They lost $1.5 mln.", 1.5e6, "money"),
        ("They lost 5 bn dollars.", 5e9, "money"),
        ("They lost a quarter million dollars.", 250_000, "money"),
        ("They registered 5 mln people.", 5e6, "person"),
        ("Three quarters of a million people fled.", 750_000, "person"),
        ("Two-thirds of a million people fled.", 2e6 / 3, "person"),
        ("One half of a million people fled.", 500_000, "person"),
        ("A quarter million men fled.", 250_000, "person"),
        ("A quarter of a million men fled.", 250_000, "person"),
        ("A half million men fled.", 500_000, "person"),
        ("A quarter of the men fled.", 0.25, "share"),
        ("They paid 1.125 million euros.", 1_125_000, "money"),
        ("The rate was 5.125 percent.", 5.125, "percent"),
    ],
)
def test_a_number_keeps_its_scale_however_it_is_written(
    read: Read, text: str, value: float, unit: str
) -> None:
    [quantity] = read(text)

    assert quantity.value == pytest.approx(value)
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Some 10-12,000 soldiers fled.", 10_000, 12_000),
        ("Some 500-1,500 soldiers fled.", 500, 1500),
        ("They paid $10-12,000.", 10_000, 12_000),
        ("They paid $5–$10 million.", 5e6, 1e7),
        ("They paid between $5 and $10 million.", 5e6, 1e7),
        ("They paid $500 to $1 million.", 500, 1e6),
        ("They paid $5 to $12,000.", 5, 12_000),
        ("Between 50 and 5,000 soldiers fled.", 50, 5000),
        ("Of voters, 5%-10% stayed.", 5, 10),
    ],
)
def test_both_ends_of_a_range_share_what_is_said_once(
    read: Read, text: str, least: float, most: float
) -> None:
    [quantity] = read(text)

    assert (quantity.value, quantity.min, quantity.max) == (None, least, most)


@pytest.mark.parametrize("text", ["Some 1.500 people fled.", "They paid 1.500 euros."])
def test_a_point_that_may_part_thousands_makes_no_fraction(read: Read, text: str) -> None:
    [quantity] = read(text)

    assert (quantity.value, quantity.min, quantity.max) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Output changed by minus 5 percent.",
        "The firm made -5 million dollars.",
        "The firm made \u22125 million dollars.",
        "The balance was -$5 million.",
    ],
)
def test_what_is_below_nothing_is_never_read_as_above_it(read: Read, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "unit", "currency"),
    [
        ("R 500,000 was stolen in Pretoria.", "money", "ZAR"),
        ("R500,000 was stolen in Pretoria.", "money", "ZAR"),
        ("R 500,000 was stolen in Minsk.", None, None),
    ],
)
def test_a_letter_is_a_currency_in_its_country_alone(
    read: Read, text: str, unit: str | None, currency: str | None
) -> None:
    [quantity] = read(text)

    assert (quantity.value, quantity.unit, quantity.currency) == (500_000, unit, currency)


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        (
            "He paid 2,000 francs in Geneva; she paid 50,000 francs in Dakar, Senegal.",
            ["CHF", "XOF"],
        ),
        (
            "He was fined 15,000 roubles in Minsk, after Russian soldiers, Russian police and"
            " Russian courts had spoken.",
            ["BYN"],
        ),
        ("They paid ¥500 million in Tokyo, then ¥300 in Beijing.", ["JPY", "CNY"]),
        ("Serbia spoke. Serbian police spoke. He paid 500 dinars in Amman.", ["JOD"]),
        ("A court in Minsk spoke. He was fined 300 roubles.", ["BYN"]),
        ("A court in Minsk spoke. A Russian spoke. He was fined 300 roubles.", [None]),
        ("A Belarusian court fined a Russian 300 roubles.", [None]),
        ("He was fined 300 roubles. Minsk spoke. Minsk spoke.", ["RUB"]),
        ("He was fined 300 roubles.", ["RUB"]),
        ("He paid 300 francs.", [None]),
    ],
)
def test_a_currency_is_that_of_the_country_beside_the_sum(
    read: Read, text: str, currencies: list[str | None]
) -> None:
    found = [quantity for quantity in read(text) if quantity.unit == "money"]

    assert [quantity.currency for quantity in found] == currencies


def test_each_sum_of_a_sentence_has_the_currency_of_its_own_place(read: Read) -> None:
    first, *_ = read("He paid 10,000 crowns in Oslo and 5,000 in Prague.")

    assert (first.value, first.currency) == (10_000, "NOK")


ODD = st.sampled_from(["İ", "ı", "ſ", "\u212a", "٣", "１２", "𝟓", "9" * 400, "²", "½", "\u0307"])
PLAIN = st.sampled_from(
    ["lira", "10 000", "$", "R ", " mln", "million", " a quarter of a ", "-", "minus ", " in "]
)
OTHER = st.sampled_from(
    [" ", "pounds", "stanbul", "percent", "thirds", "3.500", "fined him", "Rus", "k", "1.5"]
)


@settings(max_examples=60)
@given(pieces=st.lists(st.one_of(ODD, PLAIN, OTHER), min_size=1, max_size=8))
def test_nothing_that_a_report_holds_breaks_the_reading(read: Read, pieces: list[str]) -> None:
    for text in ("".join(pieces), f"He paid {' '.join(pieces)} rubles."):
        for quantity in read(text):
            assert text[quantity.span.begin : quantity.span.end] == quantity.text


@given(number=st.integers(1000, 999_999_999), blank=st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_figures_with_blanks_are_read_whole(number: int, blank: str, english: Language) -> None:
    assert parse_number(f"{number:,}".replace(",", blank), english) == number
