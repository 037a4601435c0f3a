"""What bounds or softens a number: "не менее 12", "около 300", "20 с лишним", "от 10 до 15"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.lang.language import Language
from sayso.read.inflected.quantity_numbers import Number, fold_word
from sayso.records.value import Quantity

_REACH = 48  # how far before a number its bounds may begin, in characters
_SIGN = 5  # characters of a sign and a blank
_KINDS = ("at_least", "more_than", "at_most", "less_than", "about")
_TAILS = ("or_more", "or_less", "about_tail")
_DASH = re.compile(r"\s?[-‐‑–—]\s?")
_ROUND = 5  # "с двадцать": a number that a preposition softens is a multiple of it


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a range of two, with what bounds it.

    Attributes:
        begin, end: Offsets, the words that bound or soften it included.
        first, last: The first and the last number that it is made of.
        value, min, max, approx: As of a `Quantity`.
    """

    begin: int
    end: int
    first: Number
    last: Number
    value: float | None = None
    min: float | None = None
    max: float | None = None
    approx: bool = False

    @property
    def is_range(self) -> bool:
        """Whether both ends were told."""
        return self.first is not self.last


def bound_numbers(text: str, numbers: Sequence[Number], language: Language) -> tuple[Amount, ...]:
    """Return the numbers of a text with their bounds, ranges put together, in text order."""
    found: list[Amount] = []
    at = 0
    while at < len(numbers):
        amount = None
        if at + 1 < len(numbers):
            amount = _read_range(text, numbers[at], numbers[at + 1], language)
        if amount is not None:
            found.append(amount)
            at += 2
            continue
        found.append(_bound(text, numbers[at], language))
        at += 1
    return tuple(found)


def fill(quantity: Quantity, amount: Amount) -> Quantity:
    """Return a quantity with the figures of an amount."""
    return replace(
        quantity, value=amount.value, min=amount.min, max=amount.max, approx=amount.approx
    )


def bound_before(text: str, number: Number, language: Language) -> Amount:
    """Return a number that was found otherwise with what bounds it."""
    return _bound(text, number, language)


def _bound(text: str, number: Number, language: Language) -> Amount:
    number, start = _after_several(text, number, language)
    start = _skip_sign(text, start, language)
    lead = _lead(language).search(text, max(0, start - _REACH), start)
    tail = _tail(language).match(text, number.end)
    begin, end = start, number.end
    said: set[str] = set()
    if lead is not None and _may_lead(lead, number, language):
        begin = lead.start()
        said = {name for name, words in lead.groupdict().items() if words is not None}
    # "Около сотни" is a hundred, "сотни" are hundreds: a preposition asks for the genitive.
    if number.vague and (start != number.begin or not said):
        return Amount(begin, end, number, number, approx=True)
    if tail is not None:
        end = tail.end()
        said |= {name for name, words in tail.groupdict().items() if words is not None}
    approx = bool(said & {"about", "about_too", "about_tail"})
    value = number.value
    if said & {"at_least", "more_than", "or_more"}:
        return Amount(begin, end, number, number, min=value, approx=approx)
    if said & {"at_most", "less_than", "or_less"}:
        return Amount(begin, end, number, number, max=value, approx=approx)
    return Amount(begin, end, number, number, value=value, approx=approx)


def _skip_sign(text: str, begin: int, language: Language) -> int:
    """Return where the sign of a currency begins that stands right before a number."""
    match = _sign(language).search(text, max(0, begin - _SIGN), begin)
    return begin if match is None else match.start()


@cache
def _sign(language: Language) -> re.Pattern[str]:
    signs = language.alternation("money", "sign")
    codes = language.alternation("money", "code")
    return re.compile(rf"(?:{signs}\s?|(?<!\w){codes}\s)$", re.IGNORECASE)


