"""Two figures of one kind that are one range: "€500 to €800"; and those that are none."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from re import Match, Pattern

from sayso.lang.language import Language
from sayso.lang.templates import compile_any
from sayso.read.numbers import parse_range
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import Quantity

_REACH = 12  # how far before a range the word may stand that opens it, in characters
_ABOVE = 3  # how many words above a figure the verb of change may stand


def merge_ranges(
    parse: Parse, language: Language, quantities: Sequence[Quantity]
) -> tuple[Quantity, ...]:
    """Return figures with those made one that are the ends of a range, in text order."""
    merged: list[Quantity] = []
    for quantity in quantities:
        made = _join(parse, language, merged[-1], quantity) if merged else None
        if made is None:
            merged.append(quantity)
        else:
            merged[-1] = made
    return tuple(merged)


def is_change(parse: Parse, language: Language, at: int) -> bool:
    """Whether a figure is one that something rose or fell from ("rose from 3 to 5 percent")."""
    token = parse.token_at(at)
    if token is None:
        return False
    verbs = language.words("numbers", "change")
    above = [one for one, _ in zip(parse.ancestors(token.i), range(_ABOVE), strict=False)]
    return any(one.lemma in verbs for one in above)


def is_change_by(parse: Parse, language: Language, at: int) -> bool:
    """Whether a figure says by how much something changed: "rose by 2 percent to 5 percent"."""
    token = parse.token_at(at)
    if token is None or not token.i:
        return False
    before = parse.tokens[token.i - 1]
    if before.lower in language.words("numbers", "change_by"):
        return True
    # "Climbed 2 percent to 5 percent" tells what was; "may climb" may be put as a range.
    return before.tag == "VBD" and before.lemma in language.words("numbers", "change")


def _join(parse: Parse, language: Language, one: Quantity, other: Quantity) -> Quantity | None:
    same = one.unit is other.unit and one.currency == other.currency
    if not same or one.value is None or other.value is None or one.value >= other.value:
        return None
    text = parse.text
    opening = _opening(language).search(text, max(0, one.span.begin - _REACH), one.span.begin)
    join = _joint(language).fullmatch(text, one.span.end, other.span.begin)
    if join is None or (opening is None and join["and"] is not None):
        return None
    if opening is not None and _is_change_from(parse, language, opening):
        return None
    if opening is None and join["to"] is not None and is_change_by(parse, language, one.span.begin):
        return None
    # "$5 to $10 million": the scale is said once; in "$5 to $12,000" none is.
    least = None if "," in other.text else parse_range(one.text, other.text, language)[0]
    begin = one.span.begin if opening is None else opening.start("open")
    span = Span(begin, other.span.end)
    return replace(
        other,
        span=span,
        text=text[span.begin : span.end],
        value=None,
        min=one.value if least is None else max(one.value, least),
        max=other.value,
        approx=one.approx or other.approx,
    )


def _is_change_from(parse: Parse, language: Language, opening: Match[str]) -> bool:
    changing = opening["open"].lower() in language.words("numbers", "range_change")
    return changing and is_change(parse, language, opening.start("open"))


@cache
def _opening(language: Language) -> Pattern[str]:
    words = compile_any(language, "numbers", "range_open").pattern
    return re.compile(rf"(?<!\w)(?P<open>{words})\s+$", re.IGNORECASE)


@cache
def _joint(language: Language) -> Pattern[str]:
    words = compile_any(language, "numbers", "range_to").pattern
    both = compile_any(language, "numbers", "range_and").pattern
    return re.compile(rf"\s+(?:(?P<to>{words})|(?P<and>{both}))\s+|\s?[-–—]\s?", re.IGNORECASE)
