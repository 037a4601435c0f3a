"""Rules for times that name their day, month, season or year, in languages of many forms."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from re import Pattern

from sayso.lang.language import Language
from sayso.lang.templates import expand_templates
from sayso.read import times_dates
from sayso.read.inflected.times_counts import find_count
from sayso.read.times_calendar import (
    Period,
    find_day,
    make_day,
    make_month,
    make_season,
    make_year,
    narrow,
    shift_day,
)
from sayso.read.times_meaning import PUBLISHED, Rule, date_of, find_recurring
from sayso.read.times_scene import Meaning, Scene, Slots
from sayso.read.times_tense import Tense
from sayso.records.morph import get_morph
from sayso.records.parse import Token
from sayso.records.value import TimeType

_MONTHS = 12
_CENTURY = 100
_AHEAD = 5  # years: two figures of a year name none that lies farther ahead
_LATELY = 40  # two figures up to which a year is of this century where no day is known
_MOST_DAYS = 31
_FIRST_BARE = 1700  # four figures alone that are smaller hardly ever are a year
_HEADING = frozenset(":—–-")


def _month_day(slots: Slots, scene: Scene) -> Meaning | None:
    ahead = None if slots.has("year") or slots.has("which") else _year_ahead(slots, scene)
    if ahead is None:
        return times_dates.DATE_RULES["month_day"](slots, scene)
    found = find_day(ahead, slots.integer("month"), slots.figure("dayth"))
    return date_of(found, value="XXXX-XX-XX")


def _year_ahead(slots: Slots, scene: Scene) -> int | None:
    """Return the year of the first day in "28 декабря — 1 января 1965", or ``None``."""
    for pattern in _compile_ahead(slots.language):
        match = pattern.match(scene.parse.text, scene.end)
        if match is not None:
            later = Slots(match, slots.language)
            return later.figure("year") - (slots.integer("month") > later.integer("month"))
    return None


@cache
def _compile_ahead(language: Language) -> tuple[Pattern[str], ...]:
    sources = expand_templates(language, "times", "day_ahead")
    return tuple(re.compile(rf"\s*(?:{source})", re.IGNORECASE) for source in sources)


def _numeric_day(slots: Slots, scene: Scene) -> Meaning | None:
    """Read 05.03.2023, 5/3/2023 and 5/III: the day stands before the month."""
    if slots.has("roman_month"):
        month, day = slots.integer("roman_month"), slots.figure("day")
        if slots.has("year"):
            found = find_day(slots.figure("year"), month, day)
            return None if found is None else date_of(found)
        value = f"XXXX-{month:02}-{day:02}"
        if find_day(2000, month, day) is None:
            return None
        return find_recurring(scene, lambda year: find_day(year, month, day), value=value)
    parts = [int(part) for part in re.findall(r"\d+", slots.match[0])]
    if slots.has("iso_date"):
        parts.reverse()
    day, month, year = parts
    if slots.has("slash_date") and month > _MONTHS >= day:
        day, month = month, day
    if not 1 <= month <= _MONTHS:
        return None
    found = find_day(year if year >= _CENTURY else _full_year(year, scene), month, day)
    return None if found is None else date_of(found)


def _full_year(figures: int, scene: Scene) -> int:
    """Return the year that two figures name: of the story's century, else the last such year."""
    narrated = scene.find_narrated()
    if narrated is not None:
        return narrated.period.begin.year // _CENTURY * _CENTURY + figures
    most = 2000 + _LATELY if scene.published is None else scene.published.year + _AHEAD
    year = most // _CENTURY * _CENTURY + figures
    return year if year <= most else year - _CENTURY


