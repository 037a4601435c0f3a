"""What the documents tell people to type works, and what they show is really printed.

Blocks marked `console` are run line by line in a folder that holds `examples/`; the lines of
output shown there must all be printed, runs of blanks aside, and "..." stands for any lines.
An `export` holds for the rest of its page. Blocks marked `python` are run as they are. Blocks
marked `sh` are not run.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from repository import ROOT

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
def test_the_commands_of_a_page_work_and_print_what_it_shows(page: Path, folder: Path) -> None:
    blocks = BLOCK.findall(page.read_text("utf-8"))
    for kind, text in blocks:
        if kind == "csv":
            (folder / "reports.csv").write_text(text, encoding="utf-8")
    steps = [step for kind, text in blocks if kind == "console" for step in _steps(text)]

    exports = ""
    for command, shown in steps:
        if command.startswith("export "):  # holds for the commands below it
            exports += f"{command}; "
            continue
        if command.startswith("jq ") and shutil.which("jq") is None:
            continue
        printed = _flat(_run(exports + command, folder))
        for line in shown:
            # Numbers of statements move whenever sayso learns to read one more.
            assert _flat(re.sub(r"^ *\d+  ", "", line)) in printed, command


@pytest.mark.parametrize("page", WITH_PYTHON, ids=lambda page: page.name)
def test_the_programs_of_a_page_run(page: Path, folder: Path) -> None:
    programs = [text for kind, text in BLOCK.findall(page.read_text("utf-8")) if kind == "python"]

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
