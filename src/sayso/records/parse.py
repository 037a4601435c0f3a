"""What an engine saw in a text: words, sentences, who depends on whom, names.

The record is engine-free, so that no stage imports an NLP library. Words are
numbered over the whole report; the number is what stages pass to one another.
Coarse tags are those of Universal Dependencies. For English the fine tags are those of the
Penn Treebank and dependency labels those of ClearNLP (spaCy's models). Engines of inflected
languages give features as the fine tag (`sayso.records.morph`), dictionary forms as lemmas,
and no dependencies: every word is then its own head.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sayso.records.selector import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark.

    Attributes:
        i: Its number in the report.
        begin, end: Offsets in the report's text, half-open.
        text, lower, lemma: As written, in lower case, as in a dictionary.
        pos, tag, dep: Coarse tag, fine tag, dependency label ("" for none).
        head: Number of the word it depends on; itself for the root of a sentence.
        children: Numbers of the words that depend on it, in text order.
        left, right: First and last word of its subtree, both inclusive.
        sentence, paragraph: Numbers of the sentence and the paragraph it stands in.
        name: Type of the name it belongs to ("PERSON", "GPE", ...), or "".
        quoted: Whether it stands inside quotation marks (the marks count as inside).
    """

    i: int
    begin: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    children: tuple[int, ...]
    left: int
    right: int
    sentence: int
    paragraph: int
    name: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the engine recognised: words ``first`` to ``last``, both inclusive.

    Labels are OntoNotes' for English ("PERSON", "GPE", ...), NEREL's for Russian and Ukrainian
    ("PERSON", "ORGANIZATION", "CITY", "STATE_OR_PROVINCE", "COUNTRY", "DISTRICT", "LOCATION",
    "FACILITY", "WORK_OF_ART", ...).
    """

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """A report's text as an engine analysed it.

    Attributes:
        text: The text that was analysed.
        tokens: Every word and mark; white space has none.
        sentences: First and last word of each sentence, both inclusive.
        paragraphs: Where each paragraph stands in the text.
        names: The names recognised, in text order, never overlapping.
        quotes: The quoted stretches, marks included, in text order: offsets.
        datelines: Where paragraphs say where and when they were written ("ALMATY,
            Kazakhstan, Jan. 16 (Reuters) - "): offsets; sentences of their own.
        spans: What else the engine recognised ("LAW", "CRIME", "PENALTY", "PROFESSION",
            "FAMILY", "AGE", "NATIONALITY", ...: the types of NEREL), in text order; these
            may overlap one another and the names.
        otherwise: What else a word's form can be, by its number: fine tags, likeliest first.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[Span, ...]
    names: tuple[Name, ...]
    quotes: tuple[Span, ...]
    datelines: tuple[Span, ...] = ()
    spans: tuple[Name, ...] = ()
    otherwise: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def span(self, first: int, last: int) -> Span:
        """Return the offsets of words ``first`` to ``last``, both inclusive."""
        return Span(self.tokens[first].begin, self.tokens[last].end)

    def words(self, first: int, last: int) -> str:
        """Return the text of words ``first`` to ``last``, both inclusive."""
        return self.text[self.tokens[first].begin : self.tokens[last].end]

    def token_at(self, offset: int) -> Token | None:
        """Return the word that covers an offset, or the next one; ``None`` past the last."""
        at = bisect_right(self.tokens, offset, key=lambda token: token.begin) - 1
        if at >= 0 and offset < self.tokens[at].end:
            return self.tokens[at]
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None

    def tokens_in(self, begin: int, end: int) -> tuple[Token, ...]:
        """Return the words that overlap ``[begin, end)``."""
        low = bisect_right(self.tokens, begin, key=lambda token: token.end)
        high = bisect_right(self.tokens, end - 1, key=lambda token: token.begin)
        return self.tokens[low:high]

    def subtree(self, i: int) -> Iterator[Token]:
        """Yield word ``i`` and all that depends on it, in text order."""
        found = [i]
        for at in found:
            found.extend(self.tokens[at].children)
        return (self.tokens[at] for at in sorted(found))

    def ancestors(self, i: int) -> Iterator[Token]:
        """Yield the words that ``i`` depends on, nearest first, up to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def children(self, i: int, *deps: str) -> tuple[Token, ...]:
        """Return the direct dependants of ``i``, of the labels given or all, in text order."""
        found = (self.tokens[at] for at in self.tokens[i].children)
        return tuple(token for token in found if not deps or token.dep in deps)
