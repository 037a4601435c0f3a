"""Words, sentences and quotations by marks and lists alone: an engine without grammar.

It serves languages of which nothing but claims is read: the tagger finds these, and needs
no grammar. Every word depends on itself alone. Coarse tags are ``PUNCT`` for marks, ``CCONJ``
and ``SCONJ`` for the few words that join clauses, and ``X`` for all others.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.lang.engines.quotations import find_quotes
from sayso.lang.language import Language, get_language
from sayso.records.parse import Parse, Token
from sayso.records.reading import Maker
from sayso.records.selector import Span

# Words may be joined inside by hyphens, apostrophes and dots ("Жетысу.Хроники"); accents
# put on letters belong to them. No word is longer than 500 characters.
_LETTER = r"[\w\u0300-\u036f]"
_WORD = re.compile(
    rf"\d+(?:[.,:]\d+)+(?!{_LETTER})|{_LETTER}{{1,500}}(?:[-‐‑'’ʼ.](?=\w){_LETTER}{{1,100}}){{0,8}}|[^\w\s]"
)
_LONGEST_SENTENCE = 300  # words, as in the engine for English
_FEW = 3  # words that are no sentence yet: "В 2022 г."
_END = frozenset(".!?…")
_CLOSERS = frozenset("»”“\"’')]")
_DASHES = frozenset("—–-")
# A paragraph in which somebody speaks: it begins with a dash, and a dash parts the speech
# from who says it. An entry of a list begins with one too.
_SPEECH = re.compile(r"[—–-]\s.*?[,!?…]\s[—–-]\s")
# "ТАЛДЫКОРГАН. ", "МОСКВА, 5 мая — ", "КИЇВ, 5 травня. /ТАСС/. ".
_CAPITALS = "[А-ЯЁІЇЄҐ]"
_DATELINE = re.compile(
    rf"{_CAPITALS}{{3,}}(?:[- ]{_CAPITALS}{{2,}}){{0,3}}(?:, \d{{1,2}} \w{{3,10}}(?: \d{{4}})?)?"
    r"(?: \([\w. -]{2,30}\))?(?: ?[—–] |\. )(?:/[\w. -]{2,20}/\. |[\w .-]{2,20} [—–] )?(?=\S)"
)


class PlainEngine:
    """An `Engine` for languages whose claims alone are read; it uses no model."""

    makers: tuple[Maker, ...] = ()

    def __init__(self, language: Language) -> None:
        self._joining = language.words("sources", "joining")
        self._complementizers = language.words("grammar", "complementizer")
        self._splitter = _Splitter(language)

    def parse(self, text: str) -> Parse:
        """Analyse a report's text, whose paragraphs are its lines."""
        paragraphs = tuple(
            Span(found.start(), found.end()) for found in re.finditer(r"\S[^\n]*", text)
        )
        quotes = _find_spoken(text, paragraphs)
        starts = [quote.begin for quote in quotes]
        tokens: list[Token] = []
        sentences: list[tuple[int, int]] = []
        for number, paragraph in enumerate(paragraphs):
            words = [Span(*found.span()) for found in _WORD.finditer(text, *paragraph)]
            for first, last in self._splitter.split(text, words):
                base = len(tokens)
                for begin, end in words[first : last + 1]:
                    at = bisect_right(starts, begin) - 1
                    quoted = at >= 0 and begin < quotes[at].end
                    word, i = text[begin:end], len(tokens)
                    lower, pos = word.lower(), self._tag(word)
                    tokens.append(
                        Token(
                            i, begin, end, word, lower, lower, pos, "", "", i, (), i, i,
                            len(sentences), number, "", quoted,
                        )
                    )  # fmt: skip
                sentences.append((base, len(tokens) - 1))
        found = (_DATELINE.match(text, *paragraph) for paragraph in paragraphs)
        return Parse(
            text=text,
            tokens=tuple(tokens),
            sentences=tuple(sentences),
            paragraphs=paragraphs,
            names=(),
            quotes=quotes,
            datelines=tuple(Span(*match.span()) for match in found if match is not None),
        )

    def _tag(self, word: str) -> str:
        if not any(letter.isalnum() for letter in word):
            return "PUNCT"
        # "Что" with a capital begins a question, and belongs to what is stated.
        if word in self._complementizers:
            return "SCONJ"
        return "CCONJ" if word in self._joining else "X"


