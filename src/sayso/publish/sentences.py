"""The sentence of a text in which something stands, cut where words in it are marked."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.records.selector import Span

_END = re.compile(r"[.!?…]+[»”\"')\]]*(?=\s)|\n")
_LONGEST = 280
_BEFORE = 120
_TITLE = re.compile(
    r"(?:^|[\s(«“\"])(?:\w|[Mm]rs?|[Dd]r|[Ss]t|[Ll]t|[Cc]ol|[Gg]en|[Cc]pt|[Ss]gt|ст|г|ул|им|см)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of characters of a sentence; ``marked`` where it is what was looked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, or as much of a long one as shows the first words that are marked.

    Attributes:
        begin, end: Where in the text it stands, half-open.
        pieces: Its characters, cut where marked words begin and end.
    """

    begin: int
    end: int
    pieces: tuple[Piece, ...]


def list_sentences(text: str, spans: Iterable[Span]) -> Iterator[Sentence]:
    """Yield the sentences of a text that hold some spans, each once, with all of these marked."""
    ends = _list_ends(text)
    held: dict[tuple[int, int], list[Span]] = {}
    for span in sorted(spans):
        number = bisect_right(ends, span.begin)
        begin = ends[number - 1] if number else 0
        end = next((it for it in ends[number:] if it >= span.end), len(text))
        held.setdefault((begin, end), []).append(span)
    for (begin, end), marks in held.items():
        yield _cut(text, begin, end, marks)


def _list_ends(text: str) -> list[int]:
    """Return where sentences end; the point behind an initial or a short word ends none."""
    return [
        match.end()
        for match in _END.finditer(text)
        if match[0] != "." or not _TITLE.search(text[max(0, match.start() - 8) : match.start()])
    ]


def _cut(text: str, begin: int, end: int, marks: list[Span]) -> Sentence:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    first, last = begin, end
    if end - begin > _LONGEST:
        first = max(begin, marks[0].begin - _BEFORE)
        last = min(end, max(first + _LONGEST, marks[0].end))
        first = _skip_part(text, begin, first)
        last = _drop_part(text, marks[0].end, last, end)
    pieces = [Piece(text="… ", marked=False)] if first > begin else []
    at = first
    for mark in marks:
        if mark.begin < at or mark.end > last:
            continue
        pieces += [
            Piece(text=text[at : mark.begin], marked=False),
            Piece(text=text[mark.begin : mark.end], marked=True),
        ]
        at = mark.end
    pieces.append(Piece(text=text[at:last], marked=False))
    if last < end:
        pieces.append(Piece(text=" …", marked=False))
    return Sentence(begin=begin, end=end, pieces=tuple(it for it in pieces if it.text))


def _skip_part(text: str, begin: int, first: int) -> int:
    """Begin at a whole word."""
    while begin < first and not text[first - 1].isspace():
        first -= 1
    return first


def _drop_part(text: str, least: int, last: int, end: int) -> int:
    """End with a whole word."""
    if last >= end:
        return end
    while last > least and not text[last].isspace():
        last -= 1
    return last
