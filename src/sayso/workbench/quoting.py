"""The words of the claims that case files name."""

from collections.abc import Mapping

from sayso.records.casefile import Ref
from sayso.records.claim import Claim
from sayso.workbench.deciding import make_effective
from sayso.workbench.holdings import Holdings
from sayso.workbench.overview import Overview


def quote_claims(holdings: Holdings, found: Overview) -> Mapping[Ref, Claim]:
    """Return the claims of some cases' reports, as people decided them; rejected ones are not."""
    quoted = {}
    for sha256 in dict.fromkeys(name for case in found.cases for name in case.reports):
        effective = make_effective(holdings, sha256)
        if effective is None or effective.reading is None:
            continue
        for claim in effective.reading.claims:
            quoted[Ref(report=sha256, id=claim.id)] = claim
    return quoted
