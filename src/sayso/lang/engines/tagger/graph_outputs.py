"""Lets a stored network give out what it computes inside, without changing its file.

Protocol Buffers join two messages that are written one behind the other: fields that repeat
are added (https://protobuf.dev/programming-guides/encoding/#last-one-wins). So a few bytes
behind an ONNX model declare more outputs of its graph.
"""

from collections.abc import Sequence

_GRAPH = 7  # ModelProto.graph
_OUTPUT = 12  # GraphProto.output
_NAME = 1  # ValueInfoProto.name


def add_outputs(model: bytes, names: Sequence[str]) -> bytes:
    """Return an ONNX model that also gives out the values so named."""
    outputs = b"".join(_field(_OUTPUT, _field(_NAME, name.encode())) for name in names)
    return model + _field(_GRAPH, outputs)


def _field(number: int, content: bytes) -> bytes:
    """Return a field whose content has a length."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    made = bytearray()
    while number > 127:
        made.append(number & 127 | 128)
        number >>= 7
    made.append(number)
    return bytes(made)
