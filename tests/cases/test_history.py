"""The order of a matter's events, and that it is found for any number of them."""

from matters import day, event

from sayso.cases.history import order_events
from sayso.packs.pack import get_pack
from sayso.records.event import Event
from sayso.records.value import TimeExpression

PACK = get_pack("military-refusal")
MANY = 700


class CountedTimes(dict[str, TimeExpression]):
    """Times that count how often they are asked for."""

    asked = 0

    def get(self, key: str, default: object = None) -> TimeExpression | None:  # type: ignore[override]
        """Return a time, and count it."""
        self.asked += 1
        return super().get(key)


def dated(number: int) -> tuple[tuple[Event, ...], CountedTimes]:
    days = [day(n, f"{2000 + n // 12:04}-{n % 12 + 1:02}-01") for n in range(number)]
    events = tuple(event(n, "refusal", "e1", time=days[n].id) for n in reversed(range(number)))
    return events, CountedTimes({time.id: time for time in days})


def test_more_events_than_are_compared_keep_the_order_of_their_days() -> None:
    events, times = dated(MANY)

    assert order_events(events, times, PACK) == events[::-1]


def test_the_work_of_ordering_grows_as_the_number_of_events_does() -> None:
    asked = []
    for number in (MANY, 2 * MANY):
        events, times = dated(number)
        order_events(events, times, PACK)
        asked.append(times.asked)

    # Within the first few hundred each event is compared with all: a constant.
    assert asked[1] < 3 * asked[0]
