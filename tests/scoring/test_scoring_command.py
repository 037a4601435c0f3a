"""The command: exit codes, output, and the faults of golds that it finds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from benchmarks.scoring.__main__ import main
from benchmarks.scoring.consistency import find_inconsistencies
from tiny import TEXT, Data, make_gold, make_reading, write_gold


def write_reading(folder: Path, reading: Any) -> str:
    path = folder / "reading.json"
    path.write_text(json.dumps(reading), encoding="utf-8")
    return str(path)


def test_a_reading_is_scored_against_its_gold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = write_gold(tmp_path, make_gold())

    code = main([str(gold), write_reading(tmp_path, make_reading())])

    assert code == 0
    assert "total F1 100.0" in capsys.readouterr().out


def test_errors_are_told_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = write_gold(tmp_path, make_gold())

    main(["--errors", str(gold), write_reading(tmp_path, make_reading() | {"times": []})])

    assert "times: missed: t1 'May 3, 2022'" in capsys.readouterr().out


def test_figures_are_printed_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = write_gold(tmp_path, make_gold())

    main(["--json", str(gold), write_reading(tmp_path, {})])

    figures = json.loads(capsys.readouterr().out)
    assert figures["total"]["f1"] == 0
    assert figures["sections"]["times"]["wanted"] == 1


@pytest.mark.parametrize("reading", [[], {"claims": [{}]}])
def test_what_cannot_be_scored_exits_with_two(
    reading: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = write_gold(tmp_path, make_gold())

    assert main([str(gold), write_reading(tmp_path, reading)]) == 2
    assert main([str(tmp_path / "none.json"), str(gold)]) == 2
    assert "reading" in capsys.readouterr().err


def test_golds_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = str(write_gold(tmp_path, make_gold()))
    assert main(["--check-gold", right]) == 0

    wrong = str(write_gold(tmp_path, make_gold() | {"relations": [{"type": "friend"}]}))
    assert main(["--check-gold", wrong]) == 1
    assert "1 golds, 1 faults" in capsys.readouterr().out


def change(section: str, number: int = 0, **fields: Any) -> Callable[[Data], None]:
    return lambda gold: gold[section][number].update(fields)


def test_a_right_gold_has_no_faults(tmp_path: Path) -> None:
    assert find_inconsistencies(write_gold(tmp_path, make_gold())) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (change("entities", mentions=["Bob"]), "ann: not in the report: 'Bob'"),
        (change("entities", mentions=["ed"]), "ann: more than once in the report: 'ed'"),
        (change("entities", mentions=[]), "ann: no mention is demanded"),
        (change("entities", name=["Bob"]), "ann: none of its names is in the text"),
        (change("entities", type=["human"]), "ann: 'human' is unknown"),
        (change("entities", also=["Riga"]), "ann and riga: both are 'Riga'"),
        (change("relations", to="bob"), "relation: 'bob' is unknown"),
        (change("relations", type="friend"), "relation: 'friend' is unknown"),
        (change("times", begin_end=[["2022-05-04", "2022-05-03"]]), "are no days"),
        (change("times", begin_end=[["May 3", None]]), "are no days"),
        (change("times", begin_end=[]), "t1: nothing to check"),
        (change("quantities", unit="liter"), "q1: 'liter' is unknown"),
        (change("quantities", value=None), "q1: nothing to check"),
        (change("attributions", has=["A court"]), "s1: a head lies outside the content"),
        (change("attributions", cue=["had"]), "s1: the cue lies inside the content"),
        (change("attributions", cue=[]), "s1: it is attributed without a cue"),
        (change("attributions", source_is=[None]), "s1: it is attributed, but to nobody"),
        (change("attributions", chain=[["ann"]]), "a chain and its kinds differ in length"),
        (change("attributions", certainty=["sure"]), "s1: 'sure' is unknown"),
        (change("attributions", 1, content=[TEXT]), "s1 and s2 overlap"),
        (change("penalties", kind=["reprimand"]), "are unknown"),
        (change("events", type=["arrest"]), "v1: 'arrest' is unknown"),
        (change("events", time=["t9"]), "v1: 't9' is unknown"),
        (change("cases", history=[["v9"]]), "c1: 'v9' is unknown"),
        (change("events", 1, id="v1"), "v1 stands 2 times"),
        (lambda gold: gold["attributions"].pop(), "no statement in 'A court fined him"),
        (lambda gold: gold.update(text="none.txt"), "there is no report none.txt"),
    ],
)
def test_each_fault_of_a_gold_is_named(
    spoil: Callable[[Data], None], fault: str, tmp_path: Path
) -> None:
    gold = make_gold()
    spoil(gold)

    faults = find_inconsistencies(write_gold(tmp_path, gold))

    assert any(fault in found for found in faults), faults
