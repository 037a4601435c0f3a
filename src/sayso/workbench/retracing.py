"""Taking back one's own decisions in a report one after another, and putting them back."""

from sayso.records.decision import Decision
from sayso.review.retracing import find_last, find_taken_back
from sayso.workbench.deciding import take_back
from sayso.workbench.holdings import Holdings


def retrace(
    holdings: Holdings, name: str, *, back: bool, reason: str, key: str | None = None
) -> Decision | None:
    """Take back the analyst's last decision in a report, or put back what she took back last.

    Args:
        holdings: The casebook; its analyst's decisions alone are looked at.
        name: The report.
        back: Whether to take back, else to put back.
        reason: Why.
        key: As `decide` has it.

    Returns:
        The decision that does so; ``None`` where there is nothing left.
    """
    summary = holdings.store.get_report(name).summary
    about = tuple(holdings.store.list_decisions([summary.sha256]))
    sent = next((it for it in about if it.id == key), None)
    if sent is not None:
        return sent
    find = find_last if back else find_taken_back
    target = find(about, holdings.analyst)
    return None if target is None else take_back(holdings, target, reason=reason, key=key)
