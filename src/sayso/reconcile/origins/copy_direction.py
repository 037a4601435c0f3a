"""Of two reports with the same words: which one repeats the other."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from sayso.lang.folding import fold
from sayso.reconcile.names.sounds import get_sound
from sayso.reconcile.origins.copy_facts import find_concept, get_skeleton, is_same_name
from sayso.reconcile.origins.copy_text import CopyText, Line, list_words
from sayso.records.report import Report

_DAY = 10  # characters of an ISO day
_DAYS = 3
_WHOLLY, _PARTLY = 0.9, 0.7
# So much of a name's word may be an ending: "Вестник", "Вестника".
_ENDING = 3
_STEM = 4
# So many other words may stand between two of a name: "the prosecutors of the Lunin region".
_BETWEEN = 2
# In how many lines at either end an agency is credited.
_ENDS = 2
_CREDIT = re.compile(r"[(\[]([^()\[\]\n]{3,40})[)\]]")


class Direction(NamedTuple):
    """Whether the first of two repeats the second one, and why it is thought so."""

    turned: bool
    because: str


class Naming:
    """Which texts name whose publisher, each asked once however many reports have the text."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | None, ...], bool] = {}
        self._opening: dict[tuple[str, str | None], tuple[frozenset[str], frozenset[str]]] = {}

    def is_cited(self, report: Report, by: CopyText) -> bool:
        """Whether a text names the publisher of a report."""
        name, its = report.publisher, by.report.publisher
        if name is None:
            return False
        key = (name, report.language, its, by.report.text, by.report.language)
        if key not in self._known:
            self._known[key] = fold(name) != fold(its or "") and self._names(report, by)
        return self._known[key]

    def _names(self, report: Report, by: CopyText) -> bool:
        words = list_words(report.publisher or "")
        wanted = [word for word in words if len(word) >= _STEM or word.isdigit()]
        # Of a name in another language each word may be spelled anew or translated; one alone
        # must be the same.
        apart = len(wanted) > 1 and report.language != by.report.language
        if (
            bool(wanted)
            and any(_is_form(it, wanted[0], apart=apart) for it in self._list_first(by)[apart])
            and any(_holds(line, wanted, apart=apart) for line in by.lines)
        ):
            return True
        return _is_credited(words, by)

    def _list_first(self, by: CopyText) -> tuple[frozenset[str], frozenset[str]]:
        """Return the words with which a name can begin: in its own language, in another."""
        key = (by.report.text, by.report.language)
        if key not in self._opening:
            own = {line.words[at] for line in by.lines for at in (0, *line.facts)}
            every = {word for line in by.lines for word in line.words}
            self._opening[key] = frozenset(own), frozenset(every)
        return self._opening[key]


def find_direction(
    texts: tuple[CopyText, CopyText], covered: tuple[float, float], naming: Naming
) -> Direction:
    """Return which of two texts is the copy: ``turned`` if it is the first.

    Args:
        texts: The two, the lesser in their order first.
        covered: The part of each one's words that the other has too.
        naming: Tells which of them names the other's publisher.
    """
    one, other = texts
    forwards = is_forward(one.report, other.report), is_forward(other.report, one.report)
    if forwards[0] != forwards[1]:
        copier = one if forwards[0] else other
        return Direction(forwards[0], f"It is forwarded from {copier.report.forwarded_from}.")
    earlier = _compare_times(one.report.published, other.report.published)
    if earlier:
        first, second = (one, other) if earlier < 0 else (other, one)
        days = f"{second.report.published}", f"{first.report.published}"
        return Direction(earlier > 0, f"It came out on {days[0]}, the other on {days[1]}.")
    cites = naming.is_cited(other.report, one), naming.is_cited(one.report, other)
    if cites[0] != cites[1]:
        cited = other if cites[0] else one
        return Direction(cites[0], f"It names {cited.report.publisher}.")
    if covered[0] >= _WHOLLY and covered[1] < _PARTLY:
        return Direction(True, "All of it is in the other, which says more.")
    if covered[1] >= _WHOLLY and covered[0] < _PARTLY:
        return Direction(False, "All of it is in the other, which says more.")
    return Direction(False, "Which of the two came first is not sure.")


def _is_credited(name: tuple[str, ...], by: CopyText) -> bool:
    """Whether a text begins or ends with a name, or a part of it, in brackets: "(Meridian) -"."""
    ends = {it.begin: it for it in (*by.lines[:_ENDS], *by.lines[-_ENDS:])}.values()
    return any(
        words and len(words[0]) >= _STEM and set(words) <= set(name)
        for line in ends
        for found in _CREDIT.finditer(by.report.text, line.begin, line.end)
        for words in [list_words(found[1])]
    )


def _holds(line: Line, wanted: Sequence[str], *, apart: bool) -> bool:
    """Whether a line has the words of a name one after the other, small ones between or not.

    In its own language a name begins with a capital: "Берег" is an outlet, "берег" a shore.
    """
    return any(
        (apart or at == 0 or at in line.facts)
        and _is_form(word, wanted[0], apart=apart)
        and _follow(line.words[at + 1 :], wanted[1:], apart=apart)
        for at, word in enumerate(line.words)
    )


def _follow(words: tuple[str, ...], wanted: Sequence[str], *, apart: bool) -> bool:
    for it in wanted:
        at = next(
            (k for k, word in enumerate(words[: _BETWEEN + 1]) if _is_form(word, it, apart=apart)),
            None,
        )
        if at is None:
            return False
        words = words[at + 1 :]
    return True


@lru_cache(maxsize=65536)
def _is_form(word: str, of: str, *, apart: bool) -> bool:
    """Whether a word can be a form of another one, perhaps in another language."""
    if word == of:
        return True
    if apart:
        if is_same_name(get_skeleton(word), get_skeleton(of)):
            return True
        concept = find_concept(of)
        return concept is not None and concept == find_concept(word)
    if word.isascii() != of.isascii():
        word, of = get_sound(word), get_sound(of)
        if word == of != "":
            return True
    stem = of[: max(_STEM, len(of) - 2)]
    return len(of) >= _STEM and word.startswith(stem) and len(word) <= len(of) + _ENDING


def is_forward(report: Report, of: Report) -> bool:
    """Whether a report says that it is passed on from whom published the other."""
    if report.forwarded_from is None or of.publisher is None:
        return False
    return list_words(report.forwarded_from) == list_words(of.publisher) != ()


def is_far_apart(one: CopyText, other: CopyText) -> bool:
    """Whether days lie between two texts."""
    days = one.report.published, other.report.published
    if days[0] is None or days[1] is None:
        return False
    try:
        first, second = (date.fromisoformat(it[:_DAY]) for it in days if it is not None)
    except ValueError:
        return False
    return abs((second - first).days) > _DAYS


def _compare_times(one: str | None, other: str | None) -> int:
    """Return whether the one is the earlier (-1) or later (1); 0 if that cannot be told."""
    if one is None or other is None:
        return 0
    moments = _parse(one), _parse(other)
    if moments[0] is not None and moments[1] is not None:
        aware = {moment.tzinfo is None for moment in moments if moment is not None}
        if len(aware) == 1:
            return (moments[0] > moments[1]) - (moments[0] < moments[1])
    days = one[:_DAY], other[:_DAY]
    return (days[0] > days[1]) - (days[0] < days[1])


def _parse(value: str) -> datetime | None:
    """Return a moment; ``None`` of what is only a day."""
    if len(value) <= _DAY:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
