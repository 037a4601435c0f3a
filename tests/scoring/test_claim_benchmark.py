"""The programs that are compared: offsets, what cannot be measured, and the table."""

import json
import re
import sys
from pathlib import Path

import pytest
from benchmarks.claims.__main__ import Row, main, make_table
from benchmarks.claims.corpus import Article
from benchmarks.claims.reliability import make_table as make_reliability
from benchmarks.claims.systems import (
    BASELINE,
    SYSTEMS,
    UnavailableError,
    split_paragraphs,
)

# Wrapped and indented, so that what is read is not what lies on disk.
TEXT = """\
  The bridge over the river was closed in the first week of March, a city
  spokesman said on Friday. Nobody was on it when the northern end gave way, and no
  boat was near.\r

  According to the ferryman, the old pier will be used until the end of the
  summer.
"""


def test_sayso_gives_offsets_into_the_text_on_disk() -> None:
    found = SYSTEMS["sayso rules"]().read(TEXT)

    quoted = [
        {role: [" ".join(TEXT[b:e].split()) for b, e in spans] for role, spans in one.items()}
        for one in found
    ]
    sources = [one["source"] for one in quoted]
    assert ["a city spokesman"] in sources
    assert ["the ferryman"] in sources
    contents = [one["content"][0] for one in quoted]
    assert "The bridge over the river was closed in the first week of March" in contents[0]
    assert not any("Nobody" in content for content in contents)


@pytest.mark.parametrize("name", [name for name in SYSTEMS if name.startswith("textacy")])
def test_a_program_that_is_not_installed_says_so(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textacy.extract", None)

    with pytest.raises(UnavailableError, match="textacy is not installed"):
        SYSTEMS[name]()


def test_paragraphs_keep_their_places() -> None:
    text = "One.\n\n  Two.\r\n \nThree."

    parts = list(split_paragraphs(text))

    assert [part.strip() for _, part in parts] == ["One.", "Two.", "Three."]
    assert all(text[begin:].startswith(part) for begin, part in parts)


def test_what_cannot_be_measured_is_one_line_of_the_table() -> None:
    article = Article(name="one", text="Ann said so.", readings={"ann": ()})

    lines = list(make_table([Row(name="other", missing="not measured: not here")], [article]))

    assert "| other | not measured: not here |" in lines[-2]
    assert {line.count("|") for line in lines if "|" in line} == {11}


@pytest.fixture
def part(tmp_path: Path) -> Path:
    text = "Ann said the bridge was closed."
    notes = "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 9 30\tthe bridge was closed\n"
    for folder, name, words in [
        ("text", "one.txt", text),
        ("attributions", "one_ann.ann", f"{notes}E1\tAttribution:T2 Cue:T2 Source:T1 Content:T3\n"),
    ]:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(words, encoding="utf-8")
    return tmp_path


def test_a_table_and_figures_are_made(part: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = part / "figures.json"

    code = main(["--data", str(part), "--only", "sayso rules", "--json", str(file)])

    assert code == 0
    assert "| sayso rules | 100.0 | 100.0 | **100.0** | 100.0 |" in capsys.readouterr().out
    systems = json.loads(file.read_text("utf-8"))["systems"]
    assert systems["sayso rules"]["measures"]["attribution strict"]["f1"] == 1
    assert re.search(r"en_core_web_\w+ [\d.]+ \([0-9a-f]{12}\)", systems["sayso rules"]["note"])
    assert systems[BASELINE]["ratio"] == 1


def test_a_missing_folder_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path / "polnear")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("There is no folder ")


@pytest.mark.parametrize("wrong", [["--articles", "0"], ["--only", "none"], ["--json", "no/x"]])
def test_wrong_usage_is_told_before_anything_is_read(part: Path, wrong: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--data", str(part), *wrong])


def test_reliability_counts_by_confidence() -> None:
    head, *lines, last = make_reliability([(0.2, False), (0.95, True), (1.0, True), (0.92, False)])

    assert "claims" in head
    assert sum(int(line.split()[3]) for line in lines) == 4
    assert last == "0.9 or more: 3 of 4, 0.667 right"
