"""Texts and findings unpack to what was packed, whatever packed them, and damage shows."""

import hashlib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store.sql.packing import (
    pack,
    pack_findings,
    pack_origin,
    pack_text,
    unpack,
    unpack_origin,
    unpack_text,
)


@given(st.binary())
def test_bytes_come_back(data: bytes) -> None:
    assert unpack(pack(data)) == data
    assert unpack(pack_findings(data)) == data


@given(st.text(st.characters()))
def test_texts_come_back(text: str) -> None:
    assert unpack_text(pack_text(text)) == text


def test_maps_of_offsets_come_back() -> None:
    assert unpack_origin(pack_origin(((0, 0), (5, 7)))) == ((0, 0), (5, 7))


@pytest.mark.parametrize("make", [pack, pack_findings])
def test_every_changed_byte_of_a_packed_reading_shows(make: object) -> None:
    assert callable(make)
    data = b'{"claims":[{"id":"c1","style":"indirect"}]}' * 3
    packed = make(data)

    for place in range(len(packed)):
        damaged = bytearray(packed)
        damaged[place] ^= 0x10
        try:
            assert unpack(bytes(damaged)) == data  # bits that mean nothing to zlib
        except ValueError:
            continue
    for part in (b"", packed[:-1], packed + b"x", b"\x09" + packed[1:]):
        with pytest.raises(ValueError, match=r"unpack|packed"):
            unpack(part)


def test_the_dictionary_is_the_one_with_which_casebooks_were_written() -> None:
    dictionary = resources.files("sayso.store").joinpath("data", "findings-1.dict").read_bytes()

    assert (
        hashlib.sha256(dictionary).hexdigest()
        == "d6af5f8212cd5e4d2114a9400326fd13756c1eb12f5407c4577d7d55de9d8446"
    )
