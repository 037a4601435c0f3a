"""Build hook: compiles the gazetteer of places into one SQLite file, which travels in the wheel."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes `gazetteer.sqlite` before a wheel, editable or not, is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the gazetteer unless it is there, built from the same inputs."""
        del version, build_data
        # The part of sayso that builds needs nothing but the standard library.
        sys.path.insert(0, str(Path(self.root) / "src"))
        from sayso.store.gazetteer_build.build import build_gazetteer

        build_gazetteer()
