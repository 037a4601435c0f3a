"""Rules for times that name their day, month, season or year."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from sayso.lang.language import Language
from sayso.lang.templates import compile_templates
from sayso.read.numbers import parse_number
from sayso.read.times_calendar import (
    Period,
    find_day,
    find_nth,
    get_period,
    join,
    make_century,
    make_day,
    make_decade,
    make_month,
    make_season,
    make_year,
    shift_day,
)
from sayso.read.times_meaning import (
    PUBLISHED,
    Rule,
    as_interval,
    date_of,
    find_recurring,
)
from sayso.read.times_scene import Meaning, Scene, Slots
from sayso.records.value import TimeType

_MONTHS = 12
_DAYS = 31  # of the longest month
# Days within which a day or month to come is meant rather than the one of a year before,
# unless a verb in the past tense is dated by it.
_SOON_DAY, _SOON_MONTH = 100, 31
_TENS = (10, 99)  # what follows "nineteen" in a year


def _month_day(slots: Slots, scene: Scene) -> Meaning | None:
    meaning = _calendar_day(slots, scene)
    if meaning is None or meaning.period is None or not slots.has("daypart"):
        return meaning
    # "Monday evening, 7 November": the part of the day stands inside.
    part = slots.string("daypart").removeprefix("T")
    return replace(meaning, type=TimeType.TIME, value=f"{meaning.value}T{part}")


def _calendar_day(slots: Slots, scene: Scene) -> Meaning | None:
    month, day = slots.integer("month"), slots.figure("dayth")
    if find_day(2000, month, day) is None:
        # "30 February" is a date that cannot be, not a number of things and a month.
        return date_of(None, value="XXXX-XX-XX") if 1 <= day <= _DAYS else None
    if slots.has("year"):
        return date_of(find_day(slots.figure("year"), month, day), value="XXXX-XX-XX")
    value = f"XXXX-{month:02}-{day:02}"
    weekday = slots.integer("weekday")
    if slots.has("which") and slots.match[0].lower().split()[-1] not in slots.language.words(
        "times", "period"
    ):
        step = slots.integer("which")
        return find_recurring(
            scene, lambda year: find_day(year, month, day), value=value, step=step
        )
    if slots.has("which"):
        if scene.published is None:
            return date_of(None, value=value)
        year = scene.published.year + slots.integer("which")
        return date_of(find_day(year, month, day), anchor=PUBLISHED, value=value)

    def make(year: int) -> Period | None:
        period = find_day(year, month, day)
        fits = period is None or not weekday or period.begin.isoweekday() == weekday
        return period if fits else None

    if weekday and scene.published is not None:
        years = range(scene.published.year - 1, scene.published.year + 2)
        fit = [period for year in years if (period := make(year)) is not None]
        if len(fit) == 1:
            return date_of(fit[0], anchor=PUBLISHED)
    return find_recurring(
        scene, lambda year: find_day(year, month, day), value=value, soon=_SOON_DAY
    )


def _day_of(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "the 5th of this month", of the report's month or of the one told before."""
    if slots.string("period") != "MO":
        return None
    told = scene.find_anchor("MO") if slots.has("following") else None
    if slots.has("following"):
        day = None if told is None else told.period.begin
        counted = "" if told is None else told.id
    else:
        day, counted = scene.published, PUBLISHED
    step = slots.integer("following") if slots.has("following") else slots.integer("which")
    moved = None if day is None else shift_day(day.replace(day=1), "MO", step)
    if moved is None:
        return date_of(None, value="XXXX-XX-XX")
    found = find_day(moved.year, moved.month, slots.figure("dayth"))
    return date_of(found, anchor=counted, value="XXXX-XX-XX")


def _week_of(slots: Slots, scene: Scene) -> Meaning | None:
    day = _month_day(slots, scene)
    if day is None or day.period is None:
        return None if day is None else replace(day, value="XXXX-WXX")
    week = get_period(day.period.begin, "W")
    others = [date.fromisoformat(other.begin) for other in day.alternatives if other.begin]
    weeks = tuple(as_interval(get_period(other, "W")) for other in others)
    return replace(date_of(week, anchor=day.anchor), alternatives=weeks)


def _numeric_day(slots: Slots, _: Scene) -> Meaning | None:
    if slots.has("slash_date"):
        return _slash_date(slots)
    if slots.has("iso_date"):
        year, month, day = (int(part) for part in (slots.get("iso_date") or "").split("-"))
    else:
        day, month, year = (int(part) for part in (slots.get("dotted_date") or "").split("."))
    period = find_day(year, month, day)
    return None if period is None else date_of(period)


def _slash_date(slots: Slots) -> Meaning | None:
    """Read 12/11/2022, whose day and month change places between countries."""
    first, second, year = (int(part) for part in (slots.get("slash_date") or "").split("/"))
    orders = ((second, first), (first, second))
    fit = [day for m, d in orders if m <= _MONTHS and (day := find_day(year, m, d)) is not None]
    if not fit:
        return None
    if len(fit) == 1 or fit[0] == fit[1]:
        return date_of(fit[0])
    both = tuple(as_interval(day) for day in fit)
    return Meaning(type=TimeType.DATE, value=f"{year}-XX-XX", alternatives=both)


