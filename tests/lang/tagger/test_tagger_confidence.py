"""How likely a statement is right: between 0 and 1, and never more for more doubts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.lang.engines.tagger.confidence import FEATURES, Calibration, get_features
from sayso.lang.engines.tagger.decode import Span, Tagged
from sayso.lang.engines.tagger.labels import ROLES
from sayso.lang.engines.tagger.model_file import read_model_file

DOUBTS = FEATURES[:8]
LOGS = st.floats(-40, 0)
WEIGHTS = st.floats(-9, 9)


def make_statement(**more: Any) -> Tagged:
    none: dict[str, list[Span]] = {role: [] for role in ROLES}
    spans = none | {"source": [(0, 1)], "cue": [(1, 2)]}
    return Tagged(
        level=more.get("level", 0),
        spans=spans | {"content": [(2, 9)]} | more.get("spans", {}),
        doubts=more.get("doubts", {}),
    )


@pytest.fixture(scope="session")
def shipped() -> Calibration:
    return Calibration(read_model_file().about["calibration"])


@given(
    st.dictionaries(st.sampled_from(FEATURES), WEIGHTS),
    WEIGHTS,
    st.dictionaries(st.sampled_from(DOUBTS), LOGS),
    st.integers(0, 1),
)
def test_it_is_a_chance(
    weights: dict[str, float], bias: float, doubts: dict[str, float], level: int
) -> None:
    calibration = Calibration({"weights": weights, "bias": bias})

    assert 0 <= calibration.estimate(make_statement(doubts=doubts, level=level)) <= 1


@given(
    st.dictionaries(st.sampled_from(DOUBTS), st.floats(0, 9)),
    st.dictionaries(st.sampled_from(DOUBTS), LOGS),
    st.sampled_from(DOUBTS),
    st.floats(0, 9),
)
def test_a_doubt_more_never_makes_it_likelier(
    weights: dict[str, float], doubts: dict[str, float], name: str, by: float
) -> None:
    calibration = Calibration({"weights": weights, "bias": 1.0})
    worse = doubts | {name: doubts.get(name, 0.0) - by}

    before = calibration.estimate(make_statement(doubts=doubts))

    assert calibration.estimate(make_statement(doubts=worse)) <= before


@given(doubt=LOGS, by=st.floats(0, 9))
def test_with_the_shipped_weights_doubts_of_everything_count(
    doubt: float, by: float, shipped: Calibration
) -> None:
    better, worse = (
        shipped.estimate(make_statement(doubts=dict.fromkeys(DOUBTS, some)))
        for some in (doubt, doubt - by)
    )

    assert worse <= better


def test_the_shipped_weights_tell_sure_statements_from_doubtful_ones(shipped: Calibration) -> None:
    sure = make_statement(doubts=dict.fromkeys(DOUBTS, -0.01))
    nobodys = make_statement(spans={"source": []}, doubts=dict.fromkeys(DOUBTS, -0.01))
    doubtful = make_statement(doubts=dict.fromkeys(DOUBTS, -2.0))

    assert shipped.estimate(sure) > 0.8
    assert shipped.estimate(nobodys) < shipped.estimate(sure)
    assert shipped.estimate(doubtful) < 0.1


def test_each_feature_has_its_place() -> None:
    one = make_statement(
        level=1, spans={"source": [], "content": [(2, 3), (5, 6)]}, doubts={"cue": -0.5}
    )

    features = dict(zip(FEATURES, get_features(one), strict=True))

    assert features["cue"] == -0.5
    assert [features[name] for name in ("nobody", "nested", "pieces", "short")] == [1, 1, 1, 1]
    assert features["least source"] == 0


def test_without_calibration_nothing_is_known() -> None:
    assert Calibration({}).estimate(make_statement()) == 0.5
