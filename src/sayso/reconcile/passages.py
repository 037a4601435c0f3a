"""Word numbers to passages: trimmed, in as few pieces as possible, quoted exactly."""

from collections.abc import Iterable, Sequence

from sayso.records.claim import Style
from sayso.records.finding import Attribution
from sayso.records.parse import Parse
from sayso.records.report import Report
from sayso.records.selector import Selector

_TRIM_LEFT = {",", ";", ":", ".", "-", "–", "—", ")", "…", "?", "!", "and", "but", "while"}
_TRIM_RIGHT = {",", ";", ":", "-", "–", "—", "(", "and", "but", "while"}


class Passages:
    """Makes selectors for one report."""

    def __init__(self, report: Report, parse: Parse) -> None:
        self.report, self.parse = report, parse
        self.datelines = {at for begin, end in parse.datelines for at in range(begin, end)}

    def of(self, words: Iterable[int]) -> Selector | None:
        """Return the passage of these words as they are, or ``None`` of none."""
        pieces = self._pieces(sorted(i for i in set(words) if not self._in_dateline(i)))
        if not pieces:
            return None
        return self.report.select(*(self.parse.span(piece[0], piece[-1]) for piece in pieces))

    def content(self, attribution: Attribution) -> Selector | None:
        """Return what is attributed, without joining words and marks at its edges."""
        words = sorted(i for i in attribution.content if not self._in_dateline(i))
        pieces = [self._trim(piece) for piece in self._pieces(words)]
        kept = [piece for piece in pieces if piece and self._says_something(piece)]
        if not kept:
            return None
        return self.report.select(*(self.parse.span(piece[0], piece[-1]) for piece in kept))

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
        return Style.DIRECT if quoted >= 0.95 * total else Style.MIXED

    def _in_dateline(self, i: int) -> bool:
        return self.parse.tokens[i].begin in self.datelines

    def _pieces(self, words: Sequence[int]) -> list[list[int]]:
        """Runs of words, never across a paragraph; a lone mark does not part two runs."""
        runs: list[list[int]] = []
        tokens = self.parse.tokens
        for i in words:
            if (
                runs
                and i == runs[-1][-1] + 1
                and tokens[i].paragraph == tokens[runs[-1][-1]].paragraph
            ):
                runs[-1].append(i)
            else:
                runs.append([i])
        return runs

    def _trim(self, piece: list[int]) -> list[int]:
        tokens = self.parse.tokens
        while piece and (
            tokens[piece[0]].lower in _TRIM_LEFT
            or self._lone_close(piece)
            or (tokens[piece[0]].lower == "that" and tokens[piece[0]].pos == "SCONJ")
        ):
            piece = piece[1:]
        while piece and (tokens[piece[-1]].lower in _TRIM_RIGHT or self._lone_open(piece)):
            piece = piece[:-1]
        return piece

    def _lone_close(self, piece: list[int]) -> bool:
        """A closing mark that ends a quotation begun before the piece."""
        token = self.parse.tokens[piece[0]]
        if token.text not in {'"', "”", "’", "'", "''", "»"}:
            return False
        return any(
            quote.end == token.end and quote.begin < token.begin for quote in self.parse.quotes
        )

    def _lone_open(self, piece: list[int]) -> bool:
        token = self.parse.tokens[piece[-1]]
        return any(
            quote.begin == token.begin and quote.end > token.end for quote in self.parse.quotes
        )

    def _says_something(self, piece: list[int]) -> bool:
        return any(
            self.parse.tokens[i].pos not in {"PUNCT", "SPACE", "CCONJ", "SCONJ"} for i in piece
        )
