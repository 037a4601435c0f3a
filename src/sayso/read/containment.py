"""What lies in what, as a report says it: by the words between two places' names."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from sayso.lang.language import Language
from sayso.records.entity import Entity, PlaceCandidate
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span

PART = "part"
"""The feature of a part of a country that is named by where it lies: "eastern Ukraine"."""

# Sizes of kinds of places; a place lies in a larger one.
_SIZE = {"site": 0, "settlement": 1, "district": 2, "region": 3, PART: 4, "country": 5}
_UNKNOWN_SIZE = 1
_LONGEST_GAP = 10
# The words between two names, one letter a word: c mark, d article, f filler or adjective,
# k kind ("village", "part"), i "in", o "of", s possessive, x anything else.
_INNER_FIRST = re.compile(r"c?(?:d?[fw]*k+)?f*id?f*(?:k(?:id?|od?))?f*|c?d?f*k+[io]d?f*(?:kod?)?")
_BY_COMMA = re.compile(r"cd?f*(?:ko?d?)?")
_BY_OF = re.compile(r"(?:cd)?od?f*(?:kod?)?")
_APPOSED = re.compile(r"cd?f*")
_TOWN_OF = re.compile(r"k+od?f*")
_PART_OF = re.compile(r"cd?f*k+od?")
_NEAR = re.compile(r"w{0,2}c?(?:no?|ko)d?f*(?:kod?)?")
_OUTER_FIRST = re.compile(r"sd?[fw]*(?:k+o?)?d?")


def find_containers(
    places: tuple[Entity, ...],
    parse: Parse,
    language: Language,
    *,
    features: Mapping[str, str | None],
    candidates: Mapping[str, tuple[PlaceCandidate, ...]],
    famous: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """Return the entity id of the place that each place lies in, where the report says it.

    Only words that say so count ("in", "Russia's", "Ufa, Bashkortostan"); nearness,
    travel and the order of a list do not. The first statement of a report stands, and
    nothing lies in itself, however roundabout.

    Args:
        places: The places of the report.
        parse: The report.
        language: Its language.
        features: The kind of each place as far as it is known, by entity id.
        candidates: What its name can mean, likeliest first, by entity id.
        famous: Entity ids of names so well known that no report means an unknown place by them.
    """
    finder = _Finder(parse, language, features, candidates, famous)
    mentions = sorted((span, place.id) for place in places for span in place.mentions)
    found: dict[str, str] = {}
    said = list(finder.pairs(list(finder.drop_kinds(mentions))))
    # "The city's Podil district in Kyiv": a name says more than "the city".
    named = {place.id for place in places if place.name != place.name.casefold()}
    for inner, outer in sorted(said, key=lambda pair: pair[1] not in named):
        if inner not in found and not _is_inside(outer, inner, found):
            found[inner] = outer
    for place in places:
        if place.id not in found:
            whole = finder.find_whole(place, places)
            if whole is not None and not _is_inside(whole, place.id, found):
                found[place.id] = whole
    return found


def find_neighbors(
    places: tuple[Entity, ...],
    parse: Parse,
    language: Language,
    *,
    features: Mapping[str, str | None],
) -> dict[str, str]:
    """Return the entity id of the settlement that each place is said to lie near, if any.

    To lie near a town is not to lie in it, but hardly ever to lie in another country.
    """
    finder = _Finder(parse, language, features, {})
    mentions = sorted((span, place.id) for place in places for span in place.mentions)
    found: dict[str, str] = {}
    for at, (span, id_) in enumerate(mentions):
        # "The Alkino-2 camp near Ufa": the camp may be a place of its own.
        for near_span, near in mentions[at + 1 : at + 3]:
            gap = finder.spell(span.end, near_span.begin)
            town = near != id_ and features[near] == "settlement"
            if town and gap is not None and _NEAR.fullmatch(gap):
                found.setdefault(id_, near)
    return found


def _is_inside(inner: str, outer: str, found: Mapping[str, str]) -> bool:
    at: str | None = inner
    while at is not None:
        if at == outer:
            return True
        at = found.get(at)
    return False


class _Finder:
    def __init__(
        self,
        parse: Parse,
        language: Language,
        features: Mapping[str, str | None],
        candidates: Mapping[str, tuple[PlaceCandidate, ...]],
        famous: frozenset[str] = frozenset(),
    ) -> None:
        self._parse, self._language = parse, language
        self._features, self._candidates = features, candidates
        self._famous = famous

    def drop_kinds(self, mentions: list[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
        """Yield the mentions without those that only say what kind of place a name beside is.

        In "Kars, a town in the east", "the capital, Kars" and "Kars, Turkey's largest city"
        no place is meant by the noun but Kars.
        """
        gaps = [self.spell(one.end, other.begin) for (one, _), (other, _) in pairwise(mentions)]
        for at, (span, id_) in enumerate(mentions):
            owner, before = ([None, None, *gaps])[at : at + 2]
            behind = gaps[at] if at < len(gaps) else None
            apposed = _APPOSED.fullmatch(before or "") or (
                owner == "c" and _OUTER_FIRST.fullmatch(before or "")
            )
            words = self._parse.tokens_in(span.begin, span.end)
            kind = all(self._letter(token) in "kf" for token in words)
            if not (kind and (behind == "c" or apposed)):
                yield span, id_

    def pairs(self, mentions: list[tuple[Span, str]]) -> Iterator[tuple[str, str]]:
        """Yield (what lies inside, what it lies in) as neighboring names say it."""
        for at, (span, id_) in enumerate(mentions):
            if at + 1 == len(mentions):
                return
            next_span, next_id = mentions[at + 1]
            if next_id == id_ or next_span.begin < span.end:
                continue
            gap = self.spell(span.end, next_span.begin)
            if gap is None:
                continue
            if _OUTER_FIRST.fullmatch(gap) and self._fits(next_id, id_, gap):
                yield next_id, id_
                continue
            if _TOWN_OF.fullmatch(gap) and self._holds(id_, next_id):
                yield next_id, id_
                continue
            alone = gap == "c" and self._is_apposed(at, mentions)
            for outer in (*self._find_owned(at + 1, mentions), next_id):
                tied = alone and outer == next_id and self._is_told_by(id_, outer)
                if tied or self._says_inside(gap, (span, id_), outer):
                    yield id_, outer
                    break

    def _find_owned(self, at: int, mentions: list[tuple[Span, str]]) -> Iterator[str]:
        """Yield what a place is said to have: in "Russia's Belgorod region" the region."""
        if at + 1 < len(mentions):
            (span, id_), (owned, owned_id) = mentions[at], mentions[at + 1]
            gap = self.spell(span.end, owned.begin)
            if gap is not None and _OUTER_FIRST.fullmatch(gap) and self._fits(owned_id, id_, gap):
                yield owned_id

    def _is_apposed(self, at: int, mentions: list[tuple[Span, str]]) -> bool:
        """Whether two names are no part of a list: "in Peru, Illinois," but not "and Ohio"."""
        (span, _), (other, _) = mentions[at : at + 2]
        listing = self._words("list")
        before = self._parse.tokens_in(mentions[at - 1][0].end, span.begin) if at else ()
        if before and all(token.lower in listing for token in before):
            # "In Ames, Iowa, and Peru, Illinois" are pairs, "Ames, Peru, Illinois" is a list.
            paired = at > 1 and self.spell(mentions[at - 2][0].end, mentions[at - 1][0].begin)
            if paired != "c":
                return False
        behind = self._parse.tokens_in(other.end, min(other.end + 12, len(self._parse.text)))
        after = [token for token in behind if token.begin >= other.end]
        if after and after[0].lower in self._words("possessive"):
            return False
        while after and after[0].lower in listing:
            after = after[1:]
            if after and at + 2 < len(mentions) and mentions[at + 2][0].begin == after[0].begin:
                return self._is_pair(at + 2, mentions)
        return True

    def _is_pair(self, at: int, mentions: list[tuple[Span, str]]) -> bool:
        """Whether what goes on is another place and what holds it: "and in Ames, Iowa"."""
        if at + 1 >= len(mentions):
            return False
        gap = self.spell(mentions[at][0].end, mentions[at + 1][0].begin)
        return gap == "c" and self._is_told_by(mentions[at][1], mentions[at + 1][1])

    def _is_told_by(self, inner: str, outer: str) -> bool:
        """Whether the comma between two names, and nothing else, makes one hold the other.

        A state or a region of the world's names holds a town of that name where it has one;
        a country or region holds a town also where the gazetteer knows of none there.
        """
        unit = self._features[outer]
        towns = [c for c in self._candidates[inner] if c.feature in {"settlement", "district"}]
        if unit not in {"region", "country"} or not towns:
            return False
        if self._is_town_of(towns, outer):
            return True
        return self._features[inner] == "settlement"

    def _is_town_of(self, towns: list[PlaceCandidate], outer: str) -> bool:
        units = [c for c in self._candidates[outer] if c.feature == self._features[outer]]
        return any(
            town.country == unit.country and (unit.feature == "country" or town.admin1 == unit.name)
            for town in towns
            for unit in units
        )

    def _holds(self, outer: str, inner: str) -> bool:
        """Whether a unit before a town can hold it: "the Texas town of Paris"."""
        return (
            self._features[outer] in {"region", "country"}
            and self._features[inner] in {"settlement", "district"}
            and self._is_known_in(inner, outer)
        )

    def _says_inside(self, gap: str, mention: tuple[Span, str], outer: str) -> bool:
        span, inner = mention
        if gap == "c" and self._is_in_state(inner, outer):
            return True
        said = _INNER_FIRST.fullmatch(gap) or _BY_OF.fullmatch(gap)
        if said is None and _BY_COMMA.fullmatch(gap):
            return self._fits(inner, outer, gap) and (
                self._is_known_in(inner, outer) or not self._candidates[inner]
            )
        if said is None:
            return False
        # The report may know a small place of which the gazetteer does not; but whether "men
        # from Sawa in Poland" is about Sawa or about the men, only the gazetteer tells.
        unknown = inner not in self._famous and not self._is_origin(span)
        return self._fits(inner, outer, gap, unknown=unknown)

    def _is_origin(self, span: Span) -> bool:
        before = self._parse.tokens_in(max(span.begin - 20, 0), span.begin) if span.begin else ()
        return bool(before) and before[-1].lower in self._words("origin")

    def spell(self, begin: int, end: int) -> str | None:
        """Return the words of a gap as letters; ``None`` across sentences and long gaps."""
        if begin >= end:
            return None
        tokens = [t for t in self._parse.tokens_in(begin, end) if t.begin >= begin and t.end <= end]
        after = self._parse.token_at(end)
        if not tokens or len(tokens) > _LONGEST_GAP or after is None:
            return None
        if any(token.sentence != after.sentence for token in tokens):
            return None
        letters = "".join(map(self._letter, tokens))
        # "In the east of Ukraine" is inside, "east of Ukraine" is outside.
        sides = self._words("side")
        return "".join(
            "n" if token.lower in sides and letters[at - 1 : at] not in {"d", "f"} else letters[at]
            for at, token in enumerate(tokens)
        )

    def _letter(self, token: Token) -> str:
        for entry, letter in _ENTRIES.items():
            words = self._words(entry)
            if token.lower in words or (letter == "k" and token.lemma in words):
                return letter
        filler = self._language.words("places", "filler") | self._language.words(
            "places", "direction"
        )
        if token.lower in filler or token.lemma in filler or token.pos == "ADJ":
            return "f"
        return "w" if token.pos == "NOUN" else "x"

    def _fits(self, inner: str, outer: str, gap: str, *, unknown: bool = False) -> bool:
        """Whether one can lie in the other, by their kinds and by what is known of them."""
        small = _SIZE.get(self._features[inner] or "", _UNKNOWN_SIZE)
        large = _SIZE.get(self._features[outer] or "", _UNKNOWN_SIZE)
        quarter = small == _SIZE["district"] and large == _SIZE["settlement"] and "c" not in gap
        # "Konak, a neighborhood of Izmir": of two towns, one is told to be a part.
        quarter = quarter or (small == large and _PART_OF.fullmatch(gap) is not None)
        if not quarter and (small > large or (small == large and small != _UNKNOWN_SIZE)):
            return False
        if small == large and ("c" in gap or _TOWN_OF.fullmatch(gap)) and not quarter:
            return False  # "the Kyiv suburb of Bucha"
        if unknown or not self._candidates[inner]:
            return True
        return self._is_possible_in(inner, outer) or self._is_known_in(inner, outer)

    def _is_possible_in(self, inner: str, outer: str) -> bool:
        """Whether nothing known speaks against it; the report may know more than we do."""
        units = [c for c in self._candidates[outer] if c.feature == self._features[outer]]
        countries = {unit.country for unit in units or self._candidates[outer]}
        if not countries:
            return True
        return any(place.country in countries for place in self._candidates[inner])

    def _is_known_in(self, inner: str, outer: str) -> bool:
        for unit in self._candidates[outer]:
            for place in self._candidates[inner]:
                # Of a district no more is known than the region around it.
                region = unit.admin1 if unit.feature == "district" else unit.name
                if place.country == unit.country and (
                    unit.feature == "country" or (region is not None and place.admin1 == region)
                ):
                    return True
        return False

    def _is_in_state(self, inner: str, outer: str) -> bool:
        """Whether a comma alone says it: "Buffalo, New York" is no list of two towns."""
        likeliest = self._candidates[inner][:1]
        custom = self._words("comma_country")
        return any(
            (town.country, town.admin1) == (state.country, state.name)
            for town in likeliest
            for state in self._candidates[outer]
            if state.feature == "region" and (state.country or "").casefold() in custom
        )

    def _words(self, entry: str) -> frozenset[str]:
        return self._language.words("places", entry)

    def find_whole(self, place: Entity, places: tuple[Entity, ...]) -> str | None:
        """Return the country whose part a place's own words make it, or whose adjective it has.

        "Eastern Ukraine" lies in Ukraine; so does what is called "the Ukrainian city of".
        """
        words = place.name.split()
        directions = self._words("direction")
        if len(words) > 1 and words[0].casefold() in directions:
            rest = " ".join(words[1:])
            return next((other.id for other in places if other.name == rest), None)
        code = next(filter(None, map(self._find_adjective, place.mentions)), None)
        return next(
            (
                other.id
                for other in places
                if code is not None
                and self._features[other.id] == "country"
                and any(c.country == code for c in self._candidates[other.id][:1])
                and other.id != place.id
            ),
            None,
        )

    def _find_adjective(self, mention: Span) -> str | None:
        """Return the country of "the Turkish city of" before a mention."""
        before = self._parse.tokens_in(max(mention.begin - 60, 0), mention.begin)[-3:]
        if len(before) < 3 or not mention.begin:
            return None
        adjective, kind, of = before
        demonyms = self._language.values("places", "demonym")
        if self._letter(kind) == "k" and self._letter(of) == "o" and adjective.lower in demonyms:
            return str(demonyms[adjective.lower])
        return None


_ENTRIES = {
    "break": "c",
    "possessive": "s",
    "article": "d",
    "one_of": "d",
    "inside": "i",
    "near": "n",
    "of": "o",
    "kind": "k",
}
