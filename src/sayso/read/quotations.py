"""Quotation marks: what the parse tore, and quotations without a cue of their own."""

from collections.abc import Iterator, Sequence

from sayso.lang.language import Language
from sayso.read.cue import VERBAL, Cue, get_below
from sayso.read.reporting_words import ReportingWords, get_reporting_words
from sayso.records.parse import Parse, Token

_REACH = 2
"""Paragraphs that a quotation without a cue may stand after its speaker's last one."""
_FAR = 2_000
"""Words from a quotation within which its cue must stand; no report quotes at such length."""
_BESIDE = 12
"""Words from a quotation within which a cue with a content of its own also takes it."""
_STATEMENT = 5
"""Words that a quotation must have to be a statement, not an expression held up."""
_SHARE = 0.6
"""Part of its sentence that a quotation must be to be a statement where it opens none."""


def attach_quotations(cues: list[Cue], parse: Parse, language: Language) -> list[Cue]:
    """Give every quotation to the cue it belongs to; adds "citing" sources on the way.

    A quotation belongs to the cue that stands beside it in its sentence; a quotation of
    whole sentences without one goes with the cue before ("A," he said. "B.").
    """
    _add_cited(cues, parse, get_reporting_words(language))
    for quote in parse.quotes:
        words = [token.i for token in parse.tokens_in(*quote)]
        if words:
            low, high = words[0] - _FAR, words[-1] + _FAR
            _attach([cue for cue in cues if low <= cue.verb <= high], parse, words)
    return cues


def attach_free_quotations(cues: Sequence[Cue], parse: Parse) -> None:
    """Give quotations of whole sentences that are nobody's yet to who spoke before them.

    "She describes that evening. “They hit me twice.”": in an interview she goes on speaking.
    """
    given = {i for cue in cues for i in cue.content}
    for quote in parse.quotes:
        words = [token.i for token in parse.tokens_in(*quote)]
        if not words or not given.isdisjoint(words) or not _is_statement(parse, words):
            continue
        owner = _find_before(cues, parse, words)
        if owner is not None and not parse.tokens[owner.verb].quoted:
            owner.content |= set(words) - owner.own


def _attach(cues: Sequence[Cue], parse: Parse, words: Sequence[int]) -> None:
    inside = set(words)
    holders = [cue for cue in cues if cue.verb not in inside and _holds(cue, words)]
    if holders:
        inner = min(holders, key=lambda cue: len(cue.content))
        for cue in holders:
            if cue is inner or inner.verb in cue.content:
                cue.content |= inside
        return
    owner = _find_beside(cues, parse, words)
    if owner is None and _is_statement(parse, words):
        owner = _find_before(cues, parse, words)
    if owner is not None:
        owner.content |= inside


def _holds(cue: Cue, words: Sequence[int]) -> bool:
    inside = sum(word in cue.content for word in words)
    return inside * 3 >= len(words) or (len(words) > 3 and words[-2] in cue.content)


def _is_statement(parse: Parse, words: Sequence[int]) -> bool:
    """Tell whole sentences in quotation marks from a word or two held up with them."""
    first = parse.sentences[parse.tokens[words[0]].sentence][0]
    last = parse.sentences[parse.tokens[words[-1]].sentence][1]
    verbs = any(parse.tokens[i].pos in VERBAL for i in words)
    whole = first == words[0] or len(words) >= _SHARE * (last - first + 1)
    return len(words) >= _STATEMENT and whole and verbs


def _find_beside(cues: Sequence[Cue], parse: Parse, words: Sequence[int]) -> Cue | None:
    """Return the cue in the quotation's own sentence, or in the one before a colon."""
    begin, end = words[0], words[-1]
    sentences = {parse.tokens[begin].sentence, parse.tokens[end].sentence}
    outside = [cue for cue in cues if not cue.according and not begin <= cue.verb <= end]
    near = [cue for cue in outside if parse.tokens[cue.verb].sentence in sentences]
    if not near and begin > 1 and parse.tokens[begin - 1].text == ":":
        introducing = parse.tokens[begin - 1].sentence
        near = [cue for cue in cues if parse.tokens[cue.verb].sentence == introducing]
    if not near:
        return None
    nearest = min(near, key=lambda cue: min(abs(cue.verb - begin), abs(cue.verb - end)))
    gap = begin - nearest.verb if nearest.verb < begin else nearest.verb - end
    takes = not nearest.content or (gap <= _BESIDE and len(words) >= _STATEMENT - 1)
    return nearest if takes else None


