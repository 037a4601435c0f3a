"""The map's shapes: countries, regions and disputed areas, as `training.shapes` packed them."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate

SCALE = 1000
"""Coordinates are kept in thousandths of a degree."""

SHAPES = resources.files("sayso.publish") / "shapes.json"

Line = tuple[tuple[float, float], ...]
"""Points, longitude and latitude in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """What is filled as one.

    Attributes:
        country: ISO 3166-1 alpha-2; "" of a disputed area, which is in no country's fill.
        region: Its GeoNames id, where it is a region, disputed or not; else ``None``.
        disputed: The disputed area's name, or ``None``.
        rings: Closed lines around it and around its holes, wound in no certain way: what lies
            within an odd number of them is in it.
        box: West, south, east, north in degrees.
    """

    country: str
    region: int | None
    disputed: str | None
    rings: tuple[Line, ...]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A disputed area.

    Attributes:
        name: Its name.
        words: Who claims and who holds it.
        circles: Latitude, longitude and radius in kilometers of circles about where it is, where
            the source has no shape of it; else empty.
    """

    name: str
    words: str
    circles: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """All of it.

    Attributes:
        areas: Countries, or their regions, and disputed areas; no two overlap.
        lines: Coasts, borders, borders of regions and disputed borders, by these words.
        disputes: What is disputed, by name.
    """

    areas: tuple[Area, ...]
    lines: Mapping[str, tuple[Line, ...]]
    disputes: Mapping[str, Dispute]


@cache
def load_shapes() -> Shapes:
    """Return the shapes that came with sayso."""
    plain = json.loads(SHAPES.read_text(encoding="utf-8"))
    arcs = [_read(it) for it in plain["arcs"]]
    named = plain["disputed"]
    areas = tuple(_make_area(it, [arcs[n] for n in it["arcs"]], named) for it in plain["areas"])
    disputes = [Dispute(name=it["name"], words=it["words"]) for it in named]
    disputes += [
        Dispute(name=it["name"], words=it["words"], circles=tuple(map(tuple, it["at"])))
        for it in plain["circles"]
    ]
    return Shapes(
        areas=areas,
        lines={name: tuple(arcs[n] for n in its) for name, its in plain["lines"].items()},
        disputes={it.name: it for it in disputes},
    )


def find_areas(lat: float, lon: float) -> tuple[Area, ...]:
    """Return what a point lies in: a country or its region, or a disputed area; none at sea."""
    return tuple(it for it in load_shapes().areas if _holds(it, lon, lat))


def _read(flat: Sequence[int]) -> Line:
    xs, ys = accumulate(flat[::2]), accumulate(flat[1::2])
    return tuple((x / SCALE, y / SCALE) for x, y in zip(xs, ys, strict=True))


def _make_area(
    plain: Mapping[str, object], lines: Sequence[Line], named: Sequence[Mapping[str, object]]
) -> Area:
    xs = [x for line in lines for x, _ in line]
    ys = [y for line in lines for _, y in line]
    number = plain["disputed"]
    dispute = named[number] if isinstance(number, int) else plain
    region = dispute["region"]
    return Area(
        country=str(plain["country"]),
        region=region if isinstance(region, int) else None,
        disputed=str(dispute["name"]) if isinstance(number, int) else None,
        rings=tuple(_stitch(lines)),
        box=(min(xs), min(ys), max(xs), max(ys)),
    )


def _stitch(lines: Sequence[Line]) -> Iterator[Line]:
    """Join lines end to end to rings."""
    ends: defaultdict[tuple[float, float], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        ends[line[0]].append(number)
        ends[line[-1]].append(number)
    used: set[int] = set()
    for number, line in enumerate(lines):
        if number in used:
            continue
        used.add(number)
        ring = list(line)
        while ring[0] != ring[-1]:
            onward = next((it for it in ends[ring[-1]] if it not in used), None)
            if onward is None:
                break
            used.add(onward)
            more = lines[onward]
            ring += more[1:] if more[0] == ring[-1] else more[-2::-1]
        yield tuple(ring)


def _holds(area: Area, x: float, y: float) -> bool:
    """Tell by the even-odd rule: how the lines are joined, and wound, does not matter."""
    west, south, east, north = area.box
    if not (west <= x <= east and south <= y <= north):
        return False
    inside = False
    for line in area.rings:
        x1, y1 = line[-1]
        for x2, y2 in line:
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
            x1, y1 = x2, y2
    return inside
