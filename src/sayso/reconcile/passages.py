"""Word numbers to passages: trimmed, in as few pieces as possible, quoted exactly."""

from collections.abc import Iterable

from sayso.lang.language import Language
from sayso.records.claim import Style
from sayso.records.parse import Parse, Token
from sayso.records.report import Report
from sayso.records.selector import Selector

# Marks that no statement begins with, and that none ends with.
_MARKS_BEFORE = frozenset(",;:.-–—)…?!")
_MARKS_BEHIND = frozenset(",;:-–—(")
_CLOSING = frozenset({'"', "”", "’", "'", "''", "»"})
_EMPTY = frozenset({"PUNCT", "SPACE", "CCONJ", "SCONJ"})
# The part of a passage that must be quoted for it to be direct: the parser may leave a
# word outside of the marks.
_WHOLLY = 0.95


class Passages:
    """Makes selectors for one report."""

    def __init__(self, report: Report, parse: Parse, language: Language) -> None:
        self.report, self.parse = report, parse
        joining = language.words("sources", "joining")
        self.complementizers = language.words("grammar", "complementizer")
        self.before, self.behind = joining | _MARKS_BEFORE, joining | _MARKS_BEHIND
        self.ends = {quote.end: quote.begin for quote in parse.quotes}
        self.begins = {quote.begin: quote.end for quote in parse.quotes}
        self.datelines = {at for begin, end in parse.datelines for at in range(begin, end)}

    def of(self, words: Iterable[int]) -> Selector | None:
        """Return the passage of these words as they are, or ``None`` of none."""
        return self._select(self._pieces(words))

    def statement(self, words: Iterable[int]) -> Selector | None:
        """Return what these words state, without joining words and marks at their edges."""
        pieces = (self._trim(piece) for piece in self._pieces(words))
        return self._select([piece for piece in pieces if self._says_something(piece)])

    def _select(self, pieces: list[list[int]]) -> Selector | None:
        if not pieces:
            return None
        return self.report.select(*(self.parse.span(piece[0], piece[-1]) for piece in pieces))

    def style(self, content: Selector) -> Style:
        """Direct when all of it stands in quotation marks, mixed when a part does."""
        total = quoted = 0
        for begin, end in content.spans:
            for token in self.parse.tokens_in(begin, end):
                if token.pos != "PUNCT":
                    total += 1
                    quoted += token.quoted
        if quoted == 0:
            return Style.INDIRECT
        return Style.DIRECT if quoted >= _WHOLLY * total else Style.MIXED

    def _pieces(self, words: Iterable[int]) -> list[list[int]]:
        """Runs of neighboring words, never across a paragraph, datelines left out."""
        runs: list[list[int]] = []
        tokens = self.parse.tokens
        for i in sorted(set(words)):
            if tokens[i].begin in self.datelines:
                continue
            last = runs[-1][-1] if runs else -1
            if runs and i == last + 1 and tokens[i].paragraph == tokens[last].paragraph:
                runs[-1].append(i)
            else:
                runs.append([i])
        return runs

    def _trim(self, piece: list[int]) -> list[int]:
        while piece and self._begins_with_joint(piece):
            piece = piece[1:]
        while piece and self._ends_with_joint(piece):
            piece = piece[:-1]
        return piece

    def _begins_with_joint(self, piece: list[int]) -> bool:
        token = self.parse.tokens[piece[0]]
        subordinate = token.lower in self.complementizers and token.pos == "SCONJ"
        return subordinate or token.lower in self.before or self._is_lone_close(token)

    def _ends_with_joint(self, piece: list[int]) -> bool:
        token = self.parse.tokens[piece[-1]]
        return token.lower in self.behind or self._is_lone_open(token)

    def _is_lone_close(self, token: Token) -> bool:
        """Whether a mark ends a quotation that was begun before it."""
        return token.text in _CLOSING and self.ends.get(token.end, token.begin) < token.begin

    def _is_lone_open(self, token: Token) -> bool:
        """Whether a mark begins a quotation that goes on behind it."""
        return self.begins.get(token.begin, token.end) > token.end

    def _says_something(self, piece: list[int]) -> bool:
        return any(self.parse.tokens[i].pos not in _EMPTY for i in piece)
