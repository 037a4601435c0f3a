"""Rules for times so far from another: "two days ago", "three weeks later"."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sayso.read.times_calendar import Period, get_period, make_day, shift_day
from sayso.read.times_meaning import PUBLISHED, Rule, as_interval, date_of
from sayso.read.times_scene import VAGUE, Known, Meaning, Scene, Slots
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
    return move(scene.published, unit, -count, PUBLISHED, slots.string("softener"))


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
        return move(scene.published, unit, count, PUBLISHED, slots.string("softener"))
    return count_from_anchor(scene, unit, count, softener=slots.string("softener"))


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


def count_from_anchor(scene: Scene, unit: str, count: float, *, softener: str = "") -> Meaning:
    """Return the day, or the stretch, so many units from the time told before."""
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
    return move(anchor.period.begin, unit, count, anchor.id, softener)


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
        return move(anchor.period.begin, unit, count, anchor.id, softener)
    return date_of(get_period(moved, anchor.period.unit), anchor=anchor.id)


def move(day: date, unit: str, count: float, anchor: str, softener: str) -> Meaning:
    """Return the time so many units from a day, as wide as the unit is told."""
    mod = (_DISTANCE.get(softener) or softener or None) if count < 0 else softener or None
    if unit in {"S", "M", "H"}:
        if unit != "H" or abs(count) < 24:
            return _within_a_day(day, unit, count, anchor, mod)
        unit, count = "D", count / 24
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
        return _about_a_year(moved, anchor, mod)
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


def _within_a_day(day: date, unit: str, count: float, anchor: str, mod: str | None) -> Meaning:
    """Return a time less than a day away: hours may reach into the day beside."""
    away = shift_day(day, "D", -1 if count < 0 else 1) if unit == "H" else None
    period = make_day(day)
    period = replace(period, begin=min(away or day, day), end=max(away or day, day))
    return Meaning(type=TimeType.TIME, value=period.value, period=period, mod=mod, anchor=anchor)


def _about_a_year(moved: date, anchor: str, mod: str | None) -> Meaning:
    """Return the years about a day: nobody who says "a decade ago" counts them."""
    year = str(moved.year)
    first = shift_day(date(moved.year, 1, 1), "Y", -_VAGUE_DECADE)
    last = shift_day(date(moved.year, 12, 31), "Y", _VAGUE_DECADE)
    rough = Period(year, first or moved, last or moved, "Y")
    return Meaning(type=TimeType.DATE, value=year, period=rough, mod=mod or "APPROX", anchor=anchor)


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


DISTANCE_RULES: Mapping[str, Rule] = {
    "ago": _ago,
    "shifted": _shifted,
}
