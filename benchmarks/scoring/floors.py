"""Floors: what a golden report's F1, or that of all together, may not fall below."""

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

from benchmarks.scoring.text import ScoringError

ALL = "all"
"""Stands for all golden reports together."""

SLACK = 2.0
"""Points of F1 by which a new floor lies under the score that it is set from."""

_HEAD = """\
# F1 times 100 under which no golden report may fall, by pipeline; "all" is all of them together.
# python -m benchmarks.scoring --write-floors raises them, and never lowers one.
"""

Floors = Mapping[str, Mapping[str, float]]
"""Points by pipeline and report."""


def read_floors(path: Path) -> Floors:
    """Read the floors; a file that is not there holds none. Raises `ScoringError`."""
    if not path.exists():
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise ScoringError(f"{path.name} cannot be read: {exc}") from exc
    if not all(isinstance(reports, dict) for reports in data.values()):
        raise ScoringError(f"{path.name}: a floor stands outside any pipeline's table")
    return data


def raise_floors(floors: Floors, pipeline: str, scores: Mapping[str, float]) -> Floors:
    """Return the floors that follow from scores; no report's becomes lower.

    The floor of all together is set anew when there are other reports than before: it
    is then another figure.

    Args:
        floors: The floors so far.
        pipeline: Which pipeline the scores are of; the others' floors stay.
        scores: F1, 0 to 1, by report, and of all together.
    """
    known = dict(floors.get(pipeline, {}))
    if known.keys() != scores.keys():
        known.pop(ALL, None)
    reports = {name: max(known.get(name, 0.0), _set_floor(score)) for name, score in scores.items()}
    return {**floors, pipeline: reports}


def write_floors(path: Path, floors: Floors) -> None:
    """Write the floors, in an order that does not depend on how they came about."""
    lines = [_HEAD]
    for pipeline, reports in sorted(floors.items()):
        lines.append(f'\n["{pipeline}"]\n')
        lines += [f"{name} = {floor:.1f}\n" for name, floor in sorted(reports.items())]
    path.write_text("".join(lines), encoding="utf-8")


def _set_floor(score: float) -> float:
    return max(math.floor(10 * (100 * score - SLACK)) / 10, 0.0)
