"""Where, as keys that can be compared across reports."""

from collections.abc import Iterator

from sayso.records.entity import Place, PlaceCandidate
from sayso.records.reading import Reading

_DEPTH = 8  # a place within a place within a place ...
_SETTLEMENT = "settlement"
_AREAS = frozenset({"continent", "country", "region", "district"})
# So many letters of a town's name are those of the region that it is the capital of.
_CAPITAL = 4


def list_place_keys(reading: Reading, entity: str | None) -> tuple[str, ...]:
    """Return keys of a place, the most precise first, then of what it lies in.

    "geonames:703448" and "katottg:UA44..." name one place whatever it is called,
    "name:zaitseve" one of that name, "admin1:UA/Luhansk" and "country:UA" the units it lies in.
    Of a settlement whose region is only guessed there are the codes of all that it can be.
    """
    return PlaceKeys(reading).list_keys(entity)


def list_guessed(reading: Reading) -> frozenset[str]:
    """Return the settlements, by entity, of whose name there are several, and no word of which.

    A report that tells of Zarichne, and of no region, may mean any: the gazetteer's likeliest is
    nothing that it says. It says which where it names what that lies in, or lies in as well.
    """
    places = {it.entity: it for it in reversed(reading.places)}
    names = {it.id: it.name.casefold() for it in reading.entities}
    told: dict[str | None, set[str]] = {}
    for it in reading.places:
        told.setdefault(it.admin1, set()).add(names.get(it.entity, ""))
    return frozenset(
        it.entity
        for it in reading.places
        if it.feature == _SETTLEMENT
        and _has_namesakes(it)
        and not _has_region(it, places)
        and (it.admin1 is None or told[it.admin1] <= {names.get(it.entity, "")})
    )


def _has_namesakes(place: Place) -> bool:
    if not place.candidates:
        return False
    regions = {
        it.admin1
        for it in place.candidates
        if it.feature not in _AREAS and it.country == place.candidates[0].country
    }
    capital = place.admin1 is not None and place.candidates[0].name.startswith(
        place.admin1[:_CAPITAL]
    )
    return len(regions - {None}) > 1 and not capital


def _has_region(place: Place, places: dict[str, Place]) -> bool:
    """Tell whether the report names a region, or a place in one, that it lies in."""
    for _ in range(_DEPTH):
        around = places.get(place.within or "")
        if around is None:
            return False
        if around.admin1 is not None:
            return True
        place = around
    return False


class PlaceKeys:
    """The keys of all places of one reading, for whoever asks for many."""

    def __init__(self, reading: Reading) -> None:
        self._entities = {it.id: it for it in reversed(reading.entities)}
        self._places = {it.entity: it for it in reversed(reading.places)}
        self._guessed = list_guessed(reading)
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
        guessed = entity in self._guessed
        if place is not None:
            for it in place.candidates if guessed else (place,):
                if it.feature not in _AREAS or not guessed:
                    yield from _list_codes(it)
        if named is not None and not named.anonymous:
            yield f"name:{named.name.casefold()}"
        if place is not None:
            yield from self._list(place.within, depth - 1)
            if place.admin1 is not None and not guessed:
                yield f"admin1:{place.country or ''}/{place.admin1}"
            if place.country is not None:
                yield f"country:{place.country}"


def _list_codes(place: Place | PlaceCandidate) -> Iterator[str]:
    if place.katottg is not None:
        yield f"katottg:{place.katottg}"
    if place.geonames is not None:
        yield f"geonames:{place.geonames}"
