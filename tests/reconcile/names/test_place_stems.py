"""Places that two languages call by names of their own are known by what stays of the name."""

from itertools import pairwise

import pytest

from sayso.reconcile.names.places import get_place_stem
from sayso.reconcile.names.sounds import load_names_data

TABLE = load_names_data("places.toml")["stems"]


@pytest.mark.parametrize("names", TABLE["examples"])
def test_names_of_one_place_have_one_stem(names: str) -> None:
    for one, other in pairwise(names.split()):
        assert get_place_stem(one) == get_place_stem(other) != ""


@pytest.mark.parametrize("names", TABLE["not"])
def test_names_of_two_places_have_two(names: str) -> None:
    one, other = names.split()

    assert get_place_stem(one) != get_place_stem(other)


def test_a_name_of_few_consonants_has_none() -> None:
    assert get_place_stem("Чоп") == ""
    assert get_place_stem("!") == ""
