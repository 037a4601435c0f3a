"""Cases and people of a casebook, as they are asked for and shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sayso.records.casebook import ReportSummary
from sayso.records.casefile import CaseFile, Contradiction, Identity
from sayso.records.reading import Maker


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Cases, people, and the reports that they are from.

    Attributes:
        cases: The cases asked for, the newest first.
        identities: The people asked for.
        reports: The reports that these name, by SHA-256.
        pack: The field that they were put together by.
        settled: Whether all reports and decisions are in it; ``False`` only of a casebook that
            tells cases as they are kept (`Holdings.as_kept`).
    """

    cases: tuple[CaseFile, ...]
    identities: tuple[Identity, ...]
    reports: Mapping[str, ReportSummary]
    pack: Maker
    settled: bool = True

    def first(self, count: int | None) -> "Overview":
        """Return the same with the first cases alone, so many of them."""
        return replace(self, cases=self.cases[:count])

    def narrow(self, wanted: Callable[[CaseFile], bool]) -> "Overview":
        """Return the same with the cases alone that are wanted."""
        return replace(self, cases=tuple(filter(wanted, self.cases)))

    def narrow_contradictions(self, wanted: Callable[[Contradiction], bool]) -> "Overview":
        """Return the same with the contradictions alone that are wanted."""
        return replace(
            self,
            cases=tuple(
                replace(case, contradictions=tuple(filter(wanted, case.contradictions)))
                for case in self.cases
            ),
        )
