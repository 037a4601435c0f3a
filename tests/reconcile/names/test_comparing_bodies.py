"""Names of media and bodies: one across scripts, cases and nouns, never for half a name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reconcile.names.bodies import LIKELY_BODY, compare_bodies


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Astra", "Астра"),
        ("Mediazona", "Медиазоне"),
        ("the channel Dno", "канал «Дно»"),
        ("Ministry of Defense", "Defence Ministry"),
        ("Vyorstka", "Вёрсткой"),
        ("Polygon.Media", "Полигон"),
    ],
)
def test_one_body_written_differently_is_likely_one(one: str, other: str) -> None:
    assert compare_bodies(one, other) >= LIKELY_BODY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Novaya Gazeta", "Novaya Gazeta Europe"),
        ("Saratov Garrison Military Court", "Volgograd Garrison Military Court"),
        ("Meduza", "Mediazona"),
        ("Astra", "Astraea"),
        ("канал", "канал «Дно»"),
        ("", "Astra"),
    ],
)
def test_bodies_that_share_half_a_name_are_two(one: str, other: str) -> None:
    assert compare_bodies(one, other) < LIKELY_BODY


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=60)
def test_any_two_names_of_bodies_compare_the_same_both_ways(one: str, other: str) -> None:
    assert compare_bodies(one, other) == compare_bodies(other, one)
    assert 0 <= compare_bodies(one, other) <= 1
    assert compare_bodies(one, one) == 1
