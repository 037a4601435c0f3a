"""The files that the gazetteer is built from: where they lie, and that they are those pinned."""

import hashlib
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def find_inputs(recipe: Mapping[str, Any], data: Path) -> dict[str, Path]:
    """Return the input files of `gazetteer.toml` by their key.

    Those of a package are found where Python would import it from; those without one lie
    in ``data``.

    Raises:
        RuntimeError: One is missing, or is not the one that was pinned.
    """
    return {entry["key"]: _find_input(entry, data) for entry in recipe["input"]}


def _find_input(entry: Mapping[str, str], data: Path) -> Path:
    if "package" in entry:
        module, _, rest = entry["file"].partition("/")
        spec = importlib.util.find_spec(module)
        if spec is None or spec.origin is None:
            raise RuntimeError(
                f"Install {entry['package']}=={entry['version']} to build the gazetteer."
            )
        path = Path(spec.origin).parent / rest
    else:
        path = data / entry["file"]
    found = hash_input(path)
    if found != entry["sha256"]:
        raise RuntimeError(f"{path} is not the file that was pinned ({found}).")
    return path


def hash_input(path: Path) -> str:
    """Return the hash of a file, or of a folder's JSON files with their names."""
    digest = hashlib.sha256()
    if path.is_file():
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()
    for file in sorted(path.glob("*.json")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
