"""How sure the reader is of a claim: today a rule's own estimate, not yet calibrated."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from sayso.records.claim import Link


class Ground(StrEnum):
    """What the estimate rests on."""

    OWN = "own"
    ATTRIBUTED = "attributed"
    PLAIN_CUE = "plain_cue"
    UNRESOLVED_SOURCE = "unresolved_source"


# Where a claim starts (the first two) and what is added to that. The numbers are guesses in
# the right order, made before anything was counted: that a plain "said" is seldom misread,
# that own statements are cut less surely than quotations, and that a source which is no
# entity was often not understood.
WEIGHTS: Mapping[Ground, float] = {
    Ground.OWN: 0.8,
    Ground.ATTRIBUTED: 0.9,
    Ground.PLAIN_CUE: 0.05,
    Ground.UNRESOLVED_SOURCE: -0.2,
}


def estimate_confidence(chain: Sequence[Link], *, plain_cue: bool) -> float:
    """Return the prior of a rule reader that a claim is right, 0 to 1.

    It ranks the claims of a report, and may be used for that alone: until the trained
    tagger calibrates it, 0.9 does not mean that nine of ten such claims are right.

    Args:
        chain: The claim's sources; empty where the report says it itself.
        plain_cue: Whether its cue does nothing but attribute ("said").
    """
    if not chain:
        return WEIGHTS[Ground.OWN]
    sure = WEIGHTS[Ground.ATTRIBUTED]
    if plain_cue:
        sure += WEIGHTS[Ground.PLAIN_CUE]
    if any(link.entity is None for link in chain):
        sure += WEIGHTS[Ground.UNRESOLVED_SOURCE]
    return round(sure, 2)
