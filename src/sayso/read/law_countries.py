"""Whose law a report speaks of, where the words beside the article do not say."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from sayso.lang.language import Language
from sayso.records.entity import Entity, Place
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span

_MOST = 4  # words of the longest name of a country


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
        # Each with the offset of its name, in text order.
        self._named: list[tuple[int, str]] = []
        self._courts: list[tuple[int, str]] = []
        self._people: list[tuple[int, str]] = []
        for first, last, country in _find_countries(parse, language):
            self._named.append((parse.tokens[first].begin, country))
            self._add(parse.tokens[last], country)
        for span, country in places.items():
            inside = parse.tokens_in(*span)
            if inside and self._belongs(inside[-1]):
                self._courts.append((span.begin, country))

    def find(self, before: int) -> str | None:
        """Return the country whose law is meant by what is said before an offset.

        That of the courts, police or lawmakers that were named, if they are of one country;
        else that of the people, if no other country was named. ``None`` where it is open.
        """
        named = {country for at, country in self._named if at < before}
        courts = {country for at, country in self._courts if at < before}
        if len(courts) == 1:
            [court] = courts
            by_name = any(it in self._named for it in self._courts if it[0] < before)
            # Where a town lies does not tell who tries people there, if two countries are named.
            return court if by_name or named <= courts else None
        people = {country for at, country in self._people if at < before}
        return people.pop() if not courts and len(people) == 1 and named == people else None

    def _add(self, last: Token, country: str) -> None:
        if self._belongs(last):
            self._courts.append((last.begin, country))
        elif last.dep in {"amod", "compound", "poss"}:
            head = self._parse.tokens[last.head]
            if head.pos in {"NOUN", "PROPN"} and head.i > last.i:
                self._people.append((last.begin, country))

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
