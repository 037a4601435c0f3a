"""Places as all reports together tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from sayso.records.entity import Place
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
        decided: Ids of the decisions on where it lies.
    """

    id: str
    key: str
    name: str
    spellings: tuple[str, ...]
    mentions: tuple[Span, ...]
    place: Place
    open: bool = False
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


def make_place_id(key: str) -> str:
    """Return the id of the place of a key."""
    return f"l{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
