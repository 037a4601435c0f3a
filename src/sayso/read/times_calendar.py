"""Periods of the calendar: their TIMEX3 values, their days, and how to move among them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

# First month of each season of the northern hemisphere, as weather services count them.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS = {"MO": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200}
# First and last year of the parts of a decade and a century; neighbors share one.
_YEARS = {
    "10Y": {"START": (0, 3), "MID": (3, 6), "END": (6, 9)},
    "100Y": {"START": (0, 33), "MID": (33, 66), "END": (66, 99)},
}
_DAYS = {"D": 1, "W": 7, "2W": 14}
_FIRST_YEAR, _LAST_YEAR = 1, 9998
_LAST_MONTH = date.max.year * 12 + date.max.month - 1


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days with a TIMEX3 value.

    Attributes:
        value: TIMEX3 value ("2022-W46").
        begin, end: First and last day.
        unit: What it is: D, W, WE (weekend), MO, Q, H (half-year), SE (season), Y, 10Y, 100Y.
    """

    value: str
    begin: date
    end: date
    unit: str


def make_day(day: date) -> Period:
    """Return one day."""
    return Period(day.isoformat(), day, day, "D")


def find_day(year: int, month: int, day: int) -> Period | None:
    """Return a day, or ``None`` where the calendar has no such day (30 February)."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return make_day(date(year, month, day))


def find_nth(year: int, code: str) -> Period:
    """Return the day that a code such as "11-4-4" names: month, weekday, which one.

    The weekday is 1 for Monday; "L" instead of a number names the last one of the month.
    """
    month, weekday, which = code.split("-")
    first = date(year, int(month), 1)
    days = range(monthrange(year, int(month))[1])
    fit = [d for at in days if (d := first + timedelta(days=at)).isoweekday() == int(weekday)]
    return make_day(fit[-1 if which == "L" else int(which) - 1])


def make_week(day: date) -> Period:
    """Return the week, Monday to Sunday, that a day lies in."""
    begin = day - timedelta(days=day.weekday())  # the calendar's first day is a Monday
    year, week, _ = begin.isocalendar()
    return Period(f"{year}-W{week:02}", begin, _later(begin, 6), "W")


def make_weekend(day: date) -> Period:
    """Return the Saturday and Sunday of the week that a day lies in."""
    week = make_week(day)
    return Period(f"{week.value}-WE", _later(week.begin, 5), week.end, "WE")


def make_months(year: int, month: int, count: int, *, value: str, unit: str) -> Period:
    """Return ``count`` months from the given one on."""
    last_year, last_month = divmod(min(year * 12 + month + count - 2, _LAST_MONTH), 12)
    end = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    return Period(value, date(year, month, 1), end, unit)


def make_month(year: int, month: int) -> Period:
    """Return a month."""
    return make_months(year, month, 1, value=f"{year:04}-{month:02}", unit="MO")


def make_quarter(year: int, quarter: int) -> Period:
    """Return a quarter, 1 to 4."""
    first = quarter * 3 - 2
    return make_months(year, first, 3, value=f"{year:04}-Q{quarter}", unit="Q")


def make_half(year: int, half: int) -> Period:
    """Return a half of a year, 1 or 2."""
    return make_months(year, half * 6 - 5, 6, value=f"{year:04}-H{half}", unit="H")


def make_season(year: int, season: str) -> Period:
    """Return a season; a winter belongs to the year in which it begins."""
    return make_months(year, SEASONS[season], 3, value=f"{year:04}-{season}", unit="SE")


def make_year(year: int) -> Period:
    """Return a year."""
    return make_months(year, 1, 12, value=f"{year:04}", unit="Y")


def make_decade(year: int) -> Period:
    """Return the decade that a year lies in."""
    first = max(_FIRST_YEAR, year // 10 * 10)
    months = 12 * (year // 10 * 10 + 10 - first)
    return make_months(first, 1, months, value=f"{year // 10:03}", unit="10Y")


def make_century(year: int) -> Period:
    """Return the hundred years that a year lies in, counted from "00"."""
    first = max(_FIRST_YEAR, year // 100 * 100)
    months = 12 * (year // 100 * 100 + 100 - first)
    return make_months(first, 1, months, value=f"{year // 100:02}", unit="100Y")


def get_period(day: date, unit: str) -> Period:
    """Return the period of a unit that a day lies in."""
    if unit == "Q":
        return make_quarter(day.year, (day.month + 2) // 3)
    makers = {"W": make_week, "2W": make_week, "WE": make_weekend}
    if unit in makers:
        return makers[unit](day)
    if unit == "MO":
        return make_month(day.year, day.month)
    years = {"Y": make_year, "10Y": make_decade, "100Y": make_century}
    return years[unit](day.year) if unit in years else make_day(day)


def shift_day(day: date, unit: str, count: int) -> date | None:
    """Move a day by a number of units; the day of the month is kept where it exists."""
    try:
        if unit in _DAYS:
            return day + timedelta(days=_DAYS[unit] * count)
        if unit not in _MONTHS:
            return None
        year, month = divmod(day.year * 12 + day.month - 1 + _MONTHS[unit] * count, 12)
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            return None
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except OverflowError:
        return None


def narrow(period: Period, mod: str) -> Period:
    """Return the first, middle or last third of a period, by months, days or years."""
    days = (period.end - period.begin).days + 1
    one = "/" not in period.value  # "March-May 2022" has the unit of each
    if period.unit in _YEARS and one:
        first, last = _YEARS[period.unit][mod]
        base = (
            period.begin.year // 10 * 10 if period.unit == "10Y" else period.begin.year // 100 * 100
        )
        begin, end = date(max(_FIRST_YEAR, base + first), 1, 1), date(base + last, 12, 31)
        return Period(period.value, begin, end, period.unit)
    if period.unit in _MONTHS and period.unit != "MO" and one:
        months = _MONTHS[period.unit]
        at = {"START": 0, "MID": months // 3, "END": months - months // 3}[mod]
        count = months // 3
        first = period.begin.year * 12 + period.begin.month - 1 + at
        part = make_months(first // 12, first % 12 + 1, count, value=period.value, unit=period.unit)
        begin, end = part.begin, part.end
    elif period.unit == "MO" and one:
        tens = {"START": (1, 10), "MID": (11, 20), "END": (21, days)}[mod]
        begin, end = period.begin.replace(day=tens[0]), period.begin.replace(day=tens[1])
    else:
        third = max(1, days // 3)
        at = {"START": 0, "MID": third, "END": days - third}[mod]
        begin = period.begin + timedelta(days=at)
        end = begin + timedelta(days=(days - 2 * third if mod == "MID" else third) - 1)
    return Period(period.value, begin, end, period.unit)


def join(first: Period, last: Period) -> Period:
    """Return the stretch from one period's first day to another's last."""
    begin, end = min(first.begin, last.begin), max(first.end, last.end)
    return Period(f"{first.value}/{last.value}", begin, end, last.unit)


def _later(day: date, days: int) -> date:
    """Return a later day, no later than the calendar's last."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
