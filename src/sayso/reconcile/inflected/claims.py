"""From a tagged text to claims, for languages whose claims alone are read."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.lang.language import Language
from sayso.reconcile.confidence import estimate_unattributed
from sayso.reconcile.inflected.certainty import InflectedCertainty
from sayso.reconcile.inflected.ownvoice import InflectedOwnVoice
from sayso.reconcile.inflected.sources import SourceReader
from sayso.reconcile.inflected.words import Worded, WordReader
from sayso.reconcile.passages import Passages
from sayso.records.claim import Claim, Link, Style
from sayso.records.parse import Parse
from sayso.records.report import Report
from sayso.records.tagged import TaggedText

_INSIDE = 0.5  # part of a nested statement that lies within the outer one's content

_LEAST = 0.35
"""How likely a statement must be right to be given."""


def make_claims(
    tagged: TaggedText, parse: Parse, language: Language, report: Report
) -> tuple[Claim, ...]:
    """Return every claim of a report, the report's own statements included, in text order.

    A chain runs from what is nearest to the report to the origin: the links of the statement
    that holds this one, the medium that was told, the source, whom the source cites. It is
    empty where nobody is named ("сообщается"), and where the report speaks for itself.
    """
    maker = _ClaimMaker(tagged, parse, language, report)
    found = [*maker.make_all(), *maker.make_own()]
    found.sort(key=lambda claim: (claim.content.begin, -len(claim.content.text)))
    return tuple(replace(claim, id=f"c{number}") for number, claim in enumerate(found, 1))


class _ClaimMaker:
    """Makes claims, their ids still empty."""

    def __init__(
        self, tagged: TaggedText, parse: Parse, language: Language, report: Report
    ) -> None:
        self.parse, self.tagged = parse, tagged
        self.passages = Passages(report, parse, language)
        self.sources = SourceReader(parse, language, self.passages, report.publisher)
        self.certainty = InflectedCertainty(parse, language)
        self.own_voice = InflectedOwnVoice(parse, language)
        reader = WordReader(parse, language)
        worded = [reader.read(statement) for statement in tagged.statements]
        stated = [
            one
            for one in worded
            if one.cue and one.content and not self.own_voice.is_declining(one.cue)
        ]
        self.statements = [one for one in stated if one.tagged.confidence >= _LEAST]
        # Too unsure to be given as anybody's, and so as the report's own.
        self.doubtful = [one for one in stated if one.tagged.confidence < _LEAST]
        self.chains: dict[int, tuple[Link, ...]] = {}
        # The statements in whose content a word stands, those within others left out.
        self.holders: defaultdict[int, list[int]] = defaultdict(list)
        for number, one in enumerate(self.statements):
            for i in one.content if one.tagged.level == 0 else ():
                self.holders[i].append(number)

    def make_all(self) -> Iterator[Claim]:
        """Make the claims of all tagged statements."""
        for number in self._list_outer_first():
            claim = self._make(number)
            if claim is not None:
                yield claim

    def make_own(self) -> Iterator[Claim]:
        """Make the report's own statements: what nobody is cited for."""
        taken: set[int] = set()
        cues: set[int] = set()
        for one in (*self.statements, *self.doubtful):
            taken.update(one.content, one.own)
            cues.update(one.cue)
        for words in self.own_voice.find(taken, cues):
            content = self.passages.statement(words)
            if content is not None:
                yield Claim(
                    id="",
                    source=None,
                    cue=None,
                    content=content,
                    style=Style.OWN,
                    chain=(),
                    certainty=self.certainty.certainty("", words),
                    polarity=self.certainty.polarity("", words),
                    said=None,
                    confidence=estimate_unattributed(
                        self.tagged, self.parse.span(words[0], words[-1])
                    ),
                )

    def _list_outer_first(self) -> list[int]:
        """Number the statements in the order of their sources, outer ones before nested ones."""
        return sorted(
            range(len(self.statements)),
            key=lambda number: (
                self._find_outer(number) is not None,
                self.statements[number].cue[0],
            ),
        )

    def _make(self, number: int) -> Claim | None:
        one = self.statements[number]
        content = self.passages.statement(one.content)
        if content is None:
            return None
        outer_number = self._find_outer(number)
        outer = () if outer_number is None else self.chains.get(outer_number, ())
        cue = self._say(one.cue)
        speakers = self._make_speakers(one, outer, cue)
        chain = _once(
            (
                *outer,
                *(self.sources.make_medium(one.medium) if one.medium else ()),
                *speakers,
                *(self.sources.make_behind(one.behind) if one.behind else ()),
            )
        )
        self.chains[number] = chain
        # Its source is this report: «Сивая чайка» выяснила, in the Сивая чайка.
        own = bool(one.source) and not chain
        return Claim(
            id="",
            source=None if own or not one.source else self.passages.of(one.source),
            cue=None if own else self.passages.of(one.cue),
            content=content,
            style=Style.OWN if own else self.passages.style(content),
            chain=chain,
            certainty=self.certainty.certainty(cue, one.content),
            polarity=self.certainty.polarity(cue, one.content),
            said=None,
            confidence=one.tagged.confidence,
        )

    def _make_speakers(self, one: Worded, outer: Sequence[Link], cue: str) -> list[Link]:
        if not one.source:
            return []
        speakers = self.sources.make_source(one.source, outer)
        if speakers and not outer:
            last = self.parse.tokens[max(*one.content, *one.cue, *one.source)].sentence
            self.sources.remember(one.source, speakers[0], cue, last)
        return speakers

    def _find_outer(self, number: int) -> int | None:
        """Return the number of the statement in whose content a nested one lies."""
        one = self.statements[number]
        if one.tagged.level == 0:
            return None
        inner = {*one.content, *one.cue}
        shared = Counter(other for i in inner for other in self.holders.get(i, ()))
        around = [other for other, words in shared.items() if words > _INSIDE * len(inner)]
        return min(around, key=lambda at: (len(self.statements[at].content), at), default=None)

    def _say(self, words: Sequence[int]) -> str:
        return " ".join(self.parse.tokens[i].text for i in words)


def _once(chain: Sequence[Link]) -> tuple[Link, ...]:
    """Each source once, where it comes first."""
    kept: dict[tuple[str, str], Link] = {}
    for link in chain:
        kept.setdefault((link.name.lower(), link.kind), link)
    return tuple(kept.values())