def _day_range(slots: Slots, scene: Scene) -> Meaning | None:
    said = [slots.integer("month"), slots.integer("month2")]
    months = [said[0] or said[1], said[1] or said[0]]
    days = [slots.figure("dayth"), slots.figure("dayth2")]
    if any(find_day(2000, m, d) is None for m, d in zip(months, days, strict=True)):
        return None
    if _counts_on(slots, scene):
        return None
    turns = months[0] > months[1]
    if months[0] == months[1] and days[0] >= days[1]:
        return None
    joined = slots.get("to") in slots.language.words("times", "and_word")
    # "On 4 and 6 March" names two days, "between" them lies a stretch.
    apart = all(said) or days[1] != days[0] + 1
    if joined and apart and not scene.follows("between"):
        return None

    def make(year: int) -> Period | None:
        first = find_day(year, months[0], days[0])
        last = find_day(year + turns, months[1], days[1])
        return None if first is None or last is None else join(first, last)

    if slots.has("year2"):
        return date_of(make(slots.figure("year2") - turns), value="XXXX-XX-XX")
    if slots.has("year"):
        return date_of(make(slots.figure("year")), value="XXXX-XX-XX")
    return find_recurring(scene, make, value=f"XXXX-{months[0]:02}-{days[0]:02}")


def _counts_on(slots: Slots, scene: Scene) -> bool:
    """Whether what looks like a second day counts what follows: "on Feb. 9 to 18 months"."""
    following = scene.next_word()
    if following is None or slots.get("month2") is not None or slots.get("year2") is not None:
        return False
    if slots.match.end() != slots.match.end("dayth2"):
        return False
    if following.lower in slots.language.values("times", "unit"):
        return True
    framed = scene.follows("between") or scene.follows("from_word")
    joined = slots.get("to") in slots.language.words("times", "to")
    return joined and not framed and following.pos in {"NOUN", "ADJ", "NUM"}


def _month(slots: Slots, scene: Scene) -> Meaning | None:
    month = slots.integer("month")
    value = f"XXXX-{month:02}"
    if slots.has("year"):
        return date_of(make_month(slots.figure("year"), month))
    if slots.has("following"):
        return _of_year_told(slots, scene)
    if slots.has("which") and slots.match[0].lower().split()[-1] in slots.language.words(
        "times", "period"
    ):
        if scene.published is None:
            return date_of(None, value=value)
        year = scene.published.year + slots.integer("which")
        return date_of(make_month(year, month), anchor=PUBLISHED)
    if slots.has("which") and slots.integer("which") == 0 and scene.published is not None:
        return date_of(make_month(scene.published.year, month), anchor=PUBLISHED)
    ahead = None if slots.has("which") else _year_ahead(slots, scene)
    if ahead is not None:
        return date_of(make_month(ahead, month))
    step = slots.integer("which") if slots.has("which") else 0
    return find_recurring(
        scene, lambda year: make_month(year, month), value=value, step=step, soon=_SOON_MONTH
    )


def _of_year_told(slots: Slots, scene: Scene) -> Meaning:
    """Return a month of the year that was told last: "October of that year"."""
    month, told = slots.integer("month"), scene.find_anchor("Y")
    if told is None:
        return date_of(None, value=f"XXXX-{month:02}")
    year = told.period.begin.year + slots.integer("following")
    return date_of(make_month(year, month), anchor=told.id)


def _year_ahead(slots: Slots, scene: Scene) -> int | None:
    """Return the year in "March to May 2022" for the first of the two months."""
    for pattern in compile_templates(slots.language, "times", "range_tail"):
        tail = pattern.match(scene.parse.text, scene.end + 1)
        if tail is not None:
            later = Slots(tail, slots.language)
            return later.figure("year") - (slots.integer("month") > later.integer("month"))
    return None


def _month_range(slots: Slots, scene: Scene) -> Meaning | None:
    first, last = slots.integer("month"), slots.integer("month2")

    def make(year: int) -> Period:
        return join(make_month(year, first), make_month(year + (first > last), last))

    if slots.has("year"):
        return date_of(make(slots.figure("year") - (first > last)))
    return find_recurring(scene, make, value=f"XXXX-{first:02}")


def _year_range(slots: Slots, _: Scene) -> Meaning | None:
    first = slots.figure("year")
    last = slots.figure("year2") or first // 100 * 100 + slots.figure("two_digits")
    return date_of(join(make_year(first), make_year(last))) if first < last else None


