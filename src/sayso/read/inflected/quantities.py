"""Numbers, sums and counts, with their softness."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from sayso.lang.language import Language
from sayso.read.inflected.provision_words import find_named
from sayso.read.inflected.quantity_bounds import Amount, bound_numbers, fill
from sayso.read.inflected.quantity_money import read_sums
from sayso.read.inflected.quantity_nouns import Counted, Counter
from sayso.read.inflected.quantity_numbers import find_numbers, fold_word
from sayso.read.inflected.quantity_parts import read_parts
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.value import Quantity, TimeExpression, TimeType, Unit

_THOUSAND = 1000
_CHANGE = 6  # words before a number within which a verb of change may stand


def read_quantities(
    parse: Parse, language: Language, times: tuple[TimeExpression, ...]
) -> tuple[Quantity, ...]:
    """Return the quantities of a report in text order; dates, ages and articles are none.

    Words that soften or bound a number belong to its span, so that a footnote never quotes a
    firmer figure than the report gave.
    """
    numbers = find_numbers(parse.text, language)
    amounts = bound_numbers(parse.text, numbers, language)
    found = list(read_sums(parse, language, amounts))
    taken = _Taken(quantity.span for quantity in found)
    parts = [part for part in read_parts(parse, language, numbers) if taken.is_free(part.span)]
    found += parts
    lengths = {TimeType.DURATION, TimeType.DATE, TimeType.TIME, TimeType.SET}
    spans = [time.span for time in times if time.type in lengths]
    articles = [Span(it.begin, it.end) for it in find_named(parse.text, language)]
    taken = _Taken([*(quantity.span for quantity in found), *spans, *articles])
    reader = _Reader(parse, language, [it for it in found if it.unit is Unit.MONEY])
    for amount in amounts:
        if taken.is_free(Span(amount.first.begin, amount.last.end)):
            reader.read(amount)
    found = sorted([*found, *reader.found], key=lambda quantity: quantity.span)
    return tuple(
        replace(quantity, id=f"q{number}") for number, quantity in enumerate(found, start=1)
    )


class _Taken:
    """Stretches that something else holds."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def is_free(self, span: Span) -> bool:
        """Whether a stretch overlaps none of them."""
        at = bisect_right(self._spans, (span.end, span.end))
        return not any(
            one.begin < span.end and span.begin < one.end
            for one in self._spans[max(0, at - 3) : at]
        )


