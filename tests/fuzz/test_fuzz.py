"""Whatever the file, `sayso read` ends with a reading or with one sentence.

SAYSO_FUZZ says how many files are tried; `make soak` tries 500.
"""

import os
from pathlib import Path

import pytest
from hostile import Hostile, make_hostile
from outcome import FORMATS, read_hostile, run_apart

COUNT = int(os.environ.get("SAYSO_FUZZ", "60"))


@pytest.mark.parametrize(
    ("number", "hostile"),
    list(enumerate(make_hostile(COUNT))),
    ids=[hostile.name for hostile in make_hostile(COUNT)],
)
def test_a_hostile_file_is_read_or_refused_in_a_sentence(
    number: int, hostile: Hostile, tmp_path: Path
) -> None:
    path = tmp_path / hostile.name
    path.write_bytes(hostile.data)

    assert read_hostile(path, FORMATS[number % 3])


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX's")
@pytest.mark.parametrize("hostile", list(make_hostile(23, seed=2))[::2][: max(COUNT // 50, 1)])
def test_the_command_needs_no_more_than_two_gigabytes_and_a_minute(
    hostile: Hostile, tmp_path: Path
) -> None:
    path = tmp_path / hostile.name
    path.write_bytes(hostile.data)

    assert run_apart(path)
