"""Looking at a whole file once: its hash while something else reads it."""

import hashlib
import io
from collections.abc import Callable
from typing import BinaryIO

_CHUNK = 1 << 20


class _Hashing(io.RawIOBase):
    """A stream that hashes what is read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.sha256 = hashlib.sha256()
        self.size = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.sha256.update(data)
        self.size += len(data)
        return data

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def hash_stream(
    stream: BinaryIO, use: Callable[[BinaryIO], object] | None = None
) -> tuple[str, int]:
    """Return SHA-256 and size of a stream's bytes; something may read them meanwhile.

    Args:
        stream: From its beginning.
        use: Reads of it what it needs; the rest is read here.
    """
    hashing = _Hashing(stream)
    if use is not None:
        use(hashing)  # type: ignore[arg-type]
    while hashing.read(_CHUNK):
        pass
    return hashing.sha256.hexdigest(), hashing.size
