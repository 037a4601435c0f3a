"""Text without the marks of stress, and without letters of another alphabet that only look alike.

Who writes "аресто́ван" or puts a Latin "a" into a word, by mistake or against filters, means
the word that the dictionary has. Words are looked up so; offsets are those of what was written.
"""

import re
from dataclasses import dataclass, replace

from sayso.records.parse import Parse, Token
from sayso.records.selector import Span

_VOWELS = "\u0430\u0435\u0438\u043e\u0443\u044b\u044d\u044e\u044f\u0456\u0454"
_STRESS = re.compile(f"(?<=[{_VOWELS}{_VOWELS.upper()}])[\u0300\u0301]")
_CYRILLIC = "\u0400-\u045f\u0490\u0491"
_OTHER = "A-Za-z\u00c0-\u00ff"
_STRAY = re.compile(f"(?<=[{_CYRILLIC}])[{_OTHER}]|[{_OTHER}](?=[{_CYRILLIC}])")
# Not in addresses and names of accounts.
_MIXED = re.compile(
    f"(?<![\\w@#/.])(?=[{_CYRILLIC}]*[{_OTHER}])(?=[{_OTHER}]*[{_CYRILLIC}])"
    f"[{_CYRILLIC}{_OTHER}]+(?![\\w/])"
)
_ALIKE = str.maketrans(
    "aceiopxyABCEHIKMOPTXY\u00e1\u00e9\u00f3\u00fd\u00eb\u00ef",
    "\u0430\u0441\u0435\u0456\u043e\u0440\u0445\u0443"
    "\u0410\u0412\u0421\u0415\u041d\u0406\u041a\u041c\u041e\u0420\u0422\u0425\u0423"
    "\u0430\u0435\u043e\u0443\u0451\u0457",
)
"""Latin letters, and those that a stress is printed on, as the Cyrillic that look the same."""


def clean(text: str) -> str:
    """Return a text without stress marks, whose mostly Cyrillic words have no Latin letters."""
    text = _STRESS.sub("", text)
    return _MIXED.sub(_mend, text) if _STRAY.search(text) else text


def _mend(found: re.Match[str]) -> str:
    word = found[0]
    mended = word.translate(_ALIKE)
    cyrillic = sum("\u0400" <= letter <= "\u0491" for letter in word)
    whole = all("\u0400" <= letter <= "\u0491" for letter in mended)
    return mended if whole and 2 * cyrillic > len(word) else word


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text, and where each of its letters stands in what was written.

    Attributes:
        written: What was written.
        text: As `clean` returns it.
        begins, ends: Offsets in what was written; a letter's stress mark belongs to it.
    """

    written: str
    text: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]

    @staticmethod
    def make(written: str) -> "Cleaned | None":
        """Return the cleaned text; ``None`` where there is nothing to clean."""
        text = clean(written)
        if text == written:
            return None
        marks = {found.start() for found in _STRESS.finditer(written)}
        begins = tuple(at for at in range(len(written)) if at not in marks)
        return Cleaned(written, text, begins, (*begins[1:], len(written)))

    def restore(self, parse: Parse) -> Parse:
        """Return a parse of the cleaned text as one of what was written.

        Lemmas and `Token.lower` stay those of the cleaned words.
        """
        return replace(
            parse,
            text=self.written,
            tokens=tuple(map(self._restore_token, parse.tokens)),
            paragraphs=tuple(map(self._restore, parse.paragraphs)),
            quotes=tuple(map(self._restore, parse.quotes)),
            datelines=tuple(map(self._restore, parse.datelines)),
        )

    def _restore(self, span: Span) -> Span:
        if span.begin == span.end:
            at = self.begins[span.begin] if span.begin < len(self.begins) else len(self.written)
            return Span(at, at)
        return Span(self.begins[span.begin], self.ends[span.end - 1])

    def _restore_token(self, token: Token) -> Token:
        begin, end = self._restore(Span(token.begin, token.end))
        return replace(token, begin=begin, end=end, text=self.written[begin:end])
