"""Answers of web servers as archives keep them: status, headers, and the body that was meant."""

import zlib
from dataclasses import dataclass
from email.message import Message

_HEAD_MOST = 200_000
_LINE_MOST = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer (RFC 9112).

    Attributes:
        status: Its status code.
        headers: In order, as they stand.
        stored: The body as it was transferred.
        body: The body with transfer and content encodings undone; ``None`` where that fails, or
            where it grows beyond what is allowed.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    stored: bytes
    body: bytes | None

    def get(self, name: str) -> str | None:
        """Return the first header of a name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


def read_answer(block: bytes, *, most: int) -> Answer | None:
    """Take an answer apart; ``None`` where it is none.

    Args:
        block: Status line, headers, body.
        most: Bytes that the body may grow to.
    """
    head, gap, stored = block[: _HEAD_MOST + 4].partition(b"\r\n\r\n")
    if not gap:
        head, gap, stored = block[: _HEAD_MOST + 4].partition(b"\n\n")
    if not gap:
        return None
    stored = block[len(head) + len(gap) :]
    first, _, rest_of_head = head.decode("latin-1").partition("\n")
    lines = rest_of_head.splitlines()
    version, _, rest = first.partition(" ")
    code = rest.strip()[:3]
    if not version.upper().startswith("HTTP/") or not (code.isascii() and code.isdecimal()):
        return None
    pairs = (line[:_LINE_MOST].partition(":") for line in lines)
    headers = tuple((key.strip(), value.strip()) for key, colon, value in pairs if colon)
    found = Answer(status=int(code), headers=headers, stored=stored, body=None)
    return Answer(
        status=found.status, headers=headers, stored=stored, body=_decode(found, stored, most)
    )


def split_type(value: str | None) -> tuple[str | None, str | None]:
    """Return media type and charset of a Content-Type, in lower case."""
    if not value:
        return None, None
    message = Message()
    message["content-type"] = value.replace("\r", " ").replace("\n", " ")
    mime = value.partition(";")[0].strip().lower() or None
    charset = message.get_content_charset()
    return mime, charset


def _decode(answer: Answer, stored: bytes, most: int) -> bytes | None:
    body: bytes | None = stored
    if "chunked" in (answer.get("transfer-encoding") or "").lower():
        # Some programs keep the header and not the chunks.
        dechunked = _join_chunks(stored)
        body = stored if dechunked is None else dechunked
    encodings = (answer.get("content-encoding") or "").lower().split(",")
    for encoding in reversed([it.strip() for it in encodings if it.strip()]):
        if body is None:
            return None
        body = _expand(body, encoding, most)
    return None if body is None or len(body) > most else body


def _join_chunks(data: bytes) -> bytes | None:
    chunks: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\n", at, at + 1000)
        size = data[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16) if size and len(size) < 16 else -1
        except ValueError:
            length = -1
        if length < 0 or end + 1 + length > len(data):
            return None
        if length == 0:
            return b"".join(chunks)
        chunks.append(data[end + 1 : end + 1 + length])
        at = end + 1 + length
        at += 2 if data[at : at + 2] == b"\r\n" else 1


def _expand(data: bytes, encoding: str, most: int) -> bytes | None:
    try:
        if encoding in ("gzip", "x-gzip"):
            return zlib.decompressobj(wbits=31).decompress(data, most + 1)
        if encoding == "deflate":
            return _inflate(data, most)
        if encoding == "br":
            return _expand_brotli(data, most)
    except zlib.error:
        # Some programs undo the encoding and keep the header.
        return data if b"<" in data[:1000] else None
    return data if encoding == "identity" else None


def _inflate(data: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, most + 1)
    except zlib.error:  # servers send it without its frame, too
        return zlib.decompressobj(wbits=-15).decompress(data, most + 1)


def _expand_brotli(data: bytes, most: int) -> bytes | None:
    import brotli

    decoder = brotli.Decompressor()
    try:
        found = decoder.process(data, output_buffer_limit=most + 1)
        # It may hold output back; nothing more is asked for than is allowed.
        parts, size = [found], len(found)
        while size <= most and not decoder.is_finished():
            found = decoder.process(b"", output_buffer_limit=most + 1 - size)
            if not found:
                return None  # it was cut off
            parts.append(found)
            size += len(found)
    except (brotli.error, TypeError):
        return None
    return b"".join(parts)
