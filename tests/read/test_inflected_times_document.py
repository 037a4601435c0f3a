"""The tables of `docs/reference/times-ru-uk.md` are what the program reads."""

import re
from collections.abc import Iterator

import pytest
from benchmarks.scoring.golden import ROOT

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.read.inflected.times import read_times

_HEADINGS = {"## In Russian": "ru", "## In Ukrainian": "uk"}


def _list_rows() -> Iterator[tuple[str, list[str]]]:
    code = ""
    for line in (ROOT / "docs/reference/times-ru-uk.md").read_text(encoding="utf-8").splitlines():
        code = _HEADINGS.get(line, code)
        if line.startswith("| ") and "**" in line:
            yield code, [cell.strip() for cell in line.strip("|").split("|")]


ROWS = list(_list_rows())


@pytest.mark.parametrize("code", ["ru", "uk"])
def test_the_table_is_found(code: str) -> None:
    assert sum(row[0] == code for row in ROWS) > 40


@pytest.mark.parametrize(("code", "row"), ROWS, ids=[row[0] for _, row in ROWS])
def test_a_line_of_the_table_is_what_is_read(code: str, row: list[str]) -> None:
    sentence, kind, value, first, last, mod, others = row
    parse = load_inflected(code).parse(sentence.replace("**", ""))

    [time] = read_times(parse, get_language(code), published="2022-11-21")

    assert [time.text] == re.findall(r"\*\*(.+)\*\*", sentence)
    assert (time.type, f"`{time.value}`") == (kind, value)
    assert (time.begin or "", time.end or "") == (first, last)
    assert (time.mod or "") == mod
    assert ", ".join(f"`{other.value}`" for other in time.alternatives) == others
