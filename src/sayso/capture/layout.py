"""Text as a reader sees it: wrapped lines joined, one line a paragraph, nothing invisible.

How a text is laid out is told by the shape of the whole: wrapped lines are about equally
long and mostly end in mid-sentence, paragraphs that stand one a line do neither.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, marks of writing direction, zero-width blanks, soft hyphens, halves of
# surrogate pairs, non-characters and tags: nobody sees them, and some turn a line round.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f"
)
_ODD = re.compile(rf"(?:[{_INVISIBLE}]|\s){{2,}}|[{_INVISIBLE}]|[^\S ]")
_SPACE = re.compile(r"\s")
_SENTENCE_END = re.compile(r"[.!?…:]\W{0,4}$")
_BULLET = re.compile(r"[•‣◦▪▸●·*]\s")
_DASH_BULLET = re.compile(r"[-–—]\s")
# A word cut at a line's end, or words that a dash joins without blanks.
_CUT = re.compile(r"(\w+(?:-\w+)*)([-‐–—]|--)$")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")

_NARROWEST = 40  # columns; shorter lines are lists, verse or tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A text with the map back to where it came from (see `Report.origin`)."""

    text: str
    origin: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that shows something: its visible runs, each with its place before."""

    runs: tuple[tuple[str, int], ...]
    text: str
    end: int  # where its line break stood
    indent: int
    blanks: int  # how many empty lines stand before it
    cut: bool  # whether a soft hyphen ends it


def lay_out(captured: str, *, wrapped: bool = True, hyphenated: bool = False) -> Layout:
    """Join wrapped lines and drop what nobody sees.

    Args:
        captured: The text as decoded or extracted.
        wrapped: Whether lines may be wrapped; if not, each is a paragraph.
        hyphenated: Whether words may be divided at the ends of lines, as in print.
    """
    lines = list(_lines(captured))
    shape = _find_shape(lines) if wrapped else None
    seams = [_seam(before, line, shape) for before, line in pairwise(lines)]
    words = cache(lambda: frozenset(found.lower() for found in _WORD.findall(captured)))
    pieces: list[tuple[str, int]] = []
    for number, line in enumerate(lines):
        pieces += line.runs
        if number == len(seams):
            break
        if seams[number] == " " and (cut := _find_cut(line, lines[number + 1])) is not None:
            if cut and _is_divided(line, lines[number + 1], words, default=hyphenated):
                text, where = pieces.pop()
                pieces.append((text[:-1], where))
            continue
        pieces.append((seams[number], line.end))
    return _join(pieces)


def _lines(captured: str) -> Iterator[_Line]:
    begin = blanks = 0
    length = len(captured)
    while begin < length:
        found = _BREAK.search(captured, begin)
        end, after = found.span() if found else (length, length)
        runs = tuple(_runs(captured, begin, end))
        if runs:
            text = "".join(run for run, _ in runs)
            yield _Line(
                runs, text, min(end, length - 1), runs[0][1] - begin, blanks,
                captured[end - 1] == "\xad",
            )  # fmt: skip
            blanks = 0
        else:
            blanks += 1
        begin = after


def _runs(captured: str, begin: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield what is visible of a line, without blanks at its ends."""
    gap: int | None = None
    started = False
    for run, where in _stretches(captured, begin, end):
        if run is None:
            gap = where if gap is None else gap
            continue
        head = len(run) - len(run.lstrip(" "))
        if head and gap is None:
            gap = where
        body = run.strip(" ")
        if not body:
            continue
        if started and gap is not None:
            yield " ", gap
        started = True
        yield body, where + head
        gap = where + head + len(body) if run.endswith(" ") else None


def _stretches(captured: str, begin: int, end: int) -> Iterator[tuple[str | None, int]]:
    """Yield visible stretches with their places, and ``None`` with the place of each gap."""
    here = begin
    for odd in _ODD.finditer(captured, begin, end):
        if odd.start() > here:
            yield captured[here : odd.start()], here
        if blank := _SPACE.search(odd[0]):
            yield None, odd.start() + blank.start()
        here = odd.end()
    if here < end:
        yield captured[here:end], here


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a text is wrapped: in so many columns, with so many empty lines between lines."""

    width: int
    gap: int


def _find_shape(lines: Sequence[_Line]) -> _Shape | None:
    """Return how the text is wrapped, or ``None`` where each line is a paragraph."""
    for gap in (0, 1):
        pairs = [(before, line) for before, line in pairwise(lines) if line.blanks <= gap]
        if not pairs or (gap and len(pairs) < 4):
            continue
        lengths = sorted(len(before.text) for before, _ in pairs)
        width = lengths[-(len(lengths) // 10) - 1]
        ended = [_SENTENCE_END.search(before.text) is not None for before, _ in pairs]
        # A paragraph's last line may be short; any other is full, or goes on in mid-sentence.
        full = sum(
            end or line.text[0].islower() or _is_full(before, line, width)
            for (before, line), end in zip(pairs, ended, strict=True)
        )
        too_long = sum(len(line.text) > 1.2 * width for line in lines)
        if (
            width >= _NARROWEST
            and full >= 0.7 * len(pairs)
            and sum(ended) <= (0.4 if gap else 0.5) * len(pairs)
            and too_long <= 0.1 * len(lines)
        ):
            return _Shape(width, gap)
        if len(pairs) > 0.2 * len(lines):
            return None
    return None


def _is_full(before: _Line, line: _Line, width: int) -> bool:
    """Tell whether the first word of ``line`` would not have fitted into the line before."""
    word = line.text.partition(" ")[0]
    return len(before.text) + 1 + len(word) > 0.85 * width


def _seam(before: _Line, line: _Line, shape: _Shape | None) -> str:
    """Return what goes between two lines: a blank, or a newline between paragraphs."""
    if shape is None or line.blanks > shape.gap or _BULLET.match(line.text):
        return "\n"
    ended = _SENTENCE_END.search(before.text) is not None
    if ended and (line.indent >= before.indent + 2 or _DASH_BULLET.match(line.text)):
        return "\n"
    goes_on = not ended and line.text[0].islower()
    return " " if goes_on or before.cut or _is_full(before, line, shape.width) else "\n"


def _find_cut(before: _Line, line: _Line) -> bool | None:
    """Tell whether a hyphen joins two lines (true), a dash or soft hyphen (false), or neither."""
    if before.cut:
        return False
    found = _CUT.search(before.text[-80:])
    if found is None or not line.text[0].isalnum():
        return None
    return found[2] in "-‐" and before.runs[-1][0] != found[2]


def _is_divided(
    before: _Line, line: _Line, words: Callable[[], frozenset[str]], *, default: bool
) -> bool:
    """Tell whether the hyphen at the line's end divides one word, by the words of the text."""
    head, tail = _CUT.search(before.text[-80:]), _WORD.match(line.text)
    if head is None or tail is None or head[1][-1].isdigit():
        return False
    whole, compound = head[1] + tail[0], f"{head[1]}-{tail[0]}"
    if compound.lower() in words():
        return False
    return whole.lower() in words() or (default and "-" not in head[1] and tail[0][0].islower())


def _join(pieces: Sequence[tuple[str, int]]) -> Layout:
    origin: list[tuple[int, int]] = []
    here = 0
    for text, there in pieces:
        if not origin or there - here != origin[-1][1] - origin[-1][0]:
            origin.append((here, there))
        here += len(text)
    return Layout(text="".join(text for text, _ in pieces), origin=tuple(origin) or ((0, 0),))
