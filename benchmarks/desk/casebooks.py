"""A casebook of many reports whose cases are put together, for measures of the desk."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.casebook.fill import keep
from benchmarks.reconciling.corpus import Copy, list_copies, read_templates
from sayso.workbench.casebook import Casebook

_COPIES = 40  # of storylines that are kept in one transaction
ANALYST = "bench"


def get_casebook(path: Path, size: int, *, stale: bool = False) -> Path:
    """Return the folder of a casebook of so many reports, made there unless it is there already.

    The reports are those of the storylines beside the tests, told again of other people, at other
    places and times; `benchmarks.reconciling` measures how long their cases take.

    Args:
        path: Where it is, or is to be.
        size: About how many reports.
        stale: Whether readings that older code made will do.
    """
    if (path / "ready").exists():
        return path / "casebook"
    path.mkdir(parents=True, exist_ok=True)
    with Casebook.create(path / "casebook", analyst=ANALYST) as casebook:
        for copies in _cut(list_copies(read_templates(stale=stale), size)):
            with casebook.holdings.store.writing() as writer:
                for copy in copies:
                    for reading in copy.readings:
                        keep(writer, reading)
        for _ in casebook.reconcile():
            pass
    (path / "ready").touch()
    return path / "casebook"


def _cut(copies: Iterator[Copy]) -> Iterator[list[Copy]]:
    while some := list(islice(copies, _COPIES)):
        yield some
