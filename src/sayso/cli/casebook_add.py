"""Reports come into a casebook, are read again, and go: `add`, `reread`, `remove`."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.capture.many import Selection
from sayso.capture.options import MAX_BYTES, CaptureOptions, find_day_or_moment
from sayso.cli.access import Access, can_ask, casebook_options
from sayso.cli.casebook_adding import Adding
from sayso.cli.filters import format_option
from sayso.cli.many import selection_options
from sayso.cli.output import make_settings, print_problem, print_text
from sayso.cli.progress import Bar
from sayso.cli.read import parse_published_option
from sayso.cli.reading import LateReader, reading_options
from sayso.errors import CaptureError
from sayso.publish.wording import make_harmless
from sayso.records.casebook import ReadingState

if TYPE_CHECKING:
    from sayso.workbench.adding import Addition
    from sayso.workbench.rereading import Reread

_ALL, _SOME, _NONE = 0, 1, 2
_SINGLE = ("published", "title", "url", "id", "version_of")


def _parse_moment(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return a day, or a moment in UTC; whoever fetched knows the zone of his clock."""
    if value is None:
        return None
    found = find_day_or_moment(value)
    if found is None:
        raise click.BadParameter(
            f"{value!r} is no moment; give it in ISO 8601: 2024-03-11T14:30:00+03:00."
        )
    if "T" not in found:
        return found
    moment = datetime.fromisoformat(found)
    if moment.tzinfo is None:
        raise click.BadParameter(
            f"{value!r} names no time zone; add it, as in +03:00, or Z for UTC."
        )
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _parse_headers(
    _: click.Context, __: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...] | None:
    pairs = [value.partition(":") for value in values]
    if any(not colon or not name.strip() for name, colon, _ in pairs):
        raise click.BadParameter("give a header as in 'Content-Type: text/html'.")
    return tuple((name.strip(), value.strip()) for name, _, value in pairs) or None


_CAPTURE_OPTIONS = (
    click.option("--fetched", callback=_parse_moment, help="When it was fetched, ISO 8601."),
    click.option("--final-url", help="The address that answered, after redirects."),
    click.option("--method", help="How it was obtained, as in web, email, telegram."),
    click.option("--operator", help="Who obtained it, if not the analyst."),
    click.option("--identity", "operator_identity", help="The identity used towards the source."),
    click.option("--network-exit", help="The address under which the machine was seen."),
    click.option("--http-status", type=int, help="Status of the answer."),
    click.option(
        "--header", "headers", multiple=True, callback=_parse_headers, metavar="NAME:VALUE",
        help="A header of the answer; may be given several times.",
    ),
    click.option("--mime", help="Media type, as the answer told it."),
    click.option("--warc-record", help="Id of the WARC record that holds it."),
    click.option("--parent", metavar="CAPTURE", help="Id of the capture that it came with."),
    click.option("--note", help="What you want to add."),
)  # fmt: skip
_FACTS = (
    "fetched", "final_url", "method", "operator", "operator_identity", "network_exit",
    "http_status", "headers", "mime", "warc_record", "parent", "note",
)  # fmt: skip


def _capture_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_CAPTURE_OPTIONS):
        command = option(command)
    return command


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--manifest", type=click.Path(path_type=Path), help="A list of reports, JSON or CSV.")
@click.option("--id", metavar="ID", help="What the casebook calls it; else made from its bytes.")
@click.option(
    "--published", callback=parse_published_option, help="Day or moment of publication, ISO 8601."
)
@click.option("--publisher", help="Who published it.")
@click.option("--title", help="Its headline.")
@click.option("--url", help="Where it was published.")
@click.option("--language", help='Its language, as in "en"; told from the text otherwise.')
@click.option("--version-of", metavar="REPORT", help="It is a changed version of this report.")
@click.option("--again", is_flag=True, help="Take in what was lawfully removed before.")
@_capture_options
@selection_options
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=MAX_BYTES,
    show_default=True,
    help="The longest text that is read.",
)
@reading_options
@format_option
@casebook_options
def add(
    files: tuple[str, ...],
    *,
    access: Access,
    reader: LateReader,
    manifest: Path | None,
    form: str,
    selection: Selection,
    **given: Any,
) -> int:
    """Keep reports as evidence, and read them.

    FILE is text, HTML or PDF, or holds many reports: an export of Telegram Desktop (its folder, a
    zip of it, result.json), a feed (RSS, Atom), an archive of the web (WARC, WACZ). - is standard
    input. The same bytes are kept once; another report of the same address is a changed
    version of the one before.
    """
    additions = [
        replace(addition, selection=selection)
        for addition in _make_additions(files, manifest, given)
    ]
    with access.by(reader).open() as casebook:
        return Adding(form, additions).show(casebook.add(additions))


