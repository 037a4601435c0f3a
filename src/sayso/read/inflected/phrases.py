"""Noun phrases by what the forms show: which words agree, what a noun governs, whose it is."""

import re

from sayso.lang.folding import fold
from sayso.read.inflected.mention_words import MentionWords
from sayso.records.morph import Morph, get_morph
from sayso.records.parse import Parse, Token

_LONGEST = 6
"""Words before a noun that can describe it, and words of what it governs."""
_MODIFIERS = frozenset({"ADJ", "DET", "NUM", "VERB"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_OF_DAY = re.compile(r"\d+-го")
_QUOTES = frozenset('«»"“”„')
_DIGITS = 9
_CLAUSE = 12
"""Words to either side of a participle among which the verb of its clause is looked for."""
_BREAKS = frozenset(",;:()—–.!?")


def list_forms(parse: Parse, i: int) -> tuple[Morph, ...]:
    """Return what a word's form can be, likeliest first."""
    return tuple(get_morph(tag) for tag in (parse.tokens[i].tag, *parse.otherwise.get(i, ())))


def list_cases(parse: Parse, i: int) -> frozenset[str]:
    """Return the cases that a word can stand in; empty where its form shows none."""
    return frozenset(form.case for form in list_forms(parse, i) if form.case)


def can_be(parse: Parse, i: int, case: str) -> bool:
    """Whether a word can stand in a case; one whose form shows none can."""
    cases = list_cases(parse, i)
    return not cases or case in cases


def agree(parse: Parse, one: int, other: int) -> bool:
    """Whether a word can describe a noun: some of its forms agrees with one of the noun's."""
    theirs = list_forms(parse, other)
    return any(_fit(a, b) for a in list_forms(parse, one) for b in theirs)


def _fit(one: Morph, other: Morph) -> bool:
    if one.case and other.case and one.case != other.case:
        return False
    if one.number and other.number and one.number != other.number:
        return False
    singular = "Plur" not in (one.number, other.number)
    return not (singular and one.gender and other.gender and one.gender != other.gender)


def is_modifier(parse: Parse, i: int) -> bool:
    """Whether a word can stand before a noun and describe it: not in a short form, not finite."""
    token = parse.tokens[i]
    morph = get_morph(token.tag)
    if token.pos == "VERB":
        return morph.form == "Part" and not morph.short
    if token.pos == "NUM":
        return "-" in token.text
    return token.pos == "ADJ" and not morph.short and not _is_predicate(parse, i)


def _is_predicate(parse: Parse, i: int) -> bool:
    """Whether what can be a participle is the verb that its clause has no other of.

    "Загинула вчителька" is a sentence; in "зникла вчителька повернулася" it describes her.
    """
    if all(form.form != "Fin" for form in list_forms(parse, i)):
        return False
    tokens = parse.tokens
    for step in (1, -1):
        for at in range(i + step, i + step * (_CLAUSE + 1), step):
            if not 0 <= at < len(tokens) or tokens[at].sentence != tokens[i].sentence:
                break
            if tokens[at].text in _BREAKS:
                break
            if any(form.form == "Fin" for form in list_forms(parse, at)):
                return False
    return True


def find_first(parse: Parse, head: int) -> int:
    """Return the first word of a noun's description, without owners, pronouns and counts."""
    first = head
    tokens = parse.tokens
    while first > max(head - _LONGEST, 0):
        before = tokens[first - 1]
        if before.sentence != tokens[head].sentence or not is_modifier(parse, before.i):
            break
        if before.pos != "NUM" and not agree(parse, before.i, head):
            break
        if _OF_DAY.fullmatch(before.text) and not can_be(parse, head, "Gen"):
            break  # "27-го следователь предъявил обвинение"
        first -= 1
    return first


def find_governed(parse: Parse, i: int) -> int | None:
    """Return the head of what stands in the genitive right behind a noun: "командир роты".

    ``None`` where nothing does.
    """
    tokens = parse.tokens
    for j in range(i + 1, min(i + 1 + _LONGEST, len(tokens))):
        token = tokens[j]
        if token.sentence != tokens[i].sentence or token.text.isdecimal():
            return None
        if token.pos in _NOUNS or token.pos == "X":
            return j if can_be(parse, j, "Gen") and not _is_initial_of_clause(parse, i, j) else None
        if token.pos not in _MODIFIERS or not can_be(parse, j, "Gen"):
            return None
        if token.pos == "VERB" and not is_modifier(parse, j):
            return None
    return None


def _is_initial_of_clause(parse: Parse, i: int, j: int) -> bool:
    """Whether a verb stands between two nouns."""
    return any(parse.tokens[k].pos == "VERB" and not is_modifier(parse, k) for k in range(i + 1, j))


def find_count(parse: Parse, words: MentionWords, first: int, head: int) -> tuple[int | None, int]:
    """Return how many a noun says there are, and the first word of the number.

    ``None`` where no number says so, or where it is put softly ("около 300").
    """
    tokens = parse.tokens
    for at in range(first, min(first + 2, head)):
        value = get_number(words, tokens[at])
        if value is not None:
            return _harden(parse, words, at, value), at
    at = first - 1
    while at >= 0 and tokens[at].pos in {"DET", "PRON"} and at > first - 3:
        at -= 1
    if at < 0 or tokens[at].sentence != tokens[head].sentence:
        return None, first
    value = get_number(words, tokens[at])
    if value is None:
        return None, first
    begin = at
    while begin > 0 and begin > at - 3 and get_number(words, tokens[begin - 1]) is not None:
        begin -= 1
        before = get_number(words, tokens[begin]) or 0
        # "двадцать пять"; "18 000".
        value = before * 1000 + value if tokens[at].text.isdecimal() else before + value
    return _harden(parse, words, begin, value), begin


def _harden(parse: Parse, words: MentionWords, at: int, value: int) -> int | None:
    before = parse.tokens[at - 1] if at else None
    soft = before is not None and before.sentence == parse.tokens[at].sentence
    return None if soft and before and fold(before.text) in words.approximate else value


def get_number(words: MentionWords, token: Token) -> int | None:
    """Return the number that one word gives, in figures or in letters, ``None`` for none."""
    if token.text.isdecimal() and token.text.isascii() and len(token.text) <= _DIGITS:
        return int(token.text)
    return words.counts.get(fold(token.text))


def find_owner(parse: Parse, words: MentionWords, first: int) -> int | None:
    """Return the pronoun before a description that says whose it is: "его жена"."""
    at = first - 1
    if at < 0 or parse.tokens[at].sentence != parse.tokens[first].sentence:
        return None
    text = parse.tokens[at].text
    owns = (
        fold(text) in words.owners
        or words.own.fullmatch(text)
        or words.speaker_owner.fullmatch(text)
        or words.speakers_owner.fullmatch(text)
    )
    return at if owns else None


def skip_quotes(parse: Parse, i: int, step: int) -> int:
    """Return the next word in a direction that is no quotation mark; it may be past the end."""
    i += step
    while 0 <= i < len(parse.tokens) and parse.tokens[i].text in _QUOTES:
        i += step
    return i
