"""What the comparison knows of the types of steps (``steps.toml``)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def _load() -> Mapping[str, Any]:
    return tomllib.loads(
        resources.files("sayso.reconcile.accounts").joinpath("steps.toml").read_text("utf-8")
    )


def name_type(type_: str) -> str:
    """Return a type of the pack as words ("case_opened": "opening of the case")."""
    return str(_load()["names"].get(type_, type_.replace("_", " ")))


def list_imposing(status: str) -> tuple[str, ...]:
    """Return the types of steps that impose a penalty of a status."""
    return tuple(_load()["imposed_by"].get(status, ()))


def begins_anew(type_: str) -> bool:
    """Tell whether a term may be another one after such a step."""
    return type_ in _load()["anew"]["types"]


def has_day(type_: str) -> bool:
    """Tell whether accounts of such a step can differ over its day."""
    return type_ not in _load()["lasting"]["types"]


def has_place(type_: str) -> bool:
    """Tell whether accounts of such a step can differ over its place."""
    return type_ not in _load()["nowhere"]["types"]


def list_one_day() -> tuple[str, ...]:
    """Return the types that come on one day, that which it is named by first."""
    return tuple(_load()["one_day"]["types"])


def is_grave(type_: str) -> bool:
    """Tell whether it weighs heavily if one says that such a step happened and another denies."""
    return type_ in _load()["grave"]["types"]


def is_weighed(kind: str) -> bool:
    """Tell whether a punishment of such a kind is the one that a sentence is known by."""
    return kind in _load()["weighed"]["kinds"]
