"""The clauses of a sentence, by its marks and by the words that open and carry clauses.

Where no dependencies are known a clause is a verb and what stands around it up to the next
mark. A clause that another interrupts goes on behind it: "Солдат, который отказался воевать, был
задержан" has two.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.lang.language import Language
from sayso.read.inflected.event_words import (
    fold,
    is_finite,
    is_full_participle,
    is_gerund,
    words_of,
)
from sayso.records.parse import Parse, Token

MAIN, RELATIVE, SUBORDINATE, PARTICIPLE = "main", "relative", "under", "participle"
GERUND, ASIDE = "gerund", "aside"
_MARKS = frozenset(",;:()—–-…")
_NEW = frozenset(";:")
_LOOSE = frozenset({"ADV", "PART", "CCONJ"})


@dataclass(slots=True)
class Clause:
    """One clause.

    Attributes:
        number: Its number in the report.
        kind: "main", "relative", "under" (behind a conjunction), "participle",
            "gerund" or "aside" (in brackets).
        words: Its words, in text order.
        mark: The word that puts it under another ("что", "если", "который").
        above: The clause that it belongs to, or ``None``.
        joined: The clause before it that it goes on from ("пришли и задержали"), or ``None``.
        carried: Whether a verb carries it.
    """

    number: int
    kind: str
    words: list[int] = field(default_factory=list)
    mark: Token | None = None
    above: "Clause | None" = None
    joined: "Clause | None" = None
    carried: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch between two marks."""

    words: tuple[int, ...]
    mark: str
    conjoined: bool


