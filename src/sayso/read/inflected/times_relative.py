"""Rules for times counted from the report's day or from the time told before."""

from collections.abc import Mapping
from datetime import date, timedelta

from sayso.read import times_relative
from sayso.read.times_calendar import Period, get_period, make_day, shift_day
from sayso.read.times_meaning import PUBLISHED, Rule, as_interval, date_of
from sayso.read.times_scene import VAGUE, Meaning, Scene, Slots
from sayso.read.times_tense import Tense
from sayso.records.morph import get_morph
from sayso.records.value import TimeType

_LATELY = 7  # days that "на днях" reaches back, or ahead


def _weekday(slots: Slots, scene: Scene) -> Meaning | None:
    language = slots.language
    if slots.has("period") and slots.string("period") != "W":
        return None
    alone = not slots.has("which")
    shy = alone and slots.get("weekday") in language.words("times", "shy_weekday")
    if shy and not scene.follows("weekday_lead"):
        return None
    return times_relative.RELATIVE_RULES["weekday_rule"](slots, scene)


def _eve(_: Slots, scene: Scene) -> Meaning | None:
    """Read "накануне": the day before the report's, or before the day told in the paragraph."""
    if _governs(scene):
        return None  # "накануне войны"
    published = scene.published
    own = None if published is None else make_day(published - timedelta(days=1))
    told = scene.find_anchor("D")
    if told is not None and told.paragraph == scene.paragraph and told.period.begin > date.min:
        day = make_day(told.period.begin - timedelta(days=1))
        return date_of(day, anchor=told.id, other=own)
    return date_of(own, anchor=PUBLISHED, value="XXXX-XX-XX")


def _governs(scene: Scene) -> bool:
    """Whether what it is the eve of follows: a noun in the genitive, perhaps with its attribute."""
    word = scene.next_word()
    if word is not None and word.pos in {"DET", "ADJ"}:
        word = scene.parse.tokens[min(word.i + 1, len(scene.parse.tokens) - 1)]
    return word is not None and word.pos in {"NOUN", "PROPN"} and get_morph(word.tag).case == "Gen"


def _lately(_: Slots, scene: Scene) -> Meaning | None:
    """Read "на днях": one of the last days, or of the next where the verb looks ahead."""
    ahead = scene.tense is Tense.FUTURE
    value = "FUTURE_REF" if ahead else "PAST_REF"
    published = scene.published
    if published is None:
        return Meaning(type=TimeType.DATE, value=value)
    other = shift_day(published, "D", _LATELY if ahead else -_LATELY) or published
    period = Period(value, min(published, other), max(published, other), VAGUE)
    return Meaning(type=TimeType.DATE, value=value, period=period, anchor=PUBLISHED)


def _period_word(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "вчерашний" and "торік"."""
    code = slots.string("period_word")
    unit, step = code[0], int(code[1:])
    if scene.published is None:
        return date_of(None, value="XXXX-XX-XX" if unit == "D" else "XXXX")
    day = shift_day(scene.published, unit, step)
    return date_of(None if day is None else get_period(day, unit), anchor=PUBLISHED, value="XXXX")


def _deictic(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "на прошлой неделе", and "на следующей неделе" of a story."""
    unit, which = slots.string("period"), slots.integer("which")
    narrated = scene.find_narrated() if which >= 0 and unit != "D" else None
    if unit != "D" and which == 1 and narrated is None and scene.tense is Tense.PAST:
        narrated = scene.find_anchor(unit)
    if narrated is None:
        return times_relative.RELATIVE_RULES["deictic"](slots, scene)
    day = shift_day(get_period(narrated.period.begin, unit).begin, unit, which)
    period = None if day is None else get_period(day, unit)
    return date_of(period, anchor=narrated.id, value="XXXX")


def _deictic_daypart(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "прошлой ночью" and "этим утром"; a night has two days."""
    part, which = slots.string("daypart").removeprefix("T"), slots.integer("which")
    published = scene.published
    if which not in {-1, 0}:
        return None  # "наступного ранку" is counted from the day told
    if published is None:
        return Meaning(type=TimeType.TIME, value=f"XXXX-XX-XXT{part}")
    if part != "NI":
        day = published + timedelta(days=which)
        period = Period(f"{day.isoformat()}T{part}", day, day, "D")
        return _at(period)
    ahead = which == 0 and scene.tense is Tense.FUTURE
    first = published if ahead else published - timedelta(days=1)
    value = f"{first.isoformat()}T{part}"
    return _at(Period(value, first, first + timedelta(days=1), "D"))


def _at(period: Period, *others: Period) -> Meaning:
    return Meaning(
        type=TimeType.TIME,
        value=period.value,
        period=period,
        anchor=PUBLISHED,
        alternatives=tuple(map(as_interval, others)),
    )


def _weekend(slots: Slots, scene: Scene) -> Meaning | None:
    if not slots.has("which") and not _is_weekend(scene):
        return None
    return times_relative.RELATIVE_RULES["weekend_rule"](slots, scene)


def _is_weekend(scene: Scene) -> bool:
    """Whether the word is no adjective: "на вихідні позиції" are starting points."""
    word = scene.next_word()
    if not scene.follows("weekend_lead"):
        return False
    morph = get_morph("" if word is None else word.tag)
    return morph.number != "Plur" or morph.animate is not False or morph.case == "Ins"


def _future(_: Slots, scene: Scene) -> Meaning | None:
    if scene.tense is Tense.PAST:
        return None  # "вскоре он умер"
    return Meaning(type=TimeType.DATE, value="FUTURE_REF")


def _vague(value: str) -> Rule:
    def read(_: Slots, __: Scene) -> Meaning:
        return Meaning(type=TimeType.DATE, value=value)

    return read


RELATIVE_RULES: Mapping[str, Rule] = {
    "weekday_rule": _weekday,
    "day_word_rule": times_relative.RELATIVE_RULES["day_word_rule"],
    "eve_rule": _eve,
    "lately_rule": _lately,
    "period_word_rule": _period_word,
    "weekend_rule": _weekend,
    "part_of_period": times_relative.RELATIVE_RULES["part_of_period"],
    "deictic": _deictic,
    "deictic_daypart": _deictic_daypart,
    "anaphoric": times_relative.RELATIVE_RULES["anaphoric"],
    "past_ref": _vague("PAST_REF"),
    "present_ref": _vague("PRESENT_REF"),
    "future_ref": _future,
}
