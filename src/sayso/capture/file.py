"""A file or stream becomes a report."""

import hashlib
import re
from pathlib import Path
from typing import BinaryIO

from sayso.capture.decode import decode_page, decode_text
from sayso.capture.extracted import Extracted
from sayso.capture.language import tell_language
from sayso.capture.layout import lay_out
from sayso.capture.options import CaptureOptions
from sayso.capture.sandbox import extract_apart
from sayso.capture.sniff import Format, tell_format
from sayso.capture.telegram_post import extract_post
from sayso.errors import CaptureError
from sayso.records.report import Report

# Markup, scripts and pictures outweigh the text of a page or a PDF.
_OVERHEAD = 25

_BLANKS = re.compile(r"\s+")


def capture_file(path: Path, options: CaptureOptions | None = None) -> Report:
    """Capture one file; raises `CaptureError` or `LanguageError`."""
    options = CaptureOptions() if options is None else options
    return capture_bytes(read_file_bytes(path, options), options, name=path.name)


def capture_stream(stream: BinaryIO, options: CaptureOptions | None = None) -> Report:
    """Capture all that a stream gives; raises `CaptureError` or `LanguageError`."""
    options = CaptureOptions() if options is None else options
    return capture_bytes(read_stream_bytes(stream, options), options)


def read_file_bytes(path: Path, options: CaptureOptions) -> bytes:
    """Return a file's bytes; of one that is too long, one byte more than is ever accepted.

    Raises:
        CaptureError: The file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return read_stream_bytes(file, options)
    except FileNotFoundError as exc:
        raise CaptureError("There is no such file.", remedy="Check its name.") from exc
    except IsADirectoryError as exc:
        raise CaptureError(
            "It is a folder.", remedy="Give the files in it, or a list with --manifest."
        ) from exc
    except (OSError, ValueError) as exc:  # ValueError: a NUL in the name
        reason = getattr(exc, "strerror", None) or str(exc)
        raise CaptureError(
            f"It cannot be opened: {reason}.", remedy="Check its name and its permissions."
        ) from exc


def read_stream_bytes(stream: BinaryIO, options: CaptureOptions) -> bytes:
    """Return all that a stream gives; of too much, one byte more than is ever accepted."""
    return stream.read(_OVERHEAD * options.max_bytes + 1)


def refuse_unfit(data: bytes, options: CaptureOptions) -> None:
    """Raise `CaptureError` for bytes that hold nothing, or more than any report."""
    if not data.strip():
        raise CaptureError("It is empty.", remedy="Give a file that holds a report.")
    if len(data) > _OVERHEAD * options.max_bytes:
        raise _too_long(f"more than {_OVERHEAD * options.max_bytes:,} bytes", options)


def capture_text(text: str, options: CaptureOptions | None = None) -> Report:
    """Make a report of characters, taken as plain text whatever they look like.

    Its hash is that of the text in UTF-8; halves of surrogate pairs, which have no
    bytes there, become question marks. Raises `CaptureError` or `LanguageError`.
    """
    options = CaptureOptions() if options is None else options
    data = text.encode("utf-8", "replace")
    if len(data) > 2 * options.max_bytes:
        raise _too_long(f"{len(data):,} bytes", options)
    return make_report(Extracted(text=data.decode()), Format.TEXT, data, options)


def capture_bytes(
    data: bytes, options: CaptureOptions | None = None, *, name: str | None = None
) -> Report:
    """Make a report of bytes; raises `CaptureError` or `LanguageError`.

    Args:
        data: The bytes as captured.
        options: What is known of them otherwise.
        name: The file's name; its suffix counts where the content leaves the format open.
    """
    options = CaptureOptions() if options is None else options
    refuse_unfit(data, options)
    kind = tell_format(data, name)
    # Two bytes a character in UTF-16; the text itself is measured below.
    if kind is Format.TEXT and len(data) > 2 * options.max_bytes:
        raise _too_long(f"more than {2 * options.max_bytes:,} bytes", options)
    if kind is Format.TEXT:
        found = Extracted(text=decode_text(data, options.charset))
    elif kind is Format.POST:
        found = extract_post(data)
    else:
        body = data
        if kind is Format.HTML:
            body = decode_page(data, options.charset).encode("utf-8", "replace")
        found = extract_apart(body, kind, max_bytes=options.max_bytes)
    return make_report(found, kind, data, options)


def make_report(found: Extracted, kind: Format, data: bytes, options: CaptureOptions) -> Report:
    """Make a report of what was extracted of bytes; raises `CaptureError` or `LanguageError`."""
    sha256 = hashlib.sha256(data).hexdigest()
    wrapped = kind in (Format.TEXT, Format.PDF)
    layout = lay_out(found.text, wrapped=wrapped, hyphenated=kind is Format.PDF)
    if not layout.text:
        raise CaptureError("It holds no text.", remedy="Give a file that holds a report.")
    if (size := len(layout.text.encode())) > options.max_bytes:
        raise _too_long(f"{size:,} bytes of text", options)
    return Report(
        id=options.id or sha256[:16],
        title=_one_line(options.title or found.title),
        publisher=_one_line(options.publisher or found.publisher),
        author=_one_line(options.author or found.author),
        forwarded_from=_one_line(options.forwarded_from or found.forwarded_from),
        url=options.url or found.url,
        published=options.published or found.published,
        captured=options.captured,
        language=options.language or tell_language(layout.text, found.language),
        sha256=sha256,
        text=layout.text,
        origin=layout.origin,
    )


def _too_long(size: str, options: CaptureOptions) -> CaptureError:
    return CaptureError(
        f"It is too long: {size}, where {options.max_bytes:,} bytes of text are allowed.",
        remedy="Split it, or allow more with --max-bytes.",
    )


def _one_line(value: str | None) -> str | None:
    """Return a name without line breaks or invisible characters; ``None`` for a blank one."""
    if value is None:
        return None
    return _BLANKS.sub(" ", lay_out(value, wrapped=False).text)[:1000] or None
