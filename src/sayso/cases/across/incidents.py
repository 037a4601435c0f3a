"""Matters that name nobody, joined to the case that tells the same event."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from operator import attrgetter

from sayso.cases.across.days import Interval, measure_gap, measure_width
from sayso.cases.across.initials import fits_initials, is_initial
from sayso.cases.across.matters import Joining, Key, Matter, is_named
from sayso.cases.across.places import Spot, Standing, compare_spots
from sayso.cases.across.tellings import Telling
from sayso.cases.history import DONE
from sayso.packs.pack import Pack
from sayso.records.casefile import Reason
from sayso.records.entity import EntityType
from sayso.records.ruling import Rulings

# What is told without a day is one event where it is told within so many days.
_NEWS = 30
_NIGHT = 1
_MONTH = 31
# Of two rough figures for one group the lesser is at least such a part of the greater.
_ROUGH = 0.5
# A figure up to this is exact: two soldiers are not three. One from the second on tells a group.
_FEW = MANY = 10
_TELLING = 3
# So much better must one named man's case fit than another's.
_CLEARLY = 0.1
# What a report adds that names whom the other is about.
_LISTED = 0.15
# How sure it is that two tell of one thing, done on one day by people of one settlement.
_ONE_DAY = 0.7
# So many of those that meet under one key are compared, before it and after it.
_WINDOW = 25
# A text repeats another whose sentences' keys it shares to this part, in so many days; of so few
# keys nothing is told: courts tell of many men in one sentence that is always the same.
_REPEATS, _WEEK, _FEWEST_KEYS = 0.7, 7, 6
_KEYS = 12
_Block = tuple[str, str, str]
_Where = tuple[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A matter that tells the same event; the score says how sure it is."""

    score: float
    matter: Matter
    words: str
    listed: bool


def join_by_events(
    joining: Joining, matters: Sequence[Matter], pack: Pack, rulings: Rulings
) -> None:
    """Join each matter that names nobody to the one case that tells the same event.

    One event is of one type, of as many people, on days that agree, and at one settlement
    (whatever it is called), in one report, in a report that names who it befell, or of the same
    count in the same news. Where cases of different named people fit as well, it is joined to
    none, unless its report names them all and no step of procedure tells them apart.
    """
    index: defaultdict[_Block, list[Matter]] = defaultdict(list)
    ordered = sorted(matters, key=lambda it: it.key)
    for matter in ordered:
        for block in dict.fromkeys(list_blocks(matter, pack, near=False)):
            index[block].append(matter)
    found: list[tuple[Matter, list[_Found]]] = []
    for matter in ordered:
        if matter.is_anonymous:
            near = {
                it.key: it
                for block in dict.fromkeys(list_blocks(matter, pack, near=True))
                for it in _list_near(index.get(block, ()), matter)
                if it.key != matter.key
            }
            fits = [it for it in (_compare(matter, o, pack, rulings) for o in near.values()) if it]
            found.append((matter, sorted(fits, key=lambda it: (-it.score, it.matter.key))))
    _Joiner(joining, ordered, pack, rulings).join(found)


