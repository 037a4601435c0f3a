"""On whose word a statement rests."""

from sayso.records.claim import Claim, Style

_UNNAMED = ""


def get_origin(claim: Claim) -> str | None:
    """Return the last source of a statement, by entity or name.

    ``None`` for the report itself; empty where it is somebody whom the report does not name
    ("it is alleged").
    """
    if not claim.chain:
        return None if claim.style is Style.OWN else _UNNAMED
    return claim.chain[-1].entity or claim.chain[-1].name


def name_origin(claim: Claim) -> str:
    """Return the last source's name, as words of a message."""
    if not claim.chain:
        return "the report itself" if claim.style is Style.OWN else "a source that is not named"
    return claim.chain[-1].name
