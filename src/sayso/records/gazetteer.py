"""What a gazetteer has on a place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.records.entity import Approximation, PlaceCandidate


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerEntry:
    """All that the gazetteer has on a place.

    Attributes:
        place: What a reading has of it.
        district: Name of the second-order unit that it lies in, or ``None``.
        population: People, of a unit those in the settlements known in it; 0 where unknown.
        approx: About where it lies, when its own position is not known: its district's.
        labels: One name each in English, Russian and Ukrainian, by language code; of
            continents, countries and units, as far as known.
    """

    place: PlaceCandidate
    district: str | None
    population: int
    approx: Approximation | None
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerSource:
    """A file that a gazetteer was built from.

    Attributes:
        name: Of the package, or of whoever published it.
        version: Of the package, or the day of its last change.
        file: Its name, in the package if it is of one.
        sha256: Hex digest of its bytes.
        licence: What its data and its package are under.
    """

    name: str
    version: str
    file: str
    sha256: str
    licence: str
