"""What a sentence tells, in tokens that are the same in every language: days, figures, names."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from sayso.lang.folding import fold
from sayso.reconcile.names.sounds import get_sound
from sayso.reconcile.origins.copy_text import CopyText, Line
from sayso.records.entity import EntityType
from sayso.records.reading import Reading
from sayso.records.value import Quantity, TimeExpression, TimeType

_WORD = re.compile(r"[^\W\d_]{3,}(?:['’ʼ][^\W\d_]+)*")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_QUOTE = re.compile(r'[«“„"]')
_VOWELS = re.compile(r"[aeiouj]")
# What translates, names of bodies above all, tells less than what is only spelled anew.
_NAMED = frozenset({EntityType.PERSON, EntityType.PLACE})
_DAY, _PERIOD, _NAME, _PENALTY = 2.0, 1.5, 1.5, 1.5
_EVENT, _SOURCE, _QUOTATION, _CAPITAL, _CONCEPT = 1.0, 0.7, 0.5, 0.5, 0.5
# What a word adds that sounds alike in another language; that it does not tells nothing.
_ALIKE = 0.4
# "Two" and "ten" are in every report; 19 and 54 are not.
_SMALL, _SMALL_FIGURE, _FIGURE_WEIGHT = 12, 1.0, 2.0
# A word that sounds alike in another language is a hint only where it is long.
_LONG_WORD, _LONG_SOUND, _SOUND = 5, 4, 5
_FEWEST_LETTERS, _ENDING = 3, 2
_NAMES = "name:"


@dataclass(slots=True)
class LineFacts:
    """The tokens of one line with what each weighs.

    Attributes:
        hard: Days, periods, figures, names of people and places, penalties.
        soft: Kinds of events and sources, quotation marks, words of this field, other names.
        sounds: Other long words by their sound.
        names: The names by what they begin with.
    """

    hard: dict[str, float] = field(default_factory=dict)
    soft: dict[str, float] = field(default_factory=dict)
    sounds: set[str] = field(default_factory=set)
    names: dict[str, set[str]] = field(default_factory=dict)

    @property
    def weight(self) -> float:
        """What all of them weigh that a translation would have too."""
        return sum(self.hard.values()) + sum(self.soft.values())

    def add_name(self, skeleton: str, *, sure: bool) -> None:
        """Add a name, surely of a person or a place, or else of something."""
        table, weight = (self.hard, _NAME) if sure else (self.soft, _CAPITAL)
        table[_NAMES + skeleton] = weight
        self.names.setdefault(skeleton[:_FEWEST_LETTERS], set()).add(skeleton)

    def join(self, other: "LineFacts") -> None:
        """Add all that another line tells."""
        self.hard |= other.hard
        self.soft |= other.soft
        self.sounds |= other.sounds
        for start, names in other.names.items():
            self.names.setdefault(start, set()).update(names)

    def measure(self, other: "LineFacts") -> float:
        """Return the weight of those that another line has too, at most all."""
        common = sum(
            weight
            for mine in (self.hard, self.soft)
            for token, weight in mine.items()
            if other.has(token)
        )
        return min(self.weight, common + _ALIKE * len(self.sounds & other.sounds))

    def has(self, token: str) -> bool:
        """Whether the line has a token, a name in any form."""
        if token in self.hard or token in self.soft:
            return True
        if not token.startswith(_NAMES):
            return False
        skeleton = token.removeprefix(_NAMES)
        near = self.names.get(skeleton[:_FEWEST_LETTERS], ())
        return any(is_same_name(skeleton, it) for it in near)

    def count_concepts(self, other: "LineFacts") -> int:
        """Return how many words of this field another line has too."""
        return sum(it.startswith("word:") and it in other.soft for it in self.soft)


def list_facts(reading: Reading, text: CopyText) -> tuple[LineFacts, ...]:
    """Return what each line of a report tells, by line number."""
    finder = _FactFinder(reading, text)
    return tuple(finder.facts)


@lru_cache(maxsize=1 << 16)
def get_skeleton(word: str) -> str:
    """Return the consonants of a name as it sounds, the first vowel kept: "zcv" of Zaitseve."""
    sound = get_sound(word).lower()
    return sound[:1] + _VOWELS.sub("", sound[1:])


@lru_cache(maxsize=1 << 16)
def find_concept(word: str) -> str | None:
    """Return which of the words of this field a word is, whatever its language, or ``None``."""
    whole, begun = _load_concepts()
    if word in whole:
        return whole[word]
    for end in range(len(word), 1, -1):
        if word[:end] in begun:
            return begun[word[:end]]
    return None


@cache
def _load_concepts() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the words as written, and the beginnings of words, with what they say."""
    text = (
        resources.files("sayso.reconcile.origins").joinpath("copy_concepts.toml").read_text("utf-8")
    )
    whole: dict[str, str] = {}
    begun: dict[str, str] = {}
    for concept, words in tomllib.loads(text)["concepts"].items():
        for word in words:
            table = begun if word.endswith("*") else whole
            table[fold(word.rstrip("*"))] = concept
    return whole, begun


