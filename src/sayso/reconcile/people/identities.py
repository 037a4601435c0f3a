"""What the reports together say of one person or group."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from sayso.records.casefile import Identity, Likeness, Profile


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
    digest = sha256(f"{first.at.report}/{first.at.id}".encode()).hexdigest()
    return Identity(
        id=f"p{digest[:10]}",
        type=first.type,
        name=_choose_name(members),
        spellings=tuple(sorted({name for it in members for name in it.spellings})),
        members=tuple(it.at for it in members),
        gender=genders.pop() if len(genders) == 1 else None,
        ages=tuple(sorted({it.age for it in members if it.age is not None})),
        anonymous=all(it.anonymous for it in members),
        count=counts.pop() if len(counts) == 1 else None,
        roles=tuple(sorted({role for it in members for role in it.roles})),
        joined=joined,
        suggested=suggested,
        comprises=comprises,
    )


def _choose_name(members: Sequence[Profile]) -> str:
    """Return the fullest name: of the most whole words, then the one most reports give."""
    named = [it.name for it in members if not it.anonymous] or [it.name for it in members]
    often = Counter(named)
    # Of equals the first wins, which is the earliest report's.
    return max(often, key=lambda it: (_count_whole_words(it), often[it]))


def _count_whole_words(name: str) -> int:
    return sum(len(word.strip(".")) > 1 for word in name.split())
