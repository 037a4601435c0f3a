"""Who reviews a casebook, and how far what they decided is settled."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.workbench.opened import OpenCasebook

if TYPE_CHECKING:
    # What a method needs is loaded when it is first called: a list of reports needs no parser.
    from sayso.records.account import Account
    from sayso.records.decision import Decision
    from sayso.records.log_query import LogFilters, LogOverview
    from sayso.review.effective import EffectiveReading
    from sayso.review.question_text import Target
    from sayso.review.settlement import Settlement
    from sayso.review.worklist import Item, ItemKind
    from sayso.workbench.agreeing import Agreements
    from sayso.workbench.log_pages import About, LoggedEntry, LogPage
    from sayso.workbench.todo import Found


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

    # Who may sign in to the desk.

    def has_accounts(self) -> bool:
        """Return whether the desk asks who one is; disabled accounts count."""
        return self._holdings.store.accounts.any()

    def accounts(self) -> "tuple[Account, ...]":
        """Return all accounts, disabled ones too, by name."""
        return self._holdings.store.accounts.list()

    def find_account(self, name: str) -> "Account | None":
        """Return the account of a person, however its name is written."""
        from sayso.records.analyst import make_analyst_key

        found = self._holdings.store.accounts.find(make_analyst_key(name))
        return None if found is None else found[0]

    def add_account(self, name: str, password: str) -> "Account":
        """Let a person sign in; a disabled account of this name lets in again."""
        from sayso.workbench.accounts import add_account

        return self._head(add_account(self._holdings, name, password))

    def set_password(self, name: str, password: str) -> "Account":
        """Give an account another password, and end all that is signed in by it."""
        from sayso.workbench.accounts import set_password

        return self._head(set_password(self._holdings, name, password))

    def disable_account(self, name: str) -> "Account":
        """Let a person sign in no more; what was decided under the name stays."""
        from sayso.workbench.accounts import disable_account

        return self._head(disable_account(self._holdings, name))

    def check_password(self, name: str, password: str) -> "Account | None":
        """Return the account that a name and its password open, or ``None``."""
        from sayso.workbench.accounts import check_password

        return check_password(self._holdings, name, password)

    # Who decided what, when and why.

    def log_page(
        self,
        filters: "LogFilters",
        *,
        words: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> "LogPage":
        """Return a page of the log, the newest entries first, with what became of decisions."""
        from sayso.workbench.log_pages import list_page

        return list_page(self._holdings, filters, words=words, before=before, limit=limit)

    def history_of_report(self, name: str, *, after: int = 0, limit: int = 50) -> "LogPage":
        """Return what all logs tell of a report, the oldest first."""
        from sayso.workbench.log_pages import list_history_of_report

        return list_history_of_report(self._holdings, name, after=after, limit=limit)

    def history_of_thing(self, name: str) -> "tuple[LoggedEntry, ...]":
        """Return all decisions about one thing, by its content key or one decision's id."""
        from sayso.workbench.log_pages import list_history_of_thing

        return list_history_of_thing(self._holdings, name)

    def log_overview(self, chain: str | None = None) -> "LogOverview":
        """Return who did something in a log, and which logs there are."""
        from sayso.workbench.log_pages import make_log_overview

        return make_log_overview(self._holdings, chain)

    # What to decide next.

    def agreements(self) -> "Agreements":
        """Return what tells on which questions people disagree; keep it, it learns."""
        from sayso.workbench.agreeing import Agreements

        return Agreements(self._holdings.store)

    def look_through(
        self,
        kinds: "tuple[ItemKind, ...]",
        *,
        before: int | None = None,
        limit: int = 50,
        seconds: float = 0.05,
    ) -> "Found":
        """Look through reports for what is to be decided, the newest first, for so long at most."""
        from sayso.workbench.todo import look_through

        return look_through(self._holdings, kinds, before=before, limit=limit, seconds=seconds)

    def suggested(self, *, limit: int = 50) -> "tuple[Item, ...]":
        """Return who may be one person; none while cases wait to be put together."""
        from itertools import islice

        from sayso.workbench.suggesting import list_suggested

        return tuple(islice(list_suggested(self._holdings, self._get_pack()), limit))

    def where_about(self, decisions: "Sequence[Decision]") -> "list[tuple[About, ...]]":
        """Return where the things that each decision is about stand now."""
        from sayso.workbench.log_pages import list_about

        return list_about(self._holdings, decisions)

    def find_identities(self, targets: "Sequence[Target]") -> tuple[str, str] | None:
        """Return the ids of the two people, across reports, that two mentions are now."""
        from sayso.records.casefile import Ref

        store = self._holdings.store
        found = []
        for target in targets:
            report = store.find_report(target.report)
            if report is None or target.finding is None:
                return None
            people = store.across.get_identities([Ref(report=report.sha256, id=target.finding)])
            if not people:
                return None
            found.append(people[0].id)
        return (found[0], found[1]) if len(found) > 1 else None
