"""The gate: readings of golden reports do not get worse, and are what the format says."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from benchmarks.scoring.consistency import find_inconsistencies
from benchmarks.scoring.floors import ALL, read_floors
from benchmarks.scoring.gold import Gold
from benchmarks.scoring.gold_file import read_gold
from benchmarks.scoring.golden import (
    FLOORS,
    GOLDEN,
    get_json,
    get_language,
    get_pipeline,
    list_golds,
    read_report,
)
from benchmarks.scoring.score import score
from benchmarks.scoring.tally import Tally

from sayso.publish.reading_json import schema
from sayso.records.reading import Reading
from sayso.workbench.reading import Workbench

RAISE = "run: python -m benchmarks.scoring --write-floors"

LANGUAGES = ("en", "ru", "uk")

Read = Callable[[Gold], Reading]

each_gold = pytest.mark.parametrize("path", list_golds(), ids=lambda path: path.stem)


def get_floor(reading: Any, name: str) -> float:
    floors = read_floors(FLOORS).get(get_pipeline(reading), {})
    assert name in floors, f"{name} has no floor; {RAISE}"
    return floors[name]


def assert_none_worse(language: str, read: Read) -> None:
    """Assert that all reports of a language together are read as well as their floor says."""
    whole = Tally()
    for gold in map(read_gold, list_golds()):
        if get_language(gold) == language:
            reading = get_json(read(gold))
            whole.add(score(gold, reading))

    assert 100 * whole.total.f1 >= get_floor(reading, ALL)


def find_selected(value: Any) -> Iterator[tuple[list[list[int]], str]]:
    """Yield all spans that come with a text, wherever they stand."""
    if isinstance(value, list):
        for item in value:
            yield from find_selected(item)
    if isinstance(value, dict):
        spans = value.get("spans", [value["span"]] if value.get("span") is not None else None)
        if spans is not None and "text" in value:
            yield spans, value["text"]
        for item in value.values():
            yield from find_selected(item)


def test_every_report_has_a_gold_and_every_gold_a_report() -> None:
    reports = {path.stem for path in (GOLDEN / "reports").iterdir()}

    assert reports == {path.stem for path in list_golds()}


@each_gold
def test_golds_agree_with_their_texts_with_themselves_and_with_our_words(path: Path) -> None:
    assert find_inconsistencies(path) == []


@each_gold
def test_no_report_is_read_worse_than_before(path: Path, read_golden: Read) -> None:
    gold = read_gold(path)
    reading = get_json(read_golden(gold))

    assert 100 * score(gold, reading).total.f1 >= get_floor(reading, gold.name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_reports_of_a_language_are_read_no_worse_than_before(
    language: str, read_golden: Read
) -> None:
    assert_none_worse(language, read_golden)


def test_with_rules_alone_english_ones_are_read_no_worse_than_before() -> None:
    workbench = Workbench(claims="rules")

    assert_none_worse("en", lambda gold: read_report(gold, workbench))


@each_gold
def test_readings_are_valid_by_their_own_schema(path: Path, read_golden: Read) -> None:
    reading = get_json(read_golden(read_gold(path)))

    jsonschema.Draft202012Validator(schema()).validate(reading)


@each_gold
def test_whatever_is_quoted_stands_where_it_is_said_to(path: Path, read_golden: Read) -> None:
    reading = get_json(read_golden(read_gold(path)))
    text = reading["report"]["text"]

    selected = list(find_selected(reading))
    mentions = [span for entity in reading["entities"] for span in entity["mentions"]]

    assert selected
    assert mentions
    assert [" ".join(text[b:e] for b, e in spans) for spans, _ in selected] == [
        quoted for _, quoted in selected
    ]
    assert all(text[begin:end].strip() == text[begin:end] != "" for begin, end in mentions)
