"""Rules for times counted from the report's day or from the time told before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from sayso.read.times_calendar import (
    Period,
    get_period,
    make_day,
    make_month,
    make_season,
    make_week,
    make_weekend,
    narrow,
    shift_day,
)
from sayso.read.times_distance import count_from_anchor
from sayso.read.times_meaning import PUBLISHED, Rule, date_of, first_fit, last_fit
from sayso.read.times_scene import Known, Meaning, Scene, Slots
from sayso.read.times_tense import Dated, Tense
from sayso.records.value import TimeType


def _anaphoric(slots: Slots, scene: Scene) -> Meaning | None:
    step = slots.integer("following")
    if slots.has("daypart"):
        anchor = scene.find_anchor("D")
        part = slots.string("daypart").removeprefix("T")
        if anchor is None:
            return Meaning(type=TimeType.TIME, value=f"XXXX-XX-XXT{part}")
        # The morning after the night of 11 to 12 February is that of the 12th.
        through = anchor.night and step == 1 and part in slots.language.words("times", "early")
        day = anchor.period.end + timedelta(days=0 if through else step)
        value = f"{day.isoformat()}T{part}"
        period = Period(value, day, day, "D")
        return Meaning(type=TimeType.TIME, value=value, period=period, anchor=anchor.id)
    unit = slots.string("period") or "D"
    if slots.has("weekend"):
        unit = "WE"
    if slots.has("month") or slots.has("season"):
        unit = "Y"
    anchor = _find_told(scene, unit, step)
    if anchor is None:
        return _counted_back(slots, scene, unit, step)
    if slots.has("month") or slots.has("season"):
        return _same_year(slots, anchor.period, anchor.id, step)
    if slots.has("weekday"):
        days = (slots.integer("weekday") - anchor.period.begin.isoweekday()) % 7
        days = (days or 7) if step > 0 else days - 7 if step < 0 else days
        return date_of(make_day(anchor.period.begin + timedelta(days=days)), anchor=anchor.id)
    base = anchor.period.end if step > 0 else anchor.period.begin
    if unit == "WE":
        weekend = make_weekend(base)
        later = step > 0 and base < weekend.begin
        moved: date | None = base if later else base + timedelta(days=7 * step)
    else:
        moved = shift_day(get_period(base, unit).begin, unit, step)
    return date_of(
        None if moved is None else get_period(moved, unit), anchor=anchor.id, value="XXXX"
    )


def _find_told(scene: Scene, unit: str, step: int) -> Known | None:
    """Return what "the next week" or "that month" is counted from, or ``None``."""
    if step == 0 and unit in {"MO", "Y"}:
        # "He spoke in June 2012. That month": also a time that only dates a statement.
        ranked = [known for known in scene.known if known.period.unit in {"D", "MO", unit}]
        return ranked[-1] if ranked else None
    return scene.find_anchor(unit)


def _counted_back(slots: Slots, scene: Scene, unit: str, step: int) -> Meaning:
    """Return "the previous week" where no time was told: before the report's own."""
    plain = slots.has("period") and unit != "D"
    if step >= 0 or scene.published is None or not plain:
        return date_of(None, value="XXXX")
    day = shift_day(get_period(scene.published, unit).begin, unit, step)
    return date_of(None if day is None else get_period(day, unit), anchor=PUBLISHED, value="XXXX")


def _same_year(slots: Slots, period: Period, anchor: str, step: int) -> Meaning:
    def make(year: int) -> Period:
        if slots.has("season"):
            return make_season(year, slots.string("season"))
        return make_month(year, slots.integer("month"))

    year = period.begin.year
    if step == 0:
        return date_of(make(year), anchor=anchor)
    if step > 0:
        return date_of(first_fit(make, year, lambda p: p.begin > period.begin), anchor=anchor)
    return date_of(last_fit(make, year, lambda p: p.end < period.begin), anchor=anchor)


def _deictic(slots: Slots, scene: Scene) -> Meaning | None:
    unit, which = slots.string("period"), slots.integer("which")
    if unit == "D":
        if which != 1:
            return None
        return count_from_anchor(scene, "D", 1)
    if scene.published is None:
        return date_of(None, value="XXXX")
    day = shift_day(get_period(scene.published, unit).begin, unit, which)
    if day is None:
        return None
    whole = get_period(day, unit)
    side = slots.string("part_before")
    if not side or not whole.begin <= scene.published <= whole.end:
        return date_of(whole, anchor=PUBLISHED)
    begin, end = (
        (whole.begin, scene.published) if side == "BEFORE" else (scene.published, whole.end)
    )
    return date_of(Period(whole.value, begin, end, unit), anchor=PUBLISHED, other=whole)


def _before_last(slots: Slots, scene: Scene) -> Meaning | None:
    if scene.leads_day():
        return None  # "the day before last Tuesday"
    if scene.published is None:
        return date_of(None, value="XXXX")
    if slots.has("weekend"):
        return date_of(make_weekend(scene.published - timedelta(days=14)), anchor=PUBLISHED)
    unit = slots.string("period")
    day = shift_day(get_period(scene.published, unit).begin, unit, -2)
    return date_of(None if day is None else get_period(day, unit), anchor=PUBLISHED, value="XXXX")


