"""Whom a penalty threatens or befell, and the event that imposed it."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.records.entity import EntityType
from sayso.records.event import Event, ParticipantRole
from sayso.records.finding import PenaltyFinding, Resolution
from sayso.records.value import Penalty, PenaltyStatus

_PEOPLE = {EntityType.PERSON, EntityType.GROUP}
_IMPOSED = {PenaltyStatus.IMPOSED, PenaltyStatus.UPHELD, PenaltyStatus.REDUCED}
_IMPOSING = frozenset({"sentence", "conviction"})


def assign_penalties(
    findings: Sequence[PenaltyFinding], resolution: Resolution, events: Sequence[Event]
) -> tuple[Penalty, ...]:
    """Return the penalties with bearers and events by id, in text order.

    A penalty without a bearer of its own takes that of the sentence it stands beside; it
    never takes a body's or a place's id.
    """
    types = {entity.id: entity.type for entity in resolution.entities}
    made = []
    for finding in findings:
        bearer = resolution.entity_of.get(finding.bearer) if finding.bearer is not None else None
        if bearer is not None and types[bearer] not in _PEOPLE:
            bearer = None
        event = _imposing(finding.penalty, events)
        if bearer is None and event is not None:
            bearer = next(
                (p.entity for p in event.participants if p.role is ParticipantRole.SUBJECT), None
            )
        made.append(
            replace(finding.penalty, entity=bearer, event=None if event is None else event.id)
        )
    return tuple(made)


def _imposing(penalty: Penalty, events: Sequence[Event]) -> Event | None:
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
    return best[1] if best is not None and best[0] <= 60 else None
