"""Which of the places that a name can mean it is: one decision says all that follows from it."""

from collections.abc import Mapping
from typing import Any

CANDIDATES = "candidates"

_POSITION = ("lat", "lon", "geonames", "katottg")
_UNITS = ("country", "admin1")


def choose_place(values: dict[str, Any], decided: Mapping[str, str]) -> None:
    """Make a place's fields those of the candidates that were decided, but what was decided apart.

    One candidate is the place. Of several it is not known which it is, and of none where it
    lies: then it has no position and no code, and of country and region what all have in common.

    Args:
        values: The place's fields; changed.
        decided: Ids of decisions by field.
    """
    candidates = values[CANDIDATES]
    only = candidates[0] if len(candidates) == 1 else None
    found: dict[str, Any] = {"approx": None}
    for name in _POSITION:
        found[name] = None if only is None else only[name]
    for name in _UNITS:
        its = {it[name] for it in candidates}
        found[name] = next(iter(its)) if len(its) == 1 else None
    if only is not None:
        found["feature"] = only["feature"]
    values.update({name: value for name, value in found.items() if name not in decided})
