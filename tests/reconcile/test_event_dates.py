"""An event told without a day has the day that the sentence behind it gives."""

import pytest

from sayso.lang.language import get_language
from sayso.reconcile.event_dates import date_events
from sayso.records.event import Event, EventStatus
from sayso.records.selector import Selector, Span
from sayso.records.value import TimeExpression, TimeType


def find_date(
    text: str, told: str, day: str, *, code: str = "en", status: EventStatus = EventStatus.HAPPENED
) -> str | None:
    at, on = text.index(told), text.index(day)
    event = Event(
        id="v1",
        type="ill_treatment",
        trigger=Selector(spans=(Span(begin=at, end=at + len(told)),), text=told),
        status=status,
    )
    time = TimeExpression(
        id="t1",
        span=Span(begin=on, end=on + len(day)),
        text=day,
        type=TimeType.DATE,
        value="2023-10-11",
        begin="2023-10-11",
        end="2023-10-11",
    )
    return date_events((event,), (time,), text, get_language(code))[0].time


@pytest.mark.parametrize(
    ("code", "told", "day", "text"),
    [
        ("en", "beaten", "11 October", "Orlov was beaten by officers. It happened on 11 October."),
        ("en", "beaten", "Monday", "Orlov was beaten.\n\nThe incident took place in Velsk Monday."),
        ("ru", "избили", "11 октября", "Орлова избили. Это произошло 11 октября."),
        ("uk", "побили", "11 жовтня", "Орлова побили. Сталося це в Сумах 11 жовтня."),
    ],
)
def test_it_happened_dates_what_was_told_before(code: str, told: str, day: str, text: str) -> None:
    assert find_date(text, told, day, code=code) == "t1"


@pytest.mark.parametrize(
    "text",
    [
        "Orlov was beaten. What happened on 11 October is unknown.",
        "Orlov was beaten. It happened in Velsk. He complained on 11 October.",
        "Orlov was beaten.\n\nHis town is small.\n\nIt happened on 11 October.",
    ],
)
def test_another_day_dates_nothing(text: str) -> None:
    assert find_date(text, "beaten", "11 October") is None


def test_what_was_denied_did_not_happen_on_a_day() -> None:
    text = "Nobody beat Orlov. It happened on 11 October."

    assert find_date(text, "beat", "11 October", status=EventStatus.DENIED) is None
