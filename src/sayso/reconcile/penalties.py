"""Whom a penalty threatens or befell, and the event that imposed it."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.records.entity import EntityType
from sayso.records.event import Event, ParticipantRole
from sayso.records.finding import PenaltyFinding, Resolution
from sayso.records.parse import Parse
from sayso.records.value import Penalty, PenaltyStatus

_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
_IMPOSED = frozenset({PenaltyStatus.IMPOSED, PenaltyStatus.UPHELD, PenaltyStatus.REDUCED})
# Types of events that impose a penalty.
_IMPOSING = frozenset({"sentence", "conviction"})
# Types of events that end a trial in which a penalty was sought.
_VERDICTS = _IMPOSING | {"acquittal"}
# A verdict answers what was sought at most so many characters away.
_BESIDE = 200
# Characters between a penalty and the words that tell the sentence that imposed it.
_NEAR = 60


def assign_penalties(
    findings: Sequence[PenaltyFinding],
    resolution: Resolution,
    events: Sequence[Event],
    parse: Parse,
) -> tuple[Penalty, ...]:
    """Return the penalties with bearers and events by id, in text order.

    A penalty without a bearer of its own takes that of the sentence it stands beside; it
    never takes a body's or a place's id.
    """
    people = {entity.id for entity in resolution.entities if entity.type in _PEOPLE}
    sentences = [_find_sentences(event, parse) for event in events]
    assigned = []
    for finding in findings:
        own = _sentence_at(parse, finding.penalty.span.begin)
        # The sentence that imposed it is told with it, not in the one after.
        beside = [event for event, told in zip(events, sentences, strict=True) if own in told]
        assigned.append(_assign(finding, resolution, people, (beside, events)))
    return tuple(assigned)


def _find_sentences(event: Event, parse: Parse) -> set[int]:
    return {_sentence_at(parse, span.begin) for span in event.trigger.spans}


def _sentence_at(parse: Parse, offset: int) -> int:
    token = parse.token_at(offset)
    return -1 if token is None else token.sentence


def _assign(
    finding: PenaltyFinding,
    resolution: Resolution,
    people: set[str],
    events: tuple[Sequence[Event], Sequence[Event]],
) -> Penalty:
    """Return a penalty with ids; of the events, those of its own sentence come first, then all."""
    beside, told = events
    event = _find_imposing(finding.penalty, beside)
    bearer = None if finding.bearer is None else resolution.entity_of.get(finding.bearer)
    if bearer not in people:
        bearer = None
    actors = () if event is None else _of_role(event, ParticipantRole.ACTOR)
    struck = () if event is None else _of_role(event, ParticipantRole.SUBJECT)
    if bearer in actors and set(struck) - {bearer}:
        # "A judge fined her": who imposes a penalty does not bear it.
        bearer = None
    # "The death penalty for 11 of the men": somebody is named, so nobody else is meant.
    unknown = finding.bearer is not None and finding.bearer not in resolution.entity_of
    if bearer is None and not (unknown and event is None):
        event_of = event or _find_sought(finding.penalty, told)
        subjects = () if event_of is None else _of_role(event_of, ParticipantRole.SUBJECT)
        bearer = next((entity for entity in subjects if entity in people), None)
    return replace(finding.penalty, entity=bearer, event=None if event is None else event.id)


def _of_role(event: Event, role: ParticipantRole) -> tuple[str, ...]:
    return tuple(p.entity for p in event.participants if p.role is role)


def _find_sought(penalty: Penalty, events: Sequence[Event]) -> Event | None:
    """The verdict nearest to a penalty that was sought of nobody named: it is of whom it tells."""
    if penalty.status is not PenaltyStatus.SOUGHT:
        return None
    near = [
        (min(abs(begin - penalty.span.end), abs(penalty.span.begin - end)), event)
        for event in events
        if event.type in _VERDICTS
        for begin, end in event.trigger.spans
    ]
    best = min(near, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] <= _BESIDE else None


def _find_imposing(penalty: Penalty, events: Sequence[Event]) -> Event | None:
    """The sentence that a penalty's own clause tells: its trigger stands next to it."""
    if penalty.status not in _IMPOSED:
        return None
    near = [
        (min(abs(begin - penalty.span.end), abs(penalty.span.begin - end)), event)
        for event in events
        if event.type in _IMPOSING
        for begin, end in event.trigger.spans
    ]
    best = min(near, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] <= _NEAR else None
