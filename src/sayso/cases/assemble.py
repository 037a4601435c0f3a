"""Which events make up one person's or group's matter."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sayso.cases.history import DONE, order_events
from sayso.packs.pack import Pack
from sayso.records.claim import SourceKind
from sayso.records.entity import Entity, EntityType, RelationType
from sayso.records.event import Case, CaseKind, Event, EventStatus, Participant, ParticipantRole
from sayso.records.reading import Reading
from sayso.records.value import Provision, TimeExpression, TimeType, Unit
from sayso.records.whereabouts import PlaceKeys

# A step that is only thought of or denied makes no prosecution.
_OPENING = (*DONE, EventStatus.INTENDED, EventStatus.EXPECTED)
# An article of law belongs to the case whose event stands at most so many characters away.
_PROVISION_REACH = 400
# A figure counts a group whose words begin at most so many characters after it.
_FIGURE_REACH = 12
# What is told of longer than this is told of a class, not of one group.
_LONG_DAYS = 92

# Who is of a group neither commands it nor speaks for it.
_SET_APART = (RelationType.COMMANDER_OF, RelationType.LAWYER_OF)
_OFFICES = (SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.COURT, SourceKind.LAWYER)


def make_cases(reading: Reading, pack: Pack) -> tuple[Case, ...]:
    """Return one case for each person or group whose matter the reading's events are.

    A step of procedure makes a prosecution; without one, what the pack calls an incident
    makes a case if it befell a person or a group that the report tells apart (by number
    or date), never a class of people. A named member of such a group shares the
    group's case.

    Args:
        reading: Everything else that the report says.
        pack: The pack that its events are from.
    """
    reading = _adopt_steps(reading, pack)
    assembler = _Assembler(reading, pack)
    times = {time.id: time for time in reading.times}
    order = {entity.id: number for number, entity in enumerate(reading.entities)}
    parts = assembler.list_parts()
    real = [event for event in reading.events if event.status is not EventStatus.CONDITIONAL]
    told_of = _index_by_subject(real)
    nearest = _find_nearest(reading.provisions, real)
    cases: list[Case] = []
    for subjects in assembler.groups():
        whole = {*subjects, *(it for entity in subjects for it in parts.get(entity, ()))}
        mine = tuple(
            real[at] for at in sorted({at for entity in whole for at in told_of.get(entity, ())})
        )
        history = order_events(mine, times, pack)
        steps = [e for e in history if pack.types[e.type].step and e.status in _OPENING]
        kind = CaseKind.PROSECUTION if steps else CaseKind.INCIDENT
        cases.append(
            Case(
                id=f"k{len(cases) + 1}",
                subjects=tuple(sorted(subjects, key=order.__getitem__)),
                kind=kind,
                stage=_stage(history, kind, pack),
                events=tuple(event.id for event in history),
                penalties=tuple(p.id for p in reading.penalties if p.entity in subjects),
                claims=_claims(mine),
                provisions=_provisions(reading.provisions, mine, nearest),
            )
        )
    return tuple(cases)


class _Assembler:
    """Finds whose matters a reading's events are."""

    def __init__(self, reading: Reading, pack: Pack) -> None:
        self._reading = reading
        self._pack = pack
        self._entities = {entity.id: entity for entity in reading.entities}
        self._times = {time.id: time for time in reading.times}
        self._places = PlaceKeys(reading)
        self._whole_of = _find_wholes(reading)

    def list_parts(self) -> dict[str, list[str]]:
        """Return, by group, those who are counted out of it: "two of the soldiers"."""
        found: dict[str, list[str]] = {}
        for part, whole in self._whole_of.items():
            found.setdefault(whole, []).append(part)
        return found

    def groups(self) -> list[frozenset[str]]:
        """Return the subjects of each case, in the order of the events that open them."""
        opening = self._without_asides([e for e in self._reading.events if self._opens(e)])
        group_of: dict[str, frozenset[str]] = {}

        def join(members: list[str]) -> None:
            whole = frozenset(members).union(*(group_of.get(m, frozenset()) for m in members))
            group_of.update(dict.fromkeys(whole, whole))

        for event in opening:
            told = (self._whole_of.get(e, e) for e in self._list_told_apart(event))
            subjects = list(dict.fromkeys(told))
            apart = [[e] for e in subjects] if self._go_own_ways(subjects, opening) else [subjects]
            for members in apart:
                if members:
                    join(members)
        for member, group in self._memberships(opening):
            join([member, group])
        told = (self._whole_of.get(e, e) for event in opening for e in _subjects(event))
        return list(dict.fromkeys(group_of[e] for e in told if e in group_of))

    def _list_told_apart(self, event: Event) -> list[str]:
        return [e for e in _subjects(event) if self._is_told_apart(e, event)]

    def _without_asides(self, opening: list[Event]) -> list[Event]:
        """Return the events that open cases, without those only told in passing."""
        firm = {e.id for e in opening if not self._pack.types[e.type].secondary}
        told_of = {
            subject
            for event in self._reading.events
            if not self._pack.types[event.type].secondary
            for subject in _subjects(event)
        }
        return [
            event
            for event in opening
            if not firm or event.id in firm or told_of & _subjects(event).keys()
        ]

    def _go_own_ways(self, subjects: list[str], opening: list[Event]) -> bool:
        """Tell whether of several persons one has a step that the others do not share."""
        people = all(self._entities[e].type is EntityType.PERSON for e in subjects)
        return (
            len(subjects) > 1
            and people
            and any(
                self._pack.types[event.type].step
                and 0 < len(_subjects(event).keys() & set(subjects)) < len(subjects)
                for event in opening
            )
        )

    def _memberships(self, opening: list[Event]) -> Iterator[tuple[str, str]]:
        """Yield the named members of groups whose matters are cases.

        Of a group that is only held, a member who is prosecuted has a case of their own.
        """
        held, prosecuted = (
            {
                entity
                for event in opening
                for entity in _subjects(event)
                if step is self._is_step(event)
            }
            for step in (False, True)
        )
        for entity in self._reading.entities:
            groups = prosecuted if entity.id in prosecuted else held | prosecuted
            for relation in entity.relations:
                other = self._entities.get(relation.to)
                if (
                    relation.type is RelationType.MEMBER_OF
                    and relation.to in groups
                    and other is not None
                    and other.type is EntityType.GROUP
                    and entity.type is EntityType.PERSON
                ):
                    yield entity.id, relation.to
        yield from self._list_of_one_day(held, prosecuted)

    def _list_of_one_day(self, held: set[str], prosecuted: set[str]) -> Iterator[tuple[str, str]]:
        """Yield whom a report names as sent away the same day, with the one group it was of.

        "About 30 men were taken to an enlistment office. A bricklayer, Orlov, was sent to a unit
        the same night."
        """
        groups = [it for it in sorted(held) if self._entities[it].type is EntityType.GROUP]
        if len(groups) != 1 or len(held) != 1 or prosecuted:
            return
        told = [it for it in self._reading.events if groups[0] in _subjects(it)]
        days = {self._get_day(it) for it in told} - {None}
        where = {key for it in told for key in self._list_regions(it)}
        apart = self._list_set_apart()
        for event in self._reading.events:
            there = self._list_regions(event)
            elsewhere = bool(where and there and not where & there)
            sent = event.status is EventStatus.HAPPENED and self._pack.types[event.type].away
            if sent and not elsewhere and self._get_day(event) in days:
                for name in _subjects(event):
                    entity = self._entities[name]
                    known = entity.type is EntityType.PERSON and not entity.anonymous
                    if known and name not in apart:
                        yield name, groups[0]

    def _list_regions(self, event: Event) -> frozenset[str]:
        keys = self._places.list_keys(event.place)
        return frozenset(it for it in keys if it.startswith("admin1:"))

    def _list_set_apart(self) -> frozenset[str]:
        """Return who commands or speaks for others, or tells of things by office."""
        tied = {
            it.id
            for it in self._entities.values()
            if any(relation.type in _SET_APART for relation in it.relations)
        }
        links = (link for claim in self._reading.claims for link in claim.chain)
        return frozenset(tied | {it.entity for it in links if it.entity and it.kind in _OFFICES})

    def _get_day(self, event: Event) -> str | None:
        time = self._times.get(event.time or "")
        return time.begin if time is not None and time.begin == time.end else None

    def _is_step(self, event: Event) -> bool:
        return self._pack.types[event.type].step

    def _opens(self, event: Event) -> bool:
        """Tell whether an event makes its subjects' matter a case."""
        kind = self._pack.types[event.type]
        wanted = _OPENING if kind.step else DONE
        return (
            (kind.step or kind.incident)
            and event.status in wanted
            and any(self._is_told_apart(entity, event) for entity in _subjects(event))
        )

    def _is_told_apart(self, entity_id: str, event: Event) -> bool:
        """Tell whether a subject is somebody in particular: "soldiers were jailed" is not."""
        entity = self._entities[entity_id]
        if entity.type is not EntityType.GROUP:
            return entity.type is EntityType.PERSON
        time = self._times.get(event.time or "")
        if time is not None and _is_long(time):
            # "Seven were jailed since January" counts matters; it is none.
            return False
        place = self._entities.get(event.place or "")
        return (
            not entity.anonymous
            or entity.count is not None
            or (place is not None and not place.anonymous)
            or (time is not None and time.begin is not None)
            or self._is_counted(entity)
        )

    def _is_counted(self, entity: Entity) -> bool:
        """Tell whether a figure stands right before the words for a group."""
        return any(
            quantity.span.begin <= mention.begin <= quantity.span.end + _FIGURE_REACH
            for quantity in self._reading.quantities
            # "At least seven were jailed" counts matters; "about 300 are held" is one.
            if quantity.unit is Unit.PERSON and quantity.value is not None
            for mention in entity.mentions
        )


