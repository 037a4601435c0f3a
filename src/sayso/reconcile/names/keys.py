"""Keys under which names that may be one meet: blocking, so that not all pairs are compared."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from sayso.reconcile.names.parts import (
    NameRole,
    NameWord,
    list_name_parts,
    list_nominatives,
    read_ending,
)
from sayso.reconcile.names.sounds import get_sound, load_names_data

_VOWELS = str.maketrans("", "", "aeiou-")
# Of a word with hardly a consonant its vowels are kept, but not which they are.
_ALIKE = str.maketrans("eiou-", "aaaaa")
_SHORTEST = 2


@lru_cache(maxsize=1 << 16)
def list_name_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a person's name; two names that may be one share at least one.

    A key is what is left of a surname's sound without vowels, sex and what romanizations mix
    up. A surname alone, also in another case ("Дегтярёвой"), has the keys of its bearers; of a
    name without a known surname every word is one. Initials have no keys.
    """
    keys: dict[str, None] = {}
    for form in list_name_parts(name):
        whole = [it for it in form.words if not it.initial]
        surnames = [it for it in whole if NameRole.SURNAME in it.roles]
        for word in surnames or whole or form.words:
            for sound in _list_sounds(word):
                if sound:
                    keys[_make_key(sound)] = None
    return tuple(keys)


def _list_sounds(word: NameWord) -> Iterator[str]:
    """Yield the sounds that a word may have, as both sexes share it; of parts, of each."""
    yield from word.parts or (word.neutral,)
    low = word.text.casefold()
    if not low.isascii():
        yield from list_nominatives(word.sound)
    for letters, other in _load_steps()[1].items():
        if letters in low:
            yield read_ending(get_sound(low.replace(letters, other)))[0]


@cache
def _load_steps() -> tuple[Sequence[tuple[str, str]], Mapping[str, str]]:
    table = load_names_data("spelling.toml")["keys"]
    return [(before, after) for before, after in map(str.split, table["steps"])], table["others"]


def _make_key(sound: str) -> str:
    for before, after in _load_steps()[0]:
        sound = sound.replace(before, after)
    left = sound.translate(_VOWELS)
    return left if len(left) >= _SHORTEST else sound.translate(_ALIKE)
