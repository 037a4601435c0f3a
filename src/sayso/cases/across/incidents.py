"""Matters that name nobody, joined to the case that tells the same event."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.cases.across.days import measure_gap, measure_width
from sayso.cases.across.matters import Joining, Matter
from sayso.cases.across.places import Standing, compare_spots
from sayso.cases.across.tellings import Telling
from sayso.packs.pack import Pack
from sayso.records.casefile import Identity, Reason, Rulings
from sayso.records.entity import EntityType
from sayso.records.event import EventStatus

_DONE = (EventStatus.HAPPENED, EventStatus.ALLEGED)
# What is told without a day is one event where it is told within so many days.
_NEWS = 30
_NIGHT = 1
# Of two rough figures for one group the lesser is at least such a part of the greater.
_ROUGH = 0.5
# A figure up to this is exact: two soldiers are not three.
_FEW = 10
_MONTH = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """How well the events of two matters answer one another; more is better."""

    score: float
    matter: Matter
    words: str


def join_by_events(
    joining: Joining, matters: Sequence[Matter], pack: Pack, rulings: Rulings
) -> None:
    """Join each matter that names nobody to the one case that tells the same event.

    One event is of one type, at one settlement (of any name), on days that agree, of as many
    people. Where two cases of different named people fit as well, it is joined to none.
    """
    index: defaultdict[tuple[str, str], list[Matter]] = defaultdict(list)
    ordered = sorted(matters, key=lambda it: it.key)
    for matter in ordered:
        for key in _list_keys(matter, pack):
            index[key].append(matter)
    for matter in ordered:
        if matter.is_anonymous:
            _join_anonymous(joining, matter, index, pack, rulings)


def _join_anonymous(
    joining: Joining,
    matter: Matter,
    index: Mapping[tuple[str, str], Sequence[Matter]],
    pack: Pack,
    rulings: Rulings,
) -> None:
    near = {
        it.key: it
        for key in _list_keys(matter, pack)
        for it in index[key]
        if it.at.report != matter.at.report and _is_near(it, matter)
    }
    found = [
        it for other in near.values() if (it := _compare(matter, other, pack, rulings)) is not None
    ]
    found.sort(key=lambda it: (-it.score, it.matter.key))
    named = {joining.find(it.matter) for it in found if not it.matter.is_anonymous}
    for it in found:
        if not it.matter.is_anonymous and len(named) > 1:
            continue
        reason = Reason(kind="event", weight=it.score, words=it.words)
        joining.join(it.matter, matter, reason)


def _list_keys(matter: Matter, pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the keys under which matters that tell one event meet: its type and its place."""
    seen = set()
    for telling in _list_telling(matter, pack):
        spot = telling.spot
        if spot is None or not spot.settled:
            continue
        for place in sorted(spot.codes | spot.maybe | spot.names):
            if (telling.type, place) not in seen:
                seen.add((telling.type, place))
                yield telling.type, place


def _list_telling(matter: Matter, pack: Pack) -> Iterator[Telling]:
    """Yield the events by which a matter that names nobody can be known."""
    for it in matter.tellings:
        kind = pack.types.get(it.type)
        if kind is not None and (kind.incident or kind.step) and it.status in _DONE:
            yield it


def _is_near(one: Matter, other: Matter) -> bool:
    """Tell whether two reports may bring one piece of news, or tell of days at all."""
    if one.published is None or other.published is None:
        return True
    return _days_between(one.published, other.published) <= _NEWS * 12


def _compare(one: Matter, other: Matter, pack: Pack, rulings: Rulings) -> _Found | None:
    if not _may_be_one_group(one.people, other.people):
        return None
    best: _Found | None = None
    for first in _list_telling(one, pack):
        for second in _list_telling(other, pack):
            if first.type != second.type:
                continue
            score = _score(first, second, rulings)
            if score is not None and (best is None or score > best.score):
                place = first.spot.name if first.spot is not None else ""
                words = f"both tell of one {first.type.replace('_', ' ')} at {place}"
                best = _Found(score=score, matter=other, words=words)
    return best


def _score(one: Telling, other: Telling, rulings: Rulings) -> float | None:
    if compare_spots(one.spot, other.spot, rulings) is not Standing.SAME:
        return None
    if one.days is not None and other.days is not None:
        if measure_gap(one.days, other.days) > _NIGHT:
            return None
        wide = max(measure_width(one.days), measure_width(other.days))
        return 1.0 if wide <= _MONTH else None
    if one.published is None or other.published is None:
        return None
    return 0.8 if _days_between(one.published, other.published) <= _NEWS else None


def _may_be_one_group(one: Sequence[Identity], other: Sequence[Identity]) -> bool:
    """Tell whether people of whom some have no name can be the same, or one of them."""
    first, second = _count(one), _count(other)
    if first is None or second is None:
        return True
    low, high = sorted((first, second))
    groups = [any(it.type is EntityType.GROUP for it in people) for people in (one, other)]
    if not all(groups):
        # A man of a group, whether he has a name or not.
        return True
    return low == high or (high > _FEW and low >= _ROUGH * high)


def _count(people: Sequence[Identity]) -> int | None:
    counts = [1 if it.type is EntityType.PERSON else it.count for it in people]
    return None if None in counts else sum(it for it in counts if it is not None)


def _days_between(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
