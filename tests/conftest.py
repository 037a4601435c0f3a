"""What tests of several rooms share: the engine and the language, loaded once."""

import os
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from benchmarks.scoring.gold import Gold
from benchmarks.scoring.golden import read_report
from orlov import ORLOV, AddText
from plain_reader import PlainReader
from training.domain import Annotated, load_folder

from sayso.capture.options import CaptureOptions
from sayso.lang.engines.engine import Engine
from sayso.lang.engines.spacy_english import load_english
from sayso.lang.engines.tagger.claim_tagger import ClaimTagger, load_claim_tagger
from sayso.lang.language import Language, get_language
from sayso.records.casebook import ReportSummary
from sayso.records.parse import Parse
from sayso.records.reading import Reading
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook
from sayso.workbench.reading import Workbench


@pytest.fixture(scope="session")
def engine() -> Engine:
    return load_english()


@pytest.fixture(scope="session")
def english() -> Language:
    return get_language("en")


@pytest.fixture(scope="session")
def parse(engine: Engine) -> Callable[[str], Parse]:
    """Analyse a text once, however many tests read it."""
    known: dict[str, Parse] = {}

    def analyse(text: str) -> Parse:
        if text not in known:
            known[text] = engine.parse(text)
        return known[text]

    return analyse


@pytest.fixture(scope="session")
def tagger() -> ClaimTagger:
    return load_claim_tagger()


@pytest.fixture(scope="session")
def annotated() -> list[Annotated]:
    """Our own reports, as annotated for training."""
    return load_folder()


@pytest.fixture(scope="session")
def workbench() -> Workbench:
    return Workbench()


@pytest.fixture(scope="session")
def read_golden(
    workbench: Workbench, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Gold], Reading]:
    """Read the report that a gold is of once, however many tests and workers look at it."""
    known: dict[str, Reading] = {}
    base = tmp_path_factory.getbasetemp()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    shared = base.parent if worker else base

    def read(gold: Gold) -> Reading:
        if gold.name not in known:
            path = shared / f"{gold.name}.reading"
            if path.exists():
                known[gold.name] = pickle.loads(path.read_bytes())
            else:
                known[gold.name] = read_report(gold, workbench)
                half = shared / f"{gold.name}.{worker}.half"
                half.write_bytes(pickle.dumps(known[gold.name]))
                half.replace(path)
        return known[gold.name]

    return read


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
