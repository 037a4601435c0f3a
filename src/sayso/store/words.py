"""A text as words, alike for what is indexed and for what is sought, on every database.

A word is a run of letters, digits and their marks, of any script, as compatibility
normalization (NFKC) and case folding leave it. Beyond that:

* Latin letters lose their marks ("Erdoğan" is "erdogan"), Russian "ё" is "е", stress marks go.
* An apostrophe inside a Cyrillic word goes, however it is written ("Лук'янівка", "Лук’янівка");
  elsewhere it parts words ("Putin's" is "putin" and "s").
* Digits of every script are 0 to 9; what cannot be seen (soft hyphens, joiners) goes.
* Of scripts that put no blanks between words, each character is a word: what is sought is
  then found as a phrase.

Whoever changes these rules adds a migration that makes the index of older casebooks anew
(`findings_index.rebuild_index`): what was indexed by other rules could not be taken out again.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from sayso.errors import StoreError

_LONGEST = 64
"""Characters that count of a word; what is longer is no word of a language."""

_MOST_PARTS = 64

_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
# Stretches that words are sought in. It need not part every pair of words, only never cut
# one in two; what it leaves together `_fold` parts.
_CHUNK = re.compile(
    "["
    + "".join(f"{chr(first)}-{chr(last)}" for first, last in _UNSPACED)
    + "]|[^\\s\x00-&(-/:-@\\[-_{-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf"
    "\u2010-\u2017\u201a-\u2027\u2030-\u2031\u2035-\u205e\u3001-\u3020"
    + "".join(f"{chr(first)}-{chr(last)}" for first, last in _UNSPACED)
    + "]+"
)
_APOSTROPHES = frozenset("'’‘ʼʹ′`´ʻ")
_STRESS = frozenset("\u0300\u0301")
# Letters that Unicode does not take apart into a letter and a mark.
_PLAIN = {
    "ё": "е",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
}
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')


def list_words(text: str) -> list[str]:
    """Return the words of a text in their order."""
    return list(chain.from_iterable(map(_fold, _CHUNK.findall(text))))


def list_placed_words(text: str, start: int = 0) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the stretches of a text that hold words, from an offset on.

    Yields:
        Half-open offsets of a stretch without blanks, and the words in it, one as a rule.
        The words of all stretches are those that `list_words` gives.
    """
    for match in _CHUNK.finditer(text, start):
        if words := _fold(match[0]):
            yield match.start(), match.end(), words


def read_query(query: str) -> tuple[tuple[str, ...], ...]:
    """Return what is sought: phrases of one or more words, all of which must be there.

    What stands in quotation marks is a phrase, and so is what no blank parts ("Jean-Paul").

    Raises:
        StoreError: There is no word in it, or more than a search can take.
    """
    texts = [match[1] for match in _QUOTED.finditer(query)]
    texts += _QUOTED.sub(" ", query).split()
    parts = tuple(dict.fromkeys(tuple(words) for text in texts if (words := list_words(text))))
    if not parts:
        raise StoreError(
            f"There is no word to search for in {query!r}.",
            remedy="Give words of letters or digits; put a phrase in quotation marks.",
        )
    if sum(len(part) for part in parts) > _MOST_PARTS:
        raise StoreError(
            f"The search has more than {_MOST_PARTS} words.",
            remedy="Give the few words that tell the report from others.",
        )
    return parts


def list_loose_words(query: str) -> list[str]:
    """Return the words of a query that stand outside quotation marks, as they are written."""
    return _QUOTED.sub(" ", query).split()


@lru_cache(maxsize=32768)
def _fold(chunk: str) -> tuple[str, ...]:
    """Return the words of a stretch without blanks."""
    if chunk.isascii() and chunk.isalnum():
        return (chunk.lower()[:_LONGEST],)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", chunk).casefold())
    plain = "".join(
        _fold_letter(letter, folded[at - 1 : at], folded[at + 1 : at + 2])
        for at, letter in enumerate(folded)
    )
    return tuple(
        word[:_LONGEST] for word in plain.split() if any(letter.isalnum() for letter in word)
    )


def _fold_letter(letter: str, before: str, after: str) -> str:
    if letter in _APOSTROPHES:
        return "" if _is_cyrillic(before) and _is_cyrillic(after) else " "
    category = unicodedata.category(letter)
    if category[0] == "L":
        return _fold_unspaced(letter) or _PLAIN.get(letter) or _strip_latin(letter)
    if category[0] == "N":
        digit = unicodedata.decimal(letter, None)
        return letter if digit is None else str(digit)
    if category[0] == "M":
        seen = letter not in _STRESS and not "\ufe00" <= letter <= "\ufe0f"
        return letter if seen and not "a" <= before <= "z" else ""
    return "" if category == "Cf" else " "


def _fold_unspaced(letter: str) -> str | None:
    number = ord(letter)
    apart = any(first <= number <= last for first, last in _UNSPACED)
    return f" {letter}" if apart else None


def _strip_latin(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if "a" <= base <= "z" else letter


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"
