"""Articles of law that a report names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from re import Match, Pattern

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, expand_templates, find_templates
from sayso.packs.law import Law
from sayso.packs.pack import Pack
from sayso.read.law_countries import Countries
from sayso.read.law_offences import find_offence
from sayso.read.numbers import parse_number
from sayso.read.penalties import read_penalties
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import Provision

_REACH = 80  # how far before a provision the law may be named, in characters
_BRACKETED = re.compile(r"\((\w+)\)")
_NOWHERE: Mapping[Span, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cited:
    """What the words of one provision say, before the law is known.

    Attributes:
        span: The words.
        article: The number; ``None`` of a part of the article that was named last.
        part, paragraph: As written, or ``None``.
        code: The code's full name ("US-USC-18"), where the words give it.
    """

    span: Span
    article: str | None
    part: str | None = None
    paragraph: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What the words around a provision say of the law.

    Attributes:
        kind: The kind of code ("CC"), or ``None``.
        jurisdiction: ISO 3166-1 alpha-2, or ``None``.
        code: The code's full name ("DE-CC"), where its short name gives it.
        is_treaty: Whether it is no one country's law.
    """

    kind: str | None
    jurisdiction: str | None
    code: str | None
    is_treaty: bool


def read_provisions(
    parse: Parse,
    language: Language,
    packs: tuple[Pack, ...] = (),
    places: Mapping[Span, str] = _NOWHERE,
) -> tuple[Provision, ...]:
    """Return every article of law that is named, in text order.

    The jurisdiction is given only where the words say it: there, where the same law was
    named before, or by the country of the court or the people spoken of before; without it the
    code is not known either.

    Args:
        parse: The report's parse.
        language: The language that it is written in.
        packs: What they know of an article tells its offence, and where its number ends.
        places: Countries (ISO 3166-1 alpha-2) of the places named, by where the name stands.
    """
    countries: Countries | None = None
    found: list[Provision] = []
    for match in _matches(parse.text, language):
        span, law = _read_law(parse.text, language, match)
        for cited in _cite(parse.text, language, match, span):
            provision = Provision(
                id=f"r{len(found) + 1}",
                span=cited.span,
                text=parse.text[cited.span.begin : cited.span.end],
                code=cited.code or law.code,
                article=cited.article,
                part=cited.part,
                paragraph=cited.paragraph,
                jurisdiction=(cited.code or law.code or "")[:2] or law.jurisdiction,
                offence=find_offence(parse, language, span),
            )
            if cited.article is None:
                provision = _take_article(provision, found)
                if provision.article is None:
                    continue
            provision = _identify(provision, law.kind, found)
            if provision.jurisdiction is None and not law.is_treaty:
                countries = countries or Countries(parse, language, places)
                country = countries.find(_end_of_sentence(parse, span))
                provision = _settle(provision, law.kind, country)
            found.append(_look_up(provision, packs))
    return tuple(found)


def _matches(text: str, language: Language) -> Iterator[Match[str]]:
    """Yield what names a provision, of overlapping namings the first and longest."""
    names = ("provision", "titled_provision", "same_provision")
    found = [match for name in names for match in find_templates(language, "law", name, text)]
    found.sort(key=lambda match: (match.start(), -match.end()))
    end = 0
    for match in found:
        if match.start() >= end:
            end = match.end()
            yield match


def _cite(text: str, language: Language, match: Match[str], span: Span) -> Iterator[_Cited]:
    """Yield the provisions of one match, "Articles 337 and 338" as two."""
    slots = match.groupdict()
    below = (slots.get("part_word") or slots.get("parts_word") or "").lower()
    is_below = below in language.words("law", "paragraph_word")
    numeral = slots.get("numeral") or slots.get("ordinal")
    bracketed = _BRACKETED.findall(slots.get("bracketed") or "")
    part = _numeral(numeral, language) or (bracketed[0] if bracketed else None)
    paragraph = (slots.get("mark") or "").strip("()\"'“”‘’«»") or None
    if paragraph is None and len(bracketed) > 1:
        paragraph = bracketed[1]
    code = None
    if slots.get("titled_code") is not None:
        prefix = language.values("law", "titled_code")[_fold(slots["titled_code"])]
        code = f"{prefix}-{slots['digits']}"
    first = _Cited(
        span=span,
        article=slots.get("article"),
        part=None if is_below and slots.get("mark") is None else part,
        paragraph=part if is_below and slots.get("mark") is None else paragraph,
        code=code,
    )
    if (second := slots.get("numeral2")) is not None:
        other = _numeral(second, language)
        yield first
        yield replace(first, paragraph=other) if is_below else replace(first, part=other)
        return
    more = list(_more(text, language, match))
    # What names the law stands after the last number, what names it before the first.
    yield replace(first, span=Span(span.begin, match.end())) if more else first
    for number, following in enumerate(more):
        last = number == len(more) - 1
        marks = [*_BRACKETED.findall(following["bracketed"] or ""), None, None]
        yield _Cited(
            span=Span(following.start("article"), span.end if last else following.end()),
            article=following["article"],
            part=marks[0],
            paragraph=marks[1],
            code=code,
        )


