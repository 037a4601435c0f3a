"""What people decide: `correct`, `decide`, `undo`, `worklist`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.access import Access, casebook_options, name_reports
from sayso.cli.filters import format_option
from sayso.cli.output import make_settings, print_all, print_problem, print_text
from sayso.cli.read import parse_published_option
from sayso.cli.reading import LateReader, reading_options
from sayso.records.decision import Decision, Judgement

if TYPE_CHECKING:
    from sayso.workbench.casebook import Casebook

_because = click.option(
    "--because", required=True, metavar="REASON", help="Why; it is kept with the decision."
)
_FIELDS = ("published", "title", "publisher", "url", "language")


@click.command()
@click.argument("report")
@click.option(
    "--published", callback=parse_published_option, help="Day or moment of publication, ISO 8601."
)
@click.option("--title", help="Its headline.")
@click.option("--publisher", help="Who published it.")
@click.option("--url", help="Where it was published.")
@click.option("--language", help='Its language, as in "en".')
@click.option(
    "--unknown",
    "unknown",
    multiple=True,
    type=click.Choice(_FIELDS),
    help="What is given of this is wrong, and the truth not known.",
)
@_because
@reading_options
@format_option
@casebook_options
def correct(
    report: str,
    *,
    access: Access,
    reader: LateReader,
    unknown: tuple[str, ...],
    because: str,
    form: str,
    **given: Any,
) -> int:
    """Decide what a report's date, title, publisher, address or language really is.

    What was captured stays as evidence; what was decided is in force. A report whose date or
    language changes is read again.
    """
    values = {name: given[name] for name in _FIELDS if given[name] is not None}
    if twice := sorted(values.keys() & set(unknown)):
        raise click.UsageError(f"Give --{twice[0]}, or call it unknown; not both.")
    values |= dict.fromkeys(unknown, None)
    if not values:
        raise click.UsageError(
            "Say what to correct: " + ", ".join(f"--{it}" for it in _FIELDS) + "."
        )
    with access.by(reader).open() as casebook:
        for field, value in values.items():
            _show(
                casebook.correct(report, field, value, because=because),
                name_reports(casebook),
                form,
            )
    return 0


@click.command()
@click.argument("question")
@click.argument("answer", required=False, type=click.Choice([it.value for it in Judgement]))
@click.option(
    "--value", metavar="VALUE", help="The answer, where it is no yes or no: text, or JSON."
)
@click.option(
    "--quote", metavar="WORDS", help="The report's words that are meant, as they stand there."
)
@_because
@format_option
@casebook_options
def decide(
    question: str,
    answer: str | None,
    *,
    access: Access,
    value: str | None,
    quote: str | None,
    because: str,
    form: str,
) -> int:
    """Answer a question about what was read: yes, no or unsure, or with a --value.

    QUESTION is what `sayso worklist` prints in front of each, or one of your own; see
    docs/reference/decisions.md.
    """
    from sayso.workbench.asking import Typed

    if answer is None and value is None and quote is None and not question.startswith("note:"):
        raise click.UsageError(
            "Answer yes, no or unsure, or give a --value; --value null says that it is not known."
        )
    with access.open() as casebook:
        settled = casebook.is_settled()
        made = casebook.decide(
            question,
            judgement=None if answer is None else Judgement(answer),
            value=None if value is None else Typed(value),
            quote=quote,
            because=because,
        )
        _show(made, name_reports(casebook), form)
        _show_moved(casebook, made, settled=settled, form=form)
    return 0


def _show_moved(casebook: "Casebook", made: Decision, *, settled: bool, form: str) -> None:
    """Say what else a decision moved; where much waits, the cases tell when they are asked for."""
    if not settled:
        return
    from sayso.publish.casebook_words import say_moved
    from sayso.publish.wording import make_harmless

    names = name_reports(casebook)
    for moved in casebook.find_moved(made):
        if form == "json":
            from sayso.publish.casebook_rows import to_line

            print_text(to_line(moved))
        else:
            print_text(make_harmless(f"  {say_moved(moved, names)}\n"))


@click.command()
@click.argument("decision")
@_because
@format_option
@casebook_options
def undo(decision: str, *, access: Access, because: str, form: str) -> int:
    """Take a decision out of force by a new one; both stay in the log.

    DECISION is its id, or the beginning of it, as `sayso log` and `sayso show` print it.
    """
    with access.open() as casebook:
        settled = casebook.is_settled()
        made = casebook.undo(decision, because=because)
        _show(made, name_reports(casebook), form)
        _show_moved(casebook, made, settled=settled, form=form)
    return 0


def _show(decision: Decision, names: Callable[[str], str | None], form: str) -> None:
    if form == "json":
        from sayso.publish.casebook_rows import to_line

        print_text(to_line(decision))
        return
    from sayso.publish.casebook_words import say_decision, say_short
    from sayso.publish.wording import make_harmless

    said = " ".join(say_decision(decision, names).split())
    print_text(make_harmless(f"{say_short(decision.id)}  {said}\n"))


@click.command()
@click.option("--report", metavar="REPORT", help="Only about this report.")
@click.option(
    "--orphans", is_flag=True, help="Only decisions whose words no reading holds any more."
)
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N")
@format_option
@casebook_options
def worklist(*, access: Access, report: str | None, orphans: bool, limit: int, form: str) -> int:
    """Show what to decide next, the most pressing first."""
    with access.open(read_only=True) as casebook:
        found = casebook.orphans() if orphans else casebook.worklist(report, limit=limit + 1)
        items = found[:limit]
        if form == "json":
            from sayso.publish.casebook_rows import write_lines

            print_all(write_lines(items))
            return 0
        from sayso.publish.casebook_work import render_work

        settings = make_settings()
        print_all(render_work(items, width=settings.width, color=settings.color))
        if len(found) > limit:
            print_text("There is more: the same with --limit N\n")
        waits = not orphans and casebook.stats().reports > 1 and not casebook.is_settled()
    if waits:
        print_problem("who may be one person is asked once the cases are put together: sayso cases")
    if not items:
        print_problem("there is nothing to decide.")
    return 0
