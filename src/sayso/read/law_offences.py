"""Which offence a report names beside an article of law."""

import re
from functools import cache
from re import Pattern

from sayso.lang.language import Language
from sayso.lang.templates import compile_any
from sayso.records.parse import Parse
from sayso.records.selector import Span

_REACH = 80  # how far before a provision the offence may be named, in characters
_MOST_WORDS = 14  # an offence is named in a few words; what runs on is the sentence


def find_offence(parse: Parse, language: Language, span: Span) -> str | None:
    """Return the offence that the words around a provision name, or ``None``."""
    after = _lead(language, "offence_lead", r"\s*[,(–—-]?\s*{}\s+").match(parse.text, span.end)
    if after is not None:
        return _phrase(parse, after.end())
    before = _before(language).search(parse.text, max(0, span.begin - _REACH), span.begin)
    return None if before is None else before["offence"].strip(" \"“”'‘’") or None


@cache
def _lead(language: Language, name: str, frame: str) -> Pattern[str]:
    source = compile_any(language, "law", name).pattern
    return re.compile(frame.format(source), re.IGNORECASE)


@cache
def _before(language: Language) -> Pattern[str]:
    lead = compile_any(language, "law", "offence_before").pattern
    under = compile_any(language, "law", "under").pattern
    # "Two counts of assault": how often is no part of the offence.
    times = compile_any(language, "numbers", "number").pattern
    count = compile_any(language, "law", "count_word").pattern
    counted = rf"(?:(?:a|{times})\s+)?{count}\b"
    named = rf"(?P<offence>(?!{counted})[^,.;:()]{{4,60}}?)"
    source = rf"(?<!\w){lead}\s+(?:{counted}\s+)?{named}\s+{under}\s*$"
    return re.compile(source, re.IGNORECASE)


def _phrase(parse: Parse, at: int) -> str | None:
    """Return the phrase that begins at an offset, to the first mark, verb or clause after it."""
    first = parse.token_at(at)
    if first is None or first.pos in {"DET", "PRON", "NUM", "PROPN"}:
        return None
    last = None
    for token in parse.tokens[first.i : first.i + _MOST_WORDS]:
        ends = token.pos == "PUNCT" and token.tag != "HYPH"
        if ends or token.sentence != first.sentence:
            break
        if token.tag in {"VBD", "VBZ", "VBP", "MD", "WDT", "WP"}:
            break
        last = token
    return None if last is None else parse.text[first.begin : last.end]
