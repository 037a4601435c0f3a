"""How many and how much: the counts and sums of a report."""

import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from re import Pattern

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, find_templates
from sayso.read.money import read_sums
from sayso.read.number_finding import Said, find_said
from sayso.read.numbers import parse_number, parse_range
from sayso.read.quantity_figures import find_figure
from sayso.read.quantity_labels import is_label, is_particle, is_result
from sayso.read.quantity_nouns import Counted, find_counted, find_head, name_counted
from sayso.read.quantity_parts import bound, read_parts
from sayso.read.quantity_ranges import is_change, is_change_by, merge_ranges
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.value import Quantity, TimeExpression, TimeType, Unit

_DAYS = 31  # of a month
_FEW = 12  # so many are seldom bounded by a word that is a preposition too


def read_quantities(
    parse: Parse, language: Language, times: tuple[TimeExpression, ...]
) -> tuple[Quantity, ...]:
    """Return every count, sum, share and multiple of a report, in text order.

    Words that soften or bound a number belong to its span, so that a footnote never
    quotes a firmer figure than the report gave. Numbers that are part of a time, a name
    or a number of a law, and ages, count nothing and are left out.
    """
    found = list(read_sums(parse, language))
    lengths = [time.span for time in times if time.type is TimeType.DURATION]
    dated = [time.span for time in times if time.type is not TimeType.DURATION]
    dated.extend(_find_clocks(parse.text, language))
    taken = sorted([*dated, *(quantity.span for quantity in found)])
    for part in read_parts(parse, language):
        # "Three-quarters of the aid" is no length of time.
        inside = part.unit is Unit.SHARE and part.of is not None
        rivals = taken if inside else sorted([*taken, *lengths])
        if not _overlaps(rivals, part.span.begin, part.span.end):
            found.append(part)
            insort(taken, part.span)
    taken = sorted([*taken, *lengths])
    days = frozenset(time.span for time in times if time.type is TimeType.DATE)
    counts: list[Quantity] = []
    for match in _numbers(parse.text, language):
        if not _overlaps(taken, match.start(), match.end()):
            apart = _follows_date(parse.text, language, match, days)
            counts.extend(_read_counts(parse, language, match, counts, apart=apart))
    found = sorted([*found, *counts], key=lambda quantity: quantity.span)
    merged = merge_ranges(parse, language, found)
    return tuple(
        replace(quantity, id=f"q{number}") for number, quantity in enumerate(merged, start=1)
    )


def _numbers(text: str, language: Language) -> Iterator[Said]:
    """Yield the numbers of a text with what bounds them, from left to right, longest first."""
    found = list(find_said(language, "counting", text))
    # "Forty-two" is one number, not a range.
    found.sort(key=lambda m: (m.start(), -m.end(), m.groupdict().get("number2") is not None))
    end = 0
    for match in found:
        if match.start() >= end:
            end = match.end()
            yield match


def _find_clocks(text: str, language: Language) -> Iterator[Span]:
    """Yield "half past nine", but no "a quarter to three-quarters"."""
    parts = compile_any(language, "numbers", "denominator").pattern
    part = re.compile(rf"[\s-]?{parts}(?!\w)", re.IGNORECASE)
    for match in find_templates(language, "numbers", "clock", text):
        if part.match(text, match.end()) is None:
            yield Span(*match.span())


def _follows_date(text: str, language: Language, match: Said, dates: frozenset[Span]) -> bool:
    """Whether a number stands right behind a date and is no day of it: "in July 40 men fled".

    "February 30" is no count: a number that a month could have begun to number is left alone.
    """
    end = len(text[: match.start()].rstrip())
    said = next((text[begin:stop] for begin, stop in dates if stop == end), None)
    number = parse_number(match.text, language)
    if said is None or number is None:
        return False
    return number > _DAYS or any(letter.isdecimal() for letter in said)


def _overlaps(taken: list[Span], begin: int, end: int) -> bool:
    at = bisect_right(taken, (begin, begin)) - 1
    near = taken[max(0, at) : at + 3]
    return any(span.begin < end and begin < span.end for span in near)


def _read_counts(
    parse: Parse, language: Language, match: Said, before: Sequence[Quantity], *, apart: bool
) -> Iterator[Quantity]:
    """Yield what a number with its bounds counts; two, where it changed from one to the other."""
    span = Span(match.start(), match.end())
    tokens = parse.tokens_in(*span)
    if not tokens or not _is_whole(parse, language, match):
        return
    figure = find_figure(parse, language, tokens[-1], before)
    if figure is None and is_label(parse, language, tokens, match, apart=apart):
        return
    quantity = Quantity(id="q", span=span, text=match.text)
    span, percent = _with_percent(parse, language, span)
    counted = figure or _count(parse, language, match, before)
    if percent:
        last = parse.tokens_in(*span)[-1]
        counted = Counted(Unit.PERCENT, _find_share_of(parse, language, last))
    if counted is None or _is_time(counted, language):
        return
    quantity = replace(quantity, unit=counted.unit, of=counted.of)
    if match.groupdict().get("number2") is not None:
        yield from _read_range(parse, language, match, replace(quantity, span=span))
        return
    quantity = replace(quantity, span=span, text=parse.text[span.begin : span.end])
    number = match.groupdict().get("number")
    value = (
        _pair(match, language)
        if number is None
        else parse_number(number, language, decimal=percent)
    )
    yield _without_particle(parse, language, tokens, bound(quantity, value, match))


