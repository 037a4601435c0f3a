"""Noun phrases: where a description begins, what it counts, whose it is."""

from collections.abc import Iterator

from sayso.read.mention_words import MentionWords
from sayso.read.numbers import parse_number
from sayso.records.parse import Parse, Token

_MODIFIERS = frozenset(
    {"amod", "compound", "nummod", "nmod", "quantmod", "advmod", "npadvmod", "punct", "det"}
)
_BEFORE = frozenset({"POS", "DT", "PDT", "PRP$", "WP$", "IN", "CC", ","})
"""Fine tags of words that a description never holds."""
_QUOTES = frozenset("\"“”‘’'«»")
_CLIMBS = 5
"""Modifiers of modifiers in one description."""
_LONGEST_FIGURE = 9


def find_first(parse: Parse, words: MentionWords, token: Token) -> int:
    """Return the first word of a noun's description, without article, possessor and count."""
    first = token.i
    while first > 0:
        before = parse.tokens[first - 1]
        if before.sentence != token.sentence or before.tag in _BEFORE:
            break
        if before.text in _QUOTES or not _modifies(parse, before, token.i):
            break
        first -= 1
    if find_age(parse, words, first, token.i) is not None:
        return first
    while first < token.i and _only_counts(parse.tokens[first]):
        first += 1
    return first


def _modifies(parse: Parse, word: Token, head: int) -> bool:
    at = word
    for _ in range(_CLIMBS):
        if at.dep not in _MODIFIERS:
            return False
        if at.head == head:
            return True
        at = parse.tokens[at.head]
    return False


def _only_counts(token: Token) -> bool:
    counts = token.dep in {"nummod", "quantmod"} and token.pos in {"NUM", "SYM", "ADV", "ADP"}
    # "At least 34 men": the superlative is the number's.
    counts = counts or (token.dep == "advmod" and token.tag in {"JJS", "RBS"})
    return counts or token.pos in {"ADV", "PUNCT", "DET"}


def find_age(parse: Parse, words: MentionWords, first: int, last: int) -> int | None:
    """Return the age that words state, in years: "32-year-old man"."""
    for token in parse.tokens[first : last + 1]:
        if token.text[:1].isdigit():
            rest = parse.text[token.begin : parse.tokens[last].end].lower()
            found = words.age.match(rest)
            if found:
                return int(found[1])
    return None


def find_count(parse: Parse, words: MentionWords, token: Token) -> int | None:
    """Return how many a noun says there are, where a plain number says so."""
    for number in parse.children(token.i, "nummod"):
        if parse.children(number.i, "advmod", "quantmod"):
            # "about 30 men".
            return None
        text = parse.words(number.left, number.i)
        value = parse_number(text, words.language)
        return (
            int(value) if value is not None and value == int(value) else find_number(words, number)
        )
    if token.tag in {"NN", "NNP"} and token.lemma in words.collectives:
        return words.collectives[token.lemma] or None
    return None


def find_number(words: MentionWords, token: Token) -> int | None:
    """Return the number that one word gives, in figures or in letters."""
    figures = token.lower.replace(",", "")
    if figures.isdecimal() and len(figures) <= _LONGEST_FIGURE:
        return int(figures)
    return words.cardinals.get(token.lower)


def is_definite(parse: Parse, words: MentionWords, token: Token) -> bool:
    """Tell whether a noun points back to somebody ("the man", "those soldiers")."""
    return any(
        one.lower in words.definites
        for one in (
            *parse.children(token.i, "det", "predet"),
            *_find_before(parse, words, token),
        )
    )


def _find_before(parse: Parse, words: MentionWords, token: Token) -> Iterator[Token]:
    first = find_first(parse, words, token)
    for one in parse.tokens[max(first - 1, 0) : first]:
        if one.lower not in words.complementizers or one.pos == "DET":
            yield one


def find_objects(parse: Parse, token: Token, preps: frozenset[str]) -> Iterator[Token]:
    """Yield what a noun's prepositions govern: "soldier" in "the mother of the soldier"."""
    for prep in parse.children(token.i, "prep"):
        if prep.lower in preps:
            yield from parse.children(prep.i, "pobj")


def is_person_noun(words: MentionWords, token: Token) -> bool:
    """Tell whether a word is a noun for people."""
    return token.lemma in words.people or token.lower in words.people
