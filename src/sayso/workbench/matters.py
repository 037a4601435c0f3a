"""What one report's cases are across reports, and which reports stand beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.records.casefile import Ref
from sayso.records.decision import SubjectKind
from sayso.workbench.answers import Shown
from sayso.workbench.opened import OpenCasebook

_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCase:
    """A case across reports, as far as a link to it needs.

    Attributes:
        id: Its id.
        name: Whose it is.
    """

    id: str
    name: str


class Matters(OpenCasebook):
    """What stands around one report."""

    def list_kept_cases(self, shown: Shown) -> Mapping[str, KeptCase]:
        """Return the cases across reports that those of a report are of, as they are kept.

        Of a report that makes many cases the first ones are told.

        Returns:
            By the id of the case within the report; what is in no case yet is left out.
        """
        found: dict[str, KeptCase] = {}
        if shown.reading is None:
            return found
        for matter in shown.reading.list_kind(SubjectKind.CASE)[:_MOST]:
            at = Ref(report=shown.reading.sha256, id=matter.id)
            for case in self._holdings.store.across.list_cases_of_matter(at)[:1]:
                names = ", ".join(it.name for it in case.subjects)
                found[matter.id] = KeptCase(id=case.id, name=names or "nobody named")
        return found

    def find_neighbors(self, shown: Shown) -> tuple[str | None, str | None]:
        """Return the ids of the reports above and below one in the inbox: the newer, the older."""
        store, n = self._holdings.store, shown.report.summary.n
        newer = next(store.list_reports(after=n, limit=1), None)
        older = next(store.list_reports(after=n, limit=1, newest_first=True), None)
        return (None if newer is None else newer.id, None if older is None else older.id)
