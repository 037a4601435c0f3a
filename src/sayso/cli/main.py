"""The command `sayso`: nothing heavy is imported before a command needs it."""

import sys
from collections.abc import Sequence

import click

from sayso import __version__
from sayso.cli.gazetteer import gazetteer
from sayso.cli.output import OutputClosedError, print_problem
from sayso.cli.read import read
from sayso.cli.schema import schema
from sayso.errors import SaysoError

_STOPPED, _CLOSED, _WRONG = 130, 141, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="sayso")
def cli() -> None:
    """Turn reports into sourced case files: who says so, on whose word."""


cli.add_command(gazetteer)
cli.add_command(read)
cli.add_command(schema)


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (`docs/reference/cli.md`)."""
    args = sys.argv[1:] if args is None else args
    try:
        code = cli.main(args=list(args), prog_name="sayso", standalone_mode=False)
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
    return code if isinstance(code, int) else 0
