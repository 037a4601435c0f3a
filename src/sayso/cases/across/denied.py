"""Where a report denies what it denies of nobody by name."""

import re
from collections.abc import Sequence

from sayso.cases.across.places import Spot, list_spots
from sayso.records.event import Event
from sayso.records.reading import Reading

_END = re.compile(r"[.!?…]\s|\n")


def list_spots_beside(reading: Reading, event: str) -> Sequence[Spot]:
    """Return the settlements that the sentence of an event names."""
    spans = _find(reading, event).trigger.spans
    if not spans:
        return ()
    text, first, last = reading.report.text, spans[0][0], spans[-1][1]
    begin = max((it.end() for it in _END.finditer(text, 0, first)), default=0)
    found = _END.search(text, last)
    end = len(text) if found is None else found.end()
    mentions = {it.id: it.mentions for it in reading.entities}
    return [
        spot
        for name, spot in list_spots(reading).items()
        if spot.settled and any(begin <= it.begin < end for it in mentions.get(name, ()))
    ]


def _find(reading: Reading, event: str) -> Event:
    return next(it for it in reading.events if it.id == event)
