"""Other people, places and days in a report and its reading, the same ones wherever they are named.

Only the root of a surname or of a settlement's name is changed: endings stay, so that forms
stay forms, and so do sexes. A root is known by what `sayso.reconcile.names.keys` makes of
it, which is the same in Latin and Cyrillic letters.
"""

import hashlib
import random
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sayso.records.entity import Entity, EntityType
from sayso.records.plain import make_plain, make_record
from sayso.records.reading import Reading

_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SHORTEST = 3  # letters of a root that is changed
_ENDINGS = re.compile(
    r"(?<=\w{3})(sk(y|aya|ii|iy|a|oy)|(ov|ev|in|yn)a?|enko|chuk|(ськ|ск)(ий|ая|ого|ому|им|ом|ой|ую|а)"
    r"|(ов|ев|ёв|єв|ин|ін|ын|їн)(а|у|ым|им|е|ой|у|і|ою|ом|ых|ым|ы)?|енко|чук(а|у|ом)?"
    r"|y|i|o|a|e|и|ы|а|у|е|о|і|ах|ам|ом|ой|ою)$"
)
_Letters = tuple[list[str], str]
_LATIN: _Letters = (
    [*"bvgdzklmnprstfh", "ch", "sh", "zh", "br", "gr", "dr", "st", "kr", "pl", "sv", "tr"],
    "aeiou",
)
_CYRILLIC: _Letters = (
    [*"бвгдзклмнпрстфх", "ч", "ш", "ж", "бр", "гр", "др", "ст", "кр", "пл", "св", "тр"],
    "аеиоу",
)
_ROOTS = 3000
"""Roots of names that are drawn from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is other in one copy of a storyline.

    Attributes:
        number: Of the copy.
        roots: For each key of a root the number of the one that takes its place.
        days: By how many days all is later; whole weeks, so that days of the week stay.
    """

    number: int
    roots: Mapping[str, int]
    days: int


def draw_change(number: int, keys: Iterable[str], places: Iterable[str]) -> Change:
    """Return a change of people's and places' names by their keys; half of the places stay."""
    chance = random.Random(number)
    roots = {key: _draw(chance) for key in sorted(set(keys))}
    for key in sorted(set(places) - roots.keys()):
        if chance.random() < 0.5:
            roots[key] = chance.randrange(_ROOTS)
    return Change(number=number, roots=roots, days=7 * chance.randrange(150))


def _draw(chance: random.Random) -> int:
    """Draw a root as surnames are drawn: a few are borne by many."""
    return int(_ROOTS * chance.random() ** 1.5)


def list_keys(reading: Reading) -> tuple[set[str], set[str]]:
    """Return the keys of the roots of people's and of settlements' names."""
    settled = {it.entity for it in reading.places if it.feature in ("settlement", None)}
    people = {
        key
        for it in reading.entities
        if it.type is EntityType.PERSON and not it.anonymous
        for key in _list_roots(it, last=True)
    }
    places = {
        key
        for it in reading.entities
        if it.type is EntityType.PLACE and it.id in settled
        for key in _list_roots(it, last=False)
    }
    outlets = {
        _make_key(word)
        for it in reading.entities
        if it.type not in (EntityType.PERSON, EntityType.GROUP) and it.id not in settled
        for word in _WORD.findall(it.name)
    }
    return people - outlets, places - people - outlets


def _list_roots(entity: Entity, *, last: bool) -> Iterator[str]:
    words = _WORD.findall(entity.name)
    for word in words[-1:] if last and len(words) > 1 else () if last else words:
        if word[:1].isupper() and len(_cut(word)) >= _SHORTEST:
            yield _make_key(word)


