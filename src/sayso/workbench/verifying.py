"""Verifying: everything that a casebook or an exported bag holds is computed anew."""

from collections.abc import Iterator
from pathlib import Path

from sayso.records.fault import Fault, FaultKind
from sayso.store.verify import verify_store_logs
from sayso.workbench.holdings import Holdings


def verify(holdings: Holdings) -> Iterator[Fault]:
    """Yield all that is not as it was written, in evidence, logs and database.

    Nothing that is wrong hides the rest. Nothing is written, so it works on a folder that may
    only be read; and what others write meanwhile raises no alarm. Memory stays flat.
    """
    head = holdings.folder.read_head()
    yield from verify_store_logs(holdings.store, head=head)
    yield from holdings.evidence.check(holdings.store.list_objects())
    for sentence in holdings.store.check():
        yield Fault(kind=FaultKind.BROKEN, where="database", message=sentence)


def verify_bag(path: Path) -> Iterator[Fault]:
    """Yield all that is not as it was written in a bag that `sayso export --bag` made."""
    raise NotImplementedError(path)
