"""Whether two reports speak of one place, whatever they call it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from sayso.records.casefile import Ref
from sayso.records.decision import Judgement
from sayso.records.entity import Place
from sayso.records.reading import Reading
from sayso.records.ruling import Rulings, make_pair
from sayso.records.whereabouts import list_guessed

_SETTLEMENT = "settlement"
_AREAS = frozenset({"continent", "country", "region", "district"})
# Of two spellings of one name, by their letters, in one language and in two.
_ALIKE, _ALIKE_IN_TWO = 0.6, 0.45
_DEPTH = 8  # a place within a place within a place ...


class Standing(StrEnum):
    """How two places stand to one another."""

    SAME = "same"
    AROUND = "around"  # one lies in the other, or nothing finer than a region is known
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of one report, with what it lies in.

    Attributes:
        at: The place's entity.
        name: As the report writes it.
        settled: Whether it is a settlement, or lies in one that the report names.
        codes: Codes of the settlement that it is taken for.
        maybe: Codes of all that its name can mean.
        names: Names of the settlement in that report, in lower case.
        admin1, country: The units it lies in, or ``None``.
    """

    at: Ref
    name: str
    settled: bool = False
    codes: frozenset[str] = field(default_factory=frozenset)
    maybe: frozenset[str] = field(default_factory=frozenset)
    names: frozenset[str] = field(default_factory=frozenset)
    admin1: str | None = None
    country: str | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What places are the same for all comparing."""
        return (
            *(tuple(sorted(it)) for it in (self.codes, self.maybe, self.names)),
            self.admin1,
            self.country,
        )


def list_spots(reading: Reading) -> dict[str, Spot]:
    """Return the places of a reading by entity."""
    report = reading.report.sha256
    names = {entity.id: entity.name for entity in reading.entities}
    places = {place.entity: place for place in reading.places}
    guessed = list_guessed(reading)
    return {it: _make_spot(Ref(report=report, id=it), places, names, guessed) for it in places}


def compare_spots(one: Spot | None, other: Spot | None, rulings: Rulings) -> Standing:
    """Return how two places stand to one another; what people decided comes first."""
    if one is None or other is None:
        return Standing.UNKNOWN
    ruling = rulings.places.get(make_pair(one.at, other.at))
    if ruling is not None and ruling.judgement is not Judgement.UNSURE:
        return Standing.SAME if ruling.judgement is Judgement.YES else Standing.OTHER
    if one.at == other.at:
        return Standing.SAME
    if one.settled and other.settled:
        return _compare_settled(one, other)
    if _differ(one.country, other.country) or _differ(one.admin1, other.admin1):
        return Standing.OTHER
    near = one.admin1 is not None and one.admin1 == other.admin1
    return Standing.AROUND if near else Standing.UNKNOWN


def _compare_settled(one: Spot, other: Spot) -> Standing:
    if one.codes & other.codes:
        return Standing.SAME
    apart = _differ(one.country, other.country) or _differ(one.admin1, other.admin1)
    if apart or _are_coded_apart(one.codes, other.codes):
        return Standing.OTHER
    if one.names & other.names or one.maybe & other.maybe:
        return Standing.SAME
    # A name that the gazetteer does not know may be another spelling of one that it does.
    known = one.maybe and other.maybe
    return Standing.OTHER if known or _are_unlike(one.names, other.names) else Standing.UNKNOWN


def _are_unlike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether no name of one is like any of the other, where both are in one script."""
    return all(
        first.isascii() is second.isascii() and not _are_alike(first, second)
        for first in one
        for second in other
    )


@lru_cache(maxsize=4096)
def _are_alike(one: str, other: str) -> bool:
    first, second = sorted((one, other))
    # In Cyrillic the two may be a Russian and a Ukrainian name of one village.
    enough = _ALIKE if one.isascii() else _ALIKE_IN_TWO
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= enough


def _are_coded_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two places have different codes in one register."""
    registers = {it.split(":")[0] for it in one} & {it.split(":")[0] for it in other}
    return bool(registers)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _make_spot(
    at: Ref, places: dict[str, Place], names: dict[str, str], guessed: frozenset[str]
) -> Spot:
    chain = list(_walk(at.id, places))
    settlement = next((it for it in chain if it.feature == _SETTLEMENT), None)
    inner = chain[0] if settlement is None else settlement
    name = names.get(at.id, "")
    return Spot(
        at=at,
        name=name,
        settled=settlement is not None,
        codes=frozenset(
            () if inner.entity in guessed else _list_codes(inner.katottg, inner.geonames)
        ),
        maybe=frozenset(
            code
            for it in inner.candidates
            if it.feature not in _AREAS
            for code in _list_codes(it.katottg, it.geonames)
        ),
        names=frozenset({names.get(inner.entity, name).casefold()}),
        admin1=next(
            (it.admin1 for it in chain if it.admin1 is not None and it.entity not in guessed), None
        ),
        country=next((it.country for it in chain if it.country is not None), None),
    )


def _walk(entity: str | None, places: dict[str, Place]) -> Iterator[Place]:
    for _ in range(_DEPTH):
        if entity is None or entity not in places:
            return
        yield places[entity]
        entity = places[entity].within


def _list_codes(katottg: str | None, geonames: int | None) -> Iterator[str]:
    if katottg is not None:
        yield f"katottg:{katottg}"
    if geonames is not None:
        yield f"geonames:{geonames}"
