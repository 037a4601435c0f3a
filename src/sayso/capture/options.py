"""What the user says of a capture that the capture itself may not say."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from sayso.errors import CaptureError

MAX_BYTES = 2_000_000

_DAY = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", re.DOTALL)
# What publishing systems write where nobody gave a date.
_BLANKS = frozenset({date(1970, 1, 1), date(1900, 1, 1)})
_FIRST_YEAR, _LAST_YEAR = 1500, 2999


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureOptions:
    """What is known of one capture; whatever is given here goes before the document's own word.

    Attributes:
        id: The report's id, or ``None`` for one made from its bytes.
        title, publisher, author, forwarded_from, url: As in `Report`.
        published: ISO 8601 day or moment, as `parse_published` gives it.
        captured: ISO 8601 moment of capture.
        language: BCP 47 primary subtag.
        charset: The encoding that the server of a page named; no report's own word.
        max_bytes: The longest text that is accepted, in bytes of UTF-8.
    """

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    forwarded_from: str | None = None
    url: str | None = None
    published: str | None = None
    captured: str | None = None
    language: str | None = None
    charset: str | None = None
    max_bytes: int = MAX_BYTES


def parse_published(value: str) -> str:
    """Return an ISO 8601 day or moment in its canonical form; raises `CaptureError`."""
    year = re.match(r"\s*(\d{4})-\d\d-\d\d", value)
    if year is not None and not _FIRST_YEAR <= int(year[1]) <= _LAST_YEAR:
        raise CaptureError(
            f"{value!r} is no date of publication: no report is of the year {int(year[1])}.",
            remedy=f"Give a day of the years {_FIRST_YEAR} to {_LAST_YEAR}.",
        )
    found = find_day_or_moment(value) if year is not None else None
    if found is None:
        raise CaptureError(
            f"{value!r} is no date of publication.",
            remedy="Give it in ISO 8601: 2022-11-21, or 2022-11-21T14:30:00+03:00.",
        )
    return found


def find_day_or_moment(value: str) -> str | None:
    """Return the day or moment that a document's metadata state, in ISO 8601, else ``None``.

    Years before 1500 and after 2999 are mistakes, and would lead out of the calendar.
    """
    value = value.strip()[:64]
    try:
        if day := _DAY.fullmatch(value):
            return _real(date(*map(int, day.groups())), None)
        moment = (
            datetime.fromisoformat(value)
            if _MOMENT.fullmatch(value)
            else parsedate_to_datetime(value)
        )
        return _real(moment.date(), moment)
    except (ValueError, OverflowError):
        return None


def _real(day: date, moment: datetime | None) -> str | None:
    if day in _BLANKS or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return None
    if moment is None:
        return day.isoformat()
    if moment.tzinfo is UTC:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="seconds")
