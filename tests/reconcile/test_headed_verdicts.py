"""A register's "Name: penalty. Judge, day" is a sentence, and of nobody else."""

import pytest

from sayso.reconcile.headed_verdicts import add_headed_verdicts
from sayso.records.entity import Entity, EntityType
from sayso.records.event import Event, ParticipantRole
from sayso.records.selector import Span
from sayso.records.value import Penalty, PenaltyKind, PenaltyStatus, TimeExpression, TimeType


def _at(text: str, words: str) -> Span:
    begin = text.index(words)
    return Span(begin, begin + len(words))


def _verdicts(
    text: str, name: str, term: str, day: str | None
) -> tuple[tuple[Event, ...], tuple[Penalty, ...]]:
    entity = Entity(id="e1", type=EntityType.PERSON, name=name, mentions=(_at(text, name),))
    penalty = Penalty(id="p1", span=_at(text, term), text=term, kind=PenaltyKind.IMPRISONMENT)
    times: tuple[TimeExpression, ...] = ()
    if day is not None:
        times = (
            TimeExpression(
                id="t1",
                span=_at(text, day),
                text=day,
                type=TimeType.DATE,
                value="2024-02-08",
                begin="2024-02-08",
                end="2024-02-08",
            ),
        )
    return add_headed_verdicts((), (penalty,), (entity,), times, (), text)


@pytest.mark.parametrize(
    ("text", "name", "term", "day"),
    [
        ("Oleg Somov: three years. Judge Kotova, 8 February.", "Oleg Somov", "three years", "8 F"),
        ("Эльвину Сафину — два года. Судья, 8 февраля.", "Эльвину Сафину", "два года", "8 ф"),
    ],
)
def test_a_penalty_behind_a_name_and_a_mark_is_a_sentence(
    text: str, name: str, term: str, day: str
) -> None:
    (event,), (penalty,) = _verdicts(text, name, term, day)

    assert event.type == "sentence"
    assert [(it.role, it.entity) for it in event.participants] == [(ParticipantRole.SUBJECT, "e1")]
    assert event.time == "t1"
    assert (penalty.entity, penalty.event) == ("e1", event.id)
    assert penalty.status is PenaltyStatus.IMPOSED


def test_a_penalty_that_words_lead_to_is_left_as_it_was() -> None:
    events, (penalty,) = _verdicts(
        "Oleg Somov faces three years.", "Oleg Somov", "three years", None
    )

    assert events == ()
    assert penalty.status is PenaltyStatus.FACED
