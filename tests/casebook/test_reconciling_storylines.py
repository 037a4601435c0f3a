"""Storylines added one by one give what all their reports together give: people and cases."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.scoring.storyline_gold import STORYLINES, list_stories
from benchmarks.storylines.corpus import Reader, capture_reports
from test_reconciling import list_kept, list_made

from sayso.capture.options import CaptureOptions
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.workbench.additions import Addition
from sayso.workbench.casebook import Casebook
from sayso.workbench.reading import Workbench

# A group that comprises whom other reports name, and one whose members its own report names.
STORIES = ("storyline-f", "storyline-o")


class _Kept:
    """Reads no report twice, however many casebooks it is added to."""

    def __init__(self, readings: dict[str, Reading]) -> None:
        self._readings = readings

    def read(self, report: Report) -> Reading:
        return replace(self._readings[report.sha256], report=report)


@pytest.fixture(scope="module")
def readings(workbench: Workbench) -> dict[str, Reading]:
    reader = Reader(workbench)
    stories = [it for it in list_stories() if it.name in STORIES]
    return {it.sha256: reader.read(it) for story in stories for it in capture_reports(story)}


@pytest.mark.parametrize("seed", [1, 2])
def test_storylines_step_by_step_give_what_all_at_once_gives(
    seed: int, readings: dict[str, Reading], tmp_path: Path
) -> None:
    chance = random.Random(seed)
    reports = [it.report for it in readings.values()]
    chance.shuffle(reports)

    def check() -> None:
        assert list_kept(casebook) == list_made(casebook)

    with Casebook.create(tmp_path / "own", analyst="Vera", reader=_Kept(readings)) as casebook:
        for report in reports:
            (added,) = casebook.add([_make_addition(report)])
            assert added.report is not None
            check()
        made = list_made(casebook)[1].values()
        assert any(it.comprises for it in made)
        one, other = chance.sample([it for it in made if it.type == "person"], 2)
        ends = "=".join(f"{it.members[0].report}/{it.members[0].id}" for it in (one, other))
        decision = casebook.decide(f"same-person:{ends}", judgement="yes", because="She knows.")
        check()
        casebook.undo(decision.id, because="A mistake.")
        check()
        casebook.remove(chance.choice(reports).sha256, because="A court ordered it.")
        check()


def _make_addition(report: Report) -> Addition:
    options = CaptureOptions(
        id=report.id,
        language=report.language,
        publisher=report.publisher,
        published=report.published,
        title=report.title,
        url=report.url,
    )
    source = STORYLINES / "reports" / f"{report.id}.txt"
    return Addition(name=report.id, source=source, options=options)
