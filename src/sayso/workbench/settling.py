"""How many people must give the same answer until a question of a casebook is settled."""

from sayso.errors import StoreError
from sayso.records.entries import make_custody_draft
from sayso.review.settlement import MOST_REVIEWERS
from sayso.workbench.holdings import Holdings

REVIEWERS = "reviewers"
"""The setting, and in the log the action that tells of it."""


def get_reviewers(holdings: Holdings) -> int:
    """Return how many different people must give the same answer; 1 where nobody said."""
    return int(holdings.store.get_setting(REVIEWERS) or 1)


def set_reviewers(holdings: Holdings, count: int) -> bool:
    """Set how many different people must give the same answer, and tell so in the log.

    What holds stays: the latest answer is in force, settled or not.

    Returns:
        Whether that changed anything.

    Raises:
        StoreError: It is not one or two.
    """
    if not 1 <= count <= MOST_REVIEWERS:
        raise StoreError(
            f"A question is settled by one person or by {MOST_REVIEWERS}, not by {count}.",
            remedy="Give 1 or 2.",
        )
    with holdings.store.writing() as writer:
        before = get_reviewers(holdings)
        if count == before:
            return False
        writer.set_setting(REVIEWERS, str(count))
        writer.append(
            make_custody_draft(
                REVIEWERS,
                time=holdings.now(),
                actor=holdings.analyst,
                what=f"{count} instead of {before}",
            )
        )
    return True
