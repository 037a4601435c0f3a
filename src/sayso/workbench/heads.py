"""The log's head beside the database: whether it fits the log, and writing down the next one."""

from sayso.errors import EvidenceError
from sayso.store.folder import HEAD
from sayso.workbench.holdings import Holdings


def find_head_fault(holdings: Holdings) -> str | None:
    """Return one sentence that says how head and log differ, or ``None`` where they fit.

    A log that went on after its head was written down fits.
    """
    try:
        head = holdings.folder.read_head()
    except EvidenceError as exc:
        return exc.problem
    store = holdings.store
    if head is None:
        return f"{HEAD} is missing, so that nothing tells whether the log was cut short."
    if head.chain != store.chain:
        return f"{HEAD} speaks of another casebook's log."
    last = store.get_head()
    if last.n < head.n:
        return f"The log was cut short: {HEAD} speaks of entry {head.n}, and {last.n} is the last."
    entry = next(store.list_entries(after=head.n - 1), None)
    if entry is None or entry.hash != head.hash:
        return f"Entry {head.n} of the log is another one than {HEAD} speaks of."
    return None


def keep_head(holdings: Holdings, written: int) -> int:
    """Write down how far the log has come; a head that does not fit the log is left as it is.

    So it goes on showing that one of them was altered.

    Args:
        holdings: The casebook.
        written: Up to which entry the head is known to fit; 0 where that is not known.

    Returns:
        Up to which entry it is known to fit now.
    """
    if not written and find_head_fault(holdings) is None:
        last = holdings.folder.read_head()
        written = 0 if last is None else last.n
    head = holdings.store.get_head()
    if 0 < written < head.n:
        holdings.folder.write_head(head)
        return head.n
    return written