def _make_additions(
    files: tuple[str, ...], manifest: Path | None, given: dict[str, Any]
) -> "list[Addition]":
    from sayso.workbench.adding import Addition

    if bool(files) == (manifest is not None):
        raise click.UsageError("Give one FILE or several, or a list with --manifest.")
    single = [name for name in _SINGLE if given[name] is not None]
    if single and len(files) != 1:
        option = single[0].replace("_", "-")
        raise click.UsageError(f"--{option} is for a single FILE; for several use --manifest.")
    if files.count("-") > 1:
        raise click.UsageError("Standard input can be read once: give - once.")
    language = given["language"]
    options = CaptureOptions(
        id=given["id"] or None,
        max_bytes=given["max_bytes"],
        published=given["published"],
        publisher=given["publisher"] or None,
        title=given["title"] or None,
        url=given["url"] or None,
        language=language.strip().lower() if language else None,
    )
    facts = {name: given[name] or None for name in _FACTS}
    more = {"version_of": given["version_of"], "again": given["again"]}
    if manifest is not None:
        return [
            Addition(name=str(it.path), source=it.path, options=it.options, facts=facts, **more)
            for it in _read_manifest(manifest, options)
        ]
    return [_make_addition(name, options, facts, more) for name in files]


def _make_addition(
    name: str, options: CaptureOptions, facts: dict[str, Any], more: dict[str, Any]
) -> "Addition":
    from sayso.workbench.adding import Addition

    if name != "-":
        return Addition(name=name, source=Path(name), options=options, facts=facts, **more)
    facts = {**facts, "method": facts["method"] or "stdin"}
    return Addition(name="stdin", source=sys.stdin.buffer, options=options, facts=facts, **more)


def _read_manifest(path: Path, options: CaptureOptions) -> Any:
    from sayso.capture.manifest import read_manifest

    try:
        return read_manifest(path, options)
    except CaptureError as exc:
        raise CaptureError(f"{path}: {exc.problem}", remedy=exc.remedy) from exc


@click.command()
@click.argument("names", nargs=-1, metavar="[REPORT]...")
@click.option(
    "--report",
    "more",
    multiple=True,
    metavar="REPORT",
    help="Only this report; may be given several times.",
)
@click.option("--extract", is_flag=True, help="Make the texts anew from the captured bytes first.")
@reading_options
@format_option
@casebook_options
def reread(
    names: tuple[str, ...],
    *,
    access: Access,
    reader: LateReader,
    more: tuple[str, ...],
    extract: bool,
    form: str,
) -> int:
    """Read reports anew, all of them by default; what people decided stays.

    Reports that the same reader has read already are passed over, unless they are named.
    """
    with access.by(reader).open() as casebook:
        chosen = (*names, *more)
        counts = casebook.stats()
        total = len(chosen) or counts.reports - counts.removed
        return _Rereading(form, total).show(casebook.reread(chosen, extract=extract))


_WORDS = {
    "first": "read for the first time",
    "changed": "with other findings than before",
    "same": "with the same findings as before",
    "skipped": "passed over, since this reader read them before",
    "failed": "not readable",
}


class _Rereading:
    """Shows what becomes of each report that is read again."""

    def __init__(self, form: str, total: int) -> None:
        self._form, self._total = form, total

    def show(self, reread: "Iterator[Reread]") -> int:
        tally = dict.fromkeys(_WORDS, 0)
        with Bar(self._total, shown=make_settings().progress) as bar:
            for item in reread:
                kind = _classify(item)
                tally[kind] += 1
                with bar.paused():
                    self._show_one(item, kind)
                bar.step()
        if self._form == "text":
            told = [f"{number} {_WORDS[kind]}" for kind, number in tally.items() if number]
            print_text(f"Reports: {'; '.join(told) or 'none'}.\n")
        if not tally["failed"]:
            return _ALL
        return _SOME if sum(tally.values()) > tally["failed"] else _NONE

    def _show_one(self, item: "Reread", kind: str) -> None:
        if self._form == "json":
            from sayso.publish.casebook_rows import to_line

            print_text(to_line(item))
        elif item.problem is not None:
            print_problem(f"{item.report.id}: {item.problem}")
        elif kind in ("first", "changed"):
            print_text(make_harmless(f"{item.report.id}  {_WORDS[kind]}\n"))


def _classify(item: "Reread") -> str:
    if item.problem is not None:
        return "failed"
    if item.skipped:
        return "skipped"
    if item.report.state is not ReadingState.READ:
        return "first"
    return "changed" if item.changed else "same"


@click.command()
@click.argument("report")
@click.option(
    "--because", required=True, metavar="REASON", help="Why; it stays, so name nobody in it."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@casebook_options
def remove(report: str, *, access: Access, because: str, yes: bool) -> int:
    """Take a report's bytes and words away for a lawful reason.

    Its hash, the reason, and who removed it stay, and `sayso verify` says so. It cannot be
    undone. Copies elsewhere (backups, exports, merged casebooks) are not reached.
    """
    with access.open() as casebook:
        summary = casebook.holdings.store.get_report(report).summary
        title = make_harmless(" ".join((summary.title or "no title").split()))
        if not yes:
            if not can_ask():
                raise click.UsageError("Nobody is here to be asked: confirm with --yes.")
            if not click.confirm(f"Remove {summary.id} ({title}) for good?", err=True):
                print_problem("nothing was removed.")
                return _NONE
        casebook.remove(report, because=because)
        print_text(f"{summary.id} is removed; that it was here, and why it went, stays.\n")
    return _ALL
