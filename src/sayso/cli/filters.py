"""What narrows a list or a search, and in which form it is printed."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar

import click

from sayso.records.casebook import Filters

Command = TypeVar("Command", bound=Callable[..., Any])

_DAY = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")

format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
"""A list for people, or a line of JSON for each."""


def filter_options(command: Command) -> Command:
    """Add what narrows a list, and give the command `Filters`."""

    @click.option("--person", metavar="NAME", help="Only what names this person.")
    @click.option("--place", metavar="NAME", help="Only what names this place.")
    @click.option(
        "--source", metavar="NAME", help="Only of this publisher, or on this source's word."
    )
    @click.option(
        "--since",
        metavar="DATE",
        callback=lambda _, __, value: _parse_day(value, last=False),
        help="Published on this day, month or year, or later.",
    )
    @click.option(
        "--until",
        metavar="DATE",
        callback=lambda _, __, value: _parse_day(value, last=True),
        help="Published on this day, month or year, or earlier.",
    )
    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        names = ("person", "place", "source", "since", "until")
        given = {name: options.pop(name) or None for name in names}
        return command(*args, filters=Filters(**given), **options)

    return run  # type: ignore[return-value]  # the same command, with more options


def _parse_day(value: str | None, *, last: bool) -> str | None:
    """Return the first or last day of a day, month or year in ISO 8601."""
    if value is None:
        return None
    match = _DAY.fullmatch(value.strip())
    try:
        if match is None:
            raise ValueError(value)
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None:
            raise ValueError(value)
        month = month or (12 if last else 1)
        day = day or (monthrange(year, month)[1] if last else 1)
        return date(year, month, day).isoformat()
    except ValueError as exc:
        raise click.BadParameter(
            f"{value!r} is no date; give one as in 2022-11-21, 2022-11 or 2022."
        ) from exc
