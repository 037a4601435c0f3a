"""English through spaCy, with the mends that reports proved necessary."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sayso.errors import ModelError
from sayso.lang.engines.building import ParseBuilder
from sayso.lang.engines.forms import RULES, Forms
from sayso.lang.engines.pins import ENGLISH, Pin
from sayso.lang.engines.quotations import find_datelines, find_quotes
from sayso.lang.engines.spotting import NameSpotter
from sayso.lang.language import Language, get_language
from sayso.records.parse import Parse
from sayso.records.reading import Maker
from sayso.records.selector import Span

# Longer paragraphs are analysed in pieces, cut at the end of a sentence where there is one;
# so many characters are analysed at once, since that takes memory.
_PIECE = 20_000
_BATCH = 40_000
_COST = 100  # characters that a piece counts for, however short it is
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"'“‘])")
# No word is longer, and the tokenizer's time grows with the square of its length.
_ENDLESS = re.compile(r"\S{500}(?=\S)")


class SpacyEnglish:
    """An `Engine` for English; load it once with `load_english`."""

    def __init__(self, nlp: Any, makers: tuple[Maker, ...], language: Language) -> None:
        self._nlp = nlp
        self.makers = makers
        self._forms = Forms(nlp)
        self._spotter = NameSpotter(language)

    def parse(self, text: str) -> Parse:
        """Analyse a report's text, whose paragraphs are its lines."""
        paragraphs = tuple(
            Span(found.start(), found.end()) for found in re.finditer(r"\S[^\n]*", text)
        )
        datelines = find_datelines(text, paragraphs)
        dateline_at = {dateline.begin: dateline for dateline in datelines}
        pieces = [
            (number, piece)
            for number, paragraph in enumerate(paragraphs)
            for part in _parts(paragraph, dateline_at)
            for piece in _pieces(text, part)
        ]
        names = sorted(self._spotter.find(text))
        builder = ParseBuilder(text, paragraphs, find_quotes(text, paragraphs), datelines)
        for batch in _batches(pieces):
            docs = [self._tokenize(text, piece, names) for _, piece in batch]
            analysed = self._nlp.pipe(docs, batch_size=len(docs))
            for (number, piece), doc in zip(batch, analysed, strict=True):
                forms = self._forms.find(doc)
                builder.add(doc, forms, offset=piece.begin, paragraph=number)
        return builder.finish()

    def _tokenize(self, text: str, piece: Span, names: list[tuple[int, int]]) -> Any:
        """Cut a piece into words, each spotted name being one word; the longest go first."""
        doc = self._nlp.make_doc(text[piece.begin : piece.end])
        low = bisect_left(names, (piece.begin, 0))
        high = bisect_left(names, (piece.end, 0))
        inside = [name for name in names[low:high] if name[1] <= piece.end]
        taken: list[tuple[int, int]] = []
        with doc.retokenize() as retokenizer:
            for begin, end in sorted(inside, key=lambda name: (name[0] - name[1], name)):
                if any(begin < high and end > low for low, high in taken):
                    continue
                taken.append((begin, end))
                span = doc.char_span(begin - piece.begin, end - piece.begin)
                if span is not None and len(span) > 1:
                    # The name of a common outlet as norm: with its own the parse goes wrong.
                    name = text[begin] not in "abcdefghijklmnopqrstuvwxyz" and "-" not in span.text
                    retokenizer.merge(span, attrs={"NORM": "reuters"} if name else {})
        return doc


def _batches(pieces: list[tuple[int, Span]]) -> Iterator[list[tuple[int, Span]]]:
    """Yield pieces, with their paragraphs' numbers, in batches of a bounded length."""
    batch: list[tuple[int, Span]] = []
    room = _BATCH
    for number, piece in pieces:
        batch.append((number, piece))
        room -= piece.end - piece.begin + _COST
        if room < 0:
            yield batch
            batch, room = [], _BATCH
    if batch:
        yield batch


def _parts(paragraph: Span, datelines: Mapping[int, Span]) -> Iterator[Span]:
    """A paragraph, its dateline apart: together they parse as one bad sentence."""
    dateline = datelines.get(paragraph.begin)
    if dateline is None:
        yield paragraph
        return
    yield Span(dateline.begin, dateline.end)
    yield Span(dateline.end, paragraph.end)


def _pieces(text: str, part: Span) -> Iterator[Span]:
    begin = part.begin
    for endless in _ENDLESS.finditer(text, part.begin, part.end):
        yield from _cut(text, begin, endless.end())
        begin = endless.end()
    yield from _cut(text, begin, part.end)


def _cut(text: str, begin: int, end: int) -> Iterator[Span]:
    while end - begin > _PIECE:
        cuts = [m.end() for m in _SENTENCE_END.finditer(text, begin, begin + _PIECE)]
        cut = cuts[-1] if cuts else text.rfind(" ", begin + 1, begin + _PIECE) + 1
        if cut <= begin:
            cut = begin + _PIECE
        yield Span(begin, cut)
        begin = cut
    yield Span(begin, end)


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

    nlp: Any = spacy.load(folders[0], exclude=["senter"], disable=RULES)
    # "Polygon.Media" is one word: no cut at a full stop between letters.
    infixes = [rule for rule in nlp.Defaults.infixes or [] if r"\.(?=[" not in rule]
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    language = get_language("en")
    _keep_titles(nlp, language)
    maker = Maker(name=pin.model, version=pin.version, sha256=digest.hexdigest())
    engine = Maker(name="spacy", version=version("spacy"))
    return SpacyEnglish(nlp, (engine, maker), language)


def _keep_titles(nlp: Any, language: Language) -> None:
    """Let the full stop of a title written short end no word, and so no sentence: "Adv. Shalev".

    To the parser it is "Dr.": it knows few others, and ends a sentence behind the rest.
    """
    for title in language.words("people", "title"):
        written = title.title()
        if title.endswith(".") and len(nlp.make_doc(written)) > 1:
            nlp.tokenizer.add_special_case(written, [{"ORTH": written, "NORM": "dr."}])
