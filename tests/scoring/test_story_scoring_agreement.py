"""Our scorer of storylines counts what the outside one counts, on right cases and on wrong ones."""

import copy
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from benchmarks.scoring.golden import ROOT
from benchmarks.scoring.storyline_gold import STORYLINES, Story, list_stories
from benchmarks.scoring.storyline_score import score_story
from outside import load_outside
from story_mutations import MUTATIONS, give_the_gold

SCORER = ROOT.parent / "shared" / "tools" / "score_reading.py"

outside_only = pytest.mark.skipif(
    not SCORER.exists(), reason="the outside scorer is not beside this repository"
)
each_story = pytest.mark.parametrize("story", list_stories(), ids=lambda story: story.name)

Counts = list[list[int]]


def get_path(story: Story) -> Path:
    return STORYLINES / "gold" / f"{story.name}.json"


def make_right(story: Story, random: Random) -> Any:
    """Return cases as the gold has them, a few steps left out."""
    gold = json.loads(get_path(story).read_text(encoding="utf-8"))
    index = json.loads((STORYLINES / "reports" / "index.json").read_text(encoding="utf-8"))
    return give_the_gold({"reports": index}, random, gold)


def count_ours(story: Story, cases: Any) -> Counts:
    counts = score_story(story, cases).sections.values()
    return [[it.wanted, it.found, it.given, it.right] for it in counts]


def count_theirs(outside: Any, story: Story, cases: Any) -> Counts:
    return list(outside.Story(str(get_path(story))).run(cases, "cases").n.values())


@pytest.fixture(scope="module")
def outside() -> Any:
    return load_outside(SCORER)


@outside_only
@each_story
def test_both_scorers_count_the_same(story: Story, outside: Any) -> None:
    for mutation in MUTATIONS:
        for seed in range(4):
            name = f"{mutation.__name__} {seed}"
            random = Random(f"{story.name} {name}")
            cases = mutation(copy.deepcopy(make_right(story, random)), random)

            ours = count_ours(story, copy.deepcopy(cases))

            assert (name, ours) == (name, count_theirs(outside, story, cases))


@outside_only
def test_the_golds_are_sound_by_the_outside_check(outside: Any) -> None:
    assert [
        fault for story in list_stories() for fault in outside.check_gold(get_path(story))
    ] == []


@each_story
def test_cases_that_the_gold_has_score_one(story: Story) -> None:
    class Every(Random):
        def random(self) -> float:
            return 0.0

    total = score_story(story, make_right(story, Every())).total

    assert total.wanted > 10
    assert (total.found, total.right) == (total.wanted, total.given)


@each_story
def test_nothing_given_finds_nothing(story: Story) -> None:
    total = score_story(story, {}).total

    assert (total.found, total.given) == (0, 0)
