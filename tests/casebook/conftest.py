"""Casebooks for tests, read by a reader without models."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from orlov import ORLOV, AddText
from plain_reader import PlainReader

from sayso.capture.options import CaptureOptions
from sayso.records.casebook import ReportSummary
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    made = Casebook.create(tmp_path / "refusals.casebook", analyst="Vera", reader=PlainReader())
    with made:
        yield made


@pytest.fixture
def add_text() -> AddText:
    """Add a text as a report, and return the report as kept."""

    def add(casebook: Casebook, text: str = ORLOV, **given: str) -> ReportSummary:
        options = CaptureOptions(language="en", **given)  # type: ignore[arg-type]
        addition = Addition(name="report", source=text.encode(), options=options)
        (added,) = casebook.add([addition])
        assert added.report is not None, added.problem
        return added.report

    return add
