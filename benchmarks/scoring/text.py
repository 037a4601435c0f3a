"""Words, quotations and names: how one text is compared with another.

Spans are compared as sets of word numbers of the gold's text, so that line breaks,
quotation marks and the s of "Ann's" do not matter.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

Words = frozenset[int]
"""Numbers of words of the gold's text."""

NO_WORDS: Words = frozenset()

_WORD = re.compile(r"\w+")
_APOSTROPHES = "'’"
_ELLIPSIS = " … "
_MEANT = re.compile(r"(?P<before>[^\[]*)\[(?P<meant>[^\]]*)\](?P<after>.*)", re.DOTALL)
_NO_NAME = re.compile(r"[^\w&\s-]")
_ARTICLES = frozenset(["a", "an", "the"])
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "рядовой", "рядового", "полковник"])
_RANKS = frozenset(["private", "sergeant", "lieutenant", "captain", "colonel"])
_NOT_OF_A_NAME = _ARTICLES | _TITLES | _RANKS


class ScoringError(Exception):
    """A gold or a reading that cannot be scored."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, where it stands, and what it is compared by."""

    begin: int
    end: int
    folded: str


@dataclass(frozen=True)
class WordText:
    """A text and its words."""

    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in text order; the s of a possessive is none."""
        found = (match.span() for match in _WORD.finditer(self.text))
        return tuple(
            Word(begin, end, fold(self.text[begin:end]))
            for begin, end in found
            if not self._is_possessive(begin, end)
        )

    @cached_property
    def _begins(self) -> list[int]:
        return [word.begin for word in self.words]

    @cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]

    def cover(self, begin: int, end: int) -> range:
        """Return the numbers of the words that a stretch holds or cuts."""
        return range(bisect_right(self._ends, begin), bisect_left(self._begins, end))

    def quote(self, words: Words) -> str:
        """Return the words, for messages."""
        return " ".join(self.text[self.words[n].begin : self.words[n].end] for n in sorted(words))

    def _is_possessive(self, begin: int, end: int) -> bool:
        if begin < 2 or fold(self.text[begin:end]) != "s":
            return False
        return self.text[begin - 1] in _APOSTROPHES and self.text[begin - 2].isalnum()


def collapse(text: str) -> str:
    """Return the text with every run of white space as one blank."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return what remains of a text when case and typography are set aside."""
    return text.casefold().replace("ё", "е").replace("’", "'")


def locate(text: str, quote: str) -> tuple[int, int]:
    """Find a quotation of the gold; raises `ScoringError` unless it occurs exactly once.

    Forms: ``words``; ``words [the words meant] words``; ``first words … last words``.
    """
    if _ELLIPSIS in quote:
        first, last = quote.split(_ELLIPSIS, 1)
        begin, end = _find_only(text, first), _find_only(text, last) + len(last)
        if end <= begin:
            raise ScoringError(f"last words before first words: {quote!r}")
        return begin, end
    if match := _MEANT.fullmatch(quote):
        begin = _find_only(text, match["before"] + match["meant"] + match["after"])
        begin += len(match["before"])
        return begin, begin + len(match["meant"])
    begin = _find_only(text, quote)
    return begin, begin + len(quote)


def is_name(name: str, accepted: tuple[str, ...]) -> bool:
    """Tell whether a name is an accepted one; ``~x`` accepts whatever holds x."""
    bare = strip_name(name)
    return any(
        strip_name(form[1:]) in bare if form.startswith("~") else strip_name(form) == bare
        for form in accepted
    )


def strip_name(name: str) -> str:
    """Return a name without articles, titles and punctuation, in lower case."""
    words = _NO_NAME.sub(" ", fold(name)).split()
    while len(words) > 1 and words[0] in _NOT_OF_A_NAME:
        del words[0]
    return " ".join(words)


def get_likeness(one: Words, other: Words) -> float:
    """Return the Dice coefficient of two sets; 0 when both are empty."""
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 0.0


def _find_only(text: str, words: str) -> int:
    if not words:
        raise ScoringError("an empty quotation")
    begin = text.find(words)
    if begin < 0:
        raise ScoringError(f"not in the report: {words!r}")
    if text.find(words, begin + 1) >= 0:
        raise ScoringError(f"more than once in the report: {words!r}")
    return begin
