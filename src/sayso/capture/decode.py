"""Bytes to characters."""

import codecs
import re
from unicodedata import category

from sayso.errors import CaptureError

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64_000
_UNUSED = frozenset({"Cn", "Co", "Cs"})
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_LEGACY = ["cp1251", "koi8_r", "cp866", "mac_cyrillic", "cp1252", "cp1250", "iso8859_5"]
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*+=\s*+["']?+\s*+([\w:.-]{2,40})""", re.IGNORECASE
)
# What a page may name: the encodings of the web (WHATWG), by the names of Python's codecs.
# Others, such as punycode, take quadratic time or give no text. UTF-16 is told by its zeros:
# a page that can say in ASCII that it is UTF-16 is not.
_WEB = frozenset(
    {
        *("utf-8", "ascii", "cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
        *("gbk", "gb2312", "gb18030", "big5", "big5hkscs", "shift_jis", "cp932"),
        *("euc_jp", "iso2022_jp", "euc_kr", "cp949", "tis-620"),
        *(f"iso8859-{number}" for number in range(2, 17)),
        *(f"cp{number}" for number in range(1250, 1259)),
    }
)
_MEANT = {"iso8859-1": "cp1252"}  # as browsers have it: pages put curly quotes there


def decode_text(data: bytes, stated: str | None = None) -> str:
    """Decode a text; raises `CaptureError` for what is no text.

    Args:
        data: Its bytes.
        stated: The encoding that a server named, believed if it is one of the web's and fits.
    """
    if stated is not None and _find_marked(data) is None:
        _refuse_binary(data)
        decoded = _decode_named(data, stated)
        if decoded is not None:
            return decoded
    encoding = _find_marked(data) or _find_wide(data)
    if encoding is not None:
        return _decode_or_replace(data, encoding)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_damaged(data)


def decode_page(data: bytes, stated: str | None = None) -> str:
    """Decode a web page, whose server or itself may name its encoding, the server first."""
    if _find_marked(data) is not None:
        return decode_text(data)
    own = _CHARSET.search(data[:4096])
    for name in (stated, None if own is None else own[1].decode("ascii")):
        decoded = None if name is None else _decode_named(data, name)
        if decoded is not None:
            return decoded
    return decode_text(data)


def _decode_named(data: bytes, name: str) -> str | None:
    """Decode by an encoding's name, if it is one of the web's and the bytes are in it."""
    try:
        encoding = codecs.lookup(name).name
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    encoding = _MEANT.get(encoding, encoding)
    if encoding not in _WEB:
        return None
    try:
        return data.decode(encoding)
    except UnicodeError:  # not in it after all
        return None


def _find_marked(data: bytes) -> str | None:
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _find_wide(data: bytes) -> str | None:
    """Tell UTF-16 without its mark: of Western letters every other byte is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _decode_or_replace(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    # Zeros that are half of a foreign letter: data that happen to begin as UTF-16 does.
    halves = sum(char > "\xff" and ord(char) % 256 == 0 for char in text[:_SAMPLE])
    if halves > 0.5 * len(text[:_SAMPLE]):
        raise _no_text()
    return _check(text)


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > 0.05 * len(sample):
        raise _no_text()


def _decode_damaged(data: bytes) -> str:
    """Decode bytes that are no clean UTF-8: damaged UTF-8, or an encoding of one byte a letter."""
    mended = data.decode("utf-8", errors="replace")
    damaged = mended.count("\ufffd")
    if sum(char > "\x7f" for char in mended) >= 3 * damaged:
        return mended
    sample = data[:_SAMPLE]
    letters = sum(65 <= byte & 0xDF <= 90 for byte in sample)
    foreign = sum(byte > 127 for byte in sample)
    if letters > 3 * foreign:
        # Guessers take the curly quotes of Western Windows for letters of the East.
        return _check(data.decode("cp1252", errors="replace"))
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_LEGACY).best()
    if best is None:
        raise _no_text()
    return _check(data.decode(best.encoding, errors="replace"))


def _check(text: str) -> str:
    sample = text[:_SAMPLE]
    odd = sum(char == "\ufffd" or (char < " " and not char.isspace()) for char in sample)
    # Two random bytes are a letter of some script more often than none: no text has unused ones.
    odd += sum(char > "\x7f" and category(char) in _UNUSED for char in sample)
    if odd > 0.05 * len(sample):
        raise _no_text()
    return text


def _no_text() -> CaptureError:
    return CaptureError(
        "It is no text that sayso can decode.",
        remedy="Save the report as UTF-8 text, HTML or PDF and read that.",
    )
