"""Whether two sums that a report gives as one are worth the same."""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Protocol

from sayso.cases.bounds import find_day
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
# A currency of the same name, of a country that no place of the report lies in, has to fit better.
_FAR_MARGIN = 1.2
_LEAST = 0.005  # a sum below a cent is no sum
# What stands in brackets beside the second sum: "$50 a day" is not the first one's worth.
_WORD = re.compile(r"[\w.]*[^\W\d_][\w.]*")
_NUMBER = re.compile(r"\d[\d.,\u00a0]*")
_MOST_WORDS = 2
_SCALE = 10.0


class Rates(Protocol):
    """What this room asks of whoever knows what currencies were worth."""

    def find_rates(
        self, one: str, other: str, *, begin: date, end: date
    ) -> tuple[ExchangeRate, ...]:
        """Return the rates known from `begin` to `end`, oldest first: what one unit was worth."""

    def find_namesakes(self, code: str, words: str) -> tuple[str, ...]:
        """Return the codes of all currencies that a sum's words may mean, the commonest first."""


def find_currency_mismatches(reading: Reading, rates: Rates) -> Iterator[Check]:
    """Yield the sums whose equivalent is far from what they were worth at any fitting rate.

    A sum is compared with the rates around the report's day of publication and around every
    day that it tells of. Nothing is asked where the report has no day, where no rate is known
    of one of the currencies it can mean, or where the brackets hold more than a second sum.
    """
    published = find_day(reading.report.published)
    if published is None:
        return
    periods = [(published - _BEFORE, published + _AFTER), *_find_periods(reading)]
    countries = frozenset(place.country for place in reading.places if place.country is not None)
    for quantity in reading.quantities:
        money = quantity.equivalent
        if money is None or not _is_plain(quantity, money, reading.report.text):
            continue
        expected = _find_expected(quantity, money, _Lookup(rates, countries, periods))
        if expected:
            yield Check(
                kind=CheckKind.CURRENCY_MISMATCH,
                about=(quantity.id,),
                message=_word(quantity, money, expected),
            )


def _find_periods(reading: Reading) -> list[tuple[date, date]]:
    found = []
    for time in reading.times:
        begin, end = find_day(time.begin), find_day(time.end)
        if begin is not None and end is not None and date.min + _AROUND < begin <= end:
            found.append((begin - _AROUND, min(end, date.max - _AROUND) + _AROUND))
    return found


def _is_plain(quantity: Quantity, money: Money, text: str) -> bool:
    """Whether the words hold two sums and nothing else: no "$50 a day", no second number."""
    words = text[quantity.span.begin : quantity.span.end]
    _, bracket, second = words.rpartition("(") if "(" in words else words.rpartition(", ")
    numbers = list(_NUMBER.finditer(second))
    if not bracket or len(numbers) > 1:
        return False
    if not numbers:
        return len(_WORD.findall(second)) <= _MOST_WORDS
    after = len(_WORD.findall(second, numbers[0].end()))
    if not any(unicodedata.category(letter) == "Sc" for letter in second):
        return after <= _MOST_WORDS  # "million dollars", "U.S. dollars"
    # Behind "$3" stands nothing but the word that makes it millions.
    digits = re.sub(r"\D", "", numbers[0][0]) or "0"
    return after <= (money.value > float(digits) * _SCALE)


@dataclass(frozen=True, slots=True)
class _Lookup:
    """The rates that fit a report: of its days, and of the countries that it names."""

    rates: Rates
    countries: frozenset[str]
    periods: list[tuple[date, date]]

    def find_meant(self, code: str, words: str) -> list[tuple[str, float]]:
        """Return the currencies that words can mean, each with the margin that its rate has."""
        # "Colombian pesos", "RUB": a capital letter past the first word names the country.
        if code in words or any(w[0][0].isupper() and w.start() for w in _WORD.finditer(words)):
            return [(code, _MARGIN)]
        codes = self.rates.find_namesakes(code, words)
        return [(each, _MARGIN if self._is_near(each, codes) else _FAR_MARGIN) for each in codes]

    def _is_near(self, code: str, codes: tuple[str, ...]) -> bool:
        # The first two letters of a currency's code are its country's.
        return code == codes[0] or not self.countries or code[:2] in self.countries

    def find_known(self, code: str, other: str) -> list[ExchangeRate] | None:
        """Return the rates of all periods, that nearest to the publication first."""
        (begin, end), *told = self.periods
        day = end - _AFTER
        near = self.rates.find_rates(code, other, begin=begin, end=end)
        if not near or day - near[-1].day > _STALE:
            return None
        best = [rate for rate in near if rate.day <= day][-1:] or list(near[:1])
        for first, last in told:
            near += self.rates.find_rates(code, other, begin=first, end=last)
        return [*best, *near]


def _find_expected(
    quantity: Quantity, money: Money, lookup: _Lookup
) -> list[tuple[str, ExchangeRate]]:
    """Return the rate of publication for each currency that a sum can mean, if none fits it."""
    value = _get_value(quantity)
    if quantity.currency is None or value is None or min(value, money.value) < _LEAST:
        return []
    words, _, second = quantity.text.partition("(")
    expected = []
    meant, worth = (
        lookup.find_meant(quantity.currency, words),
        lookup.find_meant(money.currency, second or words),
    )
    for (code, margin), (other, other_margin) in product(meant, worth):
        margin = min(margin, other_margin)
        known = None if code == other else lookup.find_known(code, other)
        if margin > _FAR_MARGIN and known is None:
            return []  # it may be worth just that, for all we know
        if known is not None and _fits(value, money.value, known, margin):
            return []
        if known is not None and margin > _FAR_MARGIN and other == money.currency:
            expected.append((code, known[0]))
    return expected


def _get_value(quantity: Quantity) -> float | None:
    """Return the one figure that a sum is said with, also as a bound ("more than 200,000")."""
    if quantity.value is not None:
        return quantity.value
    bounds = [bound for bound in (quantity.min, quantity.max) if bound is not None]
    return bounds[0] if len(bounds) == 1 else None


def _fits(value: float, worth: float, known: list[ExchangeRate], margin: float) -> bool:
    """Whether a rate lies in what the two figures, each as round as it is said, allow."""
    low, high = _spread(value)
    least, most = _spread(worth)
    return any(
        least / margin <= high * rate.value and low * rate.value <= most * margin for rate in known
    )


def _spread(value: float) -> tuple[float, float]:
    """Return what a figure can have been rounded from: "$3" from 2.50, "about 900" from 855."""
    half = min(max(value * _ROUNDED, 0.5), value / 2)
    return value - half, value + half


def _word(quantity: Quantity, money: Money, expected: list[tuple[str, ExchangeRate]]) -> str:
    value = _get_value(quantity) or 0.0
    _, rate = expected[0]
    code = expected[0][0]
    words = quantity.text.partition("(")[0].strip()
    said = f"{_spell(value)} {code}" if len(expected) == 1 else f"“{words}”"
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
