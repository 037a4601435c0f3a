"""The file of a trained tagger of names: read, checked, opened."""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from sayso.errors import ModelError
from sayso.lang.engines.tagger.model_file import ModelFile
from sayso.lang.engines.tagger.name_decode import LENGTHS, TYPES

SCHEMA = "sayso/names/1"
PACKAGED_NAMES = Path(__file__).with_name("names.model")
PACKAGED_NAMES_SHA256 = "d6e6bbf6b6ffcc17c5e64fff7aac9841111f0b2b7bb436423c79e7d524eb6ec7"


def read_name_file(path: Path | None = None) -> ModelFile:
    """Return the model of names that is shipped, or another; see `training.names.export`.

    Raises:
        ModelError: It is missing, is no such file, or is not the one that was shipped.
    """
    at = path or PACKAGED_NAMES
    try:
        data = at.read_bytes()
    except OSError as exc:
        raise ModelError(
            f"The model of names cannot be read: {at}.", remedy="Install sayso anew."
        ) from exc
    found = hashlib.sha256(data).hexdigest()
    if path is None and found != PACKAGED_NAMES_SHA256:
        raise ModelError(
            f"The model of names is not the one that was shipped ({found[:16]}...).",
            remedy="Install sayso anew; do not trust readings made with this one.",
        )
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        about: dict[str, Any] = json.loads(arrays["about"].tobytes())
        if about["schema"] != SCHEMA or "version" not in about or "graph" not in arrays:
            raise ValueError(about["schema"])
        if tuple(about["types"]) != TYPES or not isinstance(about["shared"], int):
            raise ValueError("types")
        if arrays["length"].shape != (len(TYPES) + 1, LENGTHS):
            raise ValueError("length")
    except (ValueError, KeyError, TypeError, EOFError, OSError, zipfile.BadZipFile) as exc:
        raise ModelError(
            f"{at} is no model of names that this version of sayso reads.",
            remedy="Make one with python -m training.names.export.",
        ) from exc
    return ModelFile(sha256=found, about=about, arrays=arrays)
