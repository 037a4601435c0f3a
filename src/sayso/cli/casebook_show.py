"""`sayso show`: one report with what was read in it and what people decided."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from sayso.cli.access import Access, casebook_options, name_reports
from sayso.cli.output import make_settings, print_text
from sayso.errors import StoreError

if TYPE_CHECKING:
    from sayso.records.reading import Reading
    from sayso.workbench.answers import Shown


@click.command()
@click.argument("report")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
)
@casebook_options
def show(report: str, *, access: Access, form: str) -> int:
    """Show a report: what it says, what people decided of it, and how it came in.

    REPORT is its id, or the beginning of its SHA-256.
    """
    with access.open(read_only=True) as casebook:
        shown = casebook.show(report)
        if form == "json":
            print_text(_to_json(shown))
            return 0
        names = name_reports(casebook, here=shown.report.summary.sha256)
        print_text(_render(shown, casebook.get_reading(report), names, form))
    return 0


def _to_json(shown: "Shown") -> str:
    from sayso.publish.casebook_rows import to_line

    kept = shown.report.report
    return to_line(
        {
            "report": shown.report.summary,
            "text": None if kept is None else kept.text,
            "reading": shown.reading,
            "captures": shown.captures,
            "decisions": shown.decisions,
            "versions": shown.versions,
        }
    )


def _render(
    shown: "Shown", read: "Reading | None", names: Callable[[str], str | None], form: str
) -> str:
    from sayso.publish.casebook_page import list_casebook_sections, render_text
    from sayso.publish.reading_page import render
    from sayso.publish.register import Additions
    from sayso.review.force import find_force
    from sayso.workbench.showing import list_marks, make_decided_reading

    holding = {decision.id for decision in find_force(shown.decisions).holding}
    sections = list_casebook_sections(
        shown.decisions, shown.captures, shown.versions, names=names, in_force=holding
    )
    summary, effective = shown.report.summary, shown.reading
    marks = {} if effective is None else list_marks(effective)
    more = Additions(sections=sections, marks=marks, ids=True)
    if read is not None and effective is not None:
        read = make_decided_reading(read, effective)
    if form == "text":
        settings = make_settings()
        return render_text(summary, read, more, width=settings.width, color=settings.color)
    if read is None:
        raise StoreError(
            f"There is no page of {summary.id}: it was not read.",
            remedy="See what is known of it with --format text.",
        )
    return render(read, more=more)
