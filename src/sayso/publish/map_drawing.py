"""A map, drawn: coasts, borders, disputed areas, and marks as precise as what is known.

A settlement is a point. What is known to a region, a district or a country is drawn as that
area, or as a circle of its size with a soft edge; never as a point. Of several candidates each is
drawn hollow. Nothing here is asked of a network, and nothing is a style of its own: paths and
numbers go into SVG, whose looks a style sheet gives.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from sayso.publish.map_frame import Box, Frame, Level, Point, box_around, fit_frame
from sayso.publish.map_shapes import Area, Line, find_areas, load_shapes

WIDTH, HEIGHT = 720.0, 440.0
"""Of a map, in units of the drawing."""

_CLOSE = 0.9  # units that a point must be off the last one to be drawn
_SMALL = 1.3  # units that an island measures at least, to be drawn
_BEYOND = 20.0  # units outside of the paper up to which lines go on
_LEAST = 5.0  # units that a circle measures at least, so that it is seen
_LETTER_WIDTH, _LETTER_HEIGHT = 9.0, 13.0  # of labels
_ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Something to mark.

    Attributes:
        label: What stands beside it, and in the list beside the map: "1", "2a".
        title: What it is, in words.
        lat, lon: Where it is, in degrees; ``None`` of what is drawn by its area alone.
        radius_km: How far from there it can be; ``None`` of a settlement's own point.
        country: Of a country, its code (ISO 3166-1 alpha-2); else ``None``.
        region: Of a region, its GeoNames id; else ``None``.
        hollow: Whether it is one of several candidates.
    """

    label: str
    title: str
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    country: str | None = None
    region: int | None = None
    hollow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One path (SVG path data), and what it shows: "land", "disputed", "coast", "border", ..."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnSpot:
    """A mark, where it is drawn.

    Attributes:
        kind: "point", "circle" or "area".
        label, title: As of the `Spot`; the label "" where it would stand over another one.
        hollow: Whether it is one of several candidates.
        x, y: Its middle.
        radius: Of a circle or a point.
        path: Of an area; else "".
    """

    kind: str
    label: str
    title: str
    hollow: bool
    x: float
    y: float
    radius: float
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnMap:
    """A map, ready to be put into SVG.

    Attributes:
        level: How much it shows.
        width, height: In units of the drawing.
        fills: What is filled: countries and disputed areas, no two over one another.
        lines: Coasts, borders, borders of regions, disputed borders.
        circles: Disputed areas of which there is no shape.
        spots: The marks, the largest first.
        disputes: What of it is disputed, a line of words each.
        bar: Length of the scale bar in units, and in kilometers.
    """

    level: Level
    width: float
    height: float
    fills: tuple[Shape, ...]
    lines: tuple[Shape, ...]
    circles: tuple[tuple[float, float, float], ...]
    spots: tuple[DrawnSpot, ...]
    disputes: tuple[str, ...]
    bar: tuple[float, int]


