"""A reading as a page for the terminal."""

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.publish.digest import (
    CaseEntry,
    CaseStep,
    Entry,
    Lookup,
    Statement,
    count_rests,
    list_statements,
    say_byline,
    say_headline,
    say_rests,
    say_scope,
)
from sayso.publish.register import NOTHING, Additions, Section
from sayso.publish.terminal import NARROWEST, hang, lay_out, make_console, make_head, make_text
from sayso.publish.wording import make_harmless
from sayso.records.reading import Reading

_CONTENT_LINES = 3
_DONE, _NOT_DONE = "●", "○"
_ALSO_STATEMENTS = "sources"
_WHOLE_SENTENCES = frozenset({"checks", "decisions", "captures"})
_MANY = 3


def render(reading: Reading, *, width: int, color: bool, more: Additions = NOTHING) -> str:
    """Return the reading as a page of ``width`` columns, at least 30, with what is added to it.

    Nothing is told by color alone. Characters that could command the terminal are
    shown, never sent.
    """
    console = make_console(width, color=color)
    return lay_out(console, _lay_out(reading, console, more))


def _lay_out(reading: Reading, console: Console, more: Additions) -> Iterable[RenderableType]:
    lookup = Lookup(reading)
    yield make_text(say_headline(reading), "bold")
    yield make_text(say_byline(reading), "dim")
    if reading.report.url is not None:
        yield make_text(reading.report.url, "dim")
    yield ""
    yield make_text(say_rests(count_rests(reading)), "bold")
    scope = say_scope(reading)
    if scope is not None:
        yield make_text(scope, "yellow")
    statements = more.mark(list_statements(lookup))
    if statements:
        yield from make_head("Statements")
        digits = len(str(len(statements)))
        for statement in statements:
            yield _number(str(statement.number), _lay_out_statement(statement, console), digits)
    cases = more.list_cases(lookup)
    if cases:
        yield from make_head("Cases")
        yield from (_lay_out_case(case) for case in cases)
    for section in more.list_sections(lookup):
        # A statement shows its sources; a list of them would say it all again.
        if section.entries and section.key != _ALSO_STATEMENTS:
            yield from _lay_out_section(section)


def _number(number: str, body: RenderableType, digits: int) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(justify="right", width=digits, no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_row(Text(number, "bold"), body)
    return Padding(grid, (0, 0, 1, 0))


def _lay_out_statement(statement: Statement, console: Console) -> RenderableType:
    lines: list[RenderableType] = [_head_statement(statement)]
    room = max(console.width - 8, NARROWEST - 8)
    content = _shorten(statement.content, room, console)
    if statement.own:
        lines.append(_bar(content))
    else:
        lines.append(Padding(content, (0, 0, 0, 2)))
    return Group(*lines)


def _head_statement(statement: Statement) -> Text:
    head = Text()
    if statement.own:
        head.append("The report itself", "italic")
    elif not statement.steps:
        head.append("Source not known", "italic")
    for place, step in enumerate(statement.steps):
        if place:
            head.append(" → ", "dim")
        head.append(make_harmless(step.name), "bold cyan" if place == 0 else "cyan")
        if step.what.casefold() != step.name.casefold():
            head.append(f" ({make_harmless(step.what)})", "dim")
    if statement.cue is not None:
        head.append(f"  “{make_harmless(statement.cue)}”", "dim")
    if statement.said is not None:
        head.append(f", {make_harmless(statement.said)}", "dim")
    if statement.marks:
        head.append(f"  [{', '.join(statement.marks)}]", "yellow")
    return head


def _bar(content: Text) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column()
    bar = "\n".join("│" for _ in content.plain.split("\n"))
    grid.add_row(Text(bar, "dim"), content)
    return grid


def _shorten(words: str, room: int, console: Console) -> Text:
    """Break words into lines of ``room`` columns, cut after three."""
    lines = Text(make_harmless(" ".join(words.split()))).wrap(console, room)
    kept = [line.plain.rstrip() for line in lines[:_CONTENT_LINES]]
    if len(lines) > _CONTENT_LINES:
        last = Text(kept[-1])
        last.truncate(room - 2)
        kept[-1] = f"{last.plain.rstrip(' ,;:')} …"
    return Text("\n".join(kept))


def _lay_out_case(case: CaseEntry) -> RenderableType:
    title = make_text(case.entry.title, "bold")
    title.append(f" ({case.entry.tag})", "cyan")
    lines: list[RenderableType] = [title]
    lines += [Padding(make_text(fact), (0, 0, 0, 2)) for fact in case.entry.facts]
    if case.steps:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=1)
        grid.add_column(max_width=26)
        grid.add_column()
        for step in case.steps:
            done = step.status is None
            grid.add_row(
                _DONE if done else _NOT_DONE, make_text(step.when, "dim"), _lay_out_step(step)
            )
        lines.append(Padding(grid, (0, 0, 0, 2)))
    return Padding(Group(*lines), (0, 0, 1, 0))


def _lay_out_step(step: CaseStep) -> Text:
    text = Text(step.what, "bold" if step.status is None else "italic")
    if step.status is not None:
        text.append(f" ({step.status})", "yellow")
    if step.facts:
        text.append(make_harmless(f": {', '.join(step.facts)}"), "dim")
    return _refer(text, step.statements)


def _lay_out_section(section: Section) -> Iterable[RenderableType]:
    yield from make_head(section.title)
    alike: dict[object, list[Entry]] = {}
    for entry in section.entries:
        key = entry.id if section.key in _WHOLE_SENTENCES else (entry.tag, entry.facts)
        alike.setdefault(key, []).append(entry)
    many = [entries for entries in alike.values() if len(entries) >= _MANY]
    in_many = {entry.id for entries in many for entry in entries}
    for entry in section.entries:
        if entry.id not in in_many:
            yield hang(_lay_out_entry(entry))
    yield from (hang(_lay_out_alike(entries)) for entries in many)


def _lay_out_alike(entries: list[Entry]) -> Text:
    """Say once what many entries share; what a reader looks for is not buried under it."""
    text = Text()
    shared = [entries[0].tag or "", *entries[0].facts]
    text.append(make_harmless(f"{'; '.join(filter(None, shared))}: "), "cyan")
    for place, entry in enumerate(entries):
        text.append(", " if place else "")
        text.append(make_harmless(entry.title), "bold")
        _refer(text, entry.statements, gap=" ")
    return text


def _lay_out_entry(entry: Entry) -> Text:
    text = make_text(entry.title, "bold")
    if entry.tag is not None:
        text.append(f" ({make_harmless(entry.tag)})", "cyan")
    if entry.facts:
        text.append(make_harmless(f": {'; '.join(entry.facts)}"))
    return _refer(text, entry.statements)


def _refer(text: Text, statements: tuple[int, ...], *, gap: str = "  ") -> Text:
    if statements:
        text.append(f"{gap}[{', '.join(map(str, statements))}]", "dim")
    return text
