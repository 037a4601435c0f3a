"""Figures that cannot both be right, and those that can."""

from dataclasses import replace

import pytest
from matters import claim, event, figure, group, person, reading

from sayso.cases.figures import find_figure_conflicts
from sayso.records.claim import Claim
from sayso.records.entity import Entity
from sayso.records.event import Check, EventStatus
from sayso.records.reading import Reading
from sayso.records.selector import Selector, Span
from sayso.records.value import Quantity, Unit

WIFE, MINISTRY = person(1, "Anna Orlova"), person(2, "the ministry")


def at(entity: Entity, begin: int) -> Entity:
    return replace(entity, mentions=(Span(begin, begin + 5),))


def conflicts(made: Reading) -> list[Check]:
    return list(find_figure_conflicts(made, {entity.id: entity for entity in made.entities}))


def told(*figures: Quantity, claims: tuple[Claim, ...]) -> Reading:
    """Two sources count the soldiers who are held in one place."""
    soldiers, men = at(group(3, "soldiers"), 103), at(group(4, "soldiers"), 203)
    held = tuple(
        replace(event(number, "confinement", entity), place="e9")
        for number, entity in ((1, "e3"), (2, "e4"))
    )
    return reading(
        entities=(WIFE, MINISTRY, soldiers, men), claims=claims, events=held, quantities=figures
    )


def test_a_figure_put_in_answer_to_another_disagrees_with_it() -> None:
    text = "At least 12 men were jailed, she said. The ministry puts the number at 19."
    first, second = (text.index(number) for number in ("12", "19"))
    spread = tuple(
        replace(one, content=Selector(spans=(Span(begin, end),), text=text[begin:end]))
        for one, begin, end in (
            (claim(1, WIFE), 0, second - 30),
            (claim(2, MINISTRY), second - 30, len(text)),
        )
    )
    made = reading(
        entities=(WIFE, MINISTRY),
        claims=spread,
        quantities=(figure(1, first, 12, "men"), figure(2, second, 19, "men")),
    )
    made = replace(made, report=replace(made.report, text=text))

    (check,) = conflicts(made)

    assert {"q1", "q2"} <= set(check.about)


def test_two_sources_that_count_those_held_in_one_place_disagree() -> None:
    figures = (figure(1, 100, 300, "soldiers"), figure(2, 200, 20, "soldiers"))

    (check,) = conflicts(told(*figures, claims=(claim(1, WIFE), claim(2, MINISTRY))))

    assert set(check.about) == {"q1", "q2", "c1", "c2"}
    for words in ("300 soldiers", "20 soldiers", "Anna Orlova", "the ministry"):
        assert words in check.message


@pytest.mark.parametrize(
    ("figures", "sources"),
    [
        # One source may give two figures.
        ((figure(1, 100, 300, "soldiers"), figure(2, 200, 20, "soldiers")), (WIFE, WIFE)),
        # "About 300" may be 310.
        (
            (figure(1, 100, 300, "soldiers", approx=True), figure(2, 200, 310, "soldiers")),
            (WIFE, MINISTRY),
        ),
        # Meals are not men.
        (
            (figure(1, 100, 300, "soldiers"), figure(2, 200, 20, "meals", unit=Unit.ITEM)),
            (WIFE, MINISTRY),
        ),
    ],
)
def test_what_can_both_be_right_is_no_conflict(
    figures: tuple[Quantity, ...], sources: tuple[Entity, Entity]
) -> None:
    claims = tuple(claim(number, source) for number, source in enumerate(sources, start=1))

    assert conflicts(told(*figures, claims=claims)) == []


def test_a_figure_given_with_a_denial_answers_what_is_denied() -> None:
    soldiers, men = at(group(3, "soldiers"), 103), at(group(4, "servicemen"), 203)
    made = reading(
        entities=(WIFE, MINISTRY, soldiers, men),
        claims=(claim(1, WIFE), claim(2, MINISTRY)),
        events=(
            event(1, "confinement", "e3", claims=("c1",)),
            event(2, "confinement", "e3", status=EventStatus.DENIED, claims=("c2",)),
        ),
        quantities=(figure(1, 100, 40, "soldiers"), figure(2, 200, 12, "servicemen")),
    )

    assert [check.about[:2] for check in conflicts(made)] == [("q1", "q2")]


def test_figures_of_different_happenings_do_not_conflict() -> None:
    soldiers, men = at(group(3, "soldiers"), 103), at(group(4, "servicemen"), 203)
    made = reading(
        entities=(WIFE, MINISTRY, soldiers, men),
        claims=(claim(1, WIFE), claim(2, MINISTRY)),
        events=(
            event(1, "confinement", "e3", claims=("c1",)),
            event(2, "release", "e4", claims=("c2",)),
        ),
        quantities=(figure(1, 100, 40, "soldiers"), figure(2, 200, 12, "servicemen")),
    )

    assert conflicts(made) == []
