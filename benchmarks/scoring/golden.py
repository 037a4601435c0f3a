"""The golden reports: read with the real workbench, and scored."""

import json
from pathlib import Path
from typing import Any

from benchmarks.scoring.gold import Gold
from benchmarks.scoring.text import ScoringError
from sayso.capture.file import capture_file
from sayso.capture.options import CaptureOptions
from sayso.publish.reading_json import to_json
from sayso.records.reading import Reading
from sayso.workbench.reading import Workbench

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
FLOORS = GOLDEN / "floors.toml"


def list_golds() -> list[Path]:
    """Return the golden reports' golds, by name."""
    return sorted((GOLDEN / "gold").glob("*.json"))


def get_language(gold: Gold) -> str:
    """Return the code of the language that a gold's report is in; the gold names it."""
    return gold.metadata["language"] or "en"


def read_report(gold: Gold, workbench: Workbench) -> Reading:
    """Read the report that a gold is of; raises `SaysoError`."""
    known = gold.metadata
    options = CaptureOptions(
        title=known["title"],
        publisher=known["publisher"],
        published=known["published"],
        url=known["url"],
        language=known["language"],
    )
    return workbench.read(capture_file(gold.report, options))


def get_json(reading: Reading) -> Any:
    """Return what `sayso read --format json` prints, parsed."""
    return json.loads(to_json(reading))


def get_pipeline(reading: Any) -> str:
    """Return which weights made a reading (parsed JSON); scores differ between them.

    One set of weights may read several languages: where the names of the weights do not
    begin with the language's code, it stands before them.
    """
    models = reading["made_by"]["models"]
    trained = [str(model["name"]) for model in models if model["sha256"] is not None]
    if not trained:
        raise ScoringError("the reading names no weights that made it")
    language = str(reading["report"]["language"])
    named = trained[0].startswith(f"{language}_")
    return "+".join(trained if named else [language, *trained])
