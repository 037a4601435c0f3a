"""Whether what is dated can have come in the order that is told."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from sayso.cases.bounds import find_bounds, find_day
from sayso.cases.history import DONE
from sayso.cases.procedure import can_follow
from sayso.packs.pack import Pack
from sayso.records.claim import Certainty, Claim, Polarity
from sayso.records.event import Check, CheckKind, Event, EventStatus
from sayso.records.reading import Reading
from sayso.records.selector import Selector, Span
from sayso.records.value import TimeExpression

# A day begins earlier in the east: what is told on the 4th of the 5th is no conflict.
_TIME_ZONE = timedelta(days=1)
# So long after the last step, another of its kind begins something new.
_NEW_MATTER = timedelta(days=92)
_VERDICTS = frozenset({"conviction", "sentence"})
# After a verdict a trial is one of these, told or not; where none is told, one date may be wrong.
_ANEW = frozenset({"appeal", "reopening"})
_Days = tuple[date, date]
_TOLD = frozenset({Certainty.STATED, Certainty.ALLEGED})


def find_order_conflicts(reading: Reading, pack: Pack) -> Iterator[Check]:
    """Yield what is dated before something that must have come first.

    Two dates conflict only where no reading of either allows the order (`find_bounds`).
    """
    times = {time.id: time for time in reading.times}
    yield from _find_steps(reading, times, pack)
    yield from _find_foretold(reading, times)
    yield from _find_unpublished(reading, times)


def _find_steps(reading: Reading, times: dict[str, TimeExpression], pack: Pack) -> Iterator[Check]:
    """Yield dated steps that come before what they need."""
    events = {event.id: event for event in reading.events}
    anew = any(event.type in _ANEW for event in reading.events)
    for case in reading.cases:
        steps = [e for i in case.events if (e := events[i]).status in DONE]
        rounds = Counter(step.type for step in steps)
        # What happened twice may have begun anew: only steps told once have one order.
        dated = [
            (e, days)
            for e in steps
            if rounds[e.type] == 1 and (days := _find_days(e, times)) is not None
        ]
        for earlier, later in _find_reversed(dated, pack, anew=anew):
            yield Check(
                kind=CheckKind.ORDER_CONFLICT,
                about=(case.id, earlier.id, later.id),
                message=(
                    f"“{later.trigger.text}” ({_say(later, times)}) is dated after "
                    f"“{earlier.trigger.text}” ({_say(earlier, times)}), which it should precede."
                ),
            )


def _find_reversed(
    dated: list[tuple[Event, _Days]], pack: Pack, *, anew: bool
) -> Iterator[tuple[Event, Event]]:
    """Yield the steps of which the one dated first needs the other.

    Somebody may be charged anew: what comes long after a verdict, or what another step follows
    in its turn, is taken for a matter of its own. So is a trial after a verdict where the report
    tells of an appeal or of a case reopened (``anew``), or where a sentence is still to come.
    """
    newest = max((days[1] for _, days in dated), default=date.min)
    for one, two in combinations(dated, 2):
        (earlier, first), (later, second) = sorted((one, two), key=lambda step: step[1])
        apart = second[0] - first[1]
        soon = timedelta() < apart <= _NEW_MATTER and second[1] >= newest
        tried_late = not anew and earlier.type in _VERDICTS and later.type == "trial"
        if soon and (tried_late or not can_follow(earlier.type, later.type, pack)):
            yield earlier, later


def _find_foretold(reading: Reading, times: dict[str, TimeExpression]) -> Iterator[Check]:
    """Yield statements said before what they tell as done."""
    claims = {claim.id: claim for claim in reading.claims}
    for event, time, days in _find_dated(reading, times):
        for claim in (claims[c] for c in event.claims if c in claims):
            said = find_bounds(times.get(claim.said or ""))
            if said is None or said[1] + _TIME_ZONE >= days[0] or not _tells(claim, event, time):
                continue
            yield Check(
                kind=CheckKind.ORDER_CONFLICT,
                about=(claim.id, event.id, time.id),
                message=(
                    f"“{event.trigger.text}” is dated {time.begin}, but {_name(claim)} told it "
                    f"as done by {said[1].isoformat()}."
                ),
            )


def _find_unpublished(reading: Reading, times: dict[str, TimeExpression]) -> Iterator[Check]:
    """Yield what is told as done and dated after the report's publication."""
    published = find_day(reading.report.published)
    if published is None:
        return
    for event, time, days in _find_dated(reading, times):
        if time.anchor is None and published + _TIME_ZONE < days[0]:
            yield Check(
                kind=CheckKind.ORDER_CONFLICT,
                about=(event.id, time.id),
                message=(
                    f"“{event.trigger.text}” is told as done and dated “{time.text}”, after the "
                    f"report's publication ({published.isoformat()})."
                ),
            )


def _find_dated(
    reading: Reading, times: dict[str, TimeExpression]
) -> Iterator[tuple[Event, TimeExpression, _Days]]:
    for event in reading.events:
        days = _find_days(event, times)
        if event.status is EventStatus.HAPPENED and days is not None and event.time is not None:
            yield event, times[event.time], days


def _find_days(event: Event, times: dict[str, TimeExpression]) -> _Days | None:
    return find_bounds(times.get(event.time or ""))


def _tells(claim: Claim, event: Event, time: TimeExpression) -> bool:
    """Whether it is this statement that says the event was done, and when."""
    return (
        claim.certainty in _TOLD
        and claim.polarity is Polarity.POSITIVE
        and _holds(claim.content, time.span)
        and all(_holds(claim.content, span) for span in event.trigger.spans)
    )


def _holds(content: Selector, span: Span) -> bool:
    return any(part.begin <= span.begin and span.end <= part.end for part in content.spans)


def _say(event: Event, times: dict[str, TimeExpression]) -> str:
    """Return an event's date for a message: the first day it can mean, or its own words."""
    time = times[event.time or ""]
    return time.begin or time.text


def _name(claim: Claim) -> str:
    return claim.chain[-1].name if claim.chain else "the report"
