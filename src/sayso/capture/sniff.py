"""What a file is: by its content first, then by the end of its name."""

import re
from enum import StrEnum
from pathlib import PurePath

from sayso.errors import CaptureError


class Format(StrEnum):
    """The formats that sayso reads."""

    TEXT = "text"
    HTML = "HTML"
    PDF = "PDF"


# What begins a file that is no report: its signature, where it stands, what to call it.
_FOREIGN = (
    (b"PK\x03\x04", 0, "a ZIP archive or an office document"),
    (b"PK\x05\x06", 0, "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", 0, "an old office document"),
    (b"{\\rtf", 0, "an RTF document"),
    (b"\x1f\x8b", 0, "a gzip archive"),
    (b"BZh", 0, "a bzip2 archive"),
    (b"\xfd7zXZ\x00", 0, "an xz archive"),
    (b"\x28\xb5\x2f\xfd", 0, "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7z archive"),
    (b"Rar!\x1a", 0, "a RAR archive"),
    (b"ustar", 257, "a tar archive"),
    (b"\x89PNG", 0, "an image"),
    (b"\xff\xd8\xff", 0, "an image"),
    (b"GIF8", 0, "an image"),
    (b"II*\x00", 0, "an image"),
    (b"MM\x00*", 0, "an image"),
    (b"RIFF", 0, "an image, a sound or a video"),
    (b"ftyp", 4, "a video or an image"),
    (b"OggS", 0, "a sound or a video"),
    (b"ID3", 0, "a sound"),
    (b"fLaC", 0, "a sound"),
    (b"\x1a\x45\xdf\xa3", 0, "a video"),
    (b"%!PS", 0, "a PostScript document"),
    (b"\x7fELF", 0, "a program"),
    (b"MZ\x90\x00", 0, "a program"),
    (b"SQLite format 3\x00", 0, "a database"),
)
_HTML = re.compile(
    rb"(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->|\s)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|article|main|div|p|h1|span|section)\b)",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<\?xml\b|\s*<(?:rss|feed)\b", re.IGNORECASE)
_TAG = re.compile(rb"<(?:/?[a-zA-Z][\w-]{0,20}|!doctype)[\s/>]", re.IGNORECASE)
_MARK = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")


def tell_format(data: bytes, name: str | None) -> Format:
    """Tell what a file is; raises `CaptureError` for what sayso does not read."""
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    for signature, where, kind in _FOREIGN:
        if data.startswith(signature, where):
            raise CaptureError(
                f"It is {kind}.", remedy="Save the report as text, HTML or PDF and read that."
            )
    # Markup is ASCII: without the zeros of UTF-16 it reads the same.
    head = _MARK.sub(b"", data[:8192]).replace(b"\x00", b"")
    if _HTML.match(head):
        return Format.HTML
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
