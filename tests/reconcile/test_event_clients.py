"""What a lawyer will appeal is told of the client, and is not done yet."""

import sayso
from sayso.records.event import EventStatus


def test_a_lawyer_who_will_appeal_speaks_of_the_client() -> None:
    reading = sayso.read(
        "Суд оштрафовал Анну Мальцеву на 30 тысяч рублей. Её муж, мобилизованный Сергей Мальцев, "
        "с января находится в подвале за отказ идти на штурм.\n\n"
        "Защитник Мальцевой Эдуард Цыренов заявил, что обжалует постановление.",
        published="2023-01-26",
    )
    names = {entity.id: entity.name for entity in reading.entities}
    appeal = next(event for event in reading.events if event.type == "appeal")

    assert [names[it.entity] for it in appeal.participants] == ["Анна Мальцева"]
    assert appeal.status is EventStatus.EXPECTED


def test_who_says_that_he_refused_is_who_refused_and_a_lawyer_is_not() -> None:
    reading = sayso.read(
        "Рядовой Егор Лыткин рассказал, что отказался воевать. "
        "Адвокат рассказал, что сидел он в подвале.",
        published="2023-01-26",
    )
    names = {entity.id: entity.name for entity in reading.entities}
    whom = {event.type: [names[it.entity] for it in event.participants] for event in reading.events}

    assert whom["refusal"] == ["Егор Лыткин"]
    assert "адвокат" not in whom["confinement"]
