"""What numbers written in figures or words amount to."""

import re
from functools import cache
from itertools import zip_longest
from math import isfinite

from sayso.lang.language import Language

_WORD = re.compile(r"\d(?:[\d,]|[ \u00a0\u2009\u202f](?=\d{3}(?!\d)))*(?:\.\d+)*|[^\W\d_]+")
_HUNDRED = 100
_THOUSAND = 1000
_NEAR = 3  # so many times the lower end of a range is the upper one, where both are thousands
# "1.500" is a thousand and a half to some, one and a half to others.
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def parse_number(text: str, language: Language, *, decimal: bool = False) -> float | None:
    """Return the number that words or figures stand for, ``None`` where they hold none.

    "1.5 million", "one hundred and twenty", "two and a half", "half a million". What may be a
    thousand or a fraction ("1.500") is ``None``, too, unless a scale follows or it is known to
    be ``decimal``, as percents are.
    """
    cardinals, scales, halves, letters, parts = _words(language)
    whole, current, found = 0.0, 0.0, False
    figures_end = -1
    words = list(_WORD.finditer(text.lower()))
    for match, follower in zip_longest(words, words[1:]):
        word, next_word = match[0], "" if follower is None else follower[0]
        apart = match.start() - figures_end
        if figures_end >= 0 and apart <= 1 and word in letters:
            current *= letters[word]
        elif word[0].isdecimal():
            figures = re.sub(r"[^\d.]", "", word)
            # "1.2.3" and figures of other scripts are no plain number.
            if not figures.isascii() or figures.count(".") > 1:
                return None
            known = decimal or next_word in scales or next_word in letters
            if not known and _AMBIGUOUS.fullmatch(word) is not None:
                return None
            current, found, figures_end = current + float(figures), True, match.end()
        elif (word in parts or word in halves) and next_word in language.words("numbers", "of"):
            # "Three quarters of a million".
            part = halves[word] if word in halves else 1 / parts[word]
            current, found = (current or 1) * part, True
        elif word in cardinals:
            current, found = current + cardinals[word], True
        elif word in halves:
            current, found = current + halves[word], True
        elif word in scales:
            factor, found = scales[word], True
            if factor <= _HUNDRED:
                current = (current or 1) * factor
            else:
                # "1.5 lakh crore" is a number of a number.
                scaled = (current or whole or 1) * factor
                whole, current = (whole if current else 0.0) + scaled, 0.0
    # Hundreds of digits are no count that anybody took, and no number that JSON has.
    return whole + current if found and isfinite(whole + current) else None


def parse_range(low: str, high: str, language: Language) -> tuple[float | None, float | None]:
    """Return both ends of a range, the scale being said once: "1 to 2 million"."""
    first, second = parse_number(low, language), parse_number(high, language)
    if first is None or second is None:
        return first, second
    factor, own = _scale_of(high, language), _scale_of(low, language)
    if factor is not None and own is None and first * factor < second:
        return first * factor, second
    thousands = first * _THOUSAND
    if "," in high and factor is None and own is None and thousands < second < thousands * _NEAR:
        # "10-12,000".
        return thousands, second
    return first, second


def _scale_of(text: str, language: Language) -> float | None:
    """Return what the last word of a number multiplies, ``None`` where it multiplies nothing."""
    _, scales, _, letters, _ = _words(language)
    words = _WORD.findall(text.lower())
    return scales.get(words[-1], letters.get(words[-1])) if words[1:] else None


@cache
def _words(language: Language) -> tuple[dict[str, float], ...]:
    return tuple(
        {word: float(value) for word, value in language.values("numbers", name).items()}
        for name in ("cardinal", "scale", "half", "short_scale", "denominator")
    )
