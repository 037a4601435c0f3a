"""Sums of money: "200 тысяч рублей (3,4 тыс. долларов)" is one sum with an equivalent."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.lang.language import Language
from sayso.read.inflected.quantity_bounds import Amount, fill
from sayso.read.inflected.quantity_numbers import fold_word
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import Money, Quantity, Unit

_BEFORE = 48  # characters between a sum and its equivalent
_SIGN = 5  # characters of a sign and a blank
_CLOSE = re.compile(r"[^()\[\]\n]{0,40}[)\]]")


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum of its own: its amount, where it stands, and what its currency can be."""

    amount: Amount
    span: Span
    codes: tuple[str, ...]


def read_sums(
    parse: Parse, language: Language, amounts: tuple[Amount, ...]
) -> tuple[Quantity, ...]:
    """Return the sums of a report, in text order, their ids still to be given."""
    sums = list(_find_sums(parse.text, language, amounts))
    made: list[Quantity] = []
    at = 0
    while at < len(sums):
        one = sums[at]
        span, equivalent = one.span, None
        if at + 1 < len(sums):
            told = _find_equivalent(parse.text, one, sums[at + 1], language)
            if told is not None:
                code = _choose(parse, sums[at + 1], language)
                value = sums[at + 1].amount.value or sums[at + 1].amount.max
                value = sums[at + 1].amount.min if value is None else value
                if code is not None and value is not None:
                    span, equivalent = Span(span.begin, told), Money(value=value, currency=code)
                    at += 1
        quantity = Quantity(
            id="q",
            span=span,
            text=parse.text[span.begin : span.end],
            unit=Unit.MONEY,
            currency=_choose(parse, one, language),
            equivalent=equivalent,
        )
        made.append(fill(quantity, one.amount))
        at += 1
    return tuple(made)


def _find_sums(text: str, language: Language, amounts: tuple[Amount, ...]) -> Iterator[_Sum]:
    for amount in amounts:
        is_told = any(it is not None for it in (amount.value, amount.min, amount.max))
        if not is_told and not amount.first.vague:
            continue
        behind = _behind(language).match(text, amount.end)
        if behind is not None:
            yield _Sum(amount, Span(amount.begin, behind.end()), _codes(behind, language))
            continue
        number = amount.first.begin
        before = _before(language).search(text, max(0, number - _SIGN), number)
        if before is not None:
            begin = min(before.start(), amount.begin)
            yield _Sum(amount, Span(begin, amount.end), _codes(before, language))


def _codes(match: re.Match[str], language: Language) -> tuple[str, ...]:
    slots = match.groupdict()
    if slots.get("country"):
        return (_table(language, "country")[fold_word(slots["country"])],)
    for entry in ("currency", "sign", "code"):
        if slots.get(entry):
            table = _table(language, entry)
            return tuple(table[fold_word(" ".join(slots[entry].split()))].split())
    return ()


@cache
def _behind(language: Language) -> re.Pattern[str]:
    of = {name: language.alternation("money", name) for name in ("country", "currency", "tail")}
    sign, code = (language.alternation("money", name) for name in ("sign", "code"))
    return re.compile(
        rf"[-‑\s]{{0,2}}(?:(?:(?P<country>{of['country']})\s+)?(?P<currency>{of['currency']})(?!\w)"
        rf"(?:\s+{of['tail']}(?!\w))?|(?P<sign>{sign})|(?P<code>{code})(?!\w))",
        re.IGNORECASE,
    )


@cache
def _before(language: Language) -> re.Pattern[str]:
    sign, code = (language.alternation("money", name) for name in ("sign", "code"))
    return re.compile(rf"(?:(?P<sign>{sign})\s?|(?<!\w)(?P<code>{code})\s)$", re.IGNORECASE)


def _find_equivalent(text: str, one: _Sum, other: _Sum, language: Language) -> int | None:
    """Return where a sum ends whose equivalent is the next one, ``None`` where it is none."""
    if set(one.codes) & set(other.codes):
        return None
    between = text[one.span.end : other.span.begin]
    if len(between) > _BEFORE:
        return None
    if _bracketed(language).fullmatch(between) is not None:
        close = _CLOSE.match(text, other.span.end)
        return None if close is None else close.end()
    return other.span.end if _behind_comma(language).fullmatch(between) is not None else None


@cache
def _bracketed(language: Language) -> re.Pattern[str]:
    lead = language.alternation("money", "equivalent_lead")
    return re.compile(rf"\s*[(\[]\s*(?:{lead}[\s,]*){{0,3}}", re.IGNORECASE)


@cache
def _behind_comma(language: Language) -> re.Pattern[str]:
    comma = language.alternation("money", "equivalent_comma")
    lead = language.alternation("money", "equivalent_lead")
    return re.compile(rf",?\s+{comma}\s+(?:{lead}\s*){{0,2}}", re.IGNORECASE)


def _choose(parse: Parse, one: _Sum, language: Language) -> str | None:
    """Return the currency of a sum: that of the only country named that has one of that name.

    Its own sentence tells first, then what stands before it; where no country is named, the
    usual one. ``None`` where two are named as often.
    """
    if len(one.codes) <= 1:
        return next(iter(one.codes), None)
    token = parse.token_at(one.span.begin)
    begin, end = (0, 0) if token is None else parse.span(*parse.sentences[token.sentence])
    for low, high in ((begin, end), (0, end)):
        votes = _count_places(parse.text, low, high, one.codes, language)
        if not votes:
            continue
        (code, most), *others = votes.most_common()
        return None if others and others[0][1] == most else code
    usual = language.words("money", "usual_codes")
    return next((code for code in one.codes if code in usual), None)


def _count_places(
    text: str, begin: int, end: int, codes: tuple[str, ...], language: Language
) -> Counter[str]:
    """Return how often countries with these currencies are named in a passage."""
    counts = {
        code: bisect_left(starts, end) - bisect_left(starts, begin)
        for code, starts in _find_places(text, language).items()
        if code in codes
    }
    return Counter({code: number for code, number in counts.items() if number})


@lru_cache(maxsize=4)
def _find_places(text: str, language: Language) -> dict[str, list[int]]:
    """Return where a text names countries, by their currencies."""
    table = _table(language, "place")
    found: dict[str, list[int]] = {}
    for match in _places(language).finditer(text):
        found.setdefault(table[fold_word(match[1])], []).append(match.start())
    return found


@cache
def _table(language: Language, entry: str) -> dict[str, str]:
    return {fold_word(w): str(codes) for w, codes in language.values("money", entry).items()}


@cache
def _places(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({language.alternation('money', 'place')})", re.IGNORECASE)
