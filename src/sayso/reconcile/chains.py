"""From attributions to claims: speakers resolved, sources chained one behind the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.lang.language import Language
from sayso.reconcile.certainty import CertaintyReader
from sayso.reconcile.confidence import estimate_confidence, estimate_own_confidence
from sayso.reconcile.links import LinkMaker
from sayso.reconcile.ownvoice import find_own_statements
from sayso.reconcile.passages import Passages
from sayso.records.claim import Claim, Link, Style
from sayso.records.finding import Attribution, Doubt, Resolution, Telling
from sayso.records.parse import Parse
from sayso.records.report import Report
from sayso.records.value import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimContext:
    """What claims of one report are made from.

    Attributes:
        matters: Ids of the entities that events befell: whose matter the report is.
        doubt: What a tagger thinks of words that no attribution holds, where one read it.
    """

    report: Report
    parse: Parse
    language: Language
    resolution: Resolution
    times: Sequence[TimeExpression]
    matters: frozenset[str] = frozenset()
    doubt: Doubt | None = None


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
    maker = _ClaimMaker(context)
    found = [claim for attribution in attributions if (claim := maker.make(attribution))]
    found += maker.make_own(attributions)
    found.sort(key=lambda claim: (claim.content.begin, -len(claim.content.text)))
    return tuple(replace(claim, id=f"c{number}") for number, claim in enumerate(found, 1))


class _ClaimMaker:
    """Makes claims, their ids still empty."""

    def __init__(self, context: ClaimContext) -> None:
        self.parse, self.language, self.times = context.parse, context.language, context.times
        self.doubt = context.doubt
        self.passages = Passages(context.report, context.parse, context.language)
        self.links = LinkMaker(
            context.parse,
            context.language,
            context.resolution,
            passages=self.passages,
            matters=context.matters,
            publisher=context.report.publisher,
        )
        self.certainty = CertaintyReader(context.parse, context.language)
        self.plain_cues = context.language.words("sources", "plain_cue")

    def make(self, attribution: Attribution) -> Claim | None:
        """Make the claim of an attribution, ``None`` where nobody or nothing is left of it."""
        content = self.passages.statement(attribution.content)
        if content is None:
            return None
        parts = (*attribution.outer, attribution)
        chain = _once(link for part in parts for link in self.links.make(part))
        verb = self.parse.tokens[attribution.verb]
        # What an unknown somebody says within another's quotation is that other's account.
        within_quotation = attribution.outer and verb.quoted
        if within_quotation and chain and chain[-1].entity is None:
            return None
        # "It is alleged that": a statement of nobody named, where a tagger is sure of that.
        unnamed = attribution.confidence is not None and not attribution.source
        if not chain and not unnamed:
            return None
        mine = [*(part for part in attribution.outer if part.joined), attribution]
        return Claim(
            id="",
            source=self.passages.of(mine[0].source),
            cue=self.passages.of(i for part in mine for i in part.cue),
            content=content,
            style=self.passages.style(content),
            chain=chain,
            certainty=self.certainty.certainty(attribution),
            polarity=self.certainty.polarity(attribution),
            said=self._find_said(attribution),
            confidence=estimate_confidence(
                chain, plain_cue=verb.lemma in self.plain_cues, told=attribution.confidence
            ),
        )

    def make_own(self, attributions: Sequence[Attribution]) -> Iterator[Claim]:
        """Make the report's own statements: what nobody is cited for."""
        for words in find_own_statements(attributions, self.parse, self.language):
            content = self.passages.statement(words)
            if content is not None:
                yield Claim(
                    id="",
                    source=None,
                    cue=None,
                    content=content,
                    style=Style.OWN,
                    chain=(),
                    certainty=self.certainty.own_certainty(words),
                    polarity=self.certainty.own_polarity(words),
                    said=None,
                    confidence=estimate_own_confidence(
                        words, self.parse.span(words[0], words[-1]), self.doubt
                    ),
                )

    def _find_said(self, attribution: Attribution) -> str | None:
        """The time that the verb of saying carries."""
        content = set(attribution.content)
        for child in self.parse.children(attribution.verb, "npadvmod", "prep", "advmod"):
            if content.intersection(range(child.left, child.right + 1)):
                continue
            begin, end = self.parse.span(child.left, child.right)
            for time in self.times:
                if begin <= time.span.begin and time.span.end <= end:
                    return time.id
        return None


def _once(chain: Iterator[Link]) -> tuple[Link, ...]:
    """Each entity once, where it comes first: "in his interview with X he told X"."""
    kept: dict[object, Link] = {}
    for link in chain:
        # What is no entity cannot be known to be one with another.
        kept.setdefault(link if link.entity is None else link.entity, link)
    return tuple(kept.values())
