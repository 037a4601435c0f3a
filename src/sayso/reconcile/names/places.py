"""What the names of one place have in common in languages that call it by sounds of their own."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from sayso.reconcile.names.sounds import get_sound, load_names_data

_KNOWN_NAMES = 1 << 14
_VOWELS = re.compile("[aeiou]")
# Of fewer consonants two names are alike by chance.
_FEWEST = 3


@lru_cache(maxsize=_KNOWN_NAMES)
def get_place_stem(name: str) -> str:
    """Return what stays of a place's name from language to language: its consonants.

    "Зарічне", "Заречное", "Zarichne" and "Zarechnoye" have one stem, as "Вільхове" and
    "Olkhovoe" do. Empty of a name with so few consonants that it tells nothing.
    """
    words = [get_sound(it) for it in name.casefold().replace("-", " ").split()]
    stems = [_read(it) for it in words if it]
    return " ".join(stems) if len("".join(stems)) >= _FEWEST else ""


def _read(sound: str) -> str:
    for before, after in _get_steps("begins"):
        if sound.startswith(before):
            sound = after + sound.removeprefix(before)
    for before, after in _get_steps("folds"):
        sound = sound.replace(before, after)
    first = "" if sound[0] not in "aeiou" else "a"
    return first + _VOWELS.sub("", sound)


@cache
def _get_steps(name: str) -> Sequence[tuple[str, str]]:
    steps = load_names_data("places.toml")["stems"][name]
    return [(before, after) for before, after in (step.split() for step in steps)]
