"""Measures of geoparsing: how far answers lie from where people located a name.

The customary ones (Gritta et al. 2020, "A pragmatic guide to geoparsing evaluation"): the
share of names put within 161 km (100 miles), mean and median error, and the area under the
curve of logarithmic errors, where 0 is best. A name without an answer counts as put half
the Earth away; the same measures over the answered names alone stand beside these. End to
end, F1 of the names found, whatever part of the name was hit, and of those put within 161 km.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.places.corpus import Article, Toponym
from benchmarks.scoring.tally import Count

FAR_KM = 20038.0
"""Half the way around the Earth: the error of a name without an answer."""
NEAR_KM = 161.0
"""A hundred miles."""
_EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where a program puts a stretch of a text: offsets, degrees (WGS 84)."""

    begin: int
    end: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one program made of one article.

    Attributes:
        errors: Kilometers for each located name, ``None`` where it gave no answer.
        given: How many answers it gave, for whatever stretch.
    """

    errors: tuple[float | None, ...]
    given: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Distances:
    """How far off some names are put: shares from 0 to 1, errors in kilometers."""

    names: int
    near: float
    mean: float
    median: float
    auc: float


def compare(article: Article, answers: Sequence[Answer]) -> Outcome:
    """Hold answers against an article: each name gets the answer that overlaps it the most."""
    used: set[int] = set()
    errors: list[float | None] = []
    for toponym in article.toponyms:
        best = _find_best(toponym, answers, used)
        if best is None:
            errors.append(None)
            continue
        used.add(best)
        errors.append(get_distance(toponym, answers[best]))
    return Outcome(errors=tuple(errors), given=len(answers))


def _find_best(toponym: Toponym, answers: Sequence[Answer], used: set[int]) -> int | None:
    best, most = None, 0
    for number, answer in enumerate(answers):
        shared = min(toponym.end, answer.end) - max(toponym.begin, answer.begin)
        if shared > most and number not in used:
            best, most = number, shared
    return best


def get_distance(one: Toponym | Answer, other: Toponym | Answer) -> float:
    """Return kilometers along the globe."""
    a, b = math.radians(one.lat), math.radians(other.lat)
    turn = math.radians(other.lon - one.lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def measure_all(outcomes: Iterable[Outcome]) -> Distances:
    """Measure every name; one without an answer lies half the Earth away."""
    errors = (error for outcome in outcomes for error in outcome.errors)
    return _measure([FAR_KM if error is None else error for error in errors])


def measure_answered(outcomes: Iterable[Outcome]) -> Distances:
    """Measure the names that got an answer."""
    errors = (error for outcome in outcomes for error in outcome.errors)
    return _measure([error for error in errors if error is not None])


def _measure(errors: Sequence[float]) -> Distances:
    if not errors:
        return Distances(names=0, near=0.0, mean=0.0, median=0.0, auc=0.0)
    rising = sorted(errors)
    return Distances(
        names=len(rising),
        near=sum(error <= NEAR_KM for error in rising) / len(rising),
        mean=sum(rising) / len(rising),
        median=rising[len(rising) // 2],
        auc=_get_area([math.log(1 + error) / math.log(1 + FAR_KM) for error in rising]),
    )


def _get_area(heights: Sequence[float]) -> float:
    """Return the area under a curve of evenly spaced points, by trapezoids."""
    if len(heights) == 1:
        return heights[0]
    inner = sum(heights) - (heights[0] + heights[-1]) / 2
    return inner / (len(heights) - 1)


def count_found(outcomes: Sequence[Outcome], *, within: float = math.inf) -> Count:
    """Count the names that an answer overlaps and that it puts within so many kilometers."""
    errors = [error for outcome in outcomes for error in outcome.errors]
    right = sum(error is not None and error <= within for error in errors)
    given = sum(outcome.given for outcome in outcomes)
    return Count(wanted=len(errors), found=right, given=given, right=right)
