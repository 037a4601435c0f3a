"""How likely a statement is right: the fit finds what made the data."""

import numpy as np
import pytest
from training.calibrate import fit, judge
from training.corpus import make_article
from training.domain import Annotated

from sayso.lang.engines.tagger.claim_tagger import ClaimTagger


def test_known_weights_are_found_again() -> None:
    rng = np.random.default_rng(7)
    weights, bias = np.array([1.5, -2.0, 0.0, 0.5]), -0.7
    features = rng.normal(size=(20_000, len(weights)))
    chances = 1 / (1 + np.exp(-(features @ weights + bias)))
    right = (rng.random(len(features)) < chances).astype(float)

    found = fit(features, right)

    assert found[:-1] == pytest.approx(weights, abs=0.1)
    assert found[-1] == pytest.approx(bias, abs=0.1)


def test_what_no_statement_has_weighs_nothing() -> None:
    rng = np.random.default_rng(7)
    features = np.concatenate([rng.normal(size=(500, 1)), np.zeros((500, 1))], axis=1)

    found = fit(features, (features[:, 0] > 0).astype(float))

    assert found[1] == 0
    assert np.isfinite(found).all()


def test_what_is_always_right_gets_a_finite_weight() -> None:
    found = fit(np.array([[1.0], [2.0], [-1.0], [-2.0]]), np.array([1.0, 1.0, 0.0, 0.0]))

    assert 0 < found[0] < 10


def test_statements_are_judged_by_what_was_marked(
    annotated: list[Annotated], tagger: ClaimTagger
) -> None:
    report = next(one for one in annotated if one.statements)

    judged = list(judge(tagger, [make_article(report)]))

    assert judged
    assert sum(right for _, right in judged) * 2 > len(judged)
