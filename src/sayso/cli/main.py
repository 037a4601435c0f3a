"""The command `sayso`: nothing heavy is imported before a command needs it."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso import __version__
from sayso.cli.access import Edge, casebook_option, passphrase_option
from sayso.cli.accounts import account, reviewers
from sayso.cli.bench import bench
from sayso.cli.casebook_add import add, remove, reread
from sayso.cli.casebook_decide import correct, decide, undo, worklist
from sayso.cli.casebook_keep import backup, export, merge, restore, timestamp, verify
from sayso.cli.casebook_list import claims, log, reports, search, stats
from sayso.cli.casebook_new import new, passphrase
from sayso.cli.casebook_show import show
from sayso.cli.cases import case, cases, conflicts, origins, who
from sayso.cli.gazetteer import gazetteer
from sayso.cli.output import OutputClosedError, print_problem
from sayso.cli.read import read
from sayso.cli.schema import schema
from sayso.cli.serve import serve
from sayso.errors import SaysoError

if TYPE_CHECKING:
    from sayso.workbench.holdings import ReportReader

_STOPPED, _CLOSED, _WRONG = 130, 141, 2


_SECTIONS: Mapping[str, tuple[click.Command, ...]] = {
    "Without a casebook": (read, gazetteer, schema, bench),
    "A casebook begins and grows": (new, add, reread),
    "What is in it": (reports, show, search, claims, stats, log),
    "What reports together say": (cases, case, who, origins, conflicts),
    "What people decide": (serve, worklist, decide, correct, undo, remove),
    "Who decides": (account, reviewers),
    "Kept, checked, handed on": (verify, timestamp, backup, restore, merge, export, passphrase),
}


class _Sections(click.Group):
    """Shows its commands under headings, in the order in which one needs them."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, by their headings."""
        for title, commands in _SECTIONS.items():
            names = [str(command.name) for command in commands]
            known = [(name, self.get_command(ctx, name)) for name in names]
            rows = [(name, it.get_short_help_str(limit=88)) for name, it in known if it]
            with formatter.section(title):
                formatter.write_dl(rows)


@click.group(
    cls=_Sections,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name="sayso")
@casebook_option
@passphrase_option
@click.pass_context
def cli(ctx: click.Context, casebook: Path | None, passphrase_file: Path | None) -> None:
    """Turn reports into sourced case files: who says so, on whose word."""
    if casebook is None and passphrase_file is None:
        return
    without = {command.name for command in _SECTIONS["Without a casebook"]}
    if ctx.invoked_subcommand in without or (casebook and ctx.invoked_subcommand == new.name):
        raise click.UsageError(f"sayso {ctx.invoked_subcommand} uses no casebook.")
    edge = ctx.obj if isinstance(ctx.obj, Edge) else Edge()
    ctx.obj = replace(edge, casebook=casebook, passphrase_file=passphrase_file)


for _commands in _SECTIONS.values():
    for _command in _commands:
        cli.add_command(_command)


def main(args: Sequence[str] | None = None, *, reader: "ReportReader | None" = None) -> int:
    """Run one command and return its exit code (`docs/reference/cli.md`).

    Args:
        args: The words behind ``sayso``; those of the process by default.
        reader: What reads the reports of a casebook instead of sayso's own reader.
    """
    args = sys.argv[1:] if args is None else args
    edge = Edge(reader=reader)
    try:
        code = cli.main(args=list(args), prog_name="sayso", standalone_mode=False, obj=edge)
    except (click.exceptions.Abort, KeyboardInterrupt):
        print_problem("stopped.")
        return _STOPPED
    except click.exceptions.NoArgsIsHelpError as exc:
        click.echo(exc.format_message(), err=True)
        return _WRONG
    except click.ClickException as exc:
        context = getattr(exc, "ctx", None)
        hint = f" See: {context.command_path} --help" if context is not None else ""
        said = " ".join(exc.format_message().split()).removesuffix(".")
        print_problem(f"{said}.{hint}")
        return _WRONG
    except SaysoError as exc:
        print_problem(str(exc))
        return _WRONG
    except OutputClosedError:
        return _CLOSED
    except OSError as exc:
        where = "" if exc.filename is None else f" ({exc.filename})"
        print_problem(f"The system refused: {exc.strerror or exc}{where}. Check disk and rights.")
        return _WRONG
    return code if isinstance(code, int) else 0
