"""Words, sentences and quotations by marks and lists alone: an engine without grammar.

It serves languages of which nothing but claims is read: the tagger finds these, and needs
no grammar. Every word depends on itself alone. Coarse tags are ``PUNCT`` for marks, ``CCONJ``
and ``SCONJ`` for the few words that join clauses, and ``X`` for all others.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.lang.engines.inflected.form import Form
from sayso.lang.engines.quotations import find_quotes
from sayso.lang.language import Language, get_language
from sayso.records.parse import Name, Parse, Token
from sayso.records.reading import Maker
from sayso.records.selector import Span

# Words may be joined inside by hyphens, apostrophes and dots ("Жетысу.Хроники"); accents
# put on letters belong to them. Addresses, names of accounts and tags of posts are one word,
# also "в/ч" and an emoji of several characters. No word is longer than 500 characters.
_LETTER = r"[\w\u0300-\u036f]"
_EMOJI = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]"
_EMOJI_TAIL = "[\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_WORD = re.compile(
    r"(?:https?://|www\.)[^\s«»“”\"<>]{1,490}[^\s«»“”\"<>.,;:!?)]|[@#]\w{1,100}"
    # An initial without a blank behind it: "А.Б.Белов".
    r"|(?<!\w)[А-ЯЁІЇЄҐA-Z](?=\.[А-ЯЁІЇЄҐA-Z](?:[а-яёіїєґa-z'’ʼ]|\.))"
    r"|(?<!\w)[^\W\d_]{1,2}/[^\W\d_]{1,2}(?!\w)"
    rf"|[\U0001f1e6-\U0001f1ff]{{2}}|{_EMOJI}{_EMOJI_TAIL}{{0,8}}(?:(?<=\u200d){_EMOJI}{_EMOJI_TAIL}{{0,8}}){{0,6}}"
    rf"|\d+(?:[.,:]\d+)+(?!{_LETTER})|{_LETTER}{{1,500}}(?:[-‐‑'’ʼ.](?=\w){_LETTER}{{1,100}}){{0,8}}|[^\w\s]"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A text cut into words, sentences and paragraphs.

    Attributes:
        paragraphs: Its lines, as offsets.
        quotes: What is quoted or spoken, as offsets.
        datelines: Where and when paragraphs were written, as offsets.
        sentences: The number of the paragraph and the words of each sentence.
    """

    paragraphs: tuple[Span, ...]
    quotes: tuple[Span, ...]
    datelines: tuple[Span, ...]
    sentences: tuple[tuple[int, tuple[Span, ...]], ...]


class Cutter:
    """Cuts texts of a language into words and sentences."""

    def __init__(self, language: Language) -> None:
        self._splitter = _Splitter(language)

    def cut(self, text: str) -> Cut:
        """Return a text's words, whose paragraphs are its lines."""
        paragraphs = tuple(
            Span(found.start(), found.end()) for found in re.finditer(r"\S[^\n]*", text)
        )
        sentences: list[tuple[int, tuple[Span, ...]]] = []
        for number, paragraph in enumerate(paragraphs):
            words = [Span(*found.span()) for found in _WORD.finditer(text, *paragraph)]
            for first, last in self._splitter.split(text, words):
                sentences.append((number, tuple(words[first : last + 1])))
        found = (_DATELINE.match(text, *paragraph) for paragraph in paragraphs)
        return Cut(
            paragraphs=paragraphs,
            quotes=_find_spoken(text, paragraphs),
            datelines=tuple(Span(*match.span()) for match in found if match is not None),
            sentences=tuple(sentences),
        )


class PlainEngine:
    """An `Engine` for languages whose claims alone are read; it uses no model."""

    makers: tuple[Maker, ...] = ()

    def __init__(self, language: Language) -> None:
        self._joining = language.words("sources", "joining")
        self._complementizers = language.words("grammar", "complementizer")
        self._cutter = Cutter(language)

    def parse(self, text: str) -> Parse:
        """Analyse a report's text, whose paragraphs are its lines."""
        cut = self._cutter.cut(text)
        words = [text[begin:end] for _, spans in cut.sentences for begin, end in spans]
        forms = [Form(pos=self._tag(word), lemma=word.lower()) for word in words]
        return build_parse(text, cut, forms)

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


def build_parse(
    text: str,
    cut: Cut,
    forms: Sequence[Form],
    names: tuple[Name, ...] = (),
    spans: tuple[Name, ...] = (),
) -> Parse:
    """Return a parse of words and what their forms show, one form for each word."""
    starts = [quote.begin for quote in cut.quotes]
    labels = {i: name.label for name in names for i in range(name.first, name.last + 1)}
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    for number, (paragraph, words) in enumerate(cut.sentences):
        base = len(tokens)
        for begin, end in words:
            at = bisect_right(starts, begin) - 1
            quoted = at >= 0 and begin < cut.quotes[at].end
            word, i = text[begin:end], len(tokens)
            form = forms[i]
            tokens.append(
                Token(
                    i, begin, end, word, word.lower(), form.lemma, form.pos, form.tag, "", i, (),
                    i, i, number, paragraph, labels.get(i, ""), quoted,
                )
            )  # fmt: skip
        sentences.append((base, len(tokens) - 1))
    return Parse(
        text=text,
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        paragraphs=cut.paragraphs,
        names=names,
        quotes=cut.quotes,
        datelines=cut.datelines,
        spans=spans,
        otherwise={i: form.others for i, form in enumerate(forms) if form.others},
    )


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