def substitute(reading: Reading, change: Change) -> Reading:
    """Return a reading, and its report, of other people, places and days."""
    plain = make_plain(reading)
    text = plain["report"].pop("text")
    plain["report"].pop("origin")
    moves = _Moves(text, change)
    made: dict[str, Any] = _change(plain, change, moves)
    digest = hashlib.sha256(f"{reading.report.sha256} {change.number}".encode()).hexdigest()
    made["made_by"] = plain["made_by"]
    report = made["report"]
    report |= {
        "text": moves.text,
        "origin": [],
        "sha256": digest,
        "id": f"{reading.report.id}-{change.number}",
    }
    if report["url"] is not None:
        report["url"] += f"?copy={change.number}"
    for place in made["places"]:
        _move_place(place, plain, change)
    return make_record(Reading, made)


def _move_place(place: dict[str, Any], plain: Any, change: Change) -> None:
    """Give a place of another name another place in gazetteers."""
    name = next(it["name"] for it in plain["entities"] if it["id"] == place["entity"])
    found = [
        change.roots[key]
        for word in _WORD.findall(name)
        if (key := _make_key(word)) in change.roots
    ]
    if found:
        place |= {
            "candidates": [],
            "geonames": None if place["geonames"] is None else 90_000_000 + found[0],
            "katottg": None if place["katottg"] is None else f"UA99{found[0]:015}",
        }


class _Moves:
    """A text with other names, and where each offset of the old one is in it."""

    def __init__(self, text: str, change: Change) -> None:
        parts, self._ends, self._shifts = [], [0], [0]
        last = shift = 0
        for match in _WORD.finditer(text):
            root = _cut(match[0])
            new = _replace(match[0], change)
            if new is None:
                continue
            end = match.start() + len(root)
            parts += [text[last : match.start()], new]
            shift += len(new) - len(root)
            self._ends.append(end)
            self._shifts.append(shift)
            last = end
        self.text = "".join([*parts, text[last:]])

    def move(self, offset: int) -> int:
        return offset + self._shifts[bisect_right(self._ends, offset) - 1]

    def move_span(self, span: list[int]) -> list[int]:
        return [self.move(span[0]), self.move(span[1])]


def _change(value: Any, change: Change, moves: _Moves, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _change(it, change, moves, key) for key, it in value.items()}
    if isinstance(value, list):
        if name == "span":
            return moves.move_span(value)
        if name in ("spans", "mentions"):
            return [moves.move_span(it) for it in value]
        return [_change(it, change, moves, name) for it in value]
    if isinstance(value, str):
        if name in ("begin", "end", "value", "published", "captured"):
            return _DAY.sub(lambda match: _shift(match[0], change.days), value)
        if name in ("text", "name", "title", "roles"):
            return _WORD.sub(lambda match: _replace_word(match[0], change), value)
    return value


def _shift(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _replace_word(word: str, change: Change) -> str:
    new = _replace(word, change)
    return word if new is None else new + word[len(_cut(word)) :]


def _replace(word: str, change: Change) -> str | None:
    """Return the root that takes the place of a word's, or ``None``."""
    number = change.roots.get(_make_key(word)) if word[:1].isupper() else None
    return None if number is None else _make_root(number, cyrillic=word[0] > "Ͱ")


@cache
def _make_root(number: int, *, cyrillic: bool) -> str:
    """Return an invented root; the same number gives the same sounds in either script."""
    chance = random.Random(-1 - number)
    consonants, vowels = _CYRILLIC if cyrillic else _LATIN
    at = [chance.randrange(len(consonants)) for _ in range(3)]
    between = [chance.randrange(len(vowels)) for _ in range(2)]
    root = consonants[at[0]] + vowels[between[0]] + consonants[at[1]] + vowels[between[1]]
    return (root + consonants[at[2]]).capitalize()


@cache
def _cut(word: str) -> str:
    """Return a word without its ending."""
    return _ENDINGS.sub("", word)


@cache
def _make_key(word: str) -> str:
    from sayso.reconcile.names.keys import list_name_keys

    keys = list_name_keys(_cut(word))
    return keys[0] if keys and len(_cut(word)) >= _SHORTEST else ""
