"""Files that hold many reports, on the command line: what is wanted, and what came of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sayso.capture.many import Selection
from sayso.publish.wording import say_count

if TYPE_CHECKING:
    from sayso.workbench.additions import Added, Opened

Command = TypeVar("Command", bound=Callable[..., Any])

_OUTCOMES = {
    "added": "new",
    "version": "new as changed versions",
    "again": "there already",
    "unread": "captured, but not read",
    "kept": "kept as evidence, without text to read",
    "refused": "not kept",
}
_LINES = 20
"""Sentences on missing files that are shown."""


def selection_options(command: Command) -> Command:
    """Add the options that say what is wanted of a file with many reports."""

    @click.option(
        "--chat",
        "chats",
        multiple=True,
        metavar="NAME|NUMBER",
        help="Of a Telegram export: this chat; may be given several times.",
    )
    @click.option(
        "--item",
        "items",
        multiple=True,
        metavar="ITEM",
        help="Of many reports: this post's number, item's link, page's address; several times.",
    )
    @click.option(
        "--limit",
        type=click.IntRange(min=1),
        metavar="N",
        help="Of each file with many reports: so many at most.",
    )
    @wraps(command)
    def run(
        *args: Any,
        chats: tuple[str, ...],
        items: tuple[str, ...],
        limit: int | None,
        **options: Any,
    ) -> Any:
        selection = Selection(chats=chats, items=items, limit=limit)
        return command(*args, selection=selection, **options)

    return run  # type: ignore[return-value]  # the same command, with more options


def list_notes(passed_over: Mapping[str, int], warnings: tuple[str, ...]) -> Iterator[str]:
    """Yield what is to be said of a file before its reports."""
    if passed_over:
        yield f"passed over: {_say_numbers(passed_over)}."
    yield from warnings


def say_opened(opened: "Opened") -> str:
    """Return what a file with many reports is, and what of it is passed over."""
    passed = f"; passed over: {_say_numbers(opened.passed_over)}" if opened.passed_over else ""
    return f"{opened.what}, {say_count(opened.count, 'report')}{passed}."


class Tally:
    """Counts what became of the reports of one file."""

    def __init__(self) -> None:
        self._outcomes: Counter[str] = Counter()
        self._problems: Counter[str] = Counter()
        self._missing: Counter[str] = Counter()

    def count(self, item: "Added") -> None:
        """Count one."""
        self._outcomes[item.outcome.value] += 1
        if item.outcome.value == "unread" and item.problem is not None:
            self._problems[item.problem] += 1
        for sentence in item.missing:
            self._missing[sentence.rpartition(": ")[2]] += 1

    def say(self) -> str:
        """Return one line on all of them."""
        told = [
            f"{self._outcomes[key]:,} {words}"
            for key, words in _OUTCOMES.items()
            if self._outcomes[key]
        ]
        lines = ["; ".join(told) or "no report"]
        for what, counts in (
            ("Not read", self._problems),
            ("Files that are missing", self._missing),
        ):
            if counts:
                shown = (
                    f"{number:,} ({why.rstrip('.')})" for why, number in counts.most_common(_LINES)
                )
                lines.append(f"{what}: {'; '.join(shown)}")
        return ". ".join(lines) + "."


def _say_numbers(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{words} ({number:,})" for words, number in numbers.items())
