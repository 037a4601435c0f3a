"""A place's name taken apart: the name alone, and what the words around it say of it."""

import re
from functools import cached_property
from typing import Protocol

from sayso.lang.language import Language
from sayso.records.entity import Entity
from sayso.records.parse import Parse

UNITS = frozenset({"region", "district"})
"""Kinds of places that hold others within a country."""


class PlaceName(Protocol):
    """What a choice among the world's places asks of a name, whatever its language."""

    is_country: bool

    @property
    def core(self) -> str:
        """The name without the word for its kind; "" for what the world does not know."""

    @property
    def name(self) -> str:
        """The name as it stands."""

    @property
    def proper(self) -> bool:
        """Whether it is a name, not a description such as "military base"."""

    @property
    def direction(self) -> bool:
        """Whether it is a part of a place that is named by where it lies: "eastern Ukraine"."""

    @property
    def feature(self) -> str | None:
        """The kind of place that the report's words make it, or ``None``."""

    @property
    def country(self) -> str | None:
        """The country that the name is, or is known to lie in, without any gazetteer."""

    @property
    def regions(self) -> tuple[tuple[str, str], ...]:
        """Country and name of the regions that it is short for, or an adjective of."""

    @property
    def is_area(self) -> bool:
        """Whether it is an area that is no unit: "Donbas"."""

    @property
    def is_about_place(self) -> bool:
        """Whether a site of this name lies where the name says."""


