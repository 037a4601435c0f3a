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


def list_rows(pack: Pack) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the table: each step with what it may come after, both in the pack's order."""
    return tuple(
        (name, tuple(it for it in pack.types if it in (kind.follows or ())))
        for name, kind in pack.types.items()
        if kind.step
    )


def draw_procedure(pack: Pack) -> str:
    """Return the table as a diagram in Mermaid: which step comes next where none is skipped.

    Arrows that others make up together are left out, and so are those that lead back (a trial
    after an appeal): `list_rows` has them all.
    """
    steps = [name for name, kind in pack.types.items() if kind.step]
    ahead = {
        name: [it for it in steps[number + 1 :] if can_follow(name, it, pack)]
        for number, name in enumerate(steps)
    }
    lines = ["flowchart LR"]
    for name, nexts in ahead.items():
        lines += [
            f"    {name} --> {later}"
            for later in nexts
            if not any(later in ahead[between] for between in nexts)
        ]
    return "\n".join(lines)
