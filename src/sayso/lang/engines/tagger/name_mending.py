"""Mends the borders of typed spans where marks show that they are wrong."""

import re

_CLOSES = {"«": "»", "(": ")"}
# A word of four letters or more, a mark that ends a sentence, a capital: no initial and no
# abbreviation stands before the mark.
_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[.!?…]\s+(?=[^\W\d_])(?P<next>\w)")
_MANY = frozenset({"FACILITY", "ORGANIZATION", "PRODUCT", "WORK_OF_ART"})
"""Types whose spans may hold more than one sentence: a channel called "Ничего. Не. Забыто"."""
_CLOSED = frozenset({"CRIME", "PENALTY", "LAW"})
"""Types whose spans hold no mark that is never closed, and none that was never opened."""


def mend_borders(text: str, begin: int, end: int, label: str) -> tuple[int, int] | None:
    """Return a span's borders, or ``None`` where it cannot be one.

    What is opened inside and closed right behind the span belongs to it.
    """
    said = text[begin:end]
    if label not in _MANY and any(
        match["next"].isupper() for match in _SENTENCE_END.finditer(said)
    ):
        return None
    for opening, closing in _CLOSES.items():
        missing = said.count(opening) - said.count(closing)
        if missing == 1 and text[end : end + 1] == closing:
            end += 1
        elif missing and label in _CLOSED:
            return None
    return begin, end
