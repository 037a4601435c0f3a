"""What must be true of a casebook whatever process on it was killed."""

from collections.abc import Collection, Mapping
from pathlib import Path

from plain_reader import PlainReader

from sayso.records.casebook import ReadingState
from sayso.workbench.casebook import Casebook


class BrokenPromiseError(Exception):
    """A casebook is not what it promised to be."""


def check_casebook(path: Path, told: Mapping[str, Collection[str]]) -> None:
    """Check a casebook after processes on it ended, in whatever way.

    It verifies as it lies there, and once it was opened for writing; what was acknowledged is
    there; whatever shows as read is what a reader finds in it, whole.

    Args:
        path: Its folder.
        told: What was acknowledged, by what was done: "added" and "removed" SHA-256,
            "decided" ids of decisions.

    Raises:
        BrokenPromiseError: One of it is not so.
    """
    with Casebook.open(path, read_only=True, analyst="Checker") as casebook:
        _check_sound(casebook)
    with Casebook.open(path, analyst="Checker") as casebook:
        _check_sound(casebook)
        _check_kept(casebook, told)
        _check_readings(casebook)


def _check_sound(casebook: Casebook) -> None:
    faults = [f"{fault.where}: {fault.message}" for fault in casebook.verify() if fault.fails]
    if faults:
        raise BrokenPromiseError(f"it does not verify: {'; '.join(faults)}")


def _check_kept(casebook: Casebook, told: Mapping[str, Collection[str]]) -> None:
    states = {report.sha256: report.state for report in casebook.reports()}
    for sha256 in told.get("added", ()):
        # A removal may have been made and not been acknowledged; the log tells of it.
        if states.get(sha256) is not ReadingState.REMOVED:
            casebook.holdings.evidence.get(sha256)
    for sha256 in told.get("removed", ()):
        if states[sha256] is not ReadingState.REMOVED:
            raise BrokenPromiseError(f"{sha256} was removed, and is {states[sha256]}")
    decided = {decision.id for decision in casebook.holdings.store.list_decisions()}
    if lost := set(told.get("decided", ())) - decided:
        raise BrokenPromiseError(f"{len(lost)} acknowledged decisions are lost")


def _check_readings(casebook: Casebook) -> None:
    for report in casebook.reports():
        reading = casebook.get_reading(report.sha256)
        rows = casebook.claims(report=report.sha256, limit=1_000)
        if report.state is not ReadingState.READ:
            if reading is not None or rows or report.claims:
                raise BrokenPromiseError(f"{report.id} is {report.state}, and findings show")
            continue
        if reading is None:
            raise BrokenPromiseError(f"{report.id} is read, and has no reading")
        version = int(reading.made_by.reader.version)
        if reading != PlainReader(version=version).read(reading.report):
            raise BrokenPromiseError(f"the reading of {report.id} is not what its reader found")
        if [row.id for row in rows] != [claim.id for claim in reading.claims]:
            raise BrokenPromiseError(f"{report.id} shows other claims than its reading has")
