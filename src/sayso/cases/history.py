"""The order of a matter's events: by what is known of their times, then by procedure."""

from collections.abc import Mapping

from sayso.packs.pack import Pack
from sayso.records.event import Event, EventStatus
from sayso.records.value import TimeExpression

DONE = (EventStatus.HAPPENED, EventStatus.ALLEGED)
# Known times weigh more than any number of steps out of their usual order.
_BY_TIME = 1000.0
_BY_RANK = 1.0
_BY_TEXT = 0.001
# An event is put among the last so many placed: a matter of thousands (a text that tells one
# thing over and over) stays readable in time, and no real matter has as many.
_MOST = 300


def order_events(
    events: tuple[Event, ...], times: Mapping[str, TimeExpression], pack: Pack
) -> tuple[Event, ...]:
    """Return events oldest first.

    Each is put where it contradicts the fewest of those already placed: two known times
    that do not overlap decide, else the usual order of the types, else the text's. Every
    turn of a repeated matter (refused, sentenced, refused again) thus stays together.
    """
    place = {event.id: number for number, event in enumerate(events)}
    dated = sorted(
        (event for event in events if _bounds(event, times) is not None),
        key=lambda event: (_bounds(event, times), _rank(event, pack), place[event.id]),
    )
    undated = sorted(
        (event for event in events if _bounds(event, times) is None),
        key=lambda event: (_rank(event, pack), place[event.id]),
    )
    ordered: list[Event] = []
    for event in (*dated, *undated):
        ordered.insert(_find_gap(ordered, event, place, times, pack), event)
    return tuple(ordered)


def _find_gap(
    ordered: list[Event],
    event: Event,
    place: Mapping[str, int],
    times: Mapping[str, TimeExpression],
    pack: Pack,
) -> int:
    def cost(first: Event, second: Event) -> float:
        return _cost(first, second, times, pack) + _BY_TEXT * (
            place[first.id] > place[second.id] and first.type == second.type
        )

    fixed = max(0, len(ordered) - _MOST)
    movable = ordered[fixed:]
    here = sum(cost(event, other) for other in movable)
    best, best_cost = fixed, here
    for gap, other in enumerate(movable, start=fixed + 1):
        here += cost(other, event) - cost(event, other)
        # Of equally good places the latest: what is told without a date is mostly news.
        if here <= best_cost + 1e-9:
            best, best_cost = gap, here
    return best


def _cost(first: Event, second: Event, times: Mapping[str, TimeExpression], pack: Pack) -> float:
    one, two = _bounds(first, times), _bounds(second, times)
    if one is not None and two is not None:
        if one[1] < two[0]:
            return 0.0
        if two[1] < one[0]:
            return _BY_TIME
    ahead = first.status not in DONE and second.status in DONE
    return _BY_RANK * (_rank(first, pack) > _rank(second, pack)) + 2 * _BY_RANK * ahead


def _bounds(event: Event, times: Mapping[str, TimeExpression]) -> tuple[str, str] | None:
    time = times.get(event.time) if event.time is not None else None
    if time is None or time.begin is None or time.end is None:
        return None
    return time.begin, time.end


def _rank(event: Event, pack: Pack) -> int:
    return pack.types[event.type].rank if event.type in pack.types else len(pack.types)
