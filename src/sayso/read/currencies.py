"""Which currency a sum is in: ISO 4217, ``None`` where the report does not tell."""

import re
from collections import Counter
from functools import lru_cache
from math import log
from re import Match, Pattern

from sayso.lang.language import Language
from sayso.read.numbers import parse_number
from sayso.records.parse import Parse
from sayso.records.value import Money

_DOLLAR = "USD"
_FEW = 1000  # so little is seldom said in a currency whose name is a verb too
# A rate tells two currencies apart where it is so near to the one and so far from the others.
_NEAR, _FAR = log(2.2), log(4)


class Currencies:
    """The currencies that a report can mean by a name that several countries use."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse = parse
        self.language = language

    def choose(
        self, match: Match[str], value: float | None, equivalent: Money | None
    ) -> str | None:
        """Return the currency of a sum.

        The words before it tell ("Kenyan shillings"), then the rate to the dollars in brackets,
        then the countries that the report named up to the end of the sentence: what comes later
        never changes how a sum is read.
        """
        codes = list_codes(match, self.language)
        if len(codes) == 1:
            return codes[0]
        if (named := _qualified(match, self.language)) is not None:
            return next((code for code in codes if code in named), None)
        firm = self.language.words("money", "firm_codes")
        if any(code in firm for code in codes):
            return next(code for code in codes if code in firm)
        usual = self.language.words("money", "usual_codes")
        return (
            self._by_rate(codes, value, equivalent)
            or self.by_country(codes, match.start())
            or next((code for code in codes if code in usual), None)
        )

    def _by_rate(
        self, codes: list[str], value: float | None, equivalent: Money | None
    ) -> str | None:
        if equivalent is None or equivalent.currency != _DOLLAR or not value:
            return None
        if not equivalent.value:
            return None
        rates = self.language.values("money", "per_dollar")
        rate = value / equivalent.value
        far = sorted((abs(log(rate / float(rates[c]))), c) for c in codes if c in rates)
        if not far or far[0][0] > _NEAR or (len(far) > 1 and far[1][0] < _FAR):
            return None
        return far[0][1]

    def by_country(self, codes: list[str], at: int) -> str | None:
        """Return the currency of the country that the report named most, up to a sentence's end."""
        token = self.parse.token_at(at)
        end = at if token is None else self._end_of(token.sentence)
        votes, latest = Counter[str](), dict[str, int]()
        for begin, named in _countries(self.parse.text, self.language):
            if begin >= end:
                break
            for code in named:
                if code in codes:
                    votes[code] += 1
                    latest[code] = begin
        if not votes:
            return None
        return max(votes, key=lambda code: (votes[code], latest[code]))

    def _end_of(self, sentence: int) -> int:
        return self.parse.tokens[self.parse.sentences[sentence][1]].end


def list_codes(match: Match[str], language: Language) -> list[str]:
    """Return what the name or the sign of a sum can stand for."""
    slots = match.groupdict()
    slot = next(name for name in ("sign", "code", "currency") if slots.get(name))
    words = " ".join(match[slot].lower().split())
    return _table(language, slot)[words]


def is_sum(match: Match[str], parse: Parse, currencies: Currencies) -> bool:
    """Whether what looks like a sum is one: "50 pounds of cocaine", "10 won" are none."""
    name = match.groupdict().get("currency")
    if name is None:
        return True
    language = currencies.language
    token = parse.token_at(match.start("currency"))
    if token is not None and token.name == "NORP":
        return False
    number = match.groupdict().get("number")
    value = None if number is None else parse_number(number, language)
    few = value is not None and value < _FEW
    # "Of 60 cases, 10 won"; but the parser takes the won of "30 million won" for a verb too.
    if token is not None and token.pos in {"VERB", "AUX"} and few:
        return False
    if name.lower() not in language.words("money", "weak"):
        return True
    of = tuple(f" {word} " for word in language.words("numbers", "of"))
    after = parse.text[match.end() : match.end() + 4]
    if after.startswith(of) or _is_weighed(parse, match.start(), language):
        return False
    codes = list_codes(match, language)
    qualified = _qualified(match, language) is not None
    return qualified or currencies.by_country(codes, match.start()) is not None


def _is_weighed(parse: Parse, at: int, language: Language) -> bool:
    """Whether "236 pounds" are what somebody weighs."""
    token = parse.token_at(at)
    if token is None:
        return False
    verbs = language.words("money", "weighing")
    return any(word.lemma in verbs for word in parse.tokens[max(0, token.i - 3) : token.i])


def _qualified(match: Match[str], language: Language) -> list[str] | None:
    country = match.groupdict().get("country")
    return (
        None if country is None else _table(language, "country")[" ".join(country.lower().split())]
    )


@lru_cache(maxsize=16)
def _table(language: Language, entry: str) -> dict[str, list[str]]:
    return {word.lower(): str(v).split() for word, v in language.values("money", entry).items()}


@lru_cache(maxsize=4)
def _countries(text: str, language: Language) -> list[tuple[int, list[str]]]:
    """Return where a report speaks of countries, and their currencies."""
    table = _table(language, "country")
    return [
        (match.start(), table[" ".join(match[0].lower().split())])
        for match in _country_words(language).finditer(text)
    ]


@lru_cache(maxsize=4)
def _country_words(language: Language) -> Pattern[str]:
    return re.compile(rf"\b{language.alternation('money', 'country')}(?!\w)", re.IGNORECASE)
