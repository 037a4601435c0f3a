"""A reader without models that reads whole cases: who was sentenced when, and on whose word.

It knows one kind of sentence: "Vera Lind said that Ada Noll was sentenced on 2024-03-12."
"""

import re
from dataclasses import dataclass

from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
from sayso.records.entity import Entity, EntityType
from sayso.records.event import (
    Case,
    CaseKind,
    Event,
    EventStatus,
    Participant,
    ParticipantRole,
)
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.records.selector import Span
from sayso.records.value import TimeExpression, TimeType

_SENTENCE = re.compile(
    r"(?P<source>[A-Z][^.\n]*?) (?P<cue>said) that "
    r"(?P<content>(?P<who>[^.\n]+?) (?P<status>was|will be|was not) "
    r"(?P<deed>sentenced|detained)(?: on (?P<day>\d{4}-\d\d-\d\d))?)\."
)
_STATUS = {
    "was": EventStatus.HAPPENED,
    "will be": EventStatus.EXPECTED,
    "was not": EventStatus.DENIED,
}
_TYPES = {"sentenced": "sentence", "detained": "detention"}


@dataclass(frozen=True, slots=True)
class SentenceReader:
    """Reads sentences of that kind, and nothing else."""

    def read(self, report: Report) -> Reading:
        found = list(_SENTENCE.finditer(report.text))
        entities = _read_entities(found)
        by_name = {it.name: it.id for it in entities}
        times = tuple(
            _make_time(number, match) for number, match in enumerate(found, start=1) if match["day"]
        )
        claims = tuple(
            _make_claim(number, match, report, by_name)
            for number, match in enumerate(found, start=1)
        )
        events = tuple(
            Event(
                id=f"v{number}",
                type=_TYPES[match["deed"]],
                trigger=report.select(match.span("deed")),
                participants=(
                    Participant(role=ParticipantRole.SUBJECT, entity=by_name[match["who"]]),
                ),
                time=f"t{number}" if match["day"] else None,
                status=_STATUS[match["status"]],
                claims=(f"c{number}",),
            )
            for number, match in enumerate(found, start=1)
        )
        return Reading(
            made_by=MadeBy(
                reader=Maker(name="sentences", version="1"), models=(), languages=(), packs=()
            ),
            report=report,
            entities=entities,
            times=times,
            places=(),
            quantities=(),
            claims=claims,
            provisions=(),
            penalties=(),
            events=events,
            cases=_read_cases(found, by_name),
            checks=(),
        )


def _read_entities(found: list[re.Match[str]]) -> tuple[Entity, ...]:
    mentions: dict[str, list[Span]] = {}
    for match in found:
        for part in ("source", "who"):
            mentions.setdefault(match[part], []).append(Span(*match.span(part)))
    return tuple(
        Entity(id=f"e{number}", type=EntityType.PERSON, name=name, mentions=tuple(spans))
        for number, (name, spans) in enumerate(mentions.items(), start=1)
    )


def _make_time(number: int, match: re.Match[str]) -> TimeExpression:
    day = match["day"]
    return TimeExpression(
        id=f"t{number}",
        span=Span(*match.span("day")),
        text=day,
        type=TimeType.DATE,
        value=day,
        begin=day,
        end=day,
    )


def _make_claim(
    number: int, match: re.Match[str], report: Report, by_name: dict[str, str]
) -> Claim:
    denied = match["status"] == "was not"
    return Claim(
        id=f"c{number}",
        source=report.select(match.span("source")),
        cue=report.select(match.span("cue")),
        content=report.select(match.span("content")),
        style=Style.INDIRECT,
        chain=(
            Link(
                entity=by_name[match["source"]],
                name=match["source"],
                kind=SourceKind.PERSON,
                span=Span(*match.span("source")),
            ),
        ),
        certainty=Certainty.STATED,
        polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE,
        said=None,
        confidence=0.9,
    )


def _read_cases(found: list[re.Match[str]], by_name: dict[str, str]) -> tuple[Case, ...]:
    whose = list(dict.fromkeys(match["who"] for match in found))
    return tuple(
        Case(
            id=f"k{place}",
            subjects=(by_name[who],),
            kind=CaseKind.PROSECUTION,
            stage="sentence",
            events=tuple(f"v{n}" for n, it in enumerate(found, start=1) if it["who"] == who),
            claims=tuple(f"c{n}" for n, it in enumerate(found, start=1) if it["who"] == who),
        )
        for place, who in enumerate(whose, start=1)
    )
