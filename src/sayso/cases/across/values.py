"""Penalties and articles of law of a case, each once, with the reports that give it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sayso.records.casefile import Identity, Ref, SharedPenalty, SharedProvision
from sayso.records.reading import Reading
from sayso.records.value import Penalty, Provision

_MONTHS = {"year": 12.0, "month": 1.0}


def merge_penalties(
    given: Iterable[Ref], readings: Mapping[str, Reading], identity_of: Mapping[Ref, Identity]
) -> tuple[SharedPenalty, ...]:
    """Return penalties, each once: of one kind, amount, status and person; in their order."""
    found: defaultdict[tuple[object, ...], list[tuple[Ref, Penalty]]] = defaultdict(list)
    given = tuple(given)
    known = {
        Ref(report=report, id=it.id): it
        for report in {ref.report for ref in given}
        for it in readings[report].penalties
    }
    for ref, penalty in ((it, known[it]) for it in given if it in known):
        found[_key(ref, penalty, identity_of)].append((ref, penalty))
    return tuple(
        SharedPenalty(
            penalty=group[0][1],
            reports=tuple(dict.fromkeys(ref.report for ref, _ in group)),
            given=tuple(ref for ref, _ in group),
        )
        for group in found.values()
    )


def _key(ref: Ref, penalty: Penalty, identity_of: Mapping[Ref, Identity]) -> tuple[object, ...]:
    who = identity_of.get(Ref(report=ref.report, id=penalty.entity or ""))
    times = _MONTHS.get(penalty.unit or "")
    low, high = (
        None if it is None else round(it * (times or 1.0), 2) for it in (penalty.min, penalty.max)
    )
    unit = "month" if times is not None else penalty.unit
    return (
        *(penalty.kind, low, high, unit, penalty.currency),
        *(penalty.status, penalty.suspended, None if who is None else who.id),
    )


def merge_provisions(
    given: Iterable[Ref], readings: Mapping[str, Reading]
) -> tuple[SharedProvision, ...]:
    """Return articles of law, each once, in their order.

    One told without its code is the article of that number whose code another report gives,
    where there is only one.
    """
    given = tuple(given)
    known = {
        Ref(report=report, id=it.id): it
        for report in {ref.report for ref in given}
        for it in readings[report].provisions
    }
    told = [(ref, known[ref]) for ref in given if ref in known]
    codes: defaultdict[str | None, set[str]] = defaultdict(set)
    for _, provision in told:
        if provision.code is not None:
            codes[provision.article].add(provision.code)
    found: defaultdict[tuple[str | None, ...], list[tuple[Ref, Provision]]] = defaultdict(list)
    for ref, provision in told:
        likely = codes[provision.article]
        code = provision.code or (min(likely) if len(likely) == 1 else None)
        key = (code, provision.article, provision.part, provision.paragraph)
        found[key].append((ref, provision))
    return tuple(
        SharedProvision(
            provision=next((it for _, it in group if it.code is not None), group[0][1]),
            reports=tuple(dict.fromkeys(ref.report for ref, _ in group)),
            given=tuple(ref for ref, _ in group),
        )
        for group in found.values()
    )
