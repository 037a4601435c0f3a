"""Who and what a report speaks of."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.records.selector import Span


class EntityType(StrEnum):
    """What an entity is (`docs/reference/reading-format.md`)."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    OUTLET = "outlet"
    CHANNEL = "channel"
    PLACE = "place"
    FOOTAGE = "footage"
    DOCUMENT = "document"
    PUBLIC = "public"


class Gender(StrEnum):
    """Grammatical or stated gender, as far as the report's words show it."""

    MALE = "male"
    FEMALE = "female"


class RelationType(StrEnum):
    """How an entity stands to another: ``A spouse B`` reads "A is the spouse of B"."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    RELATIVE = "relative"
    LAWYER_OF = "lawyer_of"
    MEMBER_OF = "member_of"
    COMMANDER_OF = "commander_of"
    PART_OF = "part_of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One relation of the entity that holds it to another.

    Attributes:
        type: What the holder is to the other ("parent": the holder is the parent).
        to: The other's entity id.
    """

    type: RelationType
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One real thing, with everything in the report that names it.

    Attributes:
        id: "e1", "e2", ... in the order of first mention.
        type: What it is.
        name: The fullest form that the report gives, without title or role; the head
            description ("32-year-old man") when ``anonymous``.
        mentions: Every mention, resolved ones ("his wife") included, in text order.
        roles: The report's own descriptions, in lower case, in text order.
        age: Years, or ``None``.
        gender: Or ``None`` where the report does not show it.
        anonymous: Whether the report does not name it.
        count: How many it comprises ("two soldiers": 2), or ``None``.
        relations: To other entities of the reading.
    """

    id: str
    type: EntityType
    name: str
    mentions: tuple[Span, ...]
    roles: tuple[str, ...] = ()
    age: int | None = None
    gender: Gender | None = None
    anonymous: bool = False
    count: int | None = None
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates:
    """A point on the globe, in degrees (WGS 84)."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Approximation:
    """Where the unit lies that contains a place whose own coordinates are not known.

    Attributes:
        lat, lon: Degrees (WGS 84).
        radius_km: How far from there the place can be, or ``None`` where unknown.
    """

    lat: float
    lon: float
    radius_km: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCandidate:
    """One of the places in the world that a name can mean.

    Attributes:
        name: The gazetteer's name.
        feature: What kind of place ("continent", "country", "region", "district", "settlement").
        country: ISO 3166-1 alpha-2, or ``None``.
        admin1: Name of the first-order region, or ``None``.
        lat, lon: Degrees, or ``None`` where the gazetteer has none.
        geonames: GeoNames id, or ``None``.
        katottg: Code in the Ukrainian register of settlements, or ``None``.
    """

    name: str
    feature: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    katottg: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entity of type ``place`` lies, as far as that is known.

    Attributes:
        entity: The entity's id.
        feature: "continent", "country", "region", "district", "settlement", "site", or ``None``.
        lat, lon: Degrees, or ``None`` when not known.
        approx: The containing unit's position when the place's own is not known.
        country: ISO 3166-1 alpha-2, or ``None``.
        admin1: Name of the first-order region, or ``None``.
        geonames, katottg: Identifiers of the likeliest candidate, or ``None``.
        candidates: What else the name can mean, likeliest first (the chosen one leads).
        within: Entity id of the place that the report says it lies in, or ``None``.
    """

    entity: str
    feature: str | None
    lat: float | None
    lon: float | None
    approx: Approximation | None
    country: str | None
    admin1: str | None
    geonames: int | None
    katottg: str | None
    candidates: tuple[PlaceCandidate, ...]
    within: str | None
