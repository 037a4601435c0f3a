"""Taking back one's own decisions in a report one after another, and putting them back."""

from collections.abc import Iterable

from sayso.records.analyst import make_analyst_key
from sayso.records.decision import Decision
from sayso.review.question_text import QuestionError
from sayso.review.retracing import find_last, find_taken_back
from sayso.workbench.deciding import take_back
from sayso.workbench.holdings import Holdings


def retrace(
    holdings: Holdings,
    name: str,
    *,
    back: bool,
    reason: str,
    only: str | None = None,
    key: str | None = None,
) -> Decision | None:
    """Take back the analyst's last decision in a report, or put back what she took back last.

    Args:
        holdings: The casebook; its analyst's decisions alone are looked at.
        name: The report.
        back: Whether to take back, else to put back.
        reason: Why.
        only: Which decision to take back, whatever was decided since; her last by default.
        key: As `decide` has it.

    Returns:
        The decision that does so; ``None`` where there is nothing left.

    Raises:
        QuestionError: The one that is named is not hers here, or is undone already.
    """
    summary = holdings.store.get_report(name).summary
    about = tuple(holdings.store.list_decisions([summary.sha256]))
    sent = next((it for it in about if it.id == key), None)
    if sent is not None:
        return sent
    if only is not None:
        return take_back(holdings, _find(about, only, holdings.analyst), reason=reason, key=key)
    find = find_last if back else find_taken_back
    target = find(about, holdings.analyst)
    return None if target is None else take_back(holdings, target, reason=reason, key=key)


def _find(about: Iterable[Decision], name: str, analyst: str) -> Decision:
    key = make_analyst_key(analyst)
    for decision in about:
        if decision.id == name and make_analyst_key(decision.analyst) == key:
            return decision
    raise QuestionError(
        f"The decision {name!r} is none of yours in this report.",
        remedy="Look in the log; what somebody else decided is answered anew, not undone.",
    )
