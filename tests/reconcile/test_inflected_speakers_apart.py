"""Who judges, defends or lives next door is kept apart from whom it befell (ru, uk)."""

import pytest
from resolved import find, list_mentions, list_relations, resolve


@pytest.mark.parametrize(
    ("code", "text", "name", "mentions"),
    [
        pytest.param(
            "ru",
            "Судья Сомов приговорил рядового Павла Сомова. Сомов отказался воевать.",
            "Павел Сомов",
            ["рядового", "Павла Сомова", "Сомов"],
            id="a judge is not the soldier of his surname whom he sentences",
        ),
        pytest.param(
            "uk",
            "Суддя Гнатюк засудив солдата Ігоря Гнатюка. Гнатюк відмовився воювати.",
            "Ігор Гнатюк",
            ["солдата", "Ігоря Гнатюка", "Гнатюк"],
            id="nor in Ukrainian",
        ),
        pytest.param(
            "ru",
            "Следователь Белов вызвал Антона Белова. Белова задержали.",
            "Антон Белов",
            ["Антона Белова", "Белова"],
            id="nor who is summoned by somebody of his surname",
        ),
        pytest.param(
            "ru",
            "Судья Павел Сомов огласил приговор. Судья Сомов вышел.",
            "Павел Сомов",
            ["Судья", "Павел Сомов", "Судья", "Сомов"],
            id="a judge named again by the surname is one judge",
        ),
        pytest.param(
            "ru",
            "Рассказал сосед солдата Пётр Белов. Солдата увезли.",
            "Пётр Белов",
            ["сосед", "Пётр Белов"],
            id="a soldier's neighbor is not the soldier",
        ),
        pytest.param(
            "uk",
            "Адвокат Марини Коваль, матері Ігоря, заявив про це.",
            "Марина Коваль",
            ["Марини Коваль", "матері"],
            id="a woman's lawyer is not she, nor is his client's kin several",
        ),
    ],
)
def test_who_acts_is_not_whom_it_befell(
    code: str, text: str, name: str, mentions: list[str]
) -> None:
    assert list_mentions(text, find(resolve(code, text), name)) == mentions


@pytest.mark.parametrize(
    ("code", "text", "relation"),
    [
        ("ru", "Брата Ивана Орлова задержали.", ("брат", "sibling", "Иван Орлов")),
        ("ru", "Сына Марии Беловой увезли.", ("сын", "child", "Мария Белова")),
        ("uk", "Брата Петра Гнатюка засудили.", ("брат", "sibling", "Петро Гнатюк")),
        (
            "uk",
            "За словами Оксани Павлюк, дружини Василя, його били.",
            ("Оксана Павлюк", "spouse", "Василь"),
        ),
        # Where it can be the kin's own name, it is.
        ("ru", "Анна Орлова в Перми. Брата Ивана Орлова задержали.", None),
        ("ru", "Его брата Ивана Орлова задержали.", None),
    ],
)
def test_kin_before_a_name_are_whose_they_are(
    code: str, text: str, relation: tuple[str, str, str] | None
) -> None:
    resolution = resolve(code, text)

    if relation is None:
        assert find(resolution, "Иван Орлов").mentions
        assert not any("брат" in found for found in list_relations(resolution))
    else:
        assert relation in list_relations(resolution)


def test_who_tells_of_another_is_not_he_though_an_age_and_a_trade_would_suit() -> None:
    text = (
        "У військкоматі бачили побитого Романа Гнатюка.\n\n«Його привели ввечері. Потім били», "
        "— розповів «Громаді» 34-річний водій, який попросив не називати його імені."
    )
    found = resolve("uk", text, said={"Його привели ввечері": "34-річний водій"})

    (man,) = [one for one in found.entities if one.name == "Роман Гнатюк"]
    assert man.age is None
