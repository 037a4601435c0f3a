"""A reader that reads the same report otherwise in each version, as a newer reader may.

It cuts claims shorter, gives them to others, takes them for denials, drops and adds some; it
drops entities and their first mentions; and it numbers everything anew, since ids say nothing.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from plain_reader import PlainReader

from sayso.records.claim import Certainty, Claim, Polarity, Style
from sayso.records.entity import Entity
from sayso.records.event import Case, Event, EventStatus, Participant, ParticipantRole
from sayso.records.reading import Maker, Reading
from sayso.records.report import Report


@dataclass(frozen=True, slots=True)
class ShiftingReader:
    """Version 1 is `PlainReader`'s; every other differs from it in its own way."""

    version: int = 1

    def read(self, report: Report) -> Reading:
        plain = PlainReader().read(report)
        if self.version == 1:
            return replace(plain, events=tuple(_take_part(it, plain) for it in plain.events))
        chance = random.Random(f"{self.version} {report.text}")
        entities = tuple(_read_entities(plain.entities, chance))
        names = dict(
            zip((it.id for it in plain.entities), _number("e", plain.entities, chance), strict=True)
        )
        left = {name: new for name, new in names.items() if name in {it.id for it in entities}}
        claims = _read_claims(plain, report, left, chance)
        there = {claim.id for claim in claims}
        maker = replace(plain.made_by, reader=Maker(name="plain", version=str(self.version)))
        events = tuple(
            replace(
                _take_part(event, plain, left),
                status=chance.choice((EventStatus.HAPPENED, EventStatus.ALLEGED)),
            )
            for event in plain.events
            if chance.random() < 0.8
        )
        return replace(
            plain,
            made_by=maker,
            entities=tuple(replace(it, id=left[it.id]) for it in entities),
            claims=claims,
            events=events,
            cases=tuple(_read_case(case, left, there, events) for case in plain.cases),
        )


def _number(letter: str, items: tuple[object, ...], chance: random.Random) -> list[str]:
    numbers = list(range(1, len(items) + 1))
    chance.shuffle(numbers)
    return [f"{letter}{n}" for n in numbers]


def _read_entities(entities: tuple[Entity, ...], chance: random.Random) -> list[Entity]:
    found = []
    for entity in entities:
        if chance.random() < 0.2:
            continue
        mentions = entity.mentions
        if len(mentions) > 1 and chance.random() < 0.4:
            mentions = mentions[1:]
        found.append(replace(entity, mentions=mentions))
    return found


def _read_claims(
    plain: Reading, report: Report, names: Mapping[str, str], chance: random.Random
) -> tuple[Claim, ...]:
    claims = []
    for claim in plain.claims:
        (span,) = claim.content.spans
        chain = tuple(replace(it, entity=names.get(it.entity or "")) for it in claim.chain)
        claim = replace(claim, chain=chain, confidence=chance.choice((0.3, 0.9)))
        what = chance.randrange(8)
        if what == 0:
            continue
        if what == 1 and span.end - span.begin > 8:
            claim = replace(claim, content=report.select((span.begin, span.end - 3)))
        elif what == 2:
            claim = replace(claim, chain=(), source=None, cue=None, style=Style.OWN)
        elif what == 3:
            claim = replace(claim, polarity=Polarity.NEGATIVE)
        elif what == 4:
            claim = replace(claim, certainty=Certainty.ALLEGED)
        elif what == 5:
            other = replace(claim.chain[0], name="Somebody Else", entity=None)
            claims.append(replace(claim, chain=(other,)))
        claims.append(claim)
    numbers = _number("c", tuple(claims), chance)
    return tuple(replace(it, id=name) for it, name in zip(claims, numbers, strict=True))


def _take_part(event: Event, plain: Reading, names: Mapping[str, str] | None = None) -> Event:
    first = plain.entities[0].id
    name = first if names is None else names.get(first)
    if name is None:
        return event
    return replace(event, participants=(Participant(role=ParticipantRole.SUBJECT, entity=name),))


def _read_case(
    case: Case, names: Mapping[str, str], claims: set[str], events: tuple[Event, ...]
) -> Case:
    return replace(
        case,
        subjects=tuple(names[it] for it in case.subjects if it in names),
        claims=tuple(sorted(claims)),
        events=tuple(event.id for event in events),
    )
