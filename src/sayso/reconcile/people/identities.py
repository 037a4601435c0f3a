"""What the reports together say of one person or group."""

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from sayso.reconcile.names.parts import list_name_parts
from sayso.reconcile.names.sounds import get_sound
from sayso.records.casefile import Identity, Likeness, Profile, Ref

_BEGINNING = 4
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def make_identity(
    members: Sequence[Profile],
    *,
    joined: tuple[Likeness, ...] = (),
    suggested: tuple[Likeness, ...] = (),
    comprises: tuple[Likeness, ...] = (),
) -> Identity:
    """Return the identity of profiles that are one, the earliest first."""
    first = members[0]
    genders = {it.gender for it in members if it.gender is not None}
    counts = {it.count for it in members if it.count is not None}
    return Identity(
        id=make_identity_id(first.at),
        type=first.type,
        name=_choose_name(members),
        spellings=_list_spellings(members),
        members=tuple(it.at for it in members),
        gender=genders.pop() if len(genders) == 1 else None,
        ages=tuple(sorted({it.age for it in members if it.age is not None})),
        anonymous=all(it.anonymous for it in members),
        count=counts.pop() if len(counts) == 1 else None,
        roles=tuple(sorted({role for it in members for role in _list_roles(it)})),
        joined=joined,
        suggested=suggested,
        comprises=comprises,
    )


def make_identity_id(at: Ref) -> str:
    """Return the id of whoever's earliest member this is."""
    return f"p{sha256(f'{at.report}/{at.id}'.encode()).hexdigest()[:10]}"


def _choose_name(members: Sequence[Profile]) -> str:
    """Return the fullest name: of the most whole words, then the one most reports give."""
    named = [it.name for it in members if not it.anonymous] or [it.name for it in members]
    often = Counter(named)
    # Of equals the first wins, which is the earliest report's.
    return max(often, key=lambda it: (_measure_fullness(it), often[it]))


def _measure_fullness(name: str) -> int:
    """Return how many of given name, patronymic and surname are written out.

    Words are not counted: "Baptist Ivan Petrov" is no fuller than "Ivan Petrov".
    """
    forms = list_name_parts(name)
    parts = [part for it in forms[:1] for part in (it.given, it.patronymic, it.surname)]
    return sum(part is not None and len(part.strip(".")) > 1 for part in parts)


def _list_spellings(members: Sequence[Profile]) -> tuple[str, ...]:
    """Return every way in which the name is written, without its declined forms."""
    named = [it for it in members if not it.anonymous]
    found = {it.name for it in named or members}
    for profile in named:
        # A word that sounds no other than one of the name is a part or a form of it.
        sounds = [get_sound(word) for word in profile.name.split()]
        for spelling in profile.spellings:
            words = [word for word in spelling.split() if len(word.strip(".")) > 1]
            declined = _CYRILLIC.search(spelling) is not None
            other = any(not _is_form(get_sound(word), sounds) for word in words)
            if other or (len(words) > 1 and not declined):
                found.add(spelling)
    return tuple(sorted(it for it in found if not _holds_more(it, found)))


def _holds_more(name: str, others: set[str]) -> bool:
    """Tell whether a name is another one with a word that is none of it: "Baptist Ivan Petrov"."""
    words = _list_beginnings(name)
    shorter = [it for it in others if len(it.split()) > 1 and _list_beginnings(it) < words]
    return any(_measure_fullness(it) == _measure_fullness(name) for it in shorter)


def _list_beginnings(name: str) -> set[str]:
    return {get_sound(word)[:_BEGINNING] for word in name.split()}


def _is_form(word: str, sounds: Sequence[str]) -> bool:
    return any(word[: max(3, len(it) - 2)] == it[: max(3, len(it) - 2)] for it in sounds)


def _list_roles(profile: Profile) -> tuple[str, ...]:
    return (*profile.roles, profile.name.lower()) if profile.anonymous else profile.roles
