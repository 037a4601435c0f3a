"""Measures of TempEval-3: extents strict and relaxed, type and value of what was found.

*Strict*: the same extent. *Relaxed*: extents that overlap, one to one. *Type* and *value*:
pairs of the relaxed kind whose attribute is equal as a string, counted over all that was
given and all that people marked, so that value F1 is value accuracy times relaxed F1
(UzZaman et al. 2013, SemEval-2013 Task 1).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.scoring.tally import Count
from benchmarks.times.corpus import Document, Timex

MEASURES = ("strict", "relaxed", "type", "value", "strict value")
_EDGE = ",;:"


@dataclass(frozen=True, slots=True)
class Pair:
    """What people marked and what was given for it; either may be missing."""

    gold: Timex | None
    given: Timex | None
    strict: bool = False


def pair(document: Document, given: Sequence[Timex]) -> list[Pair]:
    """Pair what overlaps, the same extents first, then the largest overlap."""
    fits = []
    for i, gold in enumerate(document.timexes):
        mine = _trim(document.text, gold)
        for j, timex in enumerate(given):
            theirs = _trim(document.text, timex)
            overlap = min(mine[1], theirs[1]) - max(mine[0], theirs[0])
            if overlap > 0:
                fits.append((mine == theirs, overlap, -i, -j))
    left = dict(enumerate(document.timexes))
    right = dict(enumerate(given))
    pairs = []
    for strict, _, i, j in sorted(fits, reverse=True):
        if -i in left and -j in right:
            pairs.append(Pair(left.pop(-i), right.pop(-j), strict))
    pairs += [Pair(gold, None) for gold in left.values()]
    pairs += [Pair(None, timex) for timex in right.values()]
    return sorted(pairs, key=lambda p: (p.gold or p.given or Timex(0, 0, "", "")).begin)


def _trim(text: str, timex: Timex) -> tuple[int, int]:
    """Return an extent without blanks and one kind of mark at its edges."""
    begin, end = timex.begin, timex.end
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and (text[end - 1].isspace() or text[end - 1] in _EDGE):
        end -= 1
    return begin, end


def score(documents: Iterable[Document], given: Mapping[str, Sequence[Timex]]) -> dict[str, Count]:
    """Return a count for each of `MEASURES` over documents, given each one's answer by name."""
    hits = dict.fromkeys(MEASURES, 0)
    marked = answered = 0
    for document in documents:
        answer = given.get(document.name, ())
        marked += len(document.timexes)
        answered += len(answer)
        for found in pair(document, answer):
            if found.gold is None or found.given is None:
                continue
            right = found.gold.value == found.given.value
            hits["relaxed"] += 1
            hits["strict"] += found.strict
            hits["type"] += found.gold.type == found.given.type
            hits["value"] += right
            hits["strict value"] += found.strict and right
    return {name: _count(hits[name], marked, answered) for name in MEASURES}


def _count(right: int, marked: int, answered: int) -> Count:
    return Count(wanted=marked, found=right, given=answered, right=right)
