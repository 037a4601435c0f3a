"""Rules for times of the day, alone and beside the day that they belong to."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from re import Pattern

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, compile_templates
from sayso.read.inflected.times_dates import make_night
from sayso.read.times_calendar import Period
from sayso.read.times_clock import on_day_told
from sayso.read.times_meaning import PUBLISHED, Rule, as_interval
from sayso.read.times_scene import Meaning, Scene, Slots
from sayso.read.times_tense import Tense
from sayso.records.morph import get_morph
from sayso.records.selector import Span
from sayso.records.value import TimeType

_REACH = 48  # how far before or behind a day its part of the day may stand, in characters
_NOON, _MIDNIGHT = 12, 24
_AFTERNOON = 6  # "шесть часов дня" is the last that the afternoon has
_COUNTED = frozenset({"AF", "NI"})
_LATE = 9  # "девять ночи" is before midnight


def _clock(slots: Slots, scene: Scene) -> Meaning | None:
    if not _is_clock(slots, scene):
        return None
    moment = find_clock(slots.match[0], slots.language)
    return None if moment is None else _on_day(moment, scene)


def _is_clock(slots: Slots, scene: Scene) -> bool:
    """Whether the words tell an hour of the day, not how many hours or parts of a law."""
    said = slots.match[0]
    if ":" in said:
        return True
    if slots.string("daypart_of") in _COUNTED:
        return scene.follows("hours_lead")  # "три дня" and "две ночи" are as often so many
    if slots.has("daypart_of"):
        return True
    if slots.has("hour_of"):
        return scene.follows("clock_lead")
    return scene.follows("hours_lead")


def find_clock(words: str, language: Language) -> str | None:
    """Return the time of day in words as "HH:MM", or ``None``."""
    for pattern in compile_templates(language, "times", "clock"):
        match = pattern.search(words)
        if match is None:
            continue
        slots = Slots(match, language)
        hour = slots.figure("hour") if slots.has("hour") else slots.integer("hour_word")
        part = slots.string("daypart_of")
        hour = _of_day(hour, part)
        return f"{hour:02}:{slots.figure('minute') or slots.figure('minute2'):02}"
    return None


def _of_day(hour: int, part: str) -> int:
    """Return an hour of a part of the day as one of twenty-four."""
    if (part == "AF" and hour <= _AFTERNOON) or (part == "EV" and hour < _NOON):
        return hour + _NOON
    if part == "NI" and hour in {_NOON, _MIDNIGHT}:
        return 0
    return hour + _NOON if part == "NI" and _LATE <= hour < _NOON else hour


def _daypart(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "утром" and "в полдень": of the day told last in the paragraph, if any."""
    code = _find_code(slots.match[0], slots.language)
    word = scene.next_word()
    if code == "AF" and word is not None and get_morph(word.tag).case == "Gen":
        return None  # "днем рождения"
    return _on_day(code, scene) if code else None


def _on_day(code: str, scene: Scene) -> Meaning:
    """Return a time of the day told last, in this paragraph or the one before.

    Where no time was told at all, a verb of the past speaks of the report's own day, or of
    the one before.
    """
    told = scene.find_anchor("D")
    if told is not None and told.paragraph == scene.paragraph - 1:
        day = told.period.begin
        period = Period(f"{day.isoformat()}T{code}", day, day, "D")
        return Meaning(type=TimeType.TIME, value=period.value, period=period, anchor=told.id)
    published = scene.published
    if scene.known or published is None or scene.tense is not Tense.PAST:
        return on_day_told(code, scene)
    day_before = published - timedelta(days=1)
    first, other = (
        Period(f"{day.isoformat()}T{code}", day, day, "D") for day in (published, day_before)
    )
    if code == "NI":
        first = make_night(published) or first
    return Meaning(
        type=TimeType.TIME,
        value=first.value,
        period=first,
        anchor=PUBLISHED,
        alternatives=(as_interval(other),) if code != "NI" else (),
    )


def _find_code(words: str, language: Language) -> str:
    for name in ("moment", "daypart"):
        part = compile_any(language, "times", name).search(words)
        if part is not None:
            known = language.values("times", name)
            return str(known[" ".join(part[0].lower().split())])
    return ""


def add_daypart(span: Span, meaning: Meaning, scene: Scene, floor: int) -> tuple[Span, Meaning]:
    """Take in the part or time of the day that stands beside a day, none before ``floor``."""
    text, language = scene.parse.text, scene.language
    before = text[max(floor, span.begin - _REACH) : span.begin]
    night = _beside(language, "night_onto", "(?<!\\w)({})\\s+$").search(before)
    if night is not None:
        begin = span.begin - len(before) + night.start(1)
        return Span(begin, span.end), _onto(meaning)
    after = _beside(language, "daypart_tail", "\\s*({})(?!\\w)").match(
        text, span.end, span.end + _REACH
    )
    lead = _beside(language, "daypart_lead", "(?<!\\w)({}),?\\s+$").search(before)
    if after is not None and (lead is None or not after[1].startswith(",")):
        words, span = after[1], Span(span.begin, after.end(1))
    elif lead is not None:
        words, span = lead[1], Span(span.begin - len(before) + lead.start(1), span.end)
    else:
        return span, meaning
    clock = find_clock(words, language)
    code = clock or _find_code(words, language)
    if not code:
        return span, meaning
    day = meaning.value.split("/")[0]
    others = meaning.alternatives
    period = meaning.period
    today = period is not None and period.begin == period.end == scene.published
    if code == "NI" and today and scene.tense is not Tense.FUTURE:
        return span, _onto(meaning)  # "сегодня ночью его увезли"
    if code == "NI" and period is not None and period.begin == period.end < date.max:
        following = period.end + timedelta(days=1)
        others = (as_interval(Period(f"{day}TNI", period.begin, following, "D")), *others)
    return span, replace(meaning, type=TimeType.TIME, value=f"{day}T{code}", alternatives=others)


def _onto(meaning: Meaning) -> Meaning:
    """Return the night that ends on a day: "в ночь на 5 марта" is of the 4th and the 5th."""
    period = None if meaning.period is None else make_night(meaning.period.begin)
    value = "XXXX-XX-XXTNI" if period is None else period.value
    nights = []
    for other in meaning.alternatives:
        end = None if other.begin is None else date.fromisoformat(other.begin)
        night = None if end is None else make_night(end)
        nights += [as_interval(night)] if night is not None else []
    return replace(
        meaning, type=TimeType.TIME, value=value, period=period, alternatives=tuple(nights)
    )


@cache
def _beside(language: Language, name: str, frame: str) -> Pattern[str]:
    source = compile_any(language, "times", name).pattern
    return re.compile(frame.format(source), re.IGNORECASE)


CLOCK_RULES: Mapping[str, Rule] = {"clock": _clock, "daypart_rule": _daypart}
