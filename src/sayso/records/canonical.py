"""JSON written in one way only, so that equal values have equal hashes.

It is the JSON Canonicalization Scheme (RFC 8785) for the values that sayso hashes: objects
with ASCII keys, arrays, strings, whole numbers, booleans and null. Fractions are refused,
since programs write them differently; they are hashed as strings. With these limits any
JSON library can make the same bytes: keys in order, no blanks, UTF-8, nothing escaped but
what must be.
"""

import hashlib
import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_MOST = 2**53 - 1  # beyond it, programs that keep numbers as doubles would change them


def make_canonical(value: Any) -> bytes:
    """Return the value's one form; raises ``ValueError`` for what has none.

    Sequences may be tuples, mappings any `dict`. Refused: fractions, whole numbers beyond
    2**53 - 1, keys that are no ASCII strings, and halves of surrogate pairs.
    """
    _check(value)
    try:
        return encode_checked(value).encode("utf-8")
    except UnicodeEncodeError as exc:
        raise ValueError("a text holds half a surrogate pair, which has no bytes") from exc


def encode_checked(value: Any) -> str:
    """Return the one form of a value that was checked already, as text."""
    return _ENCODER.encode(value)


def make_digest(value: Any) -> str:
    """Return the SHA-256 of the value's canonical form, in 64 hex digits."""
    return hashlib.sha256(make_canonical(value)).hexdigest()


def _check(value: Any) -> None:
    if type(value) is str or value is None or isinstance(value, (str, bool)):
        return
    if isinstance(value, int):
        if abs(value) > _MOST:
            raise ValueError(f"{value} is beyond what every program keeps whole")
    elif isinstance(value, (list, tuple)):
        for item in value:
            _check(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise ValueError(f"{key!r} is no ASCII key")
            _check(item)
    else:
        raise ValueError(f"{type(value).__name__} has no canonical form")
