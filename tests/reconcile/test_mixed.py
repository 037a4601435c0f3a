"""A report in several languages comes out as one reading."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from marked import make_report

from sayso.reconcile.mixed import join_readings
from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
from sayso.records.entity import Entity, EntityType, Gender, Relation, RelationType
from sayso.records.event import Event, Participant, ParticipantRole
from sayso.records.reading import MadeBy, Maker, Passage, Reading
from sayso.records.selector import Span
from sayso.records.value import TimeExpression, TimeType

TEXT = "Олена Гнатюк сказала вчора, що її били.\nВчера Елену Гнатюк били."
PASSAGES = (
    Passage(span=Span(0, 39), language="uk", read=True),
    Passage(span=Span(40, 64), language="ru", read=True),
)


def make_reading(language: str, begin: int, name: str, gender: Gender | None) -> Reading:
    report = replace(make_report(TEXT, language))
    maker = Maker(name="sayso", version="1")
    content = report.select((begin, begin + 5))
    return Reading(
        made_by=MadeBy(
            reader=maker,
            models=(Maker(name=f"model-{language}", version="1"), maker),
            languages=(Maker(name=f"lang-{language}", version="1"),),
            packs=(maker,),
        ),
        report=report,
        entities=(
            Entity(
                id="e1",
                type=EntityType.PERSON,
                name=name,
                gender=gender,
                mentions=(Span(begin, begin + 5),),
                relations=(Relation(type=RelationType.SPOUSE, to="e2"),),
            ),
            Entity(
                id="e2",
                type=EntityType.PERSON,
                name="муж",
                anonymous=True,
                mentions=(Span(begin + 6, begin + 9),),
            ),
        ),
        times=(
            TimeExpression(
                id="t1", span=Span(begin, begin + 2), text="x", type=TimeType.DATE, value="2024"
            ),
        ),
        places=(),
        quantities=(),
        claims=(
            Claim(
                id="c1",
                source=None,
                cue=None,
                content=content,
                style=Style.INDIRECT,
                chain=(Link(entity="e1", name=name, kind=SourceKind.SUBJECT, span=None),),
                certainty=Certainty.STATED,
                polarity=Polarity.POSITIVE,
                said="t1",
                confidence=0.9,
            ),
        ),
        provisions=(),
        penalties=(),
        events=(
            Event(
                id="v1",
                type="ill_treatment",
                trigger=content,
                participants=(Participant(role=ParticipantRole.SUBJECT, entity="e1"),),
                time="t1",
                claims=("c1",),
            ),
        ),
        cases=(),
        checks=(),
    )


def join(name: str, gender: Gender | None) -> Reading:
    parts = [
        make_reading("ru", 40, "Елена Гнатюк", Gender.FEMALE),
        make_reading("uk", 0, name, gender),
    ]
    return join_readings(make_report(TEXT, "ru"), parts, PASSAGES)


def test_findings_stand_in_the_order_of_the_text_with_ids_of_their_own() -> None:
    joined = join("Олена Гнатюк", Gender.FEMALE)

    assert [entity.id for entity in joined.entities] == ["e1", "e2", "e3", "e4"]
    assert [entity.name for entity in joined.entities][::2] == ["Олена Гнатюк", "Елена Гнатюк"]
    assert [(c.id, c.chain[0].entity, c.said) for c in joined.claims] == [
        ("c1", "e1", "t1"),
        ("c2", "e3", "t2"),
    ]
    assert [(v.time, v.claims) for v in joined.events] == [("t1", ("c1",)), ("t2", ("c2",))]
    assert joined.languages == PASSAGES
    assert [maker.name for maker in joined.made_by.languages] == ["lang-ru", "lang-uk"]
    assert [maker.name for maker in joined.made_by.models] == ["model-ru", "sayso", "model-uk"]


def test_one_name_of_one_gender_is_one_person() -> None:
    joined = join("Елена Гнатюк", None)

    [woman] = [entity for entity in joined.entities if not entity.anonymous]
    assert len(woman.mentions) == 2
    assert {claim.chain[0].entity for claim in joined.claims} == {woman.id}
    assert len(woman.relations) == 2


def test_one_name_of_two_genders_is_two_persons() -> None:
    joined = join("Елена Гнатюк", Gender.MALE)

    assert sum(not entity.anonymous for entity in joined.entities) == 2


@given(st.permutations(range(3)), st.sampled_from(["Елена Гнатюк", "Олена Гнатюк"]))
def test_every_id_names_something(order: list[int], name: str) -> None:
    parts = [
        make_reading("ru", 40, "Елена Гнатюк", Gender.FEMALE),
        make_reading("uk", 0, name, None),
        make_reading("en", 20, "Елена Гнатюк", None),
    ]

    joined = join_readings(make_report(TEXT, "ru"), [parts[i] for i in order], PASSAGES)

    known = {it.id for name in ("entities", "times", "claims") for it in getattr(joined, name)}
    named = {link.entity for claim in joined.claims for link in claim.chain}
    named |= {claim.said for claim in joined.claims}
    named |= {relation.to for entity in joined.entities for relation in entity.relations}
    named |= {p.entity for event in joined.events for p in event.participants}
    named |= {id_ for event in joined.events for id_ in (event.time, *event.claims)}
    assert named <= known
