"""Verifying: everything that a casebook or an exported bag holds is computed anew."""

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from sayso.errors import EvidenceError, SaysoError
from sayso.records.casebook import ReportSummary
from sayso.records.fault import Fault, FaultKind
from sayso.records.log import Head
from sayso.store.folder import HEAD
from sayso.store.store import Store
from sayso.store.verify import LogVerifier, StoreLogs, check_published, check_stamps
from sayso.workbench.facts import list_misdated
from sayso.workbench.holdings import Holdings
from sayso.workbench.removing import is_scrub_due


def verify(
    holdings: Holdings, *, certificates: Path | None = None, published: Collection[str] = ()
) -> Iterator[Fault]:
    """Yield all that is not as it was written, in log, evidence and database.

    Nothing that is wrong hides the rest. Nothing is written, so it works on a folder that may
    only be read; and what others write meanwhile raises no alarm. In memory it holds a list of
    the evidence, about 200 bytes for each object, and nothing else that grows with a casebook
    but the reports that decisions speak of.

    Args:
        holdings: The casebook.
        certificates: Root certificates (PEM) of the authorities that made its timestamps;
            without them a note says of each that its signature was not checked.
        published: Hashes of entries, or roots of the log, that were published once: a note
            says which entry each is of, a fault that there is none.
    """
    store, evidence = holdings.store, holdings.evidence
    head, faults = _read_head(holdings)
    yield from faults
    logs = LogVerifier(StoreLogs(store), holdings.folder.id, head=head)
    yield from _guard("log", logs.verify)
    source = StoreLogs(store)
    yield from _guard("log", lambda: check_published(source, store.chain, published))
    yield from _guard("log", lambda: check_stamps(source, store.chain, certificates))
    yield from _guard("evidence", lambda: evidence.check(store.list_objects()))
    yield from _guard("database", lambda: _check_records(store.check()))
    yield from _guard("database", lambda: _check_dates(store))
    yield from _guard("database", lambda: _check_remains(store))


def verify_bag(
    path: Path, *, certificates: Path | None = None, published: Collection[str] = ()
) -> Iterator[Fault]:
    """Yield all that is not as it was written in a bag that `sayso export --bag` made.

    Args:
        path: The folder that holds ``bagit.txt``.
        certificates: As for `verify`.
        published: As for `verify`.

    Raises:
        StoreError: There is no such bag.
    """
    from sayso.store.bag_check import check_bag

    return check_bag(path, certificates=certificates, published=published)


def _read_head(holdings: Holdings) -> tuple[Head | None, list[Fault]]:
    """Return how far the log had come when that was last written down beside it."""
    try:
        head = holdings.folder.read_head()
    except EvidenceError as exc:
        return None, [Fault(kind=FaultKind.ALTERED, where=HEAD, message=exc.problem)]
    if head is None:
        message = "It is missing, so that nothing here tells whether the log was cut short."
        return None, [Fault(kind=FaultKind.MISSING, where=HEAD, message=message)]
    if head.chain != holdings.folder.id:
        message = "It speaks of another casebook's log."
        return None, [Fault(kind=FaultKind.ALTERED, where=HEAD, message=message)]
    return head, []


def _check_remains(store: Store) -> Iterator[Fault]:
    if is_scrub_due(store):
        yield Fault(
            kind=FaultKind.NOTE,
            where="database",
            message="What was lawfully removed is not overwritten yet, since that was "
            "interrupted; the next sayso remove or backup does it.",
        )


def _check_dates(store: Store) -> Iterator[Fault]:
    """Compare the dates by which reports are found with those that were decided."""
    try:
        decided = {sha256 for it in store.list_decisions() for sha256 in it.reports}
    except (KeyError, TypeError, ValueError):
        return  # an entry is damaged, which the walk along the log names
    for sha256 in sorted(decided):
        # Another process may have decided between two looks; then a second look agrees.
        for it, date in _find_misdated(store, sha256) and _find_misdated(store, sha256):
            yield Fault(
                kind=FaultKind.BROKEN,
                where="database",
                message=f"Report {it.id} ({it.sha256}) is found by the date {it.published}; "
                f"{date} is in force.",
            )


def _find_misdated(store: Store, sha256: str) -> list[tuple[ReportSummary, str | None]]:
    try:
        return list(list_misdated(store, [sha256]))
    except (SaysoError, KeyError, TypeError, ValueError):
        return []  # it is damaged, which the check of the records names


def _check_records(sentences: Iterable[str]) -> Iterator[Fault]:
    for sentence in sentences:
        yield Fault(kind=FaultKind.BROKEN, where="database", message=sentence)


def _guard(where: str, check: Callable[[], Iterable[Fault]]) -> Iterator[Fault]:
    """Yield what a check finds; where it cannot go on, say so, and go on with the next."""
    try:
        yield from check()
    except SaysoError as exc:
        yield Fault(
            kind=FaultKind.BROKEN,
            where=where,
            message=f"It could not be checked to the end: {exc.problem}",
        )
