"""The list of what the checks ask of a folder of texts."""

from pathlib import Path

import pytest
from benchmarks.checks.__main__ import main


def test_a_file_that_holds_nothing_is_named_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("", "utf-8")
    (tmp_path / "b.txt").write_text("Ivan Orlov was arrested on 31 April 2023.", "utf-8")

    assert main([str(tmp_path)]) == 1

    said = capsys.readouterr()
    assert "b\tunresolved_time\tThe calendar has no “31 April 2023”." in said.out
    assert said.err.startswith("not read: ")
    assert "a.txt: It is empty." in said.err
