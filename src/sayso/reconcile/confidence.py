"""How sure the reader is of a claim: the tagger's own estimate, or how often a rule was right."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from sayso.records.claim import Link


class Ground(StrEnum):
    """What the estimate rests on."""

    OWN = "own"
    ATTRIBUTED = "attributed"
    PLAIN_CUE = "plain_cue"
    UNRESOLVED_SOURCE = "unresolved_source"


# Where a claim starts (the first two) and what is added to that. Counted on the articles and
# reports that training sets aside (`python -m benchmarks.claims.reliability --claims rules`):
# of statements by rules with a plain "said" 87 in 100 are right, of others 66 to 80; of the
# report's own statements 88 in 100 are nobody else's. That a source is no entity was not counted.
WEIGHTS: Mapping[Ground, float] = {
    Ground.OWN: 0.88,
    Ground.ATTRIBUTED: 0.7,
    Ground.PLAIN_CUE: 0.17,
    Ground.UNRESOLVED_SOURCE: -0.2,
}


def estimate_confidence(
    chain: Sequence[Link], *, plain_cue: bool, told: float | None = None
) -> float:
    """Return how likely a claim is right, 0 to 1.

    Args:
        chain: The claim's sources; empty where the report says it itself, or names nobody.
        plain_cue: Whether its cue does nothing but attribute ("said").
        told: What the tagger's calibration gives, where a tagger found the claim.
    """
    if told is not None:
        return round(told, 2)
    if not chain:
        return WEIGHTS[Ground.OWN]
    sure = WEIGHTS[Ground.ATTRIBUTED]
    if plain_cue:
        sure += WEIGHTS[Ground.PLAIN_CUE]
    if any(link.entity is None for link in chain):
        sure += WEIGHTS[Ground.UNRESOLVED_SOURCE]
    return round(sure, 2)
