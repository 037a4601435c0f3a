"""What numbers written in figures or words amount to."""

import re
from functools import cache
from math import isfinite

from sayso.lang.language import Language

_WORD = re.compile(r"\d[\d,\u00a0\u202f]*(?:\.\d+)*|[^\W\d_]+")
_HUNDRED = 100


def parse_number(text: str, language: Language) -> float | None:
    """Return the number that words or figures stand for, ``None`` where they hold none.

    "1.5 million", "one hundred and twenty", "two and a half", "half a million".
    """
    cardinals, scales, halves = _words(language)
    whole, current, found = 0.0, 0.0, False
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        if word[0].isdecimal():
            figures = re.sub(r"[^\d.]", "", word)
            # "1.2.3" and figures of other scripts are no plain number.
            if not figures.isascii() or figures.count(".") > 1:
                return None
            current, found = current + float(figures), True
        elif word in cardinals:
            current, found = current + cardinals[word], True
        elif word in halves:
            current, found = current + halves[word], True
        elif word in scales:
            factor, found = scales[word], True
            if factor <= _HUNDRED:
                current = (current or 1) * factor
            else:
                whole, current = whole + (current or 1) * factor, 0.0
    # Hundreds of digits are no count that anybody took, and no number that JSON has.
    return whole + current if found and isfinite(whole + current) else None


@cache
def _words(language: Language) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    cardinals, scales, halves = (
        {word: float(value) for word, value in language.values("numbers", name).items()}
        for name in ("cardinal", "scale", "half")
    )
    return cardinals, scales, halves
