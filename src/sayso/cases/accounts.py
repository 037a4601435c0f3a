"""On whose word a statement rests."""

from sayso.records.claim import Claim


def get_origin(claim: Claim) -> str | None:
    """Return the last source of a statement, by entity or name; ``None`` for the report itself."""
    if not claim.chain:
        return None
    return claim.chain[-1].entity or claim.chain[-1].name


def name_origin(claim: Claim) -> str:
    """Return the last source's name, as words of a message."""
    return claim.chain[-1].name if claim.chain else "the report itself"
