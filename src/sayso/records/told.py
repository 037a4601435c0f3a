"""What one report tells towards what all reports together say: kept so that no other need be read.

All of it follows from the report's reading and from decisions, and is made anew at will.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.records.casefile import CaseFile, Identity, Profile, Ref
from sayso.records.decision import Judgement
from sayso.records.entity import EntityType
from sayso.records.places import ToldPlace
from sayso.records.sources import CaseSource, ToldSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A case within one report's reading.

    Attributes:
        id: Its id there ("k1").
        subjects: Ids of the entities whose case it is.
        offers: Keys under which it is found by matters of other reports that may be the same
            case, besides by the identity of its subjects.
        seeks: Keys under which it looks for such.
        anonymous: Whether it names nobody whose case it is: then those of whoever is named in
            its report may be the same case.
    """

    id: str
    subjects: tuple[str, ...]
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRuling:
    """A decision in force on findings of reports, as one of the reports has it.

    Attributes:
        kind: The field of `Rulings` that it belongs in.
        one: The finding, the lesser of two unless ``kind`` is "cases".
        other: The other one; ``None`` of an origin.
        judgement: The answer; ``None`` of an origin.
        name: The origin's; ``None`` where nobody knows it, and of the other kinds.
        decision: The decision's id.
    """

    kind: str
    one: Ref
    other: Ref | None = None
    judgement: Judgement | None = None
    name: str | None = None
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Somebody who meets others under a key, as far as shows who of them is worth a look.

    Attributes:
        at: The entity.
        name: Of a person that is named; ``None`` of all others.
        type: As in `Profile`.
        day: Of its report, or ``None``.
    """

    at: Ref
    name: str | None
    type: EntityType
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one report tells of people and cases.

    Attributes:
        report: SHA-256 of its bytes.
        profiles: Its people and groups.
        meets: For each profile the keys under which it meets those that may be the same one.
        names: For each profile what it is looked up by: the keys of its names, and the id that it
            has where it is one with nobody.
        matters: Its cases.
        rulings: The decisions in force that concern it.
        places: The places that it names.
        sources: The sources that it names, its publisher among them.
    """

    report: str
    profiles: tuple[Profile, ...] = ()
    meets: tuple[tuple[str, ...], ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    matters: tuple[Matter, ...] = ()
    rulings: tuple[ToldRuling, ...] = ()
    places: tuple[ToldPlace, ...] = ()
    sources: tuple[ToldSource, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """People or matters that have to be looked at together.

    Attributes:
        members: Each with its mark: ``None`` where nothing of it has changed.
    """

    members: dict[Ref, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Who the people of a cluster are."""

    cluster: Cluster
    identities: tuple[Identity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """The cases that a cluster of matters makes up.

    Attributes:
        cluster: The matters.
        cases: What they make up.
        aliases: Pairs of an id and the case's that is found by it: the ids that a case would
            have if its earlier reports were not there.
        sources: What each case tells of sources, by its id.
    """

    cluster: Cluster
    cases: tuple[CaseFile, ...]
    aliases: tuple[tuple[str, str], ...] = ()
    sources: Mapping[str, tuple[CaseSource, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A report that a decision brought to another case, or somebody to another person.

    Attributes:
        kind: "case" or "person".
        report: SHA-256 of the report; of somebody, where he is named.
        name: Of somebody his name; of a case, whose it is.
        before: The id of the case or person that it was.
        now: And that it is.
    """

    kind: str
    report: str
    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is still to be reconciled: reports, people, matters, and figures of what they name."""

    reports: int
    people: int
    matters: int
    figures: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.reports + self.people + self.matters + self.figures
