"""Fits how likely a tagged statement is right, on articles set aside from training.

    python -m training.calibrate build/claims.model --to build/about.json

A statement is right when half its content and its source are (the strict measure of
benchmarks/claims). The fit is a logistic regression with a small penalty on its weights;
the table shows, on articles not fitted on, how many of the statements that were given a
confidence turned out right.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from benchmarks.claims.reliability import make_table
from benchmarks.claims.scoring import find_right
from numpy.typing import NDArray

from sayso.lang.engines.tagger.claim_tagger import ClaimTagger
from sayso.lang.engines.tagger.confidence import FEATURES, Calibration, get_features
from sayso.lang.engines.tagger.decode import Tagged
from sayso.lang.engines.tagger.model_file import read_model_file
from training.corpus import (
    Article,
    get_gold,
    load_domain,
    load_polnear,
    make_example,
    split,
    to_offsets,
)

_PENALTY = 1.0
_ROUNDS = 50
Floats = NDArray[np.float64]


def judge(tagger: ClaimTagger, articles: Sequence[Article]) -> Iterator[tuple[Tagged, bool]]:
    """Yield each tagged statement, and whether it is right."""
    for article in articles:
        example = make_example(article, tagger.pieces)
        tagged = tagger.tag_words(article.text, example.words)
        # Where a corpus does not annotate the nested, nothing is known of them.
        for level in (0, 1) if article.nested else (0,):
            mine = [one for one in tagged if one.level == level]
            gold = get_gold(article, level)
            right = find_right(article.text, gold, to_offsets(mine, example))
            yield from ((one, number in right) for number, one in enumerate(mine))


def fit(features: Floats, right: Floats) -> Floats:
    """Return the weights and, last, the bias (iteratively reweighted least squares)."""
    inputs = np.concatenate([features, np.ones((len(features), 1))], axis=1)
    weights: Floats = np.zeros(inputs.shape[1])
    penalty = np.eye(inputs.shape[1]) * _PENALTY
    penalty[-1, -1] = 0
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - chance) - penalty @ weights
        curve = inputs.T @ (inputs * (chance * (1 - chance))[:, None]) + penalty
        step = np.linalg.solve(curve, slope).astype(np.float64)
        weights += step
        if float(np.abs(step).max()) < 1e-8:
            break
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/polnear"))
    parser.add_argument("--to", type=Path, help="write the calibration here")
    args = parser.parse_args()
    file = read_model_file(args.model)
    tagger = ClaimTagger(file)
    about = {name: value for name, value in file.about.items() if name != "schema"}
    if args.to is not None:
        aside = split(load_polnear(args.data / "train"))[1] + split(load_domain())[1]
        judged = list(judge(tagger, aside))
        features = np.array([get_features(one) for one, _ in judged])
        weights = fit(features, np.array([float(right) for _, right in judged]))
        about["calibration"] = {
            "weights": dict(zip(FEATURES, weights[:-1].round(4).tolist(), strict=True)),
            "bias": round(float(weights[-1]), 4),
        }
        args.to.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
        print(f"fitted on {len(judged)} statements of {len(aside)} articles set aside")
    calibration = Calibration(about.get("calibration", {}))
    dev = list(judge(tagger, load_polnear(args.data / "dev")))
    table = make_table([(calibration.estimate(one), right) for one, right in dev])
    print(*table, sep="\n")


if __name__ == "__main__":
    main()
