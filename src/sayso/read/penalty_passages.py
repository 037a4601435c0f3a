"""The stretches of a report that can hold penalties, so that no other is searched."""

from collections.abc import Sequence, Set
from functools import cache
from typing import NamedTuple

from sayso.lang.language import Language
from sayso.records.parse import Parse

_LEMMAS = (
    "prison_context",
    "penal_verb",
    "place",
    "sentence_word",
    "conditional",
    "arresting",
    "detaining",
    "maximum_word",
    "minimum_word",
    "penalty_noun",
    "punishing",
    "court_words",
    "fine_unit",
)
# How far before and after a unit of time its term reaches, in characters.
_BEFORE, _AFTER = 70, 50


class Passages(NamedTuple):
    """Offsets of stretches of sentences, in text order, none touching the next.

    Attributes:
        penal: With words of punishment in them, or in the sentence before or after.
        timed: Of those the words around each unit of time, where a term can stand.
    """

    penal: tuple[tuple[int, int], ...]
    timed: tuple[tuple[int, int], ...]


def find_passages(parse: Parse, language: Language) -> Passages:
    """Return where a report can speak of penalties: most of its sentences do not."""
    words, units = _get_words(language), _get_units(language)
    said: set[int] = set()
    units_at: list[int] = []
    for token in parse.tokens:
        if token.lower in words or token.lemma in words:
            said.add(token.sentence)
        if token.lower in units:
            units_at.append(token.i)
    near = {number for one in said for number in (one - 1, one, one + 1)}
    near &= set(range(len(parse.sentences)))
    timed = tuple(_around(parse, [i for i in units_at if parse.tokens[i].sentence in near]))
    return Passages(_join(parse, near), timed)


def _around(parse: Parse, units: Sequence[int]) -> list[tuple[int, int]]:
    """Return the words around units of time, none past the end of its sentence."""
    found: list[tuple[int, int]] = []
    for i in units:
        unit = parse.tokens[i]
        first, last = parse.sentences[unit.sentence]
        low = max(parse.tokens[first].begin, unit.begin - _BEFORE)
        high = min(parse.tokens[last].end, unit.end + _AFTER)
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def _join(parse: Parse, sentences: Set[int]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for number in sorted(sentences):
        first, last = parse.sentences[number]
        low, high = parse.tokens[first].begin, parse.tokens[last].end
        if found and number - 1 in sentences:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return tuple(found)


@cache
def _get_words(language: Language) -> frozenset[str]:
    """Return the words that speak of punishment; of several the last."""
    entries = (language.entry("law", name) for name in _LEMMAS)
    phrases = {words for it in entries for words in it.words | it.lemmas | frozenset(it.values)}
    return frozenset(words.split()[-1] for words in phrases)


@cache
def _get_units(language: Language) -> frozenset[str]:
    return frozenset(language.values("times", "unit"))
