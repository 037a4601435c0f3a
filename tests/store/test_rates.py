"""What currencies were worth, by the table that travels with sayso."""

from datetime import date
from pathlib import Path
from statistics import median

import pytest

from sayso.errors import StoreError
from sayso.store.rates import Rates

DAY = date(2022, 2, 16)


@pytest.fixture(scope="module")
def rates() -> Rates:
    return Rates.packaged()


def test_a_rate_says_its_day_and_who_published_it(rates: Rates) -> None:
    (rate,) = rates.find_rates("USD", "RUB", begin=DAY, end=DAY)

    assert rate.day == DAY
    assert rate.source == "the ECB"
    assert rate.value == pytest.approx(75.06, abs=0.05)


def test_one_currency_in_the_other_is_the_other_in_the_one(rates: Rates) -> None:
    there = rates.find_rates("UAH", "USD", begin=date(2022, 1, 1), end=date(2022, 12, 31))
    back = rates.find_rates("USD", "UAH", begin=date(2022, 1, 1), end=date(2022, 12, 31))

    assert len(there) > 40
    assert all(a.value * b.value == pytest.approx(1) for a, b in zip(there, back, strict=True))


@pytest.mark.parametrize(
    ("code", "year"), [("RUB", 2023), ("UAH", 2016), ("BYN", 2024), ("TRY", 2012), ("COP", 2019)]
)
def test_currencies_that_reports_are_about_are_known(rates: Rates, code: str, year: int) -> None:
    found = rates.find_rates(code, "USD", begin=date(year, 1, 1), end=date(year, 12, 31))

    assert len(found) > 40


def test_the_ruble_goes_on_where_the_ecb_stopped(rates: Rates) -> None:
    found = rates.find_rates("RUB", "USD", begin=date(2022, 2, 23), end=date(2022, 3, 9))

    assert [rate.source for rate in found] == ["the ECB", *["the Polish national bank"] * 2]


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("BYN", date(2015, 6, 10)),  # before it was
        ("RUB", date(1998, 8, 19)),
        ("IRR", DAY),  # not what people pay
        ("LBP", DAY),
        ("XXX", DAY),
        ("RUB", date(2999, 1, 2)),
    ],
)
def test_what_is_not_known_has_no_rate(rates: Rates, code: str, day: date) -> None:
    assert rates.find_rates(code, "USD", begin=day, end=day) == ()


@pytest.mark.parametrize("code", ["GBP", "ILS", "TRY", "RUB", "JPY", "PLN", "CAD", "SEK", "CHF"])
def test_the_two_sources_agree(rates: Rates, code: str) -> None:
    ecb, nbp = rates._series["ECB"], rates._series["NBP"]
    pairs = [
        (one, two)
        for week in range(1450)
        if (one := ecb.divide(code, "USD", week)) and (two := nbp.divide(code, "USD", week))
    ]

    assert len(pairs) > 500
    assert median(abs(one / two - 1) for one, two in pairs) < 0.005
    assert max(abs(one / two - 1) for one, two in pairs) < 0.1


def test_a_name_that_currencies_share_means_any_of_them(rates: Rates) -> None:
    assert rates.find_namesakes("BYN", "200,000 rubles") == ("RUB", "BYN")
    assert "LBP" in rates.find_namesakes("GBP", "300,000 pounds")
    assert rates.find_namesakes("GBP", "£500") == ("GBP",)
    assert rates.find_namesakes("UAH", "10,000 hryvnias") == ("UAH",)


def test_a_missing_table_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no exchange rates") as caught:
        Rates(tmp_path).find_rates("RUB", "USD", begin=DAY, end=DAY)

    assert "Install" in caught.value.remedy
