"""The same input gives the same bytes, whatever the process."""

import os
import subprocess
import sys
from pathlib import Path

from repository import ROOT

GOLDEN = sorted((ROOT / "tests/golden/reports").glob("a-*.txt"))
EXAMPLES = [ROOT / "examples" / name for name in ("night-summons.txt", "objector-fined.html")]


def _read(files: list[Path], form: str, seed: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "read", *map(str, files), "--format", form],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    return done.stdout


def test_two_processes_print_the_same_json() -> None:
    files = [*GOLDEN, *EXAMPLES]

    assert _read(files, "json", "1") == _read(files, "json", "4242")


def test_two_processes_print_the_same_pages() -> None:
    assert _read(EXAMPLES, "text", "7") == _read(EXAMPLES, "text", "77")
    assert _read(EXAMPLES[:1], "html", "7") == _read(EXAMPLES[:1], "html", "77")
