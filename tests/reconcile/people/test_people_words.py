"""The words of evidence.toml fit their examples, and not what they must not."""

from collections.abc import Callable, Mapping

import pytest

from sayso.lang.folding import fold
from sayso.reconcile.people.naming import has_common_surname
from sayso.reconcile.people.surroundings import get_home_patterns
from sayso.reconcile.people.words import (
    KINDS,
    is_court,
    list_callings,
    list_great_cities,
    load_evidence,
)


def _list(key: str) -> list[tuple[str, str, str]]:
    return [
        (kind, calling, example)
        for kind in KINDS
        for calling, table in load_evidence()[kind].items()
        for example in table[key]
    ]


@pytest.mark.parametrize(("kind", "calling", "example"), _list("examples"))
def test_an_example_falls_under_its_calling(kind: str, calling: str, example: str) -> None:
    assert calling in list_callings(kind, (fold(example),))


@pytest.mark.parametrize(("kind", "calling", "example"), _list("not"))
def test_a_counterexample_does_not(kind: str, calling: str, example: str) -> None:
    assert calling not in list_callings(kind, (fold(example),))


def _names_home(text: str) -> bool:
    before, after = get_home_patterns()
    words = fold(text).split()
    starts = (" ".join(words[:at]) + " " for at in range(1, len(words)))
    return any(map(before.search, starts)) or any(map(after.match, words))


def test_the_words_of_courts_homes_and_surnames_fit_their_examples() -> None:
    tells: Mapping[str, Callable[[str], bool]] = {
        "courts": is_court,
        "homes": _names_home,
        "cities": lambda name: fold(name) in list_great_cities(),
        "surnames": has_common_surname,
    }
    for table, tell in tells.items():
        assert all(map(tell, load_evidence()[table]["examples"])), table
        assert not any(map(tell, load_evidence()[table]["not"])), table
