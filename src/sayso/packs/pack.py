"""A field's event types, how each language tells them, and which of them are procedure.

A pack is a folder: ``pack.toml`` names the event types in the order in which a matter
usually runs, ``<language>.toml`` holds the frames that tell them, ``law.toml`` the articles of
law that the field knows, ``examples.toml`` texts with what must be read from them. A test runs
every example of the packs that are shipped (`docs/how-to/write-a-pack.md`).
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from sayso.errors import DataError
from sayso.packs.law import NO_LAW, Law, make_law
from sayso.records.reading import Maker

DEFAULT = "military-refusal"
"""The pack that reports are read by where nobody names another."""

_HEAD = "pack.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way in which a language tells an event (keys: see the pack's language files).

    Attributes:
        type: The event type it tells.
        verbs, nouns: Lemmas of the word that carries it; one of the two is empty.
        particles, objects, qualifiers, via, via_nouns, complements, infinitives: Words
            that must stand beside it; empty where none must.
        instrumentals, datives: Likewise, in a language that has these cases: what something is
            done with or to ("угрожать расстрелом", "подвергать пыткам").
        agents: Lemmas of one who does it, where only of such it tells the event.
        subject, actor: Where they stand, tried in turn.
        voice: "passive", "active", or ``None`` for either.
        ergative: Whether the object may be the subject ("a case has opened").
        negated: Whether it is told by a negation ("did not report for duty").
        modal: Whether a negated frame needs a modal verb ("would not fight").
        takes_infinitive: Whether what it governs is part of it ("refused to be sent").
        needs_subject: Whether a verb tells it only where it says whom it befell.
        somebody: Whether it tells nothing of what is neither a person nor a group: "задерживают
            рейс", in a language that shows what is animate.
        status: "intended" or "expected" where the words tell no more than that, or ``None``.
        loose: Whether a noun tells it with nobody named beside it.
        predicate: Whether a noun behind a preposition tells it of the subject of a clause without
            a verb ("он сейчас в СИЗО"), in a language that leaves out "is".
        back: Whether it only refers back to an event told before.
        never: Whether it looks like the event and is none.
        unless_patients, unless_agents, unless_via_nouns, unless_infinitives,
            unless_complements: Lemmas that make it something else.
        unless_elsewhere: Words that make it something else where they stand before its noun
            anywhere in the report: after "a video appeal", no "appeal" is to a court.
    """

    type: str
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    qualifiers: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()
    via_nouns: frozenset[str] = frozenset()
    complements: frozenset[str] = frozenset()
    infinitives: frozenset[str] = frozenset()
    instrumentals: frozenset[str] = frozenset()
    datives: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    subject: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    voice: str | None = None
    ergative: bool = False
    negated: bool = False
    modal: bool = False
    takes_infinitive: bool = False
    needs_subject: bool = False
    somebody: bool = False
    status: str | None = None
    loose: bool = False
    predicate: bool = False
    back: bool = False
    never: bool = False
    unless_patients: frozenset[str] = frozenset()
    unless_agents: frozenset[str] = frozenset()
    unless_via_nouns: frozenset[str] = frozenset()
    unless_infinitives: frozenset[str] = frozenset()
    unless_complements: frozenset[str] = frozenset()
    unless_elsewhere: frozenset[str] = frozenset()

    @property
    def specificity(self) -> int:
        """How many kinds of words it asks for: the frame that asks for most is taken."""
        parts = (
            *(self.particles, self.objects, self.via_nouns, self.complements, self.infinitives),
            *(self.instrumentals, self.datives, self.agents),
        )
        weak = (self.via, self.qualifiers, self.negated)
        return 2 * sum(bool(part) for part in parts) + sum(bool(part) for part in weak)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """What the pack knows of one event type.

    Attributes:
        name: As in the reading's events.
        rank: Its place in the usual order of a matter.
        step: Whether it is a step of a procedure.
        incident: Whether it makes a case where there is no step.
        harm: Whether it is done to somebody's harm: a denial of one such type answers another.
        secondary: Whether, of the incidents, it makes a case only where the report tells
            more of the same people, or makes no case of anybody else.
        back: Whether it may be told without naming again whom it befell.
        pursued: Whether a step that names nobody may be about whom this befell before.
        repeats: Whether it may befall somebody again and again, so that other days mean another
            one; of what does not repeat, reports of other days tell one thing.
        anew: Whether after it a matter may begin anew: the same steps are taken once more.
        ends: Whether a matter may end with it.
        held: Whether a court holds it: what was expected of a day is what was held that day.
        away: Whether it takes somebody elsewhere: whom a report names as sent away the day when
            something befell its one group was of that group.
        told_for: Types in whose stead a report may tell it ("convicted" for "sentenced").
        follows: Of a step: what it may come after, whatever was skipped in between. ``None``
            where the pack does not say: then it may come after anything.
    """

    name: str
    rank: int
    step: bool = False
    incident: bool = False
    harm: bool = False
    secondary: bool = False
    back: bool = False
    pursued: bool = False
    repeats: bool = False
    anew: bool = False
    ends: bool = False
    held: bool = False
    away: bool = False
    told_for: tuple[str, ...] = ()
    follows: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text and the events that must be read from it.

    Attributes:
        language: BCP 47 primary subtag.
        text: What is read.
        events: (type, first trigger word, status, first subject word or "-"), in text
            order; empty where none may be read.
    """

    language: str
    text: str
    events: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One field: its event types, its frames by language, its examples, its law."""

    maker: Maker
    types: Mapping[str, EventType]
    frames: Mapping[str, tuple[Frame, ...]]
    examples: tuple[Example, ...]
    law: Law = NO_LAW


