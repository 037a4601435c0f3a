"""Rules for times so far from another: "два дня назад", "за день до этого"."""

from collections.abc import Mapping
from datetime import date

from sayso.read.inflected.times_counts import find_count, find_several
from sayso.read.times_calendar import Period, shift_day
from sayso.read.times_distance import count_from_anchor, move
from sayso.read.times_meaning import PUBLISHED, Rule
from sayso.read.times_scene import VAGUE, Meaning, Scene, Slots
from sayso.read.times_tense import Tense
from sayso.records.value import TimeType

_HALVES = {"P6M": (6, "MO"), "PT30M": (30, "M"), "PT12H": (12, "H"), "P15D": (15, "D")}
_HALF_CENTURY = (50, "Y")


def _ago(slots: Slots, scene: Scene) -> Meaning | None:
    if slots.has("several"):
        return _vaguely(slots, scene.published, -1, PUBLISHED, "PAST_REF")
    if scene.published is None:
        return Meaning(type=TimeType.DATE, value="XXXX")
    count, unit = _measure(slots)
    return move(scene.published, unit, -count, PUBLISHED, slots.string("softener"))


def _shifted(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "через два дня", "три дня спустя" and "за день до этого"."""
    back = slots.has("before_that") or slots.integer("sooner_or_later") < 0
    step = -1 if back else 1
    if slots.string("unit") == "Q" and not slots.has("count"):
        return None  # "через квартал" is a block farther on
    if scene.leads("until_event"):
        # Counted from an event, whose day nobody told here.
        return Meaning(type=TimeType.DATE, value="XXXX")
    ahead = slots.has("through") and scene.tense is Tense.FUTURE and scene.published is not None
    if slots.has("several"):
        told = None if ahead else scene.find_anchor("D")
        day = scene.published if ahead else None if told is None else told.period.begin
        anchor = PUBLISHED if ahead else "" if told is None else told.id
        return _vaguely(slots, day, step, anchor, "FUTURE_REF" if ahead else "XXXX")
    count, unit = _measure(slots)
    softener = slots.string("softener")
    if ahead and scene.published is not None:
        return move(scene.published, unit, step * count, PUBLISHED, softener)
    return count_from_anchor(scene, unit, step * count, softener=softener)


def _measure(slots: Slots) -> tuple[float, str]:
    """Return the number of units and the unit; a unit alone is one, half a year six months."""
    if slots.has("half_unit"):
        return _HALVES.get(slots.string("half_unit"), _HALF_CENTURY)
    count = find_count(slots)
    return 1.0 if count is None else count, slots.string("unit")


def _vaguely(slots: Slots, day: date | None, step: int, anchor: str, value: str) -> Meaning:
    """Return the stretch that "несколько дней назад" lies in, counted from a day."""
    bounds = find_several(slots)
    ends = (
        [shift_day(day, slots.string("unit"), step * count) for count in bounds]
        if day is not None and bounds is not None
        else []
    )
    days = [end for end in ends if end is not None]
    if not days or len(days) < len(ends):
        return Meaning(type=TimeType.DATE, value=value)
    period = Period(value, min(days), max(days), VAGUE)
    return Meaning(type=TimeType.DATE, value=value, period=period, anchor=anchor)


DISTANCE_RULES: Mapping[str, Rule] = {"ago": _ago, "shifted": _shifted}
