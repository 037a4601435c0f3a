"""What is no model of claims is refused, with what to do about it."""

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sayso.errors import ModelError
from sayso.lang.engines.tagger import model_file
from sayso.lang.engines.tagger.claim_tagger import ClaimTagger
from sayso.lang.engines.tagger.model_file import (
    PACKAGED,
    PACKAGED_SHA256,
    SCHEMA,
    ModelFile,
    read_model_file,
)

Arrays = dict[str, Any]


@pytest.fixture(scope="module")
def shipped() -> ModelFile:
    return read_model_file()


def pack(**arrays: Any) -> bytes:
    made = io.BytesIO()
    np.savez(made, **arrays)
    return made.getvalue()


def make_array() -> bytes:
    made = io.BytesIO()
    np.save(made, np.zeros(3))
    return made.getvalue()


def tell(about: Any) -> np.ndarray[Any, Any]:
    return np.frombuffer(json.dumps(about).encode(), np.uint8)


def shrink(shipped: ModelFile) -> Arrays:
    """Return the parts of a model by name, the large ones with hardly any content."""
    nothing = np.zeros(1, dtype=np.uint8)
    few = {name: shipped.arrays[name][:4] for name in ("table", "scales")}
    return {**shipped.arrays, **few, "graph": nothing, "pieces": nothing}


def test_the_shipped_model_is_the_one_that_is_pinned(shipped: ModelFile) -> None:
    assert shipped.sha256 == PACKAGED_SHA256
    assert shipped.about["schema"] == SCHEMA
    assert shipped.about["version"]


def test_a_missing_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        read_model_file(tmp_path / "nowhere.model")

    assert "nowhere.model" in caught.value.problem
    assert "--claims rules" in caught.value.remedy


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"not a model\n" * 100,
        lambda: bytes(range(256)) * 40,
        lambda: b"PK\x03\x04 a zip that is none",
        lambda: PACKAGED.read_bytes()[:1_000_000],
        lambda: pack(about=np.zeros(0, dtype=np.uint8)),
        lambda: pack(about=tell(["a", "list"])),
        lambda: pack(about=tell({"schema": SCHEMA, "version": "1"})),
        lambda: pack(table=np.zeros(3)),
        lambda: pack(about=np.array([{"schema": SCHEMA}], dtype=object)),
        make_array,
    ],
    ids=[
        "empty", "text", "bytes", "zip", "truncated", "untold", "list", "parts", "unnamed",
        "pickle", "array",
    ],
)  # fmt: skip
def test_what_is_no_model_is_refused(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "claims.model"
    path.write_bytes(make())

    with pytest.raises(ModelError, match="no model of claims") as caught:
        read_model_file(path)

    assert str(path) in caught.value.problem
    assert "training.export" in caught.value.remedy


def test_another_schema_is_refused(shipped: ModelFile, tmp_path: Path) -> None:
    path = tmp_path / "claims.model"
    about = tell({**shipped.about, "schema": "sayso/tagger/99"})
    path.write_bytes(pack(**shrink(shipped) | {"about": about}))

    with pytest.raises(ModelError, match="no model of claims"):
        read_model_file(path)


@pytest.mark.parametrize(
    "part", ["graph", "nobody", "link.source.distance", "link.behind.cue.bias"]
)
def test_a_model_lacks_no_part(part: str, shipped: ModelFile, tmp_path: Path) -> None:
    path = tmp_path / "claims.model"
    path.write_bytes(pack(**{k: v for k, v in shrink(shipped).items() if k != part}))

    with pytest.raises(ModelError, match="no model of claims"):
        read_model_file(path)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("scales", np.zeros(3)),
        ("link.source.distance", np.zeros((2, 2))),
        ("positions", np.zeros((600, 3))),
        ("about", tell({"schema": SCHEMA, "version": "1", "outside": "much"})),
        ("about", tell({"schema": SCHEMA, "version": "1", "calibration": []})),
    ],
)
def test_the_parts_of_a_model_fit_one_another(
    part: str, value: Any, shipped: ModelFile, tmp_path: Path
) -> None:
    path = tmp_path / "claims.model"
    path.write_bytes(pack(**shrink(shipped) | {part: value}))

    with pytest.raises(ModelError, match="no model of claims"):
        read_model_file(path)


def test_a_shipped_model_that_was_altered_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytearray(PACKAGED.read_bytes())
    data[len(data) // 2] ^= 1
    path = tmp_path / "claims.model"
    path.write_bytes(data)
    monkeypatch.setattr(model_file, "PACKAGED", path)

    with pytest.raises(ModelError, match="not the one that was shipped") as caught:
        read_model_file()

    assert "Install sayso anew" in caught.value.remedy


def test_damage_to_a_model_that_was_named_is_found_too(tmp_path: Path) -> None:
    data = bytearray(PACKAGED.read_bytes())
    data[len(data) // 2] ^= 1
    path = tmp_path / "claims.model"
    path.write_bytes(data)

    with pytest.raises(ModelError, match="no model of claims"):
        read_model_file(path)


def test_another_model_by_its_path_need_not_be_the_shipped_one(
    shipped: ModelFile, tmp_path: Path
) -> None:
    data = pack(**shrink(shipped) | {"about": tell({**shipped.about, "version": "mine"})})
    path = tmp_path / "mine.model"
    path.write_bytes(data)

    found = read_model_file(path)

    assert found.sha256 == hashlib.sha256(data).hexdigest() != PACKAGED_SHA256
    assert found.about["version"] == "mine"


@pytest.mark.parametrize("part", ["graph", "pieces"])
def test_a_model_whose_net_or_pieces_do_not_load_is_refused(part: str, shipped: ModelFile) -> None:
    garbage = np.frombuffer(b"garbage", np.uint8)
    broken = ModelFile(
        sha256=shipped.sha256, about=shipped.about, arrays=shipped.arrays | {part: garbage}
    )

    with pytest.raises(ModelError, match="does not load") as caught:
        ClaimTagger(broken)

    assert caught.value.remedy
