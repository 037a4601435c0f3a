"""Which dates cannot be put on a calendar, and why."""

import re
from collections.abc import Iterator

from sayso.records.event import Check, CheckKind
from sayso.records.reading import Reading
from sayso.records.value import TimeExpression, TimeType

# "Recently" is no date, and does not pretend to be one.
_NO_DAY = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})
_CLOCK = re.compile(r"(?:X{4}-X{2}-X{2})?T\d.*")


def find_unresolved_times(reading: Reading) -> Iterator[Check]:
    """Yield one check for each reason why dates of a report cannot be put on a calendar.

    A date that can be read in two ways is a question of its own, since its two readings are
    the answer; the others are one question for each reason.
    """
    unresolved = [t for t in reading.times if _is_unresolved(t, reading.report.published)]
    two_ways = [time for time in unresolved if time.alternatives]
    for text in dict.fromkeys(time.text for time in two_ways):
        times = [time for time in two_ways if time.text == text]
        yield _ask(times, f"“{text}” may be {_join_readings(times[0])}; the report does not say.")
    counted = [time for time in unresolved if not time.alternatives]
    if counted:
        why = (
            "the report's date of publication is not known"
            if reading.report.published is None
            else "it is not clear from which day to count"
        )
        yield _ask(counted, f"No date can be given for {_quote(counted)}: {why}.")


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
