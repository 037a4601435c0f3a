"""What the documents tell people to type works, and what they show is really printed.

Blocks marked `console` are run line by line in a folder that holds `examples/`; the lines of
output shown there must all be printed, runs of blanks aside, and "..." stands for any lines.
An `export` holds for the rest of its page. Blocks marked `python` are run as they are. Blocks
marked `sh` are not run.

A line that only calls `sayso` is run in the tests' own process, where the models are loaded
already; the README's sample and program, and every line that needs a shell, in one of their own.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from repository import ROOT

from sayso.cli.main import main

PAGES = sorted(
    path for part in ("tutorial", "how-to") for path in (ROOT / "docs" / part).glob("*.md")
)
WITH_PYTHON = [ROOT / "README.md", ROOT / "docs/reference/library.md", *PAGES]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAMPLE = re.compile(r"<!-- (sayso .*?) -->\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def _run(command: str, folder: Path) -> str:
    """Run a shell command as a reader would, with the command `sayso` on the path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=os.environ | {"PATH": path}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}"
    return done.stdout


def _run_here(command: str) -> str:
    """Run a line that only calls `sayso`, in the folder and the environment of the test."""
    words = shlex.split(command)
    out = Path(words.pop()) if words[-2:-1] == [">"] else None
    printed, said = StringIO(), StringIO()
    with redirect_stdout(printed), redirect_stderr(said):
        code = main([word for word in words[1:] if word != ">"])
    assert code == 0, f"{command}\n{printed.getvalue()}{said.getvalue()}"
    if out is not None:
        out.write_text(printed.getvalue(), "utf-8")
    return printed.getvalue() + said.getvalue()


def _is_plain(command: str) -> bool:
    """Say whether a line is one call of `sayso` and, at most, a file for what it prints."""
    words = list(shlex.shlex(command, posix=True, punctuation_chars=True))
    marks = [word for word in words if set(word) <= set("();<>|&`$")]
    return words[0] == "sayso" and marks in ([], [">"]) and "$" not in command


def _flat(text: str) -> str:
    return " ".join(text.split())


def _steps(block: str) -> list[tuple[str, list[str]]]:
    """Return commands with the lines of output shown below each."""
    steps: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            steps.append((line[2:], []))
        elif line.strip() not in {"", "..."}:
            steps[-1][1].append(line)
    return steps


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_work_and_print_what_it_shows(
    page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    blocks = BLOCK.findall(page.read_text("utf-8"))
    for kind, text in blocks:
        if kind == "csv":
            (folder / "reports.csv").write_text(text, encoding="utf-8")
    steps = [step for kind, text in blocks if kind == "console" for step in _steps(text)]

    for command, shown in steps:
        if command.startswith("export "):  # holds for the commands below it
            monkeypatch.setenv(*shlex.split(command)[1].split("=", 1))
            continue
        if command.startswith("jq ") and shutil.which("jq") is None:
            continue
        printed = _flat(_run_here(command) if _is_plain(command) else _run(command, folder))
        for line in shown:
            # Numbers of statements move whenever sayso learns to read one more.
            assert _flat(re.sub(r"^ *\d+  ", "", line)) in printed, command


@pytest.mark.parametrize("page", WITH_PYTHON, ids=lambda page: page.name)
def test_the_programs_of_a_page_run(
    page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = [text for kind, text in BLOCK.findall(page.read_text("utf-8")) if kind == "python"]
    if page.name != "README.md":  # in a process of its own, as whoever tries it first
        monkeypatch.chdir(folder)
        exec(compile("\n".join(programs), page.name, "exec"), {"__name__": "__main__"})
        return

    done = subprocess.run(
        [sys.executable, "-c", "\n".join(programs)], cwd=folder, capture_output=True, text=True,
        check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr


def test_the_readme_shows_what_is_really_printed(folder: Path) -> None:
    found = SAMPLE.search((ROOT / "README.md").read_text("utf-8"))
    assert found is not None

    printed = _flat(_run(found[1], folder))

    for shown in found[2].split("\n\n"):
        assert _flat(re.sub(r"^ *\d+  ", "", shown)) in printed


def test_the_manual_of_the_command_names_every_option(folder: Path) -> None:
    manual = (ROOT / "docs/reference/cli.md").read_text("utf-8")

    options = re.findall(r"--[a-z][a-z-]+", _run("sayso read --help", folder))

    assert [option for option in options if option != "--help" and option not in manual] == []