def is_same_name(one: str, other: str) -> bool:
    """Whether two skeletons can be one name's, in whatever case each stands."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return (
        len(shorter) >= _FEWEST_LETTERS
        and longer.startswith(shorter)
        and len(longer) - len(shorter) <= _ENDING
    )


class _FactFinder:
    """Puts the findings of a reading to the lines where they stand."""

    def __init__(self, reading: Reading, text: CopyText) -> None:
        self.reading, self.lines = reading, text.lines
        self.begins = [line.begin for line in text.lines]
        self.facts = [LineFacts() for _ in text.lines]
        if not self.lines:
            return
        taken = self._add_values()
        self._add_events()
        names = [
            (it.type, span) for it in reading.entities if not it.anonymous for span in it.mentions
        ]
        named = {
            place for kind, span in names if kind in _NAMED for place in range(span.begin, span.end)
        }
        for line, facts in zip(self.lines, self.facts, strict=True):
            self._add_words(line, facts, taken, named)

    def _at(self, offset: int) -> LineFacts:
        return self.facts[max(0, bisect_right(self.begins, offset) - 1)]

    def _add_values(self) -> set[int]:
        """Add days, figures and penalties; return the offsets that they cover."""
        taken: set[int] = set()
        for time in self.reading.times:
            taken.update(range(*time.span))
            for token, weight in _list_time_tokens(time):
                self._at(time.span.begin).hard[token] = weight
        for quantity in self.reading.quantities:
            taken.update(range(*quantity.span))
            value = _get_value(quantity)
            if value is not None and value != 1:
                self._at(quantity.span.begin).hard[f"figure:{value:g}"] = _weigh(value)
        for penalty in self.reading.penalties:
            term = f"{penalty.kind.value}/{penalty.min}/{penalty.max}/{penalty.unit}"
            self._at(penalty.span.begin).hard[f"penalty:{term}"] = _PENALTY
        return taken

    def _add_events(self) -> None:
        for event in self.reading.events:
            self._at(event.trigger.begin).soft[f"event:{event.type}"] = _EVENT
        for claim in self.reading.claims:
            if claim.chain:
                kind = claim.chain[-1].kind.value
                self._at(claim.content.begin).soft[f"source:{kind}"] = _SOURCE

    def _add_words(self, line: Line, facts: LineFacts, taken: set[int], named: set[int]) -> None:
        text = self.reading.report.text
        for found in _FIGURE.finditer(text, line.begin, line.end):
            if found.start() not in taken:
                value = float(found[0].replace(",", "."))
                facts.hard[f"figure:{value:g}"] = _weigh(value)
        for found in _WORD.finditer(text, line.begin, line.end):
            if found.start() in taken:
                continue
            skeleton = get_skeleton(found[0])
            concept = find_concept(fold(found[0]))
            if found[0][0].isupper() and found.start() in named:
                facts.add_name(skeleton, sure=True)
            elif concept is not None:
                facts.soft[f"word:{concept}"] = _CONCEPT
            elif found[0][0].isupper() and found.start() > line.begin + 1:
                facts.add_name(skeleton, sure=False)
            elif len(found[0]) >= _LONG_WORD and len(skeleton) >= _LONG_SOUND:
                facts.sounds.add(skeleton[:_SOUND])
        if _QUOTE.search(text, line.begin, line.end):
            facts.soft["quotation"] = _QUOTATION


def _list_time_tokens(time: TimeExpression) -> Iterator[tuple[str, float]]:
    if time.type is TimeType.DURATION:
        yield f"period:{time.value}", _PERIOD
    elif time.begin is not None and time.begin == time.end:
        yield f"day:{time.begin}", _DAY
    elif time.begin is not None or time.end is not None:
        yield f"days:{time.begin}/{time.end}", _PERIOD


def _get_value(quantity: Quantity) -> float | None:
    values: Mapping[str, float | None] = {
        "value": quantity.value,
        "min": quantity.min,
        "max": quantity.max,
    }
    return next((it for it in values.values() if it is not None), None)


def _weigh(value: float) -> float:
    return _SMALL_FIGURE if value <= _SMALL and value.is_integer() else _FIGURE_WEIGHT