def find_packs() -> tuple[str, ...]:
    """Return the names of the packs that are shipped: the folders beside this module."""
    here = resources.files("sayso.packs")
    return tuple(sorted(f.name.replace("_", "-") for f in here.iterdir() if (f / _HEAD).is_file()))


@cache
def get_pack(name: str | Path) -> Pack:
    """Load a pack that is shipped, by its name, or any folder that holds one, by its path.

    Raises `DataError` for an unknown or malformed one.
    """
    if isinstance(name, Path):
        return _load(name, name.name)
    if name not in find_packs():
        raise DataError(
            f"There is no pack {name!r}.",
            remedy=f"There are: {', '.join(find_packs())}; or give the folder of another.",
        )
    return _load(resources.files("sayso.packs") / name.replace("-", "_"), name)


def _load(folder: Traversable, name: str) -> Pack:
    digest = hashlib.sha256()
    tables: dict[str, dict[str, Any]] = {}
    for stem, data in _read_tables(folder, name):
        digest.update(f"{stem}.toml".encode() + b"\0" + data)
        try:
            tables[stem] = tomllib.loads(data.decode())
        except ValueError as exc:
            raise DataError(f"{name}/{stem}.toml: {exc}.", remedy="Mend it.") from exc
    if "pack" not in tables:
        raise DataError(f"{name} holds no {_HEAD}.", remedy="Name the folder of a pack.")
    head = tables.pop("pack")
    try:
        law = make_law(tables.pop("law", {}))
    except DataError as exc:
        raise DataError(f"{name}/{exc.problem}", remedy=exc.remedy) from exc
    examples = _examples(tables.pop("examples", {}))
    types = _types(head)
    frames = {code: tuple(_frames(code, table, types)) for code, table in tables.items()}
    maker = Maker(
        name=str(head.get("name", name)),
        version=str(head.get("version", "0")),
        sha256=digest.hexdigest(),
    )
    return Pack(maker=maker, types=types, frames=frames, examples=examples, law=law)


def _read_tables(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    try:
        for file in sorted(folder.iterdir(), key=lambda item: item.name):
            if file.name.endswith(".toml"):
                yield file.name.removesuffix(".toml"), file.read_bytes()
    except OSError as exc:
        raise DataError(f"The pack {name} cannot be read: {exc}.", remedy="Mend it.") from exc


def _types(head: dict[str, Any]) -> dict[str, EventType]:
    named = head.get("types")
    if not isinstance(named, dict) or not named:
        raise DataError("pack.toml has no [types].", remedy="Add a table for each event type.")
    for name, keys in named.items():
        _check_type(name, keys, named)
    return {name: _make_type(name, rank, keys) for rank, (name, keys) in enumerate(named.items())}


def _make_type(name: str, rank: int, keys: dict[str, Any]) -> EventType:
    made: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in keys.items()
    }
    return EventType(name=name, rank=rank, **made)


