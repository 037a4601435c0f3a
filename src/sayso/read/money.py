"""Sums of money, with the same sum in another currency where the report gives it."""

import re
from collections import Counter
from functools import cache, lru_cache
from math import isfinite, log
from re import Match, Pattern

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, compile_templates, find_templates
from sayso.read.numbers import parse_number
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import Money, Quantity, Unit

_DOLLAR = "USD"
_REACH = 40  # how far before a sum its bounds may stand, in characters


def read_sums(parse: Parse, language: Language) -> tuple[Quantity, ...]:
    """Return the sums of a report, in text order, their ids still to be given."""
    found = list(find_templates(language, "money", "sum", parse.text))
    # Signs are no word characters, so the longest match wins by its own length.
    found.sort(key=lambda match: (match.start(), -match.end()))
    sums: list[Quantity] = []
    end = 0
    for match in found:
        if match.start() < end:
            continue
        quantity = _read_sum(parse, language, match, floor=end)
        if quantity is not None:
            sums.append(quantity)
            end = quantity.span.end
    return tuple(sums)


def _read_sum(
    parse: Parse, language: Language, match: Match[str], *, floor: int
) -> Quantity | None:
    value = _value(match, language)
    if value is None:
        return None
    text = parse.text
    equivalent = _equivalent(text, match.end(), language)
    money = None if equivalent is None else equivalent[0]
    end = match.end() if equivalent is None else equivalent[1]
    currency = _currency(match, value, money, text, language)
    lead = _lead(language).search(text, max(floor, match.start() - _REACH), match.start())
    begin = match.start() if lead is None else lead.start()
    said = {} if lead is None else lead.groupdict()
    low = said.get("low") or said.get("low2")
    at_least = said.get("at_least") or said.get("more_than")
    at_most = said.get("at_most") or said.get("less_than")
    return Quantity(
        id="q",
        span=Span(begin, end),
        text=text[begin:end],
        value=None if at_least or at_most or low else value,
        min=_low(low, language, value) if low else value if at_least else None,
        max=value if at_most or low else None,
        approx=said.get("about") is not None,
        unit=Unit.MONEY,
        currency=currency,
        equivalent=money,
    )


def _low(words: str, language: Language, high: float) -> float | None:
    """Return the lower bound of "between 10,000 and 20,000 rubles", "1 to 2 million dollars"."""
    low = parse_number(words, language)
    if low is None:
        return None
    # "1 to 2 million": the scale is said once.
    scales = sorted(float(v) for v in language.values("numbers", "scale").values())
    fit = [low * scale for scale in scales if high / 1000 < low * scale <= high]
    return low if low * 1000 > high or not fit else fit[-1]


@cache
def _lead(language: Language) -> Pattern[str]:
    bounds = "|".join(
        f"(?P<{name}>{compile_any(language, 'numbers', name).pattern})"
        for name in ("at_least", "more_than", "at_most", "less_than", "about")
    )
    number = compile_any(language, "numbers", "number").pattern
    to = compile_any(language, "money", "to").pattern
    between = compile_any(language, "times", "between").pattern
    joined = compile_any(language, "times", "to").pattern
    source = (
        rf"(?<![\w$€£₽₴₺₪])(?:(?:{bounds})\s+|(?P<low>{number})\s*(?:{to}|[-–—])\s*"
        rf"|{between}\s+(?P<low2>{number})\s+{joined}\s+)$"
    )
    return re.compile(source, re.IGNORECASE)


def _value(match: Match[str], language: Language) -> float | None:
    slots = match.groupdict()
    if slots.get("short_scale"):
        factor = language.values("money", "short_scale")[match["short_scale"].lower()]
        figures = parse_number(match["digits"], language)
        value = None if figures is None else round(figures * float(factor), 2)
        return value if value is not None and isfinite(value) else None
    return parse_number(match["number"], language)


@cache
def _brackets(language: Language) -> Pattern[str]:
    lead = compile_any(language, "money", "equivalent_lead").pattern
    body = "|".join(
        re.sub(r"\?P<\w+>", "?:", pattern.pattern)
        for pattern in compile_templates(language, "money", "sum")
    )
    in_brackets = rf"\s*\(\s*(?:{lead}\s*){{0,3}}(?P<sum>{body})[^()]{{0,30}}\)"
    in_commas = rf",\s+(?:{lead}\s+){{1,3}}(?P<sum2>{body}),?"
    return re.compile(f"{in_brackets}|{in_commas}", re.IGNORECASE)


def _equivalent(text: str, at: int, language: Language) -> tuple[Money, int] | None:
    """Return the sum in brackets that follows, and where the brackets end."""
    around = _brackets(language).match(text, at)
    if around is None:
        return None
    begin, end = around.span("sum" if around["sum"] is not None else "sum2")
    for pattern in compile_templates(language, "money", "sum"):
        inner = pattern.fullmatch(text, begin, end)
        value = None if inner is None else _value(inner, language)
        if inner is not None and value is not None:
            code = _codes(inner, language)[0]
            close = around.end() if text[around.end() - 1] != "," else around.end() - 1
            return Money(value=value, currency=code), close
    return None


def _codes(match: Match[str], language: Language) -> list[str]:
    slots = match.groupdict()
    if slots.get("sign"):
        signs = {sign.lower(): str(code) for sign, code in language.values("money", "sign").items()}
        return [signs[match["sign"].lower()]]
    words = " ".join(match["currency"].lower().split())
    return str(language.values("money", "currency")[words]).split()


def _currency(
    match: Match[str], value: float, equivalent: Money | None, text: str, language: Language
) -> str:
    """Return the currency; of several that share a name, the one that the report shows."""
    codes = _codes(match, language)
    if len(codes) == 1:
        return codes[0]
    rates = language.values("money", "per_dollar")
    if equivalent is not None and equivalent.currency == _DOLLAR and value and equivalent.value:
        known = [code for code in codes if code in rates]
        rate = value / equivalent.value
        if known:
            return min(known, key=lambda code: abs(log(rate / float(rates[code]))))
    votes = _votes(text, language)
    # On a tie the likeliest stands: it leads the list.
    return max(codes, key=lambda code: (votes[code], -codes.index(code)))


@lru_cache(maxsize=4)
def _votes(text: str, language: Language) -> Counter[str]:
    """Return how often a report speaks of each currency's country."""
    words = Counter(re.findall(r"\w+", text.lower()))
    votes = Counter[str]()
    for word, code in language.values("money", "country").items():
        votes[str(code)] += words[word]
    return votes
