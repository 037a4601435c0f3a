"""Who reviews a casebook, and how far what they decided is settled."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sayso.workbench.opened import OpenCasebook

if TYPE_CHECKING:
    # What a method needs is loaded when it is first called: a list of reports needs no parser.
    from sayso.review.effective import EffectiveReading
    from sayso.review.settlement import Settlement


class Reviewing(OpenCasebook):
    """Who reviews, and what they agree on."""

    @property
    def reviewers(self) -> int:
        """How many different people must give the same answer until a question is settled."""
        from sayso.workbench.settling import get_reviewers

        return get_reviewers(self._holdings)

    def set_reviewers(self, count: int) -> bool:
        """Set how many that are, 1 or 2; return whether it changed. The log tells of it."""
        from sayso.workbench.settling import set_reviewers

        return self._head(set_reviewers(self._holdings, count))

    def settle_claims(self, effective: "EffectiveReading | None") -> "Mapping[str, Settlement]":
        """Return how far it is settled that each statement of a report stands, by its id.

        Takes what `show` gives, and looks at nothing else; ``None`` where nothing was read.
        """
        from sayso.review.settlement import settle_claims

        return {} if effective is None else settle_claims(effective, reviewers=self.reviewers)
