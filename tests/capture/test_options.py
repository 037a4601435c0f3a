"""Dates of publication are ISO 8601, and never made up."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.capture.options import find_day_or_moment, parse_published
from sayso.errors import CaptureError

_AFTER_BLANKS = datetime.fromisoformat("1971-01-01")


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2999, 12, 31)))
def test_a_day_stays_the_day_it_was(day: date) -> None:
    found = find_day_or_moment(day.isoformat())

    assert found == day.isoformat() or (found is None and day.isoformat()[5:] == "01-01")


@given(st.datetimes(_AFTER_BLANKS, datetime.fromisoformat("2999-12-30"), timezones=st.timezones()))
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


@pytest.mark.parametrize("value", ["9999-12-31", "3000-01-01", "1499-12-31", "0001-01-01T10:00"])
def test_a_year_in_which_nothing_was_published_is_refused_and_not_believed(value: str) -> None:
    with pytest.raises(CaptureError, match="no report is of the year") as caught:
        parse_published(value)

    assert "1500 to 2999" in caught.value.remedy
    assert find_day_or_moment(value) is None


@pytest.mark.parametrize("value", ["2999-12-31", "1500-01-01T10:00:00"])
def test_the_first_and_last_year_count(value: str) -> None:
    assert parse_published(value) == value
