"""`sayso read`: what goes in, what comes out, and with which exit code."""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.cli.main import main
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.workbench.reading import Workbench

TEXT = "Two soldiers refused to fight and were detained last week, their lawyer said on Monday."
OTHER = "The ministry denied on Tuesday that 300 men were being held in the village of Zaitseve."

Sayso = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sayso(capsys: pytest.CaptureFixture[str]) -> Sayso:
    def run(*args: object) -> tuple[int, str, str]:
        code = main([str(arg) for arg in args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.txt"
    path.write_text(OTHER, encoding="utf-8")
    return path


def test_a_report_is_read_into_one_line_of_json(sayso: Sayso, file: Path) -> None:
    code, out, err = sayso(
        "read", file, "--format", "json", "--published", "2022-11-21", "--publisher", "Us",
        "--title", "Held", "--url", "https://example.org/a", "--language", "EN",
    )  # fmt: skip

    assert (code, err) == (0, "")
    assert out.endswith("}\n")
    assert out.count("\n") == 1
    report = json.loads(out)["report"]
    assert report["text"] == TEXT
    assert (report["published"], report["publisher"]) == ("2022-11-21", "Us")
    assert (report["title"], report["url"]) == ("Held", "https://example.org/a")
    assert report["language"] == "en"


def test_the_same_input_gives_the_same_bytes(sayso: Sayso, file: Path) -> None:
    assert sayso("read", file, "--format", "json") == sayso("read", file, "--format", "json")


def test_standard_input_is_read_as_a_file_is(
    sayso: Sayso, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))

    assert sayso("read", "-", "--format", "json") == sayso("read", file, "--format", "json")


def test_several_reports_are_json_lines_in_their_order(
    sayso: Sayso, file: Path, other: Path
) -> None:
    code, out, _ = sayso("read", other, file, "--format", "json", "--publisher", "Us")

    assert code == 0
    reports = [json.loads(line)["report"] for line in out.splitlines()]
    assert [report["text"] for report in reports] == [OTHER, TEXT]
    assert {report["publisher"] for report in reports} == {"Us"}


def test_pages_for_the_terminal_have_a_rule_between(sayso: Sayso, file: Path, other: Path) -> None:
    _, first, _ = sayso("read", file)
    _, second, _ = sayso("read", other)

    code, both, _ = sayso("read", file, other)

    assert code == 0
    assert both == f"{first}\n{'─' * 80}\n\n{second}"
    assert "\x1b" not in both


def test_one_page_for_the_browser_goes_to_standard_output(
    sayso: Sayso, file: Path, other: Path
) -> None:
    code, out, _ = sayso("read", file, "--format", "html")
    assert code == 0
    assert out.lower().startswith("<!doctype html>")

    code, out, err = sayso("read", file, other, "--format", "html")
    assert (code, out) == (2, "")
    assert "--out" in err


def test_what_cannot_be_read_does_not_cost_the_others(
    sayso: Sayso, file: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG\r\n")

    code, out, err = sayso("read", picture, tmp_path / "none", file, "--format", "json")

    assert code == 1
    assert out.count("\n") == 1
    assert err.splitlines() == [
        f"sayso: {picture}: It is an image. Save the report as text, HTML or PDF and read that.",
        f"sayso: {tmp_path / 'none'}: There is no such file. Check its name.",
    ]


def test_nothing_read_is_exit_code_2(sayso: Sayso, tmp_path: Path) -> None:
    code, out, err = sayso("read", tmp_path)

    assert (code, out) == (2, "")
    assert "folder" in err


def test_a_language_that_is_not_read_is_said(sayso: Sayso, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Dwóch żołnierzy odmówiło walki i zostało zatrzymanych, powiedzieli krewni.")

    code, _, err = sayso("read", file)

    assert code == 2
    assert "'pl'" in err
    assert "--language" in err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "Give one FILE"),
        (["a", "--manifest", "b"], "Give one FILE"),
        (["a", "b", "--title", "T"], "use --manifest"),
        (["a", "b", "--published", "2022-11-21"], "use --manifest"),
        (["a", "b", "--url", "u"], "use --manifest"),
        (["--manifest", "m", "--title", "T"], "use --manifest"),
        (["a", "--published", "last week"], "ISO 8601"),
        (["a", "--max-bytes", "0"], "max-bytes"),
        (["a", "--format", "pdf"], "format"),
        (["a", "--nonsense"], "nonsense"),
        (["-", "-"], "once"),
        (["--manifest", "none.json"], "none.json: The list cannot be opened"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(sayso: Sayso, args: list[str], words: str) -> None:
    code, out, err = sayso("read", *args)

    assert (code, out) == (2, "")
    assert err.startswith("sayso: ")
    assert err.count("\n") == 1
    assert words in err


def test_a_list_names_reports_beside_itself(
    sayso: Sayso, file: Path, other: Path, tmp_path: Path
) -> None:
    rows = [
        {"id": "one", "file": file.name, "publisher": "A", "published": "2022-11-21"},
        {"file": other.name},
        {"id": "three", "file": "none.txt"},
    ]
    listed = tmp_path / "list.json"
    listed.write_text(json.dumps(rows))

    code, out, err = sayso("read", "--manifest", listed, "--format", "json", "--publisher", "B")

    assert code == 1
    first, second = (json.loads(line)["report"] for line in out.splitlines())
    assert (first["id"], first["publisher"], first["published"]) == ("one", "A", "2022-11-21")
    assert (second["publisher"], second["published"]) == ("B", None)
    assert "none.txt: There is no such file" in err


def test_a_list_with_a_bad_row_stops_before_anything_is_read(
    sayso: Sayso, file: Path, tmp_path: Path
) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text(f"id,file\nsame,{file.name}\nsame,{file.name}\n")

    code, out, err = sayso("read", "--manifest", listed)

    assert (code, out) == (2, "")
    assert "Row 2: Its id 'same' is that of row 1." in err


def test_a_folder_gets_one_whole_file_a_report(
    sayso: Sayso, file: Path, other: Path, tmp_path: Path
) -> None:
    rows = [{"id": "../../up", "file": file.name}, {"id": "CON", "file": other.name}]
    listed = tmp_path / "list.json"
    listed.write_text(json.dumps(rows))
    out = tmp_path / "deep" / "out"

    code, printed, _ = sayso("read", "--manifest", listed, "--format", "json", "--out", out)

    assert (code, printed) == (0, "")
    names = sorted(path.name for path in out.iterdir())
    assert len(names) == 2
    assert all(name.endswith(".json") and not name.startswith((".", "CON.")) for name in names)
    assert {json.loads(path.read_text())["report"]["id"] for path in out.iterdir()} == {
        "../../up",
        "CON",
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "deep",
        "list.json",
        "other.txt",
        "report.txt",
    ]


def test_a_folder_that_cannot_be_made_is_said_before_reading(sayso: Sayso, file: Path) -> None:
    code, _, err = sayso("read", file, "--out", file)

    assert code == 2
    assert "--out" in err


def test_names_of_files_cannot_command_the_terminal(sayso: Sayso) -> None:
    _, _, err = sayso("read", "a\x1b[2J\nb")

    assert "\x1b" not in err
    assert err.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_reader_who_goes_away_is_not_an_error(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as closed:  # noqa: PTH123 - a descriptor, no path
        monkeypatch.setattr(sys, "stdout", closed)
        code = main(["read", str(file), "--format", "json"])
    monkeypatch.undo()

    assert code == 141
    assert capsys.readouterr().err == ""


def test_a_defect_costs_one_report_and_is_told_with_its_place_and_where_to_report_it(
    sayso: Sayso, file: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Workbench.read

    def fail_once(bench: Workbench, report: Report) -> Reading:
        if report.text == TEXT:
            raise KeyError("broken")
        return read(bench, report)

    monkeypatch.setattr(Workbench, "read", fail_once)
    code, out, err = sayso("read", file, other, "--format", "json")

    assert code == 1
    assert json.loads(out)["report"]["text"] == OTHER
    assert err.startswith(f"sayso: {file}: A defect in sayso ")
    assert "KeyError in run.py, line " in err
    assert "open an issue" in err
    assert err.count("\n") == 1
