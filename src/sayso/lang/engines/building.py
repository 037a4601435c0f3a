"""From the texts that spaCy analysed to one `Parse`."""

import re
from typing import Any

from sayso.lang.engines.forms import Form
from sayso.lang.engines.mends import mend_dated_verbs, mend_trailing_speech
from sayso.lang.engines.mends_led import mend_led_verbs
from sayso.records.parse import Name, Parse, Token
from sayso.records.selector import Span

# No report's sentence is longer; what no full stop ends is cut, so that nobody has to
# walk up a tree that is thousands of words deep.
_LONGEST_SENTENCE = 300
_DAYS = frozenset({"DATE", "TIME"})
_UNKNOWN_PLURAL = re.compile(r"\w{3}(?<!hu)men$")


class ParseBuilder:
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

    def add(self, doc: Any, forms: list[Form], *, offset: int, paragraph: int) -> None:
        """Add the words of one piece, which begins at ``offset`` in the text."""
        blanks = doc.to_array("IS_SPACE").tolist()
        kept = [i for i, blank in enumerate(blanks) if not blank]
        base = len(self.tokens)
        place = {i: base + k for k, i in enumerate(kept)}
        name_of = self._add_names(doc, place)
        sentence_of = self._add_sentences(doc, kept, base)
        heads = self._find_heads(doc, place, sentence_of)
        days = [name_of.get(i) in _DAYS for i in kept]
        steps = [head - base for head in heads]
        mended = mend_dated_verbs([forms[i] for i in kept], steps, days)
        mended = mend_led_verbs(mended, steps, days)
        mended = mend_trailing_speech(mended, steps)
        heads = [base + step for step in steps]
        children, left, right = _find_subtrees(heads, base)
        for k, i in enumerate(kept):
            word, number = doc[i], base + k
            text, begin = word.text, offset + word.idx
            lower, tag, dep, pos, lemma = mended[k]
            if heads[k] == number:
                dep = "ROOT"  # also of what was cut off
            if " " in text and tag != "NNS":
                # A spotted name is a proper noun, whatever it looks like to the tagger.
                pos, tag = "PROPN", "NNP"
            if pos == "NOUN" and _UNKNOWN_PLURAL.search(lemma):
                # "servicemen", "policewomen": the lemmatizer knows only the common ones.
                lemma, tag = lemma[:-2] + "an", "NNS"
            self.tokens.append(
                Token(
                    number,
                    begin,
                    begin + len(text),
                    text,
                    lower,
                    lemma if pos != "PROPN" else text,
                    pos,
                    tag,
                    dep,
                    heads[k],
                    tuple(children[k]),
                    left[k],
                    right[k],
                    sentence_of[k],
                    paragraph,
                    name_of.get(i, ""),
                    self._is_quoted(begin),
                )
            )

    def _add_names(self, doc: Any, place: dict[int, int]) -> dict[int, str]:
        label_of: dict[int, str] = {}
        for name in doc.ents:
            inside = [i for i in range(name.start, name.end) if i in place]
            if inside:
                label = name.label_
                self.names.append(Name(place[inside[0]], place[inside[-1]], label))
                label_of.update(dict.fromkeys(inside, label))
        return label_of

    def _add_sentences(self, doc: Any, kept: list[int], base: int) -> list[int]:
        """Return the number of each word's sentence."""
        starts = doc.to_array("SENT_START").tolist()
        sentence_of: list[int] = []
        begun, before = base, -1
        for k, i in enumerate(kept):
            starting = 1 in starts[before + 1 : i + 1]
            if k and (starting or base + k - begun >= _LONGEST_SENTENCE):
                self.sentences.append((begun, base + k - 1))
                begun = base + k
            sentence_of.append(len(self.sentences))
            before = i
        if kept:
            self.sentences.append((begun, base + len(kept) - 1))
        return sentence_of

    @staticmethod
    def _find_heads(doc: Any, place: dict[int, int], sentence_of: list[int]) -> list[int]:
        """Return each word's head; its own number where that is a blank, or was cut off."""
        steps = doc.to_array("HEAD").view("int64").tolist()
        heads = []
        for k, (i, number) in enumerate(place.items()):
            at = i + steps[i]
            while at not in place and steps[at]:
                at += steps[at]
            head = place.get(at, number)
            heads.append(head if sentence_of[head - number + k] == sentence_of[k] else number)
        return heads

    def _is_quoted(self, begin: int) -> bool:
        while self._quote < len(self.quotes) and self.quotes[self._quote].end <= begin:
            self._quote += 1
        return self._quote < len(self.quotes) and self.quotes[self._quote].begin <= begin

    def finish(self) -> Parse:
        """Return all that was added."""
        return Parse(
            text=self.text,
            tokens=tuple(self.tokens),
            sentences=tuple(self.sentences),
            paragraphs=self.paragraphs,
            names=tuple(self.names),
            quotes=self.quotes,
            datelines=self.datelines,
        )


def _find_subtrees(heads: list[int], base: int) -> tuple[list[list[int]], list[int], list[int]]:
    """Return each word's children, and the first and the last word of its subtree."""
    count = len(heads)
    children: list[list[int]] = [[] for _ in heads]
    left, right = list(range(base, base + count)), list(range(base, base + count))
    for k, head in enumerate(heads):
        if head == base + k:
            continue
        children[head - base].append(base + k)
        at = head - base
        while not left[at] <= base + k <= right[at]:
            left[at], right[at] = min(left[at], base + k), max(right[at], base + k)
            at = heads[at] - base
    return children, left, right
