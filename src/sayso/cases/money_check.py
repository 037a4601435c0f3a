"""Whether two sums that a report gives as one are worth the same."""

import math
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol

from sayso.records.event import Check, CheckKind
from sayso.records.rate import ExchangeRate
from sayso.records.reading import Reading
from sayso.records.value import Money, Quantity

# A report may use the rate of the day it came out, of any day some weeks before (a press notice,
# an older report), or of a day it tells of.
_BEFORE = timedelta(days=92)
_AFTER = timedelta(days=14)
_AROUND = timedelta(days=31)
# Past the last rate known, the next can be guessed for so long, and no longer.
_STALE = timedelta(days=31)
# How far off a rate may be: market and official rates, a bank's margin and the wildest months
# of rubles, hryvnias and liras lie within it (docs/reference/checks.md); a lost zero does not.
_MARGIN = 1.5
# How much a figure is rounded by: a twentieth, and a half where it is small.
_ROUNDED = 0.05
_LEAST = 0.005  # a sum below a cent is no sum
# What stands in brackets beside the second sum: "$50 a day" is not the first one's worth.
_WORD = re.compile(r"[\w.]*[^\W\d_][\w.]*")
_NUMBER = re.compile(r"\d[\d.,\u00a0]*")
_MOST_WORDS_AFTER = 2


class Rates(Protocol):
    """What this room asks of whoever knows what currencies were worth."""

    def find_rates(
        self, one: str, other: str, *, begin: date, end: date
    ) -> tuple[ExchangeRate, ...]:
        """Return the rates known from `begin` to `end`, oldest first: what one unit was worth."""

    def find_namesakes(self, code: str, words: str) -> tuple[str, ...]:
        """Return the codes of all currencies that a sum's words may mean, the one read first."""


def find_currency_mismatches(reading: Reading, rates: Rates) -> Iterator[Check]:
    """Yield the sums whose equivalent is far from what they were worth at any fitting rate.

    A sum is compared with the rates around the report's day of publication and around every
    day that it tells of. Nothing is asked where the report has no day, where no rate is known
    of one of the currencies it can mean, or where the brackets hold more than a second sum.
    """
    published = _get_day(reading.report.published)
    if published is None:
        return
    periods = [(published - _BEFORE, published + _AFTER), *_find_periods(reading)]
    for quantity in reading.quantities:
        money = quantity.equivalent
        if money is None or not _is_plain(quantity, reading.report.text):
            continue
        expected = _find_expected(quantity, money, rates, periods)
        if expected:
            yield Check(
                kind=CheckKind.CURRENCY_MISMATCH,
                about=(quantity.id,),
                message=_word(quantity, money, expected),
            )


def _find_periods(reading: Reading) -> list[tuple[date, date]]:
    found = []
    for time in reading.times:
        begin, end = _get_day(time.begin), _get_day(time.end)
        if begin is not None and end is not None and date.min + _AROUND < begin <= end:
            found.append((begin - _AROUND, min(end, date.max - _AROUND) + _AROUND))
    return found


def _get_day(said: str | None) -> date | None:
    try:
        return None if said is None else date.fromisoformat(said[:10])
    except ValueError:
        return None


def _is_plain(quantity: Quantity, text: str) -> bool:
    """Whether the words hold two sums and nothing else: no "$50 a day", no second number."""
    words = text[quantity.span.begin : quantity.span.end]
    _, bracket, second = words.rpartition("(") if "(" in words else words.rpartition(", ")
    numbers = list(_NUMBER.finditer(second))
    if not bracket or len(numbers) > 1:
        return False
    after = second[numbers[0].end() :] if numbers else second
    return len(_WORD.findall(after)) <= _MOST_WORDS_AFTER


def _find_expected(
    quantity: Quantity, money: Money, rates: Rates, periods: list[tuple[date, date]]
) -> list[tuple[str, ExchangeRate]]:
    """Return the rate of publication for each currency that a sum can mean, if none fits it."""
    value = _get_value(quantity)
    if quantity.currency is None or value is None or min(value, money.value) < _LEAST:
        return []
    words = quantity.text.partition("(")[0]
    expected = []
    for code in _find_meant(quantity.currency, words, rates):
        if code == money.currency:
            return []
        known = _find_known(code, money.currency, rates, periods)
        if known is None or _fits(value, money.value, known):
            return []
        expected.append((code, known[0]))
    return expected


def _find_meant(code: str, words: str, rates: Rates) -> tuple[str, ...]:
    # "Colombian pesos", "RUB": a capital letter past the first word names the country.
    if any(word[0].isupper() for word in _WORD.findall(words)[1:]) or code in words:
        return (code,)
    return rates.find_namesakes(code, words)


def _find_known(
    code: str, other: str, rates: Rates, periods: list[tuple[date, date]]
) -> list[ExchangeRate] | None:
    """Return the rates of all periods, that nearest to the publication first."""
    day = periods[0][1] - _AFTER
    near = rates.find_rates(code, other, begin=periods[0][0], end=periods[0][1])
    if not near or day - near[-1].day > _STALE:
        return None
    before = [rate for rate in near if rate.day <= day] or near[:1]
    told = (
        rate
        for begin, end in periods[1:]
        for rate in rates.find_rates(code, other, begin=begin, end=end)
    )
    return [before[-1], *near, *told]


def _get_value(quantity: Quantity) -> float | None:
    """Return the one figure that a sum is said with, also as a bound ("more than 200,000")."""
    if quantity.value is not None:
        return quantity.value
    bounds = [bound for bound in (quantity.min, quantity.max) if bound is not None]
    return bounds[0] if len(bounds) == 1 else None


def _fits(value: float, worth: float, known: list[ExchangeRate]) -> bool:
    """Whether a rate lies in what the two figures, each as round as it is said, allow."""
    low, high = _spread(value)
    least, most = _spread(worth)
    return any(
        least / _MARGIN <= high * rate.value and low * rate.value <= most * _MARGIN
        for rate in known
    )


def _spread(value: float) -> tuple[float, float]:
    """Return what a figure can have been rounded from: "$3" from 2.50, "about 900" from 855."""
    half = min(max(value * _ROUNDED, 0.5), value / 2)
    return value - half, value + half


def _word(quantity: Quantity, money: Money, expected: list[tuple[str, ExchangeRate]]) -> str:
    value = _get_value(quantity) or 0.0
    _, rate = expected[0]
    said = f"{_spell(value)} {quantity.currency}"
    worth = " or ".join(
        f"about {_spell(_round(value * known.value))} {money.currency}"
        + (f" (if {code} is meant)" if len(expected) > 1 else "")
        for code, known in expected
    )
    return (
        f"The report gives {said} as {_spell(money.value)} {money.currency}; at the rate of "
        f"{rate.source} of {rate.day.isoformat()} it is {worth}."
    )


def _round(value: float) -> float:
    """Return a figure with three digits that count: more would be more than anybody knows."""
    return round(value, 2 - math.floor(math.log10(value))) if value > 0 else value


def _spell(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")
