"""The board of cases by stage, and the page of one case."""

from dataclasses import dataclass

from sayso.publish.cases_words import say_conflicts, say_last, say_rests, say_standing, say_subjects
from sayso.records.casefile import CaseFile
from sayso.web.routes import Action, Page, View, Visit

_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One case of a list, in words."""

    id: str
    subjects: str
    standing: str
    rests: str
    last: str | None
    conflicts: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Cases, the newest first; ``settled`` says whether all reports are in them."""

    cases: tuple[Listed, ...]
    settled: bool


def show_cases(visit: Visit) -> View:
    """Return the cases of the casebook."""
    found = visit.casebook.case_files(limit=_AT_ONCE)
    values = Cases(cases=tuple(map(_list_case, found.cases)), settled=found.settled)
    return View(template="board.html.jinja", title="Cases", values=values)


def show_case(visit: Visit) -> View:
    """Return one case."""
    found = visit.casebook.case_file(visit.path["case"])
    listed = _list_case(found.cases[0])
    return View(template="case.html.jinja", title=listed.subjects, values=listed)


def _list_case(case: CaseFile) -> Listed:
    return Listed(
        id=case.id,
        subjects=say_subjects(case.subjects),
        standing=say_standing(case),
        rests=say_rests(case),
        last=say_last(case),
        conflicts=say_conflicts(case),
    )


OFFERS: tuple[Page | Action, ...] = (
    Page(path="/cases", make=show_cases),
    Page(path="/cases/{case}", make=show_case),
)
