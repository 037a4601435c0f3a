"""What the tagger says of a word, and of two spans: shared by training and reading."""

ROLES = ("source", "cue", "content", "medium", "behind")
"""Whose word, the attributing words, what is attributed, who passed it on, who is cited."""
LABELS = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BI"))
"""Beginning, inside and outside of a role's span, after Ramshaw and Marcus (1995)."""
LINKED = ("source", "content", "medium", "behind")
"""Roles that are linked to a cue."""
LEVELS = 2
"""Statements, and statements within the content of another."""

_NEAR = 6
_FAR = 16
_RATIO = 1.45
DISTANCES = 2 * _FAR + 1
"""How many kinds of distance two spans may have."""

_STEPS = tuple(round(_NEAR * _RATIO**step) for step in range(1, _FAR - _NEAR))


def get_distance(begin: int, end: int, cue_begin: int, cue_end: int) -> int:
    """Return how far a span lies from a cue, in words, as a number below `DISTANCES`.

    Exact up to five words, then in steps that grow; spans before the cue count downwards.
    """
    if begin >= cue_end:
        return _FAR + _step(begin - cue_end + 1)
    return _FAR - _step(cue_begin - end + 1)


def _step(words: int) -> int:
    words = abs(words)
    if words < _NEAR:
        return words
    return _NEAR + sum(words >= step for step in _STEPS)
