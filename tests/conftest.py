"""What tests of several rooms share: the engine and the language, loaded once."""

from collections.abc import Callable

import pytest
from benchmarks.scoring.gold import Gold
from benchmarks.scoring.golden import read_report
from training.domain import Annotated, load_folder

from sayso.lang.engines.engine import Engine
from sayso.lang.engines.spacy_english import load_english
from sayso.lang.engines.tagger.claim_tagger import ClaimTagger, load_claim_tagger
from sayso.lang.language import Language, get_language
from sayso.records.parse import Parse
from sayso.records.reading import Reading
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
def read_golden(workbench: Workbench) -> Callable[[Gold], Reading]:
    """Read the report that a gold is of once, however many tests look at the reading."""
    known: dict[str, Reading] = {}

    def read(gold: Gold) -> Reading:
        if gold.name not in known:
            known[gold.name] = read_report(gold, workbench)
        return known[gold.name]

    return read
