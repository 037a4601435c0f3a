"""Verdicts told as registers do: "Ivan Belov: three years in a penal colony. Judge Kotova, 8 May".

Channels and court diaries put the penalty right behind the name, with no verb that a frame
could know.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.records.claim import Claim
from sayso.records.entity import Entity, EntityType
from sayso.records.event import Event, EventStatus, Participant, ParticipantRole
from sayso.records.selector import Selector, Span
from sayso.records.value import Penalty, PenaltyStatus, TimeExpression, TimeType

_TYPE = "sentence"
_STEPS = frozenset({"trial", "appeal", "conviction"})
# What stands between a name and the penalty: a colon or a dash, and an article at most.
_MARK = re.compile(r"\s*(?:\([^()\n]{1,30}\)\s*)?(?:[:—–]|\s-)\s*(?:an?\s+)?")
# What joins a second penalty to the first one.
_JOIN = re.compile(r"\s*(?:,|and|plus|и|і|й|та|\+)\s*(?:an?\s+)?")
_REACH = 60
"""Characters before a penalty among which the name stands."""
_BACK = 260
"""Characters behind it among which the day is told."""
_HELD = frozenset({EntityType.PERSON, EntityType.GROUP})
_OPEN = frozenset({PenaltyStatus.FACED, PenaltyStatus.IMPOSED})


def add_headed_verdicts(
    events: tuple[Event, ...],
    penalties: tuple[Penalty, ...],
    entities: Sequence[Entity],
    times: Sequence[TimeExpression],
    claims: Sequence[Claim],
    text: str,
) -> tuple[tuple[Event, ...], tuple[Penalty, ...]]:
    """Return events and penalties, with a sentence for each penalty right behind a name's mark.

    Args:
        events: That the words tell.
        penalties: Of the report, in text order.
        entities: Of the report.
        times: Of the report; the first day in the paragraph behind the penalty dates it.
        claims: Of the report.
        text: Of the report.
    """
    named = {
        span.end: entity.id
        for entity in entities
        if entity.type in _HELD and not entity.anonymous
        for span in entity.mentions
    }
    made: list[Event] = []
    kept: list[Penalty] = []
    last: Penalty | None = None
    for penalty in penalties:
        mine = penalty
        bearer = None
        if penalty.event is None and penalty.status in _OPEN:
            bearer = _find_headed(penalty, named, text)
        if bearer is not None and not _is_sentenced(bearer, events):
            number = len(events) + len(made) + 1
            event = _make(f"v{number}", penalty, bearer, times, claims, text)
            made.append(event)
            mine = replace(penalty, entity=bearer, event=event.id, status=PenaltyStatus.IMPOSED)
        elif last is not None and penalty.event is None and penalty.status in _OPEN:
            between = text[last.span.end : penalty.span.begin]
            if _JOIN.fullmatch(between):
                mine = replace(
                    penalty, entity=last.entity, event=last.event, status=PenaltyStatus.IMPOSED
                )
        kept.append(mine)
        last = mine if mine is not penalty else None
    told = (*_give_subjects(events, made, text), *made)
    return told, tuple(kept)


def _give_subjects(
    events: Sequence[Event], verdicts: Sequence[Event], text: str
) -> Iterator[Event]:
    """Yield events, steps of nobody's in a verdict's paragraph as his: "The trial opened"."""
    reach = [
        (it.trigger.spans[0].begin, text.find("\n", it.trigger.spans[0].end)) for it in verdicts
    ]
    for event in events:
        bare = event.type in _STEPS and not any(
            it.role is ParticipantRole.SUBJECT for it in event.participants
        )
        at = event.trigger.spans[0].begin
        mine = [
            it
            for it, (begin, end) in zip(verdicts, reach, strict=True)
            if bare and begin < at and (end < 0 or at < end)
        ]
        if mine:
            event = replace(event, participants=(*mine[-1].participants[:1], *event.participants))
        yield event


def _find_headed(penalty: Penalty, named: dict[int, str], text: str) -> str | None:
    """Return who is named right before the mark before a penalty."""
    begin = penalty.span.begin
    for end in sorted((it for it in named if begin - _REACH <= it <= begin), reverse=True):
        return named[end] if _MARK.fullmatch(text[end:begin]) else None
    return None


def _is_sentenced(bearer: str, events: Sequence[Event]) -> bool:
    """Whether the report tells in so many words that somebody was sentenced."""
    return any(
        it.type == _TYPE
        and it.status in (EventStatus.HAPPENED, EventStatus.ALLEGED)
        and any(p.entity == bearer and p.role is ParticipantRole.SUBJECT for p in it.participants)
        for it in events
    )


def _make(
    name: str,
    penalty: Penalty,
    bearer: str,
    times: Sequence[TimeExpression],
    claims: Sequence[Claim],
    text: str,
) -> Event:
    return Event(
        id=name,
        type=_TYPE,
        trigger=Selector(spans=(penalty.span,), text=text[slice(*penalty.span)]),
        participants=(Participant(role=ParticipantRole.SUBJECT, entity=bearer),),
        provision=None,
        time=_find_day(penalty.span, times, text),
        place=None,
        status=EventStatus.HAPPENED,
        claims=tuple(_list_claims(penalty.span, claims)),
    )


def _find_day(span: Span, times: Sequence[TimeExpression], text: str) -> str | None:
    """Return the first day told behind a penalty in its paragraph."""
    stop = text.find("\n", span.end)
    stop = min(stop if stop >= 0 else len(text), span.end + _BACK)
    return next(
        (
            it.id
            for it in times
            if span.end <= it.span.begin < stop
            and it.type is TimeType.DATE
            and it.begin is not None
            and it.begin == it.end
        ),
        None,
    )


def _list_claims(span: Span, claims: Sequence[Claim]) -> Iterator[str]:
    for claim in claims:
        if any(it.begin <= span.begin and span.end <= it.end for it in claim.content.spans):
            yield claim.id
