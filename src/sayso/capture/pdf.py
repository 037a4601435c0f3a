"""PDF documents: their text, line by line in reading order.

This module parses hostile input: it runs in the child process (`sandbox`), nowhere else.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from sayso.capture.extracted import Extracted
from sayso.errors import CaptureError

_MOST_PAGES = 3000
_FILE_NAME = re.compile(r".*\.\w{2,5}|untitled\b.*|microsoft word - .*", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its text, and where it stands (points, upwards and to the right)."""

    text: str
    left: float
    bottom: float
    height: float


def extract_pdf(data: bytes, max_bytes: int) -> Extracted:
    """Extract a PDF's text; raises `CaptureError` when it has none or is damaged.

    Its date of creation says nothing of its publication and is not used.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        pages = _read_pages(document, max_bytes)
        title = (document.get_metadata_dict().get("Title") or "").strip()
    except pypdfium2.PdfiumError as exc:
        raise _unreadable(exc) from exc
    text = "\n".join(_show(page) for page in _without_furniture(pages))
    if not text.strip():
        raise CaptureError(
            "This PDF has no text layer: its pages are pictures.",
            remedy="Run text recognition (OCR) on it first.",
        )
    return Extracted(
        text=text,
        title=title if title and not _FILE_NAME.fullmatch(title) else None,
        language=_language(document),
    )


def _unreadable(exc: pypdfium2.PdfiumError) -> CaptureError:
    if "password" in str(exc).lower():
        return CaptureError(
            "This PDF is locked with a password.", remedy="Save it without one and read that."
        )
    return CaptureError("This PDF is damaged.", remedy="Open it and save it anew.")


def _read_pages(document: pypdfium2.PdfDocument, max_bytes: int) -> list[list[_Line]]:
    pages: list[list[_Line]] = []
    room = max_bytes
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        text = page.get_textpage()
        room -= pdfium.FPDFText_CountChars(text.raw)
        if room < 0:
            raise CaptureError(
                f"This PDF holds more than {max_bytes:,} bytes of text.",
                remedy="Split it, or allow more with --max-bytes.",
            )
        pages.append(list(_lines(text.raw)))
        text.close()
        page.close()
    return pages


def _lines(page: ctypes.c_void_p) -> Iterator[_Line]:
    """Yield the lines of a page in the order in which the document gives them."""
    letters: list[str] = []
    first = -1
    for index in range(pdfium.FPDFText_CountChars(page)):
        code = pdfium.FPDFText_GetUnicode(page, index)
        # Where a hyphen ends a line, pdfium drops the line break: we decide ourselves.
        divided = pdfium.FPDFText_IsHyphen(page, index) == 1 or code in (2, 0xFFFE)
        if divided:
            letters.append("-")
        elif code not in (10, 13):
            if first < 0 and code > 32:
                first = index
            letters.append(chr(code) if code < 0x110000 else "\ufffd")
            continue
        if first >= 0:
            yield _place("".join(letters), page, first)
        letters, first = [], -1
    if first >= 0:
        yield _place("".join(letters), page, first)


def _place(text: str, page: ctypes.c_void_p, first: int) -> _Line:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(page, first, box):
        return _Line(text, 0.0, 0.0, 0.0)
    return _Line(text, box.left, box.bottom, abs(box.top - box.bottom))


def _without_furniture(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Drop page numbers, and heads and feet that most pages repeat."""
    edges = Counter(
        _NUMBER.sub("0", line.text.strip()) for page in pages for line in {*page[:2], *page[-2:]}
    )
    often = max(3, len(pages) // 2)
    return [
        [
            line
            for number, line in enumerate(page)
            if not (
                min(number, len(page) - 1 - number) < 2
                and ((text := _NUMBER.sub("0", line.text.strip())) == "0" or edges[text] >= often)
            )
        ]
        for page in pages
    ]


def _show(page: Sequence[_Line]) -> str:
    """Write the lines of a page, with an empty line where the page leaves more room."""
    steps = [
        before.bottom - line.bottom
        for before, line in pairwise(page)
        if before.bottom - line.bottom > 1
    ]
    usual = median(steps) if steps else 0.0
    margin = min((line.left for line in page), default=0.0)
    shown: list[str] = []
    before: _Line | None = None
    for line in page:
        if before is not None and before.bottom - line.bottom > 1.3 * usual > 0:
            shown.append("")
        indented = line.left - margin > 0.8 * line.height > 0
        shown.append("  " + line.text.strip() if indented else line.text.strip())
        before = line
    return "\n".join(shown)


def _language(document: pypdfium2.PdfDocument) -> str | None:
    length = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)  # in bytes of UTF-16
    if not 4 <= length <= 200:
        return None
    units = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFCatalog_GetLanguage(document.raw, units, length)
    declared = "".join(map(chr, units)).rstrip("\x00")
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_].*)?", declared)
    return found[1].lower() if found else None
