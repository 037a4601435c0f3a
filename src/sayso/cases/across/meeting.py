"""The keys under which matters of different reports meet that may tell one event.

`sayso.cases.across.incidents` compares no others: so whoever keeps these keys need not look at
all matters to find those that a new one may be joined to.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.cases.across.answers import list_answering, list_hints, list_offers, list_seeks
from sayso.cases.across.assembling import Assembler
from sayso.cases.across.incidents import list_blocks
from sayso.cases.across.matters import list_done
from sayso.cases.across.nameless import list_nameless_offers, list_nameless_seeks
from sayso.cases.across.tellings import list_actors, list_tellings
from sayso.packs.pack import Pack
from sayso.records.casefile import Ref
from sayso.records.event import Case
from sayso.records.members import expand_groups, list_members
from sayso.records.reading import Reading
from sayso.records.ruling import NO_RULINGS

ANSWERS = "answers"
"""Stands for the id of a case of a report that makes none, but answers those of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKeys:
    """Under which keys a matter may meet others.

    Attributes:
        offers: Under which it is found.
        seeks: Under which it looks for others: since it names nobody, or since its people did
            something to those of another one in its report.
        people: Of what stands under `ANSWERS`, whom it is about, by entity.
        anonymous: Whether it names nobody. Then it also meets those that are about anybody whom
            its report names.
    """

    offers: frozenset[str]
    seeks: frozenset[str] = frozenset()
    anonymous: bool = False
    people: tuple[str, ...] = ()


def list_event_keys(
    reading: Reading, pack: Pack, words: frozenset[str] = frozenset()
) -> Mapping[str, EventKeys]:
    """Return the keys of a report's cases, by their ids; ``words`` are its sentences' keys.

    Under `ANSWERS` are those of what it tells towards cases of other reports.
    """
    name = reading.report.sha256
    assembler = Assembler({name: reading}, (), pack, NO_RULINGS, {name: words})
    found = {}
    for case in reading.cases:
        matter = assembler.make_matter(Ref(report=name, id=case.id))
        if matter is not None:
            offers = {"|".join(it) for it in list_blocks(matter, pack, near=False)}
            offers |= list_offers(reading, matter) | list_nameless_offers(matter)
            offers |= {_make_deed_key(name, it.id) for it in list_done(matter)}
            near = list_blocks(matter, pack, near=True) if matter.is_anonymous else ()
            found[case.id] = EventKeys(
                offers=frozenset(offers),
                seeks=frozenset("|".join(it) for it in near)
                | _list_deeds(reading, case)
                | list_hints(reading, matter),
                anonymous=matter.is_anonymous,
            )
    told = list_tellings(reading, {}, pack)
    if seeks := list_seeks(reading, told) | list_nameless_seeks(reading, told):
        people = list_answering(reading, told)
        found[ANSWERS] = EventKeys(offers=frozenset(), seeks=seeks, people=people)
    return found


def _list_deeds(reading: Reading, case: Case) -> frozenset[str]:
    """Return the keys under which those who did something meet whom they did it to."""
    people = expand_groups(case.subjects, list_members(reading))
    done = {name for it in reading.events for name in list_actors(it)}
    return frozenset(_make_deed_key(reading.report.sha256, it) for it in people if it in done)


def _make_deed_key(report: str, entity: str) -> str:
    return f"done|{report}|{entity}"
