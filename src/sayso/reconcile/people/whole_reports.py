"""What two reports about one man each have in common, in whichever of their sentences."""

from collections.abc import Iterator, Sequence

from sayso.reconcile.people.evidence import find_same_court
from sayso.reconcile.people.naming import has_common_surname, is_full_name
from sayso.reconcile.people.surroundings import STEM, tell_place
from sayso.reconcile.people.weights import Weights
from sayso.records.casefile import Profile, Reason

_SOUNDS = ("name:", STEM)


def weigh_whole_reports(
    one: Profile, other: Profile, found: Sequence[Reason], weights: Weights
) -> Iterator[Reason]:
    """Yield what it weighs that two reports name one settlement or one court.

    All that a report tells concerns the one of whom alone it makes a case. It is asked of two
    with full names that not very many bear, and only where their own sentences tell nothing of
    the kind.
    """
    if not all(is_full_name(it) and not has_common_surname(it.name) for it in (one, other)):
        return
    # A shared region leaves the town open; all else that is told of places has settled it.
    known = {it.kind for it in found if it.kind != "place" or it.weight != weights.region}
    if not known & {"place", "home", "elsewhere"} and (place := _find_place(one, other)):
        words = f"both reports name {place}"
        yield Reason(kind="place", weight=weights.named_place, words=words)
    if "court" not in known and find_same_court(one.report_bodies, other.report_bodies):
        words = "both reports name one court"
        yield Reason(kind="court", weight=weights.named_court, words=words)


def _find_place(one: Profile, other: Profile) -> str | None:
    # Each by its own sentences or by any, so that one report about several men can be met.
    mine = {*one.report_places, *one.settlements, *one.homes}
    theirs = {*other.report_places, *other.settlements, *other.homes}
    shared = {it for it in mine & theirs if not it.startswith(("admin1:", "country:"))}
    regions = [
        {it for it in (*p.places, *p.homes) if it.startswith("admin1:")} for p in (one, other)
    ]
    if all(regions) and not regions[0] & regions[1]:
        # Villages of one name in two regions are two.
        shared = {it for it in shared if not it.startswith(_SOUNDS)}
    return tell_place(shared, one, other) if shared else None
