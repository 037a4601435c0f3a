"""When an event was, where a later sentence says so: "It happened on 11 October"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.lang.language import Language
from sayso.records.event import Event, EventStatus
from sayso.records.value import TimeExpression, TimeType

_LEXICON = "dating"
# Letters from "it happened" to the day ("in the town of Velsk, on").
_APART = 60
# Letters from what happened to "it happened".
_BACK = 400
# The end of a sentence or a clause: not of "Dec. 3", nor of "S. Orlov".
_END = re.compile(r"[!?…;]|(?<!\b\w)\.[\"”»’)]*\s+(?=[\W_]*[A-ZА-ЯЁІЇЄҐ])|\n")
_LINES = re.compile(r"[.!?…;]?\s*\n\s*")
_TOLD = frozenset({EventStatus.HAPPENED, EventStatus.ALLEGED})


def date_events(
    events: tuple[Event, ...],
    times: tuple[TimeExpression, ...],
    text: str,
    language: Language,
) -> tuple[Event, ...]:
    """Return events, those dated that have no day until a sentence behind them gives one.

    The words say "it" of what the sentence before tells first: "He was beaten after he
    complained. It happened on 11 October."
    """
    dated = dict(_find_dated(events, times, text, language))
    return tuple(replace(it, time=dated[it.id]) if it.id in dated else it for it in events)


def _find_dated(
    events: tuple[Event, ...], times: tuple[TimeExpression, ...], text: str, language: Language
) -> Iterator[tuple[str, str]]:
    """Yield the events that are dated so, with the time of each, by their ids."""
    known = {it.id: it for it in times}
    points = sorted((it.span.begin, it.id) for it in times if _is_day(it))
    taken: set[str] = set()
    for found in language.pattern(_LEXICON, "it_happened").finditer(text):
        day = next(
            (
                known[name]
                for begin, name in points
                if 0 <= begin - found.end() <= _APART
                and _END.search(text[found.end() : begin]) is None
            ),
            None,
        )
        event = None if day is None else _find_told(events, text, found.start())
        if day is None or event is None or event.id in taken:
            continue
        mine = known.get(event.time or "")
        if mine is None or mine.begin is None:
            taken.add(event.id)
            yield event.id, day.id


def _is_day(time: TimeExpression) -> bool:
    return (
        time.type in (TimeType.DATE, TimeType.TIME)
        and time.begin is not None
        and time.end is not None
    )


def _find_told(events: Sequence[Event], text: str, before: int) -> Event | None:
    """Return what the sentence right before tells first, if that is done.

    What stands further off is not dated: another thing may have happened in between.
    """
    near = [
        (span.begin, it)
        for it in events
        for span in it.trigger.spans
        if before - _BACK <= span.begin < before
    ]
    if not near:
        return None
    last = max(begin for begin, _ in near)
    between = _LINES.sub(". ", text[last:before])
    if sum(1 for _ in _END.finditer(between + "A")) > 1:
        return None
    start = max((it.end() for it in _END.finditer(text, max(last - _BACK, 0), last)), default=0)
    told = min((it for it in near if it[0] >= start), key=lambda it: it[0])[1]
    return told if told.status in _TOLD else None
