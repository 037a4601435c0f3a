"""Holding two casebooks at once."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sayso.store.evidence import EvidenceChange
from sayso.workbench.holdings import Holdings


@contextmanager
def changing_beside(holdings: Holdings, other: Holdings) -> Iterator[EvidenceChange]:
    """Change one casebook's evidence while nobody adds to or removes from the other.

    Both are held in one order, whichever is to be changed, so that two processes that merge
    one casebook into the other, and back, never wait for each other.
    """
    with ExitStack() as stack:
        other_first = os.fspath(other.folder.path) < os.fspath(holdings.folder.path)
        if other_first:
            stack.enter_context(other.folder.locked(shared=True))
        change = stack.enter_context(holdings.evidence.changing(holdings.store.has_object))
        if not other_first:
            stack.enter_context(other.folder.locked(shared=True))
        yield change
