"""What a careful editor would ask about a reading."""

from collections.abc import Iterator

from sayso.cases.accounts import get_origin, name_origin
from sayso.cases.figures import find_figure_conflicts
from sayso.cases.history import DONE
from sayso.cases.money_check import Rates, find_currency_mismatches
from sayso.cases.order_checks import find_order_conflicts
from sayso.cases.penalty_check import find_penalty_mismatches
from sayso.cases.place_check import Atlas, find_place_mismatches
from sayso.cases.time_checks import find_unresolved_times
from sayso.lang.language import get_language
from sayso.packs.pack import Pack
from sayso.records.claim import Claim, Style
from sayso.records.entity import Entity, EntityType
from sayso.records.event import Case, Check, CheckKind, Event, EventStatus, ParticipantRole
from sayso.records.reading import Reading

_PEOPLE = (EntityType.PERSON, EntityType.GROUP)


def find_problems(
    reading: Reading, pack: Pack, *, rates: Rates | None = None, atlas: Atlas | None = None
) -> tuple[Check, ...]:
    """Return what an editor should look at, one check for each question.

    Args:
        reading: Everything that the report says; its own checks do not count.
        pack: The pack that its events are from.
        rates: What currencies were worth; without it, sums are not compared.
        atlas: What lies in what; without it, places are not compared.
    """
    finder = _Finder(reading, pack)
    language = get_language(reading.report.language)
    return (
        *finder.contradictions(),
        *find_order_conflicts(reading, pack),
        *(() if atlas is None else find_place_mismatches(reading, language, atlas)),
        *(() if rates is None else find_currency_mismatches(reading, rates)),
        *find_penalty_mismatches(reading, pack.law),
        *finder.single_sources(),
        *finder.anonymous_sources(),
        *finder.second_hand(),
        *find_unresolved_times(reading, language),
    )


class _Finder:
    def __init__(self, reading: Reading, pack: Pack) -> None:
        self._reading = reading
        self._pack = pack
        self._entities = {entity.id: entity for entity in reading.entities}
        self._claims = {claim.id: claim for claim in reading.claims}
        self._events = {event.id: event for event in reading.events}

    # ------------------------------------------------------------ accounts that disagree
    def contradictions(self) -> Iterator[Check]:
        """Yield denials of what is told elsewhere, and figures that do not agree."""
        yield from self._denials()
        yield from find_figure_conflicts(self._reading, self._entities)

    def _denials(self) -> Iterator[Check]:
        for denied in self._reading.events:
            if denied.status is not EventStatus.DENIED:
                continue
            told = [event for event in self._reading.events if self._answers(event, denied)]
            if not told:
                continue
            nearest = ([e for e in told if e.type == denied.type] or told)[-1]
            claims = [c for e in (*told, denied) for c in self._attributed(e)]
            yield Check(
                kind=CheckKind.CONTRADICTION,
                about=tuple(dict.fromkeys((*(e.id for e in told), denied.id, *claims))),
                message=(
                    f"“{denied.trigger.text}” is denied by {self._teller(denied)}, but "
                    f"“{nearest.trigger.text}” is told{self._of_whom(nearest)} "
                    f"by {self._teller(nearest)}."
                ),
            )

    def _answers(self, event: Event, denied: Event) -> bool:
        """Tell whether an event is what a denial denies."""
        types = (self._pack.types.get(event.type), self._pack.types.get(denied.type))
        if event.status not in DONE or None in types:
            return False
        harm = all(kind is not None and kind.harm for kind in types)
        if event.type != denied.type and not harm:
            return False
        others = self._tellers(event) - self._tellers(denied)
        if not others or (event.type != denied.type and others == {None}):
            return False
        mine, theirs = self._subjects(event), self._subjects(denied)
        if mine & theirs or not theirs:
            return True
        # "Any soldiers", "any student": a class that those of the event may belong to.
        return all(
            self._entities[e].anonymous and self._entities[e].count in (None, 1) for e in theirs
        )

    # ------------------------------------------------------------ on whose word
    def single_sources(self) -> Iterator[Check]:
        """Yield cases all of whose attributed statements rest on one source."""
        for case in self._reading.cases:
            claims = [self._claims[c] for c in case.claims if c in self._claims]
            origins = {get_origin(claim) for claim in claims if claim.chain}
            if len(origins) == 1 and all(claim.chain for claim in claims):
                yield Check(
                    kind=CheckKind.SINGLE_SOURCE,
                    about=(case.id, *(claim.id for claim in claims)),
                    message=(
                        f"All that is said of {self._subject_names(case)} rests on "
                        f"{name_origin(claims[0])} alone."
                    ),
                )

    def anonymous_sources(self) -> Iterator[Check]:
        """Yield the people without a name on whose word statements rest."""
        rests: dict[str, list[Claim]] = {}
        for claim in self._reading.claims:
            entity = self._entities.get(claim.chain[-1].entity or "") if claim.chain else None
            if entity is not None and entity.anonymous and entity.type in _PEOPLE:
                rests.setdefault(entity.id, []).append(claim)
        for entity_id, claims in rests.items():
            name = self._entities[entity_id].name
            yield Check(
                kind=CheckKind.ANONYMOUS_SOURCE,
                about=(entity_id, *(claim.id for claim in claims)),
                message=f"{_counted(len(claims))} on the word of somebody not named: “{name}”.",
            )

    def second_hand(self) -> Iterator[Check]:
        """Yield the chains through which the report has statements from others."""
        chains: dict[tuple[str, ...], list[Claim]] = {}
        for claim in self._reading.claims:
            if len(claim.chain) > 1:
                chains.setdefault(tuple(link.name for link in claim.chain), []).append(claim)
        for names, claims in chains.items():
            yield Check(
                kind=CheckKind.SECOND_HAND,
                about=tuple(claim.id for claim in claims),
                message=(
                    f"{_counted(len(claims))} on {names[-1]}, heard through "
                    f"{' and '.join(names[:-1])}."
                ),
            )

    # ------------------------------------------------------------ words for messages
    def _subjects(self, event: Event) -> set[str]:
        return {p.entity for p in event.participants if p.role is ParticipantRole.SUBJECT}

    def _attributed(self, event: Event) -> list[str]:
        """Return the claims of others, not of the report itself, that tell an event."""
        return [
            claim
            for claim in event.claims
            if claim in self._claims and self._claims[claim].style is not Style.OWN
        ]

    def _tellers(self, event: Event) -> set[str | None]:
        return {get_origin(self._claims[claim]) for claim in event.claims if claim in self._claims}

    def _teller(self, event: Event) -> str:
        ids = self._attributed(event)
        return name_origin(self._claims[ids[0]]) if ids else "the report itself"

    def _of_whom(self, event: Event) -> str:
        names = [self._name(e) for e in sorted(self._subjects(event))]
        return f" of {' and '.join(names)}" if names else ""

    def _subject_names(self, case: Case) -> str:
        return " and ".join(self._name(entity) for entity in case.subjects)

    def _name(self, entity_id: str) -> str:
        entity: Entity = self._entities[entity_id]
        return f"the {entity.name}" if entity.anonymous else entity.name


def _counted(number: int) -> str:
    return "One statement rests" if number == 1 else f"{number} statements rest"
