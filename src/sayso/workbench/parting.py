"""Taking one report's entity out of a person: which decisions do it, and what becomes of all."""

from dataclasses import dataclass

from sayso.errors import StoreError
from sayso.packs.pack import Pack
from sayso.reconcile.people.parting import Parting, plan_parting
from sayso.records.casefile import Ref
from sayso.review.rulings import gather_rulings
from sayso.workbench.holdings import Holdings
from sayso.workbench.people_pages import Person, get_person


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedParting:
    """How somebody is taken out of a person, and what is known of that person."""

    person: Person
    parting: Parting


def plan(holdings: Holdings, pack: Pack, name: str, report: str, entity: str) -> PlannedParting:
    """Return how somebody is taken out of a person.

    Args:
        holdings: The casebook.
        pack: The field.
        name: The person's id.
        report: Id of the report in which he is taken for that person.
        entity: His id there.

    Raises:
        StoreError: There is no such person, or that entity is none of its members.
    """
    store, person = holdings.store, get_person(holdings, pack, name)
    found = store.find_report(report)
    out = Ref(report="" if found is None else found.sha256, id=entity)
    if out not in person.identity.members or len(person.identity.members) == 1:
        raise StoreError(
            f"{entity} in report {report} is not joined with others to {person.identity.name!r}.",
            remedy="Load the page of that person again: it was put together anew since.",
        )
    across = store.across
    profiles = across.get_profiles(across.find_cluster(out).members)
    rulings = gather_rulings(across.list_rulings({it.report for it in profiles}))
    parting = plan_parting([profiles[it] for it in sorted(profiles)], rulings, out)
    return PlannedParting(person=person, parting=parting)
