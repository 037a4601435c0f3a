"""What media tell of a case in reports of their own, for those who cite them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.reconcile.origins.claims import CaseClaims
from sayso.reconcile.origins.nodes import Ground, Telling, Told
from sayso.records.reading import Reading

# A report of so many days later can be the one that another cites.
_SOON = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReports:
    """The reports of the case's media that tell it.

    Attributes:
        claims: The case's.
        readings: Those of its reports, by SHA-256.
        ground: What the claims rest on; what a medium tells is put in when it is asked for.
    """

    claims: CaseClaims
    readings: Mapping[str, Reading]
    ground: Ground

    def find_telling(self, told: Told, medium: str, *, last: bool = False) -> Telling | None:
        """Return what a medium tells of a step, or its last report does; ``None`` where nothing."""
        reports = self.list_readable(told, medium)
        if last:
            reports = reports[-1:]
        node = Telling(medium, told.step, reports)
        if node not in self.ground.edges:
            targets = [it for report in reports for it in self.list_told(report, told.step)]
            if not targets:
                return None
            self.ground.edges[node] = tuple(targets)
        return node

    def find_loosely(self, told: Told, medium: str) -> Sequence[Told]:
        """Return what a medium tells that is the nearest to a step of which it tells nothing."""
        for report in self.list_readable(told, medium):
            alike = self.claims.of_type(report, told.step)
            if alike:
                return [Told(alike[0], self.claims.list_steps(alike[0])[0])]
            first = self.list_told_first(report)
            if first:
                return first
        return ()

    def list_readable(self, told: Told, medium: str) -> tuple[str, ...]:
        """Return the reports of a medium that a claim can rest on: earlier ones, if there are."""
        with_claims = set(self.claims.list_reports())
        day = self.readings[told.claim.report].report.published
        early = self.claims.media.list_reports(medium, day)
        found = tuple(it for it in early if it in with_claims)
        # Days of publication are not always right; but no one cites what comes weeks later.
        soon = None if day is None else _add_days(day, _SOON)
        late = self.claims.media.list_reports(medium, soon)
        return found or tuple(it for it in late if it in with_claims)

    def list_told(self, report: str, step: str) -> list[Told]:
        """Return what a report tells of a step."""
        return [Told(it, step) for it in self.claims.of_step(report, step)]

    def list_told_first(self, report: str) -> list[Told]:
        """Return the first thing for which a report cites somebody, else the first it tells."""
        mine = self.claims.of_report(report)
        best = [it for it in mine if self.claims.get_chain(it)] or list(mine)
        return [Told(it, self.claims.list_steps(it)[0]) for it in best[:1]]


def _add_days(day: str, count: int) -> str | None:
    """Return a later ISO day, ``None`` where it is none."""
    try:
        return (date.fromisoformat(day[:10]) + timedelta(days=count)).isoformat()
    except (ValueError, OverflowError):
        return None
