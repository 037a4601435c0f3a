"""What "according to" covers."""

from sayso.read.cue import VERBAL, Cue, get_below
from sayso.read.cue_sources import fill_source, get_noun
from sayso.read.reporting_words import ReportingWords
from sayso.records.parse import Parse, Token

_BEFORE = frozenset({"PUNCT", "CCONJ", "ADV"})
"""Coarse tags of what may open a sentence before its "according to"."""


def make_according_cue(parse: Parse, words: ReportingWords, token: Token) -> Cue | None:
    """Return the attribution of a preposition, ``None`` where it names nobody."""
    joins = words.according[token.lower]
    joined = [t for t in parse.children(token.i, "prep", "pcomp") if t.lower in joins]
    at = joined[0] if joined else token
    named = parse.children(at.i, "pobj", "pcomp", "dobj")
    if not named or (not joined and (joins or not _is_set_apart(parse, token))):
        return None
    cue = Cue(verb=token.i, words={token.i, at.i}, according=True)
    fill_source(cue, parse, words, get_noun(parse, named[0]))
    # What stands before the word is a clause that the parser wrongly hung inside its phrase.
    cue.extra = {i for i in get_below(parse, [token]) if i >= token.i}
    cue.content = _find_scope(parse, words, token) - cue.extra - cue.words
    return cue


def _is_set_apart(parse: Parse, token: Token) -> bool:
    """Tell whether a phrase opens its sentence or follows a comma: no "200 rubles per day"."""
    first = parse.sentences[token.sentence][0]
    return token.i == first or parse.tokens[token.i - 1].text == ","


def _find_scope(parse: Parse, words: ReportingWords, token: Token) -> set[int]:
    """Return the clause around the phrase; where it begins or ends one, the sentence."""
    first, last = parse.sentences[token.sentence]
    phrase = get_below(parse, [token])
    after, before = parse.tokens[token.i : last + 1], parse.tokens[first : token.i]
    begins = all(one.pos in _BEFORE for one in before)
    if begins:
        return set(range(first, last + 1))
    if all(one.pos == "PUNCT" or one.i in phrase for one in after):
        return set(range(_find_start(parse, words, token), last + 1))
    verb = next((up for up in parse.ancestors(token.i) if up.pos in VERBAL), None)
    return set(range(first, last + 1)) if verb is None else get_below(parse, [verb])


def _find_start(parse: Parse, words: ReportingWords, token: Token) -> int:
    """Return where the clause before a final "according to" begins.

    A semicolon starts a statement of its own, as does a coordinate clause after another
    attribution in the same sentence.
    """
    first = parse.sentences[token.sentence][0]
    start = first
    for at in parse.tokens[first : token.i]:
        if at.text == ";":
            start = at.i + 1
        if at.lower in words.according:
            following = parse.tokens[at.i : token.i]
            start = next((t.i + 1 for t in following if t.lower in words.clause_start), start)
    return start