def _find_spoken(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return what stands in quotation marks, and paragraphs of speech behind a dash."""
    speeches = [one for one in paragraphs if _SPEECH.match(text, *one)]
    quotes = [
        quote
        for quote in find_quotes(text, paragraphs)
        if not any(speech.begin <= quote.begin < speech.end for speech in speeches)
    ]
    return tuple(sorted([*quotes, *speeches]))


class _Splitter:
    """Cuts a paragraph's words into sentences."""

    def __init__(self, language: Language) -> None:
        self._never = language.words("sentences", "abbreviation")
        self._perhaps = language.words("sentences", "abbreviation_final")
        self._openings = frozenset(
            {*language.values("grammar", "pronoun"), *language.words("grammar", "first_person")}
        )

    def split(self, text: str, words: Sequence[Span]) -> Iterator[tuple[int, int]]:
        """Yield the first and the last word of each sentence, both inclusive."""
        first = 0
        i = 0
        while i < len(words):
            last = self._find_end(text, words, first, i)
            if last is None and i - first + 1 >= _LONGEST_SENTENCE:
                last = i
            if last is not None:
                yield first, last
                first, i = last + 1, last
            i += 1
        if first < len(words):
            yield first, len(words) - 1

    def _find_end(self, text: str, words: Sequence[Span], first: int, i: int) -> int | None:
        """Return the last word of a sentence that a mark at ``i`` ends, ``None`` if it does not."""
        if text[words[i].begin] not in _END:
            return None
        last = i
        while last + 1 < len(words) and self._is_stuck(text, words, last):
            last += 1
        if last + 1 == len(words):
            return last
        if words[last].end == words[last + 1].begin:  # no blank
            return None
        closed = text[words[last].begin] in _CLOSERS
        return last if self._begins(text, words, first, i, last + 1, closed=closed) else None

    @staticmethod
    def _is_stuck(text: str, words: Sequence[Span], last: int) -> bool:
        """Whether the next mark closes or repeats the one before: "?!", ".»"."""
        begin = words[last + 1].begin
        mark = text[begin]
        return begin == words[last].end and (mark in _END or mark in _CLOSERS)

    def _begins(
        self, text: str, words: Sequence[Span], first: int, i: int, then: int, *, closed: bool
    ) -> bool:
        """Whether a sentence begins with word ``then``, behind the mark ``i``."""
        dashed = text[words[then].begin] in _DASHES
        if dashed and closed:
            # «Зачем?» — спросил он; with a name too: «Зачем?» — Павел не ответил.
            return False
        while then < len(words) and not text[words[then].begin].isalnum():
            then += 1
        if then == len(words):
            return True
        word = text[words[then].begin : words[then].end]
        if word[0].islower():
            return False
        return not self._is_abbreviated(text, words, first, i, word)

    def _is_abbreviated(
        self, text: str, words: Sequence[Span], first: int, i: int, then: str
    ) -> bool:
        """Whether the full stop at ``i`` ends an abbreviation, an initial or a number."""
        if text[words[i].begin] != "." or i == first or words[i - 1].end != words[i].begin:
            return False
        word = text[words[i - 1].begin : words[i - 1].end]
        if i - 1 == first and word.isdecimal():
            return True  # "1. Первое"
        if len(word) == 1 and word.isupper():
            return then.lower() not in self._openings
        before = text[words[i - 2].begin : words[i - 2].end] if i - 2 >= first else ""
        if word in self._perhaps:
            return then[0].isdecimal()
        if word.lower() not in self._never:
            return False
        # Behind a number it may be the last word: "Это было в 2022 г. Суд решил".
        ends = before.isdecimal() and not then[0].isdecimal() and i - first > _FEW
        return not ends


@cache
def load_plain(code: str) -> PlainEngine:
    """Return the engine for a language whose claims alone are read."""
    return PlainEngine(get_language(code))
