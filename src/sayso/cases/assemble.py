"""Which events make up one person's or group's matter."""

from sayso.cases.history import DONE, order_events
from sayso.packs.pack import Pack
from sayso.records.entity import Entity, EntityType, RelationType
from sayso.records.event import Case, CaseKind, Event, EventStatus, ParticipantRole
from sayso.records.finding import Resolution
from sayso.records.value import Penalty, Provision, TimeExpression

# A step that is only thought of or denied makes no prosecution.
_OPENING = (*DONE, EventStatus.INTENDED, EventStatus.EXPECTED)
# An article of law belongs to the case whose event stands at most so many characters away.
_PROVISION_REACH = 400


def make_cases(
    events: tuple[Event, ...],
    resolution: Resolution,
    penalties: tuple[Penalty, ...],
    provisions: tuple[Provision, ...],
    times: tuple[TimeExpression, ...],
    pack: Pack,
) -> tuple[Case, ...]:
    """Return one case for each person or group whose matter the events are.

    A step of procedure makes a prosecution; without one, what the pack calls an incident
    makes a case if it befell a person or a group that the report tells apart (by number
    or date), never a class of people. A named member of a group that is prosecuted
    shares the group's case.
    """
    entities = {entity.id: entity for entity in resolution.entities}
    opening = [event for event in events if _opens(event, entities, pack)]
    by_id = {time.id: time for time in times}
    cases: list[Case] = []
    for subjects in _groups(opening, entities, pack):
        mine = tuple(
            event
            for event in events
            if event.status is not EventStatus.CONDITIONAL and subjects & _subjects(event).keys()
        )
        history = order_events(mine, by_id, pack)
        is_step = {e.id for e in history if pack.types[e.type].step and e.status in _OPENING}
        kind = CaseKind.PROSECUTION if is_step else CaseKind.INCIDENT
        cases.append(
            Case(
                id=f"k{len(cases) + 1}",
                subjects=tuple(entity for entity in entities if entity in subjects),
                kind=kind,
                stage=_stage(history, kind, pack),
                events=tuple(event.id for event in history),
                penalties=tuple(p.id for p in penalties if p.entity in subjects),
                claims=_claims(mine),
                provisions=_provisions(provisions, mine, events),
            )
        )
    return tuple(cases)


def _subjects(event: Event) -> dict[str, None]:
    return {p.entity: None for p in event.participants if p.role is ParticipantRole.SUBJECT}


def _opens(event: Event, entities: dict[str, Entity], pack: Pack) -> bool:
    """Tell whether an event makes its subjects' matter a case."""
    kind = pack.types[event.type]
    if kind.step:
        told = event.status in _OPENING
    else:
        told = kind.incident and event.status in DONE
    return told and any(_is_told_apart(entities[e], event) for e in _subjects(event))


def _is_told_apart(entity: Entity, event: Event) -> bool:
    if entity.type is EntityType.PERSON:
        return True
    # "Soldiers were detained" is about a class; "300 soldiers", "last Friday" are not.
    return entity.type is EntityType.GROUP and (
        entity.count is not None or event.time is not None or not entity.anonymous
    )


def _groups(opening: list[Event], entities: dict[str, Entity], pack: Pack) -> list[frozenset[str]]:
    """Return the subjects of each case, in the order of the events that open them."""
    prosecuted = {
        entity
        for event in opening
        if pack.types[event.type].step
        for entity in _subjects(event)
        if entities[entity].type is EntityType.GROUP
    }
    group_of: dict[str, set[str]] = {}

    def join(members: list[str]) -> None:
        whole: set[str] = set(members).union(*(group_of.get(m, ()) for m in members))
        for member in whole:
            group_of[member] = whole

    for event in opening:
        subjects = [e for e in _subjects(event) if _is_told_apart(entities[e], event)]
        if subjects:
            join(subjects)
    for entity in entities.values():
        for relation in entity.relations:
            if relation.type is RelationType.MEMBER_OF and relation.to in prosecuted:
                if entity.type is EntityType.PERSON:
                    join([entity.id, relation.to])
    made = {
        frozenset(group_of[e]): None for event in opening for e in _subjects(event) if e in group_of
    }
    return list(made)


def _stage(history: tuple[Event, ...], kind: CaseKind, pack: Pack) -> str | None:
    """Return the type of the latest step done; of an incident, of its latest event."""
    wanted = [
        event for event in history if kind is CaseKind.INCIDENT or pack.types[event.type].step
    ]
    for statuses in ((EventStatus.HAPPENED,), DONE):
        done = [event for event in wanted if event.status in statuses]
        if done:
            return done[-1].type
    return None


def _claims(events: tuple[Event, ...]) -> tuple[str, ...]:
    ids = {claim for event in events for claim in event.claims}
    return tuple(sorted(ids, key=lambda id: (len(id), id)))


def _provisions(
    provisions: tuple[Provision, ...], mine: tuple[Event, ...], events: tuple[Event, ...]
) -> tuple[str, ...]:
    """Return the articles of law that stand nearest to an event of the case."""
    ids = {event.id for event in mine}
    found = []
    for provision in provisions:
        distances = [
            (min(abs(provision.span.begin - end) for _, end in event.trigger.spans), event.id)
            for event in events
            if event.status is not EventStatus.CONDITIONAL
        ]
        distance, nearest = min(distances, default=(_PROVISION_REACH, ""))
        if distance < _PROVISION_REACH and nearest in ids:
            found.append(provision.id)
    return tuple(found)
