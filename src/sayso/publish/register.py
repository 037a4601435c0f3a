"""The lists beside a report: sources, people, places, times, law, figures, checks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sayso.publish.digest import CaseEntry, Entry, Lookup, Statement, describe_entity, list_cases
from sayso.publish.wording import (
    SOURCE_KINDS,
    say_count,
    say_interval,
    say_list,
    say_penalty,
    say_provision,
    say_quantity,
    say_time,
    say_word,
)
from sayso.records.claim import Link
from sayso.records.entity import Entity, EntityType, Place
from sayso.records.value import Penalty, TimeExpression, TimeType

_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
_BODIES = frozenset(EntityType) - _PEOPLE - {EntityType.PLACE}

_EXTENDED = frozenset({"continent", "country", "region", "district"})
# Of a source the id is made up, and a check has none.
_WITHOUT_IDS = frozenset({"sources", "checks"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One list beside the report.

    Attributes:
        key: A word to link to it by.
        title: Its heading.
        empty: What to say where the list is empty.
        entries: What it lists.
    """

    key: str
    title: str
    empty: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """What a page shows beside what was read.

    Attributes:
        sections: More lists.
        marks: What to know of a claim before all else ("rejected"), by its id.
        ids: Whether what was read shows its id, so that questions about it can be asked.
    """

    sections: tuple[Section, ...] = ()
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ids: bool = False

    def mark(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return the statements with their marks."""
        return tuple(
            replace(statement, marks=(*self.marks.get(statement.claim.id, ()), *statement.marks))
            for statement in statements
        )

    def list_sections(self, lookup: Lookup) -> tuple[Section, ...]:
        """Return the lists of a reading, and those that are added."""
        found = list_sections(lookup)
        if self.ids:
            found = tuple(
                section
                if section.key in _WITHOUT_IDS
                else replace(section, entries=tuple(map(_add_id, section.entries)))
                for section in found
            )
        return (*found, *self.sections)

    def list_cases(self, lookup: Lookup) -> tuple[CaseEntry, ...]:
        """Return the cases of a reading."""
        if not self.ids:
            return list_cases(lookup)
        return tuple(
            replace(
                case,
                entry=_add_id(case.entry),
                steps=tuple(replace(it, what=f"{it.what} · {it.id}") for it in case.steps),
            )
            for case in list_cases(lookup)
        )


NOTHING = Additions()


def _add_id(entry: Entry) -> Entry:
    return replace(entry, title=f"{entry.title} · {entry.id}")


def list_sections(lookup: Lookup) -> tuple[Section, ...]:
    """List everything but the statements and the cases.

    No section is left out because it is empty, only where nothing was looked for.
    """
    rows: tuple[tuple[str, str, str, Callable[[Lookup], Iterable[Entry]]], ...] = (
        ("sources", "Sources", "No statement names a source.", _list_sources),
        ("people", "People", "No person was found.", _list_people),
        ("places", "Places", "No place was found.", _list_places),
        ("times", "Times", "No time was found.", _list_times),
        ("bodies", "Bodies", "No organization, outlet or document was found.", _list_bodies),
        ("law", "Law", "No article of law and no penalty was found.", _list_law),
        ("figures", "Figures", "No figure was found.", _list_figures),
        ("checks", "Checks", "No check asks for a second look.", _list_checks),
    )
    return tuple(
        Section(key=key, title=title, empty=empty, entries=tuple(listed(lookup)))
        for key, title, empty, listed in (rows[:1] if lookup.reading.claims_only else rows)
    )


def _list_sources(lookup: Lookup) -> Iterator[Entry]:
    seen: dict[tuple[str, str], list[tuple[int, Link, bool]]] = {}
    for claim in lookup.reading.claims:
        for link in claim.chain:
            key = ("", link.entity) if link.entity is not None else (link.kind.value, link.name)
            is_origin = link is claim.chain[-1]
            seen.setdefault(key, []).append((lookup.numbers[claim.id], link, is_origin))
    for place, uses in enumerate(seen.values(), start=1):
        origin = sorted({number for number, _, is_origin in uses if is_origin})
        passed = sorted({number for number, _, is_origin in uses if not is_origin})
        link = uses[0][1]
        entity = lookup.entities.get(link.entity or "")
        facts = []
        if origin:
            facts.append(f"origin of {say_count(len(origin), 'statement')}")
        if passed:
            facts.append(f"passes on {say_count(len(passed), 'statement')}")
        if entity is not None and entity.anonymous and entity.type in _PEOPLE:
            facts.append("not named in the report")
        yield Entry(
            id=link.entity or f"source-{place}",
            title=link.name if entity is None else entity.name,
            tag=_say_kinds(use for _, use, _ in uses),
            facts=tuple(facts),
            statements=tuple(sorted({*origin, *passed})),
        )


def _say_kinds(links: Iterable[Link]) -> str:
    kinds = [SOURCE_KINDS.get(link.kind, say_word(link.kind)) for link in links]
    return say_list(list(dict.fromkeys(kinds)), last="or")


def _list_people(lookup: Lookup) -> Iterator[Entry]:
    for entity in _named_first(lookup):
        if entity.type in _PEOPLE:
            facts = describe_entity(entity, lookup)
            if entity.type is EntityType.PERSON and entity.age is None:
                facts = (*facts, "age not given")
            yield _make_entry(entity, lookup, facts)


def _list_bodies(lookup: Lookup) -> Iterator[Entry]:
    for entity in _named_first(lookup):
        if entity.type in _BODIES:
            yield _make_entry(entity, lookup, describe_entity(entity, lookup))


def _named_first(lookup: Lookup) -> list[Entity]:
    return sorted(lookup.reading.entities, key=lambda entity: entity.anonymous)


def _make_entry(entity: Entity, lookup: Lookup, facts: tuple[str, ...]) -> Entry:
    return Entry(
        id=entity.id,
        title=entity.name,
        tag=say_word(entity.type),
        facts=facts,
        statements=lookup.statements_about(entity.id),
    )


def _list_places(lookup: Lookup) -> Iterator[Entry]:
    located = {place.entity: place for place in lookup.reading.places}
    for entity in lookup.reading.entities:
        if entity.type is EntityType.PLACE:
            place = located.get(entity.id)
            facts = _say_position(place, lookup) if place is not None else ["position not known"]
            entry = _make_entry(entity, lookup, tuple(facts))
            yield Entry(
                id=entry.id,
                title=entry.title,
                tag=None if place is None else place.feature,
                facts=entry.facts,
                statements=entry.statements,
            )


def _say_position(place: Place, lookup: Lookup) -> Iterator[str]:
    if place.within is not None:
        yield f"in {lookup.name(place.within)}, as the report says"
    unit = [part for part in (place.admin1, place.country) if part is not None]
    yield ", ".join(unit) if unit else "country not known"
    if place.lat is not None and place.lon is not None:
        if place.feature in _EXTENDED:
            yield f"centered at {place.lat:.1f}, {place.lon:.1f}"
        else:
            yield f"at {place.lat:.3f}, {place.lon:.3f}"
    elif place.approx is not None:
        near = f"{place.approx.lat:.2f}, {place.approx.lon:.2f}"
        radius = place.approx.radius_km
        within = "somewhere around" if radius is None else f"within {radius:.0f} km of"
        yield f"position not known, {within} {near}"
    else:
        yield "position not known"
    if len(place.candidates) > 1:
        yield f"{len(place.candidates)} places could be meant"
    if place.geonames is not None:
        yield f"GeoNames {place.geonames}"
    if place.katottg is not None:
        yield f"KATOTTG {place.katottg}"


def _list_times(lookup: Lookup) -> Iterator[Entry]:
    for time in lookup.reading.times:
        yield Entry(
            id=time.id,
            title=f"“{time.text}”",
            tag=time.type.lower(),
            facts=tuple(_say_time_facts(time, lookup)),
            statements=lookup.statements_about(time.id),
        )


def _say_time_facts(time: TimeExpression, lookup: Lookup) -> Iterator[str]:
    meant = say_time(time)
    if meant is not None:
        yield meant
    elif time.type is TimeType.DATE or time.type is TimeType.TIME:
        yield "not resolved to a date"
    if time.anchor == "published":
        yield "counted from the publication date"
    elif time.anchor in lookup.times:
        yield f"counted from “{lookup.times[time.anchor].text}”"
    for other in time.alternatives:
        yield f"or {say_interval(other.begin, other.end) or other.value}"


def _list_law(lookup: Lookup) -> Iterator[Entry]:
    for provision in lookup.reading.provisions:
        yield Entry(
            id=provision.id,
            title=f"“{provision.text}”",
            tag="provision",
            facts=(say_provision(provision), provision.offence or "offence not named"),
            statements=lookup.statements_about(provision.id),
        )
    for penalty in lookup.reading.penalties:
        yield Entry(
            id=penalty.id,
            title=f"“{penalty.text}”",
            tag=f"penalty {penalty.status}",
            facts=tuple(_say_penalty_facts(penalty, lookup)),
            statements=lookup.statements_about(penalty.id),
        )


def _say_penalty_facts(penalty: Penalty, lookup: Lookup) -> Iterator[str]:
    yield say_penalty(penalty)
    other = lookup.penalties.get(penalty.alternative_of or "")
    if other is not None:
        yield f"in place of “{other.text}”"
    yield f"for {lookup.name(penalty.entity)}" if penalty.entity is not None else "bearer not known"


def _list_figures(lookup: Lookup) -> Iterator[Entry]:
    for quantity in lookup.reading.quantities:
        yield Entry(
            id=quantity.id,
            title=f"“{quantity.text}”",
            tag=quantity.unit,
            facts=(say_quantity(quantity),),
            statements=lookup.statements_about(quantity.id),
        )


def _list_checks(lookup: Lookup) -> Iterator[Entry]:
    for number, check in enumerate(lookup.reading.checks, start=1):
        yield Entry(
            id=f"check-{number}",
            title=check.message,
            tag=say_word(check.kind),
            facts=(),
            statements=lookup.statements_about(*check.about),
        )
