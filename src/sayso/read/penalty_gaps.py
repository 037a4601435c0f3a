"""Who bears a penalty where the verb is left out, or said once for several people."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sayso.lang.language import Language
from sayso.read.mention_words import get_mention_words
from sayso.read.noun_phrases import is_person_noun
from sayso.records.finding import PenaltyFinding
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span

_NOUNS = frozenset({"NOUN", "PROPN"})
# What the words for somebody are made of.
_PHRASE = _NOUNS | {"DET", "ADJ", "NUM", "PRON", "PART"}
_CLOSING = frozenset({";"})
_APART = 8  # words between a description and the name that it is told with
_PARTED = frozenset({",", ";", ":", "-", "–", "—"})


def is_person(word: Token, language: Language) -> bool:
    """Tell whether a word names or describes somebody, or stands for somebody."""
    if word.name == "PERSON" or word.tag == "PRP":
        return True
    return is_person_noun(get_mention_words(language), word)


def find_gapped(parse: Parse, language: Language, span: Span, penal: Collection[int]) -> int | None:
    """Return who stands right before a penalty that shares the verb of the one before.

    "He got five years, his cousin three and their driver a fine": cousin, driver.
    """
    first = parse.tokens_in(*span)[0]
    at = first.i - 1
    if at >= 0 and parse.tokens[at].lower in language.words("law", "gap_preposition"):
        at -= 1
    low = parse.sentences[first.sentence][0]
    before = next((i for i in range(at, low - 1, -1) if i in penal), None)
    if before is None or not _is_somebody(parse.tokens[at], language):
        return None
    start = at
    while start > before and parse.tokens[start].pos in _PHRASE:
        start -= 1
    lead = parse.tokens[start]
    between = parse.tokens[before + 1 : start]
    parted = lead.pos == "CCONJ" or lead.text in _PARTED or lead.pos == "SCONJ"
    # After a semicolon nothing of what stands before is its own.
    if not parted or (
        lead.text not in _CLOSING and any(word.pos in {"VERB", "AUX"} for word in between)
    ):
        return None
    return _head_of(parse, range(start + 1, at + 1))


def find_struck(parse: Parse, language: Language, anchor: int, span: Span) -> int | None:
    """Return who stands between the verb and the penalty: "fined a retired miner 500 euros".

    The parser may take them for a part of the sum.
    """
    first = parse.tokens_in(*span)[0].i
    between = parse.tokens[anchor + 1 : first]
    if not between or any(word.pos not in _PHRASE for word in between):
        return None
    last = between[-1]
    return last.i if is_person(last, language) and last.pos in _NOUNS else None


def find_name_after(parse: Parse, noun: int) -> int | None:
    """Return the name in "a co-defendant, the photographer Baran Ekinci," or ``None``."""
    tokens = parse.tokens
    if noun + 2 >= len(tokens) or tokens[noun + 1].text != ",":
        return None
    at = noun + 2
    while at < len(tokens) and at < noun + _APART and tokens[at].name != "PERSON":
        if tokens[at].pos not in _PHRASE:
            return None
        at += 1
    if at >= len(tokens) or tokens[at].name != "PERSON":
        return None
    # Words between make it a description of one: "the soldier, Petrov and Orlov" is a list.
    while at + 1 < len(tokens) and tokens[at + 1].name == "PERSON":
        at += 1
    closed = at + 1 < len(tokens) and tokens[at + 1].pos == "PUNCT"
    return at if closed else None


def _is_somebody(word: Token, language: Language) -> bool:
    others = word.tag == "NNS" and word.lemma == "other"
    return is_person(word, language) or others or (word.pos == "PROPN" and not word.name)


def _head_of(parse: Parse, words: range) -> int:
    """Return the word of a name or description that the others hang on."""
    inside = [parse.tokens[i] for i in words]
    # A name that the parser hung on a noun: "his cousin Joaquin".
    nouns = [word.i for word in inside if word.pos in _NOUNS or word.tag == "NNS"]
    return nouns[-1] if nouns else words[-1]


def share_out(
    parse: Parse, language: Language, findings: Sequence[PenaltyFinding]
) -> tuple[PenaltyFinding, ...]:
    """Return the findings, each whose it is: "they got four and six years respectively"."""
    marks = language.words("law", "respective")
    rows = {word.sentence for word in parse.tokens if word.lower in marks} if findings else set()
    if not rows:
        return tuple(findings)
    groups: dict[tuple[int, int | None], list[int]] = {}
    for number, finding in enumerate(findings):
        if parse.tokens[finding.anchor].sentence in rows and finding.bearer is not None:
            groups.setdefault((finding.anchor, finding.bearer), []).append(number)
    whose: dict[int, int] = {}
    for (_, bearer), numbers in groups.items():
        people = [] if bearer is None else _list_joined(parse, bearer)
        if len(people) == len(numbers):
            whose.update(zip(numbers, people, strict=True))
    return tuple(
        replace(finding, bearer=whose.get(number, finding.bearer))
        for number, finding in enumerate(findings)
    )


def _list_joined(parse: Parse, bearer: int) -> list[int]:
    """Return the heads of "Ivanov, Petrov and Orlov", or of those named behind "brothers"."""
    named = [word for word in parse.children(bearer, "appos") if word.pos in _NOUNS]
    found = [named[0].i if named else bearer]
    for at in found:
        found += [word.i for word in parse.children(at, "conj") if word.pos in _NOUNS]
    return found
