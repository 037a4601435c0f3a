"""Pages for the terminal: one kind of paper for all of them."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from sayso.publish.wording import make_harmless

NARROWEST = 30


def make_console(width: int, *, color: bool) -> Console:
    """Return what lays a page of ``width`` columns out, at least 30; it writes nowhere."""
    return Console(
        file=StringIO(),
        record=False,
        width=max(width, NARROWEST),
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        force_jupyter=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )


def lay_out(console: Console, parts: Iterable[RenderableType]) -> str:
    """Return the parts as the lines of a page, no blanks at their ends."""
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())


def make_head(title: str) -> Iterable[RenderableType]:
    """Yield the head of a section."""
    yield ""
    yield Rule(Text(title.upper(), "bold"), align="left", style="dim")


def make_text(words: str, style: str = "") -> Text:
    """Return words on one line that command no terminal."""
    return Text(make_harmless(" ".join(words.split())), style)


def hang(text: RenderableType, mark: str = "·") -> RenderableType:
    """Return text behind a mark, its further lines under the first."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column()
    grid.add_row(mark, text)
    return grid


def indent(part: RenderableType, columns: int = 2) -> RenderableType:
    """Return a part, further to the right."""
    return Padding(part, (0, 0, 0, columns))
