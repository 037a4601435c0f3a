"""From the words of a report to what an editor is shown: JSON, page and terminal."""

import json
from pathlib import Path

import pytest

import sayso
from sayso.cli.main import main

REPORT = """A court in Ufa fined Ivan Petrov 200,000 rubles ($34,070) on 03/04/2022.

He had refused to fight in Bakhmut in the Luhansk region, his lawyer Anna Orlova said on Monday.

He was detained on 5 May 2023.
"""
ASKED = {
    "currency_mismatch": "The report gives 200,000 RUB as 34,070 USD; at the rate of ",
    "place_mismatch": "The report puts “Bakhmut” in “Luhansk region”; the gazetteer has no such ",
    "order_conflict": "“detained” is told as done and dated “5 May 2023”, after the report's ",
    "unresolved_time": "“03/04/2022” may be 2022-04-03 or 2022-03-04; the report does not say.",
}
CLEAN = """A court in Ufa fined Ivan Petrov 200,000 rubles ($3,407) on 3 April 2022.

He had refused to fight near Bakhmut in the Donetsk region, his lawyer Anna Orlova said on Monday.

He was detained on 5 May 2021 and held for two years.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_each_question_names_what_was_compared_and_where_it_stands() -> None:
    reading = sayso.read(REPORT, published="2022-11-25", language="en")

    told = {check.kind.value: check for check in reading.checks}
    ids = {entity.id for entity in reading.entities} | {time.id for time in reading.times}
    ids |= {quantity.id for quantity in reading.quantities}
    ids |= {event.id for event in reading.events} | {claim.id for claim in reading.claims}

    for kind, words in ASKED.items():
        assert told[kind].message.startswith(words)
        assert set(told[kind].about) <= ids


def test_a_report_that_adds_up_is_asked_none_of_it() -> None:
    reading = sayso.read(CLEAN, published="2022-11-25", language="en")

    assert {check.kind.value for check in reading.checks}.isdisjoint(ASKED)


@pytest.mark.parametrize("form", ["json", "html", "text"])
def test_every_form_of_a_reading_shows_the_questions(
    report: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["read", str(report), "--format", form, "--published", "2022-11-25"])

    shown = capsys.readouterr().out
    assert code == 0
    if form == "json":
        kinds = {check["kind"] for check in json.loads(shown)["checks"]}
        assert set(ASKED) <= kinds
    else:
        flat = " ".join(shown.split())
        assert all(words[:40] in flat for words in ASKED.values())
