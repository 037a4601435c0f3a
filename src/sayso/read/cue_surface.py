"""Sources found by where they stand, where the parse lost them."""

from sayso.read.cue import NOMINAL, Cue
from sayso.records.parse import Parse, Token

_CLOSING = frozenset({",", "”", '"'})
"""Marks that end a statement before the words that say whose it is."""


def add_surface_source(cue: Cue, parse: Parse, token: Token) -> None:
    """Note the noun phrase that stands where a speaker does, whatever the parse made of it.

    "S, its statistics show." and "Nikita Loginov, who ..., said S".
    """
    first, last = parse.sentences[token.sentence]
    ends = all(one.pos == "PUNCT" for one in parse.tokens[token.i + 1 : last + 1])
    if ends and (_add_adjacent(cue, parse, token) or add_apposed_source(cue, parse, token)):
        return
    if token.dep != "ROOT" or parse.tokens[token.i - 1].text != ",":
        return
    i = first
    while i < token.i and parse.tokens[i].pos in NOMINAL:
        i += 1
    if not first < i < token.i - 2 or parse.tokens[i].text != ",":
        return
    if parse.tokens[i + 1].tag in {"WP", "WDT"}:
        cue.speaker, cue.source = i - 1, set(range(first, i))
        cue.extra = set(range(i, token.i))


def _add_adjacent(cue: Cue, parse: Parse, token: Token) -> bool:
    """Note the phrase between a statement and the verb that ends its sentence.

    Returns:
        Whether there is a phrase, be it one that can speak or not.
    """
    first = parse.sentences[token.sentence][0]
    end = token.i - 1
    while end > first and parse.tokens[end].pos in {"AUX", "ADV"}:
        end -= 1
    i = end
    while i >= first and parse.tokens[i].pos in NOMINAL:
        i -= 1
    if i == end or i < first or parse.tokens[i].text not in _CLOSING:
        return False
    if parse.tokens[end].pos in {"NOUN", "PROPN", "PRON"}:
        cue.speaker, cue.source = end, set(range(i + 1, end + 1))
    return True


def add_apposed_source(cue: Cue, parse: Parse, token: Token) -> bool:
    """Note a description and a name in commas right before a verb: "S, his wife, Ayuna, said".

    Returns:
        Whether they stand there.
    """
    first = parse.sentences[token.sentence][0]
    i = token.i - 1
    phrases: list[tuple[int, int]] = []
    for _ in range(2):
        if parse.tokens[i].text != ",":
            return False
        end = i = i - 1
        while i > first and parse.tokens[i].pos in NOMINAL:
            i -= 1
        if i == end:
            return False
        phrases.append((i + 1, end))
    (_, name), (begin, noun) = phrases
    if parse.tokens[i].text not in _CLOSING or parse.tokens[name].pos != "PROPN":
        return False
    determined = parse.tokens[begin].tag in {"PRP$", "DT", "NNP"}
    if parse.tokens[noun].pos != "NOUN" or not determined:
        return False
    cue.speaker, cue.source = name, set(range(begin, name + 1))
    return True
