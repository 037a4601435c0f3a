"""Places: what one report tells of them, and which of them are one as people decided."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sayso.records.casefile import Ref
from sayso.records.decision import Judgement
from sayso.records.entity import Entity, EntityType, Place
from sayso.records.places import PlaceHomes, ToldPlace, make_place_id
from sayso.records.reading import Reading
from sayso.records.told import ToldRuling
from sayso.records.whereabouts import list_guessed

_SETTLEMENT = "settlement"


def list_told_places(
    reading: Reading, decided: Mapping[str, tuple[str, ...]]
) -> Iterator[ToldPlace]:
    """Yield the places that a report names.

    Args:
        reading: The report's reading, as people decided it.
        decided: Ids of the decisions on where each lies, by entity.
    """
    places = {it.entity: it for it in reversed(reading.places)}
    guessed = list_guessed(reading)
    names = {it.id: it.name for it in reading.entities}
    for entity in reading.entities:
        place = places.get(entity.id)
        if entity.type is not EntityType.PLACE or entity.anonymous or place is None:
            continue
        is_open = entity.id in guessed and place.lat is not None
        is_open = is_open or _is_left_open(place)
        yield ToldPlace(
            id=entity.id,
            key=_make_key(entity, place, is_open=is_open),
            name=entity.name,
            spellings=_list_spellings(entity, reading.report.text),
            mentions=entity.mentions,
            place=place,
            open=is_open,
            around=names.get(place.within or ""),
            decided=decided.get(entity.id, ()),
        )


def group_places(
    places: Mapping[Ref, tuple[str, bool]], rulings: Iterable[ToldRuling]
) -> PlaceHomes:
    """Return which places are one.

    A yes makes the two places one, with all that reports tell of either; where it is not known
    which place a report means, it says so of that report alone. A no on two that are alike by
    themselves takes the later one away from all others.

    Args:
        places: Of each place that was ruled on, what it is by itself, and whether that is open.
        rulings: All rulings on places in force.
    """
    pairs = [
        (it.one, it.other, it.judgement)
        for it in sorted(rulings, key=lambda it: (it.one, it.decision))
        if it.one in places and it.other is not None and it.other in places
    ]
    apart = {
        max(one, other)
        for one, other, answer in pairs
        if answer is Judgement.NO and places[one][0] == places[other][0]
    }
    joined = _Joined()
    for one, other, answer in pairs:
        if answer is Judgement.YES:
            joined.join(_find_node(one, places, apart), _find_node(other, places, apart))
    found: dict[str, str] = {}
    single: dict[tuple[str, str], str] = {}
    for at in sorted(places):
        node = _find_node(at, places, apart)
        home = _choose_home(joined.list_group(node), places, apart)
        if isinstance(node, str):
            if home != node:
                found[node] = home
        else:
            single[at.report, at.id] = home
    return PlaceHomes(places=found, single=single)


Node = str | Ref


class _Joined:
    """Groups that grow together."""

    def __init__(self) -> None:
        self._groups: dict[Node, set[Node]] = {}

    def join(self, one: Node, other: Node) -> None:
        merged = self.list_group(one) | self.list_group(other)
        self._groups.update(dict.fromkeys(merged, merged))

    def list_group(self, node: Node) -> set[Node]:
        return self._groups.get(node, {node})


def _find_node(at: Ref, places: Mapping[Ref, tuple[str, bool]], apart: set[Ref]) -> Node:
    """Return what moves when it is joined: the whole place, or this report's alone."""
    own, is_open = places[at]
    return at if is_open or at in apart else own


def _choose_home(group: set[Node], places: Mapping[Ref, tuple[str, bool]], apart: set[Ref]) -> str:
    whole = [it for it in group if isinstance(it, str)]
    if whole:
        return min(whole)
    single = sorted(it for it in group if isinstance(it, Ref))
    beside = [places[it][0] for it in single if it not in apart]
    if beside:
        return min(beside)
    return make_place_id(f"{single[0].report}/{single[0].id}")


def _is_left_open(place: Place) -> bool:
    """Tell whether people left open which of several it is."""
    unknown = place.lat is None and place.geonames is None and place.katottg is None
    return unknown and place.approx is None and len(place.candidates) > 1


def _make_key(entity: Entity, place: Place, *, is_open: bool) -> str:
    if is_open:
        codes = {
            str(it.katottg or it.geonames)
            for it in place.candidates
            if it.feature == _SETTLEMENT and (it.katottg or it.geonames)
        }
        if codes:
            return "open:" + ",".join(sorted(codes))
    if place.katottg is not None and not is_open:
        return f"katottg:{place.katottg}"
    if place.geonames is not None and not is_open:
        return f"geonames:{place.geonames}"
    name = " ".join(entity.name.casefold().split())
    return f"name:{place.country or ''}/{place.admin1 or ''}/{name}"


def _list_spellings(entity: Entity, text: str) -> tuple[str, ...]:
    words: defaultdict[str, int] = defaultdict(int)
    for begin, end in entity.mentions:
        words[" ".join(text[begin:end].split())] += 1
    named = (it for it in words if it[:1].isupper())
    return tuple(dict.fromkeys((entity.name, *named)))
