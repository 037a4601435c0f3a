"""The options that say how reports are read, for the commands of a casebook."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sayso.cli.read import parse_claims_option, parse_pack_option

if TYPE_CHECKING:
    from sayso.records.reading import Reading
    from sayso.records.report import Report

Command = TypeVar("Command", bound=Callable[..., Any])


class LateReader:
    """sayso's own reader; its models are loaded when the first report is read.

    Args:
        pack: The pack that was asked for, or ``None`` for the casebook's own.
        claims, gazetteer: As `Workbench` has them.
    """

    def __init__(self, *, pack: str | Path | None, claims: str, gazetteer: Path | None) -> None:
        self._pack = pack
        self._given: dict[str, Any] = {"claims": claims, "gazetteer": gazetteer}
        self._reader: Any = None

    def settle(self, pack: str | None) -> None:
        """Read by a casebook's pack, unless another was asked for."""
        self._pack = self._pack or pack

    def read(self, report: "Report") -> "Reading":
        """Return everything that a report says; raises `SaysoError`."""
        if self._reader is None:
            from sayso.workbench.reading import Workbench

            if self._pack is not None:
                self._given["packs"] = (self._pack,)
            self._reader = Workbench(**self._given)
        reading: Reading = self._reader.read(report)
        return reading


def reading_options(command: Command) -> Command:
    """Add the options of `sayso read` that say how reports are read, and give a `LateReader`."""

    @click.option(
        "--claims",
        callback=parse_claims_option,
        default="model",
        show_default=True,
        metavar="model|rules|FILE",
        help="What finds the statements.",
    )
    @click.option(
        "--pack",
        callback=parse_pack_option,
        metavar="NAME|FOLDER",
        help="The field whose events, procedure and law are read; else the casebook's own.",
    )
    @click.option(
        "--gazetteer",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Look places up in this gazetteer.",
    )
    @wraps(command)
    def run(
        *args: Any, claims: str, pack: str | Path | None, gazetteer: Path | None, **options: Any
    ) -> Any:
        reader = LateReader(pack=pack, claims=claims, gazetteer=gazetteer)
        return command(*args, reader=reader, **options)

    return run  # type: ignore[return-value]  # the same command, with more options
