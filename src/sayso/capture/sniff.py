"""What a file is: by its content first, then by the end of its name."""

import re
from enum import StrEnum
from pathlib import PurePath

from sayso.capture.telegram_post import is_post
from sayso.errors import CaptureError

RESULT = "result.json"
"""The file of an export of Telegram Desktop in its folder."""


class Format(StrEnum):
    """The formats that sayso reads."""

    TEXT = "text"
    HTML = "HTML"
    PDF = "PDF"
    POST = "Telegram post"
    ITEM = "feed item"


# What begins a file that is no report, and what to call it. A signature of letters alone asks
# for what follows it too: reports may begin with RIFFA, ID3 or BZh.
_FOREIGN = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"PK\x03\x04", "a ZIP archive or an office document"),
        (rb"PK\x05\x06", "an empty ZIP archive"),
        (rb"\xd0\xcf\x11\xe0", "an old office document"),
        (rb"\{\\rtf\d?[\\\s{}]", "an RTF document"),
        (rb"\x1f\x8b", "a gzip archive"),
        (rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", "a bzip2 archive"),
        (rb"\xfd7zXZ\x00", "an xz archive"),
        (rb"\x28\xb5\x2f\xfd", "a Zstandard archive"),
        (rb"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (rb"Rar!\x1a", "a RAR archive"),
        (rb".{257}ustar(?:\x00|  \x00)", "a tar archive"),
        (rb"\x89PNG", "an image"),
        (rb"\xff\xd8\xff", "an image"),
        (rb"GIF8[79]a", "an image"),
        (rb"II\*\x00", "an image"),
        (rb"MM\x00\*", "an image"),
        (rb"RIFF.{4}(?:WAVE|AVI |WEBP)", "an image, a sound or a video"),
        (rb"\x00.{3}ftyp", "a video or an image"),
        (rb"OggS\x00", "a sound or a video"),
        (rb"ID3[\x00-\x0f]", "a sound"),
        (rb"fLaC[\x00-\x08\x80-\x88]", "a sound"),
        (rb"\x1a\x45\xdf\xa3", "a video"),
        (rb"%!PS\b", "a PostScript document"),
        (rb"\x7fELF", "a program"),
        (rb"MZ\x90\x00", "a program"),
        (rb"SQLite format 3\x00", "a database"),
    )
)
# What may stand before a page's first element, by its beginning and its end.
_PREAMBLES = ((b"<?xml", b">"), (b"<!--", b"-->"))
_HTML = re.compile(
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|article|main|div|p|h1|span|section)\b)",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s*<\?xml\b|\s*<(?:rss|feed)\b", re.IGNORECASE)
# A feed's item on its own, as `feed` writes it.
_ITEM = re.compile(rb"<(?:[\w-]{1,20}:)?(?:item|entry)(?: xmlns|>)")
_TAG = re.compile(rb"<(?:/?[a-zA-Z][\w-]{0,20}|!doctype)[\s/>]", re.IGNORECASE)
_JSON = re.compile(
    rb'\s*\{\s*"(?:name|type|id|messages|about|chats|left_chats|personal_information)"\s*:'
)
_MESSAGES = re.compile(rb'"(?:messages|chats|left_chats)"\s*:\s*[\[{]')
_MARK = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_BLANKS = b" \t\n\r\f\v"
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def tell_format(data: bytes, name: str | None) -> Format:
    """Tell what a file is; raises `CaptureError` for what sayso does not read."""
    for signature, kind in _FOREIGN:
        if signature.match(data):
            raise CaptureError(
                f"It is {kind}.", remedy="Save the report as text, HTML or PDF and read that."
            )
    if is_post(data):
        return Format.POST
    if data.startswith(b"WARC/1.") or is_export(data[:65_536], name):
        raise CaptureError(
            "It holds many reports, and is no report itself.",
            remedy="Give the file to sayso read or sayso add, which take them one by one.",
        )
    if _is_pdf(data):
        return Format.PDF
    # Markup is ASCII: without the zeros of UTF-16 it reads the same.
    head = _MARK.sub(b"", data[:8192]).replace(b"\x00", b"")
    if _HTML.match(head, skip_preamble(head)):
        return Format.HTML
    if _ITEM.match(head):
        return Format.ITEM
    if _XML.match(head):
        raise CaptureError(
            "It is XML, such as a feed, and no report.",
            remedy="Save the report's own page and read that.",
        )
    suffix = PurePath(name).suffix.lower() if name is not None else ""
    if suffix in {".html", ".htm", ".xhtml"} and _TAG.search(head):
        return Format.HTML
    if suffix == ".pdf":
        raise CaptureError(
            "It is named as a PDF but is none.", remedy="Save it anew, or rename it to .txt."
        )
    return Format.TEXT


def is_export(head: bytes, name: str | None) -> bool:
    """Tell an export of Telegram Desktop from other JSON, such as a list of reports."""
    begins = _JSON.match(head.removeprefix(b"\xef\xbb\xbf")) is not None
    return begins and (name == RESULT or _MESSAGES.search(head) is not None)


def _is_pdf(data: bytes) -> bool:
    """Tell a PDF, which may begin with junk, from a text that mentions the mark of PDFs."""
    before, mark, _ = data[:1024].partition(b"%PDF-")
    if not mark:
        return False
    if not _MARK.sub(b"", before).strip(_BLANKS) or _CONTROL.search(before):
        return True
    # Junk of letters, such as the head of a download.
    return b"endobj" in data and b"%%EOF" in data[-1024:]


def skip_preamble(head: bytes) -> int:
    """Return where declarations, comments and blanks end; every byte is looked at once."""
    here = 0
    while True:
        while head[here : here + 1].isspace():
            here += 1
        closing = next((last for first, last in _PREAMBLES if head.startswith(first, here)), None)
        end = -1 if closing is None else head.find(closing, here + 4)
        if closing is None or end < 0:
            return here
        here = end + len(closing)
