"""The steps of a case on an axis of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sayso.publish.wording import MONTHS
from sayso.records.casefile import Step

_LEFT, _RIGHT, _TOP = 190.0, 24.0, 30.0
_ROW, _BAR = 24.0, 12.0
_WIDTH = 900.0
_NARROWEST = 7.0  # of a bar: one day in years is to be seen too
_MOST_TICKS = 9
_LETTERS = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One step.

    Attributes:
        label: What it is.
        title: What and when, in words.
        x, y, width, height: The bar; ``x`` is ``None`` of a step whose day is not known.
        done: Whether it is told as done.
        open: "before" or "after" where the first or the last day is not known: it may have been
            any time before or after the bar; else ``None``.
    """

    id: str
    label: str
    title: str
    x: float | None
    y: float
    width: float
    height: float
    done: bool
    open: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All steps, and the axis."""

    width: float
    height: float
    left: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def draw_timeline(steps: Iterable[tuple[Step, str, str]]) -> Timeline:
    """Return the steps as bars from the first to the last day that each can mean.

    Args:
        steps: Each with what it is and when it was, in words; oldest first.
    """
    steps = tuple(steps)
    days = [day for step, _, _ in steps for day in (_get(step.begin), _get(step.end)) if day]
    first, last = (min(days), max(days)) if days else (0, 0)
    # A case of one day gets a little room on both sides.
    room = max((last - first) // 30, 3)
    first, last = first - room, last + room
    scale = (_WIDTH - _LEFT - _RIGHT) / max(last - first + 1, 1)
    bars = tuple(_bar(number, *step, first, scale) for number, step in enumerate(steps))
    return Timeline(
        width=_WIDTH,
        height=_TOP + _ROW * len(steps) + 8,
        left=_LEFT,
        bars=bars,
        ticks=tuple(_list_ticks(first, last, scale)) if days else (),
    )


def _get(day: str | None) -> int | None:
    try:
        return None if day is None else date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def _bar(number: int, step: Step, what: str, when: str, first: int, scale: float) -> Bar:
    begin, end = _get(step.begin), _get(step.end)
    begin = end if begin is None else begin
    end = begin if end is None else end
    return Bar(
        id=step.id,
        label=what if len(what) <= _LETTERS else f"{what[: _LETTERS - 1]}…",
        title=f"{what}: {when}",
        x=None if begin is None else _LEFT + (begin - first) * scale,
        y=_TOP + number * _ROW + (_ROW - _BAR) / 2,
        width=0.0 if begin is None or end is None else max((end - begin + 1) * scale, _NARROWEST),
        height=_BAR,
        done=step.status == "happened",
        open=_find_open(step),
    )


def _find_open(step: Step) -> str | None:
    begin, end = _get(step.begin), _get(step.end)
    if (begin is None) == (end is None):
        return None
    return "before" if begin is None else "after"


def _list_ticks(first: int, last: int, scale: float) -> Iterable[Tick]:
    """Yield first days of months (or years) that are not too close."""
    begin, end = date.fromordinal(max(first, 1)), date.fromordinal(last)
    months = (end.year - begin.year) * 12 + end.month - begin.month + 1
    stride = next(
        (it for it in (1, 2, 3, 6, 12, 24, 60, 120, 240) if months / it <= _MOST_TICKS), 600
    )
    if months <= 2:
        step = max((last - first) // 6, 1)
        for day in range(first + step, last, step):
            at = date.fromordinal(day)
            yield Tick(
                x=_LEFT + (day - first) * scale, label=f"{at.day} {MONTHS[at.month - 1][:3]}"
            )
        return
    for number in range(begin.year * 12 + begin.month, end.year * 12 + end.month):
        if number % stride == 0:
            at = date(number // 12, number % 12 + 1, 1)
            label = f"{at.year}" if stride >= 12 else f"{MONTHS[at.month - 1][:3]} {at.year}"
            yield Tick(x=_LEFT + (at.toordinal() - first) * scale, label=label)