class Naming:
    """What the words of a place's name, and those around its mentions, say of it."""

    def __init__(
        self, entity: Entity, parse: Parse, language: Language, *, whole: bool = False
    ) -> None:
        """Take a name apart.

        Args:
            entity: The place.
            parse: The report.
            language: Its language.
            whole: Whether the name is known as it stands: "Western Australia" is no part of one.
        """
        self._entity, self._parse, self._language = entity, parse, language
        words = entity.name.split()
        while words and words[0].casefold() in language.words("places", "article"):
            words = words[1:]
        directions, countries = (language.words("places", e) for e in ("direction", "country"))
        whole = whole or " ".join(words).casefold() in countries  # "Northern Ireland"
        self.direction = len(words) > 1 and words[0].casefold() in directions and not whole
        self._words = words[1:] if self.direction else words
        self.is_country = self.core.casefold() in countries or self.is_demonym

    @property
    def proper(self) -> bool:
        """Whether it is a name, not a description such as "military base"."""
        return any(word[:1].isupper() for word in self._words)

    @cached_property
    def core(self) -> str:
        """The name without the word for its kind; "" for a site, which the world does not know."""
        if not self.proper or self._is_site():
            return ""
        name = self.name
        title = self._language.alternation("places", "title")
        kind, of = (self._language.alternation("places", entry) for entry in ("kind", "of"))
        name = re.sub(rf"^(?:{title}|{kind}\s+{of})\s+(?=\S)", "", name, flags=re.IGNORECASE)
        head = self._language.alternation("places", "head")
        return re.sub(rf"\s+{head}$", "", name, flags=re.IGNORECASE)

    @property
    def name(self) -> str:
        """The name without article and direction."""
        return " ".join(self._words)

    @property
    def is_about_place(self) -> bool:
        """Whether a site of this name lies where the name says; a road only leads there."""
        return self._words[-1].casefold() not in self._language.words("places", "road")

    @property
    def feature(self) -> str | None:
        """The kind of place that the report's words make it, or ``None``."""
        # "The Kursk region of Russia" does not make Russia a region.
        return self._own_kind or (None if self.is_country else self._said_kind)

    @property
    def is_part(self) -> bool:
        """Whether it may hold whole regions of a country: "eastern Ukraine", "the West Bank"."""
        return (self.direction and self.is_country) or self.is_area

    @property
    def is_no_place(self) -> bool:
        """Whether nothing that it names is to be looked up: "the West"."""
        return self.core.casefold() in self._language.words("places", "never")

    @property
    def is_demonym(self) -> bool:
        """Whether it is a country's adjective or people: "Syrian"."""
        return self.core.casefold() in self._language.words("places", "demonym")

    @cached_property
    def is_byname(self) -> bool:
        """Whether an article makes it what a place is called rather than its name."""
        articles = self._language.words("places", "article")
        for begin, end in self._entity.mentions:
            before = self._parse.tokens_in(max(begin - 5, 0), begin) if begin else ()
            if not before or before[-1].lower not in articles:
                continue
            after = self._parse.token_at(end + 1) if end + 1 < len(self._parse.text) else None
            if after is None or after.pos not in {"NOUN", "PROPN"}:
                return True
        return False

    @property
    def country(self) -> str | None:
        """The country that the name is, or is known to lie in, without any gazetteer."""
        low = self.core.casefold()
        entries = ("country", "area", "demonym")
        found = (self._language.values("places", entry).get(low) for entry in entries)
        return str(next(filter(None, found), "")) or None

    @property
    def continent(self) -> str | None:
        """The area that it is, or is an adjective of: "European" is of Europe."""
        low = self.core.casefold()
        adjectives = self._language.values("places", "area_adjective")
        return low if self.is_area else str(adjectives.get(low) or "") or None

    @property
    def is_area(self) -> bool:
        """Whether it is an area that is no unit: "Donbas", but not "Kurdistan province"."""
        area = self.core.casefold() in self._language.words("places", "area")
        return area and (self._own_kind is None or self.name.casefold() == self.core.casefold())

    @cached_property
    def regions(self) -> tuple[tuple[str, str], ...]:
        """Country and name of the regions that it is short for, or an adjective of: "Ky."."""
        name, low = self.core, self.core.casefold()
        short = self._language.values("places", "region_adjective").get(low)
        if name.endswith(".") or name.isupper():
            for entry in ("abbreviation", "acronym"):
                short = short or self._language.values("places", entry).get(low)
        if short is None:
            return ()
        parts = (choice.strip().partition(" ") for choice in str(short).split("|"))
        return tuple((country, region) for country, _, region in parts)

    @cached_property
    def _own_kind(self) -> str | None:
        """The kind that the name's own words say."""
        heads = self._language.values("places", "head")
        kinds = self._language.values("places", "kind")
        low = self.name.casefold()
        if not self.proper:
            return str(kinds.get(low.split()[-1] if low else "") or "") or "site"
        if self._is_site():
            return "site"
        for word, feature in sorted(heads.items(), key=lambda item: -len(item[0])):
            if low.endswith(" " + word):
                return str(feature)
        for word, feature in self._language.values("places", "title").items():
            if low.startswith(word + " "):
                return str(feature)
        return None

    def _is_site(self) -> bool:
        """Whether its last word is a noun, or a number follows one: "Military Prison 10"."""
        last = self._words[-1]
        if last.casefold() in self._language.words("places", "head"):
            return False
        sites = self._language.words("places", "site")
        named = {word.casefold() for word in self._words}
        numbered = any(word.isdigit() for word in self._words)
        return last.casefold() in sites or last.islower() or (numbered and bool(named & sites))

    @cached_property
    def _said_kind(self) -> str | None:
        """Return what "the city of" before a mention, or a shared "regions", makes it."""
        kinds = self._language.values("places", "kind")
        of, parts = (self._language.words("places", entry) for entry in ("of", "one_of"))
        listed = self._language.words("places", "list")
        heads = self._language.values("places", "head")
        for begin, end in self._entity.mentions:
            before = self._parse.tokens_in(max(begin - 40, 0), begin) if begin else ()
            # "A district of Istanbul" does not make Istanbul one, nor "Konak district of Izmir".
            single = any(t.lower in parts or t.text[:1].isupper() for t in before[-4:-2])
            if len(before) > 1 and before[-1].lower in of and not single:
                kind = kinds.get(before[-2].lower)
                if kind:
                    return str(kind)
            after = self._parse.tokens_in(end, min(end + 60, len(self._parse.text)))[:4]
            if len(after) > 2 and after[0].lower in listed and after[1].text[:1].isupper():
                plural = next((t for t in after[2:] if t.tag in {"NNS", "NNPS"}), None)
                if plural is not None and plural.lower in heads:
                    return str(heads[plural.lower])
        return None
