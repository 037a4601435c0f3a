"""A text as the tagger sees it: words, their pieces, and windows of whole paragraphs."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

MOST = 256
"""Pieces that are tagged together, in training and in reading."""

_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST = 8  # pieces of one word; what is longer is no word
_SENTENCE_ENDS = frozenset('.!?…”"»')
_LEAST = 20  # words that a window cut within a paragraph holds


class Pieces(Protocol):
    """Cuts words into the pieces that a model knows."""

    first: int
    """Number of the piece that opens a window."""
    paragraph: int
    """Number of the piece that stands before each paragraph's first word."""
    unknown: int
    """Number of the piece for what cannot be cut."""

    def encode(self, words: Sequence[str]) -> list[list[int]]:
        """Return the numbers of each word's pieces; a word after a blank begins with one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text.

    Attributes:
        spans: Their offsets.
        pieces: The numbers of their pieces, at least one each.
        paragraphs: Numbers of the words that open a paragraph.
    """

    spans: tuple[tuple[int, int], ...]
    pieces: tuple[tuple[int, ...], ...]
    paragraphs: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Words that are tagged together.

    Attributes:
        begin, end: The words, half-open.
        ids: The pieces, with one that opens the window and one before each paragraph.
        heads: Where each word's first piece stands in ``ids``.
    """

    begin: int
    end: int
    ids: tuple[int, ...]
    heads: tuple[int, ...]


def make_words(text: str, pieces: Pieces) -> Words:
    """Cut a text, whose paragraphs are its lines, into words and their pieces."""
    found = list(_WORD.finditer(text))
    spans = tuple((match.start(), match.end()) for match in found)
    bare = [
        f" {text[begin:end]}" if begin == 0 or text[begin - 1].isspace() else text[begin:end]
        for begin, end in spans
    ]
    encoded = pieces.encode(bare) if bare else []
    paragraphs = {0} if spans else set()
    for line in re.finditer(r"\n", text):
        at = bisect_right(spans, (line.start(), line.start()))
        if at < len(spans):
            paragraphs.add(at)
    return Words(
        spans=spans,
        pieces=tuple(tuple(word[:_LONGEST]) or (pieces.unknown,) for word in encoded),
        paragraphs=frozenset(paragraphs),
    )


def make_windows(
    text: str, words: Words, pieces: Pieces, *, most: int, first: int | None = None
) -> Iterator[Window]:
    """Cut a text into windows of at most ``most`` pieces, where it can be between paragraphs.

    ``first`` bounds the first window, so that training sees other cuts each time.
    """
    begin, room = 0, first or most
    count = len(words.spans)
    while begin < count:
        end, left = begin, room
        while end < count and left >= (cost := _cost(words, end)):
            left -= cost
            end += 1
        if end < count:
            end = _find_cut(text, words, begin, max(end, begin + 1))
        yield _make_window(words, pieces, begin, end)
        begin, room = end, most


def _cost(words: Words, at: int) -> int:
    return len(words.pieces[at]) + (at in words.paragraphs)


def _find_cut(text: str, words: Words, begin: int, end: int) -> int:
    """Return where to cut: before a paragraph, else behind a sentence, else anywhere."""
    for at in range(end, begin, -1):
        if at in words.paragraphs:
            return at
    for at in range(end, begin + _LEAST, -1):
        if text[words.spans[at - 1][0]] in _SENTENCE_ENDS:
            return at
    return end


def _make_window(words: Words, pieces: Pieces, begin: int, end: int) -> Window:
    ids = [pieces.first]
    heads = []
    for at in range(begin, end):
        if at in words.paragraphs:
            ids.append(pieces.paragraph)
        heads.append(len(ids))
        ids.extend(words.pieces[at])
    return Window(begin=begin, end=end, ids=tuple(ids), heads=tuple(heads))
