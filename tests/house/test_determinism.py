"""The same input gives the same bytes, whatever the process."""

import os
import subprocess
import sys
from functools import cache
from itertools import pairwise

from repository import ROOT

GOLDEN = sorted((ROOT / "tests/golden/reports").glob("a-*.txt"))[:3]
EXAMPLES = [ROOT / "examples" / name for name in ("night-summons.txt", "objector-fined.html")]
SEEDS = ("1", "4242")
END = b"\n== the end of one command\n"

# Each command after the other in one process, which loads the models once.
PROGRAM = f"""
import sys
from itertools import groupby
from sayso.cli.main import main

for is_end, words in groupby(sys.argv[1:], "+".__eq__):
    if not is_end:
        assert main(list(words)) == 0
        sys.stdout.flush()
        sys.stdout.buffer.write({END!r})
"""
COMMANDS = (
    ["read", *map(str, (*GOLDEN, *EXAMPLES)), "--format", "json"],
    ["read", *map(str, EXAMPLES), "--format", "text"],
    ["read", str(EXAMPLES[0]), "--format", "html"],
)


@cache
def _print(seed: str) -> list[bytes]:
    """Return what each of the commands prints in a process of this hash seed."""
    words = [word for command in COMMANDS for word in (*command, "+")]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    *printed, rest = done.stdout.split(END)
    assert len(printed) == len(COMMANDS)
    assert all(printed)
    assert rest == b""
    return printed


def test_two_processes_print_the_same_json() -> None:
    assert all(one[0] == other[0] for one, other in pairwise(map(_print, SEEDS)))


def test_two_processes_print_the_same_pages() -> None:
    assert all(one[1:] == other[1:] for one, other in pairwise(map(_print, SEEDS)))
