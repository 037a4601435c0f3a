"""A reader without models that also finds places, for tests of their pages."""

import re
from dataclasses import dataclass, replace

from plain_reader import PlainReader

from sayso.records.entity import Entity, EntityType, Place, PlaceCandidate
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.records.selector import Span


def make_candidate(admin1: str, lat: float | None, lon: float | None, code: str) -> PlaceCandidate:
    return PlaceCandidate(
        name="Dubrova",
        feature="settlement",
        country="UA",
        admin1=admin1,
        lat=lat,
        lon=lon,
        geonames=None,
        katottg=code,
    )


DUBROVA = (
    make_candidate("Donetsk", 48.4, 37.9, "UA14test01"),
    make_candidate("Kharkiv", 49.5, 36.9, "UA63test02"),
    make_candidate("Sumy", 51.2, 34.3, "UA59test03"),
)
"""An invented village, of which there are three."""

_NAMES = re.compile(r"Dubrova|Дуброва|Luhansk region|Ukraine")


@dataclass(frozen=True, slots=True)
class PlaceReader:
    """Reads what `PlainReader` does, and the places of a small list."""

    def read(self, report: Report) -> Reading:
        reading = PlainReader().read(report)
        found: dict[str, list[Span]] = {}
        for match in _NAMES.finditer(report.text):
            found.setdefault(match[0], []).append(Span(*match.span()))
        entities = list(reading.entities)
        places = []
        for number, (name, spans) in enumerate(found.items(), start=len(entities) + 1):
            entities.append(
                Entity(id=f"e{number}", type=EntityType.PLACE, name=name, mentions=tuple(spans))
            )
            places.append(_make_place(f"e{number}", name))
        return replace(reading, entities=tuple(entities), places=tuple(places))


def _make_place(entity: str, name: str) -> Place:
    feature, country, admin1, geonames = "settlement", "UA", DUBROVA[0].admin1, None
    candidates: tuple[PlaceCandidate, ...] = DUBROVA
    lat, lon = DUBROVA[0].lat, DUBROVA[0].lon
    if name == "Luhansk region":
        feature, admin1, geonames = "region", "Luhansk", 702657
        candidates, lat, lon = (), 48.9, 39.0
    elif name == "Ukraine":
        feature, admin1, geonames = "country", None, 690791
        candidates, lat, lon = (), 49.0, 32.0
    return Place(
        entity=entity,
        feature=feature,
        lat=lat,
        lon=lon,
        approx=None,
        country=country,
        admin1=admin1,
        geonames=geonames,
        katottg=candidates[0].katottg if candidates else None,
        candidates=candidates,
        within=None,
    )
