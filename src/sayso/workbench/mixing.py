"""Reports in more than one language: each part read as what it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from sayso.errors import LanguageError
from sayso.lang.language import SUPPORTED
from sayso.records.reading import Passage
from sayso.records.report import Report
from sayso.records.selector import Span


def find_passages(report: Report, languages: Sequence[str | None]) -> tuple[Passage, ...]:
    """Return the passages of a report that is in several languages, none of any other.

    Args:
        report: The report.
        languages: What each line of its text is in; a line of which that cannot be told
            counts as in the report's language.
    """
    known = [code or report.language for code in languages]
    passages = tuple(_join_lines(report.text, known))
    if all(passage.language == report.language for passage in passages):
        return ()
    return passages


def list_parts(report: Report, passages: Sequence[Passage]) -> list[Report]:
    """Return the report once for each language that is read, all other passages blanked.

    So every offset stays what it is. The report's own language comes first.
    """
    codes = dict.fromkeys((report.language, *(it.language for it in passages if it.read)))
    return [
        replace(report, language=code, text=_blank(report.text, code, passages))
        for code in codes
        if code is not None and any(it.language == code and it.read for it in passages)
    ]


def make_foreign_error(report: Report, passages: Sequence[Passage]) -> LanguageError:
    """Return what to raise for a report of which no passage is in a language that is read."""
    found = " and ".join(sorted({repr(it.language) for it in passages}))
    return LanguageError(
        f"The text is in the language {found}, not in {report.language!r} as was named, and "
        "sayso does not read it.",
        remedy=f"Translate it into one of {', '.join(SUPPORTED)} first.",
    )


def _join_lines(text: str, languages: Sequence[str]) -> Iterator[Passage]:
    lines = text.split("\n")
    at = 0
    placed = []
    for line, code in zip(lines, languages, strict=True):
        placed.append((Span(at, at + len(line)), code))
        at += len(line) + 1
    for code, group in groupby(placed, key=lambda one: one[1]):
        spans = [span for span, _ in group]
        begin, end = spans[0].begin, spans[-1].end
        yield Passage(span=Span(begin, end), language=code, read=code in SUPPORTED)


def _blank(text: str, code: str, passages: Sequence[Passage]) -> str:
    pieces = []
    at = 0
    for passage in passages:
        begin, end = passage.span
        pieces.append(text[at:begin])
        words = text[begin:end]
        blank = "".join("\n" if letter == "\n" else " " for letter in words)
        pieces.append(words if passage.language == code else blank)
        at = end
    return "".join((*pieces, text[at:]))
