"""Whenever the desk is killed, nothing that it answered for is lost."""

import random
from pathlib import Path

from benchmarks.soak.desk_kills import Forks, Trial

KILLS = 20


def test_a_killed_desk_loses_nothing_that_it_answered_for(tmp_path: Path) -> None:
    """`make soak` kills 200 of `sayso serve`; here each is a fork of one that has loaded."""
    trial = Trial(tmp_path / "desk.casebook", random.Random())

    with Forks(trial.path) as desks:
        for _ in range(KILLS):
            trial.kill_one(desks.begin())
    trial.finish()

    assert len(trial.reasons) > KILLS
    assert len(trial.uploads) > KILLS // 4