def _adopt_steps(reading: Reading, pack: Pack) -> Reading:
    """Return a reading whose hearings and verdicts of nobody are of the one man it is about.

    "The sentence was handed down on Wednesday", in a report that tells of one named man alone
    what befell him, is his.
    """
    named = {it.id for it in reading.entities if it.type is EntityType.PERSON and not it.anonymous}
    told = {it for event in reading.events for it in _subjects(event)} & named
    if len(told) != 1:
        return reading
    his = Participant(role=ParticipantRole.SUBJECT, entity=min(told))
    return replace(
        reading,
        events=tuple(
            replace(event, participants=(*event.participants, his))
            if pack.types[event.type].held
            and event.status is EventStatus.HAPPENED
            and not _subjects(event)
            else event
            for event in reading.events
        ),
    )


def _is_long(time: TimeExpression) -> bool:
    if time.begin is None or time.end is None:
        return time.type is TimeType.DURATION
    return (date.fromisoformat(time.end) - date.fromisoformat(time.begin)).days > _LONG_DAYS


def _find_wholes(reading: Reading) -> dict[str, str]:
    """Return, by those who are counted out of a group, the group of which more is told.

    "Sixteen of them sit there, two of them were beaten": of one group alone more may be told.
    """
    groups = {it.id: it for it in reading.entities if it.type is EntityType.GROUP}
    told = {it for event in reading.events for it in _subjects(event) if it in groups}
    parts = {
        entity.id: relation.to
        for entity in groups.values()
        for relation in entity.relations
        if relation.type is RelationType.PART_OF
    }
    wholes = sorted(told - parts.keys())
    alone = wholes[0] if len(wholes) == 1 else ""
    found = {part: whole if whole in told else alone for part, whole in parts.items()}
    return {part: whole for part, whole in found.items() if whole and whole not in parts}


