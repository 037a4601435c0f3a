"""Files that hold many reports, for whoever reads them without a casebook.

>>> many = open_many(Path("ChatExport_2022-11-30"), CaptureOptions())
>>> for piece in many.pieces():
...     if piece.problem is None:
...         reading = workbench.read(capture_piece(piece))
>>> many.close()
"""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from sayso.capture import holders, piece
from sayso.capture.file import capture_stream, read_stream_bytes
from sayso.capture.many import Many, Piece, Selection
from sayso.capture.options import CaptureOptions
from sayso.records.report import Report


def open_many(
    source: Path | bytes, options: CaptureOptions, selection: Selection | None = None
) -> Many | None:
    """Open a file that holds many reports, or an export's folder; ``None`` where it is none.

    Raises:
        CaptureError: It is damaged, or what is wanted is not in it.
    """
    return holders.open_many(source, options, selection)


def capture_piece(of: Piece) -> Report:
    """Make a report of a piece of such a file; raises `CaptureError` or `LanguageError`."""
    return piece.capture_piece(of)


def read_stream(stream: BinaryIO, options: CaptureOptions) -> bytes:
    """Return the bytes of a stream, of which more than any report has are not taken."""
    return read_stream_bytes(stream, options)


def capture_bytes(data: bytes, options: CaptureOptions) -> Report:
    """Make a report of bytes that came as a stream; raises `CaptureError` or `LanguageError`."""
    return capture_stream(BytesIO(data), options)
