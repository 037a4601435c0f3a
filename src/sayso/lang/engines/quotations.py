"""Where a text quotes: from marks alone, before any analysis."""

import re
from collections.abc import Iterator

from sayso.records.selector import Span

_CURLY = {"“": "”", "„": "”“", "«": "»"}
# A straight or curly single mark opens before a word that does not follow one, and
# closes after a word or a mark when no word follows: "soldiers' pay" opens nothing.
_SINGLE_OPEN = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–-]))[‘'](?=[\w\"“£$€])")
_SINGLE_GOES_ON = re.compile(r"\s*[‘'](?=[A-Z])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…;:)])[’'](?!\w)")
# Two apostrophes that open before a word or close behind one or a mark.
_DOUBLED = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[\w.,!?…;:)(-]))(?:''|``)")


# "VILNIUS, March 13 - ", "ALMATY, Kazakhstan, Jan. 16 (Reuters) — ".
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]{2,}(?:[,/] ?[\w. ]{2,24}){0,3}(?: \([\w. ]+\))? ?[—–-]{1,2} (?=\S)"
)


def find_datelines(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the datelines that open paragraphs, in text order."""
    found = (_DATELINE.match(text, *paragraph) for paragraph in paragraphs)
    return tuple(Span(*match.span()) for match in found if match is not None)


def find_quotes(text: str, paragraphs: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the quoted stretches of a text, marks included, in text order.

    A quotation ends with its paragraph at the latest. Single marks count only in
    texts that use no double ones (British style), where they are the outer marks.
    """
    if any(mark in text for mark in '"“„«'):
        find = _double
    else:
        # Archives of newspapers write two apostrophes for a mark of their own.
        find = _doubled if _DOUBLED.search(text) else _single
    return tuple(quote for paragraph in paragraphs for quote in find(text, *paragraph))


def _double(text: str, begin: int, end: int) -> Iterator[Span]:
    opened: int | None = None
    closers = ""
    inner = 0
    # «Канал «Граница» написал»: guillemets nest where each that opens is closed; often one
    # closes two.
    nests = text.count("«", begin, end) == text.count("»", begin, end)
    for at in range(begin, end):
        mark = text[at]
        if opened is not None and nests and mark == "«" and text[opened] == "«":
            inner += 1
        elif inner and mark == "»":
            inner -= 1
        elif opened is None:
            if mark == '"':
                opened, closers = at, '"”'
            elif mark in _CURLY:
                opened, closers = at, _CURLY[mark] + '"'
        elif mark in closers:
            yield Span(opened, at + 1)
            opened = None
    if opened is not None and opened < end - 1:
        yield Span(opened, end)


def _doubled(text: str, begin: int, end: int) -> Iterator[Span]:
    marks = [mark.span() for mark in _DOUBLED.finditer(text, begin, end)]
    # The last of an odd number opens what goes on in the next paragraph.
    for opening in range(0, len(marks), 2):
        closed = opening + 1 < len(marks)
        yield Span(marks[opening][0], marks[opening + 1][1] if closed else end)


def _single(text: str, begin: int, end: int) -> Iterator[Span]:
    at = begin
    while (opening := _SINGLE_OPEN.search(text, at, end)) is not None:
        closing = None
        for candidate in _SINGLE_CLOSE.finditer(text, opening.end(), end):
            closing = candidate
            # "the soldiers' pay" inside a quotation: a plural's mark closes only
            # where no later mark does before the next one opens.
            if text[candidate.start() - 1] != "s":
                break
            later = _SINGLE_CLOSE.search(text, candidate.end(), end)
            reopened = _SINGLE_OPEN.search(text, candidate.end(), end)
            if later is None or (reopened is not None and reopened.start() < later.start()):
                break
        if closing is None:
            # Unclosed, where the next paragraph opens anew: a quotation that goes on there.
            if _SINGLE_GOES_ON.match(text, end):
                yield Span(opening.start(), end)
            return
        yield Span(opening.start(), closing.end())
        at = closing.end()
