"""The day of a scene: of what a report tells without a day, right behind what it dates."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.cases.across.days import Interval, measure_width
from sayso.cases.history import DONE
from sayso.lang.language import SUPPORTED, Language, get_language
from sayso.packs.pack import Pack
from sayso.records.event import Event, ParticipantRole
from sayso.records.reading import Reading
from sayso.records.selector import Span
from sayso.records.value import TimeExpression, TimeType

_LEXICON = "dating"
# The end of a sentence: not of "Dec. 3", nor of "S. Orlov".
_END = re.compile(r"(?<!\b\w)[.!?…][\"”»’)]*\s+(?=[\W_]*[^\W\d_a-zа-яёіїєґ])|\n+")
# A day and a night.
_SHARP = 1
# Sentences behind the day in which the scene goes on.
_GOES_ON = 4
# Letters before a noun in which "for" or "after" says that it came earlier.
_REASON = 30


class _Dated(NamedTuple):
    """A day in the text: where it stands, in which sentence, what it means, what it dates."""

    at: int
    sentence: int
    days: Interval
    event: Event | None


def find_scenes(reading: Reading, pack: Pack) -> dict[str, Interval]:
    """Return the days of events that are told without one in a scene that has one, by event.

    "On 3 March he was summoned. He refused. Then two men beat him": a sentence or two behind a
    day the scene goes on. What came of it ("he was charged") may well have come later, what led
    to it ("for refusing", "had refused") earlier; neither is dated so.
    """
    code = reading.report.language
    if code not in SUPPORTED:
        return {}
    text, language = reading.report.text, get_language(code)
    starts = [0, *(it.end() for it in _END.finditer(text)), len(text)]
    sentences = [Span(begin=a, end=b) for a, b in pairwise(starts) if a < b]
    begins = [it.begin for it in sentences]
    marks = list(_list_dated(reading, begins))
    found: dict[str, Interval] = {}
    for event in reading.events:
        kind = pack.types.get(event.type)
        if event.time is not None or event.status not in DONE or kind is None or kind.step:
            continue
        mark = _find_mark(event, marks, begins)
        if mark is None or not _is_of_scene(event, mark, pack):
            continue
        passage = Span(begin=begins[mark.sentence + 1], end=event.trigger.begin)
        if _goes_on(text, passage, language):
            found[event.id] = mark.days
    return found


def _list_dated(reading: Reading, begins: Sequence[int]) -> Iterator[_Dated]:
    """Yield the days of the text in its order; of what a statement is dated by, none."""
    said = {it.said for it in reading.claims}
    dating: dict[str, Event] = {}
    for event in reading.events:
        if event.time is not None:
            dating.setdefault(event.time, event)
    for time in reading.times:
        if time.type in (TimeType.DATE, TimeType.TIME) and time.begin and time.end:
            at = time.span.begin
            number = _find_sentence(at, begins)
            sharp = measure_width((time.begin, time.end)) <= _SHARP
            usable = sharp and time.id not in said and not _is_later(reading, time)
            days = (time.begin, time.end) if usable else ("", "")
            yield _Dated(at, number, days, dating.get(time.id))


def _is_later(reading: Reading, time: TimeExpression) -> bool:
    published = reading.report.published
    return published is not None and time.begin is not None and time.begin > published[:10]


def _find_sentence(at: int, begins: Sequence[int]) -> int:
    return bisect_left(begins, at + 1) - 1


def _find_mark(event: Event, marks: Sequence[_Dated], begins: Sequence[int]) -> _Dated | None:
    """Return the last day before an event, some sentences before at most; no vague one."""
    at = event.trigger.begin
    before = [it for it in marks if it.at < at]
    number = _find_sentence(at, begins)
    if not before or not before[-1].days[0]:
        return None
    mark = before[-1]
    return mark if 0 < number - mark.sentence <= _GOES_ON else None


def _is_of_scene(event: Event, mark: _Dated, pack: Pack) -> bool:
    """Tell whether what is dated befell the same people, and is no step of a procedure."""
    if mark.event is None:
        return False
    kind = pack.types.get(mark.event.type)
    if kind is None or kind.step or mark.event.status not in DONE or mark.event.type == event.type:
        return False
    mine, theirs = (
        {p.entity for p in it.participants if p.role is ParticipantRole.SUBJECT}
        for it in (event, mark.event)
    )
    return not mine or not theirs or bool(mine & theirs)


def _goes_on(text: str, passage: Span, language: Language) -> bool:
    """Tell whether the words from the dated sentence to an event tell one scene on."""
    words = text[passage.begin : passage.end]
    if language.pattern(_LEXICON, "earlier").search(words) is not None:
        return False
    if language.pattern(_LEXICON, "led_to").search(words[-_REASON:]) is not None:
        return False
    paragraphs = text[max(0, passage.begin - 2) : passage.end].count("\n")
    return not paragraphs or language.pattern(_LEXICON, "then").search(words) is not None
