"""How alike two names of media, channels and bodies are, across scripts and languages."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from sayso.reconcile.names.closeness import measure_closeness
from sayso.reconcile.names.sounds import get_sound, load_names_data

LIKELY_BODY = 0.85
"""The score from which two names are likely one body's."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CASE = re.compile("(?:[aeiou]|ia|iu|oi|ei|om|em|ogo|omu|oiu|eiu|ami|ah|am)$")
_STEM = 4  # sounds of a word that may be in another case
_DECLINED, _EXTRA = 0.97, 0.6


@lru_cache(maxsize=1 << 16)
def compare_bodies(one: str, other: str) -> float:
    """Return how alike two names of bodies are, 0 to 1; 1 of equal ones.

    The order of words, articles and nouns like "channel" do not matter, nor the case a
    name stands in. A word that only one of two names has ("Supreme Court", "Military Court")
    weighs by its length, so that a body is not taken for its parent.
    """
    if one == other:
        return 1.0
    mine, theirs = _list_words(one), _list_words(other)
    if not mine or not theirs:
        return 0.0
    if mine == theirs or _find_known(mine) & _find_known(theirs):
        return 1.0
    if "".join(mine) == "".join(theirs):
        return 1.0
    return _compare(*sorted((mine, theirs)))


def _compare(mine: Sequence[str], theirs: Sequence[str]) -> float:
    options = sorted(
        ((_measure(a, b), i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs)),
        key=lambda it: (-it[0], it[1], it[2]),
    )
    used, met, reached, weight = set[int](), set[int](), 0.0, 0.0
    for alike, i, j in options:
        if i in used or j in met or alike < _EXTRA:
            continue
        used.add(i)
        met.add(j)
        length = len(mine[i]) + len(theirs[j])
        reached += alike * length
        weight += length
    rest = [len(it) for i, it in enumerate(mine) if i not in used]
    rest += [len(it) for j, it in enumerate(theirs) if j not in met]
    return min(0.99, reached / (weight + 2 * sum(rest))) if weight else 0.0


@lru_cache(maxsize=1 << 16)
def _measure(one: str, other: str) -> float:
    if one == other:
        return 1.0
    first, second = _CASE.sub("", one), _CASE.sub("", other)
    if first == second and len(first) >= _STEM - 1:
        return _DECLINED
    return measure_closeness(one, other) if min(len(one), len(other)) >= _STEM else 0.0


@lru_cache(maxsize=1 << 15)
def _list_words(name: str) -> tuple[str, ...]:
    """Return the words that tell a body from others: the sound of each, or its common stem."""
    nouns, stems, short = _load_words()
    words = [it.casefold() for it in _WORD.findall(name)]
    words = [part for word in words for part in short.get(word, word).split()]
    sounds = [sound for word in words if (sound := get_sound(word) or word)]
    kept = [it for it in sounds if not _begins(it, nouns)] or sounds
    return tuple(sorted(_find_stem(it, stems) for it in kept))


def _begins(sound: str, stems: Sequence[str]) -> bool:
    return any(sound == it or (len(it) >= _STEM and sound.startswith(it)) for it in stems)


def _find_stem(sound: str, stems: Mapping[str, str]) -> str:
    for length in range(len(sound), 2, -1):
        if (found := stems.get(sound[:length])) is not None and (length >= _STEM or sound == found):
            return found
    return sound


@cache
def _load_words() -> tuple[Sequence[str], Mapping[str, str], Mapping[str, str]]:
    table = load_names_data("bodies.toml")
    groups = [line.split() for line in table["words"]["groups"]]
    stems = {get_sound(stem): get_sound(group[0]) for group in groups for stem in group}
    return [get_sound(it) for it in table["nouns"]["stems"]], stems, table["words"]["short"]


@cache
def _load_known() -> Mapping[tuple[str, ...], frozenset[int]]:
    groups = load_names_data("bodies.toml")["known"]["groups"]
    found: dict[tuple[str, ...], frozenset[int]] = {}
    for number, group in enumerate(groups):
        for name in group.split(","):
            words = _list_words(name)
            found[words] = found.get(words, frozenset()) | {number}
    return found


def _find_known(words: tuple[str, ...]) -> frozenset[int]:
    return _load_known().get(words, frozenset())
