"""Rules for times of the day, alone and with the day that they belong to."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from re import Pattern

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, compile_templates
from sayso.read.times_calendar import Period
from sayso.read.times_meaning import PUBLISHED, Rule, as_interval
from sayso.read.times_scene import Meaning, Scene, Slots
from sayso.read.times_tense import Tense
from sayso.records.selector import Span
from sayso.records.value import TimeType

_REACH = 48  # how far before or behind a day its part of the day may stand, in characters


def _clock(slots: Slots, scene: Scene) -> Meaning | None:
    moment = find_clock(slots.match[0], slots.language)
    return None if moment is None else on_day_told(moment, scene)


def on_day_told(moment: str, scene: Scene) -> Meaning:
    """Return a time of the day that was told last in the paragraph, if any was."""
    anchor = scene.find_anchor("D")
    if anchor is None or anchor.paragraph != scene.paragraph:
        return Meaning(type=TimeType.TIME, value=f"XXXX-XX-XXT{moment}")
    day = anchor.period.begin
    value = f"{day.isoformat()}T{moment}"
    return Meaning(
        type=TimeType.TIME, value=value, period=Period(value, day, day, "D"), anchor=anchor.id
    )


def find_clock(words: str, language: Language) -> str | None:
    """Return the time of day in words as "HH:MM", or ``None``."""
    for pattern in compile_templates(language, "times", "clock"):
        match = pattern.search(words)
        if match is None:
            continue
        slots = Slots(match, language)
        if slots.has("hhmm"):
            digits = slots.get("hhmm") or ""
            return f"{digits[:2]}:{digits[2:]}"
        hour = int(slots.number("hour") or slots.number("cardinal") or 0)
        minute = slots.figure("minute") or slots.figure("minute2")
        if slots.has("zone"):
            hour = hour % 12 + slots.integer("zone")
        elif slots.get("daypart") in language.words("times", "later_half"):
            hour = hour % 12 + 12
        return f"{hour:02}:{minute:02}"
    return None


def _daypart(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "in the morning": of the day told last in the paragraph, if any."""
    if slots.has("moment"):
        told = scene.follows("moment_lead")
        return on_day_told(slots.string("moment"), scene) if told else None
    whole = slots.match[0].lower()
    articles = slots.language.words("times", "article_word")
    if whole.split()[0] in articles and not scene.follows("daypart_in"):
        return None
    return on_day_told(slots.string("daypart").removeprefix("T"), scene)


def _deictic_daypart(slots: Slots, scene: Scene) -> Meaning | None:
    part = slots.string("daypart") or slots.string("this_daypart")
    last = slots.match[0].lower().split()[0] in slots.language.words("times", "last_word")
    day = scene.published
    if day is None:
        return Meaning(type=TimeType.TIME, value=f"XXXX-XX-XXT{part}")
    overnight = slots.get("this_daypart") is not None and scene.tense is Tense.PAST
    begin = day - timedelta(days=1) if last or overnight else day
    period = Period(f"{begin.isoformat()}T{part.removeprefix('T')}", begin, begin, "D")
    if overnight:
        period = Period(period.value, begin, day, "D")
    other = Period(period.value, begin, begin + timedelta(days=1), "D") if part == "NI" else None
    return Meaning(
        type=TimeType.TIME,
        value=period.value,
        period=period,
        anchor=PUBLISHED,
        alternatives=(as_interval(other),) if other is not None and other != period else (),
    )


def find_joint(text: str, end: int, language: Language) -> int:
    """Return where a day must begin to belong to a time of the day that ends at ``end``."""
    joint = re.compile(rf",?\s+(?:{language.alternation('times', 'daypart_joint')}\s+)?")
    found = joint.match(text, end)
    return -1 if found is None else found.end()


def add_daypart(span: Span, meaning: Meaning, scene: Scene, floor: int) -> tuple[Span, Meaning]:
    """Take in the part or time of the day that stands beside a day, none before ``floor``."""
    text, language = scene.parse.text, scene.language
    lead = _beside(language, "daypart_lead", "(?<!\\w)({}),?\\s+$")
    tail = _beside(language, "daypart_tail", "\\s*({})(?!\\w)")
    after = tail.match(text, span.end, span.end + _REACH)
    before = lead.search(text, max(floor, span.begin - _REACH), span.begin)
    words = ""
    if after is not None:
        span, words = Span(span.begin, after.end(1)), after[1]
    elif before is not None:
        span, words = Span(before.start(1), span.end), before[1]
    if not words:
        return span, meaning
    part = compile_any(language, "times", "daypart").search(words)
    code = ""
    if part is not None:
        code = str(language.values("times", "daypart")[" ".join(part[0].lower().split())])
    period = meaning.period
    alternatives = meaning.alternatives
    day = meaning.value.split("/")[0]
    if code == "NI" and period is not None and period.begin == period.end:
        following = _next_day(period)
        other = None if following is None else replace(following, value=f"{day}TNI")
        nights = () if other is None else (as_interval(other),)
        alternatives = (*nights, *alternatives)
    clock = find_clock(words, language) if not code else None
    moment = clock if clock is not None else code.removeprefix("T")
    return span, replace(
        meaning, type=TimeType.TIME, value=f"{day}T{moment}", alternatives=alternatives
    )


def _next_day(period: Period) -> Period | None:
    if period.end == date.max:
        return None
    return Period(period.value, period.begin, date.fromordinal(period.end.toordinal() + 1), "D")


@cache
def _beside(language: Language, name: str, frame: str) -> Pattern[str]:
    source = compile_any(language, "times", name).pattern
    return re.compile(frame.format(source), re.IGNORECASE)


CLOCK_RULES: Mapping[str, Rule] = {
    "deictic_daypart": _deictic_daypart,
    "clock": _clock,
    "daypart_rule": _daypart,
}
