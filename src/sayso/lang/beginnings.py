"""Where in a text the phrases of an entry can begin, so that they are tried nowhere else.

A *beginning* is how the first word of a phrase starts: its first four letters, folded; a
shorter word that must end there carries a "$" ("a$" is the article, "a" any word with that
letter first). "0" is any digit, any other mark stands for itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from sayso.lang.language import Language

_PIECE = re.compile(
    r"\{(?P<slot>[\w.]+)\}|(?P<blank>\s+)|(?P<open>[\[(])|(?P<close>[\])])|(?P<bar>\|)"
)
# A figure is whole: "3" in "$3,407" or "2.3" is none.
BEFORE = r"(?<![\w$€£₽₴₺₪])(?<!\d[.,/])"
_START = re.compile(rf"{BEFORE}(?:([^\W\d_]{{1,5}})|(\d)|\S)")
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST = 4  # letters of a beginning
# Shapes that no letter begins, so that a word before them is whole.
_UNLETTERED = frozenset({"dash", "hyphen", "bracketed"})
ANYTHING = ""
_Piece = tuple[str, str]  # its kind, and its words


def find_starts(text: str, beginnings: frozenset[str]) -> list[int]:
    """Return where one of these beginnings stands in a text, in text order.

    Keep the beginnings: what was found for the same object is not looked for again.
    """
    index, known = _index(text)
    found = known.get(id(beginnings))
    if found is None or found[0] is not beginnings:
        starts = sorted({at for beginning in beginnings for at in index.get(beginning, ())})
        found = known[id(beginnings)] = (beginnings, starts)
    return found[1]


_Known = dict[int, tuple[frozenset[str], list[int]]]


@lru_cache(maxsize=4)
def _index(text: str) -> tuple[dict[str, list[int]], _Known]:
    words: defaultdict[str, list[int]] = defaultdict(list)
    for start in _START.finditer(fold(text)):
        words["0" if start[2] is not None else start[0]].append(start.start())
    found: defaultdict[str, list[int]] = defaultdict(list)
    for word, places in words.items():
        for size in range(1, min(len(word), _MOST) + 1):
            found[word[:size]] += places
        if len(word) < _MOST:
            found[word + "$"] += places
    return found, {}


@lru_cache(maxsize=8)
def fold(text: str) -> str:
    """Return a text without case, letter by letter, as patterns that ignore case compare.

    They take "ſ" for s and "ı" for i.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.casefold()[:1] for letter in text)
    return low if low.isascii() else low.replace("ſ", "s").replace("ı", "i")


@cache
def get_beginnings_of_words(words: frozenset[str]) -> frozenset[str]:
    """Return what whole words begin with."""
    return frozenset(_begin(word, closed=True) for word in words)


def _begin(words: str, *, closed: bool) -> str:
    """Return the beginning of words; ``closed`` when no letter can follow the last of them."""
    low = fold(words)
    run = _LETTERS.match(low)
    if run is None:
        return "0" if low[0].isdecimal() else " " if low[0].isspace() else low[0]
    whole = closed or run.end() < len(low)
    short = run.end() < _MOST
    return run[0] + "$" if short and whole else run[0][:_MOST]


def get_beginnings_of_phrase(
    language: Language, lexicon: str, phrase: str, shapes: dict[str, bool], *, closed: bool = True
) -> frozenset[str]:
    """Return what a template can begin with; `ANYTHING` is among it where that is unknown.

    Args:
        language: Whose lexicon the phrase's slots are looked up in.
        lexicon: Where it stands.
        phrase: The template.
        shapes: The names of slots that no lexicon holds, and whether each begins with a digit.
        closed: Whether no letter can follow the phrase.
    """
    pieces = tuple(_take_apart(phrase))
    finder = _Finder(language, lexicon, pieces, shapes, closed)
    return frozenset().union(*(finder.find(start) for start in finder.list_choices(0)))


