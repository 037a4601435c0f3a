"""Counts of units within times: figures and words, in any case."""

import re
from functools import cache

from sayso.lang.language import Language
from sayso.read.times_scene import Slots
from sayso.read.times_spans import make_duration

_FIGURES = re.compile(r"\d+(?:[ \u00a0\u2009\u202f]\d{3})*(?:[.,]\d+)?")
_MOST = 9  # figures of a count: more are no number of days
_HALF = 0.5
# What a part of a unit is told in.
_PARTS = {"H": (60, "M"), "M": (60, "S"), "Y": (12, "MO"), "D": (24, "H")}


def find_count(slots: Slots, slot: str = "count") -> float | None:
    """Return the number in a slot, ``None`` where it is not filled or no count."""
    words = slots.get(slot)
    return None if words is None else parse_count(words, slots.language)


def parse_count(words: str, language: Language) -> float | None:
    """Return what figures or words count: "2,5", "двадцать пять", "полтора", "два с половиной"."""
    half = sum(words.endswith(end) for end in language.words("times", "and_half"))
    figures = _FIGURES.match(words)
    if figures is not None:
        digits = re.sub(r"\s", "", figures[0]).replace(",", ".")
        return float(digits) + half * _HALF if len(digits) <= _MOST else None
    known = _words(language)
    found = [known[word] for word in re.split(r"[\s-]+", words) if word in known]
    return sum(found) + half * _HALF if found else None


@cache
def _words(language: Language) -> dict[str, float]:
    names = ("cardinal", "collective", "one", "half")
    return {w: float(n) for name in names for w, n in language.values("numbers", name).items()}


def find_several(slots: Slots) -> tuple[int, int] | None:
    """Return how many units a vague count stands for at least and at most, if that is known."""
    low, _, high = slots.string("several").partition("-")
    return (int(low), int(high)) if high else None


def lasting(count: float, unit: str) -> str:
    """Return the value of so many units; a part of one is told in whole smaller units."""
    whole, part = int(count), count - int(count)
    factor, smaller = _PARTS.get(unit, (0, unit))
    if not part or not (part * factor).is_integer() or factor == 0:
        return make_duration(count, unit)
    value = make_duration(part * factor, smaller)
    return add_durations(make_duration(whole, unit), value) if whole else value


def add_durations(first: str, second: str) -> str:
    """Return two durations as one: "P2Y" and "P5M" are "P2Y5M", "P1D" and "PT12H" "P1DT12H"."""
    rest = second.removeprefix("P")
    return first + (rest.removeprefix("T") if "T" in first else rest)
