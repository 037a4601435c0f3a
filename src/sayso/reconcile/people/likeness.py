"""How alike two people of different reports are, and under which keys they meet."""

from sayso.reconcile.names.compare import compare_names
from sayso.reconcile.names.keys import list_name_keys
from sayso.records.casefile import Level, Likeness, Profile, Reason, make_pair


def list_block_keys(profile: Profile) -> tuple[str, ...]:
    """Return the keys under which a profile meets those that may be the same person."""
    if profile.anonymous:
        return ()
    names = (key for name in profile.spellings for key in list_name_keys(name))
    return tuple(dict.fromkeys(f"name:{key}" for key in names))


def compare_profiles(one: Profile, other: Profile) -> Likeness:
    """Return how alike two people are, with the evidence."""
    alike = compare_names(one.name, other.name)
    shared = {it.type for it in one.deeds} & {it.type for it in other.deeds}
    level = Level.DIFFERENT
    if alike == 1:
        level = Level.SAME if shared else Level.POSSIBLE
    first, second = make_pair(one.at, other.at)
    return Likeness(
        one=first,
        other=second,
        score=alike,
        level=level,
        reasons=(Reason(kind="name", weight=alike, words=f"{one.name} and {other.name}"),),
    )
