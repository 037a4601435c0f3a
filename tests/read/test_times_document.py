"""The table of `docs/reference/times.md` is what the program reads."""

import re
from collections.abc import Callable

import pytest
from benchmarks.scoring.golden import ROOT

from sayso.lang.language import Language
from sayso.read.times import read_times
from sayso.records.parse import Parse

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs/reference/times.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and "**" in line
]


def test_the_table_is_found() -> None:
    assert len(ROWS) > 20


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_line_of_the_table_is_what_is_read(
    row: list[str], parse: Callable[[str], Parse], english: Language
) -> None:
    sentence, kind, value, first, last, others = row

    [time] = read_times(parse(sentence.replace("**", "")), english, published="2022-11-21")

    [words] = re.findall(r"\*\*(.+)\*\*", sentence)
    assert time.text in words
    assert (time.type, f"`{time.value}`") == (kind, value)
    assert (time.begin or "", time.end or "") == (first, last)
    assert ", ".join(f"`{other.value}`" for other in time.alternatives) == others
