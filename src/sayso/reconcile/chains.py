"""From attributions to claims: speakers resolved, sources chained one behind the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.lang.language import Language
from sayso.reconcile.certainty import CertaintyReader
from sayso.reconcile.kinds import KindReader
from sayso.reconcile.ownvoice import find_own_statements
from sayso.reconcile.passages import Passages
from sayso.records.claim import Claim, Link, SourceKind, Style
from sayso.records.entity import Entity, EntityType
from sayso.records.finding import Attribution, Resolution, Telling
from sayso.records.parse import Parse
from sayso.records.report import Report
from sayso.records.value import TimeExpression

_MEDIA = {EntityType.OUTLET, EntityType.CHANNEL}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimContext:
    """What claims of one report are made from.

    Attributes:
        matters: Ids of the entities that events befell: whose matter the report is.
    """

    report: Report
    parse: Parse
    language: Language
    resolution: Resolution
    times: Sequence[TimeExpression]
    matters: frozenset[str] = frozenset()


def find_matters(tellings: Sequence[Telling], resolution: Resolution) -> frozenset[str]:
    """Return the ids of the entities that events befell: whose matter the report is."""
    return frozenset(
        resolution.entity_of[i]
        for telling in tellings
        for i in telling.subjects
        if i in resolution.entity_of
    )


def make_claims(attributions: Sequence[Attribution], context: ClaimContext) -> tuple[Claim, ...]:
    """Return every claim of a report, the report's own statements included, in text order.

    A chain runs from what is nearest to the report to the origin: media that were told
    something first, then the speaker, then those whom the speaker cites; the report's own
    publisher is no link, since it heard it itself.
    """
    maker = _ClaimMaker(attributions, context)
    found = [claim for attribution in attributions if (claim := maker.make(attribution))]
    found += maker.own()
    found.sort(key=lambda claim: (claim.content.begin, -len(claim.content.text)))
    return tuple(
        Claim(
            id=f"c{number}",
            source=claim.source,
            cue=claim.cue,
            content=claim.content,
            style=claim.style,
            chain=claim.chain,
            certainty=claim.certainty,
            polarity=claim.polarity,
            said=claim.said,
            confidence=claim.confidence,
        )
        for number, claim in enumerate(found, 1)
    )


class _ClaimMaker:
    def __init__(self, attributions: Sequence[Attribution], context: ClaimContext) -> None:
        self.attributions = attributions
        self.context, self.parse = context, context.parse
        self.entities: Mapping[str, Entity] = {e.id: e for e in context.resolution.entities}
        self.entity_of = context.resolution.entity_of
        self.passages = Passages(context.report, context.parse)
        self.certainty = CertaintyReader(context.parse, context.language)
        self.kinds = KindReader(context.parse, context.language, self.entities, context.matters)
        publisher = (context.report.publisher or "").casefold().removeprefix("the ")
        self.publisher = publisher

    def make(self, attribution: Attribution) -> Claim | None:
        content = self.passages.content(attribution)
        if content is None:
            return None
        chain: list[Link] = []
        for part in (*attribution.outer, attribution):
            chain.extend(self._links(part))
        chain = _once(chain)
        within_quotation = attribution.outer and self.parse.tokens[attribution.verb].quoted
        if not chain or (within_quotation and chain[-1].entity is None):
            return None
        mine = [*(part for part in attribution.outer if part.joined), attribution]
        nearest = mine[0]
        cues = sorted({i for part in mine for i in part.cue})
        return Claim(
            id="",
            source=self.passages.of(nearest.source),
            cue=self.passages.of(cues),
            content=content,
            style=self.passages.style(content),
            chain=tuple(chain),
            certainty=self.certainty.certainty(attribution),
            polarity=self.certainty.polarity(attribution),
            said=self._said(attribution),
            confidence=self._confidence(attribution, chain),
        )

    def own(self) -> list[Claim]:
        """The report's own statements: what nobody is cited for."""
        return [
            Claim(
                id="",
                source=None,
                cue=None,
                content=content,
                style=Style.OWN,
                chain=(),
                certainty=self.certainty.own_certainty(words),
                polarity=self.certainty.own_polarity(words),
                said=None,
                confidence=0.8,
            )
            for words in find_own_statements(self.attributions, self.parse, self.context.language)
            if (content := self.passages.of(words)) is not None
        ]

    # -- chains

    def _links(self, part: Attribution) -> list[Link]:
        links = [
            link
            for i in part.through
            if (link := self._link(i, (i,), part)) is not None
            and (self._medium(link) or (link.entity is not None and self._conveys(i)))
        ]
        if part.speaker is not None:
            speaker = self._link(part.speaker, part.source, part)
            if speaker is not None and not self._own_outlet(speaker):
                links.append(speaker)
        for i in part.behind:
            behind = self._link(i, (i,), part)
            if behind is not None:
                links.append(behind)
        return links

    def _link(self, head: int, words: Sequence[int], part: Attribution) -> Link | None:
        passage = self.passages.of(words)
        if passage is None:
            return None
        entity = self._entity(head, words)
        if entity is None:
            kind = self.kinds.of_word(head)
            return Link(entity=None, name=passage.text, kind=kind, span=passage.spans[0])
        kind = self.kinds.of(entity, part)
        return Link(entity=entity.id, name=entity.name, kind=kind, span=passage.spans[0])

    def _entity(self, head: int, words: Sequence[int]) -> Entity | None:
        # "the news site Ufa Segodnya": the name may hang on the noun, or follow it.
        beside = [t.i for t in self.parse.children(head, "appos", "compound")]
        some = [
            what.i
            for prep in self.parse.children(head, "prep")
            if prep.lower == "of"
            for what in self.parse.children(prep.i, "pobj")
        ]
        for i in (head, *beside, *words, *some):
            if i in self.entity_of:
                return self.entities[self.entity_of[i]]
        return None

    def _medium(self, link: Link) -> bool:
        """Whether a hearer is a link: a medium, and not the report's own publisher."""
        entity = self.entities.get(link.entity) if link.entity is not None else None
        return entity is not None and entity.type in _MEDIA and not self._own_outlet(link)

    def _conveys(self, i: int) -> bool:
        """ "said through the association": a body that passes words on, medium or not."""
        token = self.parse.tokens[i]
        return token.dep == "pobj" and self.parse.tokens[token.head].lower in {"through", "via"}

    def _own_outlet(self, link: Link) -> bool:
        if not self.publisher or link.kind not in {SourceKind.OUTLET, SourceKind.CHANNEL}:
            return False
        return link.name.casefold().removeprefix("the ") == self.publisher

    def _said(self, attribution: Attribution) -> str | None:
        """The time that the verb of saying carries."""
        token = self.parse.tokens[attribution.verb]
        for child in self.parse.children(token.i, "npadvmod", "prep", "advmod"):
            words = range(child.left, child.right + 1)
            if any(i in attribution.content for i in words):
                continue
            begin, end = self.parse.span(child.left, child.right)
            for time in self.context.times:
                if begin <= time.span[0] and time.span[1] <= end:
                    return time.id
        return None

    def _confidence(self, attribution: Attribution, chain: list[Link]) -> float:
        """A rule's own estimate; part of the reader that is calibrated with the tagger."""
        sure = 0.9
        if any(link.entity is None for link in chain):
            sure -= 0.2
        if self.parse.tokens[attribution.verb].lemma in {"according", "say", "tell"}:
            sure += 0.05
        return round(sure, 2)


def _once(chain: list[Link]) -> list[Link]:
    """No entity twice in a row: "in his interview with X he told X"."""
    kept: list[Link] = []
    for link in chain:
        if link.entity is None or all(link.entity != other.entity for other in kept):
            kept.append(link)
    return kept
