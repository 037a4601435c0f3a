"""When two sums that are given as one are worth different amounts."""

from dataclasses import replace
from datetime import date

import pytest
from matters import reading

from sayso.cases.money_check import find_currency_mismatches
from sayso.records.entity import Place
from sayso.records.event import Check
from sayso.records.rate import ExchangeRate
from sayso.records.selector import Span
from sayso.records.value import Money, Quantity, Unit

KNOWN = {
    ("RUB", "USD"): 1 / 60,
    ("BYN", "USD"): 0.3,
    ("GBP", "USD"): 1.2,
    ("UAH", "USD"): 1 / 37,
}
SHARED = (("RUB", "BYN"), ("GBP", "LBP"), ("USD", "CAD"))


class SteadyRates:
    """Rates of every first of the month from 2022-01 to 2022-12, always the same."""

    def find_rates(
        self, one: str, other: str, *, begin: date, end: date
    ) -> tuple[ExchangeRate, ...]:
        value = KNOWN.get((one, other))
        days = [day for day in (date(2022, m, 1) for m in range(1, 13)) if begin <= day <= end]
        return tuple(ExchangeRate(day=day, value=value, source="the bank") for day in days if value)

    def find_namesakes(self, code: str, words: str) -> tuple[str, ...]:
        return next((codes for codes in SHARED if code in codes), (code,))


def ask(
    words: str,
    value: float | None,
    currency: str,
    worth: float,
    *,
    published: str | None = "2022-11-25",
    country: str = "RU",
    bound: float | None = None,
) -> list[Check]:
    quantity = Quantity(
        id="q1",
        span=Span(0, len(words)),
        text=words,
        value=value,
        min=bound,
        unit=Unit.MONEY,
        currency=currency,
        equivalent=Money(value=worth, currency="USD"),
    )
    place = Place(
        entity="e1", feature="country", lat=None, lon=None, approx=None, country=country,
        admin1=None, geonames=None, katottg=None, candidates=(), within=None,
    )  # fmt: skip
    made = reading(quantities=(quantity,), published=published)
    made = replace(made, report=replace(made.report, text=words), places=(place,))
    return list(find_currency_mismatches(made, SteadyRates()))


def test_the_message_says_what_was_compared() -> None:
    (check,) = ask("200,000 rubles ($34,070)", 200_000, "RUB", 34_070)

    assert check.about == ("q1",)
    assert check.message == (
        "The report gives 200,000 RUB as 34,070 USD; at the rate of the bank of 2022-11-01 it is "
        "about 3,330 USD."
    )


@pytest.mark.parametrize(
    ("words", "value", "worth"),
    [
        ("200,000 rubles ($340)", 200_000, 340),
        ("1 million rubles ($16.7 million)", 1e6, 16.7e6),
        ("2 billion rubles ($33 billion)", 2e9, 33e9),
        ("200,000 rubles ($200,000)", 200_000, 200_000),
        ("200,000 rubles, or about $33,000", 200_000, 33_000),
        ("200,000 rubles (about 33,000 U.S. dollars)", 200_000, 33_000),
    ],
)
def test_a_lost_zero_or_a_scale_mixed_up_is_asked_about(
    words: str, value: float, worth: float
) -> None:
    assert len(ask(words, value, "RUB", worth)) == 1


@pytest.mark.parametrize(
    ("words", "value", "worth"),
    [
        ("200,000 rubles ($3,407)", 200_000, 3_407),
        ("200,000 rubles (about $3,000)", 200_000, 3_000),
        ("200,000 rubles (nearly $4,500)", 200_000, 4_500),  # another month's rate
        ("50 rubles ($1)", 50, 1),
        ("100 rubles ($2)", 100, 2),
        ("30,000 rubles ($50 a day)", 30_000, 50),
        ("30,000 rubles ($50 daily)", 30_000, 50),
        ("30,000 rubles (50 dollars a day)", 30_000, 50),
        ("30,000 rubles ($50 for each of 10 months)", 30_000, 50),
        ("30,000 rubles ($5,000 to $6,000)", 30_000, 5_000),
    ],
)
def test_what_a_rate_or_other_words_explain_is_not(words: str, value: float, worth: float) -> None:
    assert ask(words, value, "RUB", worth) == []


def test_a_bound_is_compared_as_its_figure() -> None:
    words = "more than 200,000 rubles ({})"

    assert ask(words.format("$3,300"), None, "RUB", 3_300, bound=200_000) == []
    assert len(ask(words.format("$33,000"), None, "RUB", 33_000, bound=200_000)) == 1


@pytest.mark.parametrize("published", [None, "2019-05-05", "2023-06-01"])
def test_without_a_rate_for_the_day_nothing_is_asked(published: str | None) -> None:
    assert ask("200,000 rubles ($34,070)", 200_000, "RUB", 34_070, published=published) == []


def test_a_currency_without_rates_is_not_asked_about() -> None:
    assert ask("200,000 nakfa ($1)", 200_000, "ERN", 1, country="ER") == []


def test_rubles_may_be_of_belarus_where_the_report_speaks_of_it() -> None:
    words = "200,000 rubles ($45,000)"

    assert ask(words, 200_000, "RUB", 45_000, country="BY") == []
    assert len(ask(words, 200_000, "BYN", 45_000, country="RU")) == 1


def test_rubles_that_fit_belarus_exactly_are_of_belarus_whatever_is_named() -> None:
    assert ask("200,000 rubles ($60,500)", 200_000, "BYN", 60_500, country="RU") == []


def test_pounds_of_a_country_without_rates_are_not_asked_about() -> None:
    words = "300,000 pounds ($600)"

    assert ask(words, 300_000, "GBP", 600, country="LB") == []
    assert len(ask(words, 300_000, "GBP", 600, country="GB")) == 1


def test_a_named_country_settles_which_currency_is_meant() -> None:
    words = "200,000 Belarusian rubles ($3,400)"

    (check,) = ask(words, 200_000, "BYN", 3_400, country="RU")

    assert "200,000 BYN" in check.message
