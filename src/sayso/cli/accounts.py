"""Who may sign in to the desk, and how many must agree: `account`, `reviewers`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.access import Access, can_ask, casebook_options
from sayso.cli.output import print_problem, print_text
from sayso.errors import StoreError

if TYPE_CHECKING:
    from sayso.records.account import Account

_password_file = click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Its first line is the password; else it is asked for, twice.",
)


@click.group()
def account() -> None:
    """Say who may sign in to the desk.

    While there is no account, whoever holds the address that `sayso serve` prints works under
    the name of its --analyst. Accounts guard the desk alone: who can write to the casebook's
    folder needs none.
    """


@account.command("add")
@click.argument("name")
@_password_file
@casebook_options
def add_account(name: str, *, access: Access, password_file: Path | None) -> int:
    """Let a person sign in as NAME, which the log will say of each decision."""
    password = _choose_password(password_file)
    with access.open() as casebook:
        made = casebook.add_account(name, password)
    print_text(f"{made.name} may sign in now.\n")
    return 0


@account.command("list")
@casebook_options
def list_accounts(*, access: Access) -> int:
    """Show who may sign in."""
    with access.open(read_only=True) as casebook:
        found = casebook.accounts()
    print_text("".join(f"{_describe(it)}\n" for it in found))
    if not found:
        print_problem("there is no account: whoever holds the printed address may work.")
    return 0


@account.command("disable")
@click.argument("name")
@casebook_options
def disable_account(name: str, *, access: Access) -> int:
    """Let a person sign in no more; what was decided under the name stays."""
    with access.open() as casebook:
        made = casebook.disable_account(name)
    print_text(f"{made.name} may not sign in any more.\n")
    return 0


@account.command("password")
@click.argument("name")
@_password_file
@casebook_options
def set_password(name: str, *, access: Access, password_file: Path | None) -> int:
    """Give an account another password; whoever is signed in by it has to sign in again."""
    password = _choose_password(password_file)
    with access.open() as casebook:
        made = casebook.set_password(name, password)
    print_text(f"{made.name} has another password now.\n")
    return 0


@click.command()
@click.argument("count", required=False, type=click.IntRange(1, 2))
@casebook_options
def reviewers(count: int | None, *, access: Access) -> int:
    """Show or set how many people must give the same answer: 1 or 2.

    With 2, an answer is settled once two different people gave it and nobody another one. What
    holds is the latest answer all the same, settled or not.
    """
    with access.open(read_only=count is None) as casebook:
        if count is not None:
            casebook.set_reviewers(count)
        print_text(f"{casebook.reviewers}\n")
    return 0


def _describe(account: "Account") -> str:
    since = f"added {account.created[:10]}"
    return f"{account.name}\t{'disabled ' + account.changed[:10] if account.disabled else since}"


def _choose_password(file: Path | None) -> str:
    """Return a password from a file, or one that is asked for twice."""
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError) as exc:
            raise StoreError(
                f"The password cannot be read from {file}.", remedy="Check the file."
            ) from exc
        return lines[0] if lines else ""
    if not can_ask():
        raise StoreError(
            "There is no password, and nobody to ask for it.",
            remedy="Give it in a file, with --password-file.",
        )
    given: str = click.prompt("Password", hide_input=True, err=True)
    if click.prompt("The same again", hide_input=True, err=True) != given:
        raise StoreError("The two passwords differ.", remedy="Type them again.")
    return given
