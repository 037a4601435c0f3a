"""`sayso show`: one report with what was read in it and what people decided."""

from typing import TYPE_CHECKING

import click

from sayso.cli.access import Access, casebook_options, make_settings
from sayso.cli.output import print_text
from sayso.errors import StoreError

if TYPE_CHECKING:
    from sayso.workbench.casebook import Shown


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
        from sayso.publish.casebook_rows import to_line

        print_text(to_line(shown))
    else:
        print_text(_render(shown, form))
    return 0


def _render(shown: "Shown", form: str) -> str:
    from sayso.publish.casebook_page import list_casebook_sections, render_html, render_text
    from sayso.review.force import find_force

    holding = {decision.id for decision in find_force(shown.decisions).holding}
    sections = list_casebook_sections(
        shown.decisions, shown.captures, shown.versions, in_force=holding
    )
    summary = shown.report.summary
    reading = None if shown.reading is None else shown.reading.reading
    if form == "text":
        settings = make_settings()
        return render_text(summary, reading, sections, width=settings.width, color=settings.color)
    if reading is None:
        raise StoreError(
            f"There is no page of {summary.id}: it was not read.",
            remedy="See what is known of it without --format.",
        )
    return render_html(reading, sections)
