"""Statements that stand before their verb of saying: "S, X said on Monday"."""

from collections.abc import Iterable

from sayso.read.cue import NOMINAL, VERBAL, Cue, get_below
from sayso.read.reporting_words import ReportingWords
from sayso.records.parse import Parse, Token

_CLOSING = frozenset({",", "”", '"', "’", "'", "!", "?"})
"""Marks that end a statement before the words that say whose it is."""
_ADJUNCTS = ("prep", "npadvmod", "advmod", "dobj", "dative", "advcl", "tmod")


def add_fronted(cue: Cue, parse: Parse, words: ReportingWords, token: Token) -> None:
    """Give a verb of saying all that stands before it, however the parse hung it."""
    first = parse.sentences[token.sentence][0]
    core = min(cue.own)
    start = _find_start(cue, parse, words, core)
    closed = start - 1 > first and parse.tokens[start - 1].text in _CLOSING
    if not closed or not _ends(cue, parse, token):
        return
    semicolons = (one.i for one in parse.tokens[first:start] if one.text == ";")
    begin = max(semicolons, default=first - 1) + 1
    if _is_free_statement(parse, words, parse.tokens[begin:start]):
        cue.source |= set(range(start, core))
        cue.content |= set(range(begin, start - 1))


def _find_start(cue: Cue, parse: Parse, words: ReportingWords, core: int) -> int:
    """Return the first word of the source's phrase, its description included."""
    first = parse.sentences[parse.tokens[core].sentence][0]
    start = _skip_nominal(parse, core, first)
    described = any(parse.tokens[i].text == "," for i in cue.source)
    if start - 2 <= first or described or parse.tokens[start - 1].text != ",":
        return start
    if parse.tokens[start - 2].lemma not in words.people:
        return start
    # "Sharipov's wife, Guzel Sharipova, told": the description is the source's too.
    return _skip_nominal(parse, start - 2, first)


def _skip_nominal(parse: Parse, start: int, first: int) -> int:
    while start - 1 > first and parse.tokens[start - 1].pos in NOMINAL:
        start -= 1
    return start


def _ends(cue: Cue, parse: Parse, token: Token) -> bool:
    """Tell whether nothing but speaker and adjuncts of the verb follows it."""
    last = parse.sentences[token.sentence][1]
    end = max(cue.own)
    adjuncts = [child for child in parse.children(token.i, *_ADJUNCTS) if child.i > token.i]
    if cue.speaker is not None:
        adjuncts.append(parse.tokens[cue.speaker])
    known = get_below(parse, adjuncts)
    beyond = parse.tokens[end + 1 : last + 1]
    return all(one.pos == "PUNCT" or one.i in known for one in beyond)


def _is_free_statement(parse: Parse, words: ReportingWords, stretch: Iterable[Token]) -> bool:
    """Tell whether words hold a verb, and no verb of saying that governs them already."""
    verbs = [one for one in stretch if one.pos in VERBAL]
    governed = any(
        one.lemma in words.spoken
        and one.pos == "VERB"
        and not one.quoted
        and parse.children(one.i, "nsubj")
        for one in verbs
    )
    return bool(verbs) and not governed
