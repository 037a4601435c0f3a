"""What reports together say: `cases`, `case`, `who`, `origins`, `conflicts`."""

import operator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.access import Access, casebook_options
from sayso.cli.output import (
    Folder,
    make_settings,
    print_all,
    print_notice,
    print_problem,
    print_text,
)
from sayso.records.casefile import Severity

if TYPE_CHECKING:
    from sayso.publish.cases_json import ReportNames
    from sayso.workbench.casebook import Casebook
    from sayso.workbench.overview import Overview

_FOUND, _NOT_FOUND = 0, 1
_PAGE = 50

_format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
)


@click.command()
@click.option("--person", metavar="NAME", help="Only cases of whoever may bear this name.")
@click.option("--conflicting", is_flag=True, help="Only cases in which accounts conflict.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write pages into this folder, with an index."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="So many at most; by default 50 on a terminal's page, all elsewhere.",
)
@click.option("--after", metavar="ID", help="Go on after the case that a page ended with.")
@_format_option
@casebook_options
def cases(
    *,
    access: Access,
    person: str | None,
    conflicting: bool,
    out: Path | None,
    limit: int | None,
    after: str | None,
    form: str,
) -> int:
    """List the cases that all reports together make up, the newest first.

    Each with whose it is, where it stands, how many reports tell it, on how many independent
    origins it rests, and whether accounts conflict.
    """
    if (form == "html") != (out is not None):
        raise click.UsageError("Pages of cases go into a folder: give --format html --out FOLDER.")
    narrowed = person is not None or conflicting
    if narrowed and (limit is not None or after is not None):
        raise click.UsageError("--limit and --after are for the list of all cases.")
    if form == "text" and limit is None and not narrowed:
        limit = _PAGE
    with access.open() as casebook:
        if person is not None:
            found = casebook.who(person)
        else:
            wanted = None if limit is None else limit + 1
            found = casebook.case_files(limit=wanted, after=after)
        if conflicting:
            found = found.narrow(lambda case: bool(case.contradictions))
        more = limit is not None and len(found.cases) > limit
        found = found.first(limit) if more else found
        if out is not None:
            _write_pages(casebook, found, out)
        elif form == "json":
            _print_json(casebook, found)
        else:
            from sayso.publish.cases_text import render_cases

            settings = make_settings()
            print_all(render_cases(found.cases, width=settings.width, color=settings.color))
            if more:
                print_text(f"There are more: the same with --after {found.cases[-1].id}\n")
        return _FOUND if found.cases else _say_no_case(casebook)


@click.command()
@click.argument("name", metavar="ID")
@_format_option
@casebook_options
def case(name: str, *, access: Access, form: str) -> int:
    """Show one case: its history, the accounts of each step, its sources, its conflicts.

    ID is as `sayso cases` lists it, or the beginning of it; or a case of one report: REPORT/k1.
    """
    from sayso.workbench.quoting import quote_claims

    with access.open() as casebook:
        found = casebook.case_file(name)
        if form == "json":
            _print_json(casebook, found)
            return _FOUND
        names, quotes = _name_reports(casebook, found), quote_claims(casebook.holdings, found)
        if form == "html":
            from sayso.publish.cases_page import render_case as render_page

            print_text(render_page(found.cases[0], names, quotes))
            return _FOUND
        from sayso.publish.cases_text import render_case

        settings = make_settings()
        width, color = settings.width, settings.color
        print_text(render_case(found.cases[0], names, quotes, width=width, color=color))
    return _FOUND


@click.command()
@click.argument("name", metavar="CASE")
@_format_option
@casebook_options
def origins(name: str, *, access: Access, form: str) -> int:
    """Say on whose word a case rests: each independent origin once, and who repeats it.

    CASE is as in `sayso case`.
    """
    with access.open() as casebook:
        found = casebook.case_file(name)
        if form == "json":
            _print_json(casebook, found)
            return _FOUND
        names = _name_reports(casebook, found)
        if form == "html":
            from sayso.publish.cases_page import render_origins as render_page

            print_text(render_page(found.cases[0], names))
            return _FOUND
        from sayso.publish.cases_text import render_origins

        settings = make_settings()
        width, color = settings.width, settings.color
        print_text(render_origins(found.cases[0], names, width=width, color=color))
    return _FOUND


