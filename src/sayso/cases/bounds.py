"""Between which days a time lies, whichever of its readings is right."""

from datetime import date, timedelta

from sayso.records.value import TimeExpression

# What counts from another day is read for us by rules: "Tuesday" may be a week off, what counts
# from a date in the text ("the following May") a year. A date written out in full is sure.
_FROM_PUBLICATION = timedelta(days=7)
_FROM_TEXT = timedelta(days=366)
_PUBLISHED = "published"
_OPEN_BEFORE = frozenset({"BEFORE", "ON_OR_BEFORE"})
_OPEN_AFTER = frozenset({"AFTER", "ON_OR_AFTER"})
_VAGUE = frozenset({"APPROX"})


def find_day(said: str | None) -> date | None:
    """Return the day of an ISO 8601 day or moment; ``None`` where none is said."""
    try:
        return None if said is None else date.fromisoformat(said[:10])
    except ValueError:
        return None


def find_bounds(time: TimeExpression | None) -> tuple[date, date] | None:
    """Return the first and the last day that any reading of a time allows, or ``None``.

    ``None`` where there is no time, no reading with days, or a vague one. "Before 5 May" has
    no first day but the first of all.
    """
    if time is None or time.mod in _VAGUE:
        return None
    readings = ((time.begin, time.end), *((r.begin, r.end) for r in time.alternatives))
    begins, ends = zip(*((find_day(begin), find_day(end)) for begin, end in readings), strict=True)
    known = [day for day in begins if day is not None], [day for day in ends if day is not None]
    if not all(known):
        return None
    first, last = min(known[0]), max(known[1])
    guessed = _FROM_PUBLICATION if time.anchor == _PUBLISHED else _FROM_TEXT
    slack = timedelta() if time.anchor is None else guessed
    return (
        date.min if time.mod in _OPEN_BEFORE or first - date.min < slack else first - slack,
        date.max if time.mod in _OPEN_AFTER or date.max - last < slack else last + slack,
    )
