"""Keys under which names that may be one meet: blocking, so that not all pairs are compared."""

from functools import lru_cache

from sayso.reconcile.names.parts import NameRole, NameWord, list_name_parts

_VOWELS = str.maketrans("", "", "aeiou")
# Sounds that languages and romanizations mix up, so that they tell no two names apart.
_MIXED = str.maketrans({"g": "h", "Z": "z", "S": "s", "C": "c", "v": "", "u": "", "f": "v"})
_SHORTEST = 2


@lru_cache(maxsize=1 << 16)
def list_name_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a person's name; two names that may be one share at least one.

    A key is what is left of a word's sound without vowels, sex and what romanizations mix up.
    A surname alone has the keys of its bearers; so has a given name alone where no surname
    is known.
    """
    keys: dict[str, None] = {}
    for form in list_name_parts(name):
        surnames = [it for it in form.words if NameRole.SURNAME in it.roles]
        for word in surnames or form.words:
            for sound in word.parts or (word.neutral,):
                keys[_make_key(sound, word)] = None
    return tuple(keys)


def _make_key(sound: str, word: NameWord) -> str:
    left = sound.translate(_VOWELS).translate(_MIXED)
    return left if len(left) >= _SHORTEST else sound or word.sound
