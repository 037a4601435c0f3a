"""What holds for every file of the source tree."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from repository import ROOT, list_files, read_text

import sayso

# Put together here, so that this file does not hold them.
HOSTS = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com"]
FOLDERS = [f"/{name}/" for name in ("work", "root", "tmp", "opt", "home")]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")

pytestmark = pytest.mark.skipif(not list_files(), reason="needs a git clone")


@pytest.mark.parametrize("words", [HOSTS, FOLDERS], ids=["registry host", "machine path"])
def test_no_file_names_a_place_of_one_machine_or_registry(words: list[str]) -> None:
    # Not what follows a name or an address: "docs/home/" is no path of a machine.
    pattern = re.compile("|".join(rf"(?<![\w./-]){re.escape(word)}" for word in words))

    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in list_files()
        if (text := read_text(path)) is not None and (hit := pattern.search(text))
    ]

    assert found == []


DOCUMENTS = [path for path in list_files() if path.suffix == ".md"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    text = read_text(path) or ""
    links = [target for target in LINK.findall(text) if not re.match(r"[a-z]+:|#", target)]

    missing = [link for link in links if not (path.parent / link.partition("#")[0]).exists()]

    assert missing == []


def test_every_document_can_be_reached_from_the_index() -> None:
    index = (ROOT / "docs/index.md").read_text("utf-8")
    pages = {path for path in DOCUMENTS if path.is_relative_to(ROOT / "docs")}

    linked = {(ROOT / "docs" / target).resolve() for target in LINK.findall(index)}

    assert pages - linked == {ROOT / "docs/index.md"}


@pytest.mark.parametrize(
    "target", ["demo", "test", "check", "bench", "score", "soak", "clean", "format"]
)
def test_make_knows_the_target(target: str) -> None:
    done = subprocess.run(
        ["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_a_python_that_is_too_old_is_told_apart_in_a_sentence(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.1\nexit 1\n')
    old.chmod(0o755)
    for name in ("Makefile", "pyproject.toml", "constraints.txt", "hatch_build.py"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "src").symlink_to(ROOT / "src")

    done = subprocess.run(
        ["make", "install", f"PYTHON={old}"], cwd=tmp_path, capture_output=True, text=True,
        check=False,
    )  # fmt: skip

    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr
    assert "Python 3.9.1" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_constraints_are_plain_names_and_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    plain = re.compile(r'[a-z0-9-]+==[\w.]+( ; python_version (<|>=) "3\.\d+")?')

    assert [line for line in lines if not line.startswith("#") and not plain.fullmatch(line)] == []


def test_every_requirement_has_a_constraint() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    required = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[^\w-]", line)[0] for line in required}

    pinned = {
        line.partition("==")[0]
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    }

    assert names - pinned == set()


def test_the_version_stands_in_the_changes_or_is_not_released_yet() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert "## Unreleased" in changes or f"## {sayso.__version__}" in changes
