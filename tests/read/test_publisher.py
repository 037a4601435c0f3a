"""A report's own publisher is nobody who can be arrested."""

from sayso.read.publisher import type_publisher
from sayso.records.entity import EntityType, Gender
from sayso.records.finding import Mention, MentionKind


def make_mention(name: str, kind: EntityType) -> Mention:
    return Mention(
        first=0, last=1, head=1, kind=MentionKind.NAME, type=kind, name=name, gender=Gender.FEMALE
    )


def test_a_publisher_taken_for_a_person_is_a_medium() -> None:
    (found,) = type_publisher([make_mention("Frontline Post", EntityType.PERSON)], "Frontline Post")

    assert found.type is EntityType.OUTLET
    assert found.gender is None


def test_a_group_that_publishes_stays_a_group_and_others_stay_who_they_are() -> None:
    mentions = (
        make_mention("Barracks Aid", EntityType.ORGANIZATION),
        make_mention("Olga Zimina", EntityType.PERSON),
    )

    assert type_publisher(mentions, "The Barracks Aid") == mentions
    assert type_publisher(mentions, None) == mentions
