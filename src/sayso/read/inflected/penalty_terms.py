"""Lengths of time as a court tells them: "до трёх лет", "3 года и 6 месяцев", "пятилетний срок"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.lang.language import Language
from sayso.read.inflected.quantity_bounds import Amount, bound_before, bound_numbers
from sayso.read.inflected.quantity_numbers import Number, find_numbers, fold_word

_MONTHS = {"year": 12.0, "month": 1.0}
_MOST = {"year": 60, "month": 240, "day": 400, "hour": 1000}
_BLANK = r"[ \u00a0\u2009\u202f\n]"
_MANY = 30  # no number without a unit is a longer term
_ELLIPTIC = 200  # how far after a term a number can share its unit, in characters
_END = re.compile(r"\s*(?:[,;)](?!\s*\d)|[.!?…](?!\w)|\n|$)")
_REACH = 24  # characters before a term within which what bounds it begins


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time.

    Attributes:
        begin, end: Offsets, with what bounds it.
        number: Offset of its number, or of its unit where one is meant.
        min, max: Its bounds, equal where one figure is told; ``None`` where one is open.
        unit: "year", "month", "day" or "hour".
        adjective: Whether it is an adjective ("пятилетний").
        changed: Whether it is the figure that was changed: the seven of "с семи до пяти лет".
        elliptic: Whether its unit was told with another term.
        single: Whether it is a unit without a number ("год").
    """

    begin: int
    end: int
    number: int
    min: float | None
    max: float | None
    unit: str
    adjective: bool = False
    changed: bool = False
    elliptic: bool = False
    single: bool = False


def find_terms(text: str, language: Language) -> tuple[Term, ...]:
    """Return the lengths of time of a text, in text order."""
    amounts = bound_numbers(text, find_numbers(text, language), language)
    found = [*_counted(text, amounts, language), *_adjectives(text, language)]
    found += _single(text, language, [amount.end for amount in amounts])
    found.sort(key=lambda term: (term.begin, -term.end))
    found = _join(text, list(_leave_overlaps(found)), language)
    found += list(_elliptic(text, amounts, found, language))
    found.sort(key=lambda term: (term.begin, -term.end))
    return tuple(_leave_overlaps(found))


def _leave_overlaps(terms: Sequence[Term]) -> Iterator[Term]:
    end = 0
    for term in terms:
        if term.begin >= end:
            end = term.end
            yield term


def _counted(text: str, amounts: Sequence[Amount], language: Language) -> Iterator[Term]:
    units = _units(language)
    for amount in amounts:
        match = _unit(language).match(text, amount.end)
        if match is None or amount.first.value is None:
            continue
        low, high = _bounds(amount)
        unit = units[fold_word(match[1])]
        if max(low or 0, high or 0) > _MOST[unit]:
            continue  # "В 2022 году"
        begin = amount.begin
        if amount.is_range and _changes(language).match(text, begin) is not None:
            first, last = amount.first, amount.last
            yield Term(first.begin, first.end, first.begin, low, low, unit, changed=True)
            yield Term(last.begin, match.end(), last.begin, high, high, unit)
            continue
        opened = _opener(language).search(text, max(0, begin - _REACH), begin)
        if opened is not None and amount.value is not None:
            begin, high = opened.start(), None
        yield Term(begin, match.end(), amount.first.begin, low, high, unit)


def _bounds(amount: Amount) -> tuple[float | None, float | None]:
    if amount.value is not None:
        return amount.value, amount.value
    return amount.min, amount.max


def _adjectives(text: str, language: Language) -> Iterator[Term]:
    """Yield "пятилетний" and "5-летний"."""
    numbers = language.values("law", "combining")
    units = language.values("law", "adjective_unit")
    for match in _adjective(language).finditer(text):
        said = match["figures"] or fold_word(match["words"])
        value = float(said) if match["figures"] else float(numbers[said])
        unit = str(units[fold_word(match["unit"])])
        yield Term(match.start(), match.end(), match.start(), value, value, unit, adjective=True)


def _single(text: str, language: Language, ends: Sequence[int]) -> Iterator[Term]:
    """Yield "год" and "полгода", where no number stands before them."""
    one = {fold_word(w): (1.0, str(u)) for w, u in language.values("law", "single_unit").items()}
    half = {
        fold_word(w): (float(n), "month") for w, n in language.values("law", "half_term").items()
    }
    table = one | half
    for match in _alone(language).finditer(text):
        at = bisect_left(ends, match.start() - 2)
        if any(end <= match.start() for end in ends[at : at + 1]):
            continue
        value, unit = table[fold_word(" ".join(match["unit"].split()))]
        number = Number(match.start(), match.end(), value, in_words=True)
        amount = bound_before(text, number, language)
        low, high = _bounds(amount)
        yield Term(amount.begin, match.end(), match.start(), low, high, unit, single=True)


