"""The history of a case: its steps oldest first, what does not fit, and where it stands."""

from collections.abc import Mapping, Sequence

from sayso.cases.across.steps import Gathered
from sayso.cases.history import DONE, order_events
from sayso.cases.procedure import can_follow
from sayso.packs.pack import Pack
from sayso.records.casefile import Step
from sayso.records.event import CaseKind, Event, EventStatus
from sayso.records.selector import Selector, Span
from sayso.records.value import TimeExpression, TimeType

_FIRST = "0001-01-01"


def order_steps(steps: Sequence[Gathered], pack: Pack) -> tuple[Gathered, ...]:
    """Return steps oldest first.

    As within one report (`sayso.cases.history.order_events`), except that what is told without a
    day is anchored by the reports: it had happened by the day on which it was first told, and
    what was only expected had not.
    """
    told = sorted(steps, key=lambda it: (it.first.order, it.type))
    events = tuple(
        Event(
            id=f"{number}",
            type=step.type,
            trigger=Selector(spans=(Span(number, number + 1),), text="x"),
            time=f"{number}",
            status=step.status,
        )
        for number, step in enumerate(told)
    )
    times = {f"{number}": _make_time(number, step) for number, step in enumerate(told)}
    return tuple(told[int(it.id)] for it in order_events(events, times, pack))


def _make_time(number: int, step: Gathered) -> TimeExpression:
    begin, end = _find_bounds(step)
    return TimeExpression(
        id=f"{number}",
        span=Span(number, number + 1),
        text="",
        type=TimeType.DATE,
        value="",
        begin=begin,
        end=end,
    )


def _find_bounds(step: Gathered) -> tuple[str | None, str | None]:
    if step.days is not None:
        return step.days
    published = step.published
    if published is None:
        return None, None
    if step.status in DONE:
        return _FIRST, published
    if step.status is EventStatus.DENIED:
        return None, None
    # What is only expected stands where it was last told: later steps were taken after that.
    told = max(it.published for it in step.tellings if it.published is not None)
    return told, told


def find_stage(history: Sequence[Step], kind: CaseKind, pack: Pack) -> str | None:
    """Return the type of the latest step of procedure done; of an incident, of its latest event."""
    wanted = [it for it in history if kind is CaseKind.INCIDENT or _is_step(it.type, pack)]
    for statuses in ((EventStatus.HAPPENED,), DONE):
        done = [it for it in wanted if it.status in statuses]
        if done:
            return done[-1].type
    told = [it for it in history if it.status in DONE]
    return told[-1].type if told else None


def _is_step(type_: str, pack: Pack) -> bool:
    return type_ in pack.types and pack.types[type_].step


def list_flags(history: Sequence[Step], pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """Return, by step, what does not fit in the procedure, one sentence each."""
    flags: dict[str, list[str]] = {}
    before: Step | None = None
    for step in history:
        if step.status not in DONE or step.begin is None or not _is_step(step.type, pack):
            continue
        if (
            before is not None
            and before.end is not None
            and before.end < step.begin
            and not can_follow(before.type, step.type, pack)
        ):
            flags.setdefault(step.id, []).append(
                f"{_say(step.type)} ({step.begin}) does not follow {_say(before.type)} "
                f"({before.end}); is a step missing, or a day wrong?"
            )
        before = step
    return {name: tuple(it) for name, it in flags.items()}


def _say(type_: str) -> str:
    return type_.replace("_", " ")
