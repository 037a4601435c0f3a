"""The cases of a whole casebook, and who is who in it, as people ask for them."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Protocol

from sayso.errors import GatheringError, StoreError
from sayso.packs.pack import Pack
from sayso.reconcile.names.compare import compare_names
from sayso.reconcile.names.keys import list_name_keys
from sayso.records.casebook import ReadingState
from sayso.records.casefile import CaseFile, Identity, Ref
from sayso.review.effective import EffectiveReading
from sayso.review.rulings import make_rulings
from sayso.store.store import Store
from sayso.workbench.casefiles import CaseFiles, make_case_files
from sayso.workbench.deciding import make_effective
from sayso.workbench.facts import name_summaries
from sayso.workbench.holdings import Holdings
from sayso.workbench.overview import Overview
from sayso.workbench.reconciling import is_settled, list_aliases, reconcile
from sayso.workbench.sought import list_nominatives

SHORTEST = 6
"""Digits of a case's id that are enough to name it."""

_ID = re.compile(r"k?([0-9a-f]+)")
_MAY_BE = 0.5  # how alike a name must be to be somebody's who is looked for
_REMEDY = "Look for it with: sayso cases"


def list_case_files(
    holdings: Holdings, pack: Pack, *, limit: int | None = None, after: str | None = None
) -> Overview:
    """Return the cases of a casebook, the newest first.

    Args:
        holdings: The casebook.
        pack: The field that they are put together by.
        limit: The most cases, or ``None`` for all.
        after: The id of the case after which to go on.
    """
    kept = _open(holdings, pack)
    return _overview(holdings, pack, kept.list_cases(limit=limit, after=after), ())


def get_case_file(holdings: Holdings, pack: Pack, name: str) -> Overview:
    """Return one case.

    Args:
        holdings: The casebook.
        pack: The field that it is put together by.
        name: Its id or six digits or more of the beginning of it; an id that it had before
            earlier reports came in; or a case of one report: "REPORT/k1".

    Raises:
        GatheringError: There is none now, and cases are being put together meanwhile.
        StoreError: There is none, or several are meant.
    """
    kept = _open(holdings, pack)
    report, _, case = name.strip().rpartition("/")
    ids = _find_of_report(holdings, kept, report, case) if report else _find(kept, name)
    found = _get_only(kept, ids, name)
    if found is None and holdings.as_kept and not is_settled(holdings, pack):
        raise GatheringError(
            f"Case {name} is not there at this moment: cases are being put together anew.",
            remedy="The page comes again by itself. Nothing that was decided is lost.",
        )
    if found is None:
        raise StoreError(f"There is no case {name!r} in this casebook.", remedy=_REMEDY)
    return _overview(holdings, pack, (found,), ())


def find_people(holdings: Holdings, pack: Pack, name: str) -> Overview:
    """Return everybody who may bear a name, in any script, the likeliest first, and their cases."""
    kept = _open(holdings, pack)
    people = seek_people(kept, name)
    return _overview(holdings, pack, kept.list_cases_of(people), people)


def seek_people(kept: "Known", name: str) -> tuple[Identity, ...]:
    """Return everybody who may bear a name, in any script, the likeliest first."""
    names = list_nominatives(name)
    found = kept.find_people([key for it in names for key in list_name_keys(it)])
    alike = {it.id: max(_measure(name, it) for name in names) for it in found}
    people = [it for it in found if alike[it.id] >= _MAY_BE]
    people.sort(key=lambda it: (-alike[it.id], -len(it.members), it.id))
    return tuple(people)


def make_all(holdings: Holdings, pack: Pack) -> CaseFiles:
    """Return all cases and people, made anew of all readings at once; the casebook stays as it is.

    It is what `sayso.workbench.reconciling` must come to step by step.
    """
    effective = tuple(_list_effective(holdings))
    readings = [it.reading for it in effective if it.reading is not None]
    return make_case_files(readings, pack, make_rulings(effective))


class Known(Protocol):
    """Where people are found by their names."""

    def find_people(self, keys: Collection[str]) -> tuple[Identity, ...]:
        """Return everybody of whose names any has one of these keys."""


class _Kept(Known, Protocol):
    """What can be asked of the cases that a casebook keeps; `sayso.store.across.Across` has it."""

    def list_cases(
        self, *, limit: int | None = None, after: str | None = None
    ) -> tuple[CaseFile, ...]: ...

    def find_case_ids(self, name: str) -> tuple[str, ...]: ...

    def list_cases_of_matter(self, matter: Ref) -> tuple[CaseFile, ...]: ...

    def get_cases(self, ids: Collection[str]) -> tuple[CaseFile, ...]: ...

    def list_cases_of(self, identities: Collection[Identity]) -> tuple[CaseFile, ...]: ...


