"""Names of places with the nouns that say what they are: units and kinds."""

from collections.abc import Iterator, Mapping

from sayso.lang.folding import fold
from sayso.read.inflected.place_words import PlaceWords
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

Run = tuple[int, int]
"""A name's first and last word, both inclusive."""

PLACES = frozenset({"CITY", "COUNTRY", "STATE_OR_PROVINCE", "DISTRICT", "LOCATION"})
"""Labels of names of places."""

_LONGEST = 4


class Units:
    """Finds "Харьковской области", "село Зайцево", "г. Пермь", "улица Ленина" in one report.

    Attributes:
        listed: Adjectives that share the noun of a unit behind them, as far as found.
    """

    def __init__(self, parse: Parse, words: PlaceWords, labels: Mapping[int, str]) -> None:
        self._parse, self._words, self._labels = parse, words, labels
        self._tokens = parse.tokens
        self.listed: set[int] = set()

    def find_units(self) -> Iterator[Run]:
        """Yield units' names: "Харьковской области", "Луганской" and "Донецкой областях"."""
        for token in self._tokens:
            if fold(token.lemma) not in self._words.heads and fold(token.lower) not in (
                self._words.heads
            ):
                continue
            first = self.find_adjectives(token.i)
            if first is None:
                continue
            yield first, token.i
            if get_morph(token.tag).number == "Plur":
                yield from self._find_listed(first)

    def find_adjectives(self, head: int) -> int | None:
        """Return the first capitalized adjective of a unit's name, ``None`` where there is none."""
        at, found = head - 1, None
        while at >= 0 and head - at <= _LONGEST and self._same_sentence(at, head):
            token = self._tokens[at]
            if not self.is_adjective(token) or not self._agrees(at, head):
                break
            if token.text[0].isupper():
                found = at
            elif fold(token.lemma) not in self._words.title_adjectives:
                return None
            at -= 1
        return found

    def _agrees(self, adjective: int, head: int) -> bool:
        """Whether two words can stand in one case: not "Зайцеве" and "Троїцької громади"."""
        one = get_morph(self._tokens[adjective].tag).case
        other = get_morph(self._tokens[head].tag).case
        if not one or not other or one == other:
            return True
        others = self._parse.otherwise.get(adjective, ())
        return any(get_morph(tag).case == other for tag in others)

    def _find_listed(self, first: int) -> Iterator[Run]:
        """Yield the other adjectives that share a head."""
        at = first - 1
        while at > 0 and fold(self._tokens[at].lower) in self._words.listing:
            token = self._tokens[at - 1]
            if not (token.text[0].isupper() and self.is_adjective(token)):
                return
            self.listed.add(at - 1)
            yield at - 1, at - 1
            at -= 2

    def is_adjective(self, token: Token) -> bool:
        """Return whether a word is an adjective, also one that is taken for a name."""
        return token.pos == "ADJ" or (
            token.pos == "PROPN" and token.lemma.endswith(self._words.adjective_endings)
        )

    def find_kinds(self) -> Iterator[Run]:
        """Yield names behind the noun that says what they are; a street's holds the noun."""
        for token in self._tokens:
            kind, behind = self.get_kind(token)
            if not kind:
                continue
            last = self._follow(behind)
            if last is None:
                continue
            titled = kind in self._words.titles and token.text[0].isupper()
            yield (token.i if kind in self._words.sites or titled else behind), last

    def get_kind(self, token: Token) -> tuple[str, int]:
        """Return the kind that a word tells, and the number of the word behind it; else ""."""
        lemma, lower = fold(token.lemma), fold(token.lower)
        for word in (lemma, lower):
            if word in self._words.kinds or word in self._words.titles:
                return word, token.i + 1
        dotted = token.i + 1 < len(self._tokens) and self._tokens[token.i + 1].text == "."
        if dotted and lower in self._words.short_kinds:
            return lower, token.i + 2
        return "", token.i

    def _follow(self, first: int) -> int | None:
        """Return the last word of the capitalized name that begins here, ``None`` for none."""
        last = None
        at = first
        while at < min(first + _LONGEST, len(self._tokens)) and self._same_sentence(at, first):
            token = self._tokens[at]
            if not token.text[0].isupper() or self._opens_unit(at, first):
                break
            if at > first and not self._goes_on(at):
                break
            last = at
            at += 1
        return last

    def _goes_on(self, at: int) -> bool:
        """Whether a capitalized word belongs to the name before it: "Нижняя Дуванка"."""
        before = self._tokens[at - 1]
        if self._labels.get(at) is not None and self._labels.get(at) == self._labels.get(at - 1):
            return any(
                one.first < at <= one.last
                for one in (*self._parse.names, *self._parse.spans)
                if one.label in PLACES
            )
        return (
            before.pos == "ADJ"
            and get_morph(before.tag).case == get_morph(self._tokens[at].tag).case
        )

    def _opens_unit(self, at: int, first: int) -> bool:
        """Whether another unit's name begins: "Зайцево Троицкой громады"."""
        if at == first:
            return False
        behind = at + 1
        while behind < len(self._tokens) and self.is_adjective(self._tokens[behind]):
            behind += 1
        return behind < len(self._tokens) and fold(self._tokens[behind].lemma) in self._words.heads

    def _same_sentence(self, one: int, other: int) -> bool:
        return self._tokens[one].sentence == self._tokens[other].sentence
