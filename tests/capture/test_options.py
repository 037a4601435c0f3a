"""Dates of publication are ISO 8601, and never made up."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.capture.options import find_day_or_moment, parse_published
from sayso.errors import CaptureError

_AFTER_BLANKS = datetime.fromisoformat("1971-01-01")


@given(st.dates())
def test_a_day_stays_the_day_it_was(day: date) -> None:
    found = find_day_or_moment(day.isoformat())

    assert found == day.isoformat() or (found is None and day.isoformat()[5:] == "01-01")


@given(st.datetimes(min_value=_AFTER_BLANKS, timezones=st.timezones()))
def test_a_moment_stays_the_moment_it_was(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)

    assert parse_published(moment.isoformat()) == moment.isoformat()


@given(st.text())
def test_any_text_is_a_date_or_none(value: str) -> None:
    found = find_day_or_moment(value)

    assert found is None or datetime.fromisoformat(found)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2022", "2022-11", "21.11.2022", "2022-13-01", "2022-11-21 soon"]
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(CaptureError, match="ISO 8601"):
        parse_published(value)
