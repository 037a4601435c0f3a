"""The packed form of an encoder: 4-bit weights as packaged, with a vocabulary cut to size.

A pack is one ``.npz`` file: each matrix either as blocks of 32 weights (a half-precision
scale and 16 bytes of two weights each, "q4_0"), as rows of bytes with a scale each ("q8"),
or as plain floats.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
BLOCK_BYTES = 18


def unpack_blocks(packed: NDArray[np.uint8], rows: int, columns: int) -> NDArray[np.float32]:
    """Return a matrix from its blocks, ``packed`` of shape (blocks, 18)."""
    scales = packed[:, :2].copy().view("<f2").astype(np.float32)
    low = (packed[:, 2:] & 15).astype(np.float32) - 8
    high = (packed[:, 2:] >> 4).astype(np.float32) - 8
    return (np.concatenate([low, high], axis=1) * scales).reshape(rows, columns)


def load_pack(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return the matrices of a pack by name."""
    found = {}
    with np.load(path) as pack:
        for name in pack.files:
            value = pack[name]
            if name.endswith(":q8"):
                name = name.removesuffix(":q8")
                value = value.astype(np.float32) * pack[f"{name}:scales"][:, None]
            elif name.endswith(":q4"):
                name = name.removesuffix(":q4")
                rows, columns = pack[f"{name}:shape"].tolist()
                value = unpack_blocks(value, rows, columns)
            elif name.endswith((":shape", ":scales")):
                continue
            found[name] = value.astype(np.float32)
    return found
