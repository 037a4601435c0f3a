"""The measure by which nets are chosen: PolNeAR's scorer, and statements by language."""

import importlib.util
import os
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import torch

from sayso.lang.engines.tagger.decode import Tagged
from sayso.lang.engines.tagger.text import Pieces
from training.corpus import Article, Example
from training.model import Net
from training.predict import predict, to_offsets

SCORER = Path(os.environ.get("POLNEAR_SCORER", "../shared/tools/polnear_score.py"))


def load_scorer(path: Path = SCORER) -> ModuleType:
    """Return the scorer; raises `FileNotFoundError` where it is not there."""
    spec = importlib.util.spec_from_file_location("polnear_score", path)
    if spec is None or spec.loader is None or not path.exists():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(
    nets: list[Net], examples: list[Example], pieces: Pieces, device: torch.device, outside: float = 0.0
) -> dict[str, float]:
    """Return the F1 of statements, by corpus and language: of level 0, and of the nested."""
    tagged = predict(nets, examples, pieces, device, outside=outside)
    return compare(tagged, examples)


def compare(tagged: dict[str, list[Tagged]], examples: list[Example]) -> dict[str, float]:
    """Likewise, of statements at hand."""
    scorer: Any = load_scorer()
    totals: dict[str, Counter[tuple[str, str]]] = {}
    for example in examples:
        article = example.article
        key = f"{article.kind}-{article.language}"
        statements = tagged[article.name]
        for level in (0, 1) if article.nested else (0,):
            gold = _gold(article, level)
            mine = list(to_offsets([one for one in statements if one.level == level], example))
            counted = scorer.score_doc(article.text, gold, mine)
            totals.setdefault(key + "-nested" * level, Counter()).update(counted)
    found = {}
    for key, total in sorted(totals.items()):
        names = ("attribution strict", "attribution content only")
        if key == "polnear-en":
            names = (*names, "token source", "token cue", "token content")
        for name in names:
            found[f"{key} {name.removeprefix('attribution ')}"] = round(scorer.prf(total, name)[2], 1)
    return found


def _gold(article: Article, level: int) -> list[dict[str, list[list[int]]]]:
    return [
        {role: [list(span) for span in spans] for role, spans in one.spans.items()}
        for one in article.versions[0]
        if min(one.level, 1) == level
    ]
