"""Articles of law that a report names."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from re import Match, Pattern

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, expand_templates, find_templates
from sayso.read.numbers import parse_number
from sayso.read.penalties import read_penalties
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import Provision

_REACH = 80  # how far before a provision the offence or the law may be named, in characters
_MOST_WORDS = 14  # an offence is named in a few words; what runs on is the sentence


def read_provisions(parse: Parse, language: Language) -> tuple[Provision, ...]:
    """Return every article of law that is named, in text order.

    The jurisdiction is given only where the words say it, there or where the same law
    was named before in the report; without it the code is not known either.
    """
    found: list[Provision] = []
    for match in _matches(parse.text, language):
        for provision, kind in _read(parse, language, match):
            found.append(_identify(replace(provision, id=f"r{len(found) + 1}"), kind, found))
    return tuple(found)


def _matches(text: str, language: Language) -> Iterator[Match[str]]:
    found = list(find_templates(language, "law", "provision", text))
    found.sort(key=lambda match: (match.start(), -match.end()))
    end = 0
    for match in found:
        if match.start() >= end:
            end = match.end()
            yield match


def _read(
    parse: Parse, language: Language, match: Match[str]
) -> Iterator[tuple[Provision, str | None]]:
    """Yield the provisions of one match, each with the kind of code ("CC") that it names."""
    text = parse.text
    slots = match.groupdict()
    span = Span(match.start(), match.end())
    tail = _first(language, "code_tail", text, span.end)
    head = _head(language).search(text, max(0, span.begin - _REACH), span.begin)
    if tail is not None:
        span = Span(span.begin, tail.end())
    elif head is not None:
        span = Span(head.start(), span.end)
    kind, jurisdiction = _law(tail if tail is not None else head, language)
    part = _numeral(slots.get("numeral") or (slots.get("bracketed") or "").strip(" ()"), language)
    word = (slots.get("part_word") or "").lower()
    below = word in language.words("law", "paragraph_word")
    provision = Provision(
        id="r",
        span=span,
        text=text[span.begin : span.end],
        article=slots["article"],
        part=None if below else part,
        paragraph=part if below else None,
        jurisdiction=jurisdiction,
        offence=_offence(parse, language, span),
    )
    if slots.get("article2") is None:
        yield provision, kind
        return
    pieces = (Span(span.begin, match.end("article")), Span(match.start("article2"), span.end))
    for piece, article in zip(pieces, (slots["article"], slots["article2"]), strict=True):
        quoted = text[piece.begin : piece.end]
        yield replace(provision, span=piece, text=quoted, article=article), kind


def _law(law: Match[str] | None, language: Language) -> tuple[str | None, str | None]:
    """Return the kind of code and the jurisdiction that words name."""
    if law is None:
        return None, None
    slots = law.groupdict()

    def get(entry: str) -> str | None:
        words = slots.get(entry)
        if words is None:
            return None
        return str(language.values("law", entry)[" ".join(words.lower().split())])

    return get("code"), get("jurisdiction")


def _identify(provision: Provision, kind: str | None, before: list[Provision]) -> Provision:
    """Name the code, from an earlier naming of the same law where this one says less."""
    if kind is not None and provision.jurisdiction is not None:
        return replace(provision, code=f"{provision.jurisdiction}-{kind}")
    for earlier in reversed(before):
        same_code = kind is not None and (earlier.code or "").endswith(f"-{kind}")
        if earlier.code is not None and (
            same_code or (kind is None and earlier.article == provision.article)
        ):
            return replace(provision, code=earlier.code, jurisdiction=earlier.jurisdiction)
    return provision


def _numeral(words: str | None, language: Language) -> str | None:
    """Return a number as written in figures, "2" for "two" as well."""
    if not words:
        return None
    if words[0].isdigit():
        return words
    number = parse_number(words, language)
    return None if number is None else f"{number:g}"


def _first(language: Language, name: str, text: str, at: int) -> Match[str] | None:
    """Return the longest match of an entry just after an offset, or ``None``."""
    found = [m for pattern in _tails(language, name) if (m := pattern.match(text, at)) is not None]
    return max(found, key=lambda match: match.end(), default=None)


@cache
def _tails(language: Language, name: str) -> tuple[Pattern[str], ...]:
    sources = expand_templates(language, "law", name)
    return tuple(re.compile(rf"[\s,]+(?:{source})(?!\w)", re.IGNORECASE) for source in sources)


@cache
def _head(language: Language) -> Pattern[str]:
    source = expand_templates(language, "law", "code_head")[0]
    return re.compile(rf"(?<!\w)(?:{source})\s+$", re.IGNORECASE)


def _offence(parse: Parse, language: Language, span: Span) -> str | None:
    """Return the offence that the words around a provision name, or ``None``."""
    after = _lead(language, "offence_lead", r"\s*[,(–—-]?\s*{}\s+").match(parse.text, span.end)
    if after is not None:
        return _phrase(parse, after.end())
    before = _before(language).search(parse.text, max(0, span.begin - _REACH), span.begin)
    return None if before is None else before["offence"].strip(" \"“”'‘’")


@cache
def _lead(language: Language, name: str, frame: str) -> Pattern[str]:
    source = compile_any(language, "law", name).pattern
    return re.compile(frame.format(source), re.IGNORECASE)


@cache
def _before(language: Language) -> Pattern[str]:
    lead = compile_any(language, "law", "offence_before").pattern
    under = compile_any(language, "law", "under").pattern
    source = rf"(?<!\w){lead}\s+(?P<offence>[^,.;:()]{{4,60}}?)\s+{under}\s*$"
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


__all__ = ["read_penalties", "read_provisions"]
