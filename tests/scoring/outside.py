"""The outside scorers, loaded from beside this repository."""

import importlib.util
from pathlib import Path
from typing import Any


def load_outside(scorer: Path) -> Any:
    """Return an outside scorer as a module."""
    spec = importlib.util.spec_from_file_location(f"outside_{scorer.stem}", scorer)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
