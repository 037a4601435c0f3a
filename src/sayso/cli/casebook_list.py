"""What is in a casebook: `reports`, `show`, `search`, `claims`, `log`, `stats`."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from sayso.cli.access import Access, casebook_options, name_reports
from sayso.cli.filters import filter_options, format_option
from sayso.cli.output import make_settings, print_all, print_problem, print_text
from sayso.errors import StoreError
from sayso.records.casebook import Filters, HitPage, ReadingState
from sayso.records.log import EntryKind, LogEntry

if TYPE_CHECKING:
    from sayso.records.casebook import ClaimRow, ReportSummary
    from sayso.workbench.casebook import Casebook

_FOUND, _NOT_FOUND = 0, 1
_limit = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="So many at most.")


@click.command()
@filter_options
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in ReadingState]),
    help="Only reports that stand there; may be given several times.",
)
@_limit
@format_option
@casebook_options
def reports(
    *, access: Access, filters: Filters, states: tuple[str, ...], limit: int | None, form: str
) -> int:
    """List the reports, in the order in which they came in."""
    with access.open(read_only=True) as casebook:
        chosen = [ReadingState(state) for state in states]
        found = casebook.reports(filters, states=chosen, limit=limit)
        code = _print_reports(found, form)
        if code == _FOUND:
            return code
        if next(casebook.reports(limit=1), None) is None:
            print_problem("there are no reports yet: add some with sayso add FILES")
            return code
    return _say_none("report")


def _print_reports(found: "Iterator[ReportSummary]", form: str) -> int:
    count = 0

    def counted() -> "Iterator[ReportSummary]":
        nonlocal count
        for report in found:
            count += 1
            yield report

    if form == "json":
        from sayso.publish.casebook_rows import write_lines

        print_all(write_lines(counted()))
    else:
        from sayso.publish.casebook_lists import render_reports

        settings = make_settings()
        print_all(render_reports(counted(), width=settings.width, color=settings.color))
    return _FOUND if count else _NOT_FOUND


@click.command()
@click.argument("words", nargs=-1, required=True)
@filter_options
@click.option("--ranked", is_flag=True, help="The best fit first, not the newest.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N")
@click.option("--after", type=int, metavar="N", help="Go on after the page before, which says N.")
@format_option
@casebook_options
def search(
    words: tuple[str, ...],
    *,
    access: Access,
    filters: Filters,
    ranked: bool,
    limit: int,
    after: int | None,
    form: str,
) -> int:
    """Find reports that hold all WORDS, the newest first.

    Words in quotation marks are sought as they stand: sayso search '"criminal case" refused'.
    """
    with access.open(read_only=True) as casebook:
        # A phrase that the shell took the quotation marks of is one argument of several words.
        sought = words[0] if len(words) == 1 else " ".join(map(_quote, words))
        page = casebook.search(sought, filters, after=after, limit=limit, ranked=ranked)
        _print_hits(page, form)
        if page.hits:
            return _FOUND
        if filters != Filters() and casebook.search(sought, limit=1).hits:
            print_problem("no report fits; by these words alone there are some.")
            return _NOT_FOUND
    return _say_none("report")


def _quote(word: str) -> str:
    return f'"{word}"' if " " in word and '"' not in word else word


def _print_hits(page: HitPage, form: str) -> None:
    if form == "json":
        from sayso.publish.casebook_rows import write_lines

        print_all(write_lines(page.hits))
        return
    from sayso.publish.casebook_lists import render_hits

    settings = make_settings()
    print_all(render_hits(page.hits, width=settings.width, color=settings.color))
    if page.more:
        how = f"--after {page.next}" if page.next is not None else "--limit N"
        print_text(f"There are more: the same with {how}\n")


@click.command()
@click.option("--report", metavar="REPORT", help="Only of this report.")
@filter_options
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N")
@format_option
@casebook_options
def claims(*, access: Access, report: str | None, filters: Filters, limit: int, form: str) -> int:
    """List statements, those of the newest reports first."""
    with access.open(read_only=True) as casebook:
        if report is not None:
            report = casebook.holdings.store.get_report(report).summary.id
        found = casebook.claims(filters, report=report, limit=limit + 1)
        _print_claims(found[:limit], form)
        if len(found) > limit and form == "text":
            print_text("There are more: the same with --limit N\n")
        return _FOUND if found else _say_none("statement")


def _print_claims(found: "tuple[ClaimRow, ...]", form: str) -> None:
    if form == "json":
        from sayso.publish.casebook_rows import write_lines

        print_all(write_lines(found))
        return
    from sayso.publish.casebook_lists import render_claims

    settings = make_settings()
    print_all(render_claims(found, width=settings.width, color=settings.color))


@click.command()
@click.option("--report", metavar="REPORT", help="Only what is about this report.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in EntryKind]),
    help="Only entries of this kind; may be given several times.",
)
@click.option("--chain", metavar="ID", help="The log of a casebook that was merged in.")
@click.option("--newest-first", is_flag=True, help="Begin with the last entry.")
@_limit
@format_option
@casebook_options
def log(
    *,
    access: Access,
    report: str | None,
    kinds: tuple[str, ...],
    chain: str | None,
    newest_first: bool,
    limit: int | None,
    form: str,
) -> int:
    """Show what came in and what was decided: who, when, what."""
    from itertools import islice

    with access.open(read_only=True) as casebook:
        chosen = [EntryKind(kind) for kind in kinds]
        chain = None if chain is None else _find_chain(casebook, chain)
        entries = casebook.log(chain=chain, kinds=chosen, newest_first=newest_first)
        if report is not None:
            sha256 = casebook.holdings.store.get_report(report).summary.sha256
            entries = (entry for entry in entries if _is_about(entry, sha256))
        entries = islice(entries, limit)
        if form == "json":
            from sayso.publish.casebook_rows import write_lines

            print_all(write_lines(entries))
            return _FOUND
        from sayso.publish.casebook_lists import render_log

        settings = make_settings()
        width = settings.width if sys.stdout.isatty() else None  # `grep` wants whole entries
        print_all(render_log(entries, name_reports(casebook), width=width, color=settings.color))
    return _FOUND


def _find_chain(casebook: "Casebook", name: str) -> str:
    """Return the id of a log that begins so."""
    chains = [head.chain for head in casebook.holdings.store.list_heads()]
    found = [chain for chain in chains if chain.startswith(name)]
    if len(found) != 1:
        raise StoreError(
            f"There is no log {name!r} here." if not found else f"{name!r} begins several logs.",
            remedy=f"There are: {', '.join(chains)}.",
        )
    return found[0]


def _is_about(entry: LogEntry, sha256: str) -> bool:
    return entry.body.get("sha256") == sha256 or sha256 in entry.body.get("reports", ())


@click.command()
@format_option
@casebook_options
def stats(*, access: Access, form: str) -> int:
    """Say how much there is."""
    with access.open(read_only=True) as casebook:
        counts = casebook.stats()
        if form == "json":
            from sayso.publish.casebook_rows import to_line

            print_text(to_line(counts))
            return _FOUND
        from sayso.publish.casebook_lists import list_counts, render_counts

        settings = make_settings()
        facts = [("casebook", casebook.holdings.folder.name), *list_counts(counts)]
        print_text(render_counts(facts, width=settings.width, color=settings.color))
    return _FOUND


def _say_none(what: str) -> int:
    print_problem(f"no {what} fits.")
    return _NOT_FOUND
