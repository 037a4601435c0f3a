"""Once installed, sayso opens no connection."""

import json
import shutil
import subprocess
import sys
from functools import cache

import pytest
from repository import ROOT

READ = ["-m", "sayso", "read", *(str(ROOT / "examples" / name) for name in (
    "night-summons.txt", "objector-fined.html", "young-men-on-a-bus.pdf",
)), "--format", "json"]  # fmt: skip
APART = ["unshare", "--map-root-user", "--net"]

# Python tells an audit hook of all that is asked of a socket, whoever asks. Making one is no
# harm: a library does, when imported, to learn whether the system knows IPv6.
GUARDED = """
import runpy, sys

def refuse(event, args):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        print("THE NETWORK WAS ASKED FOR:", event, args, file=sys.stderr)
        raise OSError("no network here")

sys.addaudithook(refuse)
sys.argv[0] = "sayso"
runpy.run_module("sayso", run_name="__main__")
"""


@cache
def _can_cut_off() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*APART, "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def done() -> "subprocess.CompletedProcess[bytes]":
    """Three reports read where asking for a connection is refused, cut off as well if may be."""
    command = [sys.executable, "-c", GUARDED, *READ[2:]]
    return subprocess.run(
        [*(APART if _can_cut_off() else ()), *command], capture_output=True, check=False
    )


def _check(printed: bytes) -> None:
    readings = [json.loads(line) for line in printed.splitlines()]
    assert len(readings) == 3
    assert all(reading["claims"] for reading in readings)


@pytest.mark.skipif(not _can_cut_off(), reason="needs leave to make a network of its own")
def test_reports_are_read_with_the_network_cut_off(
    done: "subprocess.CompletedProcess[bytes]",
) -> None:
    assert APART[0] in done.args
    assert done.returncode == 0, done.stderr.decode()
    _check(done.stdout)


def test_reports_are_read_without_asking_for_a_connection(
    done: "subprocess.CompletedProcess[bytes]",
) -> None:
    assert done.returncode == 0, done.stderr.decode()
    assert b"NETWORK" not in done.stderr
    _check(done.stdout)
