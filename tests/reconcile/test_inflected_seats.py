"""Where those sit who told it, to whom it was told, and whose neighbor told it."""

import pytest
from marked import list_cited, make_context, make_report, tag_marked
from resolved import find, resolve

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.reconcile.inflected.claims import make_claims as make_inflected_claims


def read(code: str, marked: str) -> list[list[tuple[str, str]]]:
    text, tagged = tag_marked(marked)
    parse = load_inflected(code).parse(text)
    claims = make_inflected_claims(tagged, make_context(make_report(text, code), parse))
    return [chain for _, chain in list_cited(claims)]


@pytest.mark.parametrize(
    ("code", "marked", "chain"),
    [
        (
            "ru",
            "<c1>Белова оштрафовали в четверг.</c1> Об этом <q1>сообщили</q1> <m1>«Речному "
            "вестнику»</m1> в <m1>пресс-службе</m1> суда.",
            [("«Речному вестнику»", "outlet"), ("пресс-службе суда", "court")],
        ),
        (
            "uk",
            "<c1>Білого оштрафували.</c1> Про це <q1>повідомили</q1> <m1>«Річковому віснику»</m1> "
            "в <m1>прокуратурі області</m1>. <s1>Інший</s1> мовчить.",
            [("«Річковому віснику»", "outlet"), ("прокуратурі області", "official")],
        ),
        (
            "ru",
            "<c1>Белова оштрафовали.</c1> Об этом <q1>сообщил</q1> <m1>«Речному вестнику»</m1> "
            "<s1>адвокат Рой</s1>.",
            [("«Речному вестнику»", "outlet"), ("адвокат Рой", "lawyer")],
        ),
    ],
)
def test_a_body_in_which_a_medium_was_told_is_the_source(
    code: str, marked: str, chain: list[tuple[str, str]]
) -> None:
    assert read(code, marked) == [chain]


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("uk", "<s1>Солдату</s1> <q1>повідомили</q1>, <c1>що його звільнено</c1>."),
        ("ru", "<s1>Родным</s1> <q1>сказали</q1>, <c1>что он умер в субботу</c1>."),
    ],
)
def test_to_whom_something_is_said_is_no_source(code: str, marked: str) -> None:
    assert read(code, marked) == [[]]


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("ru", "Пётр Ковалёв умер. Сосед Ковалёва по камере рассказал об этом.", "Пётр Ковалёв"),
        ("ru", "Соседка Ковалёва, Нина Прохорова, видела это.", "Нина Прохорова"),
        ("uk", "Сусідка Коваля, Ніна Прохорова, бачила це.", "Ніна Прохорова"),
    ],
)
def test_a_mans_neighbor_is_not_he(code: str, text: str, name: str) -> None:
    found = resolve(code, text)

    assert not any("Ковал" in it.name and it.roles for it in found.entities)
    assert find(found, name).type.value == "person"
