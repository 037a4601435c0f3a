"""Whatever is killed, and when: nothing acknowledged is lost, nothing half-done shows."""

import random
from itertools import islice
from pathlib import Path

import pytest
from benchmarks.soak.kills import Trial, list_deeds

KILLS, KILLS_ON_SERVER = 12, 5


def kill(trial: Trial, count: int) -> int:
    """Return how many processes were really killed; `make soak` does it 200 times."""
    deeds = islice(list_deeds(trial.chance), count)
    return sum(trial.kill_one(deed)[1] for deed in deeds)


def test_a_casebook_outlives_killed_processes(tmp_path: Path) -> None:
    assert kill(Trial(folder=tmp_path, chance=random.Random()), KILLS) > KILLS // 2


def test_a_casebook_on_postgresql_outlives_killed_processes(
    tmp_path: Path, postgresql: str
) -> None:
    trial = Trial(folder=tmp_path, chance=random.Random(), database=postgresql)

    assert kill(trial, KILLS_ON_SERVER) > KILLS_ON_SERVER // 2


@pytest.mark.parametrize("seed", range(2))
def test_deeds_are_tried_in_turn(seed: int) -> None:
    deeds = list(islice(list_deeds(random.Random(seed)), 12))

    assert sorted(deeds[:6]) == sorted(deeds[6:]) == sorted(set(deeds))
