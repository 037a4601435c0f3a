"""Our scorer counts what the outside one counts, on right readings and on wrong ones."""

import copy
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from benchmarks.scoring.gold import Gold
from benchmarks.scoring.gold_file import read_gold
from benchmarks.scoring.golden import ROOT, get_json, list_golds
from benchmarks.scoring.score import score
from mutations import MUTATIONS
from outside import load_outside

from sayso.records.reading import Reading

SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "score_reading.py"
SEED = SHARED / "reports" / "gold" / "seed.json"

pytestmark = pytest.mark.skipif(
    not SCORER.exists(), reason="the outside scorer is not beside this repository"
)

Counts = dict[str, list[int]]


@pytest.fixture(scope="module")
def outside() -> Any:
    return load_outside(SCORER)


def count_ours(gold: Gold, reading: Any) -> Counts:
    tally = score(gold, reading)
    kinds = {"": tally.sections, "attributed: ": tally.attributed}
    return {
        f"{kind}{place}": [it.wanted, it.found, it.given, it.right]
        for kind, counts in kinds.items()
        for place, it in enumerate(counts.values())
    }


def count_theirs(outside: Any, wanted: Any, reading: Any) -> Counts:
    given = outside.Reading(outside.claims_as_attributions(reading), wanted, "reading")
    tally = outside.Scorer(wanted, given).run()
    kinds = {"": tally.n, "attributed: ": tally.info}
    return {
        f"{kind}{place}": counts
        for kind, sections in kinds.items()
        for place, counts in enumerate(sections.values())
    }


@pytest.mark.parametrize("path", [*list_golds(), SEED], ids=lambda path: path.stem)
def test_both_scorers_count_the_same(
    path: Path, outside: Any, read_golden: Callable[[Gold], Reading]
) -> None:
    gold, wanted = read_gold(path), outside.Gold(str(path))
    reading = get_json(read_golden(gold))

    for mutation in MUTATIONS:
        name = mutation.__name__
        mutated = mutation(copy.deepcopy(reading), Random(f"{path.stem} {name}"))
        ours = count_ours(gold, mutated)

        assert (name, ours) == (name, count_theirs(outside, wanted, copy.deepcopy(mutated)))
