"""Short reports with their readings, invented word by word, the same for the same seed.

Words, persons, places and sources are drawn by Zipf's law from made-up lists of 60,000
words (a third of them Cyrillic), 20,000 names of persons, 3,000 of places and 300 of
sources. A report has about ten claims of 8 to 21 words, of three persons and two places, and
every third report has a case. It is as long as its claims, about 1,100 characters.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import numpy as np

from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
from sayso.records.entity import Entity, EntityType, Place
from sayso.records.event import Case, CaseKind, Event, Participant, ParticipantRole
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.records.selector import Selector, Span

BLOCK = 1000
"""Reports that are drawn together."""

MADE_BY = MadeBy(
    reader=Maker(name="sayso", version="0.0.0"),
    models=(Maker(name="generator", version="1", sha256="0" * 64),),
    languages=(Maker(name="en", version="1"), Maker(name="ru", version="1")),
    packs=(Maker(name="military-refusal", version="1"),),
)

_SEED = 20240311
_FIRST_DAY = date(2014, 1, 1)
_DAYS = 3650
_LATIN = (
    "babebibobudadedidodufafefifogagegokakekikolalelilolumamemimonaneni"
    "nonupapeporarerirorusasesisotatetitotuvavevivozaze"
)
_CYRILLIC = (
    "бабебибобудадедидодуфафефифогагегокакекиколалелилолумамемимонанени"
    "нонупапепорарерирорусасесисотатетитотувавевивозазе"
)


@dataclass(frozen=True)
class Lists:
    """The made-up words and names of one script, the most frequent first."""

    language: str
    said: str
    words: list[str]
    persons: list[str]
    places: list[str]
    sources: list[str]


class _Draws(NamedTuple):
    """Numbers drawn for the reports of a block."""

    claims: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    lengths: "np.ndarray[tuple[int, int], np.dtype[np.int64]]"
    words: list[list[int]]
    persons: list[list[int]]
    places: list[list[int]]
    sources: list[list[int]]
    days: list[int]
    chance: list[list[float]]


@cache
def get_lists(language: str) -> Lists:
    """Return the lists of "en" or "ru"."""
    latin = language == "en"
    letters = _LATIN if latin else _CYRILLIC
    syllables = [letters[at : at + 2] for at in range(0, len(letters), 2)]
    rng = np.random.default_rng([_SEED, len(language), int(latin)])
    words = _invent(rng, syllables, 40_000 if latin else 20_000, least=2)
    names = _invent(rng, syllables, 3_000, least=2)
    first, last = names[:200], names[200:]
    pairs = rng.permutation(200 * 2_000)[:20_000]
    persons = [
        f"{first[pair % 200].title()} {last[pair // 200].title()}" for pair in pairs.tolist()
    ]
    places = [word.title() for word in _invent(rng, syllables, 3_000, least=3)]
    sources = [f"{word.title()} {last[at].title()}" for at, word in enumerate(words[500:800])]
    said = "said that" if latin else "заявил, что"
    return Lists(language, said, words, persons, places, sources)


def generate(first: int, last: int) -> Iterator[Reading]:
    """Yield the readings of the reports with these numbers, from 0, half-open."""
    for block in range(first // BLOCK, -(-last // BLOCK)):
        draws = _draw(block)
        for at in range(BLOCK):
            if first <= block * BLOCK + at < last:
                yield _make_reading(block * BLOCK + at, at, draws)


def _invent(rng: np.random.Generator, syllables: list[str], count: int, *, least: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        length = int(rng.integers(least, least + 3))
        found["".join(syllables[at] for at in rng.integers(0, len(syllables), length))] = None
    return list(found)


@cache
def _get_steps(count: int) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    weights = 1.0 / (np.arange(count) + 2.7)
    return np.asarray(np.cumsum(weights / weights.sum()))


def _pick(rng: np.random.Generator, count: int, width: int) -> list[list[int]]:
    drawn = np.searchsorted(_get_steps(count), rng.random((BLOCK, width)))
    found: list[list[int]] = np.minimum(drawn, count - 1).tolist()
    return found


def _draw(block: int) -> _Draws:
    rng = np.random.default_rng([_SEED, block])
    return _Draws(
        claims=rng.integers(6, 15, BLOCK),
        lengths=rng.integers(8, 22, (BLOCK, 14)),
        words=_pick(rng, 20_000, 14 * 21 + 6),
        persons=_pick(rng, 20_000, 3),
        places=_pick(rng, 3_000, 2),
        sources=_pick(rng, 300, 3),
        days=rng.integers(-_DAYS // 20, _DAYS, BLOCK).tolist(),
        chance=rng.random((BLOCK, 14 * 3)).tolist(),
    )


def _make_reading(number: int, at: int, draws: _Draws) -> Reading:
    lists = get_lists("ru" if number % 3 == 2 else "en")
    writing = _Writing(lists, at, draws)
    for claim in range(int(draws.claims[at])):
        writing.add_claim(claim)
    return writing.finish(number)


class _Writing:
    """One report that is being written."""

    def __init__(self, lists: Lists, at: int, draws: _Draws) -> None:
        self._lists, self._at, self._draws = lists, at, draws
        self._persons = list(dict.fromkeys(draws.persons[at]))
        self._places = list(dict.fromkeys(draws.places[at]))
        self._sources = list(dict.fromkeys(draws.sources[at][:2]))
        self._pieces: list[str] = []
        self._length = 0
        self._mentions: dict[tuple[str, int], list[Span]] = {}
        self._claims: list[Claim] = []
        # The Latin list is twice as long: every number is used there, half of them in Cyrillic.
        scale = len(lists.words) / 20_000
        self._words = [lists.words[int(word * scale)] for word in draws.words[at]]

    def add_claim(self, number: int) -> None:
        """Write one sentence and its claim."""
        chance = self._draws.chance[self._at][3 * number : 3 * number + 3]
        link = None
        if chance[0] < 0.6:
            source = self._sources[number % len(self._sources)]
            begin = self._mention("source", source, self._lists.sources[source])
            link = Link(
                entity=self._name("source", source),
                name=self._lists.sources[source],
                kind=SourceKind.CHANNEL,
                span=begin,
            )
            self._put(f" {self._lists.said} ")
        first = self._length
        self._put_content(number, chance)
        content = Selector(spans=(Span(first, self._length),), text=self._since(first))
        self._put(". ")
        self._claims.append(
            Claim(
                id=f"c{number + 1}",
                source=None,
                cue=None,
                content=content,
                style=Style.OWN if link is None else Style.INDIRECT,
                chain=() if link is None else (link,),
                certainty=Certainty.STATED,
                polarity=Polarity.POSITIVE,
                said=None,
                confidence=0.9,
            )
        )

    def finish(self, number: int) -> Reading:
        """Return the report with its reading."""
        text = "".join(self._pieces).strip()
        report = self._make_report(number, text)
        events, cases = self._make_case(number)
        return Reading(
            made_by=MADE_BY,
            report=report,
            entities=self._make_entities(),
            times=(),
            places=tuple(
                Place(
                    entity=self._name("place", place),
                    feature="settlement",
                    lat=48.5,
                    lon=37.9,
                    approx=None,
                    country="UA",
                    admin1=None,
                    geonames=None,
                    katottg=None,
                    candidates=(),
                    within=None,
                )
                for place in self._places
                if ("place", place) in self._mentions
            ),
            quantities=(),
            claims=tuple(self._claims),
            provisions=(),
            penalties=(),
            events=events,
            cases=cases,
            checks=(),
        )

    def _make_report(self, number: int, text: str) -> Report:
        digest = hashlib.sha256(f"{_SEED}/{number}\n{text}".encode()).hexdigest()
        day = self._draws.days[self._at]
        published = None if day < 0 else (_FIRST_DAY + timedelta(days=day)).isoformat()
        return Report(
            id=digest[:16],
            title=" ".join(self._words[-6:]).capitalize(),
            publisher=self._lists.sources[self._draws.sources[self._at][2]],
            url=f"https://example.org/{number}",
            published=published,
            captured=None,
            language=self._lists.language,
            sha256=digest,
            text=text,
        )

    def _make_entities(self) -> tuple[Entity, ...]:
        kinds = {
            "person": (EntityType.PERSON, self._lists.persons),
            "place": (EntityType.PLACE, self._lists.places),
            "source": (EntityType.CHANNEL, self._lists.sources),
        }
        return tuple(
            Entity(
                id=self._name(kind, which),
                type=kinds[kind][0],
                name=kinds[kind][1][which],
                mentions=tuple(spans),
            )
            for (kind, which), spans in self._mentions.items()
        )

    def _make_case(self, number: int) -> tuple[tuple[Event, ...], tuple[Case, ...]]:
        person = self._persons[0]
        spans = self._mentions.get(("person", person))
        if number % 3 or not spans:
            return (), ()
        told = tuple(
            claim.id
            for claim in self._claims
            if any(claim.content.begin <= begin < claim.content.spans[0].end for begin, _ in spans)
        )
        name = self._name("person", person)
        event = Event(
            id="v1",
            type="detention",
            trigger=self._claims[0].content,
            participants=(Participant(role=ParticipantRole.SUBJECT, entity=name),),
            claims=told,
        )
        case = Case(
            id="k1",
            subjects=(name,),
            kind=CaseKind.PROSECUTION,
            stage="detention",
            events=("v1",),
            claims=told,
        )
        return (event,), (case,)

    def _put_content(self, number: int, chance: list[float]) -> None:
        count = int(self._draws.lengths[self._at][number])
        words = self._words[21 * number : 21 * number + count]
        half = count // 2
        self._put(" ".join(words[:half]) + " ")
        if chance[1] < 0.8:
            person = self._persons[number % len(self._persons)]
            self._mention("person", person, self._lists.persons[person])
            self._put(" ")
        if chance[2] < 0.4:
            place = self._places[number % len(self._places)]
            self._mention("place", place, self._lists.places[place])
            self._put(" ")
        self._put(" ".join(words[half:]))

    def _mention(self, kind: str, which: int, name: str) -> Span:
        span = Span(self._length, self._length + len(name))
        self._put(name)
        self._mentions.setdefault((kind, which), []).append(span)
        return span

    @staticmethod
    def _name(kind: str, which: int) -> str:
        return f"e{kind[0]}{which}"

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def _since(self, first: int) -> str:
        text = ""
        for piece in reversed(self._pieces):
            text = piece + text
            if len(text) >= self._length - first:
                break
        return text
