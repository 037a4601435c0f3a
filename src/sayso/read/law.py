"""Articles of law that a report names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
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
_ARTICLE = r"\d+(?:\.\d+|-\d+)*(?:[-‑]?[a-zA-Z])?"
_PART = r"\d+(?:\.\d+)*[a-z]?"
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

    @property
    def is_unnamed(self) -> bool:
        """Whether the words name no law at all."""
        return not (self.kind or self.jurisdiction or self.code or self.is_treaty)


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
    reader = _Reader(parse, language, packs, places)
    for match in _matches(parse.text, language):
        reader.read(match)
    return tuple(reader.found)


class _Reader:
    """Reads the provisions of one report, each by what the earlier ones tell."""

    def __init__(
        self,
        parse: Parse,
        language: Language,
        packs: tuple[Pack, ...],
        places: Mapping[Span, str],
    ) -> None:
        self.found: list[Provision] = []
        self._parse, self._language, self._packs = parse, language, packs
        self._places = places
        # The last of each law that is known, by its kind and by the article.
        self._by_kind: dict[str, Provision] = {}
        self._by_article: dict[str | None, Provision] = {}

    def read(self, match: Match[str]) -> None:
        """Add the provisions of one naming."""
        text = self._parse.text
        span, law = _read_law(text, self._language, match)
        if law.is_unnamed and _is_organization(text, self._language, match):
            return
        for cited in _cite(text, self._language, match, span):
            provision = Provision(
                id=f"r{len(self.found) + 1}",
                span=cited.span,
                text=text[cited.span.begin : cited.span.end],
                code=cited.code or law.code,
                article=cited.article,
                part=cited.part,
                paragraph=cited.paragraph,
                jurisdiction=(cited.code or law.code or "")[:2] or law.jurisdiction,
                offence=find_offence(self._parse, self._language, span),
            )
            if cited.article is None:
                provision = _take_article(provision, self.found)
                if provision.article is None:
                    continue
            provision = self._identify(provision, law.kind)
            if provision.jurisdiction is None and not law.is_treaty:
                country = self._countries.find(_end_of_sentence(self._parse, span))
                provision = _settle(provision, law.kind, country)
            self._add(_look_up(provision, self._packs))

    @cached_property
    def _countries(self) -> Countries:
        return Countries(self._parse, self._language, self._places)

    def _add(self, provision: Provision) -> None:
        self.found.append(provision)
        if provision.code is not None:
            self._by_kind[provision.code.partition("-")[2]] = provision
            self._by_article[provision.article] = provision

    def _identify(self, provision: Provision, kind: str | None) -> Provision:
        """Name the code, from an earlier naming of the same law where this one says less.

        Not where another country was named since then: there, the number is of its law.
        """
        if provision.code is not None:
            return provision
        if provision.jurisdiction is not None:
            code = None if kind is None else f"{provision.jurisdiction}-{kind}"
            return provision if code is None else replace(provision, code=code)
        if kind is None:
            earlier = self._by_article.get(provision.article)
        else:
            earlier = self._by_kind.get(kind)
        if earlier is None or earlier.code is None:
            return provision
        end = _end_of_sentence(self._parse, provision.span)
        if self._countries.names_other(earlier.code[:2], earlier.span.end, end):
            return provision
        return replace(provision, code=earlier.code, jurisdiction=earlier.jurisdiction)


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
    parts = [_numeral(slots.get(f"numeral{number}"), language) for number in (2, 3, 4)]
    more = _more(text, language, match)
    lists, end = _listed(text, language, match)
    if first.part is None and first.paragraph is None and lists is not None:
        first, *rest = _divide(first, lists, language)
    else:
        rest = [
            replace(first, paragraph=it) if is_below else replace(first, part=it)
            for it in parts
            if it is not None
        ]
    # What names the law stands after the last number, what names it before the first.
    own = Span(span.begin, end) if more else span
    for cited in (first, *rest):
        yield replace(cited, span=own)
    for number, following in enumerate(more):
        last = number == len(more) - 1
        marks = [*_BRACKETED.findall(following["bracketed"] or ""), None, None]
        cited = _Cited(
            span=Span(following.start("article"), span.end if last else following.end()),
            article=following["article"],
            part=marks[0],
            paragraph=marks[1],
            code=code,
        )
        yield from _divide(cited, following, language)


def _divide(cited: _Cited, match: Match[str], language: Language) -> Iterator[_Cited]:
    """Yield an article once for each part of it that is listed, "parts 1, 2 and 5"."""
    if match["numbers"] is None:
        yield cited
        return
    below = match["part_word"].lower() in language.words("law", "paragraph_word")
    for number in re.findall(_PART, match["numbers"], re.IGNORECASE):
        yield replace(cited, paragraph=number) if below else replace(cited, part=number)


def _listed(text: str, language: Language, match: Match[str]) -> tuple[Match[str] | None, int]:
    """Return the parts listed after the first number, if any, and where it all ends."""
    slots = match.groupdict()
    if slots.get("article") is None or slots.get("numeral") or slots.get("mark"):
        return None, match.end()
    found = _listing(language).match(text, match.end())
    return found, match.end() if found is None else found.end()


def _more(text: str, language: Language, match: Match[str]) -> list[Match[str]]:
    """Return the numbers that follow the first in "Articles 337, 338 and 339"."""
    words = match.groupdict()
    lead = words.get("article_word") or words.get("article_sign") or ""
    if lead.lower() not in language.words("law", "articles_word"):
        return []
    pattern, (_, end) = _joined(language), _listed(text, language, match)
    found: list[Match[str]] = []
    while (following := pattern.match(text, end)) is not None:
        found.append(following)
        end = following.end()
    return found


def _list_source(language: Language) -> str:
    """Return the source of ", parts 1, 2 and 5" and "(part 3.1)"."""
    word = "|".join(
        compile_any(language, "law", name).pattern for name in ("parts_word", "part_word")
    )
    joint = compile_any(language, "law", "article_joint").pattern
    numbers = rf"{_PART}(?:\s*{joint}\s+{_PART}(?!\w))*"
    return rf"(?:,?\s*(?:,\s*|\(|\s)(?P<part_word>{word})\s+(?P<numbers>{numbers})(?!\w)\)?)"


@cache
def _listing(language: Language) -> Pattern[str]:
    return re.compile(_list_source(language), re.IGNORECASE)


@cache
def _joined(language: Language) -> Pattern[str]:
    joint = compile_any(language, "law", "article_joint").pattern
    word = compile_any(language, "law", "article_word").pattern
    number = rf"(?P<article>{_ARTICLE})(?P<bracketed>(?:\(\w{{1,4}}\)){{1,4}})?"
    # "Articles 337 and 10 others": a number that counts something is no article.
    end = r"(?!\w)(?![.,]\d)(?!\s+(?!of\b|in\b|and\b|or\b|under\b|for\b|on\b|to\b)[a-z])"
    listed = _list_source(language)
    joined = rf"(?:\s*{joint}\s+(?:{word}\s+)?|\s?[–—]\s?){number}"
    return re.compile(rf"{joined}(?:{listed}|{end})", re.IGNORECASE)


def _is_organization(text: str, language: Language, match: Match[str]) -> bool:
    """Whether "Article 19 said" names a body that is called like an article."""
    name = compile_any(language, "law", "organization")
    if name.fullmatch(match[0]) is None:
        return False
    return _organization_tail(language).match(text, match.end()) is not None


@cache
def _organization_tail(language: Language) -> Pattern[str]:
    source = compile_any(language, "law", "organization_tail").pattern
    return re.compile(rf"[\s,]+(?:{source})(?!\w)", re.IGNORECASE)


def _read_law(text: str, language: Language, match: Match[str]) -> tuple[Span, _Named]:
    """Return a provision's words with those that name the law, and what they name."""
    more = _more(text, language, match)
    span = Span(match.start(), more[-1].end() if more else _listed(text, language, match)[1])
    end = span.end
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