def _part_of_period(slots: Slots, scene: Scene) -> Meaning | None:
    unit = slots.string("period")
    sided = slots.has("part_before")
    if unit == "" or (unit == "D" and not sided):
        return None
    anchor = scene.find_anchor("D") if unit == "D" else None
    if anchor is not None and anchor.paragraph == scene.paragraph:
        return date_of(anchor.period, anchor=anchor.id)
    narrated = scene.find_narrated()
    if scene.published is None and narrated is None:
        return date_of(None, value="XXXX")
    day = narrated.period.begin if narrated is not None else scene.published or date.max
    whole = get_period(day, unit)
    counted = PUBLISHED if narrated is None else narrated.id
    if sided:
        return date_of(whole, anchor=counted)
    mod = slots.string("part") or "END"
    return replace(date_of(narrow(whole, mod), anchor=counted, other=whole), mod=mod)


def _day_word(slots: Slots, scene: Scene) -> Meaning | None:
    if scene.published is None:
        return date_of(None, value="XXXX-XX-XX")
    day = scene.published + timedelta(days=slots.integer("day_word"))
    return date_of(make_day(day), anchor=PUBLISHED)


def _weekend(slots: Slots, scene: Scene) -> Meaning | None:
    if scene.published is None:
        return date_of(None, value="XXXX-WXX-WE")
    week, weekend = timedelta(days=7), make_weekend(scene.published)
    inside = weekend.begin <= scene.published
    which = slots.integer("which") if slots.has("which") else 0
    future = scene.tense is Tense.FUTURE
    if which < 0 or (which == 0 and not future and not inside):
        weekend = make_weekend(scene.published - week)
    elif which > 0 and inside:
        weekend = make_weekend(scene.published + week)
    return date_of(weekend, anchor=PUBLISHED)


def _then(_: Slots, scene: Scene) -> Meaning | None:
    if not scene.follows("then_lead"):
        return None
    return Meaning(type=TimeType.DATE, value="PAST_REF")


def _past(_: Slots, scene: Scene) -> Meaning | None:
    following = scene.next_word()
    # "The past three months" is another expression.
    if following is not None and following.pos in {"NOUN", "ADJ", "NUM", "PROPN"}:
        return None
    return Meaning(type=TimeType.DATE, value="PAST_REF")


def _present(_: Slots, __: Scene) -> Meaning:
    return Meaning(type=TimeType.DATE, value="PRESENT_REF")


def _future(_: Slots, __: Scene) -> Meaning:
    return Meaning(type=TimeType.DATE, value="FUTURE_REF")


def _weekday(slots: Slots, scene: Scene) -> Meaning | None:
    number, published = slots.integer("weekday"), scene.published
    if published is None or _is_any(slots, scene):
        return date_of(None, value=f"XXXX-WXX-{number}")
    which = slots.integer("which") if slots.has("which") else None
    if which is not None and slots.match[0].lower().split()[-1] in slots.language.words(
        "times", "period"
    ):
        week = make_week(published + timedelta(days=7 * which))
        return date_of(make_day(week.begin + timedelta(days=number - 1)), anchor=PUBLISHED)
    back = (published.isoweekday() - number) % 7
    ahead = 7 - back
    future = scene.tense is Tense.FUTURE if which in (None, 0) else which == 1
    if which == 0 and future and back == 0:
        ahead = 0
    if which == -1 and back == 0:
        back = 7
    past = make_day(published - timedelta(days=back))
    coming = make_day(published + timedelta(days=ahead))
    if which is None and future and back == 0:
        # A report of a Friday that looks ahead to "Friday" may mean its own day.
        own = scene.follows("part_before")
        first, second = (past, coming) if own else (coming, past)
        return date_of(first, anchor=PUBLISHED, other=second)
    open_ = scene.tense is Tense.UNKNOWN and scene.dated in {Dated.PRESENT, Dated.FUTURE}
    if which is None and open_:
        first, second = (past, coming) if back == 0 else (coming, past)
        return date_of(first, anchor=PUBLISHED, other=second)
    if which is None and scene.tense is Tense.UNKNOWN and scene.follows("deadline"):
        return date_of(coming, anchor=PUBLISHED, other=past)
    return date_of(coming if future else past, anchor=PUBLISHED)


def _is_any(slots: Slots, scene: Scene) -> bool:
    """Whether no certain day is meant: "a Friday evening", but not "a Friday ruling"."""
    day = scene.parse.token_at(scene.end - 1)
    if day is None or slots.has("which"):
        return False
    parts = slots.language.values("times", "daypart")
    head = scene.parse.tokens[day.head]
    noun = head if day.dep == "compound" and head.lower in parts else day
    articles = slots.language.words("times", "indefinite")
    return any(
        word.lower in articles
        for owner in {noun.i, day.i}
        for word in scene.parse.children(owner, "det", "nummod")
        if word.i < day.i
    )


def _weekday_week(slots: Slots, scene: Scene) -> Meaning | None:
    number, published = slots.integer("weekday"), scene.published
    if published is None:
        return date_of(None, value=f"XXXX-WXX-{number}")
    ahead = (number - published.isoweekday()) % 7 or 7
    return date_of(make_day(published + timedelta(days=ahead + 7)), anchor=PUBLISHED)


RELATIVE_RULES: Mapping[str, Rule] = {
    "weekday_week_rule": _weekday_week,
    "weekday_rule": _weekday,
    "day_word_rule": _day_word,
    "weekend_rule": _weekend,
    "part_of_period": _part_of_period,
    "before_last": _before_last,
    "deictic": _deictic,
    "anaphoric": _anaphoric,
    "then": _then,
    "past_ref": _past,
    "present_ref": _present,
    "future_ref": _future,
}
