"""Events: what is told, of whom, as how done, when and where."""

from benchmarks.scoring.given import Given, GivenEvent
from benchmarks.scoring.gold import Gold, GoldEvent
from benchmarks.scoring.matching import EntityMatch, pair_up
from benchmarks.scoring.tally import Section, Tally
from benchmarks.scoring.text import NO_WORDS
from benchmarks.scoring.values import TimeMatch

_SUBJECT = "subject"
_EITHER = "who"
_ROLES = ("subject", "actor")


class EventMatch:
    """Which event of the reading is which of the gold's."""

    def __init__(self, gold: Gold, given: Given, entities: EntityMatch, times: TimeMatch) -> None:
        self._claims = {claim.id: claim.content for claim in given.claims}
        self.entities = entities
        self.times = times
        self.pairs = pair_up(
            lambda i, j: self._rate(given.events[i], gold.events[j]),
            len(given.events),
            len(gold.events),
        )
        """The number of the gold's event by that of the reading's."""
        self.repeated: set[int] = set()
        """Numbers of the reading's events that are told by another one already."""
        self._ids: dict[str, str] = {}
        for number, event in enumerate(given.events):
            wanted = self.pairs.get(number)
            if wanted is None:
                wanted = self._find_repeated(event, gold)
                if wanted is None:
                    continue
                self.repeated.add(number)
            self._ids[event.id] = gold.events[wanted].id

    def find(self, event: str) -> str | None:
        """Return the gold's id of one of the reading's events (id), if it is any."""
        return self._ids.get(event)

    def _rate(self, event: GivenEvent, wanted: GoldEvent) -> float | None:
        likeness = self._get_likeness(event, wanted)
        if likeness is None:
            return None
        subjects = {self.entities.find(who) for role, who in event.participants if role == _SUBJECT}
        right = subjects & {*wanted.roles[_SUBJECT], *wanted.roles[_EITHER]}
        rate = 0.1 + likeness + 0.6 * bool(right)
        rate += 0.3 * (event.status in wanted.statuses)
        return rate + 0.2 * self.times.is_any(event.time, wanted.times)

    def _get_likeness(self, event: GivenEvent, wanted: GoldEvent) -> float | None:
        """Return how like the triggers are; claims stand for a trigger without words."""
        if event.type not in wanted.types:
            return None
        told = (self._claims.get(claim, NO_WORDS) for claim in event.claims)
        return wanted.get_likeness(event.words or NO_WORDS.union(*told))

    def _find_repeated(self, event: GivenEvent, gold: Gold) -> int | None:
        """Return the gold's event that an unpaired one tells again."""
        like = [
            (likeness, -number)
            for number, wanted in enumerate(gold.events)
            if (likeness := self._get_likeness(event, wanted)) is not None
        ]
        return -max(like)[1] if like else None


def score_events(gold: Gold, given: Given, match: EventMatch, tally: Tally) -> None:
    """Count events, their status, who took part, and when and where they happened."""
    for number, event in enumerate(given.events):
        wanted = gold.events[match.pairs[number]] if number in match.pairs else None
        if number not in match.repeated and (wanted is None or not wanted.optional):
            _count_given(event, wanted, match, tally)
    back = {j: given.events[i] for i, j in match.pairs.items()}
    for number, asked in enumerate(gold.events):
        if not asked.optional:
            _count_wanted(asked, back.get(number), match, tally)


def _count_given(
    event: GivenEvent, wanted: GoldEvent | None, match: EventMatch, tally: Tally
) -> None:
    name = f"{event.type} {event.text!r}" if wanted is None else str(wanted)
    tally.give(Section.EVENTS, wanted is not None, f"{name} is not in the gold")
    if event.status is not None:
        right = wanted is not None and event.status in wanted.statuses
        tally.give(Section.STATUS, right, f"{name}: {event.status}")
    for role, who in event.participants:
        entity = match.entities.find(who)
        if role not in _ROLES:
            continue
        right = wanted is not None and entity in (*wanted.roles[role], *wanted.roles[_EITHER])
        if (
            right
            or wanted is None
            or entity
            not in (
                *wanted.roles_may[role],
                *wanted.roles_may[_EITHER],
            )
        ):
            tally.give(Section.PARTICIPANTS, right, f"{name}: {role} {entity or who}")
    _count_given_time_and_place(event, wanted, match, tally)


def _count_given_time_and_place(
    event: GivenEvent, wanted: GoldEvent | None, match: EventMatch, tally: Tally
) -> None:
    name = f"{event.type} {event.text!r}" if wanted is None else str(wanted)
    if event.time is not None:
        right = wanted is not None and match.times.is_any(event.time, wanted.times)
        if right or wanted is None or not match.times.is_any(event.time, wanted.times_may):
            tally.give(Section.TIME_AND_PLACE, right, f"{name}: time {event.time}")
    if event.place is not None:
        place = match.entities.find(event.place)
        right = wanted is not None and place in wanted.places
        if right or wanted is None or place not in wanted.places_may:
            tally.give(Section.TIME_AND_PLACE, right, f"{name}: place {place or event.place}")


def _count_wanted(
    wanted: GoldEvent, event: GivenEvent | None, match: EventMatch, tally: Tally
) -> None:
    told = event is not None  # what was not found is told once, not in every section
    name = f"{wanted.types[0]} {wanted}"
    tally.want(Section.EVENTS, told, name)
    right = event is not None and event.status in wanted.statuses
    tally.want(Section.STATUS, right, name if told else "")
    taking_part = set() if event is None else _list_roles(event, match)
    for role, entities in wanted.roles.items():
        for entity in entities:
            about = f"{name}: {role} {entity}" if told else ""
            tally.want(Section.PARTICIPANTS, (role, entity) in taking_part, about)
    if wanted.times:
        right = event is not None and match.times.is_any(event.time, wanted.times)
        tally.want(Section.TIME_AND_PLACE, right, f"{name}: time")
    if wanted.places:
        right = event is not None and match.entities.find(event.place) in wanted.places
        tally.want(Section.TIME_AND_PLACE, right, f"{name}: place")


def _list_roles(event: GivenEvent, match: EventMatch) -> set[tuple[str, str | None]]:
    """Return who (gold ids) has which role; those of the two main ones have either, too."""
    roles = {(role, match.entities.find(who)) for role, who in event.participants}
    return roles | {(_EITHER, who) for role, who in roles if role in _ROLES}
