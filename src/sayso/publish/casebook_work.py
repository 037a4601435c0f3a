"""What is to be decided as a list for the terminal, each with the question to answer."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from rich.console import RenderableType

from sayso.publish.terminal import indent, lay_out, make_console, make_text


class Work(Protocol):
    """Something to decide, as the review gives it."""

    @property
    def kind(self) -> str:
        """Why it is on the list, in a word."""

    @property
    def report(self) -> str:
        """Id of the report."""

    @property
    def question(self) -> str | None:
        """What `sayso decide` takes, or ``None`` where there is nothing to ask."""

    @property
    def words(self) -> str:
        """The words that it is about; "" of a whole report."""

    @property
    def why(self) -> str:
        """What is to be looked at."""


def render_work(items: Iterable[Work], *, width: int, color: bool) -> Iterator[str]:
    """Yield the lines of each: its question, why it is asked, the words it is about."""
    console = make_console(width, color=color)
    for item in items:
        yield lay_out(console, _lay_out(item))


def _lay_out(item: Work) -> Iterator[RenderableType]:
    head = make_text(item.question or item.report, "cyan")
    head.append(f"  {item.kind}", "bold")
    yield head
    if item.words:
        yield indent(make_text(f"“{item.words}”"))
    yield indent(make_text(item.why, "dim"))
