"""What a place is called, and what the words of its mentions say of it."""

from collections.abc import Sequence
from functools import cached_property

from sayso.lang.folding import fold
from sayso.read.inflected.place_words import PlaceWords, list_nominatives
from sayso.records.entity import Entity
from sayso.records.morph import get_morph
from sayso.records.naming import Namer
from sayso.records.parse import Parse, Token

_COUNTRY = "country"


class Called:
    """A place's names and kinds (`sayso.read.place_naming.PlaceName`)."""

    direction = False
    is_about_place = True
    proper = True

    def __init__(self, entity: Entity, parse: Parse, words: PlaceWords, namer: Namer) -> None:
        self._entity, self._parse, self._words, self._namer = entity, parse, words, namer
        self.is_country = self._country_code is not None or self._has_label("COUNTRY")

    @cached_property
    def mentions(self) -> Sequence[Sequence[Token]]:
        """The words of each mention that begins with a capital; marks left out at its ends."""
        found = []
        for begin, end in self._entity.mentions:
            tokens = [t for t in self._parse.tokens_in(begin, end) if t.pos != "PUNCT"]
            while tokens and not tokens[0].text[0].isupper() and self._is_kind(tokens[0]):
                tokens = tokens[1:]
            if tokens and any(token.text[0].isupper() for token in tokens):
                found.append(tokens)
        return found

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What it can be called in the nominative, likeliest first."""
        made: list[str] = []
        for tokens in self.mentions:
            declined = self._namer.name_thing(
                [token.text for token in tokens], [token.tag for token in tokens]
            )
            if any(fold(token.lemma) in self._words.sites for token in tokens):
                continue
            made += (declined, *list_nominatives(tokens, self._words))
        return tuple(dict.fromkeys(name for name in made if fold(name) not in self._words.never))

    @property
    def core(self) -> str:
        """The likeliest name; "" for a description, which the world does not know."""
        return self.names[0] if self.names else ""

    @property
    def name(self) -> str:
        """The likeliest name, as the resolver asks for it."""
        return self.core

    @cached_property
    def feature(self) -> str | None:
        """The kind of place that the report's words make it, or ``None``."""
        for tokens in self.mentions:
            for token in tokens[1:]:
                if (kind := self._words.heads.get(fold(token.lemma))) is not None:
                    return kind
            if (kind := self._words.titles.get(fold(tokens[0].lemma))) is not None:
                return kind
        for tokens in self.mentions:
            if (kind := self._find_kind(tokens)) is not None:
                return kind
        return None if self.mentions else "site"

    @cached_property
    def is_village(self) -> bool:
        """Whether a noun before a mention makes it a village."""
        before = (self._parse.tokens[tokens[0].i - 1] for tokens in self.mentions if tokens[0].i)
        return any(fold(token.lemma) in self._words.villages for token in before)

    def _find_kind(self, tokens: Sequence[Token]) -> str | None:
        """Return the kind that a noun at its beginning or before it tells: "село Зайцево"."""
        if fold(tokens[0].lemma) in self._words.sites:
            return "site"
        at = tokens[0].i - 1
        if at >= 1 and self._parse.tokens[at].text == ".":
            return self._words.short_kinds.get(fold(self._parse.tokens[at - 1].lower))
        if at < 0 or self._parse.tokens[at].sentence != tokens[0].sentence:
            return None
        before = self._parse.tokens[at]
        return self._words.kinds.get(fold(before.lemma)) or self._words.kinds.get(
            fold(before.lower)
        )

    def _is_kind(self, token: Token) -> bool:
        return fold(token.lemma) in self._words.kinds and (
            fold(token.lemma) not in self._words.sites
        )

    @property
    def country(self) -> str | None:
        """The country that it is, or is known to lie in, without any gazetteer."""
        return self._country_code or self._area or (self.regions[0][0] if self.regions else None)

    @cached_property
    def _country_code(self) -> str | None:
        found = (self._words.countries.get(fold(name)) for name in self.names)
        return next((code for code in found if code), None)

    @property
    def _area(self) -> str | None:
        found = (self._words.areas.get(fold(name)) for name in self.names)
        return next((code for code in found if code), None)

    @property
    def is_area(self) -> bool:
        """Whether it is an area that is no unit: "Донбасс"."""
        return any(fold(name) in self._words.areas for name in self.names)

    @cached_property
    def regions(self) -> tuple[tuple[str, str], ...]:
        """Country and name of the region that it is short for: "ЛНР"."""
        for name in self.names:
            if (short := self._words.acronyms.get(fold(name))) is not None:
                country, _, region = short.partition(" ")
                return ((country, region),)
        return ()

    def _has_label(self, label: str) -> bool:
        spans = {(one.first, one.last) for one in self._parse.names if one.label == label}
        return any((tokens[0].i, tokens[-1].i) in spans for tokens in self.mentions)

    def is_genitive(self, begin: int) -> bool:
        """Whether the mention that begins at an offset stands in the genitive."""
        for tokens in self.mentions:
            if tokens[0].begin == begin:
                shown = [*(get_morph(token.tag).case for token in tokens)]
                return "Gen" in shown or not any(shown)
        return False
