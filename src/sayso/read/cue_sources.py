"""The words that name the source of an attribution."""

from collections.abc import Sequence

from sayso.read.cue import VERBAL, Cue, get_below
from sayso.read.cue_speakers import find_speaker
from sayso.read.cue_surface import add_apposed_source, add_surface_source
from sayso.read.reporting_words import ReportingWords
from sayso.records.parse import Parse, Token

_APART = ("relcl", "acl", "advcl", "conj", "cc", "ccomp", "punct", "parataxis", "prep")
"""Labels of what hangs on a noun without naming what it names."""
_INSIDE = frozenset({"-", "'s"})
"""Marks that stand within a name."""


def names_paper(words: ReportingWords, token: Token) -> bool:
    """Tell whether a word names a paper or figures."""
    return token.lemma in words.document or token.lower in words.document


def names_footage(words: ReportingWords, token: Token) -> bool:
    """Tell whether a word names a recording."""
    return token.lemma in words.footage or token.lower in words.footage


def get_noun(parse: Parse, token: Token) -> Token:
    """Return the noun of a phrase whose head the parser took for a participle.

    In "footage circulating on social media" it may hang the noun on the participle.
    """
    if token.pos not in VERBAL:
        return token
    below = parse.children(token.i, "compound", "nsubj", "amod")
    nouns = [t for t in below if t.pos in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else token


def add_source(cue: Cue, parse: Parse, words: ReportingWords, token: Token) -> None:
    """Note whose word a verb gives, and which attribution it carries on."""
    clauses = parse.children(token.i, "ccomp", "xcomp")
    trails = all(clause.i < token.i for clause in clauses)
    if token.lemma in words.spoken and trails and add_apposed_source(cue, parse, token):
        # What stands right before the verb outweighs a subject far off.
        return
    speaker = find_speaker(parse, words, token)
    if speaker is not None:
        fill_source(cue, parse, words, speaker)
    elif token.lemma in words.spoken or token.lemma in words.showing:
        add_surface_source(cue, parse, token)
    if token.dep in {"advcl", "conj"} and not parse.children(token.i, "nsubj", "nsubjpass"):
        _join_beside(cue, parse, words, token)


def _join_beside(cue: Cue, parse: Parse, words: ReportingWords, token: Token) -> None:
    """Note what a verb carries on: in "X said A, adding that B", B goes beside A."""
    above = parse.tokens[token.head]
    if above.lemma in words.clause and above.pos in VERBAL and above.i < token.i:
        cue.beside = above.i
    elif token.tag == "VBG":
        first = parse.sentences[token.sentence][0]
        before = reversed(parse.tokens[first + 1 : token.i])
        near = (t for t in before if t.lemma in words.spoken and t.pos == "VERB")
        spoken = next(near, None)
        if spoken is None:
            return
        cue.beside = spoken.i
        cue.source.clear()
        speaker = find_speaker(parse, words, spoken)
        if speaker is not None:
            fill_source(cue, parse, words, speaker)
    if cue.beside is not None:
        after = min(above.i, cue.beside)
        lead = parse.tokens[max(token.left - 2, after + 1) : token.i]
        cue.lead = {t.i for t in lead if t.pos in {"PUNCT", "CCONJ"}}


def fill_source(cue: Cue, parse: Parse, words: ReportingWords, head: Token) -> None:
    """Note a source: its head and the words that name it, without clauses about it."""
    if head.lower in words.one:
        # "one of the lawyers, Vera Antipova,": the one is she.
        apposed = parse.children(head.i, "appos")
        if apposed:
            cue.extra |= get_below(parse, [head]) - get_below(parse, apposed[:1])
            head = apposed[0]
    cue.speaker = head.i
    cue.source = _find_phrase(parse, head)


def _find_phrase(parse: Parse, head: Token) -> set[int]:
    apart = [
        child
        for child in parse.children(head.i, *_APART)
        if child.dep != "punct" or child.text not in _INSIDE
    ]
    inside = get_below(parse, [head]) - get_below(parse, apart)
    named = _find_names(parse, head)
    if head.pos == "NOUN" and named:
        # "His lawyer, Viktar Matskevich,": the name belongs to the source.
        inside = set(range(min(inside), _find_name_end(parse, named[0]) + 1))
    # One unbroken stretch around the head.
    low = high = head.i
    while low - 1 in inside:
        low -= 1
    while high + 1 in inside:
        high += 1
    return set(range(low, high + 1))


def _find_names(parse: Parse, head: Token) -> Sequence[Token]:
    named = [t for t in parse.children(head.i, "appos") if t.pos == "PROPN"]
    if named:
        return named
    # "The state news agency BelTA denied": both hang on the verb.
    return [
        following
        for following in parse.tokens[head.i + 1 : head.i + 2]
        if following.pos == "PROPN"
        and following.name != "DATE"
        and following.sentence == head.sentence
    ]


def _find_name_end(parse: Parse, name: Token) -> int:
    last = name.i
    while last + 1 < len(parse.tokens):
        following = parse.tokens[last + 1]
        if following.pos != "PROPN" or following.head not in {name.i, last}:
            break
        last += 1
    return last
