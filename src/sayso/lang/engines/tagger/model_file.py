"""The file of a trained tagger: read, checked, opened."""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.errors import ModelError
from sayso.lang.engines.tagger.labels import DISTANCES, LINKED
from sayso.lang.engines.tagger.text import MOST

SCHEMA = "sayso/tagger/1"
PACKAGED = Path(__file__).with_name("claims.model")
PACKAGED_SHA256 = "7c0f60c1e1d24fa7547475a642311ec742515640a48c19b147b4bd60703863d1"
_LINKERS = ("span.weight", "span.bias", "cue.weight", "cue.bias", "score.weight", "score.bias")
_NEEDED = (
    *("graph", "pieces", "about", "table", "scales", "positions", "nobody"),
    *(f"link.{role}.{part}" for role in LINKED for part in (*_LINKERS, "distance")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """What a model file holds.

    Attributes:
        sha256: Of the file.
        about: Version, settings and calibration.
        arrays: Weights by name; ``graph`` and ``pieces`` as bytes.
    """

    sha256: str
    about: dict[str, Any]
    arrays: dict[str, NDArray[Any]]


def read_model_file(path: Path | None = None) -> ModelFile:
    """Return the model that is shipped, or another; see `training.export` for the form.

    Raises:
        ModelError: It is missing, is no such file, or is not the one that was shipped.
    """
    at = path or PACKAGED
    try:
        data = at.read_bytes()
    except OSError as exc:
        raise ModelError(
            f"The model of claims cannot be read: {at}.",
            remedy="Name another with --claims FILE, read without one with --claims rules, "
            "or install sayso anew.",
        ) from exc
    found = hashlib.sha256(data).hexdigest()
    if path is None and found != PACKAGED_SHA256:
        raise ModelError(
            f"The model of claims is not the one that was shipped ({found[:16]}...).",
            remedy="Install sayso anew; do not trust readings made with this one.",
        )
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        about = json.loads(arrays["about"].tobytes())
        if about["schema"] != SCHEMA or "version" not in about:
            raise ValueError(about["schema"])
        if any(name not in arrays for name in _NEEDED):
            raise ValueError("a part is missing")
        _check_shapes(about, arrays)
    except (ValueError, KeyError, TypeError, EOFError, OSError, zipfile.BadZipFile) as exc:
        raise ModelError(
            f"{at} is no model of claims that this version of sayso reads.",
            remedy="Make one with python -m training.export, or leave --claims out.",
        ) from exc
    return ModelFile(sha256=found, about=about, arrays=arrays)


def _check_shapes(about: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> None:
    """Raise `ValueError` or `TypeError` where parts do not fit one another."""
    pieces, width = arrays["table"].shape
    wide, narrow = 2 * width, arrays["link.source.span.weight"].shape[-1]
    expected: dict[str, tuple[int, ...]] = {"scales": (pieces,), "nobody": (1,)}
    for role in LINKED:
        expected[f"link.{role}.span.weight"] = expected[f"link.{role}.cue.weight"] = (wide, narrow)
        expected[f"link.{role}.score.weight"] = (narrow, 1)
        expected[f"link.{role}.distance"] = (DISTANCES, narrow)
    if arrays["positions"].shape[1] != width or len(arrays["positions"]) <= MOST:
        raise ValueError("positions")
    for name, shape in expected.items():
        if arrays[name].shape != shape:
            raise ValueError(name)
    float(about.get("outside", 0.0))
    if not isinstance(about.get("calibration", {}), dict):
        raise TypeError("calibration")
