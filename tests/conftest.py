"""What tests of several rooms share: the engine and the language, loaded once."""

from collections.abc import Callable

import pytest

from sayso.lang.engines.engine import Engine
from sayso.lang.engines.spacy_english import load_english
from sayso.lang.language import Language, get_language
from sayso.records.parse import Parse


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
