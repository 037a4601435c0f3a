"""What descriptions of people have in common across languages; the words are in evidence.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from sayso.lang.folding import fold

KINDS = ("professions", "trades", "services", "general")
"""The tables of callings, the ones that tell most first."""


@cache
def load_evidence() -> Mapping[str, Any]:
    """Return the tables of evidence.toml."""
    text = resources.files("sayso.reconcile.people").joinpath("evidence.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1 << 16)
def list_callings(kind: str, roles: tuple[str, ...]) -> frozenset[str]:
    """Return the callings of one table ("professions") that descriptions fall under."""
    return frozenset(
        name for name, pattern in _get_patterns(kind).items() if any(map(pattern.search, roles))
    )


@lru_cache(maxsize=1 << 16)
def is_court(name: str) -> bool:
    """Tell whether a body's name is a court's."""
    return _compile(load_evidence()["courts"]["stems"]).search(fold(name)) is not None


@cache
def list_civil() -> frozenset[str]:
    """Return the callings that no soldier has."""
    return frozenset(load_evidence()["civil"]["callings"])


@cache
def list_common_court_words() -> frozenset[str]:
    """Return the words of courts' names that do not tell one court from another."""
    return frozenset(load_evidence()["courts"]["common"])


@cache
def list_great_cities() -> frozenset[str]:
    """Return the names, folded, of cities that reports name whomever they are about."""
    return frozenset(map(fold, load_evidence()["cities"]["names"]))


@cache
def list_rulings() -> frozenset[str]:
    """Return the types of what one court, and no other, does in a matter."""
    return frozenset(load_evidence()["courts"]["rulings"])


@cache
def list_repeated() -> frozenset[str]:
    """Return the types of what can befall one person more than once."""
    return frozenset(load_evidence()["happenings"]["again"])


@cache
def get_step_numbers() -> Mapping[str, int]:
    """Return where each type of event stands in the usual order of a matter."""
    rows = load_evidence()["happenings"]["order"]
    return {name: number for number, row in enumerate(rows) for name in row}


@cache
def _get_patterns(kind: str) -> Mapping[str, re.Pattern[str]]:
    return {name: _compile(table["stems"]) for name, table in load_evidence()[kind].items()}


def _compile(stems: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(fold(stem))}" for stem in stems))
