"""How alike two written names are."""

LIKELY = 0.9
"""The score from which two names are shown as likely one; see `sayso bench names`."""


def compare_names(one: str, other: str) -> float:
    """Return how alike two names of people are, 0 to 1, whatever their scripts and order."""
    return float(set(one.casefold().split()) == set(other.casefold().split()))
