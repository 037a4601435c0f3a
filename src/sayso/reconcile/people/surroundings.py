"""What a report names in one sentence with somebody: where they are from, courts, units."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from sayso.lang.folding import fold
from sayso.reconcile.names.places import get_place_stem
from sayso.reconcile.names.sounds import get_sound
from sayso.reconcile.people.words import list_great_cities, load_evidence
from sayso.records.casefile import Deed, Profile
from sayso.records.entity import Entity, EntityType
from sayso.records.reading import Reading
from sayso.records.selector import Span
from sayso.records.whereabouts import PlaceKeys

STEM = "stem:"
"""How the keys begin that tell what names of one place in several languages have in common."""

_SENTENCE = re.compile(r"[.!?…][\"'”’»)]*\s+(?=[^\W\d_]*[^\W\d_a-zа-яёіїєґ])|\n")
_WIDE = ("continent", "country", "region", "district")
_WIDE_KEYS = ("admin1:", "country:")
# Words that may stand between somebody and where they are from: "a contract soldier from".
_GAP = 45
_WORDS = 4
_MANY = 24


class Surroundings:
    """The sentences of one reading, and what each names."""

    def __init__(self, reading: Reading, places: PlaceKeys) -> None:
        self._text = reading.report.text
        self._places = places
        self._begins = [0, *(match.end() for match in _SENTENCE.finditer(self._text))]
        # A site without a name ("the border") would be taken for what it lies in.
        named = {it.id for it in reading.entities if not it.anonymous}
        sites = named & {it.entity for it in reading.places if it.feature not in _WIDE}
        self._sites: defaultdict[int, list[tuple[Span, str]]] = defaultdict(list)
        self._bodies: defaultdict[int, list[str]] = defaultdict(list)
        self._people: defaultdict[int, list[Span]] = defaultdict(list)
        self._precise: set[str] = set()
        self._names: dict[str, str] = {}
        self._called = {it.id: it.name for it in reading.entities if it.id in sites}
        self._wide = {it.entity for it in reading.places if it.feature in _WIDE[:2]}
        self._regions = {it.entity for it in reading.places if it.feature in _WIDE[2:]}
        self._areas = {
            key for name in (self._wide | self._regions) - sites for key in places.list_keys(name)
        }
        for entity in reading.entities:
            if entity.id in sites:
                own = get_own_keys(places.list_keys(entity.id))
                self._precise.update(own)
                self._names |= {key: entity.name for key in own if key not in self._names}
            for span in entity.mentions:
                number = self._find(span[0])
                if entity.type is EntityType.PLACE and entity.id not in self._wide:
                    self._sites[number].append((span, entity.id))
                elif entity.type is EntityType.ORGANIZATION and not entity.anonymous:
                    self._bodies[number].append(entity.name)
                elif entity.type in (EntityType.PERSON, EntityType.GROUP):
                    self._people[number].append(span)

    def is_headline(self, entity: Entity) -> bool:
        """Tell whether only the report's first line, of more than one, speaks of them."""
        end = self._text.find("\n")
        # A first line that ends as a sentence does is the first paragraph.
        if end <= 0 or self._text[end - 1] in ".!?…:":
            return False
        return bool(entity.mentions) and all(stop <= end for _, stop in entity.mentions)

    def list_settlements(self, entity: Entity) -> tuple[str, ...]:
        """Return keys of the settlements that one sentence names with them."""
        found = (
            key
            for number in self._list_sentences(entity)
            for _, place in self._sites.get(number, ())
            for key in self.list_own_keys(place)
        )
        return tuple(dict.fromkeys(found))[:_MANY]

    def list_all_settlements(self) -> tuple[str, ...]:
        """Return keys of the settlements that the report names, wherever it does.

        Cities that reports name whomever they are about tell nothing.
        """
        found = (place for near in self._sites.values() for _, place in near)
        places = (it for it in found if fold(self._called.get(it, "")) not in list_great_cities())
        found = (key for place in dict.fromkeys(places) for key in self.list_own_keys(place))
        return tuple(dict.fromkeys(found))[:_MANY]

    def list_all_bodies(self) -> tuple[str, ...]:
        """Return the bodies that the report names, wherever it does."""
        return tuple(dict.fromkeys(it for near in self._bodies.values() for it in near))[:_MANY]

    def list_deed_keys(self, place: str | None) -> tuple[str, ...]:
        """Return the keys of where something befell somebody.

        "Southern Russia" is no place that a town could be another than.
        """
        keys = self._places.list_keys(place)
        return tuple(key for key in keys if _is_wide(key) or key not in self._areas)

    def list_names(self, keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return what the report calls the settlements of some keys, by key."""
        return tuple((key, self._names[key]) for key in dict.fromkeys(keys) if key in self._names)

    def list_own_keys(self, place: str | None) -> tuple[str, ...]:
        """Return the keys of a place itself if it is a settlement or a site."""
        keys = get_own_keys(self._places.list_keys(place))
        return tuple(key for key in keys if key in self._precise)

    def list_precise(self, deeds: Iterable[Deed]) -> Iterator[str]:
        """Yield those keys of the places of deeds that are a settlement's, not a region's."""
        for deed in deeds:
            yield from (key for key in get_own_keys(deed.places) if key in self._precise)

    def list_bodies(self, entity: Entity) -> tuple[str, ...]:
        """Return the bodies that one sentence names with them."""
        found = (
            name for number in self._list_sentences(entity) for name in self._bodies.get(number, ())
        )
        return tuple(dict.fromkeys(found))[:_MANY]

    def list_homes(self, entity: Entity) -> tuple[str, ...]:
        """Return keys of the places that they are said to be from, with what those lie in."""
        found: dict[str, None] = {}
        for span in entity.mentions:
            number = self._find(span[0])
            for at, place in self._sites.get(number, ()):
                if self._is_home(span, at, number):
                    keys = self._places.list_keys(place)
                    own = () if place in self._regions else get_own_keys(keys)
                    found |= dict.fromkeys([*own, *(it for it in keys if _is_wide(it))])
        return tuple(found)

    def _is_home(self, person: Span, place: Span, number: int) -> bool:
        begin, end = min(person[1], place[1]), max(person[0], place[0])
        between = [it for it in self._people[number] if begin <= it[0] and it[1] <= end]
        gap = fold(self._text[begin:end])
        if end - begin > _GAP or between or len(gap.split()) > _WORDS + 1:
            return False
        before, after = get_home_patterns()
        if person[1] <= place[0]:
            return before.search(gap) is not None
        lead = fold(self._text[max(0, place[0] - _GAP) : place[0]])
        return after.match(gap) is not None or (
            len(gap.split()) <= 1 and before.search(lead) is not None
        )

    def _list_sentences(self, entity: Entity) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._find(begin) for begin, _ in entity.mentions))

    def _find(self, offset: int) -> int:
        return bisect_right(self._begins, offset) - 1


def _is_wide(key: str) -> bool:
    return key.startswith(_WIDE_KEYS)


def get_own_keys(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of a place itself, its name as it sounds in any script, and its stem."""
    found = []
    for key in keys:
        if _is_wide(key):
            break
        if key.startswith("name:"):
            name = key.removeprefix("name:")
            sound = " ".join(filter(None, map(get_sound, name.replace("-", " ").split())))
            found.append(f"name:{sound}")
            # Another language may call it otherwise.
            if stem := get_place_stem(name):
                found.append(f"{STEM}{stem}")
            break
        found.append(key)
    return tuple(found)


@cache
def get_home_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of what stands before a home, and after it, in folded text."""
    table = load_evidence()["homes"]
    before = "|".join(re.escape(fold(it)) for it in sorted(table["before"], key=len, reverse=True))
    after = "|".join(re.escape(it) for it in table["after"])
    return re.compile(rf"(?:^|[\s,(])(?:{before})\s+$"), re.compile(rf"\s*(?:{after})\b")


def tell_place(keys: set[str], *known: Profile) -> str:
    """Return a place's name, as one of two reports writes it, the earlier one's first."""
    order = ("admin1:", "name:", "katottg:", "geonames:", STEM)
    best = min(
        keys, key=lambda it: (next((n for n, p in enumerate(order) if it.startswith(p)), 9), it)
    )
    for profile in sorted(known, key=lambda it: (it.published or "9999", it.at)):
        if (name := dict(profile.place_names).get(best)) is not None:
            return name.title() if name.isupper() else name
    return best.split("/", 1)[-1].split(":", 1)[-1]
