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