@click.command()
@click.argument("name", metavar="NAME")
@_format_option
@casebook_options
def who(name: str, *, access: Access, form: str) -> int:
    """Show everybody who may bear NAME, in any script: spellings, cases, and who else it may be."""
    with access.open() as casebook:
        found = casebook.who(name)
        names = _name_reports(casebook, found)
        if form == "json":
            _print_json(casebook, found, people=True)
        elif form == "html":
            from sayso.publish.cases_page import render_people as render_page

            print_text(render_page(name, found.identities, found.cases, names))
        else:
            from sayso.publish.cases_text import render_people

            settings = make_settings()
            width, color = settings.width, settings.color
            people, cases = found.identities, found.cases
            print_all(render_people(people, cases, names, width=width, color=color))
        if not found.identities:
            print_problem("nobody of such a name is known.")
            return _NOT_FOUND
    return _FOUND


@click.command()
@click.option(
    "--severity",
    type=click.Choice([it.value for it in Severity]),
    default=Severity.LOW.value,
    show_default=True,
    help="Only conflicts as grave as this, or graver.",
)
@_format_option
@casebook_options
def conflicts(*, access: Access, severity: str, form: str) -> int:
    """List where accounts of one event conflict, the gravest first; every side stays."""
    from sayso.publish.cases_words import is_as_grave

    least = Severity(severity)
    with access.open() as casebook:
        found = casebook.case_files().narrow_contradictions(lambda it: is_as_grave(it, least))
        found = found.narrow(lambda case: bool(case.contradictions))
        names = _name_reports(casebook, found)
        if form == "json":
            _print_json(casebook, found)
        elif form == "html":
            from sayso.publish.cases_page import render_conflicts as render_page

            print_text(render_page(found.cases, names))
        else:
            from sayso.publish.cases_text import render_conflicts

            settings = make_settings()
            width, color = settings.width, settings.color
            print_all(render_conflicts(found.cases, names, width=width, color=color))
        if not found.cases:
            print_problem("no accounts conflict.")
            return _NOT_FOUND
    return _FOUND


def _say_no_case(casebook: "Casebook") -> int:
    if next(casebook.reports(limit=1), None) is None:
        print_problem("there are no reports yet: add some with sayso add FILES")
    else:
        print_problem("no case fits.")
    return _NOT_FOUND


def _name_reports(casebook: "Casebook", found: "Overview") -> "ReportNames":
    from sayso.publish.cases_json import ReportNames

    store = casebook.holdings.store
    files = {}
    for sha256 in found.reports:
        capture = next(iter(store.list_captures(sha256)), None)
        files[sha256] = None if capture is None else capture.file_name
    return ReportNames(found.reports, files)


def _print_json(casebook: "Casebook", found: "Overview", *, people: bool = False) -> None:
    from sayso.publish.cases_json import (
        make_cases_document,
        make_people_document,
        say_makers,
        to_dict,
    )
    from sayso.publish.json_format import write_json

    made_by, names = say_makers(found.pack), _name_reports(casebook, found)
    if people:
        made = to_dict(make_people_document(found.identities, found.cases, names, made_by))
    else:
        made = to_dict(make_cases_document(found.cases, names, made_by))
    print_text(write_json(made, indent=2) + "\n")


def _write_pages(casebook: "Casebook", found: "Overview", out: Path) -> None:
    from sayso.publish.cases_page import render_case, render_index
    from sayso.workbench.quoting import quote_claims

    folder = Folder(out, ".html")
    names = _name_reports(casebook, found)
    for it in found.cases:
        quotes = quote_claims(casebook.holdings, found.narrow(partial(operator.is_, it)))
        folder.write(it.id, render_case(it, names, quotes))
    path = folder.write("index", render_index(found.cases, casebook.holdings.folder.name))
    print_text(f"{path}\n")
    print_notice()
