"""Whose law a report speaks of, where the words beside the article do not say."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from re import Pattern

from sayso.lang.language import Language
from sayso.lang.templates import compile_any
from sayso.records.entity import Entity, Place
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span

_MOST = 4  # words of the longest name of a country
_NEAR = 50  # names of one country between two namings of its law


class Countries:
    """The countries that a report names, and of whose courts and people it speaks.

    Args:
        parse: The report's parse.
        language: The language that it is written in.
        places: ISO 3166-1 alpha-2 of the places that the report names, by where the name stands.
    """

    def __init__(self, parse: Parse, language: Language, places: Mapping[Span, str]) -> None:
        self._parse = parse
        self._bodies = language.words("law", "legal_body")
        self._links = language.words("law", "country_link")
        self._all: list[tuple[int, str]] = []
        # Where each country is first named so, by offset.
        self._named: dict[str, int] = {}
        self._courts: dict[str, int] = {}
        self._people: dict[str, int] = {}
        self._lying: dict[str, int] = {}
        self._towns: dict[str, int] = {}
        for first, last, country in _find_countries(parse, language):
            begin = parse.tokens[first].begin
            self._all.append((begin, country))
            _note(self._named, country, begin)
            self._add(parse.tokens[last], country)
        for span, country in sorted(places.items()):
            self._all.append((span.begin, country))
            _note(self._lying, country, span.begin)
            inside = parse.tokens_in(*span)
            if inside and self._belongs(inside[-1]):
                _note(self._towns, country, span.begin)
        self._all.sort()
        # Where, and in which sentences, it is said that a land is held by another state.
        held = [
            match.start()
            for entry in ("held_word", "held_place")
            for match in _held_words(language, entry).finditer(parse.text)
        ]
        self._first_held = min(held, default=len(parse.text))
        self._held = {self._sentence(at) for at in held}

    def find(self, before: int) -> str | None:
        """Return the country whose law is meant by what is said before an offset.

        That of the courts, police or lawmakers that were named, if they are of one country;
        else that of the people, if no other country was named. ``None`` where it is open: where
        a town lies does not tell who tries people there, if two countries are named or land is
        said to be held by another state.
        """
        if self._sentence(before - 1) in self._held:
            return None
        named, lying = _before(self._named, before), _before(self._lying, before)
        courts, towns = _before(self._courts, before), _before(self._towns, before)
        is_held = self._first_held < before
        if len(courts | towns) == 1:
            return (
                (courts | towns).pop() if courts or not (is_held or named | lying > towns) else None
            )
        people = _before(self._people, before)
        is_open = bool(courts or towns) or is_held or len(people) != 1
        return people.pop() if not is_open and named | lying == people else None

    def names_other(self, country: str, begin: int, end: int) -> bool:
        """Whether another country, or a place in one, is named between two offsets."""
        first = bisect_left(self._all, (begin, ""))
        for at, named in self._all[first : first + _NEAR]:
            if at >= end:
                return False
            if named != country:
                return True
        # So many names between tell that it was named long ago.
        return first + _NEAR < len(self._all) and self._all[first + _NEAR][0] < end

    def _sentence(self, at: int) -> int | None:
        token = self._parse.token_at(at)
        return None if token is None else token.sentence

    def _add(self, last: Token, country: str) -> None:
        if self._belongs(last):
            _note(self._courts, country, last.begin)
        elif last.dep in {"amod", "compound", "poss"}:
            head = self._parse.tokens[last.head]
            if head.pos in {"NOUN", "PROPN"} and head.i > last.i:
                _note(self._people, country, last.begin)

    def _belongs(self, word: Token) -> bool:
        """Whether a name is that of a body's place: "a Moscow court", "a court in Athens"."""
        tokens = self._parse.tokens
        head = tokens[word.head]
        if (
            head.i != word.i
            and self._is_body(head)
            and word.dep in {"amod", "compound", "poss", "nmod"}
        ):
            return True
        if word.dep == "pobj" and head.lower in self._links:
            return self._is_body(tokens[head.head])
        # "A Minsk district court": the name may hang on the word between.
        return head.i == word.i + 1 and self._is_body(tokens[head.head])

    def _is_body(self, token: Token) -> bool:
        return token.lemma.lower() in self._bodies


def _note(first: dict[str, int], country: str, at: int) -> None:
    first[country] = min(at, first.get(country, at))


def _before(first: Mapping[str, int], offset: int) -> set[str]:
    return {country for country, at in first.items() if at < offset}


@cache
def _held_words(language: Language, entry: str) -> Pattern[str]:
    source = compile_any(language, "law", entry).pattern
    return re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE)


def find_place_countries(entities: Iterable[Entity], places: Iterable[Place]) -> dict[Span, str]:
    """Return the country of each place that a report names, by where the name stands."""
    countries = {place.entity: place.country for place in places}
    return {
        mention: country
        for entity in entities
        if (country := countries.get(entity.id)) is not None
        for mention in entity.mentions
    }


def _find_countries(parse: Parse, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield first and last word of each country's name or adjective, and its code."""
    names = _by_words(language)
    at = 0
    while at < len(parse.tokens):
        if not parse.tokens[at].text[0].isupper():
            at += 1
            continue
        for length in range(min(_MOST, len(parse.tokens) - at), 0, -1):
            words = parse.tokens[at : at + length]
            code = names.get(tuple(word.lower for word in words))
            if code is not None and not (len(words) == 1 and _is_pronoun(words[0])):
                yield at, at + length - 1, code
                at += length - 1
                break
        at += 1


def _is_pronoun(word: Token) -> bool:
    """Whether a word is "us" at the beginning of a sentence."""
    return word.text.istitle() and len(word.text) == 2


@cache
def _by_words(language: Language) -> dict[tuple[str, ...], str]:
    values = language.values("law", "jurisdiction").items()
    return {tuple(name.split()): str(code) for name, code in values}