def _find_before(cues: Sequence[Cue], parse: Parse, words: Sequence[int]) -> Cue | None:
    """Return the cue of the statement that a free quotation carries on."""
    paragraph = parse.tokens[words[0]].paragraph
    earlier = [
        cue for cue in cues if cue.verb < words[0] and cue.content and cue.speaker is not None
    ]
    last = max(earlier, key=lambda cue: max(cue.content | {cue.verb}), default=None)
    if last is None or paragraph - parse.tokens[last.verb].paragraph > _REACH:
        return None
    return last


def _add_cited(cues: Sequence[Cue], parse: Parse, words: ReportingWords) -> None:
    """Note who stands behind the nearest cue before: "reported, citing relatives"."""
    for token in parse.tokens:
        if token.lemma in words.citing and token.dep == "relcl":
            _add_relative_citation(cues, parse, words, token)
        named = _list_cited(parse, words, token)
        if not named:
            continue
        phrase = get_below(parse, [token])
        near = [
            cue
            for cue in cues
            if parse.tokens[cue.verb].sentence == token.sentence and cue.verb not in phrase
        ]
        if near:
            cue = min(near, key=lambda one: (one.verb > token.i, abs(one.verb - token.i)))
            _cite(cue, cues, parse, words, named[0], token)


def _list_cited(parse: Parse, words: ReportingWords, token: Token) -> Sequence[Token]:
    """Return whom a word cites: "citing relatives", "with reference to relatives"."""
    if token.lemma in words.citing and token.tag == "VBG":
        return parse.children(token.i, "dobj")
    if token.lemma in words.reference and token.dep == "pobj":
        links = parse.children(token.i, "prep")
        return [whom for link in links for whom in parse.children(link.i, "pobj")]
    return ()


def _add_relative_citation(
    cues: Sequence[Cue], parse: Parse, words: ReportingWords, token: Token
) -> None:
    """Note a source behind a source: "according to Reuters, which cited the BBC"."""
    cited = parse.children(token.i, "dobj")
    subject = next(iter(parse.children(token.i, "nsubj")), None)
    if not cited or token.dep != "relcl" or subject is None or subject.lower not in words.relative:
        return
    for cue in cues:
        if token.head == cue.speaker or token.head in cue.behind:
            cue.behind.extend(_find_cited(parse, words, cited[0]))
            phrase = get_below(parse, [token])
            cue.extra |= phrase
            cue.content -= phrase
            return


def _cite(
    cue: Cue,
    cues: Sequence[Cue],
    parse: Parse,
    words: ReportingWords,
    named: Token,
    token: Token,
) -> None:
    citing = token.head if token.lemma in words.reference else token.i
    phrase = get_below(parse, [parse.tokens[citing]])
    telling = [c for c in cues if c.verb in phrase and c.speaker == named.i and c.content]
    cue.words |= {citing}
    if telling and not cue.content:
        # "reported, citing a source who said that S": S on the source's word, and on its.
        cue.content = telling[0].own | telling[0].content
        return
    cue.behind.extend(_find_cited(parse, words, named))
    cue.extra |= phrase
    if parse.tokens[citing - 1].text == ",":
        cue.extra.add(citing - 1)
    for other in cues:
        if other is not cue and cue.verb not in other.content:
            other.content -= phrase


def _find_cited(parse: Parse, words: ReportingWords, named: Token) -> Iterator[int]:
    """Yield those cited: "relatives"; behind "interviews with conscripts", the conscripts."""
    if named.lemma in words.carrier:
        inside = [
            whose.i
            for link in parse.children(named.i, "prep")
            if link.lower in words.carrier_speaker
            for whose in parse.children(link.i, "pobj")
        ]
        if inside:
            yield from inside
            return
    yield named.i
    yield from (other.i for other in parse.children(named.i, "conj"))
