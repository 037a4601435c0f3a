"""Given names that are one in several languages, and the patronymics made of them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sayso.reconcile.names.sounds import get_sound, load_names_data
from sayso.records.entity import Gender

_SEXES = {"male": Gender.MALE, "female": Gender.FEMALE}
_SON = re.compile(r"(?:[aoei]?v|n)?iC(?:a|u|e|em)?$")
_DAUGHTER = re.compile(r"(?:[aoei][vu]|n?iC)n(?:a|u|e|i|oi|oiu)$")
# "Ihar" and "Ігар", "Yauhen" and "Яўген": sounds that romanizations of given names mix up.
_BREATHED = str.maketrans("g", "h")
_GLIDE = re.compile("(?<=[aeo])u(?![aeiou])")
_LAST_VOWELS = re.compile("[aeiou]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenName:
    """What is known of a word as a given name.

    Attributes:
        names: The names it stands for; several where it is short for them ("Саша").
        short: Whether it is what people are called by, not a name of its own.
        gender: The sex of who bears it, or ``None`` where both may.
    """

    names: frozenset[str]
    short: bool
    gender: Gender | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patronymic:
    """A father's name in a word.

    Attributes:
        names: The father's name, or empty where it is not known as a name.
        stem: The sound of the word without the ending of a patronymic.
        gender: The sex of the child, told by the ending.
    """

    names: frozenset[str]
    stem: str
    gender: Gender


@lru_cache(maxsize=1 << 16)
def find_given_name(sound: str) -> GivenName | None:
    """Return what a sound is as a given name, or ``None`` of one that is not known."""
    return _load_given_names().get(_mix(sound))


@lru_cache(maxsize=1 << 16)
def find_declined_given(sound: str) -> GivenName | None:
    """Return what a sound is as a given name in another case: "ivana" of "Ивана"."""
    endings: Mapping[str, list[str]] = load_names_data("spelling.toml")["cases"]["given"]
    for ending, nominatives in endings.items():
        if sound.endswith(ending) and len(sound) - len(ending) > 1:
            for nominative in nominatives:
                found = find_given_name(sound.removesuffix(ending) + nominative)
                if found is not None and not found.short:
                    return found
    return None


def is_case_of(sound: str, nominative: str) -> bool:
    """Whether a sound can be a given name in another case, whatever that name is: "elvinu"."""
    if sound == nominative:
        return True
    endings: Mapping[str, list[str]] = load_names_data("spelling.toml")["cases"]["given"]
    return any(
        sound.endswith(ending) and sound.removesuffix(ending) + last == nominative
        for ending, lasts in endings.items()
        for last in lasts
    )


@lru_cache(maxsize=1 << 16)
def find_patronymic(sound: str) -> Patronymic | None:
    """Return what a sound is as a patronymic, or ``None`` of what does not end as one."""
    for pattern, gender in ((_SON, Gender.MALE), (_DAUGHTER, Gender.FEMALE)):
        if (found := pattern.search(sound)) is not None and found.start() > 1:
            stem = sound[: found.start()]
            names = _load_fathers().get(_strip(stem), frozenset())
            return Patronymic(names=names, stem=stem, gender=gender)
    return None


def list_given_sounds(names: frozenset[str]) -> frozenset[str]:
    """Return how the names may sound, so that an initial can be compared with them."""
    return frozenset(sound for name in names for sound in _load_sounds().get(name, ()))


def _mix(sound: str) -> str:
    return _GLIDE.sub("v", sound.translate(_BREATHED))


def _strip(sound: str) -> str:
    """Return what a given name and a patronymic share: "nikol" of "nikolai", "nikola"."""
    return _mix(_LAST_VOWELS.sub("", sound))


def _list_groups() -> Iterator[tuple[Gender, list[str]]]:
    for sex, gender in _SEXES.items():
        for line in load_names_data("given_names.toml")[sex]["groups"]:
            yield gender, line.split()


@cache
def _load_given_names() -> Mapping[str, GivenName]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    genders: defaultdict[str, set[Gender]] = defaultdict(set)
    sex: dict[str, Gender] = {}
    for gender, group in _list_groups():
        sex[group[0]] = gender
        for form in group:
            names[_mix(get_sound(form))].add(group[0])
            genders[_mix(get_sound(form))].add(gender)
    full = frozenset(names)
    short: Mapping[str, Any] = load_names_data("given_names.toml")["short"]["values"]
    for form, meant in short.items():
        if (sound := _mix(get_sound(form))) not in full:
            names[sound] |= set(meant.split())
            genders[sound] |= {sex[name] for name in meant.split()}
    return {
        sound: GivenName(
            names=frozenset(meant),
            short=sound not in full,
            gender=next(iter(genders[sound])) if len(genders[sound]) == 1 else None,
        )
        for sound, meant in names.items()
    }


@cache
def _load_sounds() -> Mapping[str, frozenset[str]]:
    sounds: defaultdict[str, set[str]] = defaultdict(set)
    for _, group in _list_groups():
        sounds[group[0]] |= {get_sound(form) for form in group}
    return {name: frozenset(found) for name, found in sounds.items()}


@cache
def _load_fathers() -> Mapping[str, frozenset[str]]:
    fathers: defaultdict[str, set[str]] = defaultdict(set)
    for gender, group in _list_groups():
        for form in group if gender is Gender.MALE else ():
            fathers[_strip(get_sound(form))].add(group[0])
    stems: Mapping[str, str] = load_names_data("given_names.toml")["male"]["stems"]
    for stem, name in stems.items():
        fathers[_strip(get_sound(stem))].add(name)
    return {stem: frozenset(found) for stem, found in fathers.items() if stem}
