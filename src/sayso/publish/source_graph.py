"""Who has it from whom, drawn: publishers on the left, origins on the right, arrows between.

A layered drawing (after Sugiyama, Tagawa and Toda, 1981): every arrow goes to the right where the
citations allow it, arrows of a loop that lead back are drawn below the boxes, and within a layer
boxes stand near those that they are joined to (barycenter heuristic).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WIDTH, _HEIGHT = 160, 44  # of a box, in units of the drawing
_ACROSS, _DOWN = 72, 18  # between boxes
_MARGIN = 12
_LETTERS = 21  # that fit on one line of a box
_SWEEPS = 4
_BEND = "\0"  # in no name that is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One arrow: ``by`` has it from ``of``; ``how`` names the way."""

    by: str
    of: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One publisher, medium or origin, where it is drawn.

    Attributes:
        name: Its name.
        lines: The name in one or two lines that fit.
        x, y, width, height: The rectangle.
        origin: Whether claims rest on it.
        sure: Whether it is surely independent.
    """

    name: str
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    origin: bool
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An arrow's path (SVG path data), and its way."""

    path: str
    how: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A graph of sources, laid out; empty where nobody cites anybody."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def draw_sources(arrows: Sequence[Arrow], origins: Mapping[str, bool]) -> Drawing:
    """Return a drawing of who has it from whom; the same whatever the order of the arrows.

    Args:
        arrows: Who has it from whom.
        origins: The names on whose word claims rest, and whether each is surely independent.
    """
    arrows = sorted({it for it in arrows if it.by != it.of}, key=lambda it: (it.by, it.of, it.how))
    names = sorted({name for it in arrows for name in (it.by, it.of)} | set(origins))
    pairs = sorted({(it.by, it.of) for it in arrows})
    layer = _find_layers(names, pairs)
    last = max(layer.values(), default=0)
    for name in names:
        # Origins stand in the last column, whoever cites them directly.
        if name in origins and not any(by == name for by, _ in pairs):
            layer[name] = last
    ways = {pair: _list_bends(*pair, layer) for pair in pairs}
    columns = _order_columns(names, ways, layer)
    boxes = _place(columns, origins)
    lowest = max((it.y + it.height for it in boxes.values()), default=0.0)
    lines = tuple(
        _connect(it, [boxes[name] for name in ways[it.by, it.of]], lowest, number)
        for number, it in enumerate(arrows)
    )
    back = sum(boxes[it.by].x >= boxes[it.of].x for it in arrows)
    width = max((it.x + it.width for it in boxes.values()), default=0.0) + _MARGIN
    return Drawing(
        width=width,
        height=lowest + _MARGIN + (_DOWN * (back + 1) if back else 0),
        boxes=tuple(boxes[name] for name in names),
        lines=lines,
    )


def _find_layers(names: Iterable[str], pairs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the column of each name: one right of all that cite it, loops cut where they close."""
    forward: dict[str, list[str]] = defaultdict(list)
    cited = {of for _, of in pairs}
    names = sorted(names, key=lambda it: (it in cited, it))
    for by, of in pairs:
        forward[by].append(of)
    order: list[str] = []
    kept: list[tuple[str, str]] = []
    state: dict[str, int] = {}
    for start in names:
        stack = [(start, iter(forward[start]))] if start not in state else []
        state.setdefault(start, 1)
        while stack:
            name, rest = stack[-1]
            for other in rest:
                if other not in state:
                    state[other] = 1
                    kept.append((name, other))
                    stack.append((other, iter(forward[other])))
                    break
                if state[other] == 2:
                    kept.append((name, other))
            else:
                state[name] = 2
                order.append(name)
                stack.pop()
    layer = dict.fromkeys(names, 0)
    after: dict[str, list[str]] = defaultdict(list)
    for by, of in kept:
        after[by].append(of)
    for name in reversed(order):
        for other in after[name]:
            layer[other] = max(layer[other], layer[name] + 1)
    return layer


def _list_bends(by: str, of: str, layer: Mapping[str, int]) -> tuple[str, ...]:
    """Return the two ends of an arrow, and between them a bend in each column that it crosses."""
    between = range(layer[by] + 1, layer[of])
    return (by, *(f"{by}{_BEND}{of}{_BEND}{column}" for column in between), of)


def _order_columns(
    names: Sequence[str],
    ways: Mapping[tuple[str, str], tuple[str, ...]],
    layer: Mapping[str, int],
) -> list[list[str]]:
    columns: list[list[str]] = [[] for _ in range(max(layer.values(), default=0) + 1)]
    for name in names:
        columns[layer[name]].append(name)
    beside: dict[str, list[str]] = defaultdict(list)
    for (by, _), way in ways.items():
        for number, name in enumerate(way[1:-1], start=layer[by] + 1):
            columns[number].append(name)
        for one, other in pairwise(way):
            beside[one].append(other)
            beside[other].append(one)
    for _ in range(_SWEEPS):
        height = {name: at for column in columns for at, name in enumerate(column)}
        for column in columns:
            column.sort(key=lambda it: (_average([height[n] for n in beside[it]], height[it]), it))
            height.update((name, at) for at, name in enumerate(column))
    return columns


def _average(values: Sequence[int], other: int) -> float:
    return sum(values) / len(values) if values else float(other)


def _place(columns: Sequence[Sequence[str]], origins: Mapping[str, bool]) -> dict[str, Box]:
    tallest = max(map(len, columns), default=0)
    boxes = {}
    for number, column in enumerate(columns):
        above = (tallest - len(column)) * (_HEIGHT + _DOWN) / 2
        for at, name in enumerate(column):
            boxes[name] = Box(
                name=name,
                lines=_break(name),
                x=_MARGIN + number * (_WIDTH + _ACROSS),
                y=_MARGIN + above + at * (_HEIGHT + _DOWN),
                width=_WIDTH,
                height=_HEIGHT,
                origin=name in origins,
                sure=origins.get(name, True),
            )
    return boxes


def _break(name: str) -> tuple[str, ...]:
    """Return a name in at most two lines that fit into a box."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > _LETTERS and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]} …"]
    return tuple(it if len(it) <= _LETTERS + 2 else f"{it[:_LETTERS]}…" for it in lines)


def _connect(arrow: Arrow, way: Sequence[Box], lowest: float, number: int) -> Line:
    one, other = way[0], way[-1]
    title = f"{arrow.by} {arrow.how} {arrow.of}"
    if one.x >= other.x:
        x1, x2 = one.x + one.width / 2, other.x + other.width / 2 + 24
        y1, y2 = one.y + one.height, other.y + other.height
        deep = lowest + _DOWN * (1 + number % 3)
        path = f"M{x1:g},{y1:g} C{x1:g},{deep:g} {x2:g},{deep:g} {x2:g},{y2 + 6:g}"
        return Line(path=path, how=arrow.how, title=title)
    x, y = one.x + one.width, one.y + one.height / 2
    path = f"M{x:g},{y:g}"
    for box in way[1:]:
        to_x, to_y = box.x - (6 if box is other else 0), box.y + box.height / 2
        bend = (to_x - x) / 2
        path += f" C{x + bend:g},{y:g} {to_x - bend:g},{to_y:g} {to_x:g},{to_y:g}"
        x, y = box.x + box.width, to_y
        if box is not other:
            path += f" L{x:g},{y:g}"
    return Line(path=path, how=arrow.how, title=title)
