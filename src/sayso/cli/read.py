"""`sayso read`: everything that reports say."""

from dataclasses import replace
from pathlib import Path

import click

from sayso.capture.many import Selection
from sayso.capture.options import MAX_BYTES, CaptureOptions, parse_published
from sayso.cli.many import selection_options
from sayso.cli.output import Folder, make_settings
from sayso.cli.run import Request, Run
from sayso.errors import CaptureError
from sayso.packs.pack import find_packs

_SUFFIXES = {"text": ".txt", "json": ".json", "html": ".html"}


def parse_published_option(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return a day or moment of publication in its canonical form."""
    try:
        return None if value is None else parse_published(value)
    except CaptureError as exc:
        raise click.BadParameter(str(exc)) from exc


def parse_claims_option(_: click.Context, __: click.Parameter, value: str) -> str:
    """Return what finds the statements, if there is such."""
    if value not in ("model", "rules") and not Path(value).is_file():
        raise click.BadParameter(f"There is no file {value}; give model, rules or a model's file.")
    return value


def parse_pack_option(
    _: click.Context, __: click.Parameter, value: str | None
) -> str | Path | None:
    """Return a shipped pack's name or the folder of another."""
    if value is None or value in find_packs():
        return value
    if not Path(value).is_dir():
        known = ", ".join(find_packs())
        raise click.BadParameter(f"There is no pack {value}; give {known}, or a pack's folder.")
    return Path(value)


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option(
    "--published", callback=parse_published_option, help="Day or moment of publication, ISO 8601."
)
@click.option("--publisher", help="Who published it.")
@click.option("--title", help="Its headline.")
@click.option("--url", help="Where it was published.")
@click.option("--language", help='Its language, as in "en"; told from the text otherwise.')
@click.option("--manifest", type=click.Path(path_type=Path), help="A list of reports, JSON or CSV.")
@click.option(
    "--format", "form", type=click.Choice(list(_SUFFIXES)), default="text", show_default=True
)
@click.option(
    "--claims",
    callback=parse_claims_option,
    default="model",
    show_default=True,
    metavar="model|rules|FILE",
    help="What finds the statements: the trained tagger with rules, rules alone, another model.",
)
@click.option(
    "--pack",
    callback=parse_pack_option,
    default="military-refusal",
    show_default=True,
    metavar="NAME|FOLDER",
    help="The field whose events, procedure and law are read.",
)
@click.option(
    "--gazetteer",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Look places up in this gazetteer, not in the one that came with sayso.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write one file a report into this folder."
)
@selection_options
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=MAX_BYTES,
    show_default=True,
    help="The longest text that is read.",
)
def read(
    files: tuple[str, ...],
    *,
    manifest: Path | None,
    form: str,
    out: Path | None,
    max_bytes: int,
    claims: str,
    gazetteer: Path | None,
    pack: str | Path,
    selection: Selection,
    **given: str | None,
) -> int:
    """Print everything that each report says, and on whose word.

    FILE is text, HTML or PDF, or holds many reports: an export of Telegram Desktop (its folder, a
    zip of it, result.json), a feed (RSS, Atom), an archive of the web (WARC, WACZ). - is standard
    input.
    """
    language = given["language"]
    options = CaptureOptions(
        max_bytes=max_bytes,
        published=given["published"],
        publisher=given["publisher"] or None,
        title=given["title"] or None,
        url=given["url"] or None,
        language=language.strip().lower() if language else None,
    )
    requests = _make_requests(files, manifest, options)
    requests = [replace(request, selection=selection) for request in requests]
    if form == "html" and out is None and len(requests) > 1:
        raise click.UsageError("Several pages need a folder: give one with --out.")
    folder = Folder(out, _SUFFIXES[form]) if out is not None else None
    settings = replace(make_settings(), max_bytes=max_bytes, claims=claims, gazetteer=gazetteer)
    return Run(replace(settings, pack=pack), form, folder).read(requests)


def _make_requests(
    files: tuple[str, ...], manifest: Path | None, options: CaptureOptions
) -> list[Request]:
    if bool(files) == (manifest is not None):
        raise click.UsageError("Give one FILE or several, or a list with --manifest.")
    single = [name for name in ("published", "title", "url") if getattr(options, name) is not None]
    if single and len(files) != 1:
        raise click.UsageError(
            f"--{single[0]} is for a single FILE; for several files use --manifest."
        )
    if manifest is not None:
        from sayso.capture.manifest import read_manifest

        try:
            listed = read_manifest(manifest, options)
        except CaptureError as exc:
            raise CaptureError(f"{manifest}: {exc.problem}", remedy=exc.remedy) from exc
        return [Request(name=str(it.path), path=it.path, options=it.options) for it in listed]
    if files.count("-") > 1:
        raise click.UsageError("Standard input can be read once: give - once.")
    return [
        Request(name="stdin", path=None, options=options)
        if name == "-"
        else Request(name=name, path=Path(name), options=options)
        for name in files
    ]
