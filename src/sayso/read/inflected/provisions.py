"""Articles of law."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from sayso.lang.language import Language
from sayso.lang.wordforms import compile_forms
from sayso.packs.pack import Pack
from sayso.read.inflected.provision_countries import Countries
from sayso.read.inflected.provision_words import Named, find_named
from sayso.records.morph import get_morph
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import Provision

_CALLED = re.compile(r"\s*(?:[—–-]\s*)?[(«\"]\s*[«\"]?([^()«»\"\n\d]{5,90}?)[»\"]?\s*[)»\"]")
_MOST_WORDS = 14  # an offence is named in a few words; what runs on is the sentence


def read_provisions(
    parse: Parse, language: Language, packs: tuple[Pack, ...], countries: Mapping[Span, str]
) -> tuple[Provision, ...]:
    """Return the articles of law that a report names, in text order.

    The jurisdiction is given only where the words say it, where the same law was named before,
    or by the country of the courts spoken of before; without it the code is not known either.

    Args:
        parse: The report's parse.
        language: The report's language.
        packs: Their law tells codes, offences and jurisdictions.
        countries: ISO country by where the words stand that name a place of it.
    """
    reader = _Reader(parse, language, packs, Countries(parse, language, countries))
    named = list(find_named(parse.text, language))
    for number, one in enumerate(named):
        reader.read(_take_law(parse.text, one, named[number + 1 : number + 4], language))
    found = [*reader.found, *reader.read_called()]
    found.sort(key=lambda provision: provision.span)
    return tuple(
        replace(provision, id=f"r{number}") for number, provision in enumerate(found, start=1)
    )


def _take_law(text: str, one: Named, following: list[Named], language: Language) -> Named:
    """Give an article the law that is named behind the list it stands in."""
    end = one.end
    for other in following:
        if (
            one.kind
            or one.code
            or one.is_other
            or not _joins(language).fullmatch(text, end, other.begin)
        ):
            return one
        if other.kind or other.code or other.is_other:
            return replace(
                one,
                kind=other.kind,
                jurisdiction=other.jurisdiction,
                code=other.code,
                is_other=other.is_other,
            )
        end = other.end
    return one


class _Reader:
    """Reads the provisions of one report, each by what the earlier ones tell."""

    def __init__(
        self, parse: Parse, language: Language, packs: tuple[Pack, ...], countries: Countries
    ) -> None:
        self.found: list[Provision] = []
        self._parse, self._language, self._packs = parse, language, packs
        self._countries = countries
        # The last of each law that is known, by its kind and by the article.
        self._by_kind: dict[str, Provision] = {}
        self._by_article: dict[str | None, Provision] = {}

    def read(self, named: Named) -> None:
        """Add the provisions of one naming, "статьи 337 и 338" as two."""
        span = Span(named.begin, named.end)
        articles: tuple[str | None, ...] = named.articles
        if not articles:
            last = self.found[-1] if self.found else None
            if last is None:
                return
            articles = (last.article,)
            named = replace(named, code=named.code or last.code)
        for number, article in enumerate(articles):
            parts: tuple[str | None, ...] = named.parts if number == 0 and named.parts else (None,)
            for part in parts:
                self._add(named, span, article, part)

    def _add(self, named: Named, span: Span, article: str | None, part: str | None) -> None:
        provision = Provision(
            id="r",
            span=span,
            text=self._parse.text[span.begin : span.end],
            code=named.code,
            article=article,
            part=part,
            paragraph=named.paragraph,
            jurisdiction=(named.code or "")[:2] or named.jurisdiction,
            offence=self._find_offence(named) if len(named.articles) <= 1 else None,
        )
        if not named.is_other:
            provision = self._identify(provision, named.kind)
        provision = self._look_up(provision)
        self.found.append(provision)
        if provision.code is not None:
            self._by_kind[provision.code.partition("-")[2]] = provision
            self._by_article[provision.article] = provision

    def _identify(self, provision: Provision, kind: str | None) -> Provision:
        """Name the code, by the country told, by an earlier naming, or by the report's courts."""
        if provision.code is not None:
            return provision
        if provision.jurisdiction is not None:
            code = None if kind is None else f"{provision.jurisdiction}-{kind}"
            return replace(provision, code=code)
        earlier = (
            self._by_article.get(provision.article) if kind is None else self._by_kind.get(kind)
        )
        end = self._end_of_sentence(provision.span)
        if earlier is not None and earlier.code is not None:
            country = earlier.code[:2]
            if not self._countries.names_other(country, earlier.span.end, end):
                return replace(
                    provision, code=earlier.code, jurisdiction=earlier.jurisdiction or country
                )
        country_of = self._countries.find(end)
        if country_of is None:
            return provision
        code = None if kind is None else f"{country_of}-{kind}"
        return replace(provision, jurisdiction=country_of, code=code)

    def _look_up(self, provision: Provision) -> Provision:
        """Add what the packs know: where the article's number ends, and its offence."""
        for pack in self._packs:
            if provision.part is None and provision.article is not None:
                split = pack.law.split_number(provision.code, provision.article)
                if split is not None:
                    provision = replace(provision, article=split[0], part=split[1])
            article = pack.law.find_article(provision.code, provision.article)
            if article is not None and provision.offence is None:
                offence = article.find_offence(
                    provision.part, provision.paragraph, self._language.code
                )
                provision = replace(provision, offence=offence)
        return provision

    def read_called(self) -> Iterator[Provision]:
        """Yield articles that are called by what they punish: "по статье о дезертирстве"."""
        text, language = self._parse.text, self._language
        taken = [provision.span for provision in self.found]
        for match in _called(language).finditer(text):
            span = Span(*match.span())
            if any(one.begin < span.end and span.begin < one.end for one in taken):
                continue
            country = self._countries.find(self._end_of_sentence(span))
            for pack in self._packs if country is not None else ():
                words = text[match.end() : match.end() + 80]
                measure = partial(_measure, words)
                called = pack.law.find_spoken(country or "", language.code, measure)
                if called is None:
                    continue
                article, length = called
                end = match.end() + length
                yield Provision(
                    id="r",
                    span=Span(span.begin, end),
                    text=text[span.begin : end],
                    code=article.code,
                    article=article.number,
                    jurisdiction=country,
                    offence=article.find_offence(None, None, language.code),
                )
                break

    def _end_of_sentence(self, span: Span) -> int:
        token = self._parse.token_at(span.end - 1)
        if token is None:
            return span.end
        return self._parse.tokens[self._parse.sentences[token.sentence][1]].end

    # ------------------------------------------------------------ offences
    def _find_offence(self, named: Named) -> str | None:
        """Return the offence that the words behind an article name, or ``None``."""
        text = self._parse.text
        for at in (named.end, named.numbers_end):
            called = _CALLED.match(text, at)
            if called is None or len(called[1].split()) > _MOST_WORDS:
                continue
            if self._is_name(Span(*called.span(1))):
                return " ".join(called[1].split()).strip(' .,«»"')
        return None

    def _is_name(self, span: Span) -> bool:
        """Whether words name an offence: they begin with a noun and say nothing."""
        tokens = self._parse.tokens_in(*span)
        told = any(get_morph(it.tag).form == "Fin" or it.pos == "PRON" for it in tokens)
        return bool(tokens) and tokens[0].pos in {"NOUN", "ADJ", "PROPN", "VERB"} and not told


def _measure(words: str, names: tuple[str, ...]) -> int:
    """Return how many letters at the beginning of words are one of these names."""
    found = compile_forms(names).match(words)
    return 0 if found is None else found.end()


@cache
def _joins(language: Language) -> re.Pattern[str]:
    joint = language.alternation("law", "number_joint")
    return re.compile(rf"\s*(?:{joint}\s*){{1,2}}(?:\w{{1,2}}\s+)?", re.IGNORECASE)


@cache
def _called(language: Language) -> re.Pattern[str]:
    article = language.pattern("law", "article_word").pattern
    about = language.alternation("law", "called_lead")
    return re.compile(rf"(?:{article})\s+(?:{about}\s+|[«\"])", re.IGNORECASE)
