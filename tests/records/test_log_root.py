"""The root of a log is the Merkle tree head of RFC 6962, and canonical JSON that of RFC 8785."""

from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from sayso.records.canonical import make_canonical
from sayso.records.log import MerkleTree, make_root
from sayso.records.stored import StoredEntry, make_line

KEYS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=6)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def define_root(leaves: list[bytes]) -> bytes:
    """Return the tree head as RFC 6962, 2.1 defines it."""
    if len(leaves) < 2:
        return sha256(b"\x00" + leaves[0] if leaves else b"").digest()
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    left, right = define_root(leaves[:split]), define_root(leaves[split:])
    return sha256(b"\x01" + left + right).digest()


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=40))
def test_the_root_is_the_one_that_the_standard_defines(leaves: list[bytes]) -> None:
    assert make_root(leaf.hex() for leaf in leaves) == define_root(leaves).hex()


def test_the_root_is_known_at_every_entry_on_the_way() -> None:
    leaves = [bytes([n]) * 32 for n in range(20)]
    tree = MerkleTree()

    for n, leaf in enumerate(leaves, start=1):
        tree.append(leaf.hex())
        assert tree.make_root() == define_root(leaves[:n]).hex()


@given(VALUES)
def test_canonical_json_is_that_of_the_standard(value: object) -> None:
    assert make_canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [0.5, 2**53, {"ключ": 1}, "\ud800", {1: 2}, {"a": {3}}])
def test_what_programs_write_in_different_ways_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"form|key|whole|surrogate"):
        make_canonical(value)


@given(VALUES, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
def test_a_row_as_it_was_written_is_a_canonical_line(body: object, actor: str) -> None:
    fields = {
        "chain": "0a" * 16,
        "n": 7,
        "time": "2031-03-14T09:26:53Z",
        "actor": actor,
        "kind": "custody",
        "sealed_sha256": None,
        "previous": "00" * 32,
        "hash": "ab" * 32,
    }
    stored = StoredEntry(**fields, body=make_canonical(body).decode(), sealed=None)  # type: ignore[arg-type]

    assert make_line(stored).encode() == make_canonical({**fields, "body": body, "sealed": None})
