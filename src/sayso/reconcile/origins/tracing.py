"""Origins: the last sources, each once, with all that rests on them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.records.casefile import NO_RULINGS, CaseFile, Copying, Origin, Ref, Rulings
from sayso.records.claim import SourceKind, Style
from sayso.records.reading import Reading


def trace_origins(
    case: CaseFile,
    readings: Mapping[str, Reading],
    copies: Sequence[Copying],
    rulings: Rulings = NO_RULINGS,
) -> tuple[Origin, ...]:
    """Return each independent origin of a case's claims once, and what rests on it.

    Args:
        case: The case; its steps name the claims.
        readings: Those of its reports, by SHA-256.
        copies: Which of the reports repeat which.
        rulings: What people decided of origins.
    """
    found: defaultdict[tuple[str, SourceKind], list[Ref]] = defaultdict(list)
    for ref in dict.fromkeys(claim for step in case.history for claim in step.claims):
        reading = readings[ref.report]
        claim = next(it for it in reading.claims if it.id == ref.id)
        if claim.chain:
            found[claim.chain[-1].name, claim.chain[-1].kind].append(ref)
        elif claim.style is Style.OWN:
            found[reading.report.publisher or "unknown", SourceKind.OUTLET].append(ref)
    return tuple(
        Origin(
            id=f"o{number}",
            name=name,
            kind=kind,
            claims=tuple(refs),
            reports=tuple(dict.fromkeys(ref.report for ref in refs)),
        )
        for number, ((name, kind), refs) in enumerate(found.items(), start=1)
    )