class Clauses:
    """The clauses of one parse.

    Attributes:
        of: The clause by the number of each of its words.
    """

    def __init__(self, parse: Parse, language: Language) -> None:
        self._parse = parse
        self._relative = words_of(language, "events", "relative")
        self._marks = words_of(language, "events", "subordinator")
        self._carriers = words_of(language, "events", "predicative")
        self.of: dict[int, Clause] = {}
        self._made = 0
        for first, last in parse.sentences:
            self._split(first, last)

    def is_carrier(self, token: Token) -> bool:
        """Tell whether a word can carry a clause: a finite verb, "нельзя", "нет"."""
        return is_finite(token) or fold(token.lower) in self._carriers

    def _split(self, first: int, last: int) -> None:
        stack: list[Clause] = []
        aside: Clause | None = None
        for piece in self._pieces(first, last):
            if piece.mark in _NEW:
                stack, aside = [], None
            if piece.mark == "(":
                # What stands in brackets is neither subject nor object of what is around it.
                aside = self._new(ASIDE, above=stack[-1] if stack else None)
            elif piece.mark == ")":
                aside = None
            clause = self._place(piece, stack) if aside is None else aside
            clause.words.extend(piece.words)
            clause.carried = clause.carried or any(
                self.is_carrier(self._parse.tokens[i]) for i in piece.words
            )
            self.of.update(dict.fromkeys(piece.words, clause))

    # ------------------------------------------------------------ pieces
    def _pieces(self, first: int, last: int) -> Iterator[_Piece]:
        words: list[int] = []
        mark = ""
        for i in range(first, last + 1):
            token = self._parse.tokens[i]
            if token.pos == "PUNCT" or not any(map(str.isalnum, token.text)):
                if token.text in _MARKS:
                    yield from self._halves(words, mark)
                    words, mark = [], token.text
                continue
            words.append(i)
        yield from self._halves(words, mark)

    def _halves(self, words: list[int], mark: str) -> Iterator[_Piece]:
        """Yield a stretch, cut at conjunctions between two verbs: "пришли и задержали"."""
        begin, carried, conjoined = 0, False, False
        rest = [self.is_carrier(self._parse.tokens[i]) for i in words]
        last = max((n for n, carries in enumerate(rest) if carries), default=-1)
        for n, i in enumerate(words):
            if carried and n < last and self._parse.tokens[i].pos == "CCONJ":
                yield _Piece(tuple(words[begin:n]), mark, conjoined)
                begin, carried, conjoined, mark = n, False, True, mark
            carried = carried or rest[n]
        if words[begin:]:
            yield _Piece(tuple(words[begin:]), mark, conjoined)

    # ------------------------------------------------------------ placing
    def _new(self, kind: str, *, above: Clause | None = None) -> Clause:
        self._made += 1
        return Clause(self._made, kind, above=above)

    def _place(self, piece: _Piece, stack: list[Clause]) -> Clause:
        """Return the clause that a stretch belongs to; ``stack`` holds those that are open."""
        if not stack:
            stack.append(self._new(MAIN))
            opener = self._opener(piece)
            if opener is None:
                return stack[-1] if not self._is_gerundial(piece) else self._push(GERUND, stack)
        opener = self._opener(piece)
        if opener is not None:
            kind, mark = opener
            joined = self._parse.tokens[piece.words[0]].pos == "CCONJ"
            if joined and len(stack) > 1 and stack[-1].kind == kind:
                stack.pop()
            clause = self._push(kind, stack)
            clause.mark = mark
            return clause
        if self._is_gerundial(piece):
            return self._push(GERUND, stack)
        carried = any(self.is_carrier(self._parse.tokens[i]) for i in piece.words)
        return self._go_on(stack, conjoined=piece.conjoined) if carried else self._fill(stack)

    def _push(self, kind: str, stack: list[Clause]) -> Clause:
        while len(stack) > 1 and stack[-1].kind in (GERUND, PARTICIPLE) and kind != RELATIVE:
            stack.pop()
        clause = self._new(kind, above=stack[-1])
        stack.append(clause)
        return clause

    def _go_on(self, stack: list[Clause], *, conjoined: bool) -> Clause:
        """Return the clause that a stretch with a verb carries on, or begins."""
        if conjoined and stack[-1].carried:
            return self._join(stack)
        while len(stack) > 1 and stack[-1].kind in (GERUND, PARTICIPLE):
            stack.pop()
        for depth in range(len(stack) - 1, -1, -1):
            if not stack[depth].carried:
                del stack[depth + 1 :]
                return stack[depth]
        return self._join(stack)

    def _join(self, stack: list[Clause]) -> Clause:
        before = stack.pop()
        clause = self._new(before.kind, above=before.above)
        clause.joined, clause.mark = before, before.mark
        stack.append(clause)
        return clause

    @staticmethod
    def _fill(stack: list[Clause]) -> Clause:
        """Return the clause that a stretch without a verb belongs to."""
        if stack[-1].kind in (GERUND, PARTICIPLE) and len(stack) > 1:
            stack.pop()
        if stack[-1].carried:
            for depth in range(len(stack) - 2, -1, -1):
                if not stack[depth].carried:
                    del stack[depth + 1 :]
                    break
        return stack[-1]

    def _opener(self, piece: _Piece) -> tuple[str, Token] | None:
        """Return what puts a stretch under another clause, and the word that shows it."""
        tokens = [self._parse.tokens[i] for i in piece.words]
        for n, token in enumerate(tokens[:4]):
            before = tokens[:n]
            word = fold(token.lower)
            if fold(token.lemma) in self._relative and n <= 3:
                if all(t.pos in ("ADP", "CCONJ", "NOUN", "NUM", "PRON", "DET") for t in before):
                    return RELATIVE, token
            elif word in self._marks and all(
                t.pos in (*_LOOSE, "ADP", "PRON", "SCONJ") for t in before
            ):
                return SUBORDINATE, token
            if (
                piece.mark == ","
                and is_full_participle(token)
                and all(t.pos in _LOOSE for t in before)
                and not any(map(self.is_carrier, tokens))
                and not (n + 1 < len(tokens) and tokens[n + 1].pos in ("NOUN", "PROPN"))
            ):
                return PARTICIPLE, token
        return None

    def _is_gerundial(self, piece: _Piece) -> bool:
        tokens = [self._parse.tokens[i] for i in piece.words]
        return any(map(is_gerund, tokens)) and not any(map(self.is_carrier, tokens))
