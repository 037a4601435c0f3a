"""Whether what befell two people can be one course of events."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

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
    elsewhere = next(
        (it for it in good if it.dated and _is_elsewhere(it.one.places, it.other.places)), None
    )
    if elsewhere is not None:
        words = f"{elsewhere.type} in different regions"
        yield Reason(kind="event", weight=weights.event_elsewhere, words=words)
    if bad:
        worst = min(bad, key=lambda it: (it.weight, it.type))
        # Reports err in days: where another day agrees, it is rather a slip.
        sure = any(it.weight >= weights.event_day for it in good)
        weight = worst.weight / 2 if sure else worst.weight
        yield Reason(kind="event", weight=weight, words=worst.words)
    if one.matters and other.matters and not any(it.weight <= weights.event_far for it in bad):
        yield from _weigh_order(one, other, weights)


def has_close_event(one: Profile, other: Profile, weights: Weights) -> bool:
    """Tell whether one kind of event befell both within days, as far as is known."""
    return any(it.weight >= weights.event_loose for it in _list_meetings(one, other, weights))


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
    weight = _weigh_undated(told, known, (get_day(published), get_day(other)), weights, again=again)
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
        return weights.event_undated if abs(first - second) <= _FRESH else 0.0
    return 0.0


def _weigh_order(one: Profile, other: Profile, weights: Weights) -> Iterator[Reason]:
    mine, theirs = _list_steps(one), _list_steps(other)
    least = get_step_numbers()[_FIRST_STEP]
    pairs = [(a, b) for a in mine for b in theirs if a[0] >= least and b[0] >= least]
    if not pairs:
        return
    for a, b in pairs:
        early, late = (a, b) if a[0] < b[0] else (b, a)
        if early[0] < late[0] and _is_after(early, late):
            words = f"{late[3]} before {early[3]}"
            yield Reason(kind="procedure", weight=weights.out_of_order, words=words)
            return
    days = [day for step in (*mine, *theirs) for day in step[1:3] if day is not None]
    if days and max(days) - min(days) > _LONG:
        return
    words = f"{max(mine)[3]} and {max(theirs)[3]} can be steps of one matter"
    yield Reason(kind="procedure", weight=weights.follows, words=words)


Numbered = tuple[int, int | None, int | None, str]


def _list_steps(profile: Profile) -> Sequence[Numbered]:
    """Return number, first and last possible day and type of each step told as done."""
    steps = []
    for deed in profile.deeds:
        number = get_step_numbers().get(deed.type)
        done = deed.role is ParticipantRole.SUBJECT and deed.status is EventStatus.HAPPENED
        if number is not None and done:
            end = get_day(deed.end) or get_day(profile.published)
            steps.append((number, get_day(deed.begin) or 0, end, deed.type))
    return steps


def _is_after(early: Numbered, late: Numbered) -> bool:
    """Tell whether what comes first in a procedure came after what follows it."""
    begin, end = early[1], late[2]
    return bool(begin) and begin is not None and end is not None and begin > end + _SLIP


def _get_days(deed: Deed) -> tuple[int, int] | None:
    begin, end = get_day(deed.begin), get_day(deed.end)
    if begin is None or end is None:
        return None
    return (begin, max(begin, end))


def _is_elsewhere(one: Sequence[str], other: Sequence[str]) -> bool:
    regions = [{it for it in keys if it.startswith("admin1:")} for keys in (one, other)]
    return bool(regions[0] and regions[1] and not regions[0] & regions[1])


def _tell_days(deed: Deed) -> str:
    return deed.begin if deed.begin == deed.end else f"{deed.begin} to {deed.end}"  # type: ignore[return-value]
