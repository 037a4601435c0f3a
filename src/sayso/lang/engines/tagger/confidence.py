"""How likely a tagged statement is right: a logistic regression on what the tagger doubts."""

import math
from collections.abc import Mapping
from typing import Any

from sayso.lang.engines.tagger.decode import Tagged

FEATURES = (
    "content",
    "least content",
    "cue",
    "least cue",
    "source",
    "least source",
    "link content",
    "link source",
    "nobody",
    "nested",
    "pieces",
    "length",
    "short",
)
"""What a statement is judged by, each 0 where there is nothing to doubt."""

_LOW = -6.0  # log-probabilities below it are all alike
_SHORT = 3  # words of a content that hardly says anything


def get_features(one: Tagged) -> list[float]:
    """Return a statement's features in the order of `FEATURES`."""
    words = sum(high - low for low, high in one.spans["content"])
    doubts = [max(_LOW, one.doubts.get(name, 0.0)) for name in FEATURES[:8]]
    return [
        *doubts,
        float(not one.spans["source"]),
        float(one.level > 0),
        float(len(one.spans["content"]) > 1),
        math.log1p(words),
        float(words <= _SHORT),
    ]


class Calibration:
    """The regression, as the model file has it: ``weights`` by feature, and ``bias``."""

    def __init__(self, about: Mapping[str, Any]) -> None:
        self.bias = float(about.get("bias", 0.0))
        weights = about.get("weights", {})
        self.weights = [float(weights.get(name, 0.0)) for name in FEATURES]

    def estimate(self, one: Tagged) -> float:
        """Return how likely a statement is right, 0 to 1."""
        total = self.bias + sum(
            weight * value for weight, value in zip(self.weights, get_features(one), strict=True)
        )
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)
