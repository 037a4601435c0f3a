"""Accounts in a database; `sayso.store.accounts` says what is promised."""

from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from sayso.records.account import Account
from sayso.store.sql.paging import Reading
from sayso.store.sql.tables import account


class SqlAccounts:
    """Accounts, as they are read."""

    def __init__(self, reading: Reading) -> None:
        """Read through connections that ``reading`` gives."""
        self._reading = reading

    def any(self) -> bool:
        """Return whether there is an account."""
        with self._reading() as connection:
            return connection.execute(select(account.c.key).limit(1)).first() is not None

    def list(self) -> tuple[Account, ...]:
        """Return all accounts, by name."""
        with self._reading() as connection:
            rows = connection.execute(select(account).order_by(account.c.key)).all()
        return tuple(map(_make_account, rows))

    def find(self, key: str) -> tuple[Account, str] | None:
        """Return an account and the hash of its password."""
        with self._reading() as connection:
            row = connection.execute(select(account).where(account.c.key == key)).first()
        return None if row is None else (_make_account(row), row.hash)


class SqlAccountsWriter:
    """Accounts, as they are written."""

    def __init__(self, connection: Connection) -> None:
        """Write through a connection on which a writer's transaction has begun."""
        self._connection = connection

    def put(self, key: str, made: Account, password_hash: str) -> None:
        """Keep an account in place of the one of this key."""
        self._connection.execute(delete(account).where(account.c.key == key))
        self._connection.execute(
            insert(account),
            {
                "key": key,
                "name": made.name,
                "hash": password_hash,
                "created": made.created,
                "changed": made.changed,
                "disabled": int(made.disabled),
            },
        )


def _make_account(row: Row[Any]) -> Account:
    return Account(
        name=row.name, created=row.created, changed=row.changed, disabled=bool(row.disabled)
    )