def _more(text: str, language: Language, match: Match[str]) -> Iterator[Match[str]]:
    """Yield the numbers that follow the first in "Articles 337, 338 and 339"."""
    words = match.groupdict()
    lead = words.get("article_word") or words.get("article_sign") or ""
    if lead.lower() not in language.words("law", "articles_word"):
        return
    pattern, end = _joined(language), match.end()
    while (following := pattern.match(text, end)) is not None:
        yield following
        end = following.end()


@cache
def _joined(language: Language) -> Pattern[str]:
    joint = compile_any(language, "law", "article_joint").pattern
    word = compile_any(language, "law", "article_word").pattern
    number = r"(?P<article>\d+(?:\.\d+|-\d+)*[a-zA-Z]?)(?P<bracketed>(?:\(\w{1,4}\)){1,4})?"
    # "Articles 337 and 10 others": a number that counts something is no article.
    end = r"(?!\w)(?![.,]\d)(?!\s+(?!of\b|in\b|and\b|or\b|under\b|for\b|on\b|to\b)[a-z])"
    return re.compile(rf"\s*{joint}\s+(?:{word}\s+)?{number}{end}", re.IGNORECASE)


def _read_law(text: str, language: Language, match: Match[str]) -> tuple[Span, _Named]:
    """Return a provision's words with those that name the law, and what they name."""
    end = match.end()
    for following in _more(text, language, match):
        end = following.end()
    span = Span(match.start(), end)
    tail = _first(language, "code_tail", text, end)
    heads = (p.search(text, max(0, span.begin - _REACH), span.begin) for p in _heads(language))
    head = min((m for m in heads if m is not None), key=lambda m: m.start(), default=None)
    if tail is not None:
        span = Span(span.begin, tail.end())
    elif head is not None:
        span = Span(head.start(), span.end)
    slots = {} if (law := tail if tail is not None else head) is None else law.groupdict()

    def get(entry: str) -> str | None:
        words = slots.get(entry)
        return None if words is None else str(language.values("law", entry)[_fold(words)])

    return span, _Named(
        kind=get("code"),
        jurisdiction=get("jurisdiction"),
        code=get("short_code"),
        is_treaty=slots.get("treaty_word") is not None,
    )


def _fold(words: str) -> str:
    return " ".join(words.lower().split())


def _take_article(provision: Provision, before: list[Provision]) -> Provision:
    """Complete "part 5 of the article" by the article that was named last."""
    if not before:
        return provision
    last = before[-1]
    return replace(provision, article=last.article, code=last.code, jurisdiction=last.jurisdiction)


def _identify(provision: Provision, kind: str | None, before: list[Provision]) -> Provision:
    """Name the code, from an earlier naming of the same law where this one says less."""
    if provision.code is not None:
        return provision
    if kind is not None and provision.jurisdiction is not None:
        return replace(provision, code=f"{provision.jurisdiction}-{kind}")
    for earlier in reversed(before):
        same_code = kind is not None and (earlier.code or "").endswith(f"-{kind}")
        if earlier.code is not None and (
            same_code or (kind is None and earlier.article == provision.article)
        ):
            return replace(provision, code=earlier.code, jurisdiction=earlier.jurisdiction)
    return provision


def _settle(provision: Provision, kind: str | None, country: str | None) -> Provision:
    """Give a provision the country of whose courts or people the report speaks."""
    if country is None:
        return provision
    code = provision.code or (None if kind is None else f"{country}-{kind}")
    return replace(provision, jurisdiction=country, code=code)


def _look_up(provision: Provision, packs: tuple[Pack, ...]) -> Provision:
    """Add what the packs know: where the article's number ends, and its offence."""
    for pack in packs:
        provision = _add_known(provision, pack.law)
    return provision


def _add_known(provision: Provision, law: Law) -> Provision:
    if provision.part is None and provision.article is not None:
        split = law.split_number(provision.code, provision.article)
        if split is not None:
            provision = replace(provision, article=split[0], part=split[1])
    article = law.find_article(provision.code, provision.article)
    if article is None or provision.offence is not None:
        return provision
    return replace(provision, offence=article.find_offence(provision.part, provision.paragraph))


def _end_of_sentence(parse: Parse, span: Span) -> int:
    # "Art." may end a sentence for the parser: what counts is where the words end.
    token = parse.token_at(span.end - 1)
    return span.end if token is None else parse.tokens[parse.sentences[token.sentence][1]].end


def _numeral(words: str | None, language: Language) -> str | None:
    """Return a number as written in figures, "2" for "two" and "second" as well."""
    if not words:
        return None
    ordinal = language.values("numbers", "ordinal").get(words.lower())
    if ordinal is not None:
        return f"{ordinal:g}"
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
def _heads(language: Language) -> tuple[Pattern[str], ...]:
    sources = expand_templates(language, "law", "code_head")
    return tuple(re.compile(rf"(?<!\w)(?:{source})\s+$", re.IGNORECASE) for source in sources)


__all__ = ["read_penalties", "read_provisions"]
