"""What holds of penalties and provisions in any text."""

import random
import re
from collections.abc import Callable

import pytest
from benchmarks.law.texts import Text, read_texts

from sayso.lang.language import Language
from sayso.read.law import read_penalties, read_provisions
from sayso.read.numbers import parse_number
from sayso.read.quantities import read_quantities
from sayso.read.times import read_times
from sayso.records.parse import Parse
from sayso.records.value import Penalty

Analyse = Callable[[str], Parse]
TEXTS = read_texts("all")
AFTER = " On Monday it rained in the valley, and the market stayed closed."
_FACTORS = (1, 12, 30, 365, 7, 14, 10)


def _read(text: str, parse: Analyse, english: Language) -> tuple[Penalty, ...]:
    parsed = parse(text)
    quantities = read_quantities(parsed, english, read_times(parsed, english, published=None))
    return tuple(finding.penalty for finding in read_penalties(parsed, english, quantities))


def _numbers(words: str, english: Language) -> set[float]:
    """Return the numbers that words hold, a half added or not, an article as one."""
    found = {float(it.replace(",", "")) for it in re.findall(r"\d[\d,]*(?:\.\d+)?", words)}
    pieces = re.split(r"[\s-]+", words.lower())
    for first in range(len(pieces)):
        for last in range(first + 1, min(first + 6, len(pieces) + 1)):
            number = parse_number(" ".join(pieces[first:last]), english)
            found |= set() if number is None else {number}
    found |= {1.0} if {"a", "an"} & set(pieces) else set()
    return found | {number + 0.5 for number in found}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.text[:40])
def test_every_number_is_found_again_in_the_quoted_words(
    text: Text, parse: Analyse, english: Language
) -> None:
    for penalty in _read(text.text, parse, english):
        said = _numbers(penalty.text, english)
        whole = {number * factor for number in said for factor in _FACTORS}
        sums = whole | {one + other for one in whole for other in whole}
        for bound in (penalty.min, penalty.max):
            assert bound is None or bound in sums
    for provision in read_provisions(parse(text.text), english):
        assert provision.article is not None
        assert provision.article in provision.text or "the article" in provision.text


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.text[:40])
def test_a_sentence_added_after_changes_no_penalty(
    text: Text, parse: Analyse, english: Language
) -> None:
    before = _read(text.text, parse, english)

    assert _read(text.text + AFTER, parse, english)[: len(before)] == before


def test_any_words_in_any_order_are_read_and_quoted(parse: Analyse, english: Language) -> None:
    words = [word for text in TEXTS for word in text.text.split()]
    chance = random.Random(7)
    for _ in range(60):
        text = " ".join(chance.choices(words, k=40))
        for penalty in _read(text, parse, english):
            assert text[penalty.span.begin : penalty.span.end] == penalty.text
        for provision in read_provisions(parse(text), english):
            assert text[provision.span.begin : provision.span.end] == provision.text
