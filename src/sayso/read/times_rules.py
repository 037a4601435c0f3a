"""What each rule of a language's `times` lexicon means."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from sayso.lang.language import Language
from sayso.lang.templates import compile_templates
from sayso.read.times_calendar import (
    Period,
    find_day,
    get_period,
    join,
    make_century,
    make_day,
    make_decade,
    make_half,
    make_month,
    make_quarter,
    make_season,
    make_week,
    make_weekend,
    make_year,
    narrow,
    shift_day,
)
from sayso.read.times_scene import Meaning, Scene, Slots, Tense
from sayso.records.value import Interval, TimeType

Rule = Callable[[Slots, Scene], Meaning | None]
PUBLISHED = "published"
_AGAIN = 12  # years: leap days recur within eight, except around 1900


def date_of(
    period: Period | None,
    *,
    anchor: str | None = None,
    value: str = "",
    other: Period | None = None,
) -> Meaning:
    """Return a DATE; ``value`` stands where the period is not known."""
    return Meaning(
        type=TimeType.DATE,
        value=value if period is None else period.value,
        period=period,
        anchor=None if period is None else anchor,
        alternatives=() if other is None or other == period else (as_interval(other),),
    )


def as_interval(period: Period) -> Interval:
    """Return a period as another reading of a time."""
    return Interval(value=period.value, begin=period.begin.isoformat(), end=period.end.isoformat())


def find_recurring(
    scene: Scene, make: Callable[[int], Period | None], *, value: str, step: int = 0
) -> Meaning:
    """Choose the year of what recurs every year, like a month or 4 March.

    Past unless the sentence looks ahead; told after a year in the same paragraph
    ("mobilized in September 2022 and sent off in October"), it follows that.

    Args:
        scene: What the time is read against.
        make: Makes the period of a year, or ``None`` where the year has none (29 February).
        value: The TIMEX3 value where the year stays unknown ("XXXX-09").
        step: -1 for the last one that is over, 1 for the next, 0 for the nearest fit.
    """
    told = scene.find_year_told() if step == 0 and scene.tense is not Tense.FUTURE else None
    published = scene.published
    follows = None
    if told is not None and (published is None or told.period.begin.year < published.year):
        follows = _first(make, told.period.begin.year, lambda p: p.end >= told.period.begin)
        if follows is not None and published is not None and follows.begin > published:
            follows = None
    if published is None:
        anchor = told.id if told is not None else None
        return date_of(follows, anchor=anchor, value=value)
    past = _last(make, published.year, lambda p: p.begin <= published)
    if step < 0:
        past = _last(make, published.year, lambda p: p.end < published)
    ahead = _first(make, published.year - 1, lambda p: p.end >= published)
    if step > 0:
        ahead = _first(make, published.year - 1, lambda p: p.begin > published)
    if follows is not None and told is not None:
        return date_of(follows, anchor=told.id, other=past)
    if step > 0 or (step == 0 and scene.tense is Tense.FUTURE):
        return date_of(ahead, anchor=PUBLISHED, value=value)
    if step == 0 and scene.tense is Tense.UNKNOWN and past is not None and ahead is not None:
        near = (ahead.begin - published).days < min(60, (published - past.end).days)
        first, second = (ahead, past) if near else (past, ahead)
        return date_of(first, anchor=PUBLISHED, other=second)
    return date_of(past, anchor=PUBLISHED, value=value)


def _first(
    make: Callable[[int], Period | None], year: int, fits: Callable[[Period], bool]
) -> Period | None:
    found = (make(y) for y in range(max(1, year), year + _AGAIN))
    return next((p for p in found if p is not None and fits(p)), None)


def _last(
    make: Callable[[int], Period | None], year: int, fits: Callable[[Period], bool]
) -> Period | None:
    found = (make(y) for y in range(year + 1, max(1, year - _AGAIN), -1))
    return next((p for p in found if p is not None and fits(p)), None)


def _month_day(slots: Slots, scene: Scene) -> Meaning | None:
    month, day = slots.integer("month"), slots.figure("dayth")
    if find_day(2000, month, day) is None:
        return None
    if slots.has("year"):
        return date_of(find_day(slots.figure("year"), month, day), value="XXXX-XX-XX")
    value = f"XXXX-{month:02}-{day:02}"
    if slots.has("which"):
        if scene.published is None:
            return date_of(None, value=value)
        year = scene.published.year + slots.integer("which")
        return date_of(find_day(year, month, day), anchor=PUBLISHED, value=value)
    return find_recurring(scene, lambda year: find_day(year, month, day), value=value)


def _numeric_day(slots: Slots, _: Scene) -> Meaning | None:
    if slots.has("iso_date"):
        year, month, day = (int(part) for part in (slots.get("iso_date") or "").split("-"))
    else:
        day, month, year = (int(part) for part in (slots.get("dotted_date") or "").split("."))
    period = find_day(year, month, day)
    return None if period is None else date_of(period)


def _day_range(slots: Slots, scene: Scene) -> Meaning | None:
    said = [slots.integer("month"), slots.integer("month2")]
    months = [said[0] or said[1], said[1] or said[0]]
    days = [slots.figure("dayth"), slots.figure("dayth2")]
    if any(find_day(2000, m, d) is None for m, d in zip(months, days, strict=True)):
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


def _weekday(slots: Slots, scene: Scene) -> Meaning | None:
    number, published = slots.integer("weekday"), scene.published
    if published is None:
        return date_of(None, value=f"XXXX-WXX-{number}")
    which = slots.integer("which") if slots.has("which") else None
    if which is not None and slots.match[0].lower().split()[-1] in _period_words(slots):
        week = make_week(published + timedelta(days=7 * which))
        return date_of(make_day(week.begin + timedelta(days=number - 1)), anchor=PUBLISHED)
    back = (published.isoweekday() - number) % 7
    ahead = 7 - back
    future = scene.tense is Tense.FUTURE if which in (None, 0) else which == 1
    if which == 0 and future and back == 0:
        ahead = 0
    if which == -1 and back == 0:
        back = 7
    days = ahead if future else -back
    return date_of(make_day(published + timedelta(days=days)), anchor=PUBLISHED)


def _period_words(slots: Slots) -> frozenset[str]:
    return slots.language.words("times", "period")


def _day_word(slots: Slots, scene: Scene) -> Meaning | None:
    if scene.published is None:
        return date_of(None, value="XXXX-XX-XX")
    day = scene.published + timedelta(days=slots.integer("day_word"))
    return date_of(make_day(day), anchor=PUBLISHED)


def _month(slots: Slots, scene: Scene) -> Meaning | None:
    month = slots.integer("month")
    value = f"XXXX-{month:02}"
    if slots.has("year"):
        return date_of(make_month(slots.figure("year"), month))
    if slots.has("which") and slots.match[0].lower().split()[-1] in _period_words(slots):
        if scene.published is None:
            return date_of(None, value=value)
        year = scene.published.year + slots.integer("which")
        return date_of(make_month(year, month), anchor=PUBLISHED)
    ahead = None if slots.has("which") else _year_ahead(slots, scene)
    if ahead is not None:
        return date_of(make_month(ahead, month))
    step = slots.integer("which") if slots.has("which") else 0
    return find_recurring(scene, lambda year: make_month(year, month), value=value, step=step)


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


def _year(slots: Slots, scene: Scene) -> Meaning | None:
    token = scene.parse.token_at(scene.end)
    if token is not None and token.begin >= scene.end:
        follow = {token.lemma, token.lower}
        if follow & slots.language.words("times", "people"):
            return None
    return date_of(make_year(slots.figure("year")))


def _decade(slots: Slots, _: Scene) -> Meaning | None:
    return date_of(make_decade(slots.figure("decade")))


def _century(slots: Slots, _: Scene) -> Meaning | None:
    return date_of(make_century((slots.integer("ordinal") - 1) * 100 or 1))


def _season(slots: Slots, scene: Scene) -> Meaning | None:
    season = slots.string("season")
    if slots.has("year"):
        return date_of(make_season(slots.figure("year"), season))
    value = f"XXXX-{season}"
    if not slots.has("which"):
        bare = slots.get("season") == " ".join(slots.match[0].lower().split())
        if bare and (not scene.follows("season_lead") or scene.follows("part")):
            return None
        if bare and slots.get("season") in slots.language.words("times", "not_bare_season"):
            return None
        token = scene.parse.token_at(scene.end - 1)
        if not bare and token is not None and token.pos == "VERB":
            return None
        return find_recurring(scene, lambda year: make_season(year, season), value=value)
    if scene.published is None:
        return date_of(None, value=value)
    which = slots.integer("which")
    if slots.match[0].lower().split()[-1] in _period_words(slots):
        return date_of(make_season(scene.published.year + which, season), anchor=PUBLISHED)
    if which == 0:
        # In January "this winter" is the one that began in December.
        began = scene.published.year - (season == "WI" and scene.published.month < 6)
        return date_of(make_season(began, season), anchor=PUBLISHED)
    return find_recurring(scene, lambda y: make_season(y, season), value=value, step=which)


def _half(slots: Slots, scene: Scene) -> Meaning | None:
    half = slots.integer("ordinal")
    year = _year_of(slots, scene)
    if half not in (1, 2):
        return None
    return date_of(None if year is None else make_half(year, half), value=f"XXXX-H{half}")


def _quarter(slots: Slots, scene: Scene) -> Meaning | None:
    quarter = slots.integer("ordinal")
    if not 1 <= quarter <= 4:
        return None
    if slots.has("year") or slots.has("which"):
        year = _year_of(slots, scene)
        period = None if year is None else make_quarter(year, quarter)
        return date_of(period, value=f"XXXX-Q{quarter}")
    return find_recurring(scene, lambda y: make_quarter(y, quarter), value=f"XXXX-Q{quarter}")


def _year_of(slots: Slots, scene: Scene) -> int | None:
    if slots.has("year"):
        return slots.figure("year")
    if scene.published is None:
        return None
    return scene.published.year + slots.integer("which")


def _edge(slots: Slots, scene: Scene) -> Meaning | None:
    edge, month = slots.integer("edge"), slots.integer("month")
    words = slots.match[0].lower().split()
    unit = str(slots.language.values("times", "unit").get(words[2], "WE"))

    def make(year: int) -> Period:
        whole = make_month(year, month)
        if unit == "W":
            end = whole.end if edge < 0 else whole.begin + timedelta(days=7 * edge - 1)
            return Period(whole.value, end - timedelta(days=6), end, "W")
        if unit == "WE":
            first = whole.begin + timedelta(days=(5 - whole.begin.weekday()) % 7)
            last = whole.end - timedelta(days=(whole.end.weekday() - 5) % 7)
            return make_weekend(last if edge < 0 else first + timedelta(days=7 * (edge - 1)))
        if words[2] in _period_words(slots):
            return make_day(whole.end if edge < 0 else whole.begin + timedelta(days=edge - 1))
        return narrow(whole, "END" if edge < 0 else "START")

    if slots.has("year"):
        return date_of(make(slots.figure("year")))
    return find_recurring(scene, make, value=f"XXXX-{month:02}")


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


def _part_of_period(slots: Slots, scene: Scene) -> Meaning | None:
    unit = slots.string("period")
    if unit in {"", "D"}:
        return None
    if scene.published is None:
        return date_of(None, value="XXXX")
    mod = slots.string("part")
    whole = get_period(scene.published, unit)
    return replace(date_of(narrow(whole, mod), anchor=PUBLISHED, other=whole), mod=mod)


def _before_last(slots: Slots, scene: Scene) -> Meaning | None:
    if scene.published is None:
        return date_of(None, value="XXXX")
    if slots.has("weekend"):
        return date_of(make_weekend(scene.published - timedelta(days=14)), anchor=PUBLISHED)
    unit = slots.string("period")
    day = shift_day(get_period(scene.published, unit).begin, unit, -2)
    return date_of(None if day is None else get_period(day, unit), anchor=PUBLISHED, value="XXXX")


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


def _clock(slots: Slots, scene: Scene) -> Meaning | None:
    moment = find_clock(slots.match[0], slots.language)
    if moment is None:
        return None
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
        hour = int(slots.number("hour") or slots.number("cardinal") or 0)
        minute = slots.figure("minute") if slots.has("minute") else 0
        afternoon = any(mark in match[0].lower() for mark in language.words("times", "zone"))
        hour = hour % 12 + 12 if afternoon else hour
        return f"{hour:02}:{minute:02}"
    return None


def _holiday(slots: Slots, scene: Scene) -> Meaning | None:
    month, day = (int(part) for part in slots.string("holiday").split("-"))
    if slots.has("year"):
        return date_of(find_day(slots.figure("year"), month, day))
    value = f"XXXX-{month:02}-{day:02}"
    return find_recurring(scene, lambda year: find_day(year, month, day), value=value)


# A softened distance turns round with the direction: "more than a year ago" is before.
_DISTANCE = {"MORE_THAN": "BEFORE", "LESS_THAN": "AFTER", "EQUAL_OR_MORE": "ON_OR_BEFORE"}


def _ago(slots: Slots, scene: Scene) -> Meaning | None:
    count, unit = _count(slots), slots.string("unit")
    if count is None or scene.published is None:
        value = "PAST_REF" if count is None else "XXXX"
        return Meaning(type=TimeType.DATE, value=value)
    return _moved(scene.published, unit, -count, PUBLISHED, slots.string("softener"))


def _shifted(slots: Slots, scene: Scene) -> Meaning | None:
    words = slots.get("sooner_or_later") or ""
    if words in slots.language.words("times", "needs_clause_end") and not scene.ends_clause():
        return None
    count, unit = _count(slots), slots.string("unit")
    if count is None:
        return Meaning(type=TimeType.DATE, value="XXXX")
    count *= slots.integer("sooner_or_later")
    return _from_anchor(scene, unit, count, softener=slots.string("softener"))


def _from_anchor(scene: Scene, unit: str, count: float, *, softener: str = "") -> Meaning:
    anchor = scene.find_anchor("D") or scene.find_anchor(unit if unit in {"W", "MO", "Y"} else "D")
    if anchor is None:
        return Meaning(type=TimeType.DATE, value="XXXX")
    return _moved(anchor.period.begin, unit, count, anchor.id, softener)


def _moved(day: date, unit: str, count: float, anchor: str, softener: str) -> Meaning:
    mod = (_DISTANCE.get(softener) or softener or None) if count < 0 else softener or None
    if unit in {"S", "M", "H"}:
        if abs(count) >= 24 and unit == "H":
            unit, count = "D", count / 24
        else:
            period = make_day(day)
            return Meaning(
                type=TimeType.TIME, value=period.value, period=period, mod=mod, anchor=anchor
            )
    whole = int(count)
    moved = shift_day(day, unit, whole)
    if moved is None:
        return Meaning(type=TimeType.DATE, value="XXXX")
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
        day = anchor.period.end + timedelta(days=step)
        value = f"{day.isoformat()}T{part}"
        period = Period(value, day, day, "D")
        return Meaning(type=TimeType.TIME, value=value, period=period, anchor=anchor.id)
    unit = slots.string("period") or "D"
    if slots.has("weekend"):
        unit = "WE"
    if slots.has("month") or slots.has("season"):
        unit = "Y"
    anchor = scene.find_anchor(unit)
    if anchor is None:
        return date_of(None, value="XXXX")
    if slots.has("month") or slots.has("season"):
        return _same_year(slots, anchor.period, anchor.id, step)
    if slots.has("weekday"):
        days = (slots.integer("weekday") - anchor.period.begin.isoweekday()) % 7
        days = (days or 7) if step > 0 else days - 7 if step < 0 else days
        return date_of(make_day(anchor.period.begin + timedelta(days=days)), anchor=anchor.id)
    base = anchor.period.end if step > 0 else anchor.period.begin
    if unit == "WE":
        moved: date | None = base + timedelta(days=7 * step)
    else:
        moved = shift_day(get_period(base, unit).begin, unit, step)
    return date_of(
        None if moved is None else get_period(moved, unit), anchor=anchor.id, value="XXXX"
    )


def _same_year(slots: Slots, period: Period, anchor: str, step: int) -> Meaning:
    def make(year: int) -> Period:
        if slots.has("season"):
            return make_season(year, slots.string("season"))
        return make_month(year, slots.integer("month"))

    year = period.begin.year
    if step == 0:
        return date_of(make(year), anchor=anchor)
    if step > 0:
        return date_of(_first(make, year, lambda p: p.begin > period.begin), anchor=anchor)
    return date_of(_last(make, year, lambda p: p.end < period.begin), anchor=anchor)


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


RULES: Mapping[str, Rule] = {
    "day_range": _day_range,
    "month_day": _month_day,
    "numeric_day": _numeric_day,
    "month_range": _month_range,
    "year_range": _year_range,
    "weekday_rule": _weekday,
    "day_word_rule": _day_word,
    "month_rule": _month,
    "season_rule": _season,
    "half_rule": _half,
    "quarter_rule": _quarter,
    "edge_rule": _edge,
    "weekend_rule": _weekend,
    "part_of_period": _part_of_period,
    "before_last": _before_last,
    "deictic": _deictic,
    "deictic_daypart": _deictic_daypart,
    "clock": _clock,
    "ago": _ago,
    "shifted": _shifted,
    "anaphoric": _anaphoric,
    "holiday_rule": _holiday,
    "decade_rule": _decade,
    "century_rule": _century,
    "year_rule": _year,
    "then": _then,
    "past_ref": _past,
    "present_ref": _present,
    "future_ref": _future,
}
