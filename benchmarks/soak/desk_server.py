"""The desk as a process that is killed: `sayso serve`, or many of it begun from one.

    python -m benchmarks.soak.desk_server FOLDER

For each line on standard input it begins one process that serves the casebook as `sayso serve`
does, and prints its id and its address as one JSON line. So that a kill costs no second, they are
forked from a process that has loaded all there is to load, and the clerk is a thread of theirs,
without models: what is killed is then at work on readings, too.
"""

import json
import os
import sys

from clerks import LocalClerk
from plain_reader import PlainReader

from sayso.web import pages, paper, serving
from sayso.workbench import adding, deciding, reconciling, spooling
from sayso.workbench.casebook import Casebook

LOADED = (pages, adding, deciding, reconciling, spooling)
"""What a process that serves loads sooner or later."""


def main() -> None:
    folder = sys.argv[1]
    serving.ChildClerk = LocalClerk  # type: ignore[assignment,attr-defined]
    for name in ("inbox", "edit_answer"):
        paper._environment().get_template(f"{name}.html.jinja")
    paper.get_edition()
    for _ in sys.stdin:
        if os.fork() == 0:
            _serve(folder)


def _serve(folder: str) -> None:
    def say(address: str) -> None:
        line = json.dumps({"pid": os.getpid(), "address": address})
        os.write(sys.stdout.fileno(), line.encode() + b"\n")

    def complain(line: str) -> None:
        os.write(sys.stderr.fileno(), line.encode() + b"\n")

    # What it was begun by ends when it closes its own end; this one must not hold it.
    os.close(sys.stdin.fileno())
    with Casebook.open(folder, analyst="Vera", reader=PlainReader()) as casebook:
        serving.serve(casebook, port=0, say=say, complain=complain)
    os._exit(0)


if __name__ == "__main__":
    main()
