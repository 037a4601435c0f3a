"""A casebook's reports, statements and entries of its log as lists for the terminal.

Lists are laid out row by row, so that those of a large casebook begin at once.
"""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sayso.publish.casebook_words import (
    Names,
    say_entry,
    say_facts,
    say_moment,
    say_state,
)
from sayso.publish.terminal import NARROWEST, indent, lay_out, make_console, make_text
from sayso.publish.wording import CERTAINTIES, POLARITIES, make_harmless, say_count, say_word
from sayso.records.casebook import ClaimRow, Counts, Hit, ReportSummary
from sayso.records.claim import Certainty, Polarity, Style
from sayso.records.log import LogEntry

_GAP = "  "


def render_reports(reports: Iterable[ReportSummary], *, width: int, color: bool) -> Iterator[str]:
    """Yield the lines of each report: its id and title, who published it, where it stands."""
    console = make_console(width, color=color)
    for report in reports:
        yield lay_out(console, _lay_out_report(report))


def render_hits(hits: Iterable[Hit], *, width: int, color: bool) -> Iterator[str]:
    """Yield the lines of each report found, the words that were sought marked."""
    console = make_console(width, color=color)
    for hit in hits:
        yield lay_out(console, _lay_out_hit(hit, stars=not color))


def render_claims(claims: Iterable[ClaimRow], *, width: int, color: bool) -> Iterator[str]:
    """Yield the lines of each statement: where it stands, on whose word, how firmly, what."""
    console = make_console(width, color=color)
    for claim in claims:
        yield lay_out(console, _lay_out_claim(claim))


def render_log(
    entries: Iterable[LogEntry], names: Names, *, width: int | None, color: bool
) -> Iterator[str]:
    """Yield each entry: its number, when, who, what; on one line where no width is given."""
    console = make_console(width or NARROWEST, color=color)
    for entry in entries:
        line = _lay_out_entry(entry, names)
        yield f"{line.plain}\n" if width is None else lay_out(console, [line])


def render_counts(facts: Iterable[tuple[str, str]], *, width: int, color: bool) -> str:
    """Return names and values, one pair a line."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column()
    grid.add_column()
    for name, value in facts:
        grid.add_row(make_text(name, "dim"), make_text(value))
    return lay_out(make_console(width, color=color), [grid])


def list_counts(counts: Counts) -> Iterator[tuple[str, str]]:
    """Yield what a casebook holds, as names and values in words."""
    aside = [
        say_count(number, words, words)
        for number, words in (
            (counts.waiting, "waiting to be read"),
            (counts.failed, "not readable"),
            (counts.removed, "lawfully removed"),
        )
        if number
    ]
    yield "reports", f"{counts.reports:,}" + (f" ({', '.join(aside)})" if aside else "")
    yield "statements", f"{counts.claims:,}"
    yield "captures", f"{counts.captures:,}"
    yield "evidence", f"{say_count(counts.objects, 'file')}, {say_bytes(counts.evidence_bytes)}"
    yield "decisions", f"{counts.decisions:,}"
    yield "log", say_count(counts.entries, "entry", "entries")


def say_bytes(number: int) -> str:
    """Return "12 bytes", "3.4 MB" (powers of 1000, as disks are sold)."""
    value, unit = float(number), ""
    for unit in ("", "kB", "MB", "GB", "TB"):
        if value < 1000 or unit == "TB":
            break
        value /= 1000
    return say_count(number, "byte") if not unit else f"{value:.1f} {unit}"


def _lay_out_report(report: ReportSummary) -> Iterator[RenderableType]:
    yield _head_report(report)
    yield indent(make_text(say_facts(report), "dim"))
    state = say_state(report)
    if state is not None:
        yield indent(make_text(state, "yellow"))


def _head_report(report: ReportSummary) -> Text:
    head = make_text(report.id, "cyan")
    head.append(_GAP)
    return head.append_text(make_text(report.title or report.url or "(no title)", "bold"))


def _lay_out_hit(hit: Hit, *, stars: bool) -> Iterator[RenderableType]:
    yield _head_report(hit.report)
    yield indent(make_text(say_facts(hit.report), "dim"))
    yield indent(_mark(hit, stars=stars))
    if hit.claims:
        yield indent(make_text(f"in {', '.join(hit.claims)}", "dim"))


def _mark(hit: Hit, *, stars: bool) -> Text:
    text, reached = Text(), 0
    star = "*" if stars else ""
    for begin, end in hit.marks:
        text.append(make_harmless(hit.snippet[reached:begin]))
        text.append(f"{star}{make_harmless(hit.snippet[begin:end])}{star}", "bold underline")
        reached = end
    return text.append(make_harmless(hit.snippet[reached:]))


def _lay_out_claim(claim: ClaimRow) -> Iterator[RenderableType]:
    head = make_text(f"{claim.report} {claim.id}", "cyan")
    head.append(_GAP)
    if claim.style is Style.OWN:
        head.append("The report itself", "italic")
    elif not claim.sources:
        head.append("Source not known", "italic")
    # The origin first, as in the page of a reading.
    head.append_text(make_text(" → ".join(reversed(claim.sources)), "bold"))
    marks = []
    if claim.certainty is not Certainty.STATED:
        marks.append(CERTAINTIES[claim.certainty])
    if claim.polarity is Polarity.NEGATIVE:
        marks.append(POLARITIES[claim.polarity])
    if marks:
        head.append(f"{_GAP}[{', '.join(marks)}]", "yellow")
    head.append(f"{_GAP}{claim.published or 'date not known'}", "dim")
    yield head
    yield indent(make_text(claim.content))


def _lay_out_entry(entry: LogEntry, names: Names) -> Text:
    text = make_text(f"{entry.n}", "bold")
    text.append(f"{_GAP}{make_harmless(say_moment(entry.time))}{_GAP}", "dim")
    text.append_text(make_text(entry.actor))
    text.append(f"{_GAP}{say_word(entry.kind.value)}{_GAP}", "cyan")
    return text.append_text(make_text(say_entry(entry, names)))
