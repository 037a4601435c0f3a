"""Exact matches of typed spans, counted as NEREL's users do; with their brat files."""

import re
from collections.abc import Mapping
from pathlib import Path

_NUMBER = re.compile(r"\d+")
PLACES = ("CITY", "COUNTRY", "STATE_OR_PROVINCE", "DISTRICT", "LOCATION")
GROUPS: Mapping[str, Mapping[str, str]] = {
    "PER, LOC, ORG": {"PERSON": "PER", "ORGANIZATION": "ORG", **dict.fromkeys(PLACES, "LOC")},
    "CRIME, PENALTY, LAW": {kind: kind for kind in ("CRIME", "PENALTY", "LAW")},
    "all 29 types": {},
}
"""Groups of types, each type with the name it goes by there; where empty, every type."""

Typed = tuple[int, int, str]
Counts = tuple[int, int, int]


def load_brat(folder: Path) -> dict[str, tuple[str, set[Typed]]]:
    """Return the texts of a folder of brat files with their spans, by name."""
    found = {}
    for path in sorted(folder.glob("*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        spans = set()
        for line in path.read_text(encoding="utf-8").splitlines():
            parts = line.split("\t")
            if parts[0].startswith("T") and len(parts) >= 3:
                kind, _, rest = parts[1].partition(" ")
                numbers = [int(number) for number in _NUMBER.findall(rest)]
                spans.add((numbers[0], numbers[-1], kind))
        found[path.stem] = text, spans
    return found


def count_hits(gold: set[Typed], found: set[Typed], kinds: Mapping[str, str]) -> Counts:
    """Return how many spans there are, how many were found, and how many of these are right."""
    right, said = _select(gold, kinds), _select(found, kinds)
    return len(right), len(said), len(right & said)


def _select(spans: set[Typed], kinds: Mapping[str, str]) -> set[Typed]:
    return {
        (begin, end, kinds.get(kind, kind))
        for begin, end, kind in spans
        if not kinds or kind in kinds
    }


def add_counts(*some: Counts) -> Counts:
    """Return sums."""
    gold, found, right = (sum(each) for each in zip(*some, strict=True)) if some else (0, 0, 0)
    return gold, found, right


def get_figures(counts: Counts) -> tuple[float, float, float]:
    """Return precision, recall and F1 in percent."""
    gold, found, right = counts
    return (
        100 * right / found if found else 0.0,
        100 * right / gold if gold else 0.0,
        200 * right / (gold + found) if gold + found else 0.0,
    )
