"""The gate: what the reports of storylines say together gets no worse."""

import tomllib
from typing import Any

import pytest
from benchmarks.scoring.golden import get_json, get_pipeline
from benchmarks.scoring.storyline_gold import STORYLINES, Story, list_stories
from benchmarks.scoring.storyline_score import make_story_tally, score_story
from benchmarks.storylines.bars import Bars, list_shares, measure_bars
from benchmarks.storylines.corpus import Reader, make_cases, make_output

from sayso.workbench.reading import Workbench

STORIES = list_stories()

Output = tuple[Story, Any]


@pytest.fixture(scope="module")
def reader(workbench: Workbench) -> Reader:
    return Reader(workbench)


@pytest.fixture(scope="module")
def outputs(reader: Reader) -> list[Output]:
    made = []
    for story in STORIES:
        readings = reader.read_story(story)
        made.append((story, make_output(story, readings, make_cases(readings))))
    return made


def get_floors(reader: Reader) -> dict[str, float]:
    """Return the floors for the weights that English reports are read with."""
    floors = tomllib.loads((STORYLINES / "floors.toml").read_text(encoding="utf-8"))
    story = next(it for it in STORIES if it.name == "storyline-a")
    pipeline = get_pipeline(get_json(reader.read_story(story)[0]))
    if pipeline not in floors:
        pytest.skip(f"storylines have no floors for {pipeline}")
    return {name: float(value) for name, value in floors[pipeline].items()}


def test_storylines_are_put_together_no_worse_than_before(
    reader: Reader, outputs: list[Output]
) -> None:
    tally, bars = make_story_tally(), Bars()
    for story, output in outputs:
        tally.add(score_story(story, output))
        bars.add(measure_bars(story, output))
    shares = list_shares(bars, tally)

    floors = get_floors(reader)

    assert {name for name, floor in floors.items() if shares[name] < floor} == set()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_every_storyline_gives_cases_of_its_own_reports(
    story: Story, outputs: list[Output]
) -> None:
    output = next(output for it, output in outputs if it is story)

    told = {name for case in output["cases"] for name in case["reports"]}
    steps = [step for case in output["cases"] for step in case["history"]]

    assert 4 <= len(story.reports) <= 8
    assert output["cases"]
    assert len(told) > len(story.reports) / 2
    assert told <= set(story.reports)
    assert all(set(step["reports"]) <= told for step in steps)


def test_every_report_is_of_one_storyline() -> None:
    files = {path.stem for path in (STORYLINES / "reports").glob("*.txt")}
    listed = [name for story in STORIES for name in story.reports]

    assert sorted(listed) == sorted(files)