class _Joiner:
    """Joins what fits best first, and nothing to a case that was elsewhere."""

    def __init__(
        self, joining: Joining, matters: Sequence[Matter], pack: Pack, rulings: Rulings
    ) -> None:
        self._joining = joining
        self._rulings = rulings
        # Where each case was, by the type of what befell its people there.
        self._places: defaultdict[Key, dict[_Where, Spot]] = defaultdict(dict)
        for matter in matters:
            self._places[joining.find(matter)] |= _list_places(matter, pack)
        self._published = {it.at.report: it.published for it in matters}
        self._with_steps = {joining.find(it) for it in matters if _has_steps(it, pack)}

    def join(self, found: Sequence[tuple[Matter, list[_Found]]]) -> None:
        pairs = [
            (-it.score, matter.key, it.matter.key, matter, it)
            for matter, fits in found
            for it in self._leave_doubtful(fits)
        ]
        for _, _, _, matter, it in sorted(pairs, key=lambda pair: pair[:3]):
            one, other = self._joining.find(matter), self._joining.find(it.matter)
            if one == other or self._are_elsewhere(one, other, named=it.listed):
                continue
            reason = Reason(kind="event", weight=it.score, words=it.words)
            if self._joining.join(it.matter, matter, reason):
                places = self._places.pop(one) | self._places.pop(other)
                self._places[self._joining.find(matter)] = places

    def _leave_doubtful(self, fits: list[_Found]) -> list[_Found]:
        """Return what is left where cases of different named people fit as well."""
        named: defaultdict[Key, list[_Found]] = defaultdict(list)
        for it in fits:
            if not it.matter.is_anonymous:
                named[self._joining.find(it.matter)].append(it)
        shared = all(
            any(it.listed for it in group) and key not in self._with_steps
            for key, group in named.items()
        )
        best = {key: max(it.score for it in group) for key, group in named.items()}
        top = max(best.values(), default=0.0)
        likely = [key for key, score in best.items() if score > top - _CLEARLY]
        taken = set(named) if shared else set(likely if len(likely) == 1 else ())
        return [
            it for it in fits if it.matter.is_anonymous or self._joining.find(it.matter) in taken
        ]

    def _are_elsewhere(self, one: Key, other: Key, *, named: bool) -> bool:
        """Tell whether two cases tell the same of two places.

        Where a report of the one names whom the other is about, who was held in two places was
        held in the one of which both tell, and months later he may be anywhere.
        """
        found: defaultdict[str, set[Standing]] = defaultdict(set)
        for (kind, _), spot in self._places[one].items():
            for (name, _), there in self._places[other].items():
                apart = named and self._is_later(spot, there)
                if kind == name and not apart:
                    found[kind].add(compare_spots(spot, there, self._rulings))
        return any(
            Standing.OTHER in it and not (named and Standing.SAME in it) for it in found.values()
        )

    def _is_later(self, one: Spot, other: Spot) -> bool:
        first, second = (self._published.get(it.at.report) for it in (one, other))
        return (_days_between(first, second) or 0) > _NEWS


def _list_places(matter: Matter, pack: Pack) -> dict[_Where, Spot]:
    return {
        (it.type, it.spot.key): it.spot
        for it in _list_told(matter, pack)
        if it.spot is not None and it.spot.settled
    }


def _has_steps(matter: Matter, pack: Pack) -> bool:
    return any(pack.types[it.type].step for it in matter.tellings if it.type in pack.types)


# ------------------------------------------------------------ which matters may meet
def _list_near(block: Sequence[Matter], matter: Matter) -> Sequence[Matter]:
    """Return those of many that were published next to one: one leads to the next."""
    at = bisect_left(block, matter.key, key=attrgetter("key"))
    return block[max(0, at - _WINDOW) : at + _WINDOW]


def list_blocks(matter: Matter, pack: Pack, *, near: bool) -> Iterator[_Block]:
    """Yield the keys under which matters that tell one event meet.

    Args:
        matter: The matter.
        pack: Its field.
        near: Whether those of the months before and after are wanted, too.
    """
    for telling in _list_told(matter, pack):
        yield "report", telling.type, telling.at.report
        for month in _list_months(telling, near=near):
            spot = telling.spot
            if spot is not None and spot.settled:
                for place in spot.codes | spot.maybe | spot.names:
                    yield telling.type, place, month
            if matter.count is not None and matter.count >= _TELLING:
                yield "count", f"{matter.count}", month
            if telling.days is not None and _is_sharp(telling.days):
                yield telling.type, telling.days[0], month
    for telling in _list_pursued(matter, pack):
        for month in _list_months(telling, near=near):
            yield telling.type, str(telling.days and telling.days[0]), month
    for name in matter.company if near else (it.id for it in matter.people if is_named(it)):
        yield "names", name, ""
    # Of sentences that two reports share the least keys are shared as well, and of two that are
    # alike some stand side by side in both: one sentence that many share ties nothing.
    least = sorted(matter.words)[: _KEYS + 1]
    for span in _list_spans(matter, near=near):
        for key, beside in pairwise(least):
            yield "words", f"{key}{beside}", span


