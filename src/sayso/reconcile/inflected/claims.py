"""From a tagged text to claims: sources resolved and chained one behind the other."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.reconcile.chains import ClaimContext
from sayso.reconcile.confidence import estimate_own_confidence
from sayso.reconcile.inflected.certainty import InflectedCertainty
from sayso.reconcile.inflected.identities import Identities
from sayso.reconcile.inflected.mending import Mender
from sayso.reconcile.inflected.ownvoice import InflectedOwnVoice
from sayso.reconcile.inflected.sources import SourceReader
from sayso.reconcile.inflected.words import Worded, WordReader
from sayso.reconcile.passages import Passages
from sayso.records.claim import Claim, Link, Style
from sayso.records.finding import Doubt
from sayso.records.tagged import TaggedText
from sayso.records.value import TimeType

_INSIDE = 0.5  # part of a nested statement that lies within the outer one's content

_LEAST = 0.35
"""How likely a statement must be right to be given."""

_BESIDE = 3  # words that may stand between a cue or a source and the time of saying
_MOMENTS = frozenset({TimeType.DATE, TimeType.TIME})
_PARTING = frozenset(",;:—–()")


def make_claims(tagged: TaggedText, context: ClaimContext) -> tuple[Claim, ...]:
    """Return every claim of a report, the report's own statements included, in text order.

    A chain runs from what is nearest to the report to the origin: the links of the statement
    that holds this one, the medium that was told, the source, whom the source cites. It is
    empty where nobody is named ("сообщается"), and where the report speaks for itself.
    """
    maker = _ClaimMaker(tagged, context)
    found = [*maker.make_all(), *maker.make_own()]
    found.sort(key=lambda claim: (claim.content.begin, -len(claim.content.text)))
    return tuple(replace(claim, id=f"c{number}") for number, claim in enumerate(found, 1))


class _ClaimMaker:
    """Makes claims, their ids still empty."""

    def __init__(self, tagged: TaggedText, context: ClaimContext) -> None:
        parse, language = context.parse, context.language
        self.parse, self.times = parse, context.times
        self.passages = Passages(context.report, parse, language)
        identities = Identities.of(parse, context.resolution, context.matters)
        self.sources = SourceReader(
            parse, language, self.passages, context.report.publisher, identities
        )
        self.certainty = InflectedCertainty(parse, language)
        self.own_voice = InflectedOwnVoice(parse, language)
        reader = WordReader(parse, language)
        read = (reader.read(statement) for statement in tagged.statements)
        worded = Mender(parse, language).mend(one for one in read if one.cue and one.content)
        stated = [
            one
            for one in worded
            if not self.own_voice.is_declining(one.cue) and not self._is_deed(one)
        ]
        self.mentions = {one.id: one.mentions for one in context.resolution.entities}
        self.statements = [one for one in stated if one.tagged.confidence >= _LEAST]
        doubtful = [one for one in stated if one.tagged.confidence < _LEAST]
        self.doubt = Doubt(
            tagged=tagged, withheld=tuple(frozenset(one.content) for one in doubtful)
        )
        self.chains: dict[int, tuple[Link, ...]] = {}
        # The statements in whose content a word stands, those within others left out.
        self.holders: defaultdict[int, list[int]] = defaultdict(list)
        for number, one in enumerate(self.statements):
            for i in one.content if one.tagged.level == 0 else ():
                self.holders[i].append(number)

    def _is_deed(self, one: Worded) -> bool:
        quoted = any(self.parse.tokens[i].quoted for i in one.content)
        return not quoted and self.own_voice.is_deed(one.cue, one.content)

    def make_all(self) -> Iterator[Claim]:
        """Make the claims of all tagged statements."""
        for number in self._list_outer_first():
            claim = self._make(number)
            if claim is not None:
                yield claim

    def make_own(self) -> Iterator[Claim]:
        """Make the report's own statements: what nobody is cited for.

        What is too unsure to be given as anybody's stays the report's, marked as doubted.
        """
        taken: set[int] = set()
        cues: set[int] = set()
        for one in self.statements:
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
                    confidence=estimate_own_confidence(
                        words, self.parse.span(words[0], words[-1]), self.doubt
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
            source=None if own else self.passages.of(self._name_source(one.source, speakers)),
            cue=None if own else self.passages.of(one.cue),
            content=content,
            style=Style.OWN if own else self.passages.style(content),
            chain=chain,
            certainty=self.certainty.certainty(cue, one.content),
            polarity=self.certainty.polarity(cue, one.content),
            said=self._find_said(one),
            confidence=one.tagged.confidence,
        )

    def _name_source(self, words: Sequence[int], speakers: Sequence[Link]) -> Sequence[int]:
        """Return the words that name a source, without whose or where it is behind them.

        "Мать" of "мать Мусаевых", who are not the ones that speak.
        """
        spans = self.mentions.get(speakers[-1].entity or "", ()) if speakers else ()
        inside = [
            i for i in words if any(begin <= self.parse.span(i, i)[0] < end for begin, end in spans)
        ]
        opens = bool(inside) and inside[0] == words[0]
        return [i for i in words if i <= inside[-1]] if opens else words

    def _find_said(self, one: Worded) -> str | None:
        """Return the time that stands beside the cue or the source: "сообщил во вторник"."""
        own, content = one.own, set(one.content)
        sentence = self.parse.tokens[one.cue[0]].sentence
        near: list[tuple[int, str]] = []
        for time in self.times:
            if time.type not in _MOMENTS:
                continue
            words = [token.i for token in self.parse.tokens_in(*time.span)]
            if self.parse.tokens[words[0]].sentence != sentence or not content.isdisjoint(words):
                continue
            gap = min(_count_between(words, i) for i in own)
            if gap <= _BESIDE and not self._is_parted(words, one.cue):
                near.append((gap, time.id))
        return min(near)[1] if near else None

    def _is_parted(self, words: Sequence[int], cue: Sequence[int]) -> bool:
        """Whether a mark stands between a time and the cue: then it dates something else."""
        low, high = min(words[-1], cue[-1]), max(words[0], cue[0])
        return any(self.parse.tokens[i].text in _PARTING for i in range(low + 1, high))

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


def _count_between(words: Sequence[int], i: int) -> int:
    """Return how many words stand between a stretch and a word outside of it."""
    return words[0] - i - 1 if i < words[0] else max(i - words[-1] - 1, 0)


def _once(chain: Sequence[Link]) -> tuple[Link, ...]:
    """Each source once, where it comes first."""
    kept: dict[object, Link] = {}
    for link in chain:
        kept.setdefault(link.entity or (link.name.lower(), link.kind), link)
    return tuple(kept.values())
