"""Our counts of typed spans are those of the outside scorer."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from benchmarks.names.scoring import (
    GROUPS,
    Typed,
    add_counts,
    count_hits,
    get_figures,
    load_brat,
)
from benchmarks.scoring.golden import ROOT

SHARED = ROOT.parent / "shared"
SCORER, DEV = SHARED / "tools" / "score_ner.py", SHARED / "data" / "nerel" / "dev"

outside = pytest.mark.skipif(
    not (SCORER.exists() and DEV.is_dir()),
    reason="the outside scorer and NEREL are not beside this repository",
)


def guess(gold: set[Typed], random: Random) -> set[Typed]:
    """Return answers of every sort: right, shifted, of another type, none."""
    found = set()
    for begin, end, kind in sorted(gold):
        draw = random.randrange(4)
        if draw:
            shift = draw == 2
            found.add((begin, end + shift, "CITY" if draw == 3 else kind))
    return found


@outside
@pytest.mark.parametrize("group", ["CRIME, PENALTY, LAW", "all 29 types"])
def test_both_count_the_same(group: str, tmp_path: Path) -> None:
    random = Random(1)
    texts = load_brat(DEV)
    found = {name: guess(gold, random) for name, (_, gold) in texts.items()}
    system = tmp_path / "system.jsonl"
    with system.open("w", encoding="utf-8") as file:
        for name, spans in found.items():
            entities = [{"start": b, "end": e, "type": k} for b, e, k in sorted(spans)]
            print(json.dumps({"doc": name, "entities": entities}), file=file)
    kinds = GROUPS[group]
    options = ["--types", ",".join(kinds)] if kinds else []

    said = subprocess.run(
        [sys.executable, str(SCORER), "score", str(DEV), str(system), *options],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    each = (count_hits(gold, found[name], kinds) for name, (_, gold) in texts.items())
    precision, recall, f1 = get_figures(add_counts(*each))
    (line,) = [line for line in said.splitlines() if line.startswith("micro")]
    assert f"exact P {precision:5.1f} R {recall:5.1f} F1 {f1:5.1f}" in line


def test_several_types_may_go_by_one_name() -> None:
    gold = {(0, 4, "CITY"), (5, 9, "PERSON"), (10, 12, "AGE")}
    found = {(0, 4, "COUNTRY"), (5, 9, "ORGANIZATION")}

    assert count_hits(gold, found, GROUPS["PER, LOC, ORG"]) == (2, 2, 1)
    assert count_hits(gold, found, GROUPS["all 29 types"]) == (3, 2, 0)


def test_nothing_found_is_no_error() -> None:
    assert get_figures(add_counts()) == (0.0, 0.0, 0.0)
