"""What lies in a disputed area, and whose reports may put it where."""

from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt

from sayso.publish.map_shapes import find_areas, load_shapes

_EARTH = 6371.0  # km
_CLOSE = 0.06  # degrees: on a coast the shapes miss towns by about as much
PARTIES = {
    "Crimea": "UA RU",
    "Abkhazia": "GE RU",
    "Kosovo": "XK RS",
    "Northern Cyprus": "CY TR",
    "West Bank and Gaza Strip": "PS IL",
    "Western Sahara": "EH MA",
    "Somaliland": "SO",
    "Kashmir": "IN PK CN",
    "Arunachal Pradesh": "IN CN",
    "Spratly and Paracel Islands": "CN VN PH TW MY BN",
    "Southern Kuril Islands": "RU JP",
    "Transnistria": "MD RU",
    "South Ossetia": "GE RU",
    "Golan Heights": "SY IL",
    "Aksai Chin": "CN IN",
}
"""Who claims or holds each, or stands behind who does: ISO 3166-1 alpha-2, one after the other."""

_UNITS = {
    "Crimea": "Crimea",
    "Sevastopol": "Crimea",
    "Transnistria": "Transnistria",
    "Gaza Strip": "West Bank and Gaza Strip",
    "West Bank": "West Bank and Gaza Strip",
    "Azad Kashmir": "Kashmir",
}
"""Regions of the gazetteer that lie in one wholly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A disputed area that a place lies in.

    Attributes:
        name: Its name.
        parties: The countries that reports may put its places in, ISO 3166-1 alpha-2.
        about: Whether it is only known about where the area is, so that the place may lie near it.
    """

    name: str
    parties: tuple[str, ...]
    about: bool = False


@cache
def find_disputed(lat: float, lon: float, admin1: str | None = None) -> Disputed | None:
    """Return the disputed area that a place lies in, or ``None``.

    Args:
        lat: Degrees.
        lon: Degrees.
        admin1: Its region, as the gazetteer calls it, or ``None``.
    """
    name = _UNITS.get(admin1 or "") or _find_shape(lat, lon)
    if name is None and not find_areas(lat, lon):  # on a coast that the shapes draw coarsely
        around = ((_CLOSE, 0.0), (-_CLOSE, 0.0), (0.0, _CLOSE), (0.0, -_CLOSE))
        near = (_find_shape(lat + north, lon + east) for north, east in around)
        name = next((it for it in near if it is not None), None)
    if name is not None:
        return _make(name, about=False)
    circled = (
        it.name
        for it in load_shapes().disputes.values()
        for where in it.circles
        if _measure(lat, lon, where[0], where[1]) <= where[2]
    )
    name = next(circled, None)
    return None if name is None else _make(name, about=True)


def _find_shape(lat: float, lon: float) -> str | None:
    return next((it.disputed for it in find_areas(lat, lon) if it.disputed), None)


def _make(name: str, *, about: bool) -> Disputed:
    return Disputed(name=name, parties=tuple(PARTIES.get(name, "").split()), about=about)


def _measure(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Return kilometers along the globe."""
    half = (
        sin(radians(lat2 - lat) / 2) ** 2
        + cos(radians(lat)) * cos(radians(lat2)) * sin(radians(lon2 - lon) / 2) ** 2
    )
    return 2 * _EARTH * asin(sqrt(half))
