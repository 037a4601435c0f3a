"""From scores of stretches of words to typed spans."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

TYPES = (
    *("AGE", "AWARD", "CITY", "COUNTRY", "CRIME", "DATE", "DISEASE", "DISTRICT", "EVENT"),
    *("FACILITY", "FAMILY", "IDEOLOGY", "LANGUAGE", "LAW", "LOCATION", "MONEY"),
    *("NATIONALITY", "NUMBER", "ORDINAL", "ORGANIZATION", "PENALTY", "PERCENT", "PERSON"),
    *("PRODUCT", "PROFESSION", "RELIGION", "STATE_OR_PROVINCE", "TIME", "WORK_OF_ART"),
)
"""The types of NEREL (Loukachevitch et al. 2021)."""
LENGTHS = 24
"""How many lengths of spans, in words, are told apart; the last stands for all above."""
LONGEST = 40
"""Words of the longest span."""


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Words ``first`` to ``last``, both inclusive, of a type, and how likely it is."""

    first: int
    last: int
    label: str
    confidence: float


def find_typed(scores: Floats, borders: Iterable[int] = ()) -> Iterator[WordSpan]:
    """Yield the spans that are likelier of a type than of none, likeliest first.

    Spans may lie within one another, but never overlap in part: the likelier one stays.

    Args:
        scores: Of types and, last, of none: (types + 1, first word, last word).
        borders: Words that open a paragraph: no span runs over one.
    """
    count = scores.shape[1]
    paragraph = np.zeros(count, dtype=np.int64)
    paragraph[[at for at in borders if 0 <= at < count]] = 1
    paragraph = paragraph.cumsum()
    at = np.arange(count)
    length = at[None, :] - at[:, None]
    fits = (length >= 0) & (length < LONGEST) & (paragraph[None, :] == paragraph[:, None])
    best = scores[:-1].max(axis=0)
    firsts, lasts = np.nonzero(fits & (best > scores[-1]))
    if not len(firsts):
        return
    picked = scores[:, firsts, lasts]
    picked = picked - picked.max(axis=0)
    chances = np.exp(picked)
    chances /= chances.sum(axis=0)
    kinds = chances[:-1].argmax(axis=0)
    sure = chances[kinds, np.arange(len(kinds))]
    # For each word, the farthest that accepted spans reach, to tell crossings at a glance.
    taken: list[tuple[int, int]] = []
    for number in np.argsort(-sure, kind="stable").tolist():
        first, last = int(firsts[number]), int(lasts[number])
        if any(begin < first <= end < last or first < begin <= last < end for begin, end in taken):
            continue
        taken.append((first, last))
        yield WordSpan(first, last, TYPES[kinds[number]], float(sure[number]))
