"""The same input gives the same bytes, whatever the process."""

import os
import subprocess
import sys

from repository import ROOT

GOLDEN = sorted((ROOT / "tests/golden/reports").glob("a-*.txt"))
EXAMPLES = [ROOT / "examples" / name for name in ("night-summons.txt", "objector-fined.html")]


def _read(form: str, seed: str) -> bytes:
    files = map(str, [*GOLDEN[:4], *EXAMPLES])
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "read", *files, "--format", form],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    return done.stdout


def test_two_processes_print_the_same_json() -> None:
    assert _read("json", "1") == _read("json", "4242")


def test_two_processes_print_the_same_page() -> None:
    assert _read("text", "7") == _read("text", "77")
