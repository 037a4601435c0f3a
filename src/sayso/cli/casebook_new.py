"""A casebook begins, and gets another passphrase: `new`, `passphrase`."""

from pathlib import Path

import click

from sayso.cli.access import (
    Access,
    Edge,
    analyst_option,
    casebook_options,
    choose_passphrase,
    find_casebook,
    find_passphrase,
    passphrase_option,
    tidy_name,
)
from sayso.cli.output import print_text
from sayso.cli.read import parse_pack_option
from sayso.errors import StoreError

_WARNING = (
    "Whoever loses the passphrase loses the casebook: there is no other way in, not for you and "
    "not for us. Keep a copy of it where you keep what must not be lost.\n"
)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="What it is called; else as its folder.")
@click.option("--encrypt", is_flag=True, help="Make it unreadable without a passphrase.")
@click.option(
    "--database",
    default="sqlite",
    show_default=True,
    metavar="sqlite|postgresql://...",
    help="Where its records are kept: in its folder, or in a PostgreSQL database.",
)
@click.option(
    "--pack",
    callback=parse_pack_option,
    metavar="NAME|FOLDER",
    help="The field whose events, procedure and law are read in it.  [default: military-refusal]",
)
@analyst_option
@passphrase_option
@click.pass_obj
def new(
    edge: Edge | None,
    folder: Path,
    *,
    name: str | None,
    encrypt: bool,
    database: str,
    pack: str | Path | None,
    analyst: str | None,
    passphrase_file: Path | None,
) -> int:
    """Make a new casebook: a folder that keeps reports, findings and decisions."""
    from sayso.workbench.casebook import Casebook

    passphrase_file = (edge or Edge()).choose_passphrase_file(passphrase_file)
    if passphrase_file is not None and not encrypt:
        raise click.UsageError("A passphrase is for an encrypted casebook: add --encrypt.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(f"{folder} is not empty.", remedy="Name a folder that is not there yet.")
    chosen = None
    if encrypt:
        click.echo(_WARNING, err=True)
        given = find_passphrase(passphrase_file)
        chosen = choose_passphrase(given, "Passphrase", option="--passphrase-file")
    made = Casebook.create(
        folder,
        name=(name or "").strip() or None,
        database=database,
        passphrase=chosen,
        analyst=tidy_name(analyst),
    )
    with made:
        if pack is not None:
            made.set_pack(str(pack.resolve()) if isinstance(pack, Path) else pack)
    print_text(f"{folder} is a casebook now. Add reports: sayso add FILES --casebook {folder}\n")
    return 0


@click.command()
@click.option(
    "--new-passphrase-file",
    "new_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Holds the new passphrase; else it is asked for, twice.",
)
@casebook_options
def passphrase(*, access: Access, new_file: Path | None) -> int:
    """Change the passphrase of an encrypted casebook.

    Backups that were made before still open with the old one.
    """
    from sayso.store.folder import CasebookFolder

    path = find_casebook(access.casebook)

    def prove(given: str | None) -> tuple[CasebookFolder, str]:
        return CasebookFolder.open(path, passphrase=given), given or ""

    folder, old = access.unlock(prove, path.name)
    if not folder.encrypted:
        folder.change_passphrase(old, "")  # says that there is none
    new_one = None if new_file is None else find_passphrase(new_file)
    new_one = choose_passphrase(new_one, "New passphrase", option="--new-passphrase-file")
    folder.change_passphrase(old, new_one)
    print_text("The passphrase is changed. Backups from before open with the old one.\n")
    return 0
