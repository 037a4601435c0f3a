"""The tables of names keep what their examples promise."""

import pytest

from sayso.reconcile.names.bodies import LIKELY_BODY, compare_bodies
from sayso.reconcile.names.compare import compare_names
from sayso.reconcile.names.given import find_given_name
from sayso.reconcile.names.sounds import get_sound, load_names_data

SPELLING = load_names_data("spelling.toml")["examples"]
GIVEN = load_names_data("given_names.toml")
BODIES = load_names_data("bodies.toml")


def _share_a_name(one: str, other: str) -> bool:
    first, second = (find_given_name(get_sound(it.strip())) for it in (one, other))
    return first is not None and second is not None and bool(first.names & second.names)


@pytest.mark.parametrize("pair", SPELLING["alike"])
def test_spellings_of_one_word_sound_alike(pair: str) -> None:
    one, other = pair.split()

    assert get_sound(one) == get_sound(other)


@pytest.mark.parametrize("pair", SPELLING["apart"])
def test_different_words_do_not_sound_alike(pair: str) -> None:
    one, other = pair.split()

    assert get_sound(one) != get_sound(other)


@pytest.mark.parametrize("table", ["male", "female", "short"])
def test_given_names_are_one_or_two_as_their_examples_say(table: str) -> None:
    assert all(_share_a_name(*pair.split(",")) for pair in GIVEN[table]["examples"])
    assert not any(_share_a_name(*pair.split(",")) for pair in GIVEN[table]["not"])


def test_what_is_short_for_a_name_names_one_that_is_known() -> None:
    known = {group.split()[0] for sex in ("male", "female") for group in GIVEN[sex]["groups"]}

    assert {it for meant in GIVEN["short"]["values"].values() for it in meant.split()} <= known


def test_names_in_other_cases_are_those_in_the_nominative() -> None:
    for pair in load_names_data("spelling.toml")["cases"]["examples"]:
        assert compare_names(*pair.split(",")) > 0.8, pair
    for pair in load_names_data("spelling.toml")["cases"]["not"]:
        assert compare_names(*pair.split(",")) < 0.5, pair


@pytest.mark.parametrize("table", ["words", "known"])
def test_bodies_are_one_or_two_as_their_examples_say(table: str) -> None:
    for pair in BODIES[table]["examples"]:
        assert compare_bodies(*pair.split(",")) >= LIKELY_BODY, pair
    for pair in BODIES[table]["not"]:
        assert compare_bodies(*pair.split(",")) < LIKELY_BODY, pair


def test_given_names_stand_once() -> None:
    for sex in ("male", "female"):
        forms = [form for group in GIVEN[sex]["groups"] for form in sorted(set(group.split()))]
        assert len(forms) == len(set(forms)), sorted(it for it in forms if forms.count(it) > 1)
