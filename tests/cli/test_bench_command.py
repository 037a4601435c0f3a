"""`sayso bench names`: scores of judged pairs, one a line."""

import json
from pathlib import Path

import pytest

from sayso.cli.main import main


def _write(folder: Path, *rows: object) -> str:
    path = folder / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return str(path)


def test_each_pair_gets_its_id_and_a_score(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = _write(
        tmp_path,
        {"id": 7, "query": "Иван Чалый", "candidate": "Ivan Chaly", "same": True},
        {"id": "b", "query": "Иван Чалый", "candidate": "Oksana Hryb"},
    )

    assert main(["bench", "names", pairs]) == 0
    first, second = (line.split("\t") for line in capsys.readouterr().out.splitlines())
    assert first == ["7", "1.000000"]
    assert second[0] == "b"
    assert float(second[1]) < 0.5


@pytest.mark.parametrize("row", [{"id": 1, "query": "Ivan"}, ["Ivan"], "Ivan"])
def test_a_line_that_holds_no_pair_is_named(
    row: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = _write(tmp_path, {"id": 1, "query": "Ivan", "candidate": "Іван"}, row)

    assert main(["bench", "names", pairs]) == 2
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert "Line 2" in said.err
