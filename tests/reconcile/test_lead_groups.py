"""The unnamed people of a report's first paragraph are those named next."""

from collections.abc import Callable

from sayso.lang.language import Language
from sayso.packs.pack import get_pack
from sayso.read.events import read_events
from sayso.read.mentions import read_mentions
from sayso.reconcile.entities import resolve_entities
from sayso.reconcile.lead_groups import join_lead_groups
from sayso.records.entity import Entity, EntityType
from sayso.records.parse import Parse

PACKS = (get_pack("military-refusal"),)
Analyse = Callable[[str], Parse]


def people_of(text: str, parse: Analyse, english: Language) -> tuple[Entity, ...]:
    parsed = parse(text)
    resolution = resolve_entities(read_mentions(parsed, english, ()), parsed, english)
    joined = join_lead_groups(resolution, read_events(parsed, english, PACKS), parsed)
    assert set(joined.entity_of.values()) <= {entity.id for entity in joined.entities}
    kinds = (EntityType.PERSON, EntityType.GROUP)
    return tuple(entity for entity in joined.entities if entity.type in kinds)


def test_a_reservist_of_the_lead_is_the_man_named_next(parse: Analyse, english: Language) -> None:
    people = people_of(
        "A reservist was sentenced to two years in prison.\n"
        "Andrei Kaval was ordered to report to the office in May.",
        parse,
        english,
    )

    assert [person.name for person in people] == ["Andrei Kaval"]
    assert "reservist" in people[0].roles


def test_another_age_is_another_man(parse: Analyse, english: Language) -> None:
    people = people_of(
        "A 40-year-old reservist was sentenced to two years in prison.\n"
        "Andrei Kaval, 22, was detained in May.",
        parse,
        english,
    )

    assert len(people) == 2


def test_uncounted_soldiers_of_the_lead_are_those_counted_next(
    parse: Analyse, english: Language
) -> None:
    people = people_of(
        "Police have detained conscripted soldiers.\nTwo soldiers were detained in May.",
        parse,
        english,
    )

    assert [p.count for p in people if p.name.endswith("soldiers")] == [2]


def test_ids_follow_the_text_after_joining(parse: Analyse, english: Language) -> None:
    people = people_of(
        "A reservist was sentenced to two years in prison.\n"
        "Andrei Kaval was detained in May with Oleg Sidorov.",
        parse,
        english,
    )

    order = sorted(people, key=lambda person: person.mentions[0])
    assert [int(p.id[1:]) for p in order] == sorted(int(p.id[1:]) for p in people)


def test_as_many_of_whom_the_same_is_told_are_the_lead_s(parse: Analyse, english: Language) -> None:
    people = people_of(
        "Five refusers have been detained.\nFive contract soldiers were detained on Nov. 28.",
        parse,
        english,
    )

    assert [p.count for p in people] == [5]


def test_a_group_told_of_three_times_is_one(parse: Analyse, english: Language) -> None:
    people = people_of(
        "Five refusers were detained in Perm, relatives said. Five contract soldiers were detained "
        "on Monday. Five men were detained on Tuesday.",
        parse,
        english,
    )

    assert len([one for one in people if one.count == 5]) == 1
