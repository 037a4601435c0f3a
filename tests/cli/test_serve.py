"""`sayso serve` as a real process: what it prints, how it fails, how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from sayso.workbench.casebook import Casebook

_PATIENCE = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "refusals.casebook"
    Casebook.create(path, analyst="Vera").close()
    return path


@contextmanager
def start(*args: str | Path, browser: str | None = None) -> Iterator["subprocess.Popen[str]"]:
    """Start the command; whatever happens, it is gone afterwards."""
    hidden = {"BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "SAYSO_CASEBOOK"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    if browser is not None:
        environment["BROWSER"] = browser
    command = [sys.executable, "-m", "sayso", "serve", *map(str, args)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def read_port(process: "subprocess.Popen[str]") -> int:
    """Wait until the address is printed, and return its port."""
    assert process.stdout is not None
    address = process.stdout.readline()
    found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/enter\?token=[\w-]{43}\n", address)
    assert found is not None, address
    assert "Ctrl+C" in process.stdout.readline()
    return int(found[1])


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_while_requests_are_open(folder: Path, told: signal.Signals) -> None:
    with start("--casebook", folder, "--port", "0", "--no-browser") as process:
        port = read_port(process)
        with closing(socket.create_connection(("127.0.0.1", port))) as asking:
            own = f"127.0.0.1:{port}"
            asking.sendall(
                f"POST /reports HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\n"
                "Content-Length: 100\r\n\r\nhalf of it".encode()
            )
            process.send_signal(told)
            out, complaints = process.communicate(timeout=_PATIENCE)

    assert process.returncode == 130
    assert (out, complaints.strip()) == ("", "sayso: stopped. Nothing was lost.")


def test_a_taken_port_is_one_sentence(folder: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with start("--casebook", folder, "--port", str(port), "--no-browser") as process:
            out, complaints = process.communicate(timeout=_PATIENCE)

    assert (process.returncode, out) == (2, "")
    assert complaints == (
        f"sayso: Port {port} cannot be used: taken by another program. "
        "Give another one with --port.\n"
    )


def test_what_is_no_casebook_is_one_sentence(tmp_path: Path) -> None:
    with start("--casebook", tmp_path, "--no-browser") as process:
        out, complaints = process.communicate(timeout=_PATIENCE)

    assert (process.returncode, out) == (2, "")
    assert complaints.count("\n") == 1
    assert "is no casebook" in complaints


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may do everything may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "shut.casebook"
    Casebook.create(path, analyst="Vera").close()
    for it in (path, *path.iterdir()):
        it.chmod(0o500 if it.is_dir() else 0o400)
    with start("--casebook", path, "--no-browser", "--port", "0") as process:
        out, complaints = process.communicate(timeout=_PATIENCE)
    path.chmod(0o700)

    assert (process.returncode, out) == (2, "")
    assert complaints.count("\n") == 1
    assert "may not be written to" in complaints


def test_the_desk_answers_while_a_browser_takes_its_time(folder: Path, tmp_path: Path) -> None:
    """The browser of this test never ends: it waits for a pipe that nobody writes to."""
    asked = tmp_path / "asked"
    waiting = tmp_path / "browser"
    waiting.write_text(f'#!/bin/sh\necho "$1" > "{asked}"\nexec cat "{tmp_path}/pipe"\n')
    waiting.chmod(0o700)
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(asked)
    with start("--casebook", folder, "--port", "0", browser=f"{waiting} %s") as process:
        port = read_port(process)
        opened = asked.read_text()
        with closing(socket.create_connection(("127.0.0.1", port))) as asking:
            asking.sendall(f"GET /reports HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            answered = asking.recv(100)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=_PATIENCE)
        # The browser would wait for ever.
        (tmp_path / "pipe").write_text("")

    assert opened.startswith(f"http://127.0.0.1:{port}/enter?token=")
    assert answered.startswith(b"HTTP/1.1 403")
    assert process.returncode == 130


def test_a_browser_that_cannot_be_opened_is_one_sentence(folder: Path) -> None:
    with start("--casebook", folder, "--port", "0", browser="/nowhere/browser %s") as process:
        read_port(process)
        assert process.stderr is not None
        said = process.stderr.readline()

    assert said == "sayso: no browser could be opened: open the address yourself.\n"
