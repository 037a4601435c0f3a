"""Words made comparable: case, "ё" and the shapes of the apostrophe do not matter."""

from functools import lru_cache

_SAME = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "`": "'", "‑": "-", "‐": "-"})
# The accent that texts put on a vowel to tell how a word is spoken.
_ACCENT = "\u0301"


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word in lower case, with "е" for "ё" and one apostrophe."""
    return word.lower().translate(_SAME).replace(_ACCENT, "")
