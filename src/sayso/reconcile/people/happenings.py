"""Whether what befell two people can be one course of events."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from sayso.reconcile.people.surroundings import get_own_keys
from sayso.reconcile.people.weights import Weights
from sayso.reconcile.people.words import get_step_numbers, list_repeated
from sayso.records.casefile import Deed, Profile, Reason
from sayso.records.event import EventStatus, ParticipantRole

_TAKES_PART = (ParticipantRole.SUBJECT, ParticipantRole.ACTOR)
_UNREAL = (EventStatus.CONDITIONAL, EventStatus.EXPECTED, EventStatus.INTENDED)
# Days: an exact date, a month; how far dates of one event lie apart by mistake; beyond which
# gap two events are two; how fresh news is; how long a matter runs.
_EXACT, _MONTH = 7, 31
_SLIP, _NEAR, _FAR = 3, 14, 60
_FRESH, _RECENT = 7, 45
_LONG = 3 * 365
_FIRST_STEP = "detention"
_WIDE = ("admin1:", "country:")
_MOST = 3


class Meeting(NamedTuple):
    """How two tellings of one type of event stand in time.

    ``dated``: whether both give their day.
    """

    weight: float
    type: str
    dated: bool
    words: str
    one: Deed
    other: Deed


def weigh_deeds(one: Profile, other: Profile, weights: Weights) -> Iterator[Reason]:
    """Yield what speaks for and against two people in what befell them and what they did."""
    met = _list_meetings(one, other, weights)
    good = sorted((it for it in met if it.weight > 0), key=lambda it: (-it.weight, it.type))
    bad = [it for it in met if it.weight < 0]
    for number, it in enumerate(good[:_MOST]):
        weight = it.weight if number == 0 else min(it.weight, weights.event_more)
        yield Reason(kind="event", weight=weight, words=it.words)
    if (elsewhere := find_elsewhere(one, other, weights)) is not None:
        yield elsewhere
    if not any(it.dated for it in good) and (day := _find_day(one, other)) is not None:
        places = [_list_places(it, day) for it in (one, other)]
        # Nobody is in two regions on one day, as a rule.
        apart = _is_elsewhere(*places)
        words = f"something befell both on {day}" + (" in different regions" if apart else "")
        weight = weights.event_elsewhere if apart else weights.same_day
        yield Reason(kind="elsewhere" if apart else "event", weight=weight, words=words)
    if bad:
        worst = min(bad, key=lambda it: (it.weight, it.type))
        # Reports err in days: where another day agrees, it is rather a slip.
        sure = any(it.weight >= weights.event_day for it in good)
        weight = worst.weight / 2 if sure else worst.weight
        yield Reason(kind="event", weight=weight, words=worst.words)
    if one.matters and other.matters and not any(it.weight <= weights.event_far for it in bad):
        # Of who has no name, that it goes on tells nothing: it does with everybody.
        named = not one.anonymous and not other.anonymous and one.type == "person"
        follows = named and elsewhere is None
        yield from (it for it in _weigh_order(one, other, weights) if follows or it.weight < 0)


def find_elsewhere(one: Profile, other: Profile, weights: Weights) -> Reason | None:
    """Return what speaks against two whom one kind of event befell in different places.

    It does of days that agree, and of what happens once.
    """
    for it in sorted(_list_meetings(one, other, weights), key=lambda it: it.type):
        regions = it.weight > 0 and it.dated
        towns = it.weight >= 0 and it.type not in list_repeated()
        if regions and _is_elsewhere(it.one.places, it.other.places):
            words = f"{it.type} in different regions"
        elif towns and _is_in_other_town(it.one.places, it.other.places):
            words = f"{it.type} in different places"
        else:
            continue
        return Reason(kind="elsewhere", weight=weights.event_elsewhere, words=words)
    return None


def has_close_event(one: Profile, other: Profile, weights: Weights) -> bool:
    """Tell whether one kind of event befell both within days, as far as is known."""
    return any(it.weight >= weights.event_undated for it in _list_meetings(one, other, weights))


@lru_cache(maxsize=1 << 16)
def get_day(day: str | None) -> int | None:
    """Return the number of an ISO date, or ``None`` of what is none."""
    if day is None:
        return None
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def _list_meetings(one: Profile, other: Profile, weights: Weights) -> list[Meeting]:
    theirs: defaultdict[tuple[str, ParticipantRole], list[Deed]] = defaultdict(list)
    for deed in other.deeds:
        theirs[deed.type, deed.role].append(deed)
    best: dict[tuple[str, ParticipantRole], Meeting] = {}
    for deed in one.deeds:
        key = (deed.type, deed.role)
        if deed.role not in _TAKES_PART:
            continue
        for its in theirs.get(key, ()):
            meeting = _meet(deed, its, one.published, other.published, weights)
            if key not in best or meeting.weight > best[key].weight:
                best[key] = meeting
    return list(best.values())


def _meet(
    mine: Deed, its: Deed, published: str | None, other: str | None, weights: Weights
) -> Meeting:
    first, second = _get_days(mine), _get_days(its)
    again = mine.type in list_repeated() or mine.status in _UNREAL or its.status in _UNREAL
    if first is not None and second is not None:
        gap = max(0, first[0] - second[1], second[0] - first[1])
        width = max(first[1] - first[0], second[1] - second[0])
        weight = _weigh_gap(gap, width, weights)
        weight = max(weight, 0.0) if again else weight
        words = f"{mine.type}: {_tell_days(mine)} and {_tell_days(its)}"
        return Meeting(weight, mine.type, dated=True, words=words, one=mine, other=its)
    told, known = get_day(other if first is not None else published), first or second
    days = (get_day(published), get_day(other))
    here = bool(mine.places) and mine.places[0] in its.places
    weight = _weigh_undated(told, known, days, weights, again=again, here=here)
    words = f"both tell of {mine.type}" if weight >= 0 else f"{mine.type} told before it happened"
    return Meeting(weight, mine.type, dated=False, words=words, one=mine, other=its)


def _weigh_gap(gap: int, width: int, weights: Weights) -> float:
    if gap == 0:
        if width <= _EXACT:
            return weights.event_day
        return weights.event_near if width <= _MONTH else weights.event_loose
    if gap <= _SLIP:
        return weights.event_near
    if gap <= _NEAR:
        return 0.0
    return weights.event_apart if gap <= _FAR else weights.event_far


def _weigh_undated(
    told: int | None,
    known: tuple[int, int] | None,
    published: tuple[int | None, int | None],
    weights: Weights,
    *,
    again: bool,
    here: bool,
) -> float:
    """Return what an event without a day weighs; it happened before it was told."""
    if known is not None and told is not None:
        since = told - known[1]
        if told < known[0] - 1:
            return 0.0 if again else weights.event_apart
        if since <= _FRESH:
            return weights.event_loose
        return weights.event_undated if since <= _RECENT else 0.0
    first, second = published
    if known is None and first is not None and second is not None:
        fresh = abs(first - second) <= _FRESH
        return (weights.event_loose if here else weights.event_undated) if fresh else 0.0
    return 0.0


def _weigh_order(one: Profile, other: Profile, weights: Weights) -> Iterator[Reason]:
    """Yield what it weighs how steps of a procedure follow one another from report to report."""
    least = get_step_numbers()[_FIRST_STEP]
    mine, theirs = ([it for it in _list_steps(p) if it.number >= least] for p in (one, other))
    if not mine or not theirs:
        return
    for a, b in product(mine, theirs):
        early, late = sorted((a, b), key=lambda it: it.number)
        # Who has a suspended sentence can be detained anew: no order is firm before the charge.
        firm = least < early.number < late.number and not {a.type, b.type} & list_repeated()
        if firm and _is_after(early, late):
            words = f"{late.type} before {early.type}"
            yield Reason(kind="procedure", weight=weights.out_of_order, words=words)
            return
    days = [get_day(one.published), get_day(other.published)]
    turned = None not in days and days[0] > days[1]  # type: ignore[operator]
    first, second = (theirs, mine) if turned else (mine, theirs)
    top, last = max(first, key=_rank), max(second, key=_rank)
    known = [day for it in (*mine, *theirs) for day in (it.begin, it.end) if day is not None]
    if known and max(known) - min(known) > _LONG:
        return
    words = f"{top.type} and {last.type} can be steps of one matter"
    if top.type == last.type and top.type not in list_repeated():
        # What happens once has been weighed as one event; it follows nothing.
        words = f"no step beyond {top.type} is told of either"
        yield Reason(kind="procedure", weight=weights.event_undated, words=words)
        return
    if last.number >= top.number:
        yield Reason(kind="procedure", weight=weights.follows, words=words)
        return
    told = min((it for it in days if it is not None), default=None)
    if told is not None and any(it.begin is not None and it.begin > told for it in second):
        words = f"{last.type} after {top.type}"
        yield Reason(kind="procedure", weight=weights.steps_back, words=words)
    else:
        yield Reason(kind="procedure", weight=weights.retells, words=words)


class Numbered(NamedTuple):
    """A step told as done: where it stands in a procedure, first and last possible day."""

    number: int
    type: str
    begin: int | None
    end: int | None


def _rank(step: Numbered) -> tuple[int, str]:
    return (step.number, step.type)


def _list_steps(profile: Profile) -> Iterator[Numbered]:
    for deed in profile.deeds:
        number = get_step_numbers().get(deed.type)
        done = deed.role is ParticipantRole.SUBJECT and deed.status is EventStatus.HAPPENED
        if number is not None and done:
            end = get_day(deed.end) or get_day(profile.published)
            yield Numbered(number, deed.type, get_day(deed.begin), end)


def _is_after(early: Numbered, late: Numbered) -> bool:
    """Tell whether what comes first in a procedure came after what follows it."""
    return early.begin is not None and late.end is not None and early.begin > late.end + _SLIP


def _get_days(deed: Deed) -> tuple[int, int] | None:
    begin, end = get_day(deed.begin), get_day(deed.end)
    if begin is None or end is None:
        return None
    return (begin, max(begin, end))


def _find_day(one: Profile, other: Profile) -> str | None:
    """Return a day on which something befell both."""
    days = [
        {it.begin for it in p.deeds if it.role is ParticipantRole.SUBJECT and it.begin == it.end}
        for p in (one, other)
    ]
    return min((it for it in days[0] & days[1] if it is not None), default=None)


def _list_places(profile: Profile, day: str) -> tuple[str, ...]:
    """Return the places of what befell somebody on a day."""
    deeds = (it for it in profile.deeds if it.begin == it.end == day)
    return tuple(key for it in deeds if it.role is ParticipantRole.SUBJECT for key in it.places)


def _is_elsewhere(one: Sequence[str], other: Sequence[str]) -> bool:
    regions = [{it for it in keys if it.startswith("admin1:")} for keys in (one, other)]
    return bool(regions[0] and regions[1] and not regions[0] & regions[1])


def _is_in_other_town(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two places are settlements that no region, as far as is known, has in common."""
    if set(one) & {it for it in other if not it.startswith("country:")}:
        return False
    if set(get_own_keys(one)) & set(get_own_keys(other)):
        return False
    return all(any(not it.startswith(_WIDE) for it in keys) for keys in (one, other))


def _tell_days(deed: Deed) -> str:
    return deed.begin if deed.begin == deed.end else f"{deed.begin} to {deed.end}"  # type: ignore[return-value]
