"""What to decide next, so much of it as can be found in a moment, and where to look further."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from sayso.records.casebook import ReadingState
from sayso.review.worklist import Item, ItemKind, list_items
from sayso.workbench.deciding import make_effective
from sayso.workbench.holdings import Holdings

DECIDED_ON = (ItemKind.ORPHAN, ItemKind.CHANGED)
UNDECIDED = (ItemKind.CHECK, ItemKind.DOUBTFUL)

_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found of what is to be decided.

    Attributes:
        items: What to decide, of the newest reports first.
        next: What to give to look further, in older reports; ``None`` where all were looked at.
        looked_at: In how many reports it was looked for.
    """

    items: tuple[Item, ...]
    next: int | None
    looked_at: int


def look_through(
    holdings: Holdings,
    kinds: tuple[ItemKind, ...],
    *,
    before: int | None = None,
    limit: int = 50,
    seconds: float = 0.05,
) -> Found:
    """Look through reports for what is to be decided, the newest first.

    Args:
        holdings: The casebook.
        kinds: What is looked for.
        before: `Found.next` of what was found before.
        limit: After so many items it stops, at the end of a report.
        seconds: After which it stops, whatever was found.
    """
    decided_only = all(kind in DECIDED_ON for kind in kinds)
    items: list[Item] = []
    until, looked_at = monotonic() + seconds, 0
    for n, sha256 in _list_newest(holdings, before, decided_only=decided_only):
        if len(items) >= limit or (looked_at and monotonic() > until):
            return Found(items=tuple(items), next=before, looked_at=looked_at)
        effective = make_effective(holdings, sha256)
        found = () if effective is None else list_items(effective)
        items.extend(it for it in found if it.kind in kinds)
        before, looked_at = n, looked_at + 1
    return Found(items=tuple(items), next=None, looked_at=looked_at)


def _list_newest(
    holdings: Holdings, before: int | None, *, decided_only: bool
) -> Iterator[tuple[int, str]]:
    """Yield the numbers and hashes of reports that may ask something, the newest first."""
    store = holdings.store
    if not decided_only:
        states = (ReadingState.READ,)
        for summary in store.list_reports(states=states, after=before, newest_first=True):
            yield summary.n, summary.sha256
        return
    while page := store.list_decided_reports(before=before, limit=_AT_ONCE):
        yield from page
        before = page[-1][0]
