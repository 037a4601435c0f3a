"""What a decision moves besides what it is about: reports to other cases, people to others.

One answer on two findings can change what is known of a third: who is one with either is one
with both, and his reports are of one case. Nobody should have to find that out by himself.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sayso.packs.pack import Pack
from sayso.records.casefile import CaseFile, Identity, Ref
from sayso.records.decision import Decision
from sayso.records.told import Moved
from sayso.store.across import Across
from sayso.workbench.holdings import Holdings
from sayso.workbench.reconciling import reconcile, tell


def find_moved(holdings: Holdings, pack: Pack, decision: Decision) -> tuple[Moved, ...]:
    """Bring the cases up to date, and return what a decision moved that it is not about.

    Args:
        holdings: The casebook; nothing but the decision waits to be reconciled in it.
        pack: The field.
        decision: The last one.
    """
    across = holdings.store.across
    ends = _list_ends(holdings, pack, decision)
    if not ends:
        return ()
    people = {at for end in ends for at in across.find_cluster(end).members}
    identities = across.get_identities(people)
    cases = _list_cases(across, identities, ends)
    for _ in reconcile(holdings, pack):
        pass
    people |= {at for it in identities for at in it.members}
    joined = across.get_identities(people | {at for end in ends for at in _walk(across, end)})
    named = {at: it.name for it in joined for at in it.members}
    about = {end.report for end in ends}
    moved = _compare(_group_people(identities), _group_people(joined))
    found = [
        Moved(kind="person", report=at.report, name=named[at], before=before, now=now)
        for at, before, now in moved
        if at not in ends
    ]
    before_cases = {at for case in cases for at in case.matters}
    after = _list_cases(across, joined, [*ends, *sorted(before_cases)])
    whose = {it.id: ", ".join(who.name for who in it.subjects) for it in after}
    reports = dict.fromkeys(
        (at.report, before, now)
        for at, before, now in _compare(_group_matters(cases), _group_matters(after))
        if at.report not in about
    )
    found += [
        Moved(kind="case", report=report, name=whose[now], before=before, now=now)
        for report, before, now in reports
    ]
    return tuple(sorted(found, key=lambda it: (it.kind, it.now, it.report, it.name)))


def _list_ends(holdings: Holdings, pack: Pack, decision: Decision) -> tuple[Ref, ...]:
    """Return the two findings that a decision is about, or that the undone one was."""
    across, ids = holdings.store.across, {decision.id, decision.undoes}
    reports = [it for it in decision.reports if holdings.store.find_report(it) is not None]
    there = [it for name in reports for it in tell(holdings, pack, name).rulings]
    for ruling in (*there, *across.list_rulings(reports)):
        if ruling.decision in ids and ruling.other is not None:
            return (ruling.one, ruling.other)
    return ()


def _walk(across: Across, end: Ref) -> Collection[Ref]:
    return across.find_cluster(end).members


def _list_cases(
    across: Across, identities: Collection[Identity], matters: Iterable[Ref]
) -> tuple[CaseFile, ...]:
    """Return the cases of some people, and of some matters, as far as these are such."""
    found = {it.id: it for it in across.list_cases_of(identities)}
    seen = {at for it in found.values() for at in it.matters}
    for at in matters:
        if at not in seen:
            new = across.list_cases_of_matter(at)
            found |= {it.id: it for it in new}
            seen |= {other for it in new for other in it.matters}
    return tuple(found[name] for name in sorted(found))


def _group_people(identities: Iterable[Identity]) -> Mapping[str, Sequence[Ref]]:
    return {it.id: it.members for it in identities}


def _group_matters(cases: Iterable[CaseFile]) -> Mapping[str, Sequence[Ref]]:
    return {it.id: it.matters for it in cases}


def _compare(
    before: Mapping[str, Sequence[Ref]], after: Mapping[str, Sequence[Ref]]
) -> Iterator[tuple[Ref, str, str]]:
    """Yield who was in one group, and is in one now that is not what became of that.

    A group became another where each holds the other's first member.
    """
    now: dict[Ref, list[str]] = {}
    for name, members in after.items():
        for at in members:
            now.setdefault(at, []).append(name)
    for name, members in before.items():
        heirs = {it for it in now.get(members[0], ()) if after[it][0] in members}
        for at in members:
            others = [it for it in now.get(at, ()) if it not in heirs]
            if others and not heirs.intersection(now[at]):
                yield at, name, others[0]
