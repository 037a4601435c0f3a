"""How well sayso tells what is one: scores for pairs that others have judged."""

from typing import BinaryIO

import click

from sayso.cli.output import print_text

_SHORT = "Print scores for pairs that others have judged, to measure sayso."


@click.group(short_help=_SHORT)
def bench() -> None:
    """Print scores for pairs that others have judged, to measure sayso."""


@bench.command(short_help="Score pairs of people's names.")
@click.argument("pairs", type=click.File("rb"))
def names(pairs: BinaryIO) -> None:
    """Print how alike the names of each pair in PAIRS are.

    PAIRS holds a JSON object a line, each with an id and two names, query and candidate; "-" is
    standard input. Each line of output is the id, a tab, and the score, 0 to 1. From 0.9 on, two
    names are shown as likely one.
    """
    from sayso.workbench.name_pairs import score_name_pairs

    for key, score in score_name_pairs(pairs, of=pairs.name):
        print_text(f"{key}\t{score:.6f}\n")