def _is_whole(parse: Parse, language: Language, match: Said) -> bool:
    """Whether vague words count: "scores of houses", "2.3m refugees", but no "test scores"."""
    slots = match.groupdict()
    following = parse.text[match.end() : match.end() + 4].lower()
    of = tuple(f" {word} " for word in language.words("numbers", "of"))
    needs_of = slots.get("pair") is not None
    if (dozens := slots.get("dozens")) is not None:
        needs_of = dozens.lower() in language.words("numbers", "score_word")
    if needs_of and not following.startswith(of):
        return False
    # "2.3m refugees", but "a 100m race" and "a 5m wall".
    metres = language.words("numbers", "metres")
    number = slots.get("number")
    if number is None or not (number[-1:] in metres and number[0].isdecimal()):
        return True
    token = parse.token_at(match.end() + 1)
    head = None if token is None else find_head(parse, token.i)
    return head is not None and head.tag in {"NNS", "NNPS"}


def _is_time(counted: Counted, language: Language) -> bool:
    """Whether what is counted is a span of time or an age, which times and entities hold."""
    words = (counted.of or "").split()
    length = bool(words) and words[-1].lower() in language.words("times", "unit")
    return length or not language.words("times", "weekday").isdisjoint(words)


def _pair(match: Said, language: Language) -> float | None:
    words = match.groupdict().get("pair")
    if words is None:
        return None
    return float(language.values("numbers", "pair")[" ".join(words.lower().split())])


def _count(
    parse: Parse, language: Language, match: Said, before: Sequence[Quantity]
) -> Counted | None:
    """Return what a number counts, going by its last word."""
    slots = match.groupdict()
    end = max(
        match.end(name) for name in ("number", "number2", "dozens", "pair") if slots.get(name)
    )
    last = parse.tokens_in(match.start(), end)[-1]
    behind = parse.tokens_in(match.start(), match.end())[-1]
    if behind.i != last.i:
        # "Twenty or so fishermen": the noun follows what softens the number.
        head = find_head(parse, behind.i + 1)
        if head is not None:
            return name_counted(parse, language, behind.i + 1, head)
    return find_counted(parse, language, last, before)


def _with_percent(parse: Parse, language: Language, span: Span) -> tuple[Span, bool]:
    match = _percent(language).match(parse.text, span.end)
    return (span, False) if match is None else (Span(span.begin, match.end()), True)


@cache
def _percent(language: Language) -> Pattern[str]:
    words = compile_any(language, "numbers", "percent").pattern
    return re.compile(rf"[\s-]?{words}(?!\w)", re.IGNORECASE)


def _find_share_of(parse: Parse, language: Language, last: Token) -> str | None:
    """Return what "40 percent of the conscripts" is of."""
    after = parse.tokens[last.i + 1 : last.i + 2]
    if not any(token.lower in language.words("numbers", "of") for token in after):
        return None
    start, skipped = last.i + 1, language.words("numbers", "share_of")
    while start < len(parse.tokens) and parse.tokens[start].lower in skipped:
        start += 1
    head = find_head(parse, start)
    return None if head is None else name_counted(parse, language, start, head).of


def _read_range(
    parse: Parse, language: Language, match: Said, quantity: Quantity
) -> Iterator[Quantity]:
    """Yield a range, or both figures of "fell from 61 to 48 percent"."""
    low, high = parse_range(match["number"], match["number2"], language)
    text, span = parse.text, quantity.span
    slots = match.groupdict()
    if low is None or high is None:
        return
    lead = text[span.begin : match.start("number")].lower().split()
    changing = bool(set(lead) & language.words("numbers", "range_change"))
    changed = changing and (low >= high or is_change(parse, language, span.begin))
    # "Rose by 3 to 17"; but what is counted behind both, as percents are, makes them a range.
    alone = quantity.span.end == match.end() and not _counts_on(parse, span.end)
    if changed or (alone and not lead and is_change_by(parse, language, span.begin)):
        first, second = (
            Span(match.start("number"), match.end("number")),
            Span(match.start("number2"), span.end),
        )
        yield replace(quantity, span=first, text=text[first.begin : first.end], value=low)
        yield replace(quantity, span=second, text=text[second.begin : second.end], value=high)
        return
    tokens = parse.tokens_in(*span)
    between = bool(set(lead) & language.words("numbers", "range_open"))
    is_range = between or quantity.unit is Unit.PERCENT
    if not is_range and (low >= high or is_result(parse, language, tokens)):
        return
    low, high = sorted((low, high))
    made = replace(quantity, text=text[span.begin : span.end])
    approx = any(slots.get(name) for name in ("about", "about_too", "about2", "about_tail"))
    yield replace(made, min=low, max=high, approx=approx)


def _counts_on(parse: Parse, end: int) -> bool:
    """Whether a noun follows a number that ends there."""
    last = parse.token_at(end - 1)
    return last is not None and find_head(parse, last.i + 1) is not None


def _without_particle(
    parse: Parse, language: Language, tokens: tuple[Token, ...], quantity: Quantity
) -> Quantity:
    """Give a verb its particle or its preposition back.

    "Handed over 27 men" are 27, not more; so are "jailed over four posts".
    """
    particle = language.entry("numbers", "particle")
    first = tokens[0]
    if len(tokens) == 1 or first.lower not in particle.values:
        return quantity
    said = next((n for n in (quantity.value, quantity.min, quantity.max) if n is not None), None)
    governed = is_particle(parse, language, first)
    small = said is not None and said <= _FEW and first.dep == "prep"
    if not governed and not small:
        return quantity
    span = Span(tokens[1].begin, quantity.span.end)
    text = parse.text[span.begin : span.end]
    approx = quantity.approx and first.lower not in language.words("numbers", "about")
    return replace(quantity, span=span, text=text, value=said, min=None, max=None, approx=approx)
