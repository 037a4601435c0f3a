"""Who may sign in, and how many people must agree."""

from dataclasses import dataclass

from sayso.errors import SaysoError
from sayso.records.account import Account
from sayso.web.routes import Action, Done, Page, View, Visit


class PasswordError(SaysoError):
    """A password cannot be changed as asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Who may work here.

    Attributes:
        analyst: Who works now.
        signed_in: Whether that is by an account; else it is who started the server.
        accounts: All accounts, by name.
        reviewers: How many different people must give the same answer.
    """

    analyst: str
    signed_in: bool
    accounts: tuple[Account, ...]
    reviewers: int


def show_accounts(visit: Visit) -> View:
    """Return who may work here."""
    values = Accounts(
        analyst=visit.casebook.holdings.analyst,
        signed_in=visit.session.analyst is not None,
        accounts=visit.casebook.accounts(),
        reviewers=visit.casebook.reviewers,
    )
    return View(template="accounts.html.jinja", title="Who reviews", values=values)


def set_reviewers(visit: Visit) -> Done:
    """Set how many people must give the same answer."""
    wish = visit.take("reviewers") or ""
    visit.casebook.set_reviewers(int(wish) if wish.isdecimal() else 0)
    return Done(to="/accounts")


def set_password(visit: Visit) -> Done:
    """Give the person who is signed in another password; all that is signed in by it ends."""
    who = visit.session.analyst
    # Blanks at the ends of a password are part of it.
    old, new, again = (str(visit.form.get(it, "")) for it in ("password", "new", "again"))
    if who is None:
        raise PasswordError("You are not signed in by an account.", remedy="Sign in first.")
    if new != again:
        raise PasswordError("The two new passwords differ.", remedy="Type them again.")
    if visit.casebook.check_password(who, old) is None:
        raise PasswordError("The present password is not right.", remedy="Type it again.")
    visit.casebook.set_password(who, new)
    return Done(to="/sign-in")


OFFERS = (
    Page(path="/accounts", make=show_accounts),
    Action(path="/accounts/reviewers", act=set_reviewers),
    Action(path="/accounts/password", act=set_password),
)