def _list_spans(matter: Matter, *, near: bool) -> Iterator[str]:
    """Yield the stretch of days in which a report came out, or it and those around it."""
    if matter.published is not None:
        span = date.fromisoformat(matter.published[:10]).toordinal() // (_WEEK + 1)
        yield from (f"{span + step}" for step in ((-1, 0, 1) if near else (0,)))


def _list_months(telling: Telling, *, near: bool) -> Iterator[str]:
    day = telling.published if telling.days is None else telling.days[0]
    if day is None:
        return
    year, month = int(day[:4]), int(day[5:7])
    for step in (-1, 0, 1) if near else (0,):
        number = 12 * year + month - 1 + step
        yield f"{number // 12}-{number % 12 + 1}"


def _list_told(matter: Matter, pack: Pack) -> Iterator[Telling]:
    """Yield the events by which a matter that names nobody can be known."""
    for it in matter.tellings:
        kind = pack.types.get(it.type)
        if kind is not None and (kind.incident or kind.step) and it.status in DONE:
            yield it


def _list_pursued(matter: Matter, pack: Pack) -> Iterator[Telling]:
    """Yield what is no incident of itself, but was done once, on a day that is told: a refusal."""
    for it in matter.tellings:
        kind = pack.types.get(it.type)
        once = kind is not None and kind.pursued and not kind.repeats and it.status in DONE
        if once and it.days is not None and not it.borrowed and _is_sharp(it.days):
            yield it


# ------------------------------------------------------------ whether they tell one event
def _compare(one: Matter, other: Matter, pack: Pack, rulings: Rulings) -> _Found | None:
    """Return how sure it is that two matters tell one event; ``one`` names nobody."""
    if not _may_be_one_group(one, other) or not _may_be_meant(one, other):
        return None
    listed = any(
        is_named(it) and any(at.report == one.at.report for at in it.members) for it in other.people
    )
    meeting = _Meeting(one=one, other=other, listed=listed)
    best: _Found | None = None
    for first in _list_told(one, pack):
        for second in _list_told(other, pack):
            standing = compare_spots(first.spot, second.spot, rulings)
            found = meeting.judge(first, second, standing)
            if found is not None and (best is None or found[0] > best.score):
                best = _Found(score=found[0], matter=other, words=found[1], listed=listed)
    if best is None and (words := _find_one_day(one, other, pack)) is not None:
        best = _Found(score=_ONE_DAY, matter=other, words=words, listed=listed)
    if best is not None and listed:
        best = replace(best, score=min(1.0, best.score + _LISTED))
    return best


