"""Days that pages are narrowed by."""

from collections.abc import Mapping
from datetime import date

REMEDY = "Give it as 2024-03-12."


def find_wrong_day(given: Mapping[str, str]) -> str | None:
    """Return the first of the fields "since" and "until" that is no day; ``None`` where both are.

    Args:
        given: What a page is narrowed to, by field; empty ones are left out.
    """
    for name in ("since", "until"):
        day = given.get(name)
        if day is not None and not is_day(day):
            return day
    return None


def say_wrong_day(day: str | None) -> str | None:
    """Return what to do about a day that is none; ``None`` where there is nothing to say."""
    return None if day is None else f"There is no such day: {day}. {REMEDY}"


def is_day(text: str) -> bool:
    """Return whether this is a day as forms send it: "2024-03-12"."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
