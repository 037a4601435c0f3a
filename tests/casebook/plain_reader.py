"""A reader without models for tests of the casebook: one claim for each "NAME said ..." sentence.

It is deterministic and fast. `version` changes what it finds, as a better reader would:
version 2 leaves the full stop out of a claim's content, version 3 finds no claim that holds
"perhaps", and so on as tests need.
"""

import re
from dataclasses import dataclass

from sayso.errors import LanguageError
from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
from sayso.records.entity import Entity, EntityType
from sayso.records.event import Case, CaseKind, Event
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.records.selector import Span

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_SAID = re.compile(
    r"(?P<source>[\w' -]+?) (?P<cue>said|сообщил[аи]?) (?:that |, что )?(?P<said>.+)"
)
_NAME = re.compile(r"\b[A-ZА-ЯЁЇІЄ][\w'-]+(?: [A-ZА-ЯЁЇІЄ][\w'-]+)+")
_DETAINED = re.compile(r"\bdetained\b")


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reads as far as tests need; refuses reports that hold "UNREADABLE"."""

    version: int = 1

    def read(self, report: Report) -> Reading:
        if "UNREADABLE" in report.text or report.language == "und":
            raise LanguageError("It is in no language that is read.", remedy="Wait for one.")
        entities = self._read_entities(report)
        claims = tuple(self._read_claims(report, entities))
        events = tuple(self._read_events(report, entities))
        return Reading(
            made_by=MadeBy(
                reader=Maker(name="plain", version=str(self.version)),
                models=(),
                languages=(),
                packs=(),
            ),
            report=report,
            entities=entities,
            times=(),
            places=(),
            quantities=(),
            claims=claims,
            provisions=(),
            penalties=(),
            events=events,
            cases=tuple(self._read_cases(events, claims)),
            checks=(),
        )

    def _read_entities(self, report: Report) -> tuple[Entity, ...]:
        mentions: dict[str, list[Span]] = {}
        for match in _NAME.finditer(report.text):
            mentions.setdefault(match[0], []).append(Span(*match.span()))
        return tuple(
            Entity(id=f"e{n}", type=EntityType.PERSON, name=name, mentions=tuple(spans))
            for n, (name, spans) in enumerate(mentions.items(), start=1)
        )

    def _read_claims(self, report: Report, entities: tuple[Entity, ...]) -> list[Claim]:
        claims: list[Claim] = []
        for sentence in _SENTENCE.finditer(report.text):
            said = _SAID.search(report.text, sentence.start(), sentence.end())
            if said is None or (self.version >= 3 and "perhaps" in said["said"]):
                continue
            begin, end = said.span("said")
            if self.version >= 2 and report.text[end - 1] in ".!?":
                end -= 1
            source = report.select(said.span("source"))
            entity = next((it.id for it in entities if it.name == source.text.strip()), None)
            claims.append(
                Claim(
                    id=f"c{len(claims) + 1}",
                    source=source,
                    cue=report.select(said.span("cue")),
                    content=report.select((begin, end)),
                    style=Style.INDIRECT,
                    chain=(
                        Link(
                            entity=entity,
                            name=source.text.strip(),
                            kind=SourceKind.PERSON,
                            span=Span(*said.span("source")),
                        ),
                    ),
                    certainty=Certainty.STATED,
                    polarity=Polarity.POSITIVE,
                    said=None,
                    confidence=0.5,
                )
            )
        return claims

    def _read_events(self, report: Report, entities: tuple[Entity, ...]) -> list[Event]:
        found = _DETAINED.finditer(report.text)
        return [
            Event(id=f"v{n}", type="detention", trigger=report.select(match.span()))
            for n, match in enumerate(found, start=1)
            if entities
        ]

    def _read_cases(self, events: tuple[Event, ...], claims: tuple[Claim, ...]) -> list[Case]:
        if not events:
            return []
        return [
            Case(
                id="k1",
                subjects=("e1",),
                kind=CaseKind.INCIDENT,
                stage="detention",
                events=tuple(event.id for event in events),
                provisions=(),
                penalties=(),
                claims=tuple(claim.id for claim in claims),
            )
        ]
