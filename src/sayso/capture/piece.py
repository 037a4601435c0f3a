"""A piece of a file that holds many becomes a report."""

import mimetypes

from sayso.capture.file import capture_bytes, make_report
from sayso.capture.many import Piece
from sayso.capture.sniff import Format
from sayso.errors import CaptureError
from sayso.records.report import Report


def capture_piece(piece: Piece) -> Report:
    """Make a report of a piece; raises `CaptureError` or `LanguageError`."""
    if piece.problem is not None:
        raise CaptureError(piece.problem, remedy="Look at it in the file that it came in.")
    if piece.found is not None:
        # What a post or an item says was found when its file was taken apart.
        return make_report(piece.found, Format.POST, piece.data, piece.options)
    return capture_bytes(piece.data, piece.options, name=find_name(None, piece.facts.get("mime")))


def find_name(file_name: str | None, mime: str | None) -> str | None:
    """Return a name by whose end a format is told: the file's own, or one of a media type."""
    if file_name is not None or mime is None:
        return file_name
    suffix = mimetypes.guess_extension(mime)
    return None if suffix is None else f"page{suffix}"
