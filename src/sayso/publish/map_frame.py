"""Which part of the globe a map shows, and where on it a point stands.

Equirectangular, true to scale along the middle parallel: what is drawn is never so large that
another projection would tell more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, radians

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

KM = 111.2
"""Kilometers of a degree of latitude."""

_WORLD: Box = (-180.0, -58.0, 180.0, 80.0)
_HEIGHTS = {"region": 2.4, "country": 11.0}  # least degrees of latitude
_MARGIN = 0.18
_LEAST_COS = 0.2


class Level(StrEnum):
    """How much a map shows around what it is about."""

    REGION = "region"
    COUNTRY = "country"
    WORLD = "world"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A part of the globe on paper.

    Attributes:
        box: What is shown at least.
        width, height: Of the paper, in its units.
        scale: Units a degree of latitude.
        narrow: A degree of longitude, in degrees of latitude.
    """

    box: Box
    width: float
    height: float
    scale: float
    narrow: float

    def place(self, lon: float, lat: float) -> Point:
        """Return where a point stands, from the upper left."""
        west, _, _, north = self.box
        return ((lon - west) * self.narrow * self.scale, (north - lat) * self.scale)

    def measure(self, km: float) -> float:
        """Return how long so many kilometers are, north to south."""
        return km / KM * self.scale


def fit_frame(boxes: Sequence[Box], level: Level, *, width: float, height: float) -> Frame:
    """Return a frame around boxes; the whole world, where there are none.

    Args:
        boxes: What must be seen.
        level: How much around it.
        width: Of the paper.
        height: Of the paper.
    """
    if level is Level.WORLD or not boxes:
        return _make_frame(_WORLD, width, height)
    west, south = min(it[0] for it in boxes), min(it[1] for it in boxes)
    east, north = max(it[2] for it in boxes), max(it[3] for it in boxes)
    margin = _MARGIN * max(north - south, (east - west) / 2)
    least = _HEIGHTS[level.value]
    more = max(margin, (least - (north - south)) / 2)
    wide = max(margin, (least - (east - west)) / 2)
    south, north = max(-90.0, south - more), min(90.0, north + more)
    if (east - west + 2 * wide) >= 300:
        return _make_frame(_WORLD, width, height)
    return _make_frame((west - wide, south, east + wide, north), width, height)


def box_around(lat: float, lon: float, radius_km: float = 0.0) -> Box:
    """Return the box of a circle."""
    high = radius_km / KM
    wide = high / max(_LEAST_COS, cos(radians(lat)))
    return (lon - wide, lat - high, lon + wide, lat + high)


def _make_frame(box: Box, width: float, height: float) -> Frame:
    """Widen a box to the paper's shape."""
    west, south, east, north = box
    middle = (south + north) / 2
    narrow = 1.0 if box is _WORLD else max(_LEAST_COS, cos(radians(middle)))
    scale = min(width / ((east - west) * narrow), height / (north - south))
    high, wide = height / scale, width / scale / narrow
    across = (west + east) / 2
    shown = (across - wide / 2, middle - high / 2, across + wide / 2, middle + high / 2)
    return Frame(box=shown, width=width, height=height, scale=scale, narrow=narrow)
