"""Which dates cannot be put on a calendar, and why."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from sayso.cases.bounds import find_day
from sayso.lang.language import Language
from sayso.records.event import Check, CheckKind
from sayso.records.reading import Reading
from sayso.records.value import TimeExpression, TimeType

# "Recently" is no date, and does not pretend to be one.
_NO_DAY = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})
_CLOCK = re.compile(r"(?:X{4}-X{2}-X{2})?T\d.*")
_WORD = re.compile(r"\d+|[^\W\d_]+\.?")
_LEAP_YEAR = 2000  # has every day of a year
_YEAR_FIGURES = 4
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def find_unresolved_times(reading: Reading, language: Language) -> Iterator[Check]:
    """Yield one check for each reason why dates of a report cannot be put on a calendar.

    A date that can be read in two ways is a question of its own, since its two readings are
    the answer; so is one whose weekday is another day's. The others are one question for each
    reason.

    Args:
        reading: What the report says.
        language: That of the report: its words for months and for days of the week.
    """
    published = reading.report.published
    unresolved = [time for time in reading.times if _is_unresolved(time, published)]
    two_ways = [time for time in unresolved if time.alternatives]
    for text in dict.fromkeys(time.text for time in two_ways):
        times = [time for time in two_ways if time.text == text]
        yield _ask(times, f"“{text}” may be {_join_readings(times[0])}; the report does not say.")
    yield from _find_other_weekdays(reading.times, language)
    never = [time for time in unresolved if _is_no_day(time, language)]
    if never:
        yield _ask(never, f"The calendar has no {_quote(never)}.")
    counted = [time for time in unresolved if not time.alternatives and time not in never]
    unclear = [t for t in counted if published is not None or _hangs(t, counted, language)]
    for times, why in (
        (
            [time for time in counted if time not in unclear],
            "the report's date of publication is not known",
        ),
        (unclear, "it is not clear from which day to count"),
    ):
        if times:
            yield _ask(times, f"No date can be given for {_quote(times)}: {why}.")


def _find_other_weekdays(times: tuple[TimeExpression, ...], language: Language) -> Iterator[Check]:
    """Yield dates said with a weekday that is not theirs: "Friday, 5 March 2024", a Tuesday."""
    asked: dict[str, tuple[str, list[TimeExpression]]] = {}
    for time in times:
        day = find_day(time.value)
        _, days, weekdays = _read_words(time.text, language)
        if day is None or len(weekdays) != 1 or time.alternatives or day.day not in days:
            continue
        if day.isoweekday() != weekdays[0]:
            said, real = _WEEKDAYS[weekdays[0] - 1], _WEEKDAYS[day.weekday()]
            message = f"“{time.text}” names a {said}, but {day.isoformat()} is a {real}."
            asked.setdefault(time.text, (message, []))[1].append(time)
    for message, same in asked.values():
        yield _ask(same, message)


def _is_no_day(time: TimeExpression, language: Language) -> bool:
    """Whether the words name a day that its month does not have: "31 April"."""
    months, numbers, _ = _read_words(time.text, language)
    days = [number for number in numbers if number < _LEAP_YEAR // 2]
    years = [number for number in numbers if number >= _LEAP_YEAR // 2]
    if len(months) != 1 or len(days) != 1 or time.alternatives:
        return False
    try:
        date(years[0] if years else _LEAP_YEAR, months[0], days[0])
    except ValueError:
        return True
    return False


def _read_words(text: str, language: Language) -> tuple[list[int], list[int], list[int]]:
    """Return the months, numbers and weekdays that words name."""
    months, weekdays = _named(language, "month"), _named(language, "weekday")
    words = _WORD.findall(text.lower())
    numbers = [int(w) for w in words if w.isascii() and w.isdecimal() and len(w) <= _YEAR_FIGURES]
    return (
        [months[word] for word in words if word in months],
        numbers,
        [weekdays[word] for word in words if word in weekdays],
    )


@cache
def _named(language: Language, entry: str) -> Mapping[str, int]:
    return {word.lower(): int(n) for word, n in language.values("times", entry).items()}


def _hangs(time: TimeExpression, unresolved: list[TimeExpression], language: Language) -> bool:
    """Whether a date counts from another in the text, which the publication would not settle.

    Where the other is itself to be counted from the publication, that is what is missing.
    """
    if not _counts_from_text(time, language):
        return False
    return not any(
        other.span < time.span and not _counts_from_text(other, language) for other in unresolved
    )


def _counts_from_text(time: TimeExpression, language: Language) -> bool:
    said = f" {' '.join(time.text.lower().split())} "
    begins = tuple(f" {words} " for words in language.values("times", "following"))
    ends = tuple(f" {words} " for words in language.values("times", "sooner_or_later"))
    return said.startswith(begins) or said.endswith(ends)


def _is_unresolved(time: TimeExpression, published: str | None) -> bool:
    """Whether a date cannot be put on a calendar, where a reader would ask for it.

    Nobody asks for the day of "around 8 p.m." apart from that of what happened then; nor of
    "the morning", unless it may be this one's, of a report without a date.
    """
    if time.begin is not None or time.value in _NO_DAY:
        return False
    if time.type is TimeType.TIME:
        return published is None and _CLOCK.fullmatch(time.value) is None
    return time.type is TimeType.DATE


def _join_readings(time: TimeExpression) -> str:
    readings = (other.begin or other.value for other in time.alternatives)
    return " or ".join(dict.fromkeys(readings))


def _quote(times: list[TimeExpression]) -> str:
    return ", ".join(f"“{text}”" for text in dict.fromkeys(time.text for time in times))


def _ask(times: list[TimeExpression], message: str) -> Check:
    return Check(
        kind=CheckKind.UNRESOLVED_TIME, about=tuple(time.id for time in times), message=message
    )
