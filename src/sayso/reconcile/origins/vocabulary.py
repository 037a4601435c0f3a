"""What the words that name a source tell of it, whatever language they are in."""

import re
from enum import StrEnum
from functools import cache, lru_cache

from sayso.lang.language import SUPPORTED, get_language
from sayso.reconcile.names.sounds import get_sound

_LEXICON = "informants"
_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_KNOWN_NAMES = 1 << 15


class Group(StrEnum):
    """Whose class an informant is of: within one, two can be the same."""

    KIN = "kin"
    LAWYER = "lawyer"
    SUBJECT = "subject"
    COURT = "court"
    PROSECUTION = "prosecution"
    INVESTIGATION = "investigation"
    POLICE = "police"
    ARMY = "army"
    AUTHORITIES = "authorities"
    RIGHTS = "rights"
    COMRADES = "comrades"
    WITNESS = "witness"
    EXPERT = "expert"
    SOURCE = "source"
    ORGANIZATION = "organization"
    PERSON = "person"
    MEDIUM = "medium"
    MEDIA = "media"
    FOOTAGE = "footage"
    DOCUMENT = "document"
    PUBLIC = "public"
    UNKNOWN = "unknown"


# Tables of the lexicon that name a class, the most telling first: a court's press service is
# the court, a source in the police is the police.
_TOLD_BY_WORDS = (
    Group.COURT,
    Group.PROSECUTION,
    Group.INVESTIGATION,
    Group.POLICE,
    Group.ARMY,
    Group.RIGHTS,
    Group.SOURCE,
    Group.COMRADES,
    Group.WITNESS,
    Group.AUTHORITIES,
)


@lru_cache(maxsize=_KNOWN_NAMES)
def find_group(words: str) -> Group | None:
    """Return the class that words for a source tell, or ``None``."""
    return next((group for group in _TOLD_BY_WORDS if matches(group.value, words)), None)


def matches(table: str, words: str) -> bool:
    """Tell whether words hold one of a table of any language's lexicon of informants."""
    return any(pattern.search(words) for pattern in _get_patterns(table))


@lru_cache(maxsize=_KNOWN_NAMES)
def is_office(name: str) -> bool:
    """Tell whether a publisher's name is an office's: "Perm Garrison", not "Garrison Herald"."""
    for pattern in _get_patterns("office_begin"):
        if pattern.match(name):
            return True
    found = [it for pattern in _get_patterns("office_end") for it in pattern.finditer(name)]
    return any(
        it.end() == len(name) or it[0].isupper() or (it.start() and it[0][0].islower())
        for it in found
    )


@lru_cache(maxsize=_KNOWN_NAMES)
def is_pronoun(words: str) -> bool:
    """Tell whether words for a source only stand for one named before."""
    return any(pattern.fullmatch(words) for pattern in _get_patterns("pronoun"))


@lru_cache(maxsize=_KNOWN_NAMES)
def is_anaphor(words: str) -> bool:
    """Tell whether words mean, as a rule, whom the report cited before: "the interlocutor"."""
    return matches("anaphor", words)


@lru_cache(maxsize=_KNOWN_NAMES)
def list_telling_sounds(name: str, idle: str = "no_name") -> tuple[str, ...]:
    """Return how the words of a name sound that tell which one it is, in order.

    Args:
        name: A body's or a medium's name.
        idle: Table of the words that do not tell.
    """
    return tuple(
        sound
        for word in _WORD.findall(_POSSESSIVE.sub("", name))
        if not any(pattern.fullmatch(word) for pattern in _get_patterns(idle))
        and (sound := get_sound(word))
    )


def list_sounds(name: str) -> tuple[str, ...]:
    """Return how each word of a name sounds, in order."""
    return tuple(sound for word in _WORD.findall(name) if (sound := get_sound(word)))


@cache
def _get_patterns(table: str) -> tuple[re.Pattern[str], ...]:
    return tuple(get_language(code).pattern(_LEXICON, table) for code in SUPPORTED)
