"""Quotation marks: what the parse tore, and quotations without a cue of their own."""

from collections.abc import Iterator

from sayso.lang.language import Language
from sayso.read.cues import Cue
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span

_REACH = 2
"""Paragraphs that a quotation without a cue may stand after its speaker's last one."""
_FAR = 2_000
"""Words from a quotation within which its cue must stand; no report quotes at such length."""


def attach_quotations(cues: list[Cue], parse: Parse, language: Language) -> list[Cue]:
    """Give every quotation to the cue it belongs to; adds "citing" sources on the way.

    A quotation belongs to the cue that stands beside it in its sentence; a quotation of
    whole sentences without one goes with the cue before ("A," he said. "B.").
    """
    _cite(cues, parse, language)
    for quote in parse.quotes:
        words = [token.i for token in parse.tokens_in(*quote)]
        if not words:
            continue
        low, high = words[0] - _FAR, words[-1] + _FAR
        near = [cue for cue in cues if low <= cue.verb <= high]
        inside = set(words)
        holders = [cue for cue in near if cue.verb not in inside and _holds(cue, words)]
        if holders:
            inner = min(holders, key=lambda cue: len(cue.content))
            if not any(cue.verb in words for cue in holders):
                for cue in holders:
                    if cue is inner or inner.verb in cue.content:
                        cue.content |= set(words)
            continue
        owner = _beside(near, parse, words) or (
            _before(near, parse, words, quote) if _is_statement(parse, words) else None
        )
        if owner is not None:
            owner.content |= set(words)
    return cues


def _holds(cue: Cue, words: list[int]) -> bool:
    inside = sum(word in cue.content for word in words)
    return inside * 3 >= len(words) or (len(words) > 3 and words[-2] in cue.content)


def _is_statement(parse: Parse, words: list[int]) -> bool:
    """Whole sentences in quotation marks, not a word or two held up with them."""
    first = parse.sentences[parse.tokens[words[0]].sentence][0]
    verbs = any(parse.tokens[i].pos in {"VERB", "AUX"} for i in words)
    last = parse.sentences[parse.tokens[words[-1]].sentence][1]
    whole = first == words[0] or len(words) >= 0.6 * (last - first + 1)
    return len(words) >= 5 and whole and verbs


def _beside(cues: list[Cue], parse: Parse, words: list[int]) -> Cue | None:
    """The cue in the quotation's own sentence (or just before a colon)."""
    sentences = {parse.tokens[words[0]].sentence, parse.tokens[words[-1]].sentence}
    near = [
        cue
        for cue in cues
        if parse.tokens[cue.verb].sentence in sentences
        and cue.verb not in words
        and parse.tokens[cue.verb].lower != "according"
    ]
    colon = words[0] - 1
    if colon > 0 and parse.tokens[colon].text == ":":
        introducing = [
            cue for cue in cues if parse.tokens[cue.verb].sentence == parse.tokens[colon].sentence
        ]
        near = near or introducing
    if not near:
        return None
    nearest = min(near, key=lambda cue: min(abs(cue.verb - words[0]), abs(cue.verb - words[-1])))
    gap = words[0] - nearest.verb if nearest.verb < words[0] else nearest.verb - words[-1]
    empty = not nearest.content
    return nearest if empty or gap <= 12 and len(words) >= 4 else None


def _before(cues: list[Cue], parse: Parse, words: list[int], quote: Span) -> Cue | None:
    """The cue of the statement that a free quotation carries on."""
    paragraph = parse.tokens[words[0]].paragraph
    earlier = [
        cue for cue in cues if cue.verb < words[0] and cue.content and cue.speaker is not None
    ]
    if not earlier:
        return None
    last = max(earlier, key=lambda cue: max(cue.content | {cue.verb}))
    return last if paragraph - parse.tokens[last.verb].paragraph <= _REACH else None


def _cite(cues: list[Cue], parse: Parse, language: Language) -> None:
    """ "reported, citing relatives": who stands behind the nearest cue before."""
    lemmas = language.entry("reporting", "citing").lemmas
    for token in parse.tokens:
        if token.lemma not in lemmas or token.tag != "VBG":
            continue
        named = parse.children(token.i, "dobj")
        phrase = {t.i for t in parse.subtree(token.i)}
        near = [
            c
            for c in cues
            if parse.tokens[c.verb].sentence == token.sentence
            and c.verb != token.i
            and c.verb not in phrase
        ]
        if not named or not near:
            continue
        cue = min(near, key=lambda c: (c.verb > token.i, abs(c.verb - token.i)))
        telling = [c for c in cues if c.verb in phrase and c.speaker == named[0].i and c.content]
        if telling and not cue.content:
            # "reported, citing a source who said that S": S on the source's word, and on its.
            inner = telling[0]
            cue.content = {*inner.words, *inner.source, *inner.content, *inner.extra}
            cue.words |= {token.i}
            continue
        cue.behind.extend(_cited(parse, language, named[0]))
        cue.extra |= phrase | {token.i - 1 if parse.tokens[token.i - 1].text == "," else token.i}
        for other in cues:
            if other is not cue:
                other.content -= phrase if cue.verb not in other.content else set()
        cue.words |= {token.i}


def _cited(parse: Parse, language: Language, named: Token) -> Iterator[int]:
    """Those cited: "relatives"; behind "interviews with conscripts", the conscripts."""
    if named.lemma in language.words("reporting", "carrier"):
        inside = [
            whose.i
            for link in parse.children(named.i, "prep")
            if link.lower in {"with", "of", "from", "by"}
            for whose in parse.children(link.i, "pobj")
        ]
        if inside:
            yield from inside
            return
    yield named.i
    yield from (other.i for other in parse.children(named.i, "conj"))
