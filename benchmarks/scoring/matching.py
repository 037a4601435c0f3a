"""Which entry of a reading stands for which of the gold: by the words that they share."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.scoring.given import Given, GivenEntity
from benchmarks.scoring.gold import Gold, GoldMention, GoldPassage
from benchmarks.scoring.text import Words, get_likeness, is_name

_LISTED, _TOLERATED, _NAMED = 10, 3, 5  # what a mention or the name says for an entity
_OWNING = 0.3  # what a mention loses for standing in a possessive
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A mention of the reading that stands for one of the gold.

    Attributes:
        mention: Number of the gold's mention.
        inside: That, and all others of the same entity that lie inside the reading's.
    """

    mention: int
    inside: frozenset[int]


class EntityMatch:
    """Which entity of the reading is which of the gold's, one to one."""

    def __init__(self, gold: Gold, given: Given) -> None:
        self._gold = gold
        self._given = given
        self.hits = tuple(self._find_hits(entity) for entity in given.entities)
        """Of every entity of the reading."""
        ids = list(gold.entities)
        pairs = pair_up(
            lambda i, j: self._rate(given.entities[i], self.hits[i], ids[j]),
            len(given.entities),
            len(ids),
        )
        self.pairs = {i: ids[j] for i, j in pairs.items()}
        """The gold's id by the number of the reading's entity."""
        self._ids = {given.entities[i].id: id_ for i, id_ in self.pairs.items()}

    def find(self, entity: str | None) -> str | None:
        """Return the gold's id of one of the reading's entities (id), if it is any."""
        return None if entity is None else self._ids.get(entity)

    def find_named(self, words: Words) -> tuple[bool, str | None]:
        """Tell whose words these are by the reading's own mentions.

        Returns:
            Whether any mention touches them, and the gold's id of its entity.
        """
        best, owner = (0.0, 0), -1
        for number, entity in enumerate(self._given.entities):
            for mention in entity.mentions:
                rate = (get_likeness(mention, words), self._measure(mention & words))
                if mention & words and rate > best:
                    best, owner = rate, number
        return owner >= 0, self.pairs.get(owner)

    def find_mentioned(self, words: Words) -> str | None:
        """Return the gold's id of whoever the gold itself says these words name."""
        number = self._find_mention(words)
        return None if number is None else self._gold.mentions[number].entity

    def _find_hits(self, entity: GivenEntity) -> tuple[Hit, ...]:
        hits = []
        for words in entity.mentions:
            number = self._find_mention(words)
            if number is None:
                continue
            named = self._gold.mentions[number].entity
            inside = (
                n
                for n, mention in enumerate(self._gold.mentions)
                if mention.entity == named and mention.words <= words
            )
            hits.append(Hit(number, frozenset([number, *inside])))
        return tuple(hits)

    def _find_mention(self, words: Words) -> int | None:
        """Return the mention that is most like the words, else the first one inside them.

        In "Ann's brother" that is the brother.
        """
        near = [(n, m) for n, m in enumerate(self._gold.mentions) if is_near(words, m.words)]
        like = [
            (get_likeness(words, mention.words) - _OWNING * self._is_owner(mention, words), -n)
            for n, mention in near
            if get_likeness(words, mention.words) >= 0.5
        ]
        if like:
            return -max(like)[1]
        inside = [
            (self._is_owner(mention, words), min(mention.words), n)
            for n, mention in near
            if mention.words <= words
        ]
        return min(inside)[2] if inside else None

    def _is_owner(self, mention: GoldMention, words: Words) -> bool:
        if not mention.words < words:
            return False
        text = self._gold.text
        return _POSSESSIVE.match(text.text, text.words[max(mention.words)].end) is not None

    def _rate(self, entity: GivenEntity, hits: tuple[Hit, ...], gold_id: str) -> float | None:
        mentions = self._gold.mentions
        found = {n for hit in hits if mentions[hit.mention].entity == gold_id for n in hit.inside}
        if not found:
            return None
        rate = sum(_LISTED if mentions[n].listed else _TOLERATED for n in found)
        return rate + _NAMED * is_name(entity.name, self._gold.entities[gold_id].names)

    def _measure(self, words: Words) -> int:
        return sum(self._gold.text.words[n].end - self._gold.text.words[n].begin for n in words)


def is_near(given: Words, wanted: Words, *, part_will_do: bool = False) -> bool:
    """Tell whether words of a reading stand for words of the gold.

    They may run over by a dozen words; they may leave out but few, unless a part will do.
    """
    if not given & wanted:
        return False
    likeness = get_likeness(given, wanted)
    if given < wanted:
        return likeness >= 0.7 or (part_will_do and len(wanted) <= 4 * len(given))
    return likeness >= 0.5 or (wanted <= given and len(given) <= len(wanted) + 12)


def pair_up(rate: Callable[[int, int], float | None], given: int, wanted: int) -> dict[int, int]:
    """Pair entries of a reading with entries of the gold one to one, the best rated first.

    Args:
        rate: How well two (by number) suit one another; ``None`` if not at all.
        given: How many entries the reading has.
        wanted: How many the gold has.
    """
    rated = []
    for i in range(given):
        for j in range(wanted):
            rating = rate(i, j)
            if rating is not None:
                rated.append((-rating, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(rated):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def pair_passages(given: Sequence[Words], wanted: Sequence[GoldPassage]) -> dict[int, int]:
    """Pair times or quantities by where they stand; a part of the words will do."""

    def rate(i: int, j: int) -> float | None:
        near = (at for at in wanted[j].at if is_near(given[i], at, part_will_do=True))
        return max((get_likeness(given[i], at) for at in near), default=None)

    return pair_up(rate, len(given), len(wanted))
