"""Long JSON is walked along as a decoder would read it; damage is told in one sentence."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.capture import json_stream
from sayso.capture.json_stream import JsonStream
from sayso.errors import CaptureError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)  # fmt: skip


class _Trickle(BytesIO):
    """A stream that gives three bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(3)


def walk(stream: JsonStream) -> Any:
    """Read a value by walking along all of it."""
    begin = stream.peek()
    if begin == "{":
        return {name: walk(stream) for name in stream.members()}
    if begin == "[":
        return [walk(stream) for _ in stream.elements()]
    return stream.value()


def walk_to_the_end(stream: JsonStream) -> None:
    walk(stream)
    stream.end()


@given(VALUES)
def test_a_walk_reads_what_a_decoder_reads(value: Any) -> None:
    data = json.dumps(value, indent=1).encode()

    for source in (BytesIO(data), _Trickle(data)):
        stream = JsonStream(source)
        assert walk(stream) == value
        stream.end()


@given(VALUES)
def test_what_is_passed_over_is_read_to_its_end(value: Any) -> None:
    stream = JsonStream(_Trickle(json.dumps([value, "after"], ensure_ascii=False).encode()))
    parts = stream.elements()

    next(parts)
    stream.skip()
    next(parts)
    assert stream.value() == "after"


@given(VALUES.filter(lambda value: isinstance(value, dict | list)), st.data())
def test_json_that_is_cut_off_is_never_taken_for_whole(value: Any, data: st.DataObject) -> None:
    whole = json.dumps(value).encode()
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    stream = JsonStream(BytesIO(cut))

    with pytest.raises(CaptureError):
        walk(stream)


@pytest.mark.parametrize(
    "text", ["{1: 2}", "[1 2]", '{"a" 1}', "[NaN]", '["a"] more', "[1,]", '{"a": tru}', "[01]"]
)
def test_damage_is_told_with_its_place(text: str) -> None:
    stream = JsonStream(BytesIO(text.encode()))

    with pytest.raises(CaptureError, match=r"no valid JSON near its character \d"):
        walk_to_the_end(stream)


def test_bytes_that_are_no_utf_8_are_told() -> None:
    with pytest.raises(CaptureError, match="UTF-8"):
        walk(JsonStream(BytesIO('["\xe9\xe8"]'.encode("latin-1"))))


def test_a_value_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST", 1000)

    with pytest.raises(CaptureError, match="longer than 1,000"):
        JsonStream(_Trickle(b'["' + b"a" * 5000 + b'"]')).value()


def test_a_number_of_any_length_is_no_defect() -> None:
    with pytest.raises(CaptureError):
        walk(JsonStream(BytesIO(b"[" + b"9" * 10_000 + b"]")))


def test_memory_does_not_grow_with_the_file() -> None:
    stream = JsonStream(BytesIO(b'["' + b"a" * 5_000 + b'",' + b'"b",' * 2_000_000 + b'"c"]'))

    longest = 0
    for _ in stream.elements():
        stream.value()
        longest = max(longest, len(stream._text))

    assert longest < 1_000_000
