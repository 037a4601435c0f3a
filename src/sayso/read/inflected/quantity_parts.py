"""Parts of a whole and multiples: "две трети роты", "каждый пятый", "в три раза"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from sayso.lang.language import Language
from sayso.read.inflected.quantity_bounds import Amount, bound_before, fill
from sayso.read.inflected.quantity_nouns import Counter
from sayso.read.inflected.quantity_numbers import Number, fold_word
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.value import Quantity, Unit

_GAP = 2  # characters at most between "две" and "трети"


def read_parts(parse: Parse, language: Language, numbers: Sequence[Number]) -> tuple[Quantity, ...]:
    """Return the shares and multiples of a report, in text order, their ids still to be given."""
    found = [*_read_fractions(parse, language, numbers), *_read_shares(parse, language)]
    found += _read_multiples(parse, language, numbers)
    found.sort(key=lambda quantity: (quantity.span.begin, -quantity.span.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or kept[-1].span.end <= quantity.span.begin:
            kept.append(quantity)
    return tuple(kept)


def _read_fractions(
    parse: Parse, language: Language, numbers: Sequence[Number]
) -> Iterator[Quantity]:
    """Yield "треть роты", "две трети", "почти половина задержанных"."""
    ends = {number.end: number for number in numbers}
    whole = {fold_word(w): float(v) for w, v in language.values("numbers", "denominator").items()}
    counter = Counter(parse, language)
    for match in _words(language, "denominator").finditer(parse.text):
        begin, value = match.start(), 1 / whole[fold_word(" ".join(match[0].split()))]
        times = next((ends[at] for at in range(begin - _GAP, begin) if at in ends), None)
        if times is not None and times.value is not None and times.value * value < 1:
            begin, value = times.begin, times.value * value
        token = parse.token_at(match.end())
        first = parse.token_at(begin)
        if first is None or _is_ordinal(parse, language, first):
            continue
        of_them = token is not None and _pattern(language, "of_them").match(parse.text, token.begin)
        counted = None
        if token is not None and not of_them:
            from_ = token.i + (token.lower in language.words("numbers", "of"))
            counted = counter.find_phrase(from_, token.sentence)
            if counted is None:
                continue
        elif not of_them:
            continue
        number = Number(begin, match.end(), value, in_words=True)
        amount = bound_before(parse.text, number, language)
        yield _make(parse, amount, Unit.SHARE, None if counted is None else counted.of)


def _read_shares(parse: Parse, language: Language) -> Iterator[Quantity]:
    """Yield "каждый пятый мобилизованный"."""
    table = {fold_word(w): float(v) for w, v in language.values("numbers", "in_every").items()}
    for match in _words(language, "in_every").finditer(parse.text):
        value = 1 / table[fold_word(" ".join(match[0].split()))]
        token = parse.token_at(match.end())
        morph = None if token is None else get_morph(token.tag)
        is_noun = morph is not None and morph.case == "Nom"
        number = Number(match.start(), match.end(), value, in_words=True)
        amount = bound_before(parse.text, number, language)
        if token is None or _pattern(language, "no_count").fullmatch(token.lower) is None:
            yield _make(parse, amount, Unit.SHARE, token.text if token and is_noun else None)


def _read_multiples(
    parse: Parse, language: Language, numbers: Sequence[Number]
) -> Iterator[Quantity]:
    """Yield "в три раза больше" and "вдвое"."""
    table = {fold_word(w): float(v) for w, v in language.values("numbers", "multiple").items()}
    for match in _words(language, "multiple").finditer(parse.text):
        number = Number(match.start(), match.end(), table[fold_word(match[0])], in_words=True)
        yield _make(parse, bound_before(parse.text, number, language), Unit.TIMES, None)
    for number in numbers:
        token = parse.token_at(number.begin)
        lead = None if token is None or token.i == 0 else parse.tokens[token.i - 1]
        word = _words(language, "times_word").match(parse.text, number.end + 1)
        if lead is None or word is None or number.value is None:
            continue
        amount = bound_before(parse.text, number, language)
        before = parse.token_at(amount.begin)
        lead = lead if before is None or before.i == 0 else parse.tokens[before.i - 1]
        if lead.lower in language.words("numbers", "times_lead"):
            quantity = _make(parse, amount, Unit.TIMES, None)
            span = Span(quantity.span.begin, word.end())
            yield replace(quantity, span=span, text=parse.text[span.begin : span.end])


def _make(parse: Parse, amount: Amount, unit: Unit, of: str | None) -> Quantity:
    span = Span(amount.begin, amount.end)
    text = parse.text[span.begin : span.end]
    return fill(Quantity(id="q", span=span, text=text, unit=unit, of=of), amount)


def _is_ordinal(parse: Parse, language: Language, first: Token) -> bool:
    """Whether "вторая половина" is one of two, and no share that was counted."""
    if first.i == 0:
        return False
    before = parse.tokens[first.i - 1]
    return _pattern(language, "ordinal").fullmatch(fold_word(before.text)) is not None


def _pattern(language: Language, entry: str) -> re.Pattern[str]:
    return language.pattern("quantities", entry)


@cache
def _words(language: Language, entry: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){language.alternation('numbers', entry)}(?!\w)", re.IGNORECASE)
