"""A report in a language that is not read is kept as evidence, and never read as another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.capture.options import CaptureOptions
from sayso.errors import LanguageError
from sayso.records.casebook import ReadingState
from sayso.workbench.adding import Addition, Outcome
from sayso.workbench.casebook import Casebook
from sayso.workbench.reading import Workbench

KAZAKH = (
    "Сот ер адамды екі жылға бас бостандығынан айырды. Оның адвокаты үкімге шағымданатынын "
    "айтты, ал туыстары соттың шешімімен келіспейді."
)
BELARUSIAN = (
    "Суд прызнаў мужчыну вінаватым і пакараў яго двума гадамі калоніі. Праваабаронцы лічаць "
    "справу палітычна матываванай, а яго самога — палітвязнем."
)
CHECHEN = (
    "Суьдо стаг бехке лерина, шина шарна чувоьллина. Цуьнан адвоката аьлла, суьдан сацамна "
    "реза вац иза."
)


@pytest.fixture
def reading_casebook(tmp_path: Path) -> Iterator[Casebook]:
    with Casebook.create(tmp_path / "kept.casebook", analyst="Vera", reader=Workbench()) as made:
        yield made


@pytest.mark.parametrize("text", [KAZAKH, BELARUSIAN, CHECHEN])
def test_it_is_kept_without_a_reading_and_says_so(reading_casebook: Casebook, text: str) -> None:
    (added,) = reading_casebook.add([Addition(name="report", source=text.encode())])

    assert added.outcome is Outcome.UNREAD
    assert added.report is not None
    assert added.report.state is ReadingState.FAILED
    assert added.problem is not None
    assert "language" in added.problem
    shown = reading_casebook.show(added.report.id)
    assert shown.report.report is not None
    assert shown.report.report.text == text
    assert reading_casebook.holdings.evidence.get(added.report.sha256) == text.encode()


@pytest.mark.parametrize("text", [KAZAKH, BELARUSIAN, CHECHEN])
def test_reading_it_alone_is_refused(text: str) -> None:
    workbench = Workbench()

    with pytest.raises(LanguageError, match="language"):
        workbench.read(workbench.capture_text(text, CaptureOptions()))
