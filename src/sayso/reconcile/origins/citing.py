"""Who has it from whom: the arrows of the graph of a case's sources."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.reconcile.origins.media import Media, order_report
from sayso.records.casefile import CaseFile, Citation, CitingWay, Copying, Ref
from sayso.records.claim import Claim
from sayso.records.reading import Reading

_WAYS = {
    "words": CitingWay.COPIES,
    "translation": CitingWay.TRANSLATES,
    "forward": CitingWay.FORWARDS,
}


def list_citations(
    case: CaseFile, readings: Mapping[str, Reading], copies: Sequence[Copying]
) -> tuple[Citation, ...]:
    """Return who cites, copies, translates and forwards whom in a case.

    Each arrow leads from who publishes to whom the report names next, and on to the origin
    under the name that the case gives it. A later version of a medium's own report is none.

    Args:
        case: The case, its origins traced.
        readings: Those of its reports, by SHA-256.
        copies: Which of the reports repeat which.
    """
    media = Media(readings.values())
    found: defaultdict[tuple[str, str, CitingWay], list[Ref]] = defaultdict(list)
    names = _name_origins(case)
    by_report: defaultdict[str, list[Ref]] = defaultdict(list)
    for ref, claim in _list_claims(case, readings):
        by_report[ref.report].append(ref)
        way = CitingWay.CITES
        at = media.of_report(ref.report)
        first = readings[ref.report].report.forwarded_from
        for number, link in enumerate(claim.chain):
            to = media.of_link(link)
            if to is None and number == len(claim.chain) - 1:
                to = names.get((ref, link.name.casefold())) or names.get((ref, "")) or link.name
            to = to or link.name
            way = CitingWay.FORWARDS if first and not number else CitingWay.CITES
            if to != at:
                found[at, to, way].append(ref)
            at = to
    for copying in copies:
        if copying.way in _WAYS and {copying.of, copying.report} <= set(case.reports):
            pair = media.of_report(copying.report), media.of_report(copying.of)
            if pair[0] != pair[1]:
                found[*pair, _WAYS[copying.way]] += by_report[copying.report]
    return tuple(
        Citation(by=by, of=of, how=how, claims=tuple(dict.fromkeys(refs)))
        for (by, of, how), refs in sorted(found.items(), key=lambda it: it[0])
    )


def _name_origins(case: CaseFile) -> dict[tuple[Ref, str], str]:
    """Return by claim and by each name of an origin what it is shown under.

    The empty name gives that of a claim with one origin.
    """
    found: dict[tuple[Ref, str], str] = {}
    count: defaultdict[Ref, set[str]] = defaultdict(set)
    for origin in case.origins:
        for ref in origin.claims:
            count[ref].add(origin.name)
            for name in origin.spellings:
                found[ref, name.casefold()] = origin.name
    for ref, names in count.items():
        if len(names) == 1:
            found[ref, ""] = next(iter(names))
    return found


def _list_claims(case: CaseFile, readings: Mapping[str, Reading]) -> Iterator[tuple[Ref, Claim]]:
    """Yield the claims that a case's origins rest on, the earliest report's first."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for origin in case.origins:
        for ref in origin.claims:
            wanted[ref.report].add(ref.id)
    for sha256 in sorted(wanted, key=lambda it: order_report(readings[it].report)):
        for claim in readings[sha256].claims:
            if claim.id in wanted[sha256]:
                yield Ref(report=sha256, id=claim.id), claim