def _elliptic(
    text: str, amounts: Sequence[Amount], terms: Sequence[Term], language: Language
) -> Iterator[Term]:
    """Yield numbers whose unit is told beside them: "с семи до пяти лет", "ему дали 5"."""
    begins = [term.begin for term in terms]
    for amount in amounts:
        low, high = _bounds(amount)
        if amount.first.value is None or amount.is_range or not 0 < (high or low or 0) <= _MANY:
            continue
        at = bisect_left(begins, amount.begin)
        if at < len(terms) and terms[at].begin < amount.end:
            continue
        if at and terms[at - 1].end > amount.begin:
            continue
        led = _changed_lead(language).search(text, max(0, amount.begin - _REACH), amount.begin)
        gap = text[amount.end : terms[at].begin] if at < len(terms) else "."
        if led is not None and at < len(terms) and not gap.strip() and len(gap) <= 2:
            unit = terms[at].unit
            yield Term(amount.begin, amount.end, amount.begin, low, high, unit, changed=True)
            continue
        if at and _ends(text, amount.end) and amount.begin - terms[at - 1].end <= _ELLIPTIC:
            before = terms[at - 1]
            if "\n" not in text[before.end : amount.begin] and before.unit != "hour":
                yield Term(
                    amount.begin, amount.end, amount.first.begin, low, high, before.unit,
                    elliptic=True,
                )  # fmt: skip


def _ends(text: str, at: int) -> bool:
    """Whether a mark that ends a clause stands behind a number."""
    return _END.match(text, at) is not None


def _join(text: str, terms: Sequence[Term], language: Language) -> list[Term]:
    """Put "три года и шесть месяцев" and "от 2 месяцев до года" together."""
    made: list[Term] = []
    for term in terms:
        joined = _join_two(text, made[-1], term, language) if made else None
        if joined is None:
            made.append(term)
        else:
            made[-1] = joined
    return made


def _join_two(text: str, one: Term, other: Term, language: Language) -> Term | None:
    if one.adjective or other.adjective or other.begin < one.end:
        return None
    between = text[one.end : other.begin]
    if len(between) > 4:
        return None
    if one.max is None and other.min is None and not between.strip():
        if one.unit == other.unit:
            return replace(one, end=other.end, max=other.max)
        if one.unit in _MONTHS and other.unit in _MONTHS and one.min and other.max:
            least, most = one.min * _MONTHS[one.unit], other.max * _MONTHS[other.unit]
            return replace(one, end=other.end, min=least, max=most, unit="month")
    is_and = not between.strip() or _and(language).fullmatch(between.strip()) is not None
    exact = other.min is not None and other.min == other.max
    if not is_and or not exact or (one.unit, other.unit) != ("year", "month"):
        return None
    if other.number != other.begin:
        return None
    more = other.max or 0.0
    low, high = (None if it is None else it * _MONTHS["year"] + more for it in (one.min, one.max))
    return replace(one, end=other.end, min=low, max=high, unit="month")


@cache
def _units(language: Language) -> dict[str, str]:
    return {fold_word(w): str(unit) for w, unit in language.values("law", "term_unit").items()}


def _yo(language: Language, entry: str) -> str:
    """Return the source of an entry's words in whatever spelling."""
    source = language.alternation("law", entry)
    return source.replace("е", "[её]").replace("'", "['’ʼ]")


@cache
def _unit(language: Language) -> re.Pattern[str]:
    words = _yo(language, "term_unit")
    return re.compile(rf"{_BLANK}?(?:{_BLANK})?({words})(?!\w)", re.IGNORECASE)


@cache
def _adjective(language: Language) -> re.Pattern[str]:
    words, units = (_yo(language, name) for name in ("combining", "adjective_unit"))
    return re.compile(
        rf"(?<!\w)(?:(?P<figures>\d{{1,3}})[-‑ ]?|(?P<words>{words}))"
        rf"(?P<unit>{units})\w{{1,4}}(?!\w)",
        re.IGNORECASE,
    )


@cache
def _alone(language: Language) -> re.Pattern[str]:
    words = f"{_yo(language, 'single_unit')}|{_yo(language, 'half_term')}"
    one = language.alternation("numbers", "one")
    return re.compile(rf"(?<![\w-])(?:{one}\s+)?(?P<unit>{words})(?!\w)", re.IGNORECASE)


@cache
def _opener(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_yo(language, 'open_end')}\s+$", re.IGNORECASE)


@cache
def _and(language: Language) -> re.Pattern[str]:
    return re.compile(_yo(language, "and_word"), re.IGNORECASE)


@cache
def _changes(language: Language) -> re.Pattern[str]:
    return re.compile(rf"{_yo(language, 'changed_from')}\s", re.IGNORECASE)


@cache
def _changed_lead(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_yo(language, 'changed_from')}\s+$", re.IGNORECASE)