def _subjects(event: Event) -> dict[str, None]:
    return {p.entity: None for p in event.participants if p.role is ParticipantRole.SUBJECT}


def _stage(history: tuple[Event, ...], kind: CaseKind, pack: Pack) -> str | None:
    """Return the type of the latest step done; of an incident, of its latest event."""
    wanted = [
        event for event in history if kind is CaseKind.INCIDENT or pack.types[event.type].step
    ]
    for statuses in ((EventStatus.HAPPENED,), DONE):
        done = [event for event in wanted if event.status in statuses]
        if done:
            return done[-1].type
    # Where every step is still to come the matter stands where the last event left it.
    told = [event for event in history if event.status in DONE]
    return told[-1].type if told else None


def _claims(events: tuple[Event, ...]) -> tuple[str, ...]:
    ids = {claim for event in events for claim in event.claims}
    return tuple(sorted(ids, key=lambda claim: (len(claim), claim)))


def _index_by_subject(events: list[Event]) -> dict[str, list[int]]:
    """Return, by entity, the numbers of the events that happened to it."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        for entity in _subjects(event):
            found[entity].append(number)
    return found


def _find_nearest(provisions: tuple[Provision, ...], events: list[Event]) -> dict[str, str]:
    """Return, by article of law, the event that stands nearest to it, if any is near."""
    ends = sorted((end, event.id) for event in events for _, end in event.trigger.spans)
    found = {}
    for provision in provisions:
        begin = provision.span.begin
        low = bisect_right(ends, begin - _PROVISION_REACH, key=_first)
        high = bisect_left(ends, begin + _PROVISION_REACH, key=_first)
        near = [(abs(begin - end), event) for end, event in ends[low:high]]
        if near:
            found[provision.id] = min(near)[1]
    return found


def _first(pair: tuple[int, str]) -> int:
    return pair[0]


def _provisions(
    provisions: tuple[Provision, ...], mine: tuple[Event, ...], nearest: dict[str, str]
) -> tuple[str, ...]:
    """Return the articles of law that stand nearest to an event of the case."""
    ids = {event.id for event in mine}
    return tuple(p.id for p in provisions if nearest.get(p.id) in ids)