def _take_apart(phrase: str) -> Iterator[_Piece]:
    at = 0
    for piece in _PIECE.finditer(phrase):
        if piece.start() > at:
            yield "words", phrase[at : piece.start()]
        yield piece.lastgroup or "", piece[piece.lastgroup or 0]
        at = piece.end()
    if at < len(phrase):
        yield "words", phrase[at:]


def get_need(phrase: str) -> str:
    """Return the longest word that every match of a template holds, folded, or ""."""
    depth, words = 0, [""]
    for kind, text in _take_apart(phrase):
        depth += (kind == "open") - (kind == "close")
        if kind == "bar" and depth == 0:
            return ""
        if kind == "words" and depth == 0:
            words += _LETTERS.findall(fold(text))
    return max(words, key=len)


class _Finder:
    """Walks through a template's pieces to what can stand first."""

    def __init__(
        self,
        language: Language,
        lexicon: str,
        pieces: tuple[_Piece, ...],
        shapes: dict[str, bool],
        closed: bool,
    ) -> None:
        self._language, self._lexicon, self._pieces = language, lexicon, pieces
        self._shapes, self._closed = shapes, closed

    def find(self, at: int) -> set[str]:
        """Return what the phrase can begin with from piece ``at`` on."""
        if at == len(self._pieces):
            return {ANYTHING}
        kind, words = self._pieces[at]
        if kind == "words":
            return {_begin(words, closed=self._is_closed(at + 1))}
        if kind == "slot":
            return self._find_slot(words, closed=self._is_closed(at + 1))
        if kind == "open":
            found = set().union(*(self.find(start) for start in self.list_choices(at + 1)))
            return found | self.find(self._close(at) + 1) if words == "[" else found
        if kind in {"close", "bar"}:
            return self.find(self._leave(at))
        return {ANYTHING}

    def _find_slot(self, slot: str, *, closed: bool) -> set[str]:
        if slot in self._shapes:
            return {"0" if self._shapes[slot] else ANYTHING}
        where, _, name = slot.rpartition(".")
        where = where or self._lexicon
        entry = self._language.entry(where, name)
        found = {_begin(word, closed=closed) for word in entry.lemmas | frozenset(entry.values)}
        for phrase in entry.phrases:
            found |= get_beginnings_of_phrase(
                self._language, where, phrase, self._shapes, closed=closed
            )
        return found or {ANYTHING}

    def _is_closed(self, at: int) -> bool:
        """Whether no letter can stand at piece ``at``."""
        if at == len(self._pieces):
            return self._closed
        kind, words = self._pieces[at]
        if kind == "words":
            return not words[0].isalpha()
        if kind == "open":
            inner = all(self._is_closed(start) for start in self.list_choices(at + 1))
            return inner and (words == "(" or self._is_closed(self._close(at) + 1))
        if kind in {"close", "bar"}:
            return self._is_closed(self._leave(at))
        return kind == "blank" or words in _UNLETTERED or self._shapes.get(words, False)

    def list_choices(self, at: int) -> list[int]:
        """Return where the choices begin, the first of which stands at ``at``."""
        starts, depth = [at], 0
        for number in range(at, len(self._pieces)):
            kind = self._pieces[number][0]
            depth += (kind == "open") - (kind == "close")
            if depth < 0:
                break
            if kind == "bar" and depth == 0:
                starts.append(number + 1)
        return starts

    def _close(self, at: int) -> int:
        """Return where the bracket that opens at ``at`` closes."""
        depth = 0
        for number in range(at, len(self._pieces)):
            kind = self._pieces[number][0]
            depth += (kind == "open") - (kind == "close")
            if depth == 0:
                return number
        return len(self._pieces) - 1

    def _leave(self, at: int) -> int:
        """Return the piece after the bracket in which a choice ends at ``at``."""
        depth = 0
        for number in range(at, len(self._pieces)):
            kind = self._pieces[number][0]
            if kind == "close" and depth == 0:
                return number + 1
            depth += (kind == "open") - (kind == "close")
        return len(self._pieces)
