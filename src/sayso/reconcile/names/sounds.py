"""How a word of a name sounds, whatever the script and the romanization it is written in."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_KNOWN_WORDS = 1 << 17
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_DOUBLED = re.compile(r"(.)\1+")


@cache
def load_names_data(name: str) -> Mapping[str, Any]:
    """Return one of the tables beside this module."""
    text = resources.files("sayso.reconcile.names").joinpath(name).read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=_KNOWN_WORDS)
def get_sound(word: str) -> str:
    """Return how a word sounds, one letter for each sound; empty of what holds no letters.

    "Дегтярёв", "Degtyaryov" and "Degtiarev" sound alike; what is left different ("Siarhei",
    "Sergei") is weighed letter by letter by `measure_likeness`.
    """
    low = word.casefold()
    sounded = _read_cyrillic(low) if _CYRILLIC.search(low) else _read_latin(low)
    for before, after in _get_folds():
        sounded = sounded.replace(before, after)
    return _DOUBLED.sub(r"\1", sounded)


def _read_cyrillic(low: str) -> str:
    letters, lookalikes = _get_cyrillic()
    # "й" and "ё" are letters of their own: composed first, any other mark is an accent.
    composed = unicodedata.normalize("NFC", low)
    known = (
        it if it in letters or it in lookalikes else unicodedata.normalize("NFD", it)[0]
        for it in composed
    )
    return "".join(letters.get(lookalikes.get(letter, letter), "") for letter in known)


def _read_latin(low: str) -> str:
    read = _get_reader()
    plain = unicodedata.normalize("NFKD", read(unicodedata.normalize("NFC", low)))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalpha())


@cache
def _get_cyrillic() -> tuple[Mapping[str, str], Mapping[str, str]]:
    table = load_names_data("spelling.toml")["cyrillic"]
    return table["letters"], table["lookalikes"]


@cache
def _get_folds() -> Sequence[tuple[str, str]]:
    steps = load_names_data("spelling.toml")["folds"]["steps"]
    return [(before, after) for before, after in (step.split() for step in steps)]


@cache
def _get_reader() -> Callable[[str], str]:
    """Return what puts one letter for each group of letters, the longest group first."""
    groups: Mapping[str, str] = load_names_data("spelling.toml")["latin"]["groups"]
    final = {key.removesuffix("$"): value for key, value in groups.items() if key.endswith("$")}
    longest = sorted(groups, key=lambda key: (-len(key), key))
    found = "|".join(re.escape(key.rstrip("$")) + "$" * key.endswith("$") for key in longest)
    pattern = re.compile(found)

    def replace(match: re.Match[str]) -> str:
        key = match[0]
        ends = match.end() == len(match.string) and key in final
        return final[key] if ends else groups[key]

    return lambda low: pattern.sub(replace, low)
