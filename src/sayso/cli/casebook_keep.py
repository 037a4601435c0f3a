"""A casebook is checked, copied, joined and handed on: `verify`, `backup`, `merge`, ..."""

from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from sayso.cli.access import Access, casebook_options, is_casebook
from sayso.cli.filters import format_option
from sayso.cli.output import print_notice, print_problem, print_text
from sayso.publish.wording import make_harmless, say_count
from sayso.records.log import MerkleTree

if TYPE_CHECKING:
    from sayso.records.fault import Fault
    from sayso.workbench.merging import Merged
    from sayso.workbench.timestamping import Stamped

_SOUND, _FAULTY = 0, 1
_path = click.Path(path_type=Path)
_certificates_option = click.option(
    "--certificates",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Root certificates (PEM) of the authorities whose timestamps are checked.",
)


@click.command()
@click.argument("path", required=False, type=_path)
@click.option(
    "--published",
    multiple=True,
    metavar="HASH",
    help="A last entry's hash, or a root of the log, that was published: the log must have it. "
    "More than once for several.",
)
@_certificates_option
@format_option
@casebook_options
def verify(
    path: Path | None,
    *,
    access: Access,
    certificates: Path | None,
    published: tuple[str, ...],
    form: str,
) -> int:
    """Re-compute every hash of a casebook, and name all that is not as it was written.

    PATH is a casebook, or what `sayso export --bag` wrote; else as --casebook says. The exit
    code is 0 if it is sound, 1 if it is not, and 2 if that could not be found out.
    """
    if path is not None and not is_casebook(path):
        from sayso.workbench.verifying import verify_bag

        return _print_verdict(
            verify_bag(path, certificates=certificates, published=published), str(path), form
        )
    chosen = access if path is None else access.at(path)
    with chosen.open(read_only=True, forward=False) as casebook:
        found = casebook.verify(certificates=certificates, published=published)
        code = _print_verdict(found, casebook.path.name, form)
        if form == "text" and code == _SOUND:
            tree = MerkleTree()
            for entry in casebook.log():
                tree.append(entry.hash)
            print_text(f"Last entry: {entry.n}, {entry.hash}\n")
            print_text(f"Root of the log: {tree.make_root()}\n")
        return code


def _print_verdict(faults: "Iterable[Fault]", what: str, form: str) -> int:
    failed = 0
    for fault in faults:
        failed += fault.fails
        if form == "json":
            from sayso.publish.casebook_rows import to_line

            print_text(to_line(fault))
        else:
            where = " ".join(f"{fault.where}: {fault.message}".split())
            print_text(make_harmless(f"{fault.kind.value}  {where}\n"))
    if form == "text":
        verdict = "sound" if not failed else f"not sound: {say_count(failed, 'fault')}"
        print_text(make_harmless(f"{what} is {verdict}.") + "\n")
    return _FAULTY if failed else _SOUND


@click.command()
@click.argument("out", type=_path)
@casebook_options
def backup(out: Path, *, access: Access) -> int:
    """Copy the casebook as it is at this moment into OUT, and verify the copy.

    Others may go on working meanwhile. The backup of an encrypted casebook is encrypted.
    """
    with access.open() as casebook:
        made = casebook.backup(out)
        print_text(f"{made} is a backup, and sound. Restore it: sayso restore {made} DIR\n")
        print_notice()
    return _SOUND


@click.command()
@click.argument("source", metavar="BACKUP", type=_path)
@click.argument("folder", metavar="DIR", type=_path)
@click.option(
    "--database",
    default="sqlite",
    show_default=True,
    metavar="sqlite|postgresql://...",
    help="Where its records are to be kept.",
)
@casebook_options
def restore(source: Path, folder: Path, *, access: Access, database: str) -> int:
    """Make a casebook of a backup, in the new folder DIR."""
    from sayso.workbench.casebook import Casebook

    def restore_with(passphrase: str | None) -> Casebook:
        return Casebook.restore(
            source, folder, database=database, passphrase=passphrase, analyst=access.analyst
        )

    access.unlock(restore_with, source.name).close()
    print_text(f"{folder} is a casebook again.\n")
    return _SOUND


@click.command()
@click.argument("other", type=_path)
@click.option(
    "--other-passphrase-file",
    "other_file",
    type=_path,
    metavar="FILE",
    help="Holds the passphrase of OTHER, where it is encrypted; else it is asked for.",
)
@format_option
@casebook_options
def merge(other: Path, *, access: Access, other_file: Path | None, form: str) -> int:
    """Take in all that the casebook OTHER holds, with its log; OTHER stays as it is."""
    there = access.at(other, passphrase_file=other_file)
    with access.open() as casebook, there.open(read_only=True, forward=False) as second:
        merged = casebook.merge(second)
    if form == "json":
        from sayso.publish.casebook_rows import to_line

        print_text(to_line(merged))
    else:
        _show_merged(merged)
    return _SOUND


