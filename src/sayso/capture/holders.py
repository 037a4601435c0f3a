"""Which files hold many reports, and opening them."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from sayso.capture.bundle import Folder, Zip
from sayso.capture.many import Many, Selection
from sayso.capture.options import CaptureOptions
from sayso.capture.sniff import RESULT, is_export, skip_preamble
from sayso.errors import CaptureError

_HEAD = 65_536
_ZIP = b"PK\x03\x04"
_FEED = re.compile(rb"<(?:!DOCTYPE\s+)?(?:rss|feed|(?:[\w-]+:)?RDF)[\s>]")
_WORDS = {"id": "id", "title": "title", "published": "date"}
_BLANKS = b"\xef\xbb\xbf \t\r\n"


def open_many(
    source: Path | bytes,
    options: CaptureOptions,
    selection: Selection | None = None,
    *,
    name: str | None = None,
) -> Many | None:
    """Open a file that holds many reports; ``None`` where it holds one, or is none of ours.

    Args:
        source: A file or folder, or the bytes of a file.
        options: What the user says of all of its reports.
        selection: What of it is wanted.
        name: The file's name, where it is not the source's own.

    Raises:
        CaptureError: It holds many, but is damaged, or what is wanted is not in it.
    """
    selection = Selection() if selection is None else selection
    many = _open(source, options, selection, name)
    single = [name for name in ("id", "title", "published") if getattr(options, name)]
    if many is not None and single:
        many.close()
        raise CaptureError(
            f"It holds many reports, which cannot all have one {_WORDS[single[0]]}.",
            remedy=f"Leave --{single[0]} out; each report has its own.",
        )
    return many


def _open(
    source: Path | bytes, options: CaptureOptions, selection: Selection, name: str | None
) -> Many | None:
    if isinstance(source, bytes):
        # Without a file's name it is standard input, which can be no zip: that is not looked for.
        if name is not None and source.startswith(_ZIP):
            return _open_zip(Zip(source, name), options, selection)
        return _open_file(name or "stdin", lambda: BytesIO(source), options, selection)
    try:
        if source.is_dir():
            return _open_folder(source, options, selection)
        if not source.is_file():
            return None
        head = _read_head(lambda: source.open("rb"))
    except (OSError, ValueError):
        return None  # whoever opens it as a single report says why it cannot be
    # What came under another name than it lies under did not come with what lies beside it.
    path = source if name is None else None
    name = name or source.name
    if head.startswith(_ZIP):
        return _open_zip(Zip(source, name), options, selection)
    return _open_file(name, lambda: source.open("rb"), options, selection, path=path)


def _open_folder(path: Path, options: CaptureOptions, selection: Selection) -> Many:
    from sayso.capture.telegram import open_telegram

    folder = Folder(path)
    found = folder.find(RESULT)
    if found is not None:
        return open_telegram(RESULT, found, folder, options, selection)
    if folder.find("messages.html") is not None:
        raise _as_html()
    raise CaptureError(
        f"It is a folder without {RESULT}, and no export of Telegram Desktop.",
        remedy="Give the files in it, or a list with --manifest.",
    )


def _open_zip(archive: Zip, options: CaptureOptions, selection: Selection) -> Many | None:
    """Open a zip of an export's folder, or a WACZ; of others, say nothing here."""
    names = list(archive.names())
    results = [name for name in names if _is_top(name, RESULT)]
    if len(results) > 1:
        archive.close()
        raise CaptureError(
            f"It holds several exports: {', '.join(sorted(results)[:5])}.",
            remedy="Make a ZIP archive of each.",
        )
    if results:
        from sayso.capture.telegram import open_telegram

        found = archive.within(str(PurePosixPath(results[0]).parent)).find(RESULT)
        if found is not None:
            return open_telegram(RESULT, found, archive, options, selection)
    if any(_is_top(name, "messages.html") for name in names):
        archive.close()
        raise _as_html()
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        from sayso.capture.warc import open_wacz

        return open_wacz(archive, options, selection)
    archive.close()
    return None


def _open_file(
    name: str,
    opener: Callable[[], BinaryIO],
    options: CaptureOptions,
    selection: Selection,
    *,
    path: Path | None = None,
) -> Many | None:
    head = _read_head(opener)
    bare = head.lstrip(_BLANKS)
    if head.startswith(b"WARC/") or _is_packed_warc(head):
        from sayso.capture.warc import open_warc

        return open_warc(name, opener, options, selection)
    if is_export(head, name):
        from sayso.capture.telegram import open_telegram

        bundle = None if path is None else Folder(path.parent)
        return open_telegram(name, opener, bundle, options, selection)
    narrow = bare.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _FEED.match(narrow, skip_preamble(narrow)):
        from sayso.capture.feeds import open_feed

        return open_feed(name, opener, options, selection)
    return None


def _read_head(opener: Callable[[], BinaryIO]) -> bytes:
    with opener() as file:
        return file.read(_HEAD)


def _is_packed_warc(head: bytes) -> bool:
    """Return whether a gzip file, of which this is the beginning, is an archive of the web."""
    if not head.startswith(b"\x1f\x8b"):
        return False
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 8).startswith(b"WARC/")
    except zlib.error:
        return False


def _is_top(name: str, wanted: str) -> bool:
    """Return whether a path is that of a file at the top, or in one folder at the top."""
    path = PurePosixPath(name)
    return path.name == wanted and len(path.parts) <= 2 and ".." not in path.parts


def _as_html() -> CaptureError:
    return CaptureError(
        "It is a Telegram export as web pages, which lack what evidence needs.",
        remedy="Export the channel anew, as machine-readable JSON.",
    )