_LISTS = frozenset({"told_for", "follows"})


def _check_type(name: str, keys: dict[str, Any], named: dict[str, Any]) -> None:
    """Raise `DataError` for a type that says what no type can."""
    known = {field.name for field in fields(EventType)} - {"name", "rank"}
    if extra := set(keys) - known:
        raise DataError(
            f"pack.toml: the type {name} holds unknown keys: {sorted(extra)}.",
            remedy=f"Use only {', '.join(sorted(known))}.",
        )
    for key, value in keys.items():
        if key not in _LISTS:
            if not isinstance(value, bool):
                raise DataError(
                    f"pack.toml: {key} of the type {name} is neither true nor false.",
                    remedy=f"Write {key} = true, or leave it out.",
                )
            continue
        if not isinstance(value, list):
            raise DataError(
                f"pack.toml: {key} of the type {name} is no list.",
                remedy=f'Write {key} = ["..."].',
            )
        # What is no step stands in no order: only told_for may name it.
        steps = key == "follows"
        if wrong := [it for it in value if it not in named or (steps and not _is_step(named[it]))]:
            raise DataError(
                f"pack.toml: {key} of the type {name} names {wrong[0]!r}, which is no "
                f"{'step' if steps else 'type'} of it.",
                remedy="Name only what [types] holds, and as step = true in follows.",
            )
    if "follows" in keys and not _is_step(keys):
        raise DataError(
            f"pack.toml: the type {name} has follows, but is no step.",
            remedy="Write step = true, or leave follows out.",
        )


def _is_step(keys: dict[str, Any]) -> bool:
    return keys.get("step") is True


def _frames(code: str, tables: dict[str, object], types: Mapping[str, EventType]) -> list[Frame]:
    lists = {field.name for field in fields(Frame) if "frozenset" in str(field.type)}
    known = {field.name for field in fields(Frame)} - {"type"}
    made = []
    for name, group in tables.items():
        if name not in types or not isinstance(group, list):
            raise DataError(
                f"{code}.toml: {name!r} is no list of frames of a type of pack.toml.",
                remedy=f"Write [[{name}]] under a type that pack.toml names.",
            )
        for table in group:
            if extra := set(table) - known:
                raise DataError(
                    f"{code}.toml: a frame of {name} holds unknown keys: {sorted(extra)}.",
                    remedy=f"Use only {', '.join(sorted(known))}.",
                )
            if wrong := [key for key in lists & set(table) if not isinstance(table[key], list)]:
                raise DataError(
                    f"{code}.toml: {wrong[0]} of a frame of {name} is no list.",
                    remedy=f'Write {wrong[0]} = ["..."].',
                )
            keys: dict[str, Any] = {
                key: frozenset(value)
                if key in lists
                else tuple(value)
                if isinstance(value, list)
                else value
                for key, value in table.items()
            }
            made.append(Frame(type=name, **keys))
    return made


def _examples(tables: dict[str, object]) -> tuple[Example, ...]:
    made = []
    for code, group in tables.items():
        if not isinstance(group, list):
            raise DataError(
                f"examples.toml: {code!r} is no list.", remedy=f"Write [[{code}]] before each."
            )
        for table in group:
            if not {"text", "events"} <= set(table):
                raise DataError(
                    f"examples.toml: an example of {code!r} lacks its text or its events.",
                    remedy="Give each a text, and its events as a list.",
                )
            rows = [tuple(part.strip() for part in row.split("|")) for row in table["events"]]
            if any(len(row) != 4 for row in rows):
                raise DataError(
                    f"examples.toml: an event of {table['text']!r} has not four parts.",
                    remedy="Write: type | trigger word | status | subject word.",
                )
            made.append(Example(language=code, text=table["text"], events=tuple(rows)))
    return tuple(made)
