"""Between which days a time lies, whichever of its readings is right."""

from datetime import date, timedelta

from sayso.records.value import TimeExpression

# What counts from another day is read for us by rules ("5 May": of this year or the last?), and
# may be a year off; only a date that is written out in full is sure.
_GUESSED = timedelta(days=366)
_OPEN_BEFORE = frozenset({"BEFORE", "ON_OR_BEFORE"})
_OPEN_AFTER = frozenset({"AFTER", "ON_OR_AFTER"})
_VAGUE = frozenset({"APPROX"})


def find_bounds(time: TimeExpression | None) -> tuple[date, date] | None:
    """Return the first and the last day that any reading of a time allows, or ``None``.

    ``None`` where there is no time, no reading with days, or a vague one. "Before 5 May" has
    no first day but the first of all.
    """
    if time is None or time.mod in _VAGUE:
        return None
    readings = ((time.begin, time.end), *((r.begin, r.end) for r in time.alternatives))
    days = [
        (date.fromisoformat(begin[:10]), date.fromisoformat(end[:10]))
        for begin, end in readings
        if begin is not None and end is not None
    ]
    if not days:
        return None
    first, last = min(begin for begin, _ in days), max(end for _, end in days)
    slack = _GUESSED if time.anchor is not None else timedelta()
    return (
        date.min if time.mod in _OPEN_BEFORE or first - date.min < slack else first - slack,
        date.max if time.mod in _OPEN_AFTER or date.max - last < slack else last + slack,
    )