def _after_several(text: str, number: Number, language: Language) -> tuple[Number, int]:
    """Return a number, vague where "несколько" stands before it, and where that begins."""
    if not number.bare_scale:
        return number, number.begin
    match = _several(language).search(text, max(0, number.begin - _REACH), number.begin)
    if match is None:
        return number, number.begin
    return replace(number, vague=True), match.start()


def _may_lead(lead: re.Match[str], number: Number, language: Language) -> bool:
    """Whether words before a number soften it: "с десяток", but no "с 12 до 15"."""
    if lead["about"] is None or lead["about_too"] is not None:
        return True
    if fold_word(lead["about"]) not in language.words("numbers", "weak_about"):
        return True
    value = number.value or 0
    return number.in_words and (number.bare_scale or (value % _ROUND == 0 and value >= 2 * _ROUND))


def _read_range(text: str, low: Number, high: Number, language: Language) -> Amount | None:
    """Return the range that two numbers make, ``None`` where they make none."""
    if low.vague or high.vague or low.collective != high.collective:
        return None
    between = text[low.end : high.begin]
    start = _skip_sign(text, low.begin, language)
    opened = _opening(language).search(text, max(0, start - _REACH), start)
    if len(between) > 40 or "\n" in between:
        return None
    lead = None
    about = opened["about"] is not None if opened is not None else False
    if opened is not None and _joint(language, opened).match(between) is not None:
        begin = opened.start()
    elif _DASH.fullmatch(between) or _or(language).fullmatch(between):
        begin = start
        lead = _lead(language).search(text, max(0, begin - _REACH), begin)
        if lead is not None and lead["about"] and _may_lead(lead, low, language):
            begin, about = lead.start(), True
        elif lead is not None and lead["at_most"] is None and lead["about"] is None:
            begin = lead.start()
    else:
        return None
    first, second = _share_scale(low, high)
    if first is None or second is None or first >= second:
        return None
    return Amount(begin, high.end, low, high, min=first, max=second, approx=about)


def _share_scale(low: Number, high: Number) -> tuple[float | None, float | None]:
    """Return both ends, the scale being told once: "10-15 тысяч"."""
    first, second = low.value, high.value
    if first is None or second is None:
        return first, second
    if high.scale > 1 and low.scale == 1 and first * high.scale < second:
        return first * high.scale, second
    return first, second


@cache
def _lead(language: Language) -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{language.alternation('numbers', kind)})" for kind in _KINDS)
    about = language.alternation("numbers", "about")
    # A sign may touch the number: "~300".
    gap = r"(?:\s+|(?<=[~≈]))"
    return re.compile(
        rf"(?<![\w-])(?:{kinds}){gap}(?:(?P<about_too>{about}){gap})?$", re.IGNORECASE
    )


@cache
def _tail(language: Language) -> re.Pattern[str]:
    tails = "|".join(f"(?P<{kind}>{language.alternation('numbers', kind)})" for kind in _TAILS)
    return re.compile(rf"\s?(?:{tails})(?![\w+])", re.IGNORECASE)


@cache
def _several(language: Language) -> re.Pattern[str]:
    words = language.alternation("numbers", "several")
    return re.compile(rf"(?<!\w){words}\s+$", re.IGNORECASE)


@cache
def _opening(language: Language) -> re.Pattern[str]:
    opened = language.alternation("numbers", "range_open")
    between = language.alternation("numbers", "range_between")
    about = language.alternation("numbers", "about")
    return re.compile(
        rf"(?<!\w)(?:(?P<about>{about})\s+)?(?:(?P<open>{opened})|(?P<between>{between}))\s+$",
        re.IGNORECASE,
    )


def _joint(language: Language, opened: re.Match[str]) -> re.Pattern[str]:
    return _joints(language, "range_and" if opened["between"] is not None else "range_to")


@cache
def _joints(language: Language, entry: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s\S+(?:\s\S+)?)?\s{language.alternation('numbers', entry)}\s$", re.IGNORECASE
    )


@cache
def _or(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\s{language.alternation('numbers', 'range_or')}\s", re.IGNORECASE)
