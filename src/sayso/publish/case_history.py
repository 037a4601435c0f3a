"""The history of a case, drawn and as a table: what is not told as done never looks like it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.publish.case_accounts import FORMS, find_form
from sayso.publish.case_timeline import Bar, Tick, draw_timeline
from sayso.publish.cases_digest import Quotes, find_status
from sayso.publish.cases_words import CONTESTED, say_when
from sayso.publish.wording import EVENT_STATUSES, say_word
from sayso.records.casefile import CaseFile, Step

_ROOM = 130.0  # that words behind a bar need
_GAP = 8.0
_DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnStep:
    """One step on the axis.

    Attributes:
        bar: Where it is drawn.
        form: As in `sayso.publish.case_accounts.FORMS`, or "contested".
        words: What stands beside the bar: whether it is done, and when it was.
        x: Where these begin, or end where ``before``.
        before: Whether they stand on the left of the bar.
    """

    bar: Bar
    form: str
    words: str
    x: float
    before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One step in words.

    Attributes:
        id: Within the case.
        what: The type.
        status: Whether it is told as done, in words; "told as done" where it is, and
            "contested" before it where another account denies it.
        form: In one word.
        when: The days, or that they are not known.
        place: Its name, or ``None``.
        dated: Whether it stands on the axis.
    """

    id: str
    what: str
    status: str
    form: str
    when: str
    place: str | None
    dated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The steps of a case.

    Attributes:
        width, height, left: The drawing, and where its axis begins, in pixels.
        ticks: Days on the axis.
        steps: Those whose days are known, oldest first.
        rows: All of them, in words.
        forms: The forms that occur in the drawing, for its legend.
    """

    width: float
    height: float
    left: float
    ticks: tuple[Tick, ...]
    steps: tuple[DrawnStep, ...]
    rows: tuple[HistoryRow, ...]
    forms: tuple[str, ...]


def make_history(case: CaseFile, quotes: Quotes) -> History:
    """Return the history of a case; steps without days stand in its table alone."""
    shown = [replace(it, status=find_status(it, quotes)) for it in case.history]
    formed = {it.id: find_form(it, case, quotes) for it in case.history}
    dated = [it for it in shown if it.begin is not None or it.end is not None]
    timeline = draw_timeline((it, say_word(it.type), say_when(it)) for it in dated)
    steps = tuple(
        _draw(it, formed[it.id], bar, timeline.width)
        for it, bar in zip(dated, timeline.bars, strict=True)
    )
    return History(
        width=timeline.width,
        height=timeline.height,
        left=timeline.left,
        ticks=timeline.ticks,
        steps=steps,
        rows=tuple(_make_row(it, formed[it.id], dated) for it in shown),
        forms=tuple(
            it for it in (*FORMS.values(), CONTESTED) if it in {step.form for step in steps}
        ),
    )


def _draw(step: Step, form: str, bar: Bar, width: float) -> DrawnStep:
    end = (bar.x or 0.0) + bar.width
    before = end + _ROOM > width
    when = say_when(step)
    return DrawnStep(
        bar=replace(bar, title=f"{bar.title}, {_say_status(step, form)}"),
        form=form,
        words=when if form == _DONE else f"{form}: {when}",
        x=(bar.x or 0.0) - _GAP if before else end + _GAP,
        before=before,
    )


def _make_row(step: Step, form: str, dated: Sequence[Step]) -> HistoryRow:
    return HistoryRow(
        id=step.id,
        what=say_word(step.type),
        status=_say_status(step, form),
        form=form,
        when=say_when(step),
        place=step.place,
        dated=step in dated,
    )


def _say_status(step: Step, form: str) -> str:
    if form == CONTESTED:
        return f"{CONTESTED}: told as done, and denied"
    return EVENT_STATUSES[step.status] or "told as done"
