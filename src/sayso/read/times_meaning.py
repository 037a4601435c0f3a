"""How rules say what a time means, and which year something recurring belongs to."""

from collections.abc import Callable

from sayso.read.times_calendar import Period
from sayso.read.times_scene import Meaning, Scene, Slots, Tense
from sayso.records.value import Interval, TimeType

Rule = Callable[[Slots, Scene], Meaning | None]
PUBLISHED = "published"
_BACK = 3  # how much less likely a story goes back than on
_AGAIN = 12  # years: leap days recur within eight, except around 1900
_SOON = 60  # days: without a tense only what lies as near ahead may be meant


def date_of(
    period: Period | None,
    *,
    anchor: str | None = None,
    value: str = "",
    other: Period | None = None,
) -> Meaning:
    """Return a DATE; ``value`` stands where the period is not known."""
    return Meaning(
        type=TimeType.DATE,
        value=value if period is None else period.value,
        period=period,
        anchor=None if period is None else anchor,
        alternatives=() if other is None or other == period else (as_interval(other),),
    )


def as_interval(period: Period) -> Interval:
    """Return a period as another reading of a time."""
    return Interval(value=period.value, begin=period.begin.isoformat(), end=period.end.isoformat())


def find_recurring(
    scene: Scene,
    make: Callable[[int], Period | None],
    *,
    value: str,
    step: int = 0,
    soon: int = 0,
) -> Meaning:
    """Choose the year of what recurs every year, like a month or 4 March.

    Past unless the sentence looks ahead; told after a year in the same paragraph
    ("mobilized in September 2022 and sent off in October"), it follows that.

    Args:
        scene: What the time is read against.
        make: Makes the period of a year, or ``None`` where the year has none (29 February).
        value: The TIMEX3 value where the year stays unknown ("XXXX-09").
        step: -1 for the last one that is over, 1 for the next, 0 for the nearest fit.
        soon: Days ahead within which the one to come is meant, unless the time dates a
            verb in the past tense.
    """
    narrated = scene.find_narrated() if step == 0 else None
    if narrated is not None:
        return date_of(_nearest(make, narrated.period), anchor=narrated.id, value=value)
    told = scene.find_year_told() if step == 0 and scene.tense is not Tense.FUTURE else None
    published = scene.published
    follows = None
    if told is not None and (published is None or told.period.begin.year < published.year):
        follows = first_fit(make, told.period.begin.year, lambda p: p.end >= told.period.begin)
        if follows is not None and published is not None and follows.begin > published:
            follows = None
    if published is None:
        anchor = told.id if told is not None else None
        return date_of(follows, anchor=anchor, value=value)
    past = last_fit(make, published.year, lambda p: p.begin <= published)
    if step < 0:
        past = last_fit(make, published.year, lambda p: p.end < published)
    ahead = first_fit(make, published.year - 1, lambda p: p.end >= published)
    if step > 0:
        ahead = first_fit(make, published.year - 1, lambda p: p.begin > published)
    if follows is not None and told is not None:
        return date_of(follows, anchor=told.id, other=past)
    if step > 0 or (step == 0 and scene.tense is Tense.FUTURE):
        return date_of(ahead, anchor=PUBLISHED, value=value)
    if step == 0 and past is not None and ahead is not None and not scene.dates_past:
        if (ahead.begin - published).days <= soon and (published - past.end).days > soon:
            return date_of(ahead, anchor=PUBLISHED, other=past)
    if step == 0 and scene.tense is Tense.UNKNOWN and past is not None and ahead is not None:
        near = (ahead.begin - published).days < min(_SOON, (published - past.end).days)
        first, second = (ahead, past) if near else (past, ahead)
        return date_of(first, anchor=PUBLISHED, other=second)
    return date_of(past, anchor=PUBLISHED, value=value)


def _nearest(make: Callable[[int], Period | None], told: Period) -> Period | None:
    """Return the period nearest to a time told, sooner one after it than one before."""
    years = range(max(1, told.begin.year - 1), told.begin.year + 2)
    fit = [period for year in years if (period := make(year)) is not None]
    if not fit:
        return None
    inside = [period for period in fit if told.begin <= period.begin <= told.end]
    if told.unit == "Y" and inside:
        return inside[0]
    return min(fit, key=lambda p: _distance((p.begin - told.begin).days))


def _distance(days: int) -> int:
    return days if days >= 0 else -days * _BACK


def first_fit(
    make: Callable[[int], Period | None], year: int, fits: Callable[[Period], bool]
) -> Period | None:
    """Return the first period from a year on that fits, or ``None``."""
    found = (make(y) for y in range(max(1, year), year + _AGAIN))
    return next((p for p in found if p is not None and fits(p)), None)


def last_fit(
    make: Callable[[int], Period | None], year: int, fits: Callable[[Period], bool]
) -> Period | None:
    """Return the last period up to a year that fits, or ``None``."""
    found = (make(y) for y in range(year + 1, max(1, year - _AGAIN), -1))
    return next((p for p in found if p is not None and fits(p)), None)
