"""The order of a procedure: which step can follow which, as the pack's table has it."""

from sayso.packs.pack import Pack


def can_follow(earlier: str, later: str, pack: Pack) -> bool:
    """Tell whether a step can come after another; true of what is no step of the pack.

    Steps may be skipped by a report, so each row of the table (``follows`` in ``pack.toml``)
    holds all that the step can come after, not only what comes right before.
    """
    before, after = pack.types.get(earlier), pack.types.get(later)
    if before is None or after is None or not before.step or after.follows is None:
        return True
    return earlier in after.follows
