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
from sayso.read.times_meaning import PUBLISHED, Rule, as_interval, date_of, first_fit, last_fit
from sayso.read.times_scene import VAGUE, Known, Meaning, Scene, Slots
from sayso.read.times_tense import Dated, Tense
from sayso.records.value import TimeType

# A softened distance turns round with the direction: "more than a year ago" is before.
_DISTANCE = {"MORE_THAN": "BEFORE", "LESS_THAN": "AFTER", "EQUAL_OR_MORE": "ON_OR_BEFORE"}

# Modifiers of what lies farther off than the distance told.
_BEYOND = frozenset({"BEFORE", "ON_OR_BEFORE", "MORE_THAN", "EQUAL_OR_MORE"})
_ACCOUNT_REACH = 2  # paragraphs for which a quarter stays what figures are of
_VAGUE_DECADE = 2  # years that "a decade ago" may be off

_SMALLER = {"Y": (12, "MO"), "W": (7, "D"), "10Y": (10, "Y"), "MO": (30, "D")}
# Units that can be moved by larger ones as a whole.
_RANKED = frozenset({"D", "W", "MO", "Y"})


def _ago(slots: Slots, scene: Scene) -> Meaning | None:
    count, unit = _count(slots), slots.string("unit")
    if count is None:
        return _vaguely(slots, scene.published, -1, PUBLISHED)
    if scene.published is None:
        return Meaning(type=TimeType.DATE, value="XXXX")
    account = _compared_account(scene, unit, -count)
    if account is not None:
        return account
    return _moved(scene.published, unit, -count, PUBLISHED, slots.string("softener"))


def _shifted(slots: Slots, scene: Scene) -> Meaning | None:
    words = slots.get("sooner_or_later") or ""
    if words in slots.language.words("times", "needs_clause_end") and not scene.ends_clause():
        return None
    count, unit = _count(slots), slots.string("unit")
    if count is None:
        day = scene.find_anchor("D")
        step = slots.integer("sooner_or_later")
        told = None if day is None else day.period.begin
        return _vaguely(slots, told, step, "" if day is None else day.id)
    count *= slots.integer("sooner_or_later")
    account = _compared_account(scene, unit, count)
    if account is not None:
        return account
    if unit == "Y" and scene.follows("comparing") and scene.published is not None:
        return _moved(scene.published, unit, count, PUBLISHED, slots.string("softener"))
    return _from_anchor(scene, unit, count, softener=slots.string("softener"))


def _vaguely(slots: Slots, day: date | None, step: int, anchor: str) -> Meaning:
    """Return the stretch that "a few days ago" lies in, counted from a day."""
    value = "PAST_REF" if anchor == PUBLISHED else "XXXX"
    said = " ".join(slots.match[0].lower().split())
    least, most = (
        next((int(n) for words, n in known.items() if said.startswith(words)), None)
        for known in (
            slots.language.values("times", name) for name in ("vague_least", "vague_most")
        )
    )
    if day is None or least is None or most is None:
        return Meaning(type=TimeType.DATE, value=value)
    ends = [shift_day(day, slots.string("unit"), step * count) for count in (least, most)]
    first, last = (min(filter(None, ends), default=None), max(filter(None, ends), default=None))
    if None in ends or first is None or last is None:
        return Meaning(type=TimeType.DATE, value=value)
    period = Period(value, first, last, VAGUE)
    return Meaning(type=TimeType.DATE, value=value, period=period, anchor=anchor)


def _compared_account(scene: Scene, unit: str, count: float) -> Meaning | None:
    """Return the quarter of another year that figures are compared with, or ``None``."""
    told = scene.find_account() if unit == "Y" and scene.compares() else None
    if told is None or told.paragraph < scene.paragraph - _ACCOUNT_REACH:
        return None
    day = shift_day(told.period.begin, "Y", int(count))
    if day is None:
        return None
    return date_of(get_period(day, "Q"), anchor=told.id, other=get_period(day, "Y"))


def _from_anchor(scene: Scene, unit: str, count: float, *, softener: str = "") -> Meaning:
    own = scene.find_own_anchor(unit) if unit in _RANKED else None
    if own is not None and own.period.unit != "D":
        return _moved_whole(own, unit, count, softener)
    coarse = scene.find_last(unit) if own is None and unit in _RANKED else None
    if coarse is not None:
        return _moved_stretch(coarse, unit, count)
    anchor = (
        own
        or scene.find_anchor("D")
        or scene.find_anchor(unit if unit in {"W", "MO", "Y"} else "D")
    )
    if anchor is None:
        return Meaning(type=TimeType.DATE, value="XXXX")
    if anchor.period.begin != anchor.period.end and unit in _RANKED:
        return _moved_stretch(anchor, unit, count)
    return _moved(anchor.period.begin, unit, count, anchor.id, softener)


