"""What reports tell only as what somebody is accused of: the accuser's word."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from sayso.packs.pack import Pack
from sayso.records.event import Event, EventStatus
from sayso.records.reading import Reading

_WORD = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"[.!?,;:\n]")
# So many words stand between "for" and what it was for: "for knowingly refusing".
_NEAR = 2
_TOLD = frozenset({EventStatus.HAPPENED, EventStatus.ALLEGED})


def list_accused(reading: Reading, pack: Pack) -> frozenset[str]:
    """Return the ids of the events that are told only as what a step was taken for.

    "He has been charged with refusing an order" tells the charge; that he refused is not its
    teller's word. What a court found is: a verdict is told of a deed that it takes for done.
    """
    steps = [
        it
        for it in reading.events
        if it.type in pack.types and pack.types[it.type].step and not pack.types[it.type].held
    ]
    return frozenset(
        it.id
        for it in reading.events
        if it.status in _TOLD
        and it.type in pack.types
        and not pack.types[it.type].step
        and all(_is_accused(reading.report.text, begin, steps) for begin in _list_begins(it))
    )


def _list_begins(event: Event) -> Iterator[int]:
    yield from (begin for begin, _ in event.trigger.spans[:1])


def _is_accused(text: str, begin: int, steps: list[Event]) -> bool:
    known = _get_words()
    starts = [start for it in steps for start, _ in it.trigger.spans if start < begin]
    if not starts:
        return False
    between = _APART.split(text[max(starts) : begin])[-1]
    words = [it.casefold() for it in _WORD.findall(between)]
    near = words[-_NEAR - 1 :]
    sentence = re.search(r"[.!?\n]\s", text[max(starts) : begin])
    return (
        sentence is None
        and any(it in known["before"] for it in near)
        and not any(it in known["besides"] for it in near)
    )


@cache
def _get_words() -> dict[str, frozenset[str]]:
    data = tomllib.loads((files(__package__) / "accusations.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}
