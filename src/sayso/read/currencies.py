"""Which currency a sum is in: ISO 4217, ``None`` where the report does not tell."""

import re
from bisect import bisect_left
from functools import lru_cache
from math import log
from re import Match, Pattern

from sayso.lang.beginnings import find_starts, get_beginnings_of_words
from sayso.lang.language import Language
from sayso.lang.templates import compile_any
from sayso.read.numbers import parse_number
from sayso.records.parse import Parse
from sayso.records.value import Money

_DOLLAR = "USD"
_CLAUSE = 400  # so many characters of a clause are looked at on either side
_PAID = 10  # how many words before pounds they may be paid
_PAID_AFTER = 5  # and how many after they begin
_LONG = 3  # so many figures behind "R" are a sum
_FEW = 1000  # so little is seldom said in a currency whose name is a verb too
# A rate tells two currencies apart where it is so near to the one and so far from the others.
_NEAR, _FAR = log(2.2), log(4)


class Currencies:
    """The currencies that a report can mean by a name that several countries use."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse = parse
        self.language = language
        self._places = _find_places(parse.text, language)

    def choose(
        self, match: Match[str], value: float | None, equivalent: Money | None
    ) -> str | None:
        """Return the currency of a sum.

        The words before it tell ("Kenyan shillings"), then the rate to the dollars in brackets,
        then the countries that are named beside it and before it: what comes after its sentence
        never changes how a sum is read.
        """
        codes = list_codes(match, self.language)
        if self.is_weak_code(match):
            return self.by_country(codes, match)
        if len(codes) == 1:
            return codes[0]
        if (named := _qualified(match, self.language)) is not None:
            return next((code for code in codes if code in named), None)
        firm = self.language.words("money", "firm_codes")
        if any(code in firm for code in codes):
            return next(code for code in codes if code in firm)
        found = self._by_rate(codes, value, equivalent) or self.by_country(codes, match)
        if found is not None or self.is_named(codes, match.start()):
            return found
        usual = self.language.words("money", "usual_codes")
        return next((code for code in codes if code in usual), None)

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

    def by_country(self, codes: list[str], match: Match[str]) -> str | None:
        """Return the currency of the country that a sum is said to be in.

        The one of its own clause, else of its own sentence up to it, else the one that the
        report named most before it, else of the rest of its sentence; ``None`` where two are
        named as much: an unknown is better than a wrong one.
        """
        at, stop = match.span()
        begin, end = self._find_sentence(at)
        low, high = self._find_clause(at, stop, begin, end)
        for first, last in ((low, high), (begin, at)):
            named = self._count(codes, first, last)
            if len(named) == 1:
                return next(iter(named))
        votes = self._count(codes, 0, at) or self._count(codes, stop, end)
        most = max(votes.values(), default=0)
        winners = [code for code, number in votes.items() if number == most]
        return winners[0] if len(winners) == 1 else None

    def is_named(self, codes: list[str], at: int) -> bool:
        """Whether the report names a country with one of these currencies by a sentence's end."""
        return bool(self._count(codes, 0, self._find_sentence(at)[1]))

    def is_weak_code(self, match: Match[str]) -> bool:
        """Whether a sum has a letter for its currency that stands for much else: "R 500"."""
        code = match.groupdict().get("code")
        return code is not None and code.lower() in self.language.words("money", "weak_code")

    def _count(self, codes: list[str], begin: int, end: int) -> dict[str, int]:
        """Return how often the report names the countries of these currencies in a passage."""
        counts = {
            code: bisect_left(places, end) - bisect_left(places, begin)
            for code in codes
            if (places := self._places.get(code)) is not None
        }
        return {code: number for code, number in counts.items() if number}

    def _find_sentence(self, at: int) -> tuple[int, int]:
        token = self.parse.token_at(at)
        if token is None:
            return at, at
        first, last = self.parse.sentences[token.sentence]
        return self.parse.tokens[first].begin, self.parse.tokens[last].end

    def _find_clause(self, at: int, stop: int, begin: int, end: int) -> tuple[int, int]:
        """Return where the clause begins and ends that a sum stands in, within its sentence."""
        ends = _clause_ends(self.language)
        low = begin
        for found in ends.finditer(self.parse.text, max(begin, at - _CLAUSE), at):
            low = found.end()
        after = ends.search(self.parse.text, stop, min(end, stop + _CLAUSE))
        return low, end if after is None else after.start()


