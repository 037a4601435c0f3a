"""Several processes at once on one casebook: nothing is lost, and it verifies."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.soak.check import check_casebook
from benchmarks.soak.kills import ROOT
from deeds import create, list_faults
from orlov import ORLOV
from plain_reader import PlainReader

from sayso.workbench.casebook import Casebook


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the folder of a casebook with one report."""
    name = str(request.param)
    database = "sqlite" if name == "sqlite" else request.getfixturevalue(name)
    with create(tmp_path / "shared.casebook", ORLOV, database=database) as casebook:
        return casebook.path


def start(path: Path, deed: str, seed: int, count: int, *places: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.soak.worker", path, deed, seed, count, *places]
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(*processes: subprocess.Popen[str]) -> dict[str, list[str]]:
    """Wait for processes, and return what they acknowledged, by what was done."""
    told: dict[str, list[str]] = {}
    for process in processes:
        lines, problem = process.communicate()
        assert process.returncode == 0, problem
        for line in map(json.loads, lines.splitlines()):
            told.setdefault(line["did"], []).append(line.get("what", ""))
    return told


def test_processes_add_and_decide_at_once_without_loss(shared: Path) -> None:
    told = finish(
        *(start(shared, "add", seed, 24) for seed in range(2)),
        *(start(shared, "decide", seed, 12) for seed in range(2)),
    )

    assert len(set(told["added"])) == 48
    assert len(set(told["decided"])) == 24
    check_casebook(shared, told)


def test_the_same_bytes_added_by_two_at_once_are_one_report(shared: Path) -> None:
    finish(*(start(shared, "add", 7, 12) for _ in range(2)))

    with Casebook.open(shared) as casebook:
        assert len(list(casebook.reports())) == 13
        assert casebook.stats().captures == 25
        assert list_faults(casebook) == []


def test_a_backup_while_others_write_is_whole(shared: Path, tmp_path: Path) -> None:
    place = tmp_path / "backups"
    place.mkdir()
    told = finish(
        start(shared, "add", 1, 24),
        start(shared, "decide", 2, 24),
        start(shared, "backup", 3, 3, place),
    )

    check_casebook(shared, told)
    assert len(told["backed up"]) == 3
    for n, made in enumerate(told["backed up"]):
        with Casebook.restore(made, tmp_path / f"restored-{n}", analyst="Vera") as restored:
            assert list_faults(restored) == []


def test_two_that_merge_one_another_at_once_both_come_through(tmp_path: Path) -> None:
    paths = tmp_path / "one", tmp_path / "two"
    for path in paths:
        with create(path, ORLOV, f"Notice {path.name}. Anna Orlova said that she left."):
            pass

    finish(
        start(paths[0], "merge", 1, 1, paths[1]),
        start(paths[1], "merge", 2, 1, paths[0]),
    )

    for path in paths:
        check_casebook(path, {})
        with Casebook.open(path) as casebook:
            assert len(list(casebook.reports())) == 3


def test_two_copies_that_merge_one_another_at_once_both_come_through(tmp_path: Path) -> None:
    paths = tmp_path / "one", tmp_path / "two"
    with create(paths[0], ORLOV):
        pass
    shutil.copytree(*paths)
    finish(*(start(path, "add", seed, 3) for seed, path in enumerate(paths)))

    finish(start(paths[0], "merge", 1, 1, paths[1]), start(paths[1], "merge", 2, 1, paths[0]))

    for path in paths:
        check_casebook(path, {})
        with Casebook.open(path) as casebook:
            assert len(list(casebook.reports())) == 7


def test_a_reader_sees_one_state_while_another_process_reads_anew(shared: Path) -> None:
    """What shows as read is whole at every moment."""
    process = start(shared, "reread", 1, 12)
    with Casebook.open(shared, reader=PlainReader(), read_only=True) as casebook:
        while process.poll() is None:
            for report in casebook.reports():
                reading = casebook.get_reading(report.sha256)
                assert reading is not None
                version = int(reading.made_by.reader.version)
                assert reading == PlainReader(version=version).read(reading.report)
    finish(process)
