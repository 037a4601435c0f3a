"""The cases of a whole casebook, and who is who in it."""

from collections.abc import Iterator

from sayso.errors import StoreError
from sayso.packs.pack import Pack
from sayso.records.casebook import ReadingState
from sayso.records.casefile import CaseFile, Identity
from sayso.review.effective import EffectiveReading
from sayso.review.rulings import make_rulings
from sayso.workbench.casefiles import CaseFiles, make_case_files
from sayso.workbench.deciding import make_effective
from sayso.workbench.holdings import Holdings
from sayso.workbench.overview import Overview


def list_case_files(holdings: Holdings, pack: Pack) -> Overview:
    """Return all cases of a casebook."""
    found = _make_all(holdings, pack)
    return _overview(holdings, pack, found.cases, ())


def get_case_file(holdings: Holdings, pack: Pack, name: str) -> Overview:
    """Return one case: by its id, the beginning of it, or that of one of its matters.

    Raises:
        StoreError: There is none, or several begin so.
    """
    found = [it for it in _make_all(holdings, pack).cases if it.id.startswith(name)]
    if len(found) != 1:
        raise StoreError(f"There is no case {name}.", remedy="Look for it with: sayso cases")
    return _overview(holdings, pack, tuple(found), ())


def find_people(holdings: Holdings, pack: Pack, name: str) -> Overview:
    """Return everybody who may bear this name, with the cases whose subject they are."""
    found = _make_all(holdings, pack)
    people = tuple(it for it in found.identities if name.casefold() in it.name.casefold())
    ids = {it.id for it in people}
    cases = tuple(it for it in found.cases if ids & {subject.id for subject in it.subjects})
    return _overview(holdings, pack, cases, people)


def _make_all(holdings: Holdings, pack: Pack) -> CaseFiles:
    effective = tuple(_list_effective(holdings))
    readings = [it.reading for it in effective if it.reading is not None]
    return make_case_files(readings, pack, make_rulings(effective))


def _list_effective(holdings: Holdings) -> Iterator[EffectiveReading]:
    for summary in list(holdings.store.list_reports(states=(ReadingState.READ,))):
        effective = make_effective(holdings, summary.sha256)
        if effective is not None:
            yield effective


def _overview(
    holdings: Holdings,
    pack: Pack,
    cases: tuple[CaseFile, ...],
    identities: tuple[Identity, ...],
) -> Overview:
    names = {name for case in cases for name in case.reports}
    names |= {at.report for it in identities for at in it.members}
    reports = {name: holdings.store.get_report(name).summary for name in sorted(names)}
    return Overview(cases=cases, identities=identities, reports=reports, pack=pack.maker)
