"""Places as all reports together tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sayso.records.entity import Place, PlaceCandidate
from sayso.records.selector import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPlace:
    """One place as one report tells of it.

    Attributes:
        id: The entity's id there.
        key: What tells it from other places: its code, or else its name with what that lies in.
        name: As the reading gives it.
        spellings: Every distinct way in which the report writes it, ``name`` first.
        mentions: Where it is named.
        place: What is known of where it lies.
        open: Whether its name can mean several places, and no word of the report says which.
        around: The name of the place that the report says it lies in, or ``None``.
        decided: Ids of the decisions on where it lies.
    """

    id: str
    key: str
    name: str
    spellings: tuple[str, ...]
    mentions: tuple[Span, ...]
    place: Place
    open: bool = False
    around: str | None = None
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """One place across reports; what several tell of it is one of them's word.

    Attributes:
        id: "l" and hex digits.
        names: What reports call it, the commonest first.
        mentions: How often it is named.
        reports: How many reports name it.
        cases: How many cases these are of.
        open: Whether it is not known which place of this name is meant.
        place: What one of the reports knows of where it lies: one of which most is known.
    """

    id: str
    names: tuple[str, ...]
    mentions: int
    reports: int
    cases: int
    open: bool
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSeen:
    """One report that tells of a place.

    Attributes:
        report: SHA-256 of its bytes.
        told: What it tells.
        own: The id that the place has by this report alone; another one than the place's where
            people decided that two are one, or are not.
    """

    report: str
    told: ToldPlace
    own: str


class Extent(StrEnum):
    """How exactly it is known where a place lies."""

    POINT = "point"
    CIRCLE = "circle"
    REGION = "region"
    COUNTRY = "country"
    CONTINENT = "continent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a place, or one of those that a name can mean, lies, as exactly as that is known.

    Attributes:
        extent: How exactly.
        name: Its name in the gazetteer, or in the reports.
        key: What tells it from other candidates; "" where it is none.
        feature: What kind of place; ``None`` where it is not known.
        country: ISO 3166-1 alpha-2, or ``None``.
        country_name: The country's name, or ``None``.
        admin1: Its region, or ``None``.
        lat, lon: Degrees; the middle of what is no point; ``None`` where unknown.
        radius_km: How far from there it can be, or reaches; ``None`` of a point.
        region: GeoNames id of the region that it is, or is somewhere in; else ``None``.
        people: How many live there, 0 where that is not known.
        told_in: The name of the country that a report puts it in though the gazetteer knows no
            place of its name there; else ``None``.
        maybe: The disputed area that it lies in if it is one of those it can be, or ``None``.
    """

    extent: Extent
    name: str
    key: str = ""
    feature: str | None = None
    country: str | None = None
    country_name: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    region: int | None = None
    people: int = 0
    told_in: str | None = None
    maybe: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHomes:
    """Which places are one, as people decided.

    Attributes:
        places: Of a place as reports by themselves tell it, which one it is of; of all others
            nothing was decided.
        single: The same of one report's place (SHA-256, entity) that goes its own way.
    """

    places: Mapping[str, str]
    single: Mapping[tuple[str, str], str]


def make_candidate_key(candidate: PlaceCandidate) -> str:
    """Return what tells a candidate from others: its code, or else its name and region."""
    if candidate.katottg is not None:
        return f"katottg:{candidate.katottg}"
    if candidate.geonames is not None:
        return f"geonames:{candidate.geonames}"
    return f"name:{candidate.country or ''}/{candidate.admin1 or ''}/{candidate.name}"


def make_place_id(key: str) -> str:
    """Return the id of the place of a key."""
    return f"l{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
