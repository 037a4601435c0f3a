"""What a store keeps of what all reports together say; findings, thrown away and made anew at will.

`Store.across` reads it, `Writer.across` writes it. A writer marks by itself the reports that
are to be told again: whose text, reading or date changes, and those that decisions join to
them. Marks are random numbers, so that who looked at something before it changed cannot take
the new mark for the one that was seen.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from sayso.records.board import BoardFilters, CaseCard, ConflictFilters, ListedCard, ListedConflict
from sayso.records.casefile import CaseFile, Identity, Profile, Ref, Severity
from sayso.records.people import PeopleCounts, PeopleWanted
from sayso.records.told import Cluster, Grouped, Joined, Met, Told, ToldRuling, Waiting
from sayso.store.gathered import Gathered, GatheredWriter


class Across(Protocol):
    """Reading what all reports together say."""

    @property
    def gathered(self) -> Gathered:
        """What is kept of all places and sources."""

    def get_maker(self) -> str | None:
        """Return what made all this, or ``None`` where nothing was begun."""

    def count_waiting(self) -> Waiting:
        """Return how much is to be reconciled."""

    def list_marked(self, limit: int) -> tuple[tuple[str, int], ...]:
        """Return reports (SHA-256, mark) that are to be told again."""

    def list_anew(self, reports: Collection[str]) -> frozenset[str]:
        """Return which reports (SHA-256) were read anew, or extracted, since they were told.

        What is kept of them may name other findings by the same ids.
        """

    def list_waiting_people(self, limit: int) -> tuple[Ref, ...]:
        """Return people whose identity is to be found."""

    def list_waiting_matters(self, limit: int) -> tuple[Ref, ...]:
        """Return matters whose case is to be put together."""

    def list_met(self, keys: Collection[str]) -> Mapping[str, tuple[Met, ...]]:
        """Return who meets under each of some keys."""

    def find_cluster(self, person: Ref) -> Cluster:
        """Return everybody who is tied to a person, however far; nobody if that one is gone."""

    def find_group(self, matter: Ref) -> Cluster:
        """Return the matters that are tied to one by subjects or keys, however far."""

    def get_profiles(self, people: Iterable[Ref]) -> Mapping[Ref, Profile]:
        """Return the profiles of people, as far as they are there."""

    def list_rulings(self, reports: Collection[str]) -> tuple[ToldRuling, ...]:
        """Return the decisions in force that concern any of these reports."""

    def get_identities(self, people: Collection[Ref]) -> tuple[Identity, ...]:
        """Return who these people are, each identity once."""

    def list_subjects(self, matters: Collection[Ref]) -> tuple[Ref, ...]:
        """Return whose matters these are."""

    def list_people(self, reports: Collection[str]) -> tuple[Ref, ...]:
        """Return everybody of whom these reports tell."""

    def list_cases(
        self, *, limit: int | None = None, after: str | None = None
    ) -> tuple[CaseFile, ...]:
        """Return cases, the newest first; ``after`` is the id of the last one seen."""

    def count_cards(self, filters: BoardFilters) -> Mapping[str | None, int]:
        """Return how many cases there are at each stage; ``None`` is one that is not known."""

    def list_cards(
        self,
        filters: BoardFilters,
        *,
        limit: int,
        stage: str | None = None,
        after: str | None = None,
    ) -> tuple[ListedCard, ...]:
        """Return cases as a board shows them, those with the newest reports first.

        Args:
            filters: What they are narrowed to.
            limit: The most cases.
            stage: Only those at this stage; "" is one that is not known.
            after: The id of the last one seen.
        """

    def find_newest(self) -> int:
        """Return the number of the report that came in last, 0 where there is none."""

    def count_conflicts(self) -> Mapping[tuple[Severity, str, bool], int]:
        """Return how many contradictions there are by severity, field, and whether corrected."""

    def list_conflicts(
        self, filters: ConflictFilters, *, limit: int, after: ListedConflict | None = None
    ) -> tuple[ListedConflict, ...]:
        """Return contradictions, the gravest first, of these the newest."""

    def find_case_ids(self, name: str) -> tuple[str, ...]:
        """Return the cases whose id, or an alias of it, begins so."""

    def list_cases_of_matter(self, matter: Ref) -> tuple[CaseFile, ...]:
        """Return the cases that a matter is of, or a part of it."""

    def get_cases(self, ids: Collection[str]) -> tuple[CaseFile, ...]:
        """Return cases by their ids, in that order."""

    def find_people(self, keys: Collection[str]) -> tuple[Identity, ...]:
        """Return everybody of whose names any has one of these keys."""

    def list_cases_of(self, identities: Collection[Identity]) -> tuple[CaseFile, ...]:
        """Return the cases whose subject any of these is, the newest first."""

    def list_identities(self, wanted: PeopleWanted, *, limit: int) -> tuple[Identity, ...]:
        """Return people in an order, so many at most, without what joined them."""

    def count_identities(self) -> PeopleCounts:
        """Return how many people are known."""

    def knows(self, key: str) -> bool:
        """Return whether anybody, put together or not yet, has this key among his names and ids."""

    def get_identity_ids(self, people: Collection[Ref]) -> Mapping[Ref, str]:
        """Return the ids of who people are, as far as they are put together."""

    def list_members_of(self, people: Collection[Ref]) -> Mapping[str, tuple[Ref, ...]]:
        """Return the members of whoever these people are, by the ids of these."""

    def list_reports_of(self, cases: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the reports that speak of cases, as they came in, by the ids of these."""

    def list_groups_near(self, people: Collection[Ref]) -> tuple[Identity, ...]:
        """Return the groups that are tied to some people, or told of in the same reports."""

    def get_cards(self, ids: Collection[str]) -> tuple[CaseCard, ...]:
        """Return what boards show of cases, by the ids of these."""

    def list_case_ids_of(self, identities: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of the cases whose subject these are, by the ids of these."""


class AcrossWriter(Protocol):
    """Writing what all reports together say, within a writer's transaction."""

    @property
    def gathered(self) -> GatheredWriter:
        """What may be written of all places and sources."""

    def begin_anew(self, maker: str) -> None:
        """Forget everything, keep what is to make it now, and mark every report that was read."""

    def put_told(self, told: Told, mark: int) -> bool:
        """Keep what a report tells in place of what it told before; ``False`` if marked anew.

        What was tied to it, and what is tied to it now, waits.
        """

    def tie(
        self,
        told: str,
        pairs: Sequence[tuple[Ref, Ref]],
        crowds: Mapping[str, Collection[Ref]] = MappingProxyType({}),
    ) -> None:
        """Keep who may be one with whom, of those of whom a report tells, and who is in crowds.

        Whoever is in a crowd is tied to everybody in it; who is there already stays.
        """

    def put_identities(self, joined: Joined) -> bool:
        """Keep who people are; ``False`` where any of them was marked anew meanwhile."""

    def put_cases(self, grouped: Grouped) -> bool:
        """Keep the cases of matters; ``False`` where any of them was marked anew meanwhile."""
