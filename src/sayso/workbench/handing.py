"""Handing an open casebook over to another process of ours, without its passphrase."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sayso.store.folder import CasebookFolder
from sayso.store.keys import Keys
from sayso.workbench.holdings import Holdings

_BYTES = ("database_key", "name_key", "wrapping")


def hand_over(holdings: Holdings) -> dict[str, Any]:
    """Return what another process needs to open the casebook, as plain values.

    Of an encrypted one it holds the keys: it goes through a pipe, and nowhere else.
    """
    keys = holdings.folder.keys
    handed: dict[str, Any] = {"path": str(holdings.folder.path), "analyst": holdings.analyst}
    if keys is not None:
        handed["keys"] = {
            "identity": keys.identity,
            "name": keys.name,
            **{it: base64.b64encode(getattr(keys, it)).decode() for it in _BYTES},
        }
    return handed


def take_over(handed: Mapping[str, Any]) -> tuple[CasebookFolder, str]:
    """Return the folder and the analyst that were handed over."""
    keys = None
    if (given := handed.get("keys")) is not None:
        parts = {name: base64.b64decode(given[name]) for name in _BYTES}
        keys = Keys(identity=given["identity"], name=given["name"], **parts)
    return CasebookFolder.open(Path(handed["path"]), keys=keys), str(handed["analyst"])
