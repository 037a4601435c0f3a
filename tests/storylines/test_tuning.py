"""Settings for a storyline are chosen without it, and those that are shipped change nothing."""

from collections.abc import Callable

import pytest
from benchmarks.scoring.storyline_gold import Story, list_stories
from benchmarks.storylines.corpus import Reader, make_cases
from benchmarks.storylines.tuning import Settings, Tuner, make_cases_with, say_changes

from sayso.records.reading import Reading
from sayso.workbench.reading import Workbench

STORIES = list_stories()[:2]

Read = Callable[[Story], tuple[Reading, ...]]


@pytest.fixture(scope="module")
def read(workbench: Workbench) -> Read:
    return Reader(workbench).read_story


def test_the_shipped_settings_give_what_is_shipped(read: Read) -> None:
    readings = read(STORIES[0])

    assert make_cases_with(readings, Settings()) == make_cases(readings)
    assert say_changes(Settings()) == "as shipped"


def test_what_is_left_out_has_no_say(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    tuner = Tuner([(story, read(story)) for story in STORIES])
    seen: list[tuple[str, list[str]]] = []
    choose = Tuner._choose

    def note(self: Tuner, others, tried, start):  # type: ignore[no-untyped-def]
        seen.append((str(len(tried)), [story.name for story, _ in others]))
        return choose(self, others, tried[:1], start)

    monkeypatch.setattr(Tuner, "_choose", note)

    left_out = [story.name for story, _, _ in tuner.leave_one_out()]

    assert left_out == [story.name for story in STORIES]
    assert [names for _, names in seen[::2]] == [[STORIES[1].name], [STORIES[0].name]]
