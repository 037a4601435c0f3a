"""How a command comes by its casebook: where it lies, who works with it, its passphrase."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import click

from sayso.cli.reading import LateReader
from sayso.errors import OlderError, PassphraseError, StoreError

if TYPE_CHECKING:
    from sayso.workbench.casebook import Casebook
    from sayso.workbench.holdings import ReportReader

_PLACE = "SAYSO_CASEBOOK"
_TRIES = 3

Command = TypeVar("Command", bound=Callable[..., Any])
T = TypeVar("T")

casebook_option = click.option(
    "--casebook",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=f"The casebook; else {_PLACE}, else the folder that you stand in.",
)
analyst_option = click.option(
    "--analyst", metavar="NAME", help="Who works; else SAYSO_ANALYST, else your login name."
)
passphrase_option = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Its first line opens an encrypted casebook; else SAYSO_PASSPHRASE, else it is asked for.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What holds for the whole command line.

    Attributes:
        casebook: What ``--casebook`` before the command names, or ``None``.
        passphrase_file: What ``--passphrase-file`` before the command names, or ``None``.
        reader: What reads reports instead of sayso's own reader, or ``None``.
    """

    casebook: Path | None = None
    passphrase_file: Path | None = None
    reader: "ReportReader | None" = None

    def choose_passphrase_file(self, given: Path | None) -> Path | None:
        """Return the file that is named before or after the command; refuses both at once."""
        if given is not None and self.passphrase_file is not None:
            raise click.UsageError("Give --passphrase-file once.")
        return given or self.passphrase_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What the options of one command say about its casebook.

    Attributes:
        casebook: The folder that is named, or ``None``.
        analyst: The name that is given, or ``None``.
        passphrase_file: The file that is named, or ``None``.
        reader: What reads reports, or ``None`` for sayso's own reader.
    """

    casebook: Path | None
    analyst: str | None
    passphrase_file: Path | None
    reader: "ReportReader | None" = None

    def at(self, casebook: Path, passphrase_file: Path | None = None) -> Self:
        """Return the way to another casebook, by the same person."""
        file = passphrase_file or self.passphrase_file
        return replace(self, casebook=casebook, passphrase_file=file)

    def by(self, reader: "ReportReader") -> Self:
        """Return the same with what reads reports, unless something does already."""
        return replace(self, reader=self.reader or reader)

    @contextmanager
    def open(self, *, read_only: bool = False, forward: bool = True) -> "Iterator[Casebook]":
        """Open the casebook for one command, and close it; raises `StoreError`.

        Args:
            read_only: Whether the command only looks.
            forward: Whether a casebook of an older version is brought forward, also by a
                command that only looks.
        """
        from sayso.workbench.casebook import Casebook

        path = find_casebook(self.casebook)

        def open_as(passphrase: str | None, *, read_only: bool) -> Casebook:
            return Casebook.open(
                path,
                passphrase=passphrase,
                analyst=self.analyst,
                reader=self.reader,
                read_only=read_only,
            )

        def open_with(passphrase: str | None) -> Casebook:
            try:
                return open_as(passphrase, read_only=read_only)
            except OlderError:
                if not forward:
                    raise
                open_as(passphrase, read_only=False).close()
                return open_as(passphrase, read_only=read_only)

        with closing(self.unlock(open_with, path.name)) as opened:
            if isinstance(self.reader, LateReader):
                self.reader.settle(opened.pack)
            yield opened

    def unlock(self, open_with: Callable[[str | None], T], name: str) -> T:
        """Return what opens with the passphrase; whoever sits before us is asked for it.

        Args:
            open_with: Opens it, or raises `PassphraseError`.
            name: What the question calls it.
        """
        given = find_passphrase(self.passphrase_file)
        if given is not None or not can_ask():
            return open_with(given)
        for _ in range(_TRIES):
            try:
                return open_with(given)
            except PassphraseError as exc:
                if given is not None:
                    click.echo(exc.problem, err=True)
                given = ask_passphrase(f"Passphrase of {name}")
        return open_with(given)


def casebook_options(command: Command) -> Command:
    """Add the options that say which casebook, and give the command an `Access`."""

    @casebook_option
    @analyst_option
    @passphrase_option
    @click.pass_obj
    @wraps(command)
    def run(
        edge: Edge | None,
        /,
        *args: Any,
        casebook: Path | None,
        analyst: str | None,
        passphrase_file: Path | None,
        **options: Any,
    ) -> Any:
        edge = edge or Edge()
        if casebook is not None and edge.casebook is not None:
            raise click.UsageError("Give --casebook once.")
        access = Access(
            casebook=casebook or edge.casebook,
            analyst=tidy_name(analyst),
            passphrase_file=edge.choose_passphrase_file(passphrase_file),
            reader=edge.reader,
        )
        return command(*args, access=access, **options)

    return run  # type: ignore[return-value]  # the same command, with more options


def tidy_name(name: str | None) -> str | None:
    """Return a name on one line, or ``None`` where there is none."""
    return " ".join((name or "").split()) or None


def is_casebook(path: Path) -> bool:
    """Return whether a folder is a casebook."""
    from sayso.store.folder import ABOUT

    return (path / ABOUT).is_file()


def find_casebook(given: Path | None) -> Path:
    """Return the folder of the casebook that is meant.

    Raises:
        StoreError: The folder that is named is none, or none is named or stood in.
    """
    said = "--casebook"
    if given is None and os.environ.get(_PLACE):
        given, said = Path(os.environ[_PLACE]), _PLACE
    if given is not None:
        if not is_casebook(given):
            raise StoreError(
                f"{given} is no casebook.",
                remedy=f"Name one with {said}, or make one with: sayso new DIR",
            )
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if is_casebook(folder):
            return folder
    raise StoreError(
        "You stand in no casebook.",
        remedy="Name one with --casebook DIR, or make one with: sayso new DIR",
    )


def name_reports(casebook: "Casebook", *, here: str | None = None) -> Callable[[str], str | None]:
    """Return what gives a report's id by its SHA-256; ``None`` for the one at ``here``.

    Of a report that is not in the casebook it gives the beginning of the SHA-256.
    """

    @cache
    def name(sha256: str) -> str | None:
        from sayso.publish.casebook_words import say_short

        if sha256 == here:
            return None
        found = casebook.holdings.store.find_report(sha256)
        return say_short(sha256) if found is None else found.id

    return name


def find_passphrase(file: Path | None) -> str | None:
    """Return the passphrase that a file or the environment holds, or ``None``.

    Raises:
        PassphraseError: It cannot be read, or is none.
    """
    from sayso.store import passphrase

    environment = {name: value for name, value in os.environ.items() if value}
    return passphrase.find_passphrase(file=file, environment=environment)


def can_ask() -> bool:
    """Return whether a person sits before us."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_passphrase(prompt: str) -> str:
    """Ask for a passphrase, unseen; raises `PassphraseError` where it is none."""
    from sayso.store import passphrase

    asked: str = click.prompt(prompt, hide_input=True, default="", show_default=False, err=True)
    return passphrase.normalize_passphrase(asked)


def choose_passphrase(given: str | None, prompt: str, *, option: str) -> str:
    """Return a new passphrase: the one that is given, or one asked for twice.

    A short one is warned of. ``option`` is what a file that holds it is given with.

    Raises:
        PassphraseError: There is none, and nobody to ask; or what was typed twice differs.
    """
    from sayso.store.passphrase import weigh_passphrase

    if given is None:
        if not can_ask():
            raise PassphraseError(
                "There is no new passphrase, and nobody to ask for it.",
                remedy=f"Give it in a file, with {option}.",
            )
        given = ask_passphrase(prompt)
        if ask_passphrase("The same again") != given:
            raise PassphraseError("The two passphrases differ.", remedy="Type them again.")
    warning = weigh_passphrase(given)
    if warning is not None:
        click.echo(warning, err=True)
    return given
