"""Rules for how long and how often (TIMEX3 durations and sets)."""

from collections.abc import Mapping

from sayso.read.times_meaning import Rule
from sayso.read.times_scene import Meaning, Scene, Slots
from sayso.records.value import TimeType

_CLOCK_UNITS = {"S": "S", "M": "M", "H": "H"}
_CALENDAR_UNITS = {"D": ("D", 1), "W": ("W", 1), "2W": ("W", 2), "MO": ("M", 1), "Q": ("Q", 1)}
_PARTS = {"H": (60, "M"), "M": (60, "S"), "Y": (12, "MO"), "D": (24, "H")}
_HYPHENS = frozenset("-‐‑")
_MOST_DIGITS = 9
_NEAR = 12  # characters after a duration in which "old" makes it an age
_YEAR_UNITS = {"Y": ("Y", 1), "10Y": ("Y", 10), "100Y": ("Y", 100)}


def make_duration(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a number of units; "X" stands for a number not said."""
    if unit in _CLOCK_UNITS:
        return f"PT{_written(count)}{_CLOCK_UNITS[unit]}"
    letter, factor = (_CALENDAR_UNITS | _YEAR_UNITS)[unit]
    return f"P{_written(None if count is None else count * factor)}{letter}"


def _written(count: float | None) -> str:
    if count is None:
        return "X"
    return str(int(count)) if count == int(count) else f"{count:g}"


def _duration(slots: Slots, scene: Scene) -> Meaning | None:
    token = scene.parse.token_at(scene.end - 1)
    # "A second term" and "the minute details" are no durations.
    unit = slots.string("unit")
    is_unit = token is not None and token.lower == slots.get("unit")
    if token is not None and is_unit and token.text.istitle() and token.quoted:
        return None  # the title of a program
    if token is not None and is_unit and token.tag in {"JJ", "RB"}:
        return None
    if unit == "Q" and (scene.leads("belongs") or "-" in slots.match[0]):
        return None  # "three quarters of the men"
    if _is_age(slots, scene) or _is_cut(slots, scene):
        return None
    if slots.has("fraction"):
        if len(slots.get("digits") or "") > _MOST_DIGITS:
            return None
        count = float(slots.figure("digits") + float(slots.string("fraction") or 0))
        return _lasting(count, unit, slots.string("softener"))
    said = slots.number()
    count = 1.0 if said is None else said
    if said is None:
        words = set(slots.match[0].lower().replace("-", " ").split())
        if words & slots.language.words("numbers", "half"):
            count = 1.5 if words & slots.language.words("times", "and_word") else 0.5
    if unit == "S" and not slots.has("number") and count == 1 and not scene.follows("vague_lead"):
        # "Of a second": one more, not a moment.
        return None
    if count % 1 and said is None:
        return _lasting(count, unit, slots.string("softener"))
    value = make_duration(count, unit)
    if slots.has("number2") and slots.has("unit2"):
        return _added(slots, value)
    if slots.has("number2") and (slots.number("number2") or 0) <= count:
        return None  # "in 2012 to 20 years"
    if slots.has("number2"):
        value = f"{value}/{make_duration(slots.number('number2'), unit)}"
    return Meaning(type=TimeType.DURATION, value=value, mod=slots.string("softener") or None)


def _added(slots: Slots, value: str) -> Meaning | None:
    """Return "six years and three months" as one duration."""
    first, second = slots.string("unit"), slots.string("unit2")
    if first not in _PARTS or _PARTS[first][1] != second:
        return None
    clock = "PT" if first in _CLOCK_UNITS else "P"
    added = make_duration(slots.number("number2"), second).removeprefix(clock)
    softener = slots.string("softener") or None
    return Meaning(type=TimeType.DURATION, value=value + added, mod=softener)


def _lasting(count: float, unit: str, softener: str) -> Meaning:
    """Return a duration of so many units and a part of one, in whole smaller units."""
    value = make_duration(count, unit)
    whole, part = int(count), count - int(count)
    factor, smaller = _PARTS.get(unit, (0, unit))
    if part and factor and (part * factor).is_integer():
        value = make_duration(part * factor, smaller)
        if whole:
            clock = "PT" if unit in _CLOCK_UNITS else "P"
            value = make_duration(whole, unit) + value.removeprefix(clock)
    return Meaning(type=TimeType.DURATION, value=value, mod=softener or None)


def _is_age(slots: Slots, scene: Scene) -> bool:
    """Whether a duration tells how old somebody is: "32 years old", "a six-year-old"."""
    after = scene.parse.text[scene.end : scene.end + _NEAR].lower().lstrip(" \n-‐‑–")
    words = " ".join(after.split())
    return any(
        words.startswith(word) and not words[len(word) : len(word) + 1].isalnum()
        for word in slots.language.words("times", "old")
    )


def _is_cut(slots: Slots, scene: Scene) -> bool:
    """Whether the unit belongs to a longer word: the "a year" of "a year-earlier loss"."""
    words = slots.match[0].lower()
    article = words.split()[0] in slots.language.words("times", "article_word")
    after = scene.parse.text[scene.end : scene.end + 2]
    return article and after[:1] in _HYPHENS and after[1:].isalpha()


def _long_span(slots: Slots, _: Scene) -> Meaning | None:
    unit = slots.string("unit")
    alone = 1.0 if not slots.has("span_which") else None
    count = slots.number() if slots.has("number") else alone
    return Meaning(type=TimeType.DURATION, value=make_duration(count, unit))


def _vague_duration(slots: Slots, scene: Scene) -> Meaning | None:
    if slots.has("long_word"):
        return Meaning(type=TimeType.DURATION, value=slots.string("long_word"))
    first = slots.match[0].lower().split()[0]
    if first in slots.language.words("times", "recent_word"):
        return Meaning(type=TimeType.DATE, value="PAST_REF")
    if first in slots.language.words("times", "coming_word"):
        return Meaning(type=TimeType.DATE, value="FUTURE_REF")
    unit = slots.string("unit")
    long = slots.has("unit") and "-" in slots.match[0]
    if not unit:
        if not scene.follows("vague_lead"):
            return None
        unit = str(slots.language.values("times", "unit")[first])
    one = 1.0 if long and not first.partition("-")[0].endswith("s") else None
    return Meaning(type=TimeType.DURATION, value=make_duration(one, unit))


def _set(slots: Slots, scene: Scene) -> Meaning | None:
    first = slots.match[0].lower().split()[0]
    articles = slots.language.words("times", "article_word")
    if first in articles and not scene.follows("per_lead") and not _is_rate(scene):
        return None
    if slots.has("weekday"):
        value = f"XXXX-WXX-{slots.integer('weekday')}"
    elif slots.has("month"):
        value = f"XXXX-{slots.integer('month'):02}"
    elif slots.has("season"):
        value = f"XXXX-{slots.string('season')}"
    elif slots.has("daypart"):
        value = f"XXXX-XX-XXT{slots.string('daypart').removeprefix('T')}"
    elif slots.has("unit"):
        value = make_duration(slots.number() if slots.has("number") else 2, slots.string("unit"))
    else:
        value = make_duration(1, slots.string("period"))
    return Meaning(type=TimeType.SET, value=value)


def _is_rate(scene: Scene) -> bool:
    """Whether a number of things stands right before, as in "358,000 jobs a month"."""
    token = scene.parse.token_at(scene.begin)
    if token is None or token.i == 0:
        return False
    before = scene.parse.tokens[token.i - 1]
    if before.pos == "NUM" or before.tag == "$":
        return True
    counted = any(word.pos == "NUM" for word in scene.parse.children(before.i, "nummod"))
    return before.pos == "NOUN" and before.sentence == token.sentence and counted


def _set_word(slots: Slots, scene: Scene) -> Meaning | None:
    token = scene.parse.token_at(scene.begin)
    named = token is not None and scene.parse.tokens[token.head].pos == "PROPN"
    if token is not None and (token.pos in {"NOUN", "PROPN"} or named):
        return None  # "the party's daily"
    adverbs = slots.language.words("times", "adverb_only")
    if token is not None and token.lower in adverbs and token.pos != "ADV":
        return None
    return Meaning(type=TimeType.SET, value=slots.string("set_word"))


SPAN_RULES: Mapping[str, Rule] = {
    "set": _set,
    "set_word": _set_word,
    "long_span": _long_span,
    "duration": _duration,
    "vague_duration": _vague_duration,
}
