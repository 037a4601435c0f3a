"""Spans of time as quantities: "held for at least ten days"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.lang.language import Language
from sayso.read.numbers import parse_number
from sayso.records.selector import Span
from sayso.records.value import Quantity, TimeExpression, TimeType, Unit

# TIMEX3 durations in one unit, or from so many to so many of it.
_LENGTH = r"P(?:T(?=[\d.]+H))?([\d.]+)([YMDH])"
_VALUE = re.compile(rf"{_LENGTH}(?:/{_LENGTH})?")
_UNITS = {"Y": Unit.YEAR, "M": Unit.MONTH, "D": Unit.DAY, "H": Unit.HOUR}
_AT_LEAST, _AT_MOST, _ABOUT = (
    frozenset({"MORE_THAN", "EQUAL_OR_MORE"}),
    frozenset({"LESS_THAN", "EQUAL_OR_LESS"}),
    frozenset({"APPROX"}),
)
_NEXT_WORD = re.compile(r"\W?(\w*)")


def add_durations(
    quantities: tuple[Quantity, ...],
    times: tuple[TimeExpression, ...],
    terms: Iterable[Span],
    *,
    text: str,
    language: Language,
) -> tuple[Quantity, ...]:
    """Return the quantities of a report with its spans of time among them, numbered anew.

    Ages stand with their entities and terms of punishment with the penalties: neither is a
    quantity. Spans in units that quantities have none of (weeks, minutes) stay with the times.

    Args:
        quantities: The counts and sums.
        times: The report's times.
        terms: Where penalties stand.
        text: The report's.
        language: Its language.
    """
    others = [*(q.span for q in quantities), *terms]
    found = [
        *quantities,
        *(
            duration
            for duration in _read_durations(times, text, language)
            if not any(
                span.begin < duration.span.end and duration.span.begin < span.end for span in others
            )
        ),
    ]
    found.sort(key=lambda quantity: quantity.span)
    return tuple(
        replace(quantity, id=f"q{number}") for number, quantity in enumerate(found, start=1)
    )


def _read_durations(
    times: Iterable[TimeExpression], text: str, language: Language
) -> Iterator[Quantity]:
    ages = language.words("numbers", "age_tail")
    for time in times:
        length = _VALUE.fullmatch(time.value) if time.type is TimeType.DURATION else None
        following = _NEXT_WORD.match(text, time.span.end)
        said = time.text.lower().replace("-", " ").split()
        if length is None or (following is not None and following[1].lower() in ages):
            continue
        low, unit, high, _ = length.groups()
        # "A decade" is no number of years that the report gave.
        if said[-1] in ages or not _says(time.text, float(low), language):
            continue
        yield _bound(
            Quantity(id="q", span=time.span, text=time.text, unit=_UNITS[unit]),
            float(low),
            None if high is None else float(high),
            time.mod,
        )


def _says(text: str, number: float, language: Language) -> bool:
    said = parse_number(text, language)
    if said is None:
        return number == 1
    # "Five to ten years" holds two numbers, which do not add up to the first.
    return said >= number


def _bound(quantity: Quantity, low: float, high: float | None, mod: str | None) -> Quantity:
    if high is not None:
        return replace(quantity, min=low, max=high, approx=mod in _ABOUT)
    if mod in _AT_LEAST:
        return replace(quantity, min=low)
    if mod in _AT_MOST:
        return replace(quantity, max=low)
    return replace(quantity, value=low, approx=mod in _ABOUT)