def _show_merged(merged: "Merged") -> None:
    print_text(
        f"From {make_harmless(merged.name)}: {say_count(merged.reports, 'report')}, "
        f"{say_count(merged.decisions, 'decision')}, "
        f"{say_count(merged.entries, 'entry', 'entries')} of its log.\n"
    )
    for there, here in merged.renamed:
        print_text(make_harmless(f"{there} is called {here} here; another report had its id.\n"))
    for name in merged.removed:
        print_text(make_harmless(f"{name} went here too: it was lawfully removed there.\n"))
    if merged.kept_out:
        reports = say_count(merged.kept_out, "report")
        print_text(f"{reports} stayed out: lawfully removed here before.\n")
    for warning in merged.warnings:
        print_problem(warning)


@click.command()
@click.option(
    "--csv",
    "csv_out",
    type=_path,
    metavar="OUT",
    help="Tables for a spreadsheet, into the folder OUT.",
)
@click.option(
    "--jsonl",
    "jsonl_out",
    type=_path,
    metavar="OUT",
    help="JSON Lines for a program, into the folder OUT.",
)
@click.option(
    "--bag",
    "bag_out",
    type=_path,
    metavar="OUT",
    help="A bag (BagIt) that an outsider can verify without sayso.",
)
@casebook_options
def export(
    *, access: Access, csv_out: Path | None, jsonl_out: Path | None, bag_out: Path | None
) -> int:
    """Hand on what the casebook holds; decrypted, if it is encrypted."""
    from sayso.workbench.tabulating import TableForm, export_rows

    given = [out for out in (csv_out, jsonl_out, bag_out) if out is not None]
    if len(given) != 1:
        raise click.UsageError("Give one of --csv OUT, --jsonl OUT and --bag OUT.")
    with access.open() as casebook:
        if bag_out is not None:
            made = casebook.export_bag(bag_out)
            how = made / "data" / "README.md"
            print_text(f"{made} can be verified without sayso; {how} says how.\n")
            print_notice()
            return _SOUND
        form = TableForm.CSV if csv_out is not None else TableForm.JSONL
        for path in export_rows(casebook.holdings, given[0], form=form):
            print_text(f"{path}\n")
        print_notice()
    return _SOUND


@click.command()
@click.option(
    "--request",
    type=click.File("wb", lazy=True),
    metavar="FILE",
    help="Write a request (.tsq) for an authority to FILE.",
)
@click.option(
    "--reply",
    type=click.File("rb"),
    metavar="FILE",
    help="Keep an authority's answer (.tsr) from FILE.",
)
@click.option("--authority", metavar="URL", help="Ask the authority at URL, over the network.")
@_certificates_option
@casebook_options
def timestamp(
    *,
    access: Access,
    request: IO[bytes] | None,
    reply: IO[bytes] | None,
    authority: str | None,
    certificates: Path | None,
) -> int:
    """Have an authority sign that the log was as it is, at this time (RFC 3161).

    Only a hash goes out; it tells nothing of what the casebook holds. Without --authority no
    network is used: carry the request to an authority, and its answer back.
    """
    if sum(given is not None for given in (request, reply, authority)) != 1:
        raise click.UsageError("Give one of --request FILE, --reply FILE and --authority URL.")
    with access.open() as casebook:
        if request is not None:
            request.write(casebook.request_timestamp())
            print_text(
                f"{request.name} is for an authority to answer; keep its answer with --reply.\n"
            )
        elif reply is not None:
            _show_stamped(casebook.keep_timestamp(reply.read(), certificates=certificates))
        elif authority is not None:
            _show_stamped(casebook.fetch_timestamp(authority, certificates=certificates))
    return _SOUND


def _show_stamped(stamped: "Stamped") -> None:
    seen = "" if stamped.time is None else f", seen by the authority at {stamped.time}"
    print_text(
        f"Entry {stamped.entry.n} of the log keeps the timestamp of entries 1 to "
        f"{stamped.n}{seen}.\n"
    )
    if stamped.problem is not None:
        print_problem(f"{stamped.problem} It is kept; check it with openssl ts -verify.")
    elif not stamped.verified:
        print_problem("Its signature was not checked: give --certificates FILE to sayso verify.")
