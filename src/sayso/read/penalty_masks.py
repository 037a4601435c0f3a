"""Terms found once and put into the text as one mark each, for what else a penalty is made of.

"A suspended prison sentence of three years" becomes "a suspended prison sentence of
          ⌛": the phrases around a term then need no grammar of numbers, which would be tried
again for each of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from re import Match

from sayso.lang.language import Language
from sayso.lang.templates import find_templates_in
from sayso.records.parse import Parse
from sayso.records.selector import Span

_AROUND = 110  # how far from a term the words of its penalty reach, in characters
# Entries of terms, and of the marks that stand for them.
_TERMS = (("counted", "term_mark"), ("led_term", "led_mark"), ("hyphen_term", "hyphen_only"))
_PLAIN = 3  # blanks in "2 years 2 months"
_SLOTS = ("marked", "hyphen_mark", "led_mark")


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedText:
    """A report's text with a mark on the last character of each term, blanks before it.

    Attributes:
        text: As long as the report's; blank far from terms.
        begins: Where the term begins whose mark stands at an offset.
        passages: The stretches that are not blank, in text order.
    """

    text: str
    begins: Mapping[int, int]
    passages: tuple[tuple[int, int], ...]

    def find_begin(self, at: int) -> int:
        """Return where what a match holds from an offset on begins in the report."""
        return self.begins.get(at, at)


def mask_terms(parse: Parse, language: Language, windows: Sequence[tuple[int, int]]) -> MaskedText:
    """Return the text with its terms marked; ``windows``: where terms can stand."""
    found: list[tuple[Span, str]] = []
    for name, mark in _TERMS:
        matches = find_templates_in(language, "law", name, parse.text, windows)
        found += [
            (Span(match.start(), match.end()), mark)
            for match in matches
            if not _runs_on(match, language)
        ]
    terms = _sweep(found)
    pieces, begins = [], {}
    passages = tuple(_surround(parse, [span for span, _ in terms]))
    at = 0
    text = list(parse.text)
    for span, mark in terms:
        sign = language.entry("law", mark).phrases[0]
        text[span.begin : span.end] = " " * (span.end - span.begin - 1) + sign
        begins[span.end - 1] = span.begin
    for low, high in passages:
        pieces += [" " * (low - at), *text[low:high]]
        at = high
    return MaskedText(text="".join(pieces), begins=begins, passages=passages)


def _runs_on(match: Match[str], language: Language) -> bool:
    """Tell whether a term is no part of what stands before it: "60 days two weeks later".

    "2 years 2 months" is one, since a month is the less.
    """
    slots = match.groupdict()
    if slots.get("unit2") is None or slots.get("number2") is None or slots.get("term_to"):
        return False
    if match[0].count(" ") > _PLAIN or slots["unit2"] == slots.get("unit"):
        return False
    units = language.values("times", "unit")
    first, second = (str(units[str(slots[name]).lower()]) for name in ("unit", "unit2"))
    return (first, second) != ("Y", "MO")


def _sweep(found: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Keep of overlapping terms the first, and of those that begin together the longest."""
    kept: list[tuple[Span, str]] = []
    for span, mark in sorted(found, key=lambda it: (it[0].begin, -it[0].end)):
        if not kept or kept[-1][0].end <= span.begin:
            kept.append((span, mark))
    return kept


def _surround(parse: Parse, terms: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the stretches around terms, none past the end of its sentence."""
    found: list[tuple[int, int]] = []
    for term in terms:
        inside = parse.tokens_in(*term)
        first, last = (parse.sentences[word.sentence] for word in (inside[0], inside[-1]))
        low = max(parse.tokens[first[0]].begin, term.begin - _AROUND)
        high = min(parse.tokens[last[1]].end, term.end + _AROUND)
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def find_marked(masked: MaskedText, language: Language, name: str) -> Iterator[Match[str]]:
    """Yield the matches of an entry's phrases whose term is one of the report's."""
    for match in find_templates_in(language, "law", name, masked.text, masked.passages):
        if any(at in masked.begins for at in range(*match.span())):
            yield match


def find_slot(masked: MaskedText, match: Match[str]) -> Span:
    """Return where the term of a match stands, what bounds it included."""
    slots = match.groupdict()
    name = next(slot for slot in _SLOTS if slots.get(slot))
    return Span(masked.find_begin(match.start(name)), match.end(name))