def list_codes(match: Match[str], language: Language) -> list[str]:
    """Return what the name or the sign of a sum can stand for."""
    slots = match.groupdict()
    slot = next(name for name in ("sign", "code", "currency") if slots.get(name))
    words = " ".join(match[slot].lower().split())
    return _table(language, slot)[words]


def is_sum(match: Match[str], currencies: Currencies, *, told: bool) -> bool:
    """Whether what looks like a sum is one: "50 pounds of cocaine", "10 won" are none.

    Args:
        match: What looks like one.
        currencies: Those of the report.
        told: Whether the same sum follows in another currency.
    """
    parse, language = currencies.parse, currencies.language
    slots = match.groupdict()
    number = slots.get("number")
    if number is not None and begins_with_nothing(number):
        return False
    if currencies.is_weak_code(match):
        # "5 R" is none, nor is the "R 1" of a motorcycle.
        return match.start("code") < match.start("number") and _is_long(number or "")
    name = slots.get("currency")
    if name is None:
        return True
    token = parse.token_at(match.start("currency"))
    if token is not None and token.name == "NORP":
        return False
    value = None if number is None else parse_number(number, language)
    few = value is not None and value < _FEW
    # "Of 60 cases, 10 won"; but the parser takes the won of "30 million won" for a verb too.
    if token is not None and token.pos in {"VERB", "AUX"} and few:
        return False
    if name.lower() not in language.words("money", "weak"):
        return True
    return _is_weak_sum(match, currencies, told=told)


def _is_weak_sum(match: Match[str], currencies: Currencies, *, told: bool) -> bool:
    """Whether a name that is another word too is that of a currency."""
    parse, language = currencies.parse, currencies.language
    of = tuple(f" {word} " for word in language.words("numbers", "of"))
    after = parse.text[match.end() : match.end() + 4]
    if after.startswith(of) or _is_weighed(parse, match.start(), language):
        return False
    if told or _qualified(match, language) is not None:
        return True
    named = parse.token_at(match.end() - 1)
    following = () if named is None else parse.tokens[named.i + 1 : named.i + 2]
    paying = language.words("money", "paying")
    noun = next((token for token in following if token.pos in {"NOUN", "PROPN"}), None)
    if noun is not None and noun.lemma in paying:
        return True
    hyphened = not parse.text[match.end("number") : match.start("currency")].isspace()
    if noun is not None or (hyphened and match.groupdict().get("number") is not None):
        return False
    if match["currency"].lower() in language.words("money", "weight"):
        return _is_paid(parse, match.start(), paying)
    return currencies.is_named(list_codes(match, language), match.start())


def _is_paid(parse: Parse, at: int, paying: frozenset[str]) -> bool:
    """Whether somebody pays a sum, or a fine or a debt is of it."""
    token = parse.token_at(at)
    if token is None:
        return False
    # "500 pounds in damages", "300 pounds was stolen".
    near = parse.tokens[max(0, token.i - _PAID) : token.i + _PAID_AFTER]
    return any(word.lemma in paying and word.sentence == token.sentence for word in near)


def begins_with_nothing(number: str) -> bool:
    """Whether a number begins as none does: the "000" behind a lost "10"."""
    return number[:1] == "0" and number[1:2].isdecimal()


def _is_long(number: str) -> bool:
    return any(not letter.isdecimal() for letter in number) or len(number) >= _LONG


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
def _find_places(text: str, language: Language) -> dict[str, list[int]]:
    """Return where a report speaks of countries, by their currencies, in text order."""
    table = _table(language, "country")
    places: dict[str, list[int]] = {}
    pattern, end = _country_words(language), 0
    beginnings = get_beginnings_of_words(language.words("money", "country"))
    for at in find_starts(text, beginnings):
        match = pattern.match(text, at) if at >= end else None
        if match is None:
            continue
        end = match.end()
        for code in table[" ".join(match[0].lower().split())]:
            places.setdefault(code, []).append(match.start())
    return places


@lru_cache(maxsize=4)
def _clause_ends(language: Language) -> Pattern[str]:
    words = compile_any(language, "money", "clause_end").pattern
    return re.compile(rf"[;:—](?!\d)|,(?!\d)|\s[–-]\s|(?<!\w){words}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _country_words(language: Language) -> Pattern[str]:
    return re.compile(rf"\b{language.alternation('money', 'country')}(?!\w)", re.IGNORECASE)