class _Made:
    """The same of cases that were made in memory, where nothing may be kept."""

    def __init__(self, holdings: Holdings, pack: Pack) -> None:
        self._holdings = holdings
        made = make_all(holdings, pack)
        self._people = made.identities
        days = _list_days(holdings.store, {name for it in made.cases for name in it.reports})
        self._cases = sorted(
            made.cases,
            key=lambda case: (max(days[name] for name in case.reports), case.id),
            reverse=True,
        )

    def list_cases(
        self, *, limit: int | None = None, after: str | None = None
    ) -> tuple[CaseFile, ...]:
        ids = [it.id for it in self._cases]
        begin = ids.index(after) + 1 if after in ids else 0
        return tuple(islice(self._cases, begin, None if limit is None else begin + limit))

    def find_case_ids(self, name: str) -> tuple[str, ...]:
        names = {case.id for case in self._cases}
        readings = {
            sha256: reading
            for sha256 in {at.report for case in self._cases for at in case.matters}
            if (effective := make_effective(self._holdings, sha256)) is not None
            and (reading := effective.reading) is not None
        }
        aliases = (*list_aliases(tuple(self._cases), readings), *((it, it) for it in names))
        return tuple(sorted({it for alias, it in aliases if alias.startswith(name)}))

    def list_cases_of_matter(self, matter: Ref) -> tuple[CaseFile, ...]:
        return tuple(it for it in self._cases if matter in it.matters)

    def get_cases(self, ids: Collection[str]) -> tuple[CaseFile, ...]:
        return tuple(it for it in self._cases if it.id in ids)

    def find_people(self, keys: Collection[str]) -> tuple[Identity, ...]:
        wanted = set(keys)
        return tuple(
            person
            for person in self._people
            if any(wanted & set(list_name_keys(it)) for it in person.spellings)
        )

    def list_cases_of(self, identities: Collection[Identity]) -> tuple[CaseFile, ...]:
        wanted = {it.id for it in identities}
        return tuple(it for it in self._cases if wanted & {who.id for who in it.subjects})


def _open(holdings: Holdings, pack: Pack) -> _Kept:
    """Return the cases as they are now; what is to be reconciled is, before, unless `as_kept`."""
    if not holdings.as_kept and not is_settled(holdings, pack):
        if holdings.store.read_only:
            return _Made(holdings, pack)
        for _ in reconcile(holdings, pack):
            pass
    return holdings.store.across


def _find(kept: _Kept, name: str) -> tuple[str, ...]:
    digits = _ID.fullmatch(name.strip().lower())
    if digits is None:
        raise StoreError(
            f"{name!r} names no case: an id is k and digits of 0 to 9 and a to f.", remedy=_REMEDY
        )
    if len(digits[1]) < SHORTEST:
        raise StoreError(
            f"{name!r} is too short to name a case.",
            remedy=f"Give {SHORTEST} digits or more of its id, as sayso cases prints it.",
        )
    return kept.find_case_ids(f"k{digits[1]}")


def _find_of_report(holdings: Holdings, kept: _Kept, name: str, case: str) -> tuple[str, ...]:
    summary = holdings.store.find_report(name)
    if summary is None:
        raise StoreError(
            f"There is no report {name!r} in this casebook.",
            remedy="sayso reports lists those that are there.",
        )
    found = kept.list_cases_of_matter(Ref(report=summary.sha256, id=case))
    return tuple(it.id for it in found)


def _get_only(kept: _Kept, ids: tuple[str, ...], name: str) -> CaseFile | None:
    if len(ids) > 1:
        raise StoreError(
            f"Several cases are meant by {name!r}: {ids[0]} and {ids[1]} among them.",
            remedy="Give the whole id of one.",
        )
    # A case that is put together anew just now goes between the two questions.
    return next(iter(kept.get_cases(ids)), None)


def _measure(name: str, person: Identity) -> float:
    return max((compare_names(name, it) for it in person.spellings), default=0.0)


def _list_effective(holdings: Holdings) -> Iterator[EffectiveReading]:
    for summary in list(holdings.store.list_reports(states=(ReadingState.READ,))):
        effective = make_effective(holdings, summary.sha256)
        if effective is not None:
            yield effective


def _list_days(store: Store, names: Iterable[str]) -> dict[str, str]:
    found = {name: store.find_report(name) for name in names}
    return {name: "" if it is None else it.published or "" for name, it in found.items()}


def _overview(
    holdings: Holdings,
    pack: Pack,
    cases: tuple[CaseFile, ...],
    identities: tuple[Identity, ...],
) -> Overview:
    names = {name for case in cases for name in case.reports}
    names |= {at.report for it in identities for at in it.members}
    # Who else somebody may be is named by reports too.
    people = (*identities, *(subject for case in cases for subject in case.subjects))
    pairs = [it for person in people for it in person.suggested]
    names |= {at.report for it in pairs for at in (it.one, it.other)}
    found = [it for name in sorted(names) if (it := holdings.store.find_report(name)) is not None]
    shown = name_summaries(holdings.store, found)
    return Overview(
        cases=cases,
        identities=identities,
        reports={it.sha256: it for it in shown},
        pack=pack.maker,
        settled=not holdings.as_kept or is_settled(holdings, pack),
    )
