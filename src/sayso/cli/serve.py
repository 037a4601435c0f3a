"""The review desk in the browser: `serve`."""

import webbrowser

import click

from sayso.cli.access import Access, casebook_options
from sayso.cli.output import print_problem, print_text

_DEFAULT_PORT = 8377


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_DEFAULT_PORT,
    show_default=True,
    help="Port of this machine to answer on; 0 for any that is free.",
)
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
@casebook_options
def serve(*, access: Access, port: int, no_browser: bool) -> int:
    """Review a casebook in the browser; only this machine can reach it.

    The printed address lets a browser in; show it to nobody. Stop with Ctrl+C.
    """
    # A server is loaded only here: every other command does without.
    from sayso.web.serving import serve as serve_casebook

    def say(address: str) -> None:
        print_text(f"{address}\n")
        if not no_browser and not webbrowser.open(address):
            print_problem("no browser could be opened: open the address yourself.")

    with access.open() as casebook:
        serve_casebook(casebook, port=port, say=say)
    return 0
