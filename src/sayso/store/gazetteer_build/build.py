"""Builds the gazetteer that travels in the wheel, unless it is there already."""

import hashlib
import tomllib
from pathlib import Path

from sayso.store.gazetteer_build.compile import compile_places
from sayso.store.gazetteer_build.inputs import find_inputs
from sayso.store.gazetteer_build.tables import read_digest, write_gazetteer

STORE = Path(__file__).parents[1]
# The rest of this folder makes the inputs, or adds to what was built.
_PARTS = ("build", "compile", "inputs", "place", "register", "romanize", "tables", "units")


def build_gazetteer(target: Path | None = None) -> Path:
    """Compile the gazetteer; return where it stands.

    The inputs are data files that only the build needs, pinned by hash in
    `data/gazetteer.toml`; nothing is downloaded here. The same inputs give the same bytes,
    and a file that was built from them already is left alone.

    Raises:
        RuntimeError: An input is missing, or is not the one that was pinned.
    """
    data = STORE / "data"
    target = target or data / "gazetteer.sqlite"
    digest = _hash_makers()
    if read_digest(target) == digest:
        return target
    recipe = tomllib.loads((data / "gazetteer.toml").read_text(encoding="utf-8"))
    places = compile_places(recipe, find_inputs(recipe, data))
    half = target.with_suffix(".part")
    sources = [*recipe["input"], *recipe["table"]]
    write_gazetteer(half, places, sources, digest=digest, edition=recipe["edition"])
    half.replace(target)
    return target


def _hash_makers() -> str:
    """Return the hash of all that decides what is built: the pins, the tables, the program."""
    parts = [STORE / "data/gazetteer.toml", STORE / "folding.py"]
    parts += [Path(__file__).with_name(f"{part}.py") for part in _PARTS]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()
