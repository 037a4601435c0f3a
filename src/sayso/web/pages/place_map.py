"""The map on pages: which parts of the world it can show, as links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from sayso.publish.map_drawing import DrawnMap, Spot, draw_map
from sayso.publish.map_frame import Level
from sayso.web.routes import Visit

_WORDS = {Level.REGION: "Close", Level.COUNTRY: "Wider", Level.WORLD: "World"}
_KEY = "map"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLink:
    """One part of the world that the map can show: its words, address, and whether it does."""

    words: str
    to: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMap:
    """A map, and what else it can show.

    Attributes:
        drawn: The map.
        levels: The parts of the world that it can show.
    """

    drawn: DrawnMap
    levels: tuple[LevelLink, ...]


def make_map(visit: Visit, spots: Iterable[Spot], path: str, kept: Mapping[str, str]) -> PlaceMap:
    """Return a page's map.

    Args:
        visit: The request; its field "map" says how much the map shows.
        spots: What it marks.
        path: The page's address.
        kept: What else stands behind the question mark of it.
    """
    known = {it.value: it for it in Level}
    level = known.get(visit.get(_KEY) or "", Level.REGION)
    return PlaceMap(
        drawn=draw_map(tuple(spots), level),
        levels=tuple(
            LevelLink(
                words=words,
                to=f"{path}?{urlencode({**kept, _KEY: it.value})}#map",
                chosen=it is level,
            )
            for it, words in _WORDS.items()
        ),
    )
