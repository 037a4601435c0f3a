"""How far the names of two profiles agree."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from sayso.reconcile.names.compare import LIKELY, explain_names
from sayso.reconcile.names.likeness import PartLikeness
from sayso.reconcile.names.parts import NameRole, list_name_parts
from sayso.reconcile.names.sounds import get_sound
from sayso.reconcile.people.words import load_evidence
from sayso.records.casefile import Profile
from sayso.records.entity import EntityType

_KNOWN_PAIRS = 1 << 18
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_AGREES = (PartLikeness.SAME, PartLikeness.COMPATIBLE)
_FEWEST = 0.75  # A surname alone, or a first name, has to be as good as equal.
_ALONE = 0.55


class NameLevel(StrEnum):
    """How much of two names agrees; ``none``: they cannot be one person's."""

    FULL = "full"
    LOOSE = "loose"
    INITIAL = "initial"
    SURNAME = "surname"
    SINGLE = "single"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """What the comparison of two names came to.

    Attributes:
        level: How much agrees.
        patronymic: Whether both give a patronymic, and it agrees.
        words: The two names and what differs, for a reader.
    """

    level: NameLevel
    patronymic: bool = False
    words: str = ""


@lru_cache(maxsize=_KNOWN_PAIRS)
def match_names(one: str, other: str) -> NameMatch:
    """Return how far two names of people agree, whatever their scripts.

    Two sexes, two surnames, two first names or two patronymics never do.
    """
    found = explain_names(one, other)
    parts = (found.surname, found.given, found.patronymic)
    words = f"{one}, {other}"
    if found.genders_differ or PartLikeness.DIFFERS in parts:
        return NameMatch(level=NameLevel.NONE, words=words)
    level = NameLevel.NONE
    if found.surname in _AGREES and found.given in _AGREES:
        if _has_initial(one) or _has_initial(other):
            level = NameLevel.INITIAL if found.score >= _FEWEST else NameLevel.NONE
        elif found.score >= LIKELY:
            level = NameLevel.FULL
        elif found.score >= _FEWEST:
            level = NameLevel.LOOSE
    elif found.surname in _AGREES:
        level = NameLevel.SURNAME if found.score >= _ALONE else NameLevel.NONE
    elif found.given in _AGREES and PartLikeness.UNKNOWN is found.surname:
        level = NameLevel.SINGLE if is_given_alone(one) or is_given_alone(other) else level
    agrees = found.patronymic is PartLikeness.SAME
    return NameMatch(level=level, patronymic=agrees, words=words)


def _has_initial(name: str) -> bool:
    return any(len(word.rstrip(".")) == 1 for word in name.replace(".", ". ").split())


def is_full_name(profile: Profile) -> bool:
    """Tell whether somebody is named by more than a surname and initials."""
    person = not profile.anonymous and profile.type is EntityType.PERSON
    return person and has_whole_words(profile.name)


def has_whole_words(name: str) -> bool:
    """Tell whether a name holds more than one word besides initials."""
    return sum(len(word.rstrip(".")) > 1 for word in name.split()) > 1


@lru_cache(maxsize=1 << 16)
def is_given_alone(name: str) -> bool:
    """Tell whether a name is one known given name and nothing else: "Сергей", "Тёма"."""
    forms = list_name_parts(name)
    words = [it for form in forms for it in form.words]
    return len(words) == 1 and words[0].given is not None and words[0].roles == NameRole.GIVEN


def is_written_alike(one: str, other: str) -> bool:
    """Tell whether two names sound equal, or are in two scripts."""
    if (_CYRILLIC.search(one) is None) != (_CYRILLIC.search(other) is None):
        return True
    sounds = [{get_sound(word) for word in name.split()} for name in (one, other)]
    return sounds[0] <= sounds[1] or sounds[1] <= sounds[0]


def is_initial(name: str) -> bool:
    """Tell whether a name is nothing but the first letter of one: "P."."""
    letters = name.strip().rstrip(".")
    return len(letters) == 1 and letters.isupper()


def may_begin(initial: str, name: str) -> bool:
    """Tell whether a first letter can be that of somebody's surname."""
    first = get_sound(initial)[:1]
    surnames = [
        it.sound
        for form in list_name_parts(name)
        for it in form.words
        if NameRole.SURNAME in it.roles
    ]
    return any(it[:1] == first for it in surnames)


@lru_cache(maxsize=1 << 16)
def has_common_surname(name: str) -> bool:
    """Tell whether somebody bears a surname that very many do."""
    words = [it for form in list_name_parts(name) for it in form.words]
    return any(it.neutral in _list_common() for it in words if NameRole.SURNAME in it.roles)


@cache
def _list_common() -> frozenset[str]:
    words = (it for name in load_evidence()["surnames"]["common"] for it in list_name_parts(name))
    return frozenset(it.neutral for form in words for it in form.words)
