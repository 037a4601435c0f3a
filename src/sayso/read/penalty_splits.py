"""Two terms that stand in one: "from eight years to 16", "terms of nine and six years"."""

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from functools import cache
from itertools import islice

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, find_templates
from sayso.read.penalty_context import get_above
from sayso.read.penalty_draft import Draft, add_term
from sayso.read.penalty_terms import Term, read_term
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span


def split_term(parse: Parse, language: Language, draft: Draft) -> Iterator[Draft]:
    """Yield a term, or the two of "raised from eight years to 16 years", which is no range."""
    words = parse.text[draft.span.begin : draft.span.end]
    pair = _pair(language).fullmatch(words)
    if pair is None and _is_respective(parse, language, draft):
        pair = _pair_of_terms(language).fullmatch(words)
    if pair is not None and draft.unit is not None:
        yield from _split_at(parse, language, draft, pair)
        return
    first = parse.tokens_in(*draft.span)[0].i
    before = parse.tokens[first - 1] if first else parse.tokens[first]
    dated = before.text in language.values("times", "month")
    if first and (dated or before.lower in language.words("law", "less_by")):
        less = _less(language).fullmatch(words)
        if less is not None:
            # "Reduced by two years to five years": by how much is no penalty, and neither is
            # the day in "sentenced on Feb. 9 to 18 months".
            *_, result = _split_at(parse, language, draft, less)
            yield result
            return
    match = _change(language).fullmatch(words)
    above = None if match is None else get_above(parse, draft.span)
    changing = language.words("law", "raised") | language.words("law", "reduced")
    if match is None or above is None or not _is_under(parse, above, changing):
        yield draft
        return
    yield from _split_at(parse, language, draft, match)


def _split_at(
    parse: Parse, language: Language, draft: Draft, match: re.Match[str]
) -> Iterator[Draft]:
    for name in ("old", "new"):
        span = Span(draft.span.begin + match.start(name), draft.span.begin + match.end(name))
        term = _find_term(parse.text[span.begin : span.end], draft, language)
        yield add_term(replace(draft, span=span, min=None, max=None), term)


@cache
def _change(language: Language) -> re.Pattern[str]:
    source, target = (compile_any(language, "law", name).pattern for name in ("from", "destined"))
    words = rf"{source}\s+(?P<old>\S.*?)\s+{target}\s+(?P<new>\S.*)"
    return re.compile(words, re.IGNORECASE | re.DOTALL)


@cache
def _less(language: Language) -> re.Pattern[str]:
    target = compile_any(language, "law", "destined").pattern
    words = rf"(?P<old>\S.*?)\s+{target}\s+(?P<new>\S.*)"
    return re.compile(words, re.IGNORECASE | re.DOTALL)


@cache
def _pair(language: Language) -> re.Pattern[str]:
    """Match "terms of nine and six years": two terms, not one of fifteen."""
    number = compile_any(language, "law", "number").pattern
    joint = compile_any(language, "times", "and_word").pattern
    between = compile_any(language, "law", "range_lead").pattern
    words = rf"(?P<old>(?:(?!{between}).)*?\b{number})\s+{joint}\s+(?P<new>{number}[\s-]\S.*)"
    return re.compile(words, re.IGNORECASE | re.DOTALL)


@cache
def _pair_of_terms(language: Language) -> re.Pattern[str]:
    """Match "three years and 18 months", which are two terms where they are so respectively."""
    unit = compile_any(language, "times", "unit").pattern
    joint = compile_any(language, "times", "and_word").pattern
    words = rf"(?P<old>.*\s{unit})\s+{joint}\s+(?P<new>\S.*)"
    return re.compile(words, re.IGNORECASE | re.DOTALL)


def _is_respective(parse: Parse, language: Language, draft: Draft) -> bool:
    marks = language.words("law", "respective")
    first, last = parse.sentences[parse.tokens_in(*draft.span)[0].sentence]
    return any(word.lower in marks for word in parse.tokens[first : last + 1])


def _find_term(words: str, draft: Draft, language: Language) -> Term | None:
    """Return the term in words, or the number in units of the draft that they are part of."""
    for match in find_templates(language, "law", "term", words):
        return read_term(match[0], language)
    for match in find_templates(language, "law", "number", words):
        number = read_term(f"{match[0]} {language.entry('law', 'year').phrases[0]}", language)
        return None if number is None or draft.unit is None else number._replace(unit=draft.unit)
    return None


def _is_under(parse: Parse, word: Token, verbs: Set[str]) -> bool:
    chain = (word, *islice(parse.ancestors(word.i), 2))
    return any(it.lemma in verbs for it in chain)
