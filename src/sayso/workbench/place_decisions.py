"""What is asked of places: which of several one is, and whether two are one."""

from collections.abc import Sequence

from sayso.records.casefile import Ref
from sayso.records.decision import Decision, SamePlace, SubjectKind, Value
from sayso.records.entity import PlaceCandidate
from sayso.records.places import PlaceSeen, make_candidate_key
from sayso.records.plain import make_plain
from sayso.review.question_text import QuestionError
from sayso.store.gathered import Gathered
from sayso.workbench.holdings import Holdings

NONE, OPEN = "none", "open"
_MOST_CHOSEN = 40
_MOST_LOOKED = 1000  # reports of one place


def list_answers(
    holdings: Holdings, name: str, reports: tuple[str, ...], choice: str
) -> tuple[tuple[str, object], ...]:
    """Return questions and values; see `sayso.workbench.gathering.Gathering.ask_place`."""
    gathered = holdings.store.across.gathered
    known = gathered.find_place(name)
    if not reports or len(reports) > _MOST_CHOSEN:
        raise QuestionError(
            "No report is chosen, or too many at once.",
            remedy=f"Choose one report or more, {_MOST_CHOSEN} at most.",
        )
    shown = () if known is None else known.place.candidates
    return tuple(
        (f"value:{at}.candidates", _choose(choice, shown, _list_own(holdings, at)))
        for at in reports
    )


def _choose(
    choice: str, shown: Sequence[PlaceCandidate], own: Sequence[PlaceCandidate]
) -> list[object]:
    """Return the candidates that an answer leaves: those of the report, or of the whole place."""
    if choice == NONE:
        return []
    if choice == OPEN:
        return [make_plain(it) for it in (own if len(own) > 1 else shown)]
    for it in (*own, *shown):
        if make_candidate_key(it) == choice:
            return [make_plain(it)]
    raise QuestionError("There is no such place to choose.", remedy="Choose one of the list.")


def _list_own(holdings: Holdings, at: str) -> tuple[PlaceCandidate, ...]:
    seen = _find_told(holdings, at)
    return () if seen is None else seen.told.place.candidates


def ask_same(holdings: Holdings, name: str, other: str) -> str:
    """Return a question; see `sayso.workbench.gathering.Gathering.ask_same_place`."""
    gathered = holdings.store.across.gathered
    one = _find_end(holdings, gathered, name, beside=None)
    two = _find_end(holdings, gathered, other, beside=one)
    return f"same-place:{one}={two}"


def is_of_place(holdings: Holdings, decision: Decision, name: str) -> bool:
    """Return whether a decision says where a place lies, or with which it is one."""
    question = decision.question
    if isinstance(question, Value):
        fits = question.of.kind is SubjectKind.PLACE
    else:
        fits = isinstance(question, SamePlace)
    gathered = holdings.store.across.gathered
    known = gathered.find_place(name) if fits else None
    if known is None:
        return False
    told = gathered.list_place_reports(known.id, after=None, limit=_MOST_LOOKED)
    return len(told) == _MOST_LOOKED or any(it.report in decision.reports for it in told)


def _find_end(holdings: Holdings, gathered: Gathered, name: str, *, beside: str | None) -> str:
    """Return one report's entity: the one named, or the first that tells of a place."""
    if "/" in name:
        seen = _find_told(holdings, name)
        told: tuple[PlaceSeen, ...] = () if seen is None else (seen,)
    else:
        known = gathered.find_place(name)
        told = gathered.list_place_reports(known.id, after=None, limit=2) if known else ()
    for it in told:
        summary = holdings.store.find_report(it.report)
        end = None if summary is None else f"{summary.id}/{it.told.id}"
        if end is not None and end != beside:
            return end
    raise QuestionError(
        f"There is no such place: {name!r}, or no other report tells of it.",
        remedy="Load the page again: it may have been put together anew.",
    )


def _find_told(holdings: Holdings, name: str) -> PlaceSeen | None:
    report, _, entity = name.rpartition("/")
    found = holdings.store.find_report(report)
    at = None if found is None else Ref(report=found.sha256, id=entity)
    return None if at is None else holdings.store.across.gathered.get_told_place(at)
