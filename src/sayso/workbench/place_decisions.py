"""What is asked of places: which of several one is, and whether two are one."""

from sayso.records.casefile import Ref
from sayso.records.places import PlaceSeen
from sayso.records.plain import make_plain
from sayso.review.question_text import QuestionError
from sayso.store.gathered import Gathered
from sayso.workbench.holdings import Holdings

NONE, OPEN = "none", "open"
_MOST_CHOSEN = 40


def list_answers(
    holdings: Holdings, name: str, reports: tuple[str, ...], choice: str
) -> tuple[tuple[str, object], ...]:
    """Return questions and values; see `sayso.workbench.gathering.Gathering.ask_place`."""
    gathered = holdings.store.across.gathered
    known = gathered.find_place(name)
    first = gathered.list_place_reports(known.id, after=None, limit=1) if known else ()
    candidates = first[0].told.place.candidates if first else ()
    if not reports or len(reports) > _MOST_CHOSEN:
        raise QuestionError(
            "No report is chosen, or too many at once.",
            remedy=f"Choose one report or more, {_MOST_CHOSEN} at most.",
        )
    if choice == NONE:
        chosen: list[object] = []
    elif choice == OPEN:
        chosen = [make_plain(it) for it in candidates]
    elif choice.isdecimal() and int(choice) < len(candidates):
        chosen = [make_plain(candidates[int(choice)])]
    else:
        raise QuestionError("There is no such place to choose.", remedy="Choose one of the list.")
    return tuple((f"value:{at}.candidates", chosen) for at in reports)


def ask_same(holdings: Holdings, name: str, other: str) -> str:
    """Return a question; see `sayso.workbench.gathering.Gathering.ask_same_place`."""
    gathered = holdings.store.across.gathered
    one = _find_end(holdings, gathered, name, beside=None)
    two = _find_end(holdings, gathered, other, beside=one)
    return f"same-place:{one}={two}"


def _find_end(holdings: Holdings, gathered: Gathered, name: str, *, beside: str | None) -> str:
    """Return one report's entity: the one named, or the first that tells of a place."""
    report, _, entity = name.rpartition("/")
    if report:
        found = holdings.store.find_report(report)
        at = None if found is None else Ref(report=found.sha256, id=entity)
        seen = None if at is None else gathered.get_told_place(at)
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
