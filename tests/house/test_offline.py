"""Once installed, sayso opens no connection."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from repository import ROOT

READ = ["-m", "sayso", "read", *(str(ROOT / "examples" / name) for name in (
    "night-summons.txt", "objector-fined.html", "young-men-on-a-bus.pdf",
)), "--format", "json"]  # fmt: skip
APART = ["unshare", "--map-root-user", "--net"]

# Raises wherever Python asks for a socket, in the process that parses documents too.
GUARD = """
import socket, sys
def refuse(*args, **more):
    print("THE NETWORK WAS ASKED FOR", file=sys.stderr)
    raise OSError("no network here")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
"""


def _can_cut_off() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*APART, "true"], capture_output=True, check=False).returncode == 0


def _check(printed: bytes) -> None:
    readings = [json.loads(line) for line in printed.splitlines()]
    assert len(readings) == 3
    assert all(reading["claims"] for reading in readings)


@pytest.mark.skipif(not _can_cut_off(), reason="needs leave to make a network of its own")
def test_reports_are_read_with_the_network_cut_off() -> None:
    done = subprocess.run([*APART, sys.executable, *READ], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()
    _check(done.stdout)


def test_reports_are_read_without_asking_for_a_socket(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    program = f"import runpy; sys.argv = {['sayso', *READ[2:]]}; runpy.run_module('sayso', run_name='__main__')"
    guarded = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import sitecustomize; {program}"

    done = subprocess.run([sys.executable, "-c", guarded], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()
    assert b"NETWORK" not in done.stderr
    _check(done.stdout)
