"""Times, places and quantities."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from benchmarks.scoring.given import Given, GivenPassage, GivenQuantity, GivenTime
from benchmarks.scoring.gold import Gold, GoldPassage, GoldPlace, GoldQuantity, GoldTime
from benchmarks.scoring.matching import EntityMatch, pair_passages
from benchmarks.scoring.tally import Section, Tally
from benchmarks.scoring.text import NO_WORDS, fold

_SPANS_OF_TIME = frozenset(["year", "month", "day", "hour"])


class TimeMatch:
    """Which time of the reading is which of the gold's."""

    def __init__(self, gold: Gold, given: Given) -> None:
        self.pairs = pair_passages([time.words for time in given.times], gold.times)
        """The number of the gold's time by that of the reading's."""
        self._ids = {given.times[i].id: gold.times[j].id for i, j in self.pairs.items()}
        self._days = {time.id: time.days for time in given.times}
        self._accepted = {time.id: time.days for time in gold.times}

    def is_any(self, time: str | None, wanted: Sequence[str]) -> bool:
        """Tell whether a time of the reading (id) is one of the gold's, or on the same days."""
        if time is None:
            return False
        if self._ids.get(time) in wanted:
            return True
        days = self._days.get(time)
        if days is None or days[0] is None:
            return False
        return any(days in self._accepted.get(id_, ()) for id_ in wanted)


_Given = TypeVar("_Given", bound=GivenPassage)
_Wanted = TypeVar("_Wanted", bound=GoldPassage)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule(Generic[_Given, _Wanted]):
    """How one section is counted.

    Attributes:
        section: Which.
        find_faults: What is wrong with an entry that stands for one of the gold's.
        is_ignored: Whether an entry may stand for none.
    """

    section: Section
    find_faults: Callable[[_Given, _Wanted], Iterator[str]]
    is_ignored: Callable[[_Given], bool]

    def count(
        self,
        given: Sequence[_Given],
        wanted: Sequence[_Wanted],
        pairs: Mapping[int, int],
        tally: Tally,
    ) -> None:
        right: set[int] = set()
        for number, entry in enumerate(given):
            paired = pairs.get(number)
            if paired is None:
                if not self.is_ignored(entry):
                    tally.give(self.section, False, f"{entry} is not in the gold")
            elif not wanted[paired].optional:
                faults = list(self.find_faults(entry, wanted[paired]))
                tally.give(self.section, not faults, f"{wanted[paired]}: {'; '.join(faults)}")
                if not faults:
                    right.add(paired)
        for number, asked in enumerate(wanted):
            if not asked.optional:
                tally.want(self.section, number in right, str(asked))


def score_times(gold: Gold, given: Given, match: TimeMatch, tally: Tally) -> None:
    """Count times; vague ones and durations that the gold does not list are left out."""
    rule: _Rule[GivenTime, GoldTime] = _Rule(
        section=Section.TIMES,
        find_faults=_find_time_faults,
        is_ignored=lambda time: time.days == (None, None),
    )
    rule.count(given.times, gold.times, match.pairs, tally)


def score_quantities(gold: Gold, given: Given, tally: Tally) -> None:
    """Count quantities; a span of time that the gold does not list is left out."""
    when = NO_WORDS.union(*(at for time in gold.times for at in time.at))
    rule: _Rule[GivenQuantity, GoldQuantity] = _Rule(
        section=Section.QUANTITIES,
        find_faults=_find_quantity_faults,
        is_ignored=lambda it: it.unit in _SPANS_OF_TIME or not when.isdisjoint(it.words),
    )
    pairs = pair_passages([quantity.words for quantity in given.quantities], gold.quantities)
    rule.count(given.quantities, gold.quantities, pairs, tally)


def score_containment(gold: Gold, given: Given, match: EntityMatch, tally: Tally) -> None:
    """Count which place lies in which, as far as the report itself says so."""
    wanted = {place.entity: place for place in gold.places}
    found: set[str] = set()
    for place in given.places:
        if place.within is None:
            continue
        inner, outer = match.find(place.entity), match.find(place.within)
        rule = None if inner is None else wanted.get(inner)
        if inner is not None and outer is not None and rule is not None and outer in rule.within:
            if inner not in found:
                tally.give(Section.CONTAINMENT, True)
            found.add(inner)
        elif not _is_tolerated(inner, outer, gold, rule):
            about = f"{inner or place.entity} within {outer or place.within}"
            tally.give(Section.CONTAINMENT, False, about)
    for name, asked in wanted.items():
        if asked.within:
            about = f"{name} within {'/'.join(asked.within)}"
            tally.want(Section.CONTAINMENT, name in found, about)


def score_countries(gold: Gold, given: Given, match: EntityMatch, tally: Tally) -> None:
    """Count the countries of the places for which the gold names one."""
    found: set[str] = set()
    for place in given.places:
        if place.country is None:
            continue
        name = match.find(place.entity)
        if name is None:
            tally.give(Section.COUNTRY, False, f"{place.entity} is no place of the gold")
        elif gold.is_demanded(name) and gold.entities[name].country is not None:
            right = place.country == gold.entities[name].country
            tally.give(Section.COUNTRY, right, f"{name}: {place.country}")
            if right:
                found.add(name)
    for name, entity in gold.entities.items():
        if entity.country is not None and not entity.optional:
            tally.want(Section.COUNTRY, name in found, name)


def _is_tolerated(inner: str | None, outer: str | None, gold: Gold, rule: GoldPlace | None) -> bool:
    if outer is None:
        return False
    if not gold.is_demanded(outer) or (inner is not None and not gold.is_demanded(inner)):
        return True
    return rule is not None and outer in rule.within_may


def _find_time_faults(given: GivenTime, wanted: GoldTime) -> Iterator[str]:
    if wanted.types and given.type not in wanted.types:
        yield f"type {given.type}"
    if wanted.days and given.days not in wanted.days:
        yield f"{given.days}, not {wanted.days[0]}"
    if wanted.values and given.value not in wanted.values:
        yield f"value {given.value}"


def _find_quantity_faults(given: GivenQuantity, wanted: GoldQuantity) -> Iterator[str]:
    if not _is_amount(given, wanted):
        yield f"value {given.value} min {given.min} max {given.max}"
    if wanted.approx and not given.approx:
        yield "approx not set"
    if given.approx and not wanted.approx and wanted.value is not None:
        yield "approx set"
    if wanted.unit is not None and given.unit != wanted.unit:
        yield f"unit {given.unit}"
    if wanted.currency is not None and given.currency != wanted.currency:
        yield f"currency {given.currency}"
    if wanted.of is not None and fold(wanted.of) not in fold(given.of or ""):
        yield f"of {given.of!r}"
    if wanted.equivalent is not None and given.equivalent != wanted.equivalent:
        yield f"equivalent {given.equivalent}"


def _is_amount(given: GivenQuantity, wanted: GoldQuantity) -> bool:
    """Tell whether the figures are right; one figure may be given as equal bounds."""
    bounds = (given.min, given.max)
    if wanted.value is not None:
        if given.value is None:
            return bounds == (wanted.value, wanted.value)
        exact = all(bound is None or bound == wanted.value for bound in bounds)
        return given.value == wanted.value and (exact or wanted.approx)
    if wanted.min is not None and wanted.max is not None:
        return bounds == (wanted.min, wanted.max)
    if wanted.min is not None:
        return bounds == (wanted.min, None) and given.value in (None, wanted.min)
    if wanted.max is not None:
        low = given.min in (None, 0, 1) and given.value in (None, wanted.max)
        return given.max == wanted.max and low
    return True
