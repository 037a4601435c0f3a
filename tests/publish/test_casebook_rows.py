"""Exports: a spreadsheet runs nothing of them, a program gets what was kept."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.casebook_rows import (
    TABLES,
    ExportedClaim,
    make_cell,
    to_line,
    write_csv,
    write_lines,
)
from sayso.records.capture import Capture
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.decision import Decision, Subject, SubjectKind, Value

REPORT = ReportSummary(
    n=1, id="volga-1", sha256="ab" * 32, title="Two detained", publisher=None, url=None,
    published="2024-03-11", language="en", state=ReadingState.READ, problem=None, previous=None,
    claims=9, text_sha256="cd" * 32,
)  # fmt: skip
CLAIM = ExportedClaim(
    report="volga-1", id="c3", published=None, sources=("Volga Courier", "Irina Sorokina"),
    content="He refused", style="indirect", certainty="alleged", polarity="negative",
    standing="rejected", withheld=True, key="ef" * 32,
)  # fmt: skip


def _read(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_a_report_is_a_row_whose_unknown_cells_are_empty() -> None:
    (row,) = _read("".join(write_csv(TABLES["reports"], [REPORT])))

    assert row["id"] == "volga-1"
    assert row["publisher"] == ""
    assert row["state"] == "read"
    assert row["claims"] == "9"


def test_a_claim_shows_whom_each_source_cites() -> None:
    (row,) = _read("".join(write_csv(TABLES["claims"], [CLAIM])))

    assert row["sources"] == "Volga Courier ← Irina Sorokina"
    assert (row["certainty"], row["polarity"], row["published"]) == ("alleged", "negative", "")
    assert (row["standing"], row["withheld"]) == ("rejected", "true")


def test_a_decision_is_told_in_words() -> None:
    report = Subject(kind=SubjectKind.REPORT, report="ab" * 32)
    decision = Decision(
        id="1" * 32, type="value", question=Value(of=report, field="published"), judgement=None,
        value="2024-03-10", analyst="lena", time="2024-04-01T10:00:00.000000Z",
        reason="the page's date is of a change", keys=(report.key,), reports=(report.report,),
    )  # fmt: skip

    (row,) = _read("".join(write_csv(TABLES["decisions"], [decision])))

    assert row["question"] == "published of the report abababababababab"
    assert row["answer"] == "2024-03-10"
    assert row["reason"] == "the page's date is of a change"


def test_headers_of_an_answer_fit_into_one_cell() -> None:
    capture = Capture(
        id="2" * 32, sha256="ab" * 32, size=7, added="2024-04-01T10:00:00.000000Z", clock="system",
        method="web", tool="sayso", tool_version="0.4", operator="lena",
        headers=(("Content-Type", "text/html"),),
    )  # fmt: skip

    (row,) = _read("".join(write_csv(TABLES["captures"], [capture])))

    assert json.loads(row["headers"]) == [["Content-Type", "text/html"]]
    assert row["note"] == ""


@pytest.mark.parametrize(
    "hostile", ["=1+1", "+7 900", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1"]
)
def test_no_cell_begins_as_a_formula_does(hostile: str) -> None:
    (row,) = _read("".join(write_csv(TABLES["reports"], [replace(REPORT, title=hostile)])))

    assert row["title"].startswith("'")
    assert make_cell(-1) == "-1"


@given(st.text())
def test_any_text_is_one_cell_and_no_formula(text: str) -> None:
    cell = make_cell(text)

    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    cell.encode("utf-8")
    (row,) = _read("".join(write_csv(TABLES["reports"], [replace(REPORT, title=text)])))
    assert row["title"] == cell


@given(st.text())
def test_json_lines_hold_what_was_kept_and_command_no_terminal(title: str) -> None:
    (line,) = write_lines([replace(REPORT, title=title)])

    assert line.count("\n") == 1
    assert line.rstrip("\n").isprintable() or not any(
        ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in line.rstrip("\n")
    )
    assert json.loads(line)["title"] == title
    assert to_line(replace(REPORT, title=title)) == line
