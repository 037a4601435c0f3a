"""How rules say what a time means, and which year something recurring belongs to."""

from collections.abc import Callable
from datetime import date

from sayso.read.times_calendar import Period
from sayso.read.times_scene import Known, Meaning, Scene, Slots
from sayso.read.times_tense import Dated, Tense
from sayso.records.value import Interval, TimeType

Rule = Callable[[Slots, Scene], Meaning | None]
PUBLISHED = "published"
_BACK = 3  # how much less likely a story goes back than on
_AGAIN = 12  # years: leap days recur within eight, except around 1900
_TOLD = 550  # days for which the year of a time told in another sentence goes on
_LATELY = 14  # days: what lies so little behind is not meant to come in a year
_RECENT, _REMOTE = 120, 240  # days behind and ahead
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
    follows = None if told is None else _follow(make, told, scene.published)
    if scene.published is None:
        return date_of(follows, anchor=None if told is None else told.id, value=value)
    past, ahead = _around(make, scene.published, step)
    if follows is not None and told is not None and _goes_on(told, scene):
        return date_of(follows, anchor=told.id, other=past)
    if follows is not None and scene.tense is not Tense.FUTURE:
        return date_of(past, anchor=PUBLISHED, value=value, other=follows)
    if step:
        return date_of(past if step < 0 else ahead, anchor=PUBLISHED, value=value)
    first, second = _choose(scene, past, ahead, soon=soon)
    return date_of(first, anchor=PUBLISHED, value=value, other=second)


def _goes_on(told: Known, scene: Scene) -> bool:
    """Whether the year of a time told before is likelier than the report's own.

    In the same sentence it is; after another, unless it names no more than a year or lies
    long back.
    """
    if told.sentence == scene.sentence or scene.published is None:
        return True
    return told.period.unit != "Y" and (scene.published - told.period.end).days <= _TOLD


def _follow(
    make: Callable[[int], Period | None], told: Known, published: date | None
) -> Period | None:
    """Return the first period from a time told on, if it lies before the report's year."""
    year = told.period.begin.year
    if published is not None and year >= published.year:
        return None
    found = first_fit(make, year, lambda p: p.end >= told.period.begin)
    late = published is not None and found is not None and found.begin > published
    return None if late else found


def _around(
    make: Callable[[int], Period | None], published: date, step: int
) -> tuple[Period | None, Period | None]:
    """Return the periods before and after the report's day; with a step, whole ones."""
    if step < 0:
        past = last_fit(make, published.year, lambda p: p.end < published)
    else:
        past = last_fit(make, published.year, lambda p: p.begin <= published)
    if step > 0:
        ahead = first_fit(make, published.year - 1, lambda p: p.begin > published)
    else:
        ahead = first_fit(make, published.year - 1, lambda p: p.end >= published)
    return past, ahead


def _choose(
    scene: Scene, past: Period | None, ahead: Period | None, *, soon: int
) -> tuple[Period | None, Period | None]:
    """Return the likelier of what is over and what is to come, and the other if defensible."""
    published = scene.published
    if past is None or ahead is None or published is None:
        return (ahead if scene.tense is Tense.FUTURE else past), None
    until, since = (ahead.begin - published).days, (published - past.end).days
    if scene.tense is Tense.FUTURE:
        lately = soon >= _SOON and since < _LATELY < until
        # "Less than was forecast in July" is under a verb to come, and dates none.
        nearer = scene.dated is None and since < _RECENT and until > _REMOTE
        return (past, ahead) if lately or nearer else (ahead, None)
    if (scene.dated is not Dated.PAST or scene.follows("deadline")) and until <= soon < since:
        return ahead, past
    if scene.tense is Tense.UNKNOWN:
        return (ahead, past) if until < min(_SOON, since) else (past, ahead)
    return past, None


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
