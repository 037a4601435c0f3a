"""Ages that a sentence states of whom it begins with; terms and distances are none."""

import pytest

import sayso


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Igor Orlov was jailed for desertion. Orlov is 23.", 23),
        ("Igor Orlov was jailed for desertion. He was 41, his lawyer said.", 41),
        ("Igor Orlov was jailed for desertion. Orlov is 23 kilometers away.", None),
        ("Igor Orlov was jailed for desertion. He got 15 years.", None),
        ("Суд приговорил Игоря Орлова за дезертирство. Орлову 45 лет.", 45),
        ("Суд приговорил Игоря Орлова за дезертирство. Ему 24 года.", 24),
        ("Судили Игоря Орлова за дезертирство. Суд дал Орлову 15 лет.", None),
        ("Судили Игоря Орлова за дезертирство. Ему грозит 15 лет.", None),
        ("Суд засудив Ігоря Орленка за дезертирство. Йому 24 роки.", 24),
        ("Суд засудив Ігоря Орленка за дезертирство. Орленку дали 15 років.", None),
    ],
)
def test_an_age_is_what_a_sentence_states_of_whom_it_begins_with(
    text: str, age: int | None
) -> None:
    people = [
        it
        for it in sayso.read(text, published="2024-03-01").entities
        if "Ор" in it.name or "Or" in it.name
    ]

    assert [it.age for it in people] == [age]