def _find_one_day(one: Matter, other: Matter, pack: Pack) -> str | None:
    """Return what two matters in the same news tell of one day, where both name one settlement."""
    apart = _days_between(one.published, other.published)
    if apart is None or apart > _NEWS or not one.settings & other.settings:
        return None
    done = {(it.type, it.days) for it in _list_pursued(other, pack)}
    for it in _list_pursued(one, pack):
        if it.days is not None and (it.type, it.days) in done:
            what = it.type.replace("_", " ")
            return f"both tell of one {what} on {it.days[0]}, and name one settlement"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meeting:
    one: Matter
    other: Matter
    listed: bool

    def judge(
        self, first: Telling, second: Telling, standing: Standing
    ) -> tuple[float, str] | None:
        """Return how sure it is that two events are one, and why; ``None`` where they are not."""
        days, others = first.days, second.days
        same = first.type == second.type
        apart_in_time = same and days and others and measure_gap(days, others) > _NIGHT
        if standing is Standing.OTHER or apart_in_time:
            return None
        if days and others and max(measure_width(days), measure_width(others)) > _MONTH:
            return None
        apart = _days_between(self.one.published, self.other.published)
        count = self.one.count
        alike = count == self.other.count and count is not None and count >= _TELLING
        news = apart is not None and apart <= _NEWS
        what = first.type.replace("_", " ")
        sharp = bool(days and others and _is_sharp(days) and measure_gap(days, others) == 0)
        sharp = sharp and bool(others and _is_sharp(others))
        if not same:
            if self.listed and news and (sharp or standing is Standing.SAME):
                return 0.6, "the report names whom the other is about, at one place or day"
            near = standing in (Standing.SAME, Standing.AROUND)
            if alike and news and (near or self.one.company & self.other.company):
                return 0.6, f"both tell of {count} people in the same news"
            return None
        if apart is not None and apart <= _WEEK and self._repeat():
            return 0.95, "one report repeats the other"
        if standing is Standing.SAME and ((days and others) or news):
            place = first.spot.name if first.spot is not None else ""
            return (1.0 if days and others else 0.8), f"both tell of one {what} at {place}"
        same_report = self.one.at.report == self.other.at.report
        if sharp and days and (same_report or self.listed or alike):
            return 0.9, f"both tell of one {what} on {days[0]}"
        if alike and news:
            return 0.7, f"both tell of one {what} of {count} people"
        if self._is_figure(first, standing):
            return None
        if same_report and not self._are_two_persons():
            return 0.7, f"one report tells of one {what}"
        if self.listed and (news or (apart is not None and apart <= 3 * _NEWS)):
            return 0.6, f"the report of one {what} names whom the other is about"
        return None

    def _is_figure(self, told: Telling, standing: Standing) -> bool:
        """Tell whether others are but told of beside one by name: no day, no place of theirs."""
        groups = all(it.type is EntityType.GROUP for it in self.one.people)
        (person, *more) = self.other.people or (None,)
        alone = person is not None and not more and is_named(person)
        return groups and alone and told.days is None and standing is Standing.UNKNOWN

    def _repeat(self) -> bool:
        """Tell whether one of two media repeats the other, figures and all.

        Courts tell of many men in one sentence that is always the same: who publishes both, or
        gives another age or term, tells of another man.
        """
        one, other = self.one, self.other
        few = min(len(one.words), len(other.words))
        differ = one.figures - other.figures and other.figures - one.figures
        alone = one.publisher is not None and one.publisher == other.publisher
        alike = len(one.words & other.words) >= _REPEATS * few
        return few >= _FEWEST_KEYS and alike and not alone and not differ

    def _are_two_persons(self) -> bool:
        people = (*self.one.people, *self.other.people)
        return all(it.type is EntityType.PERSON for it in people)


def _may_be_meant(one: Matter, other: Matter) -> bool:
    """Tell whether nobody of one is known by initials that no name of the other has."""
    names = [spelling for it in other.people if is_named(it) for spelling in it.spellings]
    return not names or all(
        fits_initials(it.name, names) for it in one.people if is_initial(it.name)
    )


def _may_be_one_group(one: Matter, other: Matter) -> bool:
    """Tell whether people of whom some have no name can be the same, or one of them."""
    if one.count is None or other.count is None:
        return True
    low, high = sorted((one.count, other.count))
    if low == 1 and high > _FEW and one.at.report == other.at.report:
        # "At least 34 of them are behind bars": how many others there are.
        return False
    if not all(any(it.type is EntityType.GROUP for it in m.people) for m in (one, other)):
        # A man of a group, whether he has a name or not; and one man is another.
        return True
    return low == high or (high > _FEW and low >= _ROUGH * high)


def _is_sharp(days: Interval) -> bool:
    return measure_width(days) <= _NIGHT


def _days_between(one: str | None, other: str | None) -> int | None:
    if one is None or other is None:
        return None
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return None
