"""Events that one source tells and another denies: told, but not as done."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.records.claim import Claim, Style
from sayso.records.event import Event, EventStatus, ParticipantRole


def mark_contested(events: Sequence[Event], claims: Sequence[Claim]) -> tuple[Event, ...]:
    """Return the events, those as ``alleged`` that only others' words tell and somebody denies.

    "His commanders wrote that he had fled", which his lawyer denies, is not done. What the
    report tells in its own voice too stays as it is told: the report has decided.
    """
    by_id = {claim.id: claim for claim in claims}
    denied = [event for event in events if event.status is EventStatus.DENIED]
    return tuple(
        replace(event, status=EventStatus.ALLEGED)
        if event.status is EventStatus.HAPPENED
        and _is_hearsay(event, by_id)
        and any(_denies(other, event, by_id) for other in denied)
        else event
        for event in events
    )


def _is_hearsay(event: Event, claims: Mapping[str, Claim]) -> bool:
    told = [claims[claim] for claim in event.claims]
    return bool(told) and all(claim.style is not Style.OWN for claim in told)


def _denies(denied: Event, event: Event, claims: Mapping[str, Claim]) -> bool:
    """Whether somebody else denies what is told: of the same people, or of nobody named."""
    if denied.type != event.type or not _tellers(denied, claims) - _tellers(event, claims):
        return False
    theirs = _subjects(denied)
    return not theirs or bool(theirs & _subjects(event))


def _tellers(event: Event, claims: Mapping[str, Claim]) -> set[str | None]:
    """Return on whose word an event is told; ``None`` for the report, or somebody unnamed."""
    return {
        claim.chain[-1].entity or claim.chain[-1].name if claim.chain else None
        for claim in (claims[number] for number in event.claims)
    }


def _subjects(event: Event) -> set[str]:
    return {p.entity for p in event.participants if p.role is ParticipantRole.SUBJECT}
