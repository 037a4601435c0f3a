"""Whose law a report speaks of, where the words beside the article do not say."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache

from sayso.lang.language import Language
from sayso.read.inflected.quantity_numbers import fold_word
from sayso.records.parse import Parse
from sayso.records.selector import Span

_BESIDE = 3  # words between a body and its place


class Countries:
    """The countries that a report names, and of whose courts it speaks.

    Args:
        parse: The report's parse.
        language: The language that it is written in.
        places: ISO 3166-1 alpha-2 of the places that the report names, by where the name stands.
    """

    def __init__(self, parse: Parse, language: Language, places: Mapping[Span, str]) -> None:
        self._parse = parse
        text = parse.text
        self._bodies = self._find(_stems(language, "country_body"), "country_body", language)
        self._named = self._find(_stems(language, "country"), "country", language)
        self._named += [(span.begin, country) for span, country in places.items()]
        self._named.sort()
        bodies = [m.start() for m in language.pattern("law", "legal_body").finditer(text)]
        self._bodies += [it for it in self._named if self._is_beside(it[0], bodies)]
        self._bodies.sort()
        held = language.pattern("law", "held_word").finditer(text)
        self._held = [match.start() for match in held]

    def _find(
        self, pattern: re.Pattern[str], entry: str, language: Language
    ) -> list[tuple[int, str]]:
        table = {fold_word(w): str(code) for w, code in language.values("law", entry).items()}
        return [
            (match.start(), table[fold_word(" ".join(match[1].split()))])
            for match in pattern.finditer(self._parse.text)
        ]

    def _is_beside(self, at: int, bodies: list[int]) -> bool:
        """Whether a country or a place stands beside a court: "суд в Москве", "российский суд"."""
        token = self._parse.token_at(at)
        if token is None:
            return False
        low = bisect_left(bodies, at)
        for body in bodies[max(low - 1, 0) : low + 1]:
            other = self._parse.token_at(body)
            if other is None or other.sentence != token.sentence:
                continue
            if abs(other.i - token.i) <= _BESIDE:
                return True
        return False

    def find(self, before: int) -> str | None:
        """Return the country whose law is meant by what is said before an offset.

        That of the courts and bodies that were named, if they are of one country; else the only
        country that was named at all. ``None`` where land is said to be held by another state.
        """
        if any(at < before for at in self._held):
            return None
        bodies = {country for at, country in self._bodies if at < before}
        if bodies:
            return bodies.pop() if len(bodies) == 1 else None
        named = {country for at, country in self._named if at < before}
        return named.pop() if len(named) == 1 else None

    def names_other(self, country: str, begin: int, end: int) -> bool:
        """Whether another country, or a place in one, is named between two offsets."""
        low = bisect_left(self._named, (begin, ""))
        high = bisect_left(self._named, (end, ""))
        return any(named != country for _, named in self._named[low:high])


@cache
def _stems(language: Language, entry: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({language.alternation('law', entry)})", re.IGNORECASE)
