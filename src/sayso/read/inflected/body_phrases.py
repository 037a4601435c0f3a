"""Where the words that name a body end, and whether they name one body or any of its kind."""

from collections.abc import Mapping, Set

from sayso.lang.folding import fold
from sayso.read.inflected.mention_words import MentionWords
from sayso.read.inflected.phrases import can_be, find_governed
from sayso.records.parse import Parse

_DEEPEST = 3
"""Genitives that may hang one on the other: "управление министерства обороны области"."""
_NUMBER_MARKS = frozenset({"№", "-", "–"})


def find_mention_end(
    parse: Parse, words: MentionWords, head: int, last: int, placed: Set[int]
) -> int:
    """Return the last word of a body's mention: without its number and where it is.

    "Военный комиссариат" of "военный комиссариат Карымского района"; what it is of stays:
    "Комитет солдатских матерей".
    """
    end = last
    for i in range(head + 1, last + 1):
        token = parse.tokens[i]
        region = i in placed or fold(token.lemma) in words.site_kinds
        if token.text.isdecimal() or token.text in _NUMBER_MARKS or token.pos == "ADP" or region:
            end = i - 1
            break
    while end > head and parse.tokens[end].pos not in {"NOUN", "PROPN", "X"}:
        end -= 1
    return end


def find_body_end(parse: Parse, words: MentionWords, head: int, names: Mapping[int, int]) -> int:
    """Return the last word of a body's name: its number, what it is of, what it is for."""
    last = _find_number(parse, head)
    for _ in range(_DEEPEST):
        governed = find_governed(parse, last)
        if governed is None or not _can_belong(parse, words, governed, names):
            break
        last = _find_number(parse, governed)
        if fold(parse.tokens[governed].lemma) in words.site_kinds:
            break  # "комиссариат района", not "комиссариат района края"
    return _find_region(parse, last)


def _can_belong(parse: Parse, words: MentionWords, i: int, names: Mapping[int, int]) -> bool:
    """Whether a genitive can be part of a body's name: people only in the plural."""
    token = parse.tokens[i]
    if token.name == "PERSON":
        return False
    people = fold(token.lemma) in words.people and i not in names
    return not people or "Number=Plur" in token.tag


def _find_number(parse: Parse, i: int) -> int:
    """Return the last word of "часть 12345", "колония № 6"; the word itself without a number."""
    following = parse.tokens[i + 1 : i + 3]
    if following and following[0].text.isdecimal() and len(following[0].text) > 2:
        return i + 1
    if len(following) == 2 and following[0].text in _NUMBER_MARKS and following[1].text.isdecimal():
        return i + 2
    return i


def _find_region(parse: Parse, last: int) -> int:
    """Return the last word of "по Хабаровскому краю", where it follows."""
    tokens = parse.tokens
    if last + 2 >= len(tokens) or tokens[last + 1].pos != "ADP":
        return last
    if not can_be(parse, last + 2, "Dat") or not tokens[last + 2].text[0].isupper():
        return last
    end = last + 2
    if tokens[end].pos == "ADJ" and end + 1 < len(tokens) and can_be(parse, end + 1, "Dat"):
        end += 1
    governed = "Case=Dat" in tokens[last + 2].tag
    return end if governed else last


def is_named_body(
    parse: Parse, words: MentionWords, first: int, head: int, last: int, placed: Set[int]
) -> bool:
    """Whether words name one body: by a capital inside, a number, a place or initials."""
    tokens = parse.tokens[first : last + 1]
    opens = parse.sentences[tokens[0].sentence][0] == first
    if any(t.text[0].isdigit() or t.i in placed for t in tokens):
        return True
    if any(t.text[0].isupper() for t in tokens[1 if opens else 0 :]):
        return True
    labelled = any(t.name == "ORGANIZATION" for t in tokens)
    return (opens and len(tokens) > 1 and labelled) or fold(parse.tokens[head].lemma) in words.whole
