"""The records of an archive of the web (WARC 1.0 and 1.1), from one end to the other.

A reader of our own, since it must tell an archive that was cut off from a whole one, and must
lose no record: see ``docs/decisions/0012-many-reports-in-one-file.md``.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

_VERSION = re.compile(rb"WARC/\d\.\d+\s*$")
_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16
_LONGEST_LINE, _MOST_LINES = 64_000, 1_000


class DamagedArchiveError(ValueError):
    """A record that is not whole: what stands before it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record.

    Attributes:
        headers: Its named fields, names in lower case; of several, the first.
        length: Of its block, in bytes.
        block: Its block, or ``None`` where that is longer than was asked for.
    """

    headers: Mapping[str, str]
    length: int
    block: bytes | None


def list_records(stream: BinaryIO, *, most: int) -> Iterator[Record]:
    """Yield the records of an archive, plain or gzipped, in one piece or record by record.

    Args:
        stream: From its beginning.
        most: Bytes of a block that are taken into memory.

    Raises:
        DamagedArchiveError: A record is cut off or damaged; those before it were yielded.
    """
    reader = _Reader(stream)
    while True:
        line = reader.line()
        while line is not None and not line.strip():
            line = reader.line()
        if line is None:
            return
        if not _VERSION.match(line):
            raise DamagedArchiveError("a record does not begin with its version")
        headers = _read_headers(reader)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal() and len(length) < 16):
            raise DamagedArchiveError("a record does not say how long it is")
        yield Record(
            headers=headers, length=int(length), block=reader.block(int(length), most=most)
        )


def _read_headers(reader: "_Reader") -> dict[str, str]:
    headers: dict[str, str] = {}
    last = None
    for _ in range(_MOST_LINES):
        line = reader.line()
        if line is None:
            raise DamagedArchiveError("a record is cut off in its headers")
        if not line.strip():
            return headers
        text = line.decode("utf-8", "replace")
        if text[0] in " \t" and last is not None:
            headers[last] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        if not colon:
            raise DamagedArchiveError("a record's headers are damaged")
        last = name.strip().lower()
        headers.setdefault(last, value.strip())
    raise DamagedArchiveError("a record has too many headers")


class _Reader:
    """Lines and blocks of a stream, unpacked on the way."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = bytearray()  # unpacked, and not taken yet
        self._at = 0
        self._packed = b""  # read, and not unpacked yet
        self._inflater: zlib._Decompress | None = None
        self._gzipped: bool | None = None

    def line(self) -> bytes | None:
        """Return a line with its end; ``None`` where there is nothing more."""
        searched = self._at
        while (end := self._held.find(b"\n", searched)) < 0:
            if len(self._held) - self._at > _LONGEST_LINE:
                raise DamagedArchiveError("a line is too long")
            searched = len(self._held)
            before = self._at
            if not self._fill():
                if self._at < len(self._held):
                    raise DamagedArchiveError("it ends within a line")
                return None
            searched -= before - self._at
        line = bytes(self._held[self._at : end + 1])
        self._at = end + 1
        return line

    def block(self, length: int, *, most: int) -> bytes | None:
        """Take so many bytes; ``None`` if they are too many, which are passed over."""
        if length > most:
            while length:
                part = min(length, max(len(self._held) - self._at, 1))
                self._take(part)
                length -= part
            return None
        return self._take(length)

    def _take(self, length: int) -> bytes:
        while len(self._held) - self._at < length:
            if not self._fill():
                raise DamagedArchiveError("a record is cut off")
        data = bytes(self._held[self._at : self._at + length])
        self._at += length
        return data

    def _fill(self) -> bool:
        """Unpack some more, and return whether there was anything."""
        del self._held[: self._at]
        self._at = 0
        while True:
            if not self._packed:
                self._packed = self._stream.read(_CHUNK)
            if self._gzipped is None:
                self._gzipped = self._packed.startswith(_GZIP)
            if not self._gzipped:
                self._held += self._packed
                found, self._packed = bool(self._packed), b""
                return found
            if not self._packed:
                if self._inflater is not None:
                    raise DamagedArchiveError("it is cut off within a packed part")
                return False
            if (unpacked := self._inflate()) is not None:
                self._held += unpacked
                return True

    def _inflate(self) -> bytes | None:
        """Unpack what was read; ``None`` where that gave nothing yet."""
        if self._inflater is None:
            self._packed = self._packed.lstrip(b"\0")  # padding between parts
            if not self._packed:
                return None
            self._inflater = zlib.decompressobj(wbits=31)
        try:
            unpacked = self._inflater.decompress(self._packed, _CHUNK * 4)
        except zlib.error as exc:
            raise DamagedArchiveError("a packed part is damaged") from exc
        if self._inflater.eof:
            self._packed, self._inflater = self._inflater.unused_data, None
        else:
            self._packed = self._inflater.unconsumed_tail
        return unpacked or None
