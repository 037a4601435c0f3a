"""Rules for parts of years and months, quarters of accounts, and holidays."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from sayso.read.times_calendar import (
    Period,
    find_day,
    find_nth,
    make_day,
    make_half,
    make_month,
    make_quarter,
    make_weekend,
    narrow,
)
from sayso.read.times_meaning import (
    PUBLISHED,
    Rule,
    as_interval,
    date_of,
    find_recurring,
    last_fit,
)
from sayso.read.times_scene import Meaning, Scene, Slots
from sayso.read.times_tense import Tense

_REPORTED = 120  # days within which the figures of a quarter are told
_BARE = 3  # "the quarter" has fewer words


def _half(slots: Slots, scene: Scene) -> Meaning | None:
    half = slots.integer("ordinal")
    if half not in (1, 2):
        return None
    if slots.has("month"):
        return _half_month(slots, scene)
    year = _year_of(slots, scene)
    return date_of(None if year is None else make_half(year, half), value=f"XXXX-H{half}")


def _half_month(slots: Slots, scene: Scene) -> Meaning:
    month, half = slots.integer("month"), slots.integer("ordinal")

    def make(year: int) -> Period:
        whole = make_month(year, month)
        if half == 1:
            return Period(whole.value, whole.begin, whole.begin.replace(day=15), "H")
        return Period(whole.value, whole.begin.replace(day=16), whole.end, "H")

    if slots.has("year"):
        return date_of(make(slots.figure("year")))
    return find_recurring(scene, make, value=f"XXXX-{month:02}")


def _quarter(slots: Slots, scene: Scene) -> Meaning | None:
    quarter = slots.integer("ordinal")
    if not 1 <= quarter <= 4:
        return None
    value = f"XXXX-Q{quarter}"
    if slots.has("year") or slots.has("which"):
        year = _year_of(slots, scene)
        return date_of(None if year is None else make_quarter(year, quarter), value=value)
    meaning = find_recurring(scene, lambda y: make_quarter(y, quarter), value=value)
    published = scene.published
    if published is None or scene.tense is not Tense.FUTURE or meaning.period is None:
        return meaning
    # What is still to be reported of a quarter that is over: "expects to report a loss for
    # the third quarter".
    over = last_fit(
        lambda y: make_quarter(y, quarter), published.year, lambda p: p.begin <= published
    )
    if over is not None and (published - over.end).days < _REPORTED:
        return date_of(over, anchor=PUBLISHED, other=meaning.period)
    return meaning


def _account(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "the quarter" of an account: the one told last, or that of the year before."""
    told = scene.find_account()
    earlier = slots.has("year_before")
    if told is None:
        bare = not earlier and len(slots.match[0].split()) < _BARE
        return None if bare else date_of(None, value="XXXX")
    period = make_quarter(told.period.begin.year - earlier, (told.period.begin.month + 2) // 3)
    return date_of(period, anchor=told.id)


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
        if words[2] in slots.language.words("times", "period"):
            return make_day(whole.end if edge < 0 else whole.begin + timedelta(days=edge - 1))
        return narrow(whole, "END" if edge < 0 else "START")

    if slots.has("year"):
        return date_of(make(slots.figure("year")))
    return find_recurring(scene, make, value=f"XXXX-{month:02}")


def _holiday(slots: Slots, scene: Scene) -> Meaning | None:
    if slots.has("moving_holiday"):
        first, _, second = slots.string("moving_holiday").partition("|")
        meaning = _recurring_holiday(slots, scene, lambda year: find_nth(year, first))
        if not second:
            return meaning
        other = _recurring_holiday(slots, scene, lambda year: find_nth(year, second))
        elsewhere = () if other.period is None else (as_interval(other.period),)
        others = (*meaning.alternatives, *elsewhere, *other.alternatives)
        return replace(meaning, alternatives=others)
    month, day = (int(part) for part in slots.string("holiday").split("-"))
    return _recurring_holiday(slots, scene, lambda year: find_day(year, month, day))


def _recurring_holiday(slots: Slots, scene: Scene, make: Callable[[int], Period | None]) -> Meaning:
    if slots.has("year"):
        return date_of(make(slots.figure("year")), value="XXXX-XX-XX")
    step = slots.integer("which") if slots.has("which") else 0
    return find_recurring(scene, make, value="XXXX-XX-XX", step=step)


PART_RULES: Mapping[str, Rule] = {
    "half_rule": _half,
    "quarter_rule": _quarter,
    "edge_rule": _edge,
    "holiday_rule": _holiday,
    "account_rule": _account,
}