def draw_map(spots: Sequence[Spot], level: Level) -> DrawnMap:
    """Return a map that shows some marks.

    Args:
        spots: What is marked; what has no place at all is left out.
        level: How much is shown around it.
    """
    # Whole regions and countries would leave the settlements in a corner.
    points = [it for it in spots if _is_point(it)] or spots
    boxes = [box for spot in points if (box := _find_box(spot)) is not None]
    frame = fit_frame(boxes, level, width=WIDTH, height=HEIGHT)
    drawn = [it for spot in spots if (it := _draw_spot(spot, frame)) is not None]
    ground = _draw_ground(frame)
    return DrawnMap(
        level=level,
        width=frame.width,
        height=frame.height,
        fills=ground.fills,
        lines=ground.lines,
        circles=ground.circles,
        spots=tuple(_list_labelled(drawn)),
        disputes=ground.disputes,
        bar=_choose_bar(frame),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    fills: tuple[Shape, ...]
    lines: tuple[Shape, ...]
    circles: tuple[tuple[float, float, float], ...]
    disputes: tuple[str, ...]


@lru_cache(maxsize=32)
def _draw_ground(frame: Frame) -> _Ground:
    shapes, beyond = load_shapes(), _widen(frame)
    seen = [it for it in shapes.areas if _meet(it.box, beyond)]
    land = "".join(_draw_area(it, frame) for it in seen if it.disputed is None)
    disputed = "".join(_draw_area(it, frame) for it in seen if it.disputed is not None)
    lines = tuple(
        Shape(kind=kind, path="".join(_draw_line(it, frame, beyond) for it in its))
        for kind, its in shapes.lines.items()
        if kind != "region" or frame.scale > 12
    )
    circles = []
    named = {it.disputed for it in seen if it.disputed is not None and _is_shown(it, frame.box)}
    for dispute in shapes.disputes.values():
        for lat, lon, radius in dispute.circles:
            if _meet(box_around(lat, lon, radius), frame.box):
                x, y = frame.place(lon, lat)
                circles.append((round(x, 1), round(y, 1), round(frame.measure(radius), 1)))
                named.add(dispute.name)
    return _Ground(
        fills=(Shape(kind="land", path=land), Shape(kind="disputed", path=disputed)),
        lines=tuple(it for it in lines if it.path),
        circles=tuple(circles),
        disputes=tuple(
            f"{name}: {shapes.disputes[name].words}" for name in sorted(it for it in named if it)
        ),
    )


def _is_point(spot: Spot) -> bool:
    return spot.lat is not None and spot.radius_km is None and not _list_areas(spot)


def _list_labelled(drawn: Sequence[DrawnSpot]) -> Iterator[DrawnSpot]:
    """Yield marks, the largest first, without the labels that would stand over an earlier one.

    Those of the smallest marks stay; what is left out stands in the list beside the map.
    """
    placed = list[Box]()
    bare = set[int]()
    order = sorted(range(len(drawn)), key=lambda it: (drawn[it].radius, len(drawn[it].label), it))
    for number in order:
        spot = drawn[number]
        box = (
            spot.x,
            spot.y - _LETTER_HEIGHT,
            spot.x + len(spot.label) * _LETTER_WIDTH,
            spot.y + 1.0,
        )
        if any(_meet(box, other) for other in placed):
            bare.add(number)
        else:
            placed.append(box)
    shown = (replace(it, label="") if n in bare else it for n, it in enumerate(drawn))
    yield from sorted(shown, key=lambda it: (-it.radius, it.label))


def _is_shown(area: Area, box: Box) -> bool:
    west, south, east, north = box
    points = ((x, y) for ring in area.rings for x, y in ring)
    shown = any(west <= x <= east and south <= y <= north for x, y in points)
    return shown or area in find_areas((south + north) / 2, (west + east) / 2)


@lru_cache(maxsize=512)
def _find_box(spot: Spot) -> Box | None:
    areas = _list_areas(spot)
    if areas and spot.country is not None and spot.lat is not None and spot.lon is not None:
        # A country's islands at the other end of the world need not be seen.
        main = [it for it in areas if it in find_areas(spot.lat, spot.lon)] or areas
        areas = main if len(areas) == 1 else areas
    if areas:
        boxes = [it.box for it in areas if it.box[2] - it.box[0] < 180] or [areas[0].box]
        return (
            min(it[0] for it in boxes),
            min(it[1] for it in boxes),
            max(it[2] for it in boxes),
            max(it[3] for it in boxes),
        )
    if spot.lat is None or spot.lon is None:
        return None
    return box_around(spot.lat, spot.lon, spot.radius_km or 0.0)


def _list_areas(spot: Spot) -> list[Area]:
    areas = load_shapes().areas
    if spot.country is not None:
        return [it for it in areas if it.country == spot.country]
    if spot.region is not None:
        return [it for it in areas if it.region == spot.region]
    return []


@lru_cache(maxsize=512)
def _draw_spot(spot: Spot, frame: Frame) -> DrawnSpot | None:
    areas = _list_areas(spot)
    box = _find_box(spot)
    if box is None:
        return None
    lon = spot.lon if spot.lon is not None else (box[0] + box[2]) / 2
    lat = spot.lat if spot.lat is not None else (box[1] + box[3]) / 2
    x, y = frame.place(lon, lat)
    radius = 0.0
    if areas:
        kind, radius = "area", frame.measure((box[3] - box[1]) * 50)
    elif spot.radius_km is not None:
        kind, radius = "circle", max(_LEAST, frame.measure(spot.radius_km))
    else:
        kind, radius = "point", _LEAST
    return DrawnSpot(
        kind=kind,
        label=spot.label,
        title=spot.title,
        hollow=spot.hollow,
        x=round(x, 1),
        y=round(y, 1),
        radius=round(radius, 1),
        path="".join(_draw_area(it, frame, all_=True) for it in areas),
    )


def _draw_area(area: Area, frame: Frame, *, all_: bool = False) -> str:
    path = []
    for ring in area.rings:
        clipped = _clip_ring([frame.place(*it) for it in ring], frame)
        if len(clipped) > 2 and (all_ or _is_seen(clipped)):
            thin = list(_thin(clipped))
            if len(thin) > 2:
                path.append(f"M{_write(thin)}Z")
    return "".join(path)


def _draw_line(line: Line, frame: Frame, beyond: Box) -> str:
    if not _meet(_find_extent(line), beyond):
        return ""
    if line[0] == line[-1] and not _is_seen([frame.place(*it) for it in line]):
        return ""
    path, run = [], list[Point]()
    west, south, east, north = beyond
    inside = [west <= x <= east and south <= y <= north for x, y in line]
    for number, (lon, lat) in enumerate(line):
        near = any(inside[max(0, number - 1) : number + 2])
        if near:
            run.append(frame.place(lon, lat))
        if run and (not near or number == len(line) - 1):
            if len(run) > 1:
                path.append(f"M{_write(list(_thin(run)))}")
            run = []
    return "".join(path)


def _is_seen(points: Sequence[Point]) -> bool:
    west, south, east, north = _find_extent(points)
    return east - west > _SMALL or north - south > _SMALL


def _clip_ring(ring: Sequence[Point], frame: Frame) -> Sequence[Point]:
    """Return what of a ring is on the paper (Sutherland and Hodgman, 1974)."""
    for axis, limit, sign in (
        (0, -_BEYOND, 1),
        (0, frame.width + _BEYOND, -1),
        (1, -_BEYOND, 1),
        (1, frame.height + _BEYOND, -1),
    ):
        if not ring:
            return ring
        if all((it[axis] - limit) * sign >= 0 for it in ring):
            continue
        ring = list(_cut_ring(ring, axis, limit, sign))
    return ring


def _cut_ring(ring: Sequence[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    for one, other in pairwise([ring[-1], *ring]):
        before, after = (one[axis] - limit) * sign >= 0, (other[axis] - limit) * sign >= 0
        if before != after:
            share = (limit - one[axis]) / (other[axis] - one[axis])
            yield (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)
        if after:
            yield other


def _thin(points: Sequence[Point]) -> Iterator[Point]:
    """Yield the points that can be told apart on paper."""
    last = points[0]
    yield last
    for point in points[1:-1]:
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) > _CLOSE:
            yield point
            last = point
    yield points[-1]


def _write(points: Sequence[Point]) -> str:
    """Return a path: the first point, then steps in tenths, which are shorter."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = (f"{(x2 - x1) / 10:g},{(y2 - y1) / 10:g}" for (x1, y1), (x2, y2) in pairwise(tenths))
    return f"{tenths[0][0] / 10:g},{tenths[0][1] / 10:g}l{' '.join(steps)}"


def _find_extent(line: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return (min(xs), min(ys), max(xs), max(ys))


def _widen(frame: Frame) -> Box:
    west, south, east, north = frame.box
    high = _BEYOND / frame.scale
    wide = high / frame.narrow
    return (west - wide, south - high, east + wide, north + high)


def _meet(one: Box, other: Box) -> bool:
    across = one[0] <= other[2] and other[0] <= one[2]
    return across and one[1] <= other[3] and other[1] <= one[3]


def _choose_bar(frame: Frame) -> tuple[float, int]:
    fit = [km for km in _ROUND if frame.measure(km) <= frame.width / 4]
    km = max(fit, default=_ROUND[0])
    return round(frame.measure(km), 1), km