def _number_day(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "5 числа": a day of the report's month, of the one told, or the last such day."""
    day, published = slots.figure("dayth"), scene.published
    if not 1 <= day <= _MOST_DAYS:
        return None
    unknown = date_of(None, value="XXXX-XX-XX")
    if slots.has("period") and slots.string("period") != "MO":
        return None
    if slots.has("following"):
        told = scene.find_anchor("MO")
        begin = None if told is None else told.period.begin
        counted, step = "" if told is None else told.id, slots.integer("following")
    else:
        begin, counted, step = published, PUBLISHED, slots.integer("which")
    if begin is None:
        return unknown
    if not slots.has("period"):
        ahead = scene.tense is Tense.FUTURE
        step = 1 if ahead and day < begin.day else -1 if not ahead and day > begin.day else 0
    month = shift_day(begin.replace(day=1), "MO", step)
    found = None if month is None else find_day(month.year, month.month, day)
    return date_of(found, anchor=counted, value="XXXX-XX-XX")


def _day_alone(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "27-го": a day of the month told of just before or of the next, else the last such."""
    day, told, word = slots.figure("day"), scene.find_anchor("D"), scene.next_word()
    if not 1 <= day <= _MOST_DAYS or (word is not None and _is_counted(word)):
        return None
    if told is None or scene.paragraph - told.paragraph > 1:
        return None if scene.published is None else _last_such_day(day, scene.published)
    month = shift_day(told.period.end.replace(day=1), "MO", int(day < told.period.end.day))
    found = None if month is None else find_day(month.year, month.month, day)
    if found is None or (scene.published is not None and found.begin > scene.published):
        return None
    return date_of(found, anchor=told.id)


def _last_such_day(day: int, published: date) -> Meaning:
    month = shift_day(published.replace(day=1), "MO", -int(day > published.day))
    found = None if month is None else find_day(month.year, month.month, day)
    return date_of(found, anchor=PUBLISHED, value="XXXX-XX-XX")


def _is_counted(word: Token) -> bool:
    """Whether an ordinal is that of the word behind it: "27-го полка"."""
    morph = get_morph(word.tag)
    return word.pos in {"NOUN", "ADJ", "PROPN", "NUM"} and morph.case != "Nom"


def _night_range(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "в ночь с 4 на 5 марта" and "в ночь с пятницы на субботу": both days."""
    unknown = Meaning(type=TimeType.TIME, value="XXXX-XX-XXTNI")
    if slots.has("weekday") and not slots.has("month"):
        return _make_night(_find_weekday(slots, scene), PUBLISHED) or unknown
    weekdays = slots.has("weekday")
    month = slots.integer("month") if weekdays else slots.integer("month2")
    month = month or slots.integer("month")
    day = slots.figure("dayth") if weekdays else slots.figure("dayth2")
    if find_day(2000, month, day) is None:
        return None
    if slots.has("year"):
        last = find_day(slots.figure("year"), month, day)
        return _make_night(None if last is None else last.begin, None) or unknown
    meaning = find_recurring(scene, lambda year: find_day(year, month, day), value="XXXX-XX-XX")
    if meaning.period is None:
        return unknown
    return _make_night(meaning.period.begin, meaning.anchor) or unknown


def _find_weekday(slots: Slots, scene: Scene) -> date | None:
    if scene.published is None:
        return None
    back = (scene.published.isoweekday() - slots.integer("weekday2")) % 7
    ahead = 7 - back if scene.tense is Tense.FUTURE else -back
    return scene.published + timedelta(days=ahead)


def _make_night(last: date | None, anchor: str | None) -> Meaning | None:
    period = None if last is None else make_night(last)
    if period is None:
        return None
    return Meaning(type=TimeType.TIME, value=period.value, period=period, anchor=anchor)


def make_night(last: date) -> Period | None:
    """Return the night that ends on a day, both of its days; ``None`` before the calendar."""
    if last == date.min:
        return None
    first = last - timedelta(days=1)
    return Period(f"{first.isoformat()}TNI", first, last, "D")


def _offset(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "накануне 9 мая" and "через два дня после 9 мая"."""
    day = times_dates.DATE_RULES["month_day"](slots, scene)
    if day is None:
        return None
    step = 1 if slots.has("after_prep") else -1
    count = 1.0 if slots.has("eve") else find_count(slots) or 1.0
    unit = slots.string("unit") or "D"
    moved = None if day.period is None else shift_day(day.period.begin, unit, step * int(count))
    if moved is None:
        return date_of(None, value="XXXX-XX-XX")
    return date_of(make_day(moved), anchor=day.anchor)


def _month(slots: Slots, scene: Scene) -> Meaning | None:
    alone = not any(map(slots.has, ("year", "which", "following")))
    shy = slots.language.words("times", "shy_month")
    if alone and slots.get("month") in shy and not scene.follows("month_lead"):
        return None
    return times_dates.DATE_RULES["month_rule"](slots, scene)


def _month_adjective(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "сентябрьский указ"."""
    month = slots.integer("month_adjective")
    value = f"XXXX-{month:02}"
    return find_recurring(scene, lambda year: make_month(year, month), value=value)


def _year_word(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "торік у лютому" and "5 березня торік"."""
    code = slots.string("period_word")
    if not code.startswith("Y"):
        return None
    month, day = slots.integer("month"), slots.figure("dayth")
    if scene.published is None:
        return date_of(None, value=f"XXXX-{month:02}")
    year = scene.published.year + int(code[1:])
    found = find_day(year, month, day) if slots.has("dayth") else make_month(year, month)
    return date_of(found, anchor=PUBLISHED, value="XXXX-XX-XX")


def _decade(slots: Slots, scene: Scene) -> Meaning | None:
    word = scene.next_word()
    if scene.leads("day_of_month") or (word is not None and word.pos == "NOUN"):
        return None  # "в 20-х числах", "40-е место"
    return times_dates.DATE_RULES["decade_rule"](slots, scene)


def _short_year(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "весной 22-го" and "конец 49-го года"."""
    if scene.leads("age_tail"):
        return None  # "на 77-м году жизни"
    year = _full_year(slots.figure("two_digits"), scene)
    if slots.has("dayth"):
        found = find_day(year, slots.integer("month"), slots.figure("dayth"))
        return date_of(found, value="XXXX-XX-XX")
    if slots.has("month"):
        return date_of(make_month(year, slots.integer("month")))
    if slots.has("season"):
        return date_of(make_season(year, slots.string("season")))
    if not slots.has("part"):
        return date_of(make_year(year))
    mod = slots.string("part")
    return replace(date_of(narrow(make_year(year), mod)), mod=mod)


def _season(slots: Slots, scene: Scene) -> Meaning | None:
    season = slots.string("season")
    if slots.has("following"):
        told = scene.find_anchor("Y")
        if told is None:
            return date_of(None, value=f"XXXX-{season}")
        year = told.period.begin.year + slots.integer("following")
        return date_of(make_season(year, season), anchor=told.id)
    if slots.has("year") or slots.has("which"):
        return times_dates.DATE_RULES["season_rule"](slots, scene)
    says_when = slots.get("season") in slots.language.words("times", "season_when")
    if not says_when and not scene.follows("season_lead"):
        return None
    value = f"XXXX-{season}"
    return find_recurring(scene, lambda year: make_season(year, season), value=value)


def _year(slots: Slots, scene: Scene) -> Meaning | None:
    if not slots.has("year_tail") and not _is_bare_year(slots.figure("year"), scene):
        return None
    if scene.follows("year_label"):
        return None
    return date_of(make_year(slots.figure("year")))


def _is_bare_year(year: int, scene: Scene) -> bool:
    """Whether four figures alone are a year: behind "в" or a bracket, and counting nothing."""
    if year < _FIRST_BARE:
        return False
    word = scene.next_word()
    if word is not None and word.text == ")":
        return True
    if not scene.follows("year_lead") and not scene.follows("part"):
        return _heads(scene)
    if word is None:
        return True
    if {word.lower.rstrip("."), word.lemma} & scene.language.words("times", "people"):
        return False
    morph = get_morph(word.tag)
    counted = morph.case == "Gen" and morph.number == "Plur"
    return word.text != "%" and not (counted and word.pos in {"NOUN", "ADJ", "VERB"})


def _heads(scene: Scene) -> bool:
    """Whether a year is a heading, or stands at the head of an entry: "1950 - ...", "1981: ..."."""
    token = scene.parse.token_at(scene.begin)
    if token is None or token.begin != scene.parse.paragraphs[token.paragraph].begin:
        return False
    word = scene.next_word()
    if word is None or word.paragraph != token.paragraph:
        return True
    return word.text in _HEADING and word.end < scene.parse.paragraphs[token.paragraph].end


NIGHT_RULES: Mapping[str, Rule] = {"night_range": _night_range}

DATE_RULES: Mapping[str, Rule] = {
    "offset_rule": _offset,
    "day_range": times_dates.DATE_RULES["day_range"],
    "month_day": _month_day,
    "number_day": _number_day,
    "day_alone": _day_alone,
    "numeric_day": _numeric_day,
    "month_range": times_dates.DATE_RULES["month_range"],
    "year_range": times_dates.DATE_RULES["year_range"],
    "short_year_rule": _short_year,
    "year_word_rule": _year_word,
    "month_rule": _month,
    "month_adjective_rule": _month_adjective,
    "season_rule": _season,
    "decade_rule": _decade,
    "century_rule": times_dates.DATE_RULES["century_rule"],
    "year_rule": _year,
}
