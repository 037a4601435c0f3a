"""How far spans lie apart: a small number, alike on both sides of a cue."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.lang.engines.tagger.labels import DISTANCES, LABELS, ROLES, get_distance

NEAR = 5
MIDDLE = DISTANCES // 2
GAPS = st.integers(0, 3_000)
SIZES = st.integers(1, 40)


@given(gap=GAPS, span=SIZES, cue=SIZES)
def test_a_span_lies_as_far_before_a_cue_as_behind_it(gap: int, span: int, cue: int) -> None:
    before = get_distance(0, span, span + gap, span + gap + cue)
    behind = get_distance(cue + gap, cue + gap + span, 0, cue)

    assert 0 <= before < MIDDLE < behind < DISTANCES
    assert before + behind == 2 * MIDDLE


@given(gap=GAPS, more=GAPS)
def test_what_lies_further_off_is_never_nearer(gap: int, more: int) -> None:
    near, far = (get_distance(1 + some, 2 + some, 0, 1) for some in (gap, gap + more))

    assert near <= far


@given(st.integers(0, 60), SIZES, st.integers(0, 60), SIZES)
def test_any_two_spans_have_a_distance(begin: int, size: int, cue: int, length: int) -> None:
    assert 0 <= get_distance(begin, begin + size, cue, cue + length) < DISTANCES


def test_near_distances_are_exact_and_the_furthest_are_alike() -> None:
    steps = [get_distance(1 + gap, 2 + gap, 0, 1) - MIDDLE for gap in range(NEAR)]
    far = {get_distance(gap, gap + 1, 0, 1) for gap in (1_000, 10_000, 100_000)}

    assert steps == list(range(1, NEAR + 1))
    assert len(far) == 1


def test_every_role_begins_and_goes_on() -> None:
    assert {"O", *(f"{mark}-{role}" for role in ROLES for mark in "BI")} == set(LABELS)
    assert len(set(LABELS)) == len(LABELS)
