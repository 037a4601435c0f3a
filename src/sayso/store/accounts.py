"""What every store keeps of accounts: who may sign in to the desk."""

from typing import Protocol

from sayso.records.account import Account


class Accounts(Protocol):
    """Accounts, as they are read."""

    def any(self) -> bool:
        """Return whether there is an account, disabled ones included."""

    def list(self) -> tuple[Account, ...]:
        """Return all accounts, by name."""

    def find(self, key: str) -> tuple[Account, str] | None:
        """Return an account and the hash of its password, by `make_analyst_key` of its name."""


class AccountsWriter(Protocol):
    """Accounts, as they are written."""

    def put(self, key: str, made: Account, password_hash: str) -> None:
        """Keep an account in place of the one of this key, if there is one."""
