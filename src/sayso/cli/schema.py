"""`sayso schema`: the public formats, for programs that read them."""

import json

import click

from sayso.cli.output import print_text


@click.command()
@click.argument("name", metavar="NAME", type=click.Choice(["reading", "cases", "people"]))
def schema(name: str) -> int:
    """Print the JSON Schema of an output format.

    NAME is `reading`: what `sayso read --format json` prints; `cases`: what `sayso cases --format
    json` prints; `people`: what `sayso who NAME --format json` prints.
    """
    from sayso.publish import cases_json, reading_json

    made = {
        "reading": reading_json.schema,
        "cases": cases_json.schema,
        "people": cases_json.people_schema,
    }[name]()
    print_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n")
    return 0
