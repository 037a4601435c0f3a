"""Texts and findings as the database keeps them: compressed, and told by their first byte.

Most readings are short and hold the same words: names of fields, kinds, styles. A dictionary
of them, to which zlib may refer, makes short readings a third smaller (decision 10). Like the
first bytes' meanings it stays as it is for ever; a better one would have a number of its own.
"""

import json
import zlib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from sayso.records.plain import make_plain, make_record
from sayso.records.reading import MadeBy, Reading
from sayso.records.report import Report

T = TypeVar("T")

_ZLIB, _ZLIB_FINDINGS = 1, 2


def pack(data: bytes) -> bytes:
    """Return the bytes made small."""
    return bytes((_ZLIB,)) + zlib.compress(data)


def pack_findings(data: bytes) -> bytes:
    """Return a reading's JSON made small."""
    packer = zlib.compressobj(zdict=_get_dictionary())
    return bytes((_ZLIB_FINDINGS,)) + packer.compress(data) + packer.flush()


def unpack(packed: bytes) -> bytes:
    """Return what was packed in either way; raises ``ValueError`` where it is damaged."""
    if packed[:1] == bytes((_ZLIB,)):
        unpacker = zlib.decompressobj()
    elif packed[:1] == bytes((_ZLIB_FINDINGS,)):
        unpacker = zlib.decompressobj(zdict=_get_dictionary())
    else:
        raise ValueError("it is packed in no way that this version knows")
    try:
        data = unpacker.decompress(packed[1:])
    except zlib.error as exc:
        raise ValueError(f"it does not unpack: {exc}") from exc
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("it does not unpack: its end is not where it should be")
    return data


@cache
def _get_dictionary() -> bytes:
    return resources.files("sayso.store").joinpath("data", "findings-1.dict").read_bytes()


def pack_text(text: str) -> bytes:
    """Return a text made small; halves of surrogate pairs stay what they are."""
    return pack(text.encode("utf-8", "surrogatepass"))


def unpack_text(packed: bytes) -> str:
    """Return what `pack_text` was given; raises ``ValueError`` where it is damaged."""
    return unpack(packed).decode("utf-8", "surrogatepass")


def pack_origin(origin: tuple[tuple[int, int], ...]) -> bytes:
    """Return the map of `Report.origin` made small."""
    return pack(_write(origin))


def unpack_origin(packed: bytes) -> tuple[tuple[int, int], ...]:
    """Return what `pack_origin` was given; raises ``ValueError`` where it is damaged."""
    pairs = json.loads(unpack(packed))
    return tuple((int(here), int(there)) for here, there in pairs)


def pack_reading(reading: Reading) -> bytes:
    """Return a reading without its makers and its report's text, which are kept apart."""
    plain = make_plain(reading)
    del plain["made_by"], plain["report"]["text"], plain["report"]["origin"]
    return pack_findings(_write(plain))


def unpack_reading(packed: bytes, made_by: str, text: Report) -> Reading:
    """Return what `pack_reading` was given; raises ``ValueError`` where it is damaged.

    Args:
        packed: What it gave.
        made_by: What `write_makers` gave.
        text: The report as it is kept, for its text.
    """
    plain = json.loads(unpack(packed))
    if not isinstance(plain, dict) or not isinstance(plain.get("report"), dict):
        raise ValueError("it is no reading")
    plain["report"] |= {"text": text.text, "origin": text.origin}
    return make_record(Reading, {**plain, "made_by": json.loads(made_by)})


def pack_record(record: object) -> bytes:
    """Return any record made small."""
    return pack(_write(make_plain(record)))


def unpack_record(kind: type[T], packed: bytes) -> T:
    """Return what `pack_record` was given; raises ``ValueError`` where it is damaged."""
    return make_record(kind, json.loads(unpack(packed)))


def pack_records(records: Iterable[object]) -> bytes:
    """Return any records made small."""
    return pack(_write([make_plain(record) for record in records]))


def unpack_records(kind: type[T], packed: bytes) -> tuple[T, ...]:
    """Return what `pack_records` was given; raises ``ValueError`` where it is damaged."""
    return tuple(make_record(kind, plain) for plain in json.loads(unpack(packed)))


def write_makers(made_by: MadeBy) -> str:
    """Return what made a reading as JSON, equal for equal makers."""
    return json.dumps(make_plain(made_by), sort_keys=True, separators=(",", ":"))


def _write(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")
