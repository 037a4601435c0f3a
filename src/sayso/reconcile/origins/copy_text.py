"""A report as lines of comparable words: what every search for copies looks at."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.lang.folding import fold
from sayso.lang.language import SUPPORTED, get_language
from sayso.records.report import Report

# "U.S.A." is one word, however many letters are in it.
_WORD = re.compile(r"(?:\b\w\.){2,}\w?\b|\w+(?:['’ʼ]\w+)*")
# Addresses and what marks up a link are no words of the text.
_ADDRESS = re.compile(r"\(?\b(?:https?://|www\.|t\.me/)\S*|(?<!\w)@\w{3,}")
_END = re.compile(r"[.!?…]+[\"'»”’)\]]*\s+(?=[\"'«“„(\[–—-]*\s*[^\W_a-zа-яёіїєґ])")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"\n]*\"")
# What is shorter in quotation marks is a name.
_QUOTATION = 12
# What stands before the full stop of "Mr. X", "ст. 337", "И. Орлов" ends no sentence.
_SHORT, _MONTH = 2, 4
# A longer line than this tells something, unless it has more than one mark of such a line.
_STOCK_WORDS = 16
_MOSTLY = 0.6
# A line among the last of a text that stands there in so many of one publisher's is a footer.
_FOOTER, _OFTEN = 3, 3


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, or a line that no full stop ends.

    Attributes:
        begin, end: Where it stands in the text.
        words: Its words, folded.
        facts: Positions in ``words`` of figures and of what is written with a capital without
            opening the line.
        quoted: Whether most of it stands in quotation marks.
        stock: Whether it is a line of the page or the channel, not of the text.
        denials: How often it says "not".
    """

    begin: int
    end: int
    words: tuple[str, ...]
    facts: frozenset[int]
    quoted: bool
    stock: bool
    denials: int

    @property
    def tells(self) -> bool:
        """Whether it is the report's own telling."""
        return not self.stock and not self.quoted


@dataclass(frozen=True, slots=True)
class CopyText:
    """One report as it is compared with others.

    Attributes:
        report: The report.
        lines: Its lines, in text order.
    """

    report: Report
    lines: tuple[Line, ...]

    @property
    def key(self) -> str:
        """The SHA-256 by which the report is known."""
        return self.report.sha256

    @property
    def order(self) -> tuple[str, str]:
        """What puts reports in one order, whatever order they came in."""
        return (self.report.published or "9999", self.report.sha256)


def make_copy_text(report: Report) -> CopyText:
    """Return a report's text as lines of comparable words."""
    return CopyText(report=report, lines=tuple(_list_lines(report)))


def mark_footers(texts: Sequence[CopyText]) -> list[CopyText]:
    """Return texts in which a line is the publisher's own that it puts under several of them."""
    seen: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for text in texts:
        seen.update({(_name(text), line.words) for line in text.lines[-_FOOTER:]})
    return [_mark(text, seen) if text.report.publisher else text for text in texts]


def _mark(text: CopyText, seen: Counter[tuple[str, tuple[str, ...]]]) -> CopyText:
    first = max(1, len(text.lines) - _FOOTER)  # what a text begins with is no footer
    lines = tuple(
        replace(line, stock=True)
        if number >= first
        and len(line.words) <= _STOCK_WORDS
        and seen[_name(text), line.words] >= _OFTEN
        else line
        for number, line in enumerate(text.lines)
    )
    return text if lines == text.lines else replace(text, lines=lines)


def _name(text: CopyText) -> str:
    return fold(text.report.publisher or "")


def list_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, without addresses."""
    return tuple(fold(word) for word in _WORD.findall(_blank(text)))


def _list_lines(report: Report) -> Iterator[Line]:
    text = _blank(report.text)
    quotes = [it.span() for it in _QUOTED.finditer(text) if len(it[0]) > _QUOTATION]
    language = report.language if report.language in SUPPORTED else None
    for begin, end in _cut(text):
        found = list(_WORD.finditer(text, begin, end))
        if not found:
            continue
        words = tuple(fold(it[0]) for it in found)
        within = sum(any(low <= it.start() < high for low, high in quotes) for it in found)
        stock, denials = _look(text[begin:end], language)
        yield Line(
            begin=begin,
            end=end,
            words=words,
            facts=frozenset(
                at
                for at, it in enumerate(found)
                if it[0][0].isdigit() or (at and it[0][0].isupper())
            ),
            quoted=within >= _MOSTLY * len(found),
            stock=stock > 1 or (stock == 1 and len(words) <= _STOCK_WORDS),
            denials=denials,
        )


def _blank(text: str) -> str:
    """Put blanks for what is no words, so that every offset stays."""
    return _ADDRESS.sub(lambda found: " " * len(found[0]), text)


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text stand; a line break always ends one."""
    at = 0
    for row in text.splitlines(keepends=True):
        begin = at
        for found in _END.finditer(row):
            before = _WORD.findall(row[begin - at : found.start()][-12:])
            behind = row[found.end() : found.end() + 1]
            if row[found.start()] == "." and before and _is_abbreviation(before[-1], behind):
                continue
            yield begin, at + found.end()
            begin = at + found.end()
        yield begin, at + len(row.rstrip())
        at += len(row)


def _is_abbreviation(word: str, behind: str) -> bool:
    """Whether a full stop behind a word ends no sentence: "Mr. X", "Sept. 9"."""
    return word.isalpha() and len(word) <= (_MONTH if behind.isdigit() else _SHORT)


def _look(line: str, language: str | None) -> tuple[int, int]:
    """Return how many marks of the page's own lines a line has, and how often it denies."""
    if language is None:
        return 0, 0
    stock, denial = _get_patterns(language)
    return len(stock.findall(line)), len(denial.findall(line))


@cache
def _get_patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    language = get_language(code)
    return language.pattern("copies", "stock"), language.pattern("copies", "negation")
