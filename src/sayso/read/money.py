"""Sums of money, with the same sum in another currency where the report gives it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from re import Match, Pattern

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, compile_templates
from sayso.read.currencies import Currencies, begins_with_nothing, is_sum, list_codes
from sayso.read.number_finding import find_at_numbers, is_negative
from sayso.read.numbers import parse_number, parse_range
from sayso.read.quantity_labels import is_particle
from sayso.read.quantity_ranges import is_change, merge_ranges
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import Money, Quantity, Unit

_REACH = 60  # how far before a sum its bounds may stand, in characters


def read_sums(parse: Parse, language: Language) -> tuple[Quantity, ...]:
    """Return the sums of a report, in text order, their ids still to be given."""
    found = list(find_at_numbers(language, "money", "sum", parse.text))
    # Signs are no word characters, so the longest match wins by its own length.
    found.sort(key=lambda match: (match.start(), -match.end()))
    currencies = Currencies(parse, language)
    sums: list[Quantity] = []
    end = 0
    for match in found:
        if match.start() < end or is_negative(parse.text, match.start(), language):
            continue
        told = match.groupdict().get("currency") and _equivalent(parse.text, match.end(), language)
        if is_sum(match, currencies, told=bool(told)):
            for quantity in _read_sum(currencies, match, floor=end):
                sums.append(quantity)
                end = quantity.span.end
    return merge_ranges(parse, language, sums)


def _read_sum(currencies: Currencies, match: Match[str], *, floor: int) -> Iterator[Quantity]:
    """Yield a sum with what bounds it; two, where it changed from one to the other."""
    text, language = currencies.parse.text, currencies.language
    value, high, end = _value(match, text, language)
    equivalent = _equivalent(text, end, language)
    money = None if equivalent is None else equivalent[0]
    currency = currencies.choose(match, value if high is None else high, money)
    if equivalent is not None and equivalent[0].currency != currency:
        end = equivalent[1]
    else:
        money = None
    lead = _find_lead(currencies, max(floor, match.start() - _REACH), match.start())
    begin = match.start() if lead is None else lead.start()
    said = {} if lead is None else lead.groupdict()
    behind = _behind(language).match(text, end)
    if behind is not None:
        end, said = behind.end(), said | behind.groupdict()
    quantity = Quantity(
        id="q",
        span=Span(begin, end),
        text=text[begin:end],
        approx=any(said.get(name) for name in ("about", "about_too", "about_tail"))
        or match.groupdict().get("dozens") is not None,
        unit=None if currency is None and currencies.is_weak_code(match) else Unit.MONEY,
        currency=currency,
        equivalent=money,
    )
    low = said.get("low") or said.get("low2")
    if low and lead is not None and value is not None:
        least, _ = parse_range(low, match["number"], language)
        if least is None or least >= value or _is_change(currencies, lead):
            at = lead.start("low") if said.get("low") else lead.start("low2")
            yield from _split(quantity, Span(at, at + len(low)), match.start(), (least, value))
        else:
            yield replace(quantity, min=least, max=value)
    elif high is not None:
        yield replace(quantity, min=value, max=high)
    else:
        yield _bound(quantity, value, said)


def _bound(quantity: Quantity, value: float | None, said: Mapping[str, str | None]) -> Quantity:
    if said.get("at_least") or said.get("more_than") or said.get("or_more"):
        return replace(quantity, min=value)
    if said.get("at_most") or said.get("less_than") or said.get("or_less"):
        return replace(quantity, max=value)
    return replace(quantity, value=value)


def _find_lead(currencies: Currencies, begin: int, end: int) -> Match[str] | None:
    """Return what bounds or softens the sum that begins at ``end``."""
    parse, language = currencies.parse, currencies.language
    lead = _lead(language).search(parse.text, begin, end)
    word = None if lead is None else parse.token_at(lead.start())
    return None if word is not None and is_particle(parse, language, word) else lead


def _is_change(currencies: Currencies, lead: Match[str]) -> bool:
    return lead.groupdict().get("low2") is not None and is_change(
        currencies.parse, currencies.language, lead.start()
    )


def _split(
    quantity: Quantity, first: Span, second: int, values: tuple[float | None, float]
) -> Iterator[Quantity]:
    """Yield both sums of "from 5,000 to 3,000 rubles"."""
    begin, text = quantity.span.begin, quantity.text
    low, high = values
    words = text[first.begin - begin : first.end - begin]
    yield replace(quantity, span=first, text=words, value=low, equivalent=None)
    span = Span(second, quantity.span.end)
    yield replace(quantity, span=span, text=text[second - begin :], value=high)


@cache
def _behind(language: Language) -> Pattern[str]:
    """What bounds or softens a sum from behind: "$200 or less"."""
    names = ("or_more", "or_less", "about_tail")
    parts = (f"(?P<{name}>{compile_any(language, 'numbers', name).pattern})" for name in names)
    return re.compile(rf"(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


@cache
def _lead(language: Language) -> Pattern[str]:
    bounds = "|".join(
        f"(?P<{name}>{compile_any(language, 'numbers', name).pattern})"
        for name in ("at_least", "more_than", "at_most", "less_than", "about")
    )
    number = compile_any(language, "numbers", "number").pattern
    to = compile_any(language, "money", "to").pattern
    about = compile_any(language, "numbers", "about").pattern
    opening = compile_any(language, "numbers", "range_open").pattern
    joined = compile_any(language, "numbers", "range_join").pattern
    low = rf"(?P<low>{number})(?:\s+{to}\s+|\s?[-–—]\s?)"
    source = (
        rf"(?<![\w$€£₽₴₺₪.,])(?:{opening}\s+(?P<low2>{number})\s+{joined}\s+"
        rf"|(?:(?:{bounds})\s+(?:(?P<about_too>{about})\s+)?)?(?:{low})?)$"
    )
    return re.compile(source, re.IGNORECASE)


def _value(
    match: Match[str], text: str, language: Language
) -> tuple[float | None, float | None, int]:
    """Return a sum, its upper bound where the sign stands once ("$2-3 billion"), and its end."""
    slots = match.groupdict()
    if slots.get("number") is None:
        return None, None, match.end()
    value = parse_number(match["number"], language)
    if value is None or match.end() != match.end("number"):
        return value, None, match.end()
    tail = _tail(language).match(text, match.end())
    if tail is not None:
        low, high = parse_range(match["number"], tail["high"], language)
        if low is not None and high is not None and low < high:
            return low, high, tail.end()
    return value, None, match.end()


@cache
def _tail(language: Language) -> Pattern[str]:
    number = compile_any(language, "numbers", "number").pattern
    return re.compile(rf"[-–—](?P<high>{number})(?![\w%])(?![.,-]\d)", re.IGNORECASE)


@cache
def _sums(language: Language) -> tuple[Pattern[str], ...]:
    return compile_templates(language, "money", "sum") + compile_templates(
        language, "money", "sum_elsewhere"
    )


@cache
def _equivalents(language: Language) -> Pattern[str]:
    lead = compile_any(language, "money", "equivalent_lead").pattern
    other = compile_any(language, "money", "other_words").pattern
    patterns = _sums(language)
    body = "|".join(re.sub(r"\?P<\w+>", "?:", pattern.pattern) for pattern in patterns)
    in_brackets = rf"\s*[(\[]\s*(?:{lead}\s*){{0,3}}(?P<sum>{body})[^()\[\]]{{0,40}}[)\]]"
    in_commas = rf",\s+(?:{lead}\s+){{1,3}}(?P<sum2>{body}),?"
    behind = rf"\s+{other}\s+(?:{lead}\s+){{0,2}}(?P<sum3>{body})"
    return re.compile(f"{in_brackets}|{in_commas}|{behind}", re.IGNORECASE)


def _equivalent(text: str, at: int, language: Language) -> tuple[Money, int] | None:
    """Return the sum in another currency that follows, and where it ends."""
    around = _equivalents(language).match(text, at)
    if around is None:
        return None
    begin, end = around.span(around.lastgroup or 0)
    for pattern in _sums(language):
        inner = pattern.fullmatch(text, begin, end)
        number = None if inner is None else inner.groupdict().get("number")
        value = None if number is None else parse_number(number, language)
        if inner is None or value is None or begins_with_nothing(number or ""):
            continue
        codes = list_codes(inner, language)
        firm = [code for code in codes if code in language.words("money", "firm_codes")]
        code = codes[0] if len(codes) == 1 else next(iter(firm), None)
        if code is not None:
            close = around.end() - (text[around.end() - 1] == ",")
            return Money(value=value, currency=code), close
    return None
