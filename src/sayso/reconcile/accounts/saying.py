"""Values in plain English words, and in the other plain forms in which one looks for them."""

import calendar
from collections.abc import Callable
from datetime import date

from sayso.reconcile.accounts.values import (
    Amount,
    Article,
    Days,
    Held,
    Name,
    Outcome,
    Punishment,
    Spot,
    Value,
)

_MONTHS_A_YEAR = 12
_DAYS_A_MONTH = 365 / 12


def say(value: Value) -> tuple[str, ...]:
    """Return a value's plain forms, the one for a reader first; each once."""
    match value:
        case Days():
            forms = _say_days(value)
        case Spot():
            forms = [value.name]
        case Amount():
            forms = _say_amount(value)
        case Article():
            forms = _say_article(value)
        case Name():
            forms = [value.name]
        case Held():
            forms = ["happened"] if value.happened else ["denied", "did not happen"]
        case Punishment():
            forms = _say_punishment(value)
        case Outcome():
            forms = ["upheld"] if value.upheld else ["changed", "reduced", "overturned"]
    return tuple(dict.fromkeys(forms))


def _say_punishment(value: Punishment) -> list[str]:
    kind = value.kind.replace("_", " ")
    if value.suspended is None:
        return [kind]
    return (
        ["suspended", f"suspended {kind}"] if value.suspended else [f"{kind}, to be served", kind]
    )


def _say_days(days: Days) -> list[str]:
    begin, end = days.begin, days.end
    if begin == date.min:
        return [f"by {_say_day(end)}", end.isoformat()]
    if end == date.max:
        return [f"from {_say_day(begin)} on", begin.isoformat()]
    if begin == end:
        month = calendar.month_name[begin.month]
        return [
            _say_day(begin),
            begin.isoformat(),
            f"{begin.day} {month}",
            f"{month} {begin.day}",
            f"{month} {begin.day}, {begin.year}",
        ]
    last = calendar.monthrange(end.year, end.month)[1]
    if (begin.year, begin.month, begin.day, last) == (end.year, end.month, 1, end.day):
        month = calendar.month_name[begin.month]
        return [f"{month} {begin.year}", f"{begin.year}-{begin.month:02}", month]
    if (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31) and begin.year == end.year:
        return [str(begin.year)]
    return [f"{_say_day(begin)} to {_say_day(end)}", f"{begin.isoformat()}/{end.isoformat()}"]


def _say_day(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _say_amount(amount: Amount) -> list[str]:
    kind, _, unit = amount.kind.partition(":")
    if kind == "term":
        return _say_bounds(amount, _say_term)
    if kind == "sum":
        return _say_bounds(amount, lambda it: [f"{it:,.10g} {unit}", f"{it:.10g}", f"{it:,.10g}"])
    if kind == "count":
        return _say_bounds(amount, lambda it: [f"{it:,.10g}", f"{it:.10g}"])
    return _say_bounds(amount, lambda it: [f"{it:.10g}", f"{it:.10g} years", f"{it:.10g}-year-old"])


def _say_bounds(amount: Amount, spell: Callable[[float], list[str]]) -> list[str]:
    low, high = amount.low, amount.high
    if low is not None and low == high:
        about = [f"about {it}" for it in spell(low)[:1]] if amount.approx else []
        return [*about, *spell(low)]
    if low is None:
        return [] if high is None else [f"up to {it}" for it in spell(high)]
    if high is None:
        return [f"at least {it}" for it in spell(low)]
    return [f"{spell(low)[0]} to {spell(high)[0]}"]


def _say_term(months: float) -> list[str]:
    """Say a term as courts do: 29 is "2 years 5 months", 26.4 is "2.2 years"."""
    if months < 1:
        days = round(months * _DAYS_A_MONTH)
        return [f"{days} day{'' if days == 1 else 's'}"]
    if abs(months - round(months)) > 1e-6:
        said = f"{months / _MONTHS_A_YEAR:.3g}"
        if months < _MONTHS_A_YEAR:
            return [f"{round(months * _DAYS_A_MONTH)} days"]
        return [f"{said} years", said]
    years, rest = divmod(round(months), _MONTHS_A_YEAR)
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((years, "year"), (rest, "month"))
        if number
    ]
    short = f"{round(months)} months"
    half = f"{months / _MONTHS_A_YEAR:g} years" if rest in (0, 6) and years else short
    return [" ".join(parts), " and ".join(parts), short, half]


def _say_article(article: Article) -> list[str]:
    name = f"Article {article.article}"
    if article.part is None:
        return [
            name,
            article.article,
            *([f"{article.code} {article.article}"] if article.code else []),
        ]
    return [
        f"{name}, part {article.part}",
        f"part {article.part} of {name}",
        f"{article.article}.{article.part}",
        f"{name} part {article.part}",
    ]
