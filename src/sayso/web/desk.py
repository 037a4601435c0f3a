"""What is served: one casebook, and who works with it."""

from dataclasses import dataclass

from sayso.web.access import Session
from sayso.web.clerk import Clerk, NoClerk
from sayso.workbench.casebook import Casebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What every page says of where one is.

    Attributes:
        id: The casebook's id.
        casebook: The casebook's name.
        analyst: Who works.
    """

    id: str
    casebook: str
    analyst: str


class Desk:
    """One open casebook, served to browsers.

    Args:
        casebook: The casebook; whoever opened it is the analyst where there are no accounts.
        clerk: Who reads reports and puts cases together; nobody by default.
    """

    def __init__(self, casebook: Casebook, clerk: Clerk | None = None) -> None:
        self.clerk = clerk or NoClerk()
        # No page waits until cases are put together; it says what is still to be taken in.
        self._casebook = casebook.as_kept()

    def casebook_of(self, session: Session) -> Casebook:
        """Return the casebook as the person of a session works with it."""
        if session.analyst is None:
            return self._casebook
        return self._casebook.for_analyst(session.analyst)

    def wake(self) -> None:
        """Tell whoever reads reports and puts cases together that there is work."""
        self.clerk.wake()

    def describe(self, session: Session) -> Here:
        """Return what a page says of where one is."""
        holdings = self._casebook.holdings
        return Here(
            id=self._casebook.id,
            casebook=holdings.folder.name,
            analyst=session.analyst or holdings.analyst,
        )
