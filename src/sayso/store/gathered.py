"""What a store keeps of all places and all sources: figures, kept in step by the reconciling.

`Across.gathered` reads it, `AcrossWriter.gathered` writes it. What reports and cases tell comes
in with them; the figures that this touches are marked, and made again by `refresh`.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from sayso.records.casefile import Ref
from sayso.records.places import KnownPlace, PlaceHomes, PlaceSeen
from sayso.records.sources import (
    CitingPair,
    Figure,
    SourceFigures,
    SourceItem,
    SourceReport,
)
from sayso.records.told import ToldRuling


class Gathered(Protocol):
    """Reading it."""

    def list_places(
        self, *, words: str | None, open_only: bool, after: str | None, limit: int
    ) -> tuple[KnownPlace, ...]:
        """Return places, the most often named first.

        Args:
            words: Beginnings of words that its names must have.
            open_only: Only those of which it is not known which place is meant.
            after: The id of the last one seen.
            limit: How many at most.
        """

    def count_places(self) -> tuple[int, int]:
        """Return how many places there are, and of how many it is not known which they are."""

    def find_place(self, name: str) -> KnownPlace | None:
        """Return a place by its id, or by one that it had before it was joined to another."""

    def list_place_reports(
        self, name: str, *, after: str | None, limit: int
    ) -> tuple[PlaceSeen, ...]:
        """Return the reports that tell of a place, the first that came first.

        Args:
            name: The place's id.
            after: SHA-256 of the last report seen.
            limit: How many places of reports at most.
        """

    def get_told_place(self, at: Ref) -> PlaceSeen | None:
        """Return what one report tells of one place."""

    def list_place_cases(self, name: str, *, limit: int) -> tuple[str, ...]:
        """Return the ids of the cases whose reports tell of a place, the newest first."""

    def list_place_rulings(self) -> tuple[ToldRuling, ...]:
        """Return all rulings on places that are in force."""

    def get_ruled_places(self, ends: Iterable[Ref]) -> Mapping[Ref, tuple[str, bool]]:
        """Return what places are by themselves, and whether that is open, as far as known."""

    def list_sources(
        self, *, words: str | None, after: str | None, limit: int
    ) -> tuple[SourceFigures, ...]:
        """Return sources, those with most statements first; ``after`` the name of the last one."""

    def count_sources(self) -> int:
        """Return how many sources have a name."""

    def find_source(self, name: str) -> tuple[SourceFigures, tuple[str, ...]] | None:
        """Return a source by any of its names, and all of these."""

    def list_source_reports(
        self, name: str, *, after: str | None, limit: int
    ) -> tuple[SourceReport, ...]:
        """Return the reports that have something from a source, the last that came first."""

    def list_source_items(
        self, name: str, figure: Figure, *, skip: int, limit: int
    ) -> tuple[SourceItem, ...]:
        """Return what a figure of a source counts."""

    def list_citing(self, name: str, *, limit: int) -> tuple[CitingPair, ...]:
        """Return whom a source cites and who cites it, most statements first."""

    def has_rulings_waiting(self) -> bool:
        """Return whether it is to be found anew which places are one."""

    def count_waiting(self) -> int:
        """Return how many figures are to be made again."""


class GatheredWriter(Protocol):
    """Writing it, within a writer's transaction."""

    def put_homes(self, homes: PlaceHomes) -> None:
        """Keep which places are one."""

    def refresh(self, limit: int) -> int:
        """Make some marked figures again; return how many there were."""
