"""`sayso gazetteer`: look a place's name up, and make a gazetteer of a GeoNames dump."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.output import print_problem, print_text
from sayso.cli.progress import Bar

if TYPE_CHECKING:
    from sayso.store.gazetteer import Gazetteer

_FOUND, _NOT_FOUND = 0, 1
_PERCENT = 100
_BUILD, _LOOK_UP = "build", "find"
# The mark keeps the lines apart; it stands here because a docstring would have to be raw for it,
# and click would print it.
_HELP = """Look up where a place is, or build a gazetteer of your own.

\b
sayso gazetteer NAME [options]     the same as: sayso gazetteer find NAME
sayso gazetteer build [options]
"""


class _Group(click.Group):
    """Takes what is no command of its own for a name to look up."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {_BUILD, _LOOK_UP, *ctx.help_option_names}:
            args = [_LOOK_UP, *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Group, help=_HELP)
def gazetteer() -> None:
    """Look up where a place is, or build a gazetteer of one's own."""


@gazetteer.command(_LOOK_UP)
@click.argument("name", required=False)
@click.option("--country", metavar="CC", help="Only in this country: two letters, as in UA.")
@click.option("--within", metavar="REGION", help="Only in this region, district or country.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--sources", is_flag=True, help="Print what the gazetteer was built from instead.")
@click.option(
    "--gazetteer",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Another gazetteer than the one that came with sayso.",
)
def find(name: str | None, *, path: Path | None, sources: bool, as_json: bool, **where: Any) -> int:
    """Print the places that NAME can mean, likeliest first.

    NAME may have the word for its kind: Luhansk, or Luhansk region for that region alone.
    """
    from sayso.workbench.reading import Workbench

    if (name is None) != sources:
        raise click.UsageError("Give a NAME to look up, or --sources.")
    with Workbench.open_gazetteer(path) as opened:
        if name is None:
            return _print_sources(opened, as_json=as_json)
        return _print_places(opened, name, as_json=as_json, **where)


@gazetteer.command(_BUILD)
@click.option(
    "--geonames",
    "dump",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DUMP",
    help="allCountries of GeoNames, or one country's file, .zip or .txt.",
)
@click.option(
    "--alternate-names",
    "other_names",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="alternateNamesV2 of GeoNames, .zip or .txt: more names in English, Russian, Ukrainian.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where to write."
)
def build(dump: Path, *, other_names: Path | None, out: Path) -> int:
    """Make a gazetteer of the one that came with sayso and of a GeoNames dump that you have.

    Read with it: sayso read FILE --gazetteer FILE.
    """
    from sayso.workbench.reading import Workbench

    readings = 2 if other_names is None else 3
    with Bar(readings * _PERCENT, shown=sys.stderr.isatty()) as bar:
        steps = _Steps(bar)
        Workbench.build_gazetteer(dump, out, other_names=other_names, progress=steps)
    with Workbench.open_gazetteer(out) as opened:
        print_text(f"{out}: {opened.count():,} places, edition {opened.maker.version}.\n")
    return _FOUND


class _Steps:
    """Moves a bar by hundredths of each reading."""

    def __init__(self, bar: Bar) -> None:
        self._bar, self._shown = bar, 0

    def __call__(self, done: int, total: int) -> None:
        reached = _PERCENT if done >= total else _PERCENT * done // total
        for _ in range(self._shown, reached):
            self._bar.step()
        self._shown = 0 if done >= total else reached


def _print_places(
    opened: "Gazetteer", name: str, *, country: str | None, within: str | None, as_json: bool
) -> int:
    from sayso.publish.gazetteer_text import entries_to_dict, render_entries

    _refuse_unknown(opened, country, within)
    unit = None if within is None or opened.find(within) else _split_kind(within)[0]
    found = opened.look_up(name, country=country, within=unit or within)
    if not found:
        bare, feature = _split_kind(name)
        named = opened.look_up(bare, country=country, within=unit or within)
        found = tuple(entry for entry in named if entry.place.feature == feature)
    if as_json:
        print_text(_to_json(entries_to_dict(name, found, country=country, within=within)))
    elif found:
        print_text(render_entries(found))
    if found:
        return _FOUND
    where = "".join(f" in {unit}" for unit in (within, country) if unit is not None)
    elsewhere = bool(where) and bool(opened.find(name))
    near = opened.suggest(name)
    hint = " Nearest in spelling: " + ", ".join(near) + "." if near else ""
    hint = " There is one elsewhere: leave --country and --within out." if elsewhere else hint
    print_problem(f"No place of the name {name!r} is known{where}.{hint}")
    return _NOT_FOUND


def _refuse_unknown(opened: "Gazetteer", country: str | None, within: str | None) -> None:
    """Raise where a place was asked for in what is not known itself."""
    if country is not None and opened.find_country(country) is None:
        raise click.BadParameter(
            f"no country of the code {country!r} is known; give two letters, as in UA.",
            param_hint="--country",
        )
    if within is None:
        return
    bare, feature = _split_kind(within)
    named: set[str | None] = {place.feature for place in opened.find(bare)}
    if not opened.find(within) and feature not in named:
        near = opened.suggest(within)
        hint = " Nearest in spelling: " + ", ".join(near) + "." if near else ""
        raise click.BadParameter(
            f"no region, district or country of the name {within!r} is known.{hint}",
            param_hint="--within",
        )


def _split_kind(name: str) -> tuple[str, str | None]:
    """Return a name without the word for its kind, and the kind: "Luhansk", "region"."""
    from sayso.lang.language import get_language

    heads = get_language("en").values("places", "head")
    words = name.split()
    for at in range(1, len(words)):
        feature = heads.get(" ".join(words[at:]).casefold())
        if feature is not None:
            return " ".join(words[:at]), str(feature)
    return name, None


def _print_sources(opened: "Gazetteer", *, as_json: bool) -> int:
    from sayso.publish.gazetteer_text import render_sources, sources_to_dict

    edition, sources = opened.maker.version, opened.sources()
    print_text(
        _to_json(sources_to_dict(edition, sources)) if as_json else render_sources(edition, sources)
    )
    return _FOUND


def _to_json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
