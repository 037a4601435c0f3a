"""Where, as keys that can be compared across reports."""

from collections.abc import Iterator

from sayso.records.entity import Place
from sayso.records.reading import Reading

_DEPTH = 8  # a place within a place within a place ...


def list_place_keys(reading: Reading, entity: str | None) -> tuple[str, ...]:
    """Return keys of a place, the most precise first, then of what it lies in.

    "geonames:703448" and "katottg:UA44..." name one place whatever it is called,
    "name:zaitseve" one of that name, "admin1:UA/Luhansk" and "country:UA" the units it lies in.
    """
    return PlaceKeys(reading).list_keys(entity)


class PlaceKeys:
    """The keys of all places of one reading, for whoever asks for many."""

    def __init__(self, reading: Reading) -> None:
        self._entities = {it.id: it for it in reversed(reading.entities)}
        self._places = {it.entity: it for it in reversed(reading.places)}
        self._known: dict[str | None, tuple[str, ...]] = {}

    def list_keys(self, entity: str | None) -> tuple[str, ...]:
        """Return what `list_place_keys` does."""
        if entity not in self._known:
            self._known[entity] = tuple(dict.fromkeys(self._list(entity, _DEPTH)))
        return self._known[entity]

    def _list(self, entity: str | None, depth: int) -> Iterator[str]:
        if entity is None or not depth:
            return
        named, place = self._entities.get(entity), self._places.get(entity)
        if place is not None:
            yield from _list_codes(place)
        if named is not None and not named.anonymous:
            yield f"name:{named.name.casefold()}"
        if place is not None:
            yield from self._list(place.within, depth - 1)
            if place.admin1 is not None:
                yield f"admin1:{place.country or ''}/{place.admin1}"
            if place.country is not None:
                yield f"country:{place.country}"


def _list_codes(place: Place) -> Iterator[str]:
    if place.katottg is not None:
        yield f"katottg:{place.katottg}"
    if place.geonames is not None:
        yield f"geonames:{place.geonames}"
