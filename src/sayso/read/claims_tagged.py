"""Statements found by a trained tagger, with the structure that rules read off the parse.

The tagger finds spans: what nobody's rules list, in whatever words it is said. The parse
tells what hangs together: who stands behind whom, what is one statement on two persons'
word, which medium passed it on. Where both found one, its structure is the rules' and its
extent the tagger's; what the rules alone found stands where the tagger half agrees.
"""

from collections.abc import Iterator
from typing import Protocol

from sayso.lang.language import Language
from sayso.read.claims import chain_cues, find_cues_by_rules
from sayso.read.cue import VERBAL, Cue
from sayso.records.finding import Attribution
from sayso.records.parse import Parse
from sayso.records.reading import Maker
from sayso.records.selector import Span
from sayso.records.tagged import TaggedStatement, TaggedText

KEPT = 0.4
"""How likely a tagged statement must be right to be given."""
SUPPORTED = 0.25
"""How likely the words of a cue that rules alone found must be a cue to the tagger."""
_ALIKE = 0.5


class Tagger(Protocol):
    """A trained tagger of statements."""

    @property
    def makers(self) -> tuple[Maker, ...]:
        """The model, with its version and hash."""
        ...

    def tag(self, text: str) -> TaggedText:
        """Return the statements of a text whose paragraphs are its lines."""
        ...


class TaggedClaimReader:
    """A `ClaimReader` that asks a tagger, and the rules."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def __call__(self, parse: Parse, language: Language) -> tuple[Attribution, ...]:
        """Return every attributed statement in the order of its first word."""
        tagged = self._tagger.tag(parse.text)
        cues = combine(parse, tagged, find_cues_by_rules(parse, language))
        return chain_cues(cues, parse)


def combine(parse: Parse, tagged: TaggedText, ruled: list[Cue]) -> list[Cue]:
    """Return the cues of both, each once."""
    left = list(ruled)
    cues = []
    for statement in tagged.statements:
        cue = _make_cue(parse, statement)
        if cue is None:
            continue
        partner = _find_partner(cue, left)
        if partner is not None:
            left.remove(partner)
            cue = _merge(cue, partner)
        elif statement.confidence < KEPT:
            continue
        cues.append(cue)
    cues.extend(cue for cue in left if _is_supported(cue, parse, tagged))
    for cue in cues:
        cue.content -= cue.own
    return [cue for cue in cues if cue.content]


def _make_cue(parse: Parse, statement: TaggedStatement) -> Cue | None:
    """Return a tagged statement in the words of the parse."""
    words = _find_words(parse, statement.cue)
    content = _find_words(parse, statement.content)
    if not words or not content:
        return None
    source = _find_words(parse, statement.source)
    return Cue(
        verb=_find_verb(parse, words),
        words=words,
        source=source,
        speaker=_find_head(parse, source) if source else None,
        content=content,
        through=[_find_head(parse, _find_words(parse, [span])) for span in statement.medium],
        behind=[_find_head(parse, _find_words(parse, [span])) for span in statement.behind],
        confidence=statement.confidence,
    )


def _find_words(parse: Parse, spans: tuple[Span, ...] | list[Span]) -> set[int]:
    return {token.i for span in spans for token in parse.tokens_in(*span)}


def _find_head(parse: Parse, words: set[int]) -> int:
    """Return the word that the others depend on; the first of several."""
    heads = [i for i in sorted(words) if parse.tokens[i].head not in words or _is_root(parse, i)]
    named = [i for i in heads if parse.tokens[i].pos != "PUNCT"]
    return (named or heads)[0]


def _is_root(parse: Parse, i: int) -> bool:
    return parse.tokens[i].head == i


def _find_verb(parse: Parse, words: set[int]) -> int:
    """Return the governing word of a cue: its verb, the topmost where there are several."""
    verbs = {i for i in words if parse.tokens[i].pos in VERBAL}
    return _find_head(parse, verbs or words)


def _find_partner(cue: Cue, ruled: list[Cue]) -> Cue | None:
    """Return the rules' cue that is the same."""
    same = [one for one in ruled if one.verb in cue.words or cue.verb in one.words]
    if not same:
        same = [
            one
            for one in ruled
            if _overlap(one.content, cue.content) >= _ALIKE and one.speaker in cue.source
        ]
    return max(same, key=lambda one: _overlap(one.content, cue.content), default=None)


def _overlap(some: set[int], others: set[int]) -> float:
    return len(some & others) / len(some | others) if some or others else 0.0


def _merge(cue: Cue, ruled: Cue) -> Cue:
    """Return what both found as one."""
    if not cue.source or ruled.speaker in cue.source:
        cue.source, cue.speaker = ruled.source or cue.source, ruled.speaker or cue.speaker
    cue.verb, cue.beside, cue.lead = ruled.verb, ruled.beside, ruled.lead
    cue.according, cue.footage, cue.showing = ruled.according, ruled.footage, ruled.showing
    cue.words = ruled.words
    cue.through = ruled.through or cue.through
    cue.behind = ruled.behind or cue.behind
    cue.extra = ruled.extra - cue.content
    if _overlap(cue.content, ruled.content) >= _ALIKE:
        cue.content = ruled.content
    return cue


def _is_supported(cue: Cue, parse: Parse, tagged: TaggedText) -> bool:
    """Tell whether the tagger half agrees that a word attributes."""
    verb = parse.tokens[cue.verb]
    chances = list(_find_chances(tagged, verb.begin, verb.end))
    return max(chances, default=0.0) >= SUPPORTED


def _find_chances(tagged: TaggedText, begin: int, end: int) -> Iterator[float]:
    for span, chance in zip(tagged.words, tagged.cues, strict=True):
        if span.begin < end and span.end > begin:
            yield chance