def _moved_stretch(anchor: Known, unit: str, count: float) -> Meaning:
    """Return the stretch that lies so far from some day of another: "autumn; a month later"."""
    if anchor.period.unit == unit or (anchor.period.unit, unit) in {("MO", "Y"), ("WE", "W")}:
        return _moved_whole(anchor, unit, count, "")
    ends = [shift_day(day, unit, int(count)) for day in (anchor.period.begin, anchor.period.end)]
    first, last = ends
    if first is None or last is None:
        return Meaning(type=TimeType.DATE, value="XXXX")
    same = first.year == last.year
    value = f"{first.year:04}" if same and unit in {"MO", "Y"} else "XXXX"
    period = Period(value, first, last, VAGUE)
    return Meaning(type=TimeType.DATE, value=value, period=period, anchor=anchor.id)


def _moved_whole(anchor: Known, unit: str, count: float, softener: str) -> Meaning:
    """Return a month, week or season moved as a whole: "in November 2022 and a year later"."""
    moved = shift_day(anchor.period.begin, unit, int(count))
    if moved is None or anchor.period.unit not in _RANKED:
        return _moved(anchor.period.begin, unit, count, anchor.id, softener)
    return date_of(get_period(moved, anchor.period.unit), anchor=anchor.id)


def _moved(day: date, unit: str, count: float, anchor: str, softener: str) -> Meaning:
    mod = (_DISTANCE.get(softener) or softener or None) if count < 0 else softener or None
    if unit in {"S", "M", "H"}:
        if abs(count) >= 24 and unit == "H":
            unit, count = "D", count / 24
        else:
            away = shift_day(day, "D", -1 if count < 0 else 1) if unit == "H" else None
            period = make_day(day)
            period = replace(period, begin=min(away or day, day), end=max(away or day, day))
            return Meaning(
                type=TimeType.TIME, value=period.value, period=period, mod=mod, anchor=anchor
            )
    if count % 1 and unit in _SMALLER:
        factor, unit = _SMALLER[unit]
        count *= factor
    whole = int(count)
    if mod is not None and unit in _RANKED:
        return _softened(day, unit, whole, anchor, mod)
    moved = shift_day(day, unit, whole)
    if moved is None:
        return Meaning(type=TimeType.DATE, value="XXXX")
    if unit == "10Y":
        # Nobody who says "a decade ago" counts the years.
        year = str(moved.year)
        first = shift_day(date(moved.year, 1, 1), "Y", -_VAGUE_DECADE)
        last = shift_day(date(moved.year, 12, 31), "Y", _VAGUE_DECADE)
        rough = Period(year, first or moved, last or moved, "Y")
        return Meaning(
            type=TimeType.DATE, value=year, period=rough, mod=mod or "APPROX", anchor=anchor
        )
    exact, wide = make_day(moved), get_period(moved, unit)
    # "Two weeks later" counts days; "two weeks ago" names the week.
    if unit == "W" and anchor != PUBLISHED:
        wide, exact = exact, wide
    return Meaning(
        type=TimeType.DATE,
        value=wide.value,
        period=wide,
        mod=mod,
        anchor=anchor,
        alternatives=() if wide == exact else (as_interval(exact),),
    )


def _softened(day: date, unit: str, count: int, anchor: str, mod: str) -> Meaning:
    """Return where "less than a month ago" or "about two weeks later" can lie.

    "About" may be one unit off, "more than" by less than one unit more.
    """
    step = 1 if count > 0 else -1
    told, more, less = (shift_day(day, unit, count + extra) for extra in (0, step, -step))
    if told is None:
        return Meaning(type=TimeType.DATE, value="XXXX")
    whole = get_period(told, unit)
    if mod == "APPROX":
        ends = [less or told, more or told, whole.begin, whole.end]
    elif mod in _BEYOND:
        ends = [told, more or told]
    else:
        ends = [day, told]
    if anchor == PUBLISHED and step < 0:
        ends = [min(end, day) for end in ends]
    period = Period(whole.value, min(ends), max(ends), whole.unit)
    return Meaning(type=TimeType.DATE, value=whole.value, period=period, mod=mod, anchor=anchor)


def _count(slots: Slots) -> float | None:
    """Return the number of units, 1 for an article, ``None`` for a vague word."""
    if slots.has("number"):
        return slots.number()
    words = [word for word in slots.match[0].lower().split() if word]
    articles = slots.language.words("times", "article_word")
    return 1 if articles & set(words) and not _is_vague(slots) else None


def _is_vague(slots: Slots) -> bool:
    said = " ".join(slots.match[0].lower().split())
    return any(said.startswith(word) for word in slots.language.words("times", "vague_count"))


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
        return _from_anchor(scene, "D", 1)
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
    "ago": _ago,
    "shifted": _shifted,
    "anaphoric": _anaphoric,
    "then": _then,
    "past_ref": _past,
    "present_ref": _present,
    "future_ref": _future,
}