def _offset(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "the eve of 9 May" and "two days before 5 March"."""
    day = _calendar_day(slots, scene)
    words = (slots.get("offset") or "").split()
    sides = slots.language.values("times", "offset_side")
    side = next((int(sides[word]) for word in words if word in sides), 0)
    if day is None or side == 0:
        return None
    count = parse_number(" ".join(words), slots.language) or 1
    units = slots.language.values("times", "unit")
    unit = next((str(units[word]) for word in words if word in units), "D")
    moved = None if day.period is None else shift_day(day.period.begin, unit, side * int(count))
    if moved is None:
        return date_of(None, value="XXXX-XX-XX")
    found = make_day(moved)
    return date_of(found, anchor=day.anchor)


def _nth_weekday(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "the second Monday of March"; that of any month is none in particular."""
    which = "L" if slots.integer("edge") < 0 else str(slots.integer("edge"))
    weekday = slots.integer("weekday")
    any_one = Meaning(type=TimeType.SET, value=f"XXXX-WXX-{weekday}")
    if slots.has("month"):
        code = f"{slots.integer('month')}-{weekday}-{which}"
        if slots.has("year"):
            return date_of(find_nth(slots.figure("year"), code))
        return find_recurring(scene, lambda year: find_nth(year, code), value="XXXX-XX-XX")
    if not slots.has("which") or slots.string("period") != "MO" or scene.published is None:
        return any_one
    month = shift_day(scene.published.replace(day=1), "MO", slots.integer("which"))
    if month is None:
        return any_one
    return date_of(find_nth(month.year, f"{month.month}-{weekday}-{which}"), anchor=PUBLISHED)


def _year(slots: Slots, scene: Scene) -> Meaning | None:
    if _is_label(slots, scene):
        return None
    token = scene.parse.token_at(scene.end)
    if token is not None and token.begin >= scene.end:
        follow = {token.lemma, token.lower}
        if follow & slots.language.words("times", "people"):
            return None
    return date_of(make_year(slots.figure("year")))


def _is_label(slots: Slots, scene: Scene) -> bool:
    """Whether four figures name or count something: "Building 1937", "got 2000 lashes"."""
    token = scene.parse.token_at(scene.begin)
    if token is None or token.i == 0:
        return False
    before, after = scene.parse.tokens[token.i - 1], scene.next_word()
    if before.lower.rstrip(".") in _labels(slots.language):
        return True
    if after is None or after.sentence != token.sentence:
        return False
    counted = after.tag == "NNS" and before.pos in {"VERB", "AUX"}
    of_them = after.lower in slots.language.words("times", "belongs")
    return counted or (of_them and before.pos not in {"ADP", "VERB"})


@cache
def _labels(language: Language) -> frozenset[str]:
    words = language.words("numbers", "label") | language.words("numbers", "bare_label")
    return frozenset(word.rstrip(".") for word in words - language.words("times", "not_label"))


def _spelled_year(slots: Slots, scene: Scene) -> Meaning | None:
    if not scene.follows("spelled_lead"):
        return None
    rest = slots.number("tens")
    if rest is None or not _TENS[0] <= rest <= _TENS[1]:
        return None
    return date_of(make_year(slots.integer("spelled_century") + int(rest)))


def _decade(slots: Slots, _: Scene) -> Meaning | None:
    return date_of(make_decade(slots.figure("decade") or slots.integer("decade_word")))


def _century(slots: Slots, _: Scene) -> Meaning | None:
    century = slots.integer("ordinal") or slots.figure("day")
    return date_of(make_century((century - 1) * 100 or 1)) if century else None


def _season(slots: Slots, scene: Scene) -> Meaning | None:
    season = slots.string("season")
    if slots.has("year"):
        year = slots.figure("year")
        # "The winter of 2022" may be the one that ends in it.
        other = make_season(year - 1, season) if season == "WI" else None
        return date_of(make_season(year, season), other=other)
    value = f"XXXX-{season}"
    if not slots.has("which"):
        bare = slots.get("season") == " ".join(slots.match[0].lower().split())
        if bare and not scene.follows("season_lead"):
            return None
        if bare and slots.get("season") in slots.language.words("times", "not_bare_season"):
            return None
        if not bare and scene.leads("belongs"):
            return None  # "the fall of the city"
        token = scene.parse.token_at(scene.end - 1)
        if not bare and token is not None and token.pos == "VERB":
            return None
        return find_recurring(scene, lambda year: make_season(year, season), value=value)
    if scene.published is None:
        return date_of(None, value=value)
    which = slots.integer("which")
    if slots.match[0].lower().split()[-1] in slots.language.words("times", "period"):
        return date_of(make_season(scene.published.year + which, season), anchor=PUBLISHED)
    if which == 0:
        # In January "this winter" is the one that began in December.
        began = scene.published.year - (season == "WI" and scene.published.month < 6)
        return date_of(make_season(began, season), anchor=PUBLISHED)
    return find_recurring(scene, lambda y: make_season(y, season), value=value, step=which)


DATE_RULES: Mapping[str, Rule] = {
    "day_of_rule": _day_of,
    "week_of_rule": _week_of,
    "offset_rule": _offset,
    "nth_weekday_rule": _nth_weekday,
    "day_range": _day_range,
    "month_day": _month_day,
    "numeric_day": _numeric_day,
    "month_range": _month_range,
    "year_range": _year_range,
    "month_rule": _month,
    "season_rule": _season,
    "decade_rule": _decade,
    "century_rule": _century,
    "spelled_year_rule": _spelled_year,
    "year_rule": _year,
}
