"""The review desk in the browser: `serve`."""

import os
import threading
import webbrowser

import click

from sayso.cli.access import Access, casebook_options
from sayso.cli.output import print_problem, print_text

_DEFAULT_PORT = 8377
_STOPPED = 130
_HOW_TO_STOP = "Stop with Ctrl+C. Show this address to nobody: it lets a browser in."


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
        print_text(f"{address}\n{_HOW_TO_STOP}\n")
        if not no_browser:
            # A browser may take its time, or stay in the foreground; the desk answers meanwhile.
            threading.Thread(target=_open_browser, args=(address,), daemon=True).start()

    try:
        with access.open() as casebook:
            serve_casebook(casebook, port=port, say=say, complain=print_problem)
    except KeyboardInterrupt:
        print_problem("stopped. Nothing was lost.")
        return _STOPPED
    return 0


def _open_browser(address: str) -> None:
    if not _has_browser() or not webbrowser.open(address):
        print_problem("no browser could be opened: open the address yourself.")


def _has_browser() -> bool:
    """Return whether there is a browser with a window of its own, or one that was asked for.

    One that runs in the terminal would take it away from the desk.
    """
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return False
    return "BROWSER" in os.environ or type(found) is not webbrowser.GenericBrowser