class _Reader:
    """Reads the counts of one report."""

    def __init__(self, parse: Parse, language: Language, sums: Sequence[Quantity]) -> None:
        self.found: list[Quantity] = []
        self._sums = sums
        self._begins = [it.span.begin for it in sums]
        self._parse, self._language = parse, language
        self._counter = Counter(parse, language)
        self._change = language.pattern("quantities", "change")
        self._inverted = language.pattern("quantities", "inverted")

    def read(self, amount: Amount) -> None:
        """Add what a number counts, if anything."""
        if amount.first.value is None and not amount.first.vague:
            return
        text, end = self._parse.text, amount.end
        percent = _percent(self._language).match(text, end)
        if percent is not None:
            counted: Counted | None = self._count_percent(percent.end())
            end = percent.end()
        else:
            amount, counted = self._count(amount)
            end = amount.end
        if counted is None or self._is_label(amount, counted):
            return
        if amount.first.pronoun and not amount.is_range and not self._counts_one(amount, counted):
            return
        for part in self._split_change(amount):
            span = Span(part.begin, end if part.last is amount.last else part.end)
            quantity = Quantity(
                id="q",
                span=span,
                text=text[span.begin : span.end],
                unit=counted.unit,
                of=counted.of,
                currency=self._get_currency(counted, span),
            )
            self.found.append(fill(quantity, part))

    def _counts_one(self, amount: Amount, counted: Counted) -> bool:
        """Whether "один человек" is counted, where it is told what befell people."""
        token = self._parse.token_at(amount.begin)
        if token is None or counted.unit is not Unit.PERSON or counted.of is None:
            return False
        words = self._parse.words(*self._parse.sentences[token.sentence])
        between = self._parse.text[amount.end : amount.end + len(counted.of) + 1]
        beside = between.strip() == counted.of
        return beside and self._language.pattern("quantities", "befalls").search(words) is not None

    def _get_currency(self, counted: Counted, span: Span) -> str | None:
        """Return the currency of a sum that goes on with another."""
        if counted.unit is not Unit.MONEY:
            return None
        at = bisect_left(self._begins, span.begin)
        return self._sums[at - 1].currency if at else None

    def _count_percent(self, end: int) -> Counted:
        token = self._parse.token_at(end)
        if token is None or token.begin < end:
            return Counted(Unit.PERCENT)
        counted = self._counter.find_phrase(token.i, token.sentence)
        return Counted(Unit.PERCENT, None if counted is None else counted.of)

    def _count(self, amount: Amount) -> tuple[Amount, Counted | None]:
        """Return what a number counts; "человек двадцать" are about twenty."""
        counted = self._counter.count(amount, self.found)
        if counted is None and self._continues_sum(amount):
            return amount, Counted(Unit.MONEY)
        if counted is not None and counted.of is not None:
            return amount, counted
        first = self._parse.token_at(amount.begin)
        if first is None or first.i == 0 or (amount.is_range and amount.first.collective):
            return amount, counted
        before = self._parse.tokens[first.i - 1]
        same = before.sentence == first.sentence and before.end + 1 == first.begin
        if same and self._inverted.fullmatch(before.lower) and not self._follows_number(before):
            unit = self._counter.find_phrase(before.i, before.sentence)
            if unit is not None and not amount.first.vague:
                return replace(amount, begin=before.begin, approx=True), replace(
                    unit, of=before.lower
                )
        return amount, counted

    def _continues_sum(self, amount: Amount) -> bool:
        """Whether thousands without a noun go on with a sum: "195 000 рублей и ещё 400 тыс."."""
        token = self._parse.token_at(amount.begin)
        end = None if token is None else self._parse.sentences[token.sentence][0]
        if end is None or amount.last.scale < _THOUSAND or not self._sums:
            return False
        begin = self._parse.tokens[end].begin
        low, high = bisect_left(self._begins, begin), bisect_left(self._begins, amount.begin)
        after = self._parse.tokens_in(amount.end, amount.end + 3)
        alone = not any(it.pos in {"NOUN", "ADJ", "PROPN"} for it in after)
        return low < high and alone and not amount.first.vague

    def _follows_number(self, token: Token) -> bool:
        return token.i > 0 and self._parse.tokens[token.i - 1].pos in {"NUM", "ADP"}

    def _is_label(self, amount: Amount, counted: Counted) -> bool:
        """Whether a number names or places something: "школа 12", "в отряде 5"."""
        first = self._parse.token_at(amount.first.begin)
        if first is None or first.i == 0 or amount.begin != amount.first.begin:
            return False
        before = self._parse.tokens[first.i - 1]
        if before.text == "." and before.i:
            before = self._parse.tokens[before.i - 1]
        label = self._language.words("numbers", "label")
        words = {before.lower, fold_word(before.text).rstrip("."), f"{fold_word(before.text)}."}
        if label.isdisjoint(words):
            return self._is_one_of_names(first, before)
        return not (counted.unit is Unit.PERSON and counted.of is not None)

    def _is_one_of_names(self, first: Token, before: Token) -> bool:
        """Whether a figure belongs to a name: "Искандер-М 2"."""
        return first.text[0].isdecimal() and before.name != "" and first.name == before.name

    def _split_change(self, amount: Amount) -> Iterator[Amount]:
        """Yield both figures of "вырос с 10 до 15", and no bound for "вырос до 15"."""
        if not self._follows_change(amount):
            yield amount
            return
        if amount.is_range and self._opens_change(amount):
            for number, value in ((amount.first, amount.min), (amount.last, amount.max)):
                yield Amount(number.begin, number.end, number, number, value=value)
            return
        lead = self._parse.text[amount.begin : amount.first.begin].split()
        words = self._language.words("numbers", "range_to")
        if amount.max is not None and amount.min is None and lead and lead[0].lower() in words:
            number = amount.first
            approx = amount.approx
            yield Amount(number.begin, amount.end, number, number, value=amount.max, approx=approx)
            return
        yield amount

    def _opens_change(self, amount: Amount) -> bool:
        lead = self._parse.text[amount.begin : amount.first.begin].lower().split()
        return bool(self._language.words("numbers", "range_open") & set(lead))

    def _follows_change(self, amount: Amount) -> bool:
        first = self._parse.token_at(amount.begin)
        if first is None:
            return False
        low = max(first.i - _CHANGE, self._parse.sentences[first.sentence][0])
        return any(
            self._change.fullmatch(fold_word(token.text)) is not None and not token.name
            for token in self._parse.tokens[low : first.i]
        )


def _percent_source(language: Language) -> str:
    return language.alternation("numbers", "percent")


@cache
def _percent(language: Language) -> re.Pattern[str]:
    return re.compile(rf"[-‑\s]{{0,2}}{_percent_source(language)}(?!\w)", re.IGNORECASE)
