"""How long a term is: its bounds in one unit, from its words."""

from collections.abc import Mapping
from functools import cache
from re import Match
from typing import NamedTuple

from sayso.lang.language import Language
from sayso.lang.templates import compile_templates
from sayso.read.numbers import parse_number

# Units of a term as TIMEX3 writes them in the lexicon, and ours.
_UNITS = {"Y": "year", "MO": "month", "W": "day", "2W": "day", "D": "day", "H": "hour"}
_UNITS |= {"10Y": "year"}
_IN_MONTHS = {"Y": 12, "MO": 1}
_IN_DAYS = {"Y": 365, "MO": 30, "W": 7, "2W": 14, "D": 1}
_FACTORS = {"W": 7, "2W": 14, "10Y": 10}


class Term(NamedTuple):
    """A term's bounds and what they count; a bound is ``None`` where the words set none."""

    min: float | None
    max: float | None
    unit: str


def read_term(words: str, language: Language) -> Term | None:
    """Return the term that words state, ``None`` where they state none that is counted."""
    match = _whole(words, language)
    if match is None:
        return None
    slots = match.groupdict()
    unit = str(language.values("times", "unit")[slots["unit"].lower()])
    if unit not in _UNITS:
        return None
    factor = _FACTORS.get(unit, 1)
    number = slots.get("number")
    value = _read_number(number, language) if number else _article_value(words, language)
    low = high = None if value is None else value * factor
    second = slots.get("number2")
    if second is not None:
        other = _read_number(second, language)
        if slots.get("unit2") is None or slots["unit2"] == slots["unit"]:
            high = None if other is None else other * factor
        elif value is not None and other is not None:
            return _in_two_units(slots, (value, other), language)
    elif slots.get("unit2") is not None and value is not None:
        # "15 years and a day", "a year and a day".
        return _in_two_units(slots, (value, 1.0), language)
    if low is not None and high is not None and low > high:
        # "Reduced from five to three years": what it was reduced to.
        low = high
    if slots.get("to_life") is not None:
        return Term(low, None, _UNITS[unit])
    return _bound(Term(low, high, _UNITS[unit]), slots.get("bound"), language)


def _bound(term: Term, words: str | None, language: Language) -> Term:
    """Return a term without the bound that "up to" or "at least" leaves open."""
    said = " ".join((words or "").lower().split())
    numbers = language.words("numbers", "at_most") | language.words("numbers", "less_than")
    if said in numbers | language.words("law", "upper_bound"):
        return term._replace(min=None)
    numbers = language.words("numbers", "at_least") | language.words("numbers", "more_than")
    if said in numbers | language.words("law", "lower_bound"):
        return term._replace(max=None)
    return term


def _in_two_units(
    slots: Mapping[str, str | None], values: tuple[float, float], language: Language
) -> Term | None:
    """Return "three years and six months", or "six months to two years", in months or days."""
    names = language.values("times", "unit")
    last, more = slots.get("unit3"), slots.get("number3")
    third = None if more is None else _read_number(more, language)
    used = [slots["unit"], slots["unit2"], *([] if last is None else [last])]
    units = [str(names[(words or "").lower()]) for words in used]
    if not set(units) <= set(_IN_DAYS):
        return None
    months = set(units) <= set(_IN_MONTHS)
    table = _IN_MONTHS if months else _IN_DAYS
    first, second = (value * table[unit] for value, unit in zip(values, units[:2], strict=True))
    if last is not None:
        # "Six years to four years and three months".
        second += (third or 0) * table[units[2]]
    unit = "month" if months else "day"
    if slots.get("term_to") is not None or slots.get("range_lead") is not None:
        return _bound(Term(first, second, unit), None, language)
    return _bound(Term(first + second, first + second, unit), slots.get("bound"), language)


@cache
def _whole(words: str, language: Language) -> Match[str] | None:
    for name in ("term", "hyphen_term"):
        for pattern in compile_templates(language, "law", name):
            match = pattern.fullmatch(words)
            if match is not None:
                return match
    return None


def _read_number(words: str, language: Language) -> float | None:
    """Return a number, "6 1/2" and "6½" too."""
    for mark, value in language.values("law", "half_figure").items():
        if words.endswith(mark):
            whole = parse_number(words.removesuffix(mark), language)
            return float(value) if whole is None else whole + float(value)
    return parse_number(words, language)


def _article_value(words: str, language: Language) -> float:
    said = set(words.lower().split())
    halves = said & language.words("numbers", "half")
    if not halves:
        return 1.0
    return 1.5 if said & language.words("times", "and_word") else 0.5
