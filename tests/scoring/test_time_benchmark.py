"""`python -m benchmarks.times` measures a folder of documents and says what it cannot."""

from pathlib import Path

import pytest
from benchmarks.times.__main__ import main

DOCUMENT = """<?xml version="1.0" ?>
<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2022-11-21"
functionInDocument="CREATION_TIME">20221121</TIMEX3></DCT>
<TEXT>He fled <TIMEX3 tid="t1" type="DATE" value="2022-W46">last week</TIMEX3>.
She will appeal on <TIMEX3 tid="t2" type="DATE" value="2022-11-28">Monday</TIMEX3>.
He was held for <TIMEX3 tid="t3" type="DURATION" value="P2D">three days</TIMEX3>.</TEXT></TimeML>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.tml").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


def test_it_prints_how_much_was_found_and_right(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(folder)]) == 0

    lines = capsys.readouterr().out.splitlines()
    whole = lines[lines.index("all: 1 documents, 3 marked expressions") :]
    assert "F1 100.00%" in next(line for line in whole if "relaxed" in line)
    assert "F1 66.67%" in next(line for line in whole if line.startswith("  value"))
    assert "times the parser's" in lines[-1]


def test_its_errors_show_both_sides(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder), "--errors"]) == 0

    assert "three days = DURATION P2D\tthree days = DURATION P3D" in capsys.readouterr().out


def test_its_answer_can_be_scored_elsewhere(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.jsonl"

    assert main(["--data", str(folder), "--out", str(out)]) == 0

    assert '"value": "2022-W46"' in out.read_text(encoding="utf-8")


def test_a_folder_without_documents_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path)]) == 2
    assert "no .tml or .key.xml files" in capsys.readouterr().err
